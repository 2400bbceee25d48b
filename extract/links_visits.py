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
    """Guests and where they come to (石泉县|党政代表团来我区, 渭源|、漳县院来我县)."""
    stops = _STOPS.replace("、", "")
    return re.compile(f"[^{stops}]{{0,14}}?(?:来|到|赴|莅|临)我[省市县区州旗]")


_WITH = re.compile(rf"[与同跟和][^{_STOPS}]{{0,6}}\Z")
_COMPARED = re.compile("相比|比(?=[，,较])")
"""Whom we are compared with (与比拼对象保康县|比，我县上升五位)."""


_WE = re.compile(r"我(?P<we>[县区旗])(?![域块])")
"""Who writes: 我县."""


def _own_levels(text: str, mentions: Iterable[Mention]) -> set[str]:
    """The levels (县, 区) of the division that the article's own bodies are of (我县, 县教育局)."""
    levels = {match["we"] for match in _WE.finditer(text)}
    counties = _named_counties(text, mentions)
    like = tuple(classed("org_context.tsv", "begins_like_level"))
    for mention in mentions:
        surface = text[mention.start : mention.end]
        if mention.type != "ORG" or surface.startswith(like):
            continue
        if surface[:1] == "县" or surface.startswith(("区委", "区政府", "区人民政府")):
            begin = _sentence(text, mention.start)
            if not any(begin <= at < mention.start and surface[0] == c for at, c in counties):
                levels.add(surface[0])
    return levels


def _sentence(text: str, at: int) -> int:
    """Where the sentence begins that ``at`` is in."""
    return max(text.rfind(mark, 0, at) for mark in _ENDS) + 1


def _named_counties(text: str, mentions: Iterable[Mention]) -> list[tuple[int, str]]:
    """Where a county or district is named in full, and its level (县, 区): 区委 behind 金水区委 in
    a sentence is of that district, wherever the article is set."""
    found = []
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE"):
            continue
        surface = text[mention.start : mention.end]
        codes, length = parse(surface)
        head = fold(surface[:length])
        names = (divisions()[code[:6]].name for code in codes if len(code) >= 6)
        name = next((name for name in names if name in head), "")
        if name[-1:] in ("县", "区"):
            found.append((mention.start, name[-1]))
    return found


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
    begin = _sentence(text, start)
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


_LIES = re.compile("(?:位于|地处|坐落[于在]|隶属于?)")


def _lying_elsewhere(text: str, mentions: Sequence[Mention], counties: set[str]) -> frozenset[str]:
    """Counties of namesakes: the text tells where the one it speaks of lies (某街道|位于济源市)."""
    found: set[str] = set()
    by_start = {m.start: m for m in mentions if m.type in ("ORG", "PLACE")}
    for mention in by_start.values():
        lies = _LIES.match(text, mention.end)
        where = by_start.get(lies.end()) if lies else None
        if where is None:
            continue
        inside = parse(text[where.start : where.end])[0]
        own = {code[:6] for code in parse(text[mention.start : mention.end])[0]} & counties
        found |= {c for c in own if inside and not any(c.startswith(code) for code in inside)}
    return frozenset(found)


def strangers(text: str, mentions: Sequence[Mention], named: Mapping[str, float]) -> frozenset[str]:
    """Codes of the counties among ``named`` that the article cannot be set in, and of the cities
    that guests come from.

    ``named`` are the divisions that the article's names speak for.
    """
    known = divisions()
    counties = {code for code in named if known[code].level == "county"}
    cities = {code for code in named if known[code].level == "city"}
    if not counties | cities:
        return frozenset()
    own = _own_levels(text, mentions)
    folded = fold(text)
    found = {
        code
        for code in counties
        if known[code].name in folded and _other_level(known[code].name, code, own)
    }
    found |= _lying_elsewhere(text, mentions, counties)
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE"):
            continue
        goes = _going().search(text, max(0, mention.start - 4), mention.start)
        goes = goes if goes and _purpose().match(text, mention.end) else None
        comes = _coming().match(text, mention.end)
        if not comes and _COMPARED.match(text, mention.end):
            comes = _WITH.search(text, max(0, mention.start - 7), mention.start)
        if not goes and not comes:
            continue
        codes, length = parse(text[mention.start : mention.end])
        head = fold(text[mention.start : mention.start + length])
        # People go to and come from towns of their own county (区委一行赴欧阳路街道参观).
        wanted = counties | cities if comes else counties
        outer = {code[:6] for code in codes if code[:6] in wanted}
        here = frozenset(code for code in outer if known[code].short in head)
        far = goes is not None and "赴" in goes[0] and all(len(code) <= 6 for code in codes)
        if here and (comes or _mover(text, mention.start, mentions, here, far)):
            found |= here
    return frozenset(found)
