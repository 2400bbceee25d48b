"""Development zones after their division or level (青州经开区), and by the name of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import across
from ...seeds.table import either
from ..candidates import BREAK, Candidate
from ..readings import CLEAR, FORMED, Reading
from .forms import whole

_ZONE = re.compile(
    "(?:国家级?|省级)?(?:经济技术|高新技术产业|经济|高新技术|循环经济|旅游)?开发区|经开区|高新区"
)


@cache
def _alone() -> re.Pattern[str]:
    """A zone that acts under the name of its kind, as a paper calls its own (开发区把…)."""
    return re.compile(
        r"(?:^|(?<=[\n¶，。；！？：”]))[ \u3000]*(?P<zone>开发区)(?=[ \u3000]*(?:[\n¶]|$)"
        f"|(?:{either('org_context.tsv', 'zone_acts')}))"
    )


_ASKED = re.compile("(?<=[找由让跟])开发区(?!内|里|建设)")
ACTS = 2
"""A zone must act so many times to be known by the name of its kind."""


def _own_zone(text: str) -> Iterator[Candidate]:
    """The one zone of an article, where its kind acts for it several times."""
    found = [match.span("zone") for match in _alone().finditer(text)]
    if len(found) < ACTS:
        return
    for start, end in (*found, *(match.span() for match in _ASKED.finditer(text))):
        yield Candidate("ORG", start, end, "org.zone_alone", {"kind": "park"}, FORMED)


@cache
def _acting() -> re.Pattern[str]:
    """A zone by its whole name that begins a clause and acts (柳州管理区|举行)."""
    words = f"{either('org_context.tsv', 'acts')}|{either('org_context.tsv', 'held')}"
    return re.compile(
        r"(?:^|(?<=[\n¶，。；！？：”,;:]))[ \u3000]*(?P<name>[一-鿿]{2,12}?"
        f"(?:开发区|管理区|高新区|示范区|工业园区|产业园区|合作区))(?={words})"
    )


READ = 0.3
"""Least likelihood with which a zone is read."""


def _at_work(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Zones that act at the head of a clause, though the tagger takes them for places."""
    begins = {
        (head.end, option.start)
        for head, options in found
        for option in options
        if option.type == "ORG" and option.p >= READ
    }
    for match in _acting().finditer(sc.text):
        start, end = match.span("name")
        if (end, start) in begins:
            yield Candidate("ORG", start, end, "org.zone", {"kind": "park"}, FORMED)
            yield Candidate("PLACE", start, end, "org.zone.idiom", decoy=True)


_LEVEL = re.compile("(?<![一全各每两三几多该等我本])[省市县区州]$")


def zones(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Development zones after their division or level (青州经开区, 视察|县经开区)."""
    text = sc.text
    for match in _ZONE.finditer(text):
        at = match.start()
        start = whole(sc, at, {})
        bare = start == at or (at - start == 2 and across(sc, start))
        if bare and _LEVEL.search(text, max(0, at - 2), at):
            # 视察|县经开区: the verb's last character and the level make no division.
            start = at - 1
            if start and across(sc, start):
                yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
        whose = sc.start_tags.get(match.end(), 0) & lx.ORG_HEAD
        if start == at or whose or text.startswith(("级", "建设"), match.end()):
            continue
        yield Candidate("ORG", start, match.end(), "org.zone", {"kind": "park"}, CLEAR)
    yield from _own_zone(text)
    yield from _at_work(sc, found)
