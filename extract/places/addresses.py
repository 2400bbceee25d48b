"""Addresses: a street behind its division with number, house or crossing (青河区柳岭路12号,
青河区柳岭路柳湖新城3号楼2层), sections between two crossings (柳岭路北街路口至石桥路口), roads by a
letter and figures with the side something lies on (S239西侧), bridges of a town (石桥镇|柳溪大桥).

The parts of such a name compete, and none is sure by itself; the form is.  Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...seeds.table import either
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import FORMED, Reading
from .areas import divided
from .context import begins
from .streets import is_street

LIKELY = 0.3
"""A division or a town this likely has streets and bridges."""
_WAY = "(?:大道|大街|[路街巷])"
_CORNER = (
    f"(?:[与和]?[一-鿿]{{2,4}}?{_WAY}?(?:的?交叉路?口|的?交[会汇]处|路口|口(?=[至到—~(,。;、-])))"
)
_HOUSE = "\\d{1,4}(?:号(?:院|楼|大院)?|弄(?:\\d{1,4}号楼?)?|[栋幢])"
_BLOCK = (
    "(?:(?!社区|街道|居委)[一-鿿]){2,8}?"
    "\\d{1,3}(?:号楼|[栋幢座])(?:\\d{1,3}单元)?(?:\\d{1,4}[楼层室])*"
)
"""A compound and a house in it."""
_IN_DIVISION = re.compile(
    f"(?P<street>[一-鿿]{{2,4}}?(?:大道|大街|[路街巷]))(?P<more>{_HOUSE}|{_BLOCK}|{_CORNER})?"
)
_ENDED = re.compile(
    "[(,。;、—~-]|上(?:的|[一某这那])|[至到](?!位)|沿线|沿街|两侧|路段|周边|附近|一带|的"
)
"""What follows a street of which nothing nearer is told."""
_FULL = re.compile("[县市区旗]$")
_SECTION = re.compile(
    f"(?:^|(?<=[,。;、:(¶\\n在沿从由对因和及]))(?P<street>(?![因在沿从由对])[一-鿿]{{2,4}}?{_WAY})"
    f"(?P<corner>[一-鿿]{{1,3}}?{_WAY}?口)[至到—~-]{{1,2}}"
)
_PAIR = re.compile(
    f"(?:^|(?<=[,。;、:(¶\n在于至到]))(?P<one>(?![在于至到])[一-鿿]{{1,4}}?{_WAY})[与和]"
    f"(?P<other>[一-鿿]{{1,4}}?{_WAY})的?(?:交叉路?口|交[会汇]处|路口)"
)
_OTHER_END = re.compile(f"(?<=[路街巷道]口[至到—~-])(?P<corner>[一-鿿]{{1,4}}?{_WAY}口)(?!岸)")
_LETTERED = re.compile(
    "(?<![A-Za-z0-9])[GSXY]\\d{2,4}(?=[东西南北]{1,2}(?:侧|[面边])|沿线|旁|路?段)"
)


def _road(start: int, end: int, rule: str) -> Iterator[Candidate]:
    """A road by its form, and by ``rule`` that tells what is special about it."""
    for name in ("place.road", rule):
        yield Candidate("PLACE", start, end, name, {"level": "road"}, FORMED)


def town(sc: lx.Scan, start: int, end: int) -> Iterator[Candidate]:
    """The town that a place of its own stands directly behind, where its name may begin."""
    if start >= 0 and begins(sc, start, end):
        yield Candidate("ORG", start, end, "org.unit", {"kind": "subdistrict"}, FORMED)


_TAIL = frozenset("东西南北中内外一二三四五六七八九十")
"""How long names of streets end (中山东路, 江南四路); others so long begin with a verb."""
_LED = frozenset("在把将到从由往至赴修建拆绕走回进")
"""Characters before a street's name that are none of it (石门县|在|和平路12号)."""


def _verb_first(text: str, start: int, street: str) -> bool:
    """Whether what ends like a street begins with a verb (石门县|打通|和平路, 天河区|赶往|和平路).

    >>> _verb_first("打通和平路", 0, "打通和平路"), _verb_first("体育东路", 0, "体育东路")
    (True, False)
    """
    stem = street[: -2 if street.endswith(("大道", "大街")) else -1]
    if stem[-1] in _TAIL:
        return stem[0] in _LED and len(stem) > 3
    if len(stem) > 3 or (len(stem) == 3 and stem[0] in _LED):
        return True
    return len(stem) > 2 and openers.opener(text, start, start + len(street)) is not None


