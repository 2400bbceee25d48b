"""Rooms of a house and kinds of house, which are no bodies: 建有托儿所、敬老院; 图书馆、博物馆."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate

_ROOM = "[一-鿿“”·]{2,14}"


@cache
def _premises() -> re.Pattern[str]:
    """Rooms and houses that a list calls 场所 or 设施, or that a place is fitted out with."""
    return re.compile(
        f"(?P<items>{_ROOM}(?:[、和及与]{_ROOM})+)等[一-鿿]{{0,6}}?"
        f"(?:{either('org_context.tsv', 'premises')})|(?:{either('org_context.tsv', 'fitted')})"
        f"了?(?P<rooms>{_ROOM}(?:[、和及与]{_ROOM})*)"
    )


_UNNAMED = re.compile(
    "(?:[一-鿿]{0,9}(?:[的个座处了]|[建设配]有|内设|利用|建设|改造成))?(?P<room>[一-鿿]{0,8}(?:中心|服务站|站|室|所|院|幼儿园|学校|小学|馆|园))$"
)


@cache
def _built() -> re.Pattern[str]:
    """A facility that is built or made over, called by its kind."""
    return re.compile(
        f"(?:{either('org_context.tsv', 'built_lead')})(?P<built>(?:社区|村|街道|镇)?"
        f"(?:{either('org_context.tsv', 'facility_field')})?[一-鿿]{{0,4}}"
        f"(?:{either('org_context.tsv', 'facility')}))"
    )


@cache
def _house_row() -> re.Pattern[str]:
    """Houses of one centre, called by their kind."""
    house = f"(?:{either('org_context.tsv', 'centre_house')})"
    return re.compile(f"{house}(?:[、和]{house})+")


def _houses(sc: lx.Scan) -> Iterator[tuple[int, int]]:
    """The houses in a list that no level or division opens (艺术中心|图书馆、博物馆)."""
    text = sc.text
    for match in _house_row().finditer(text):
        start = match.start()
        if text[start - 1 : start] in openers.LEVELS or sc.end_tags.get(start, 0) & lx.PLACES:
            continue
        for house in re.split("[、和]", match[0]):
            yield start, start + len(house)
            start += len(house) + 1


_KINDS = re.compile(
    "[一-鿿]{1,6}?(?P<kind>读书会|朗诵会|戏台|书场|室|小组|(?<![舰部分表联务])队)"
    "(?:[、和及与][一-鿿]{1,5}?(?P=kind)){3,}"
)
"""Four or more of a kind (法律咨询队、农技指导队、曲艺演出队、义诊队) are no bodies."""


def premises(sc: lx.Scan) -> Iterator[Candidate]:
    """Walls on the rooms of a house and the kinds of house that a place has, which are no bodies.

    康乐活动中心、文体中心等公共场所; 建有托儿所、敬老院; not what a place or level names.
    """
    text = sc.text
    for start, end in _houses(sc):
        yield Candidate("ORG", start, end, "org.room.idiom", decoy=True)
    for match in _KINDS.finditer(text):
        at = match.start()
        for item in re.split("[、和及与]", match[0]):
            if not _placed(sc, at, at + len(item)) and not re.search("[村镇乡区县市]", item):
                yield Candidate("ORG", at, at + len(item), "org.room.idiom", decoy=True)
            at += len(item) + 1
    for match in _built().finditer(text):
        if not _placed(sc, *match.span("built")):
            yield Candidate("ORG", *match.span(), "org.room.idiom", decoy=True)
    for match in _premises().finditer(text):
        group = "items" if match["items"] else "rooms"
        at = match.start(group)
        for item in re.split("[、和及与]", match[group]):
            room = _UNNAMED.search(item)
            start, end = at, at + len(item)
            at = end + 1
            if room is None:
                continue
            start += room.start("room")
            if not _placed(sc, start, end) and text[start] not in openers.LEVELS:
                yield Candidate("ORG", start, end, "org.room.idiom", decoy=True)


def _placed(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether a division's or town's name begins or ends in the span."""
    return any(
        sc.start_tags.get(at, 0) & (lx.AREA | lx.TOWN)
        or sc.end_tags.get(at, 0) & (lx.TOWN | lx.DIV_FULL)
        for at in range(start, end)
    )
