"""Divisions that an article speaks of and cannot be set in: where its people go to learn,
where guests come from, and those of another level than its own bodies are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..corpus.fold import fold
from ..seeds.table import classed, either
from .candidates import Mention
from .links_places import divisions, parse

_STOPS = "，。；：！？、“”,;:!?\n"
_ENDS = "。！？；!?;\n"
_REGIONS = ("15", "45", "54", "64", "65")
"""Regions, whose 区 is the whole of them (自治区)."""


@cache
def _going() -> re.Pattern[str]:
    """What leads to where people go, right before it (赴|寿光市, 走进|桐乡市)."""
    return re.compile(rf"(?:{either('place_words.tsv', 'going')})\Z")


@cache
def _purpose() -> re.Pattern[str]:
    """What people go elsewhere for, in the same clause (赴寿光市|学习)."""
    purposes = either("place_words.tsv", "visit_for")
    return re.compile(f"[^{_STOPS}]{{0,16}}?(?:{purposes})")


@cache
def _coming() -> re.Pattern[str]:
    """Guests and where they come to (石泉县|党政代表团来我区)."""
    return re.compile(f"[^{_STOPS}]{{0,14}}?(?:来|到|赴|莅|临)我[省市县区州旗]")


_WE = re.compile(r"我(?P<we>[县区旗])(?![域块])")
"""Who writes: 我县."""


def _own_levels(text: str, mentions: Iterable[Mention]) -> set[str]:
    """The levels (县, 区) of the division that the article's own bodies are of (我县, 县教育局)."""
    levels = {match["we"] for match in _WE.finditer(text)}
    like = tuple(classed("org_context.tsv", "begins_like_level"))
    for mention in mentions:
        surface = text[mention.start : mention.end]
        if mention.type != "ORG" or surface.startswith(like):
            continue
        if surface[:1] == "县" or surface.startswith(("区委", "区政府", "区人民政府")):
            levels.add(surface[0])
    return levels


def _other_level(name: str, code: str, own: set[str]) -> bool:
    """Whether a county called ``name`` is not the one whose bodies are 县… or 区…."""
    if "区" in own and code[:2] in _REGIONS:
        own = own - {"区"}
    return bool(own) and name[-1] in "县区市" and name[-1] not in own and own <= {"县", "区"}


def _mover(
    text: str, start: int, mentions: Sequence[Mention], here: frozenset[str], far: bool
) -> bool:
    """Whether those who go to the counties ``here``, named at ``start``, are of another one.

    It is named before in the sentence (通许县组织干部到|兰考县), or they are 我县's or 县教育局's:
    of another level, or on their way to somewhere else by the word (``far``: 赴).
    """
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    levels = {match["we"] for match in _WE.finditer(text, begin, start)}
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE") or not begin <= mention.start < start:
            continue
        codes, length = parse(text[mention.start : mention.end])
        if length and all(len(c) >= 6 and c[:6] not in here for c in codes):
            return True
        if mention.type == "ORG" and not length and text[mention.start] in "县区":
            levels.add(text[mention.start])
    names = [divisions()[code].name for code in here]
    return bool(levels) and (far or all(name[-1] not in levels for name in names))


def strangers(text: str, mentions: Sequence[Mention], named: Mapping[str, float]) -> frozenset[str]:
    """Codes of the counties among ``named`` that the article cannot be set in.

    ``named`` are the divisions that the article's names speak for.
    """
    known = divisions()
    counties = {code for code in named if known[code].level == "county"}
    if not counties:
        return frozenset()
    own = _own_levels(text, mentions)
    folded = fold(text)
    found = {
        code
        for code in counties
        if known[code].name in folded and _other_level(known[code].name, code, own)
    }
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE"):
            continue
        goes = _going().search(text, max(0, mention.start - 4), mention.start)
        goes = goes if goes and _purpose().match(text, mention.end) else None
        comes = _coming().match(text, mention.end)
        if not goes and not comes:
            continue
        codes, _ = parse(text[mention.start : mention.end])
        here = frozenset(code[:6] for code in codes if code[:6] in counties)
        far = goes is not None and "赴" in goes[0]
        if here and (comes or _mover(text, mention.start, mentions, here, far)):
            found |= here
    return frozenset(found)