def _in_divisions(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """Streets directly behind the full name of a county, district or city."""
    text = sc.text
    for place in known:
        full = place.tags & lx.DIV_FULL and place.p >= LIKELY and _FULL.search(place.word)
        match = _IN_DIVISION.match(text, place.end) if full else None
        if match is None or not is_street(match["street"]):
            continue
        if _verb_first(text, match.start(), match["street"]):
            continue
        # 青河区柳岭街 alone is a sub-district as likely.
        alone = match["street"].endswith("街") or not _ENDED.match(text, match.end())
        if alone and not match["more"]:
            continue
        start = min(divided(text, place.end), place.start)
        yield from _road(start, match.end(), "place.house" if match["more"] else "place.roadway")
        # No part of it stands by itself.
        yield Candidate("PLACE", start + 1, match.end(), "place.house.idiom", decoy=True)


def _sections(sc: lx.Scan) -> Iterator[Candidate]:
    """The ends of a section that are told by their crossings, the first one with its street."""
    text = sc.text
    for match in _SECTION.finditer(text):
        if is_street(match["street"]):
            yield from _road(match.start("street"), match.end("corner"), "place.house")
    for match in _PAIR.finditer(text):
        led = openers.opener(text, match.start(), match.end("one"))
        start = led[0] if led else match.start()  # 位于|行云路与北街交叉口
        if is_street(text[start : match.end("one")]) and is_street(match["other"]):
            yield from _road(start, match.end(), "place.crossing")
    for match in _OTHER_END.finditer(text):
        if not openers.opener(text, match.start(), match.end()):
            yield from _road(*match.span("corner"), "place.house")


def _lettered(text: str) -> Iterator[Candidate]:
    """Roads by a letter and figures where a side of theirs is told (S239西侧)."""
    for match in _LETTERED.finditer(text):
        yield from _road(*match.span(), "place.numbered")
        yield Candidate("PLACE", match.end() - 1, match.end(), BREAK, decoy=True)


_IN_TOWN = re.compile(f"(?<=[镇乡道])(?P<street>[一-鿿]{{2,4}}?{_WAY})(?P<more>{_HOUSE})(?![线文])")


def _in_towns(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Streets with a number directly behind a town, which is a body (城东街道|柳岭路12号)."""
    text = sc.text
    heads = {head.end: (head, options) for head, options in found if head.word in _TOWNS}
    for match in _IN_TOWN.finditer(text):
        unit = heads.get(match.start())
        if unit is None or not is_street(match["street"]):
            continue
        head, options = unit
        if options[0].type == "ORG" and 0 <= options[0].start < head.start:
            yield from _road(*match.span(), "place.house")
            yield Candidate("PLACE", match.start() - 1, match.start(), BREAK, decoy=True)
            yield from town(sc, options[0].start, head.end)


_BRIDGES = ("大桥", "特大桥", "桥")
_TOWNS = ("镇", "乡", "街道")
_NAME = re.compile("[一-鿿]{2,4}")
_SHORT_NAME = re.compile("[一-鿿]{1,3}")
_AT_BRIDGE = re.compile(
    "[,，。、;；)）]|[上下](?![村镇街])|等|段|的|[在于]|施工|建设|改造|重建|加固|工程|工地|建成|通车|竣工|合龙|$"
)
"""What follows a bridge, and no name that goes on (回龙桥|村)."""


@cache
def _no_bridge() -> re.Pattern[str]:
    """What stands in no name of a bridge."""
    never = "[的了在和与及将把对为是有向从被让各每该全座条修建架]"
    return re.compile(f"{never}|{either('place_words.tsv', 'no_gap')}")


def _bridges(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Bridges directly behind their town, which is a body of its own (石桥镇|柳溪大桥)."""
    text = sc.text
    towns = {
        head.end: options[0].start
        for head, options in found
        if head.word in _TOWNS and options[0].type == "ORG" and options[0].p >= LIKELY
    }
    ends = sorted(towns)
    told: set[str] = set()
    for head, _ in found:
        if head.word not in _BRIDGES:
            continue
        at = bisect_left(ends, head.start)
        if not at or (start := ends[at - 1]) < head.start - 4:
            continue
        name = text[start : head.start]
        shape = _SHORT_NAME if head.word == "桥" else _NAME
        clear = _AT_BRIDGE.match(text, head.end) or name + head.word in told
        if (
            clear
            and shape.fullmatch(name)
            and not _no_bridge().search(name)
            and name not in openers.generic()
        ):
            told.add(name + head.word)
            yield Candidate("PLACE", start, head.end, "place.in_unit", {"level": "road"}, FORMED)
            yield Candidate("PLACE", start - 1, start, BREAK, decoy=True)
            yield from town(sc, towns[start], start)
            if text.startswith("段", head.end):
                yield Candidate("PLACE", head.end - 1, head.end, BREAK, decoy=True)


def addresses(sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _in_divisions(sc, known)
    yield from _sections(sc)
    yield from _in_towns(sc, found)
    yield from _lettered(sc.text)
    yield from _bridges(sc, found)
