"""Rivers, lakes and hills that a county or a city is called after.

唐河 and 昌江 are counties, too: what stands beside the name (唐河水位, 沙河两岸, 等16条河流,
横跨沙河) says when the water is meant, which has no code and says nothing of where an article
is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..corpus.fold import fold
from ..seeds.table import classed, either
from .candidates import Mention
from .grouping import lists_of
from .links_far import NATURAL
from .links_places import divisions, parse


@cache
def _behind() -> re.Pattern[str]:
    """What follows the name of a river or a hill (水位, 两岸, 脚下, 2024年第1号洪水)."""
    water = either("place_words.tsv", "of_water")
    return re.compile(rf"[”》]?(?:{water}|(?:\d{{4}}年)?第?\d+号洪水)")


@cache
def _counted() -> re.Pattern[str]:
    """What sums up a list of rivers (等16条河流, 等河流, 两条河)."""
    kinds = either("place_words.tsv", "waters")
    return re.compile(rf"等?(?:[\d多数几两三四五六七八九十]+[条个座])?(?:{kinds})|[两三四五][河江]")


@cache
def _before() -> re.Pattern[str]:
    """What stands before a river or hill alone (横跨|沙河, 登上|方山)."""
    return re.compile(rf"(?:{either('place_words.tsv', 'to_water')})\Z")


_NICKNAME = re.compile(r"(?<![大中老])小\Z")
"""塞北小|黄山: not the mountain, and not its city."""


def short_end(surface: str) -> str:
    """The short name like a river's that a chain of divisions ends in (江西昌江 → 昌江), or "".

    >>> short_end("江西昌江"), short_end("昌江区"), short_end("义乌")
    ('昌江', '', '')
    """
    surface = fold(surface)
    if surface[-1:] not in NATURAL or surface.endswith("海"):
        return ""
    codes, length = parse(surface)
    known = divisions()
    if length < len(surface):
        return ""
    cities = classed("place_words.tsv", "natural_city")
    shorts = {known[c].short for c in codes if len(c) == 6 or known[c].short in cities}
    return max((s for s in shorts if s and surface.endswith(s)), key=len, default="")


def natural_spans(text: str, mentions: Iterable[Mention]) -> frozenset[tuple[int, int]]:
    """The spans of those places among ``mentions`` that are called like a county or a city and
    are a river, lake or hill.

    What is said once holds for the name all through the text, unless the county is named, too.
    """
    places = sorted((m for m in mentions if m.type == "PLACE"), key=lambda m: m.start)
    named = {(m.start, m.end): short_end(text[m.start : m.end]) for m in places}
    if not any(named.values()):
        return frozenset()
    found: set[tuple[int, int]] = set()
    for run in lists_of(text, places):
        rivers = [m for m in run if text[m.end - 1] in NATURAL]
        last = run[-1]
        told = _behind().match(text, last.end) is not None
        if len(run) > 1 and not told:
            told = _counted().match(text, last.end) is not None
        for m in run:
            span = (m.start, m.end)
            if not named[span]:
                continue
            left = text[max(0, m.start - 4) : m.start]
            alone = _behind().match(text, m.end) or _before().search(left)
            if alone or _NICKNAME.search(left) or (told and len(rivers) == len(run)):
                found.add(span)
    names = {named[span] for span in found}
    names = {n for n in names if not re.search(f"{n}(?:[市县区旗]|人(?!工)|籍)", text)}
    return frozenset(found | {span for span, name in named.items() if name in names})
