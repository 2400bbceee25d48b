"""Streets and sites of a town: one name with county and town in front of it (青河县石桥镇柳岭路),
by themselves behind a town that the models take for a body of its own (石桥镇|柳岭水库).

The models for edges know such names; the town and the site compete.  Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...models import lexicon as lx
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import FORMED, Reading
from .addresses import town
from .areas import divided
from .context import before
from .streets import is_street

SURE = 0.7
LED = 0.4
"""A reading this likely is enough where something is told to be at the site, and no more of it."""
_TOWNS = ("镇", "乡", "街道")
_SHORT = frozenset("路街巷渠")
"""Heads of one letter that are no part of another head (和平|街)."""
_NAME = re.compile("(?:(?![村镇乡桥校]|社区|街道|[小中]学|医院)[一-鿿]){2,6}")
"""A name with no other unit or body in it; bridges are told of elsewhere."""
_COUNTY = re.compile("[一-鿿]{2,}[县市区旗]")
_MARK = re.compile("[,，。;；、)）¶]|$")
_ENDED = re.compile(
    "[,，。;；、:：)）¶]|的(?!士)|上(?![级下])|[内里]|[路街]?段|附近|旁|边|一带|沿线|两侧|周边|现场|施工|建设|改造|$"
)
"""What follows a street or site, and no name that goes on."""


def _site(sc: lx.Scan, begin: int, head: int, word: str) -> bool:
    """Whether a name of its own stands between a town's end and the head of a street or site."""
    name = sc.text[begin:head]
    if not _NAME.fullmatch(name) or name in openers.generic() or word.endswith("桥"):
        return False
    if openers.opener(sc.text, begin, head):
        return False
    if word[-1] in "路街巷道":
        return is_street(name + word)
    return name not in lx.lexicon().common and (len(word) > 1 or word in _SHORT)


def in_towns(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    text, lex = sc.text, lx.lexicon()
    towns = {
        head.end: options[0].start
        for head, options in found
        if head.word in _TOWNS and options[0].type == "ORG"
        if options[0].p >= SURE and options[0].start >= 0
    }
    ends = sorted(towns)
    for head, options in found:
        at = bisect_left(ends, head.start - 1)
        if not at or not head.tags & lx.PLACE_HEAD or not _ENDED.match(text, head.end):
            continue
        end = ends[at - 1]
        start = towns[end]
        if end < head.start - 6 or not _site(sc, end, head.start, head.word):
            continue
        joined, alone = (openers.at(begin, "PLACE", options).p for begin in (start, end))
        led = before(text, start) in ("at", "prep") and _MARK.match(text, head.end)
        if joined + alone < (LED if led else SURE):
            continue
        first = min(start, divided(text, start))
        county = _COUNTY.match(text, first, end) is not None
        whole = county or joined > alone
        begin = first if whole else end
        attrs = {"level": lex.place_head_level[head.word]}
        for rule in (f"place.{attrs['level']}", "place.roadway" if whole else "place.in_unit"):
            yield Candidate("PLACE", begin, head.end, rule, attrs, FORMED)
        if county:
            # No part of it stands by itself.
            yield Candidate("PLACE", begin + 1, head.end, "place.in_unit.idiom", decoy=True)
        elif not whole:
            yield Candidate("PLACE", end - 1, end, BREAK, decoy=True)
            yield from town(sc, start, end)
