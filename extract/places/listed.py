"""Places by the company they keep: lists that a kind of unit closes (云湾、银坑、富兴3个社区) and
the four sides of an area (东至南琴路，西起马骝水道)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, longest_first
from .. import openers
from ..candidates import Candidate
from ..numbers.grammar import DIGITS
from ..readings import TAGGED

_CHAR = "(?:(?!等)[一-鿿])"
_ITEM = f"{_CHAR}{{2,6}}"
_COUNT = r"(?P<count>\d{1,3}|[两三四五六七八九十]{1,3})"
_SPLIT = re.compile("[、和与及]")
_UNITS = ("街道", "社区", "村", "镇", "乡", "县", "区", "市", "小区", "路", "街")
"""An item that ends so is named in full, and for other rules to judge."""
_NO_ITEM = re.compile("[的了是在有把被为各每该本我]|工作|建设|服务|治理")
"""What no name of a place holds."""
_SIDE = re.compile(
    "(?<![一-鿿])[东西南北][至到起临靠接邻抵连达濒](?P<name>[一-鿿]{2,9}?)(?=[，、。；;,（()）]|与|及|$)"
)
NEAR = 60
"""Two sides of one area stand within so many characters."""


@cache
def _list() -> re.Pattern[str]:
    """Items, their number, and what kind of unit they are: no other word that begins so
    (社区党群服务中心)."""
    words = longest_first(classed("place_words.tsv", "no_unit"))
    kind = (
        "(?P<unit>行政村|自然村|村庄|村|社区|街道|乡镇|镇|乡|小区|楼盘|院落|居民区|片区|景区|景点|商圈|路段|路口|点位)"
        f"(?!{words}|(?<=乡)[村土亲愁贤])"
    )
    return re.compile(
        f"(?P<items>{_CHAR}{{2,14}}(?:、{_ITEM})+(?:[和与及]{_ITEM})?)"
        f"(?P<more>等)?(?:{_COUNT}个|(?<=等))(?:(?:住宅|优秀|老旧|试点|示范|重点|新建|相邻|偏远|自建房|开放式|无物业|城区|城市|旅游|网红)*)"
        f"{kind}"
    )


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else {**DIGITS, "十": 10}.get(word)


def _first(text: str, start: int, end: int) -> int:
    """Where the first item begins in the stretch before the first 、; -1 when nothing tells."""
    led = max(text.rfind(word, start, end - 2) for word in "了在到着有将对把为的于")
    start = max(start, led + 1)
    if led >= 0 and end - start <= 4:
        return start
    for at in range(start, end - 1):
        found = openers.opener(text, at, end)
        if found is not None and end - found[0] >= 2:
            start = max(start, found[0])
    lex = lx.lexicon()
    listed = [at for at in range(start, end - 1) if text[at:end] in lex.level]
    if listed:
        return listed[0]
    if text[start : start + 2] in lex.common and end - start >= 4:
        start += 2
    return start if 2 <= end - start <= 4 else -1


def _lists(sc: lx.Scan) -> Iterator[Candidate]:
    """The items of lists that end in a number or 等 and the kind of unit that they are."""
    text = sc.text
    for match in _list().finditer(text):
        begin = match.start("items")
        spans = []
        for item in re.finditer("[^、]+", match["items"]):
            at = begin + item.start()
            pieces = [item[0]] if at == begin else _SPLIT.split(item[0])
            for piece in pieces:
                spans.append((at, at + len(piece)))
                at += len(piece) + 1
        first = _first(text, *spans[0])
        spans[0] = (first, spans[0][1])
        spans = [span for span in spans if span[0] >= 0 and span[1] - span[0] >= 2]
        words = [text[start:end] for start, end in spans]
        common = lx.lexicon().common
        count = _count(match["count"])
        sure = count in (len(words), len(words) + (first < 0))
        if any(_NO_ITEM.search(word) for word in words) or (
            count and not sure and not match["more"]
        ):
            continue
        if not sure and any(word in common for word in words):
            continue
        for (start, end), word in zip(spans, words, strict=True):
            if word.endswith(_UNITS):
                continue
            level = "site" if match["unit"] in ("小区", "楼盘", "景区", "景点") else "village"
            features = {
                **dict.fromkeys(TAGGED, 0.97 if sure else 0.9),
                "list.sure": float(sure),
                "list.n": len(words) / 4,
            }
            yield Candidate("PLACE", start, end, "place.list", {"level": level}, features)


def _sides(sc: lx.Scan) -> Iterator[Candidate]:
    """What bounds an area on two sides or more."""
    text = sc.text
    found = list(_SIDE.finditer(text))
    for match in found:
        near = sum(abs(other.start() - match.start()) <= NEAR for other in found)
        name = match["name"]
        if near < 2 or _NO_ITEM.search(name) or name in lx.lexicon().common:
            continue
        heads = lx.lexicon().place_head_level
        level = next((heads[name[i:]] for i in range(1, len(name)) if name[i:] in heads), "natural")
        features = dict.fromkeys(TAGGED, 0.97)
        yield Candidate("PLACE", *match.span("name"), "place.side", {"level": level}, features)


def listed(sc: lx.Scan) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _lists(sc)
    yield from _sides(sc)
