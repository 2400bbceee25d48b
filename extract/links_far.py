"""Short names of counties far from where an article is set, and what else they may be.

In local news most short names of counties of other provinces are a village, a town or a river
near by (太平, 和平, 白河).  What tells them apart is the name: whether towns bear it too, whether
it ends like a river or a hill, whether it is a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from ..corpus.fold import fold
from ..models import lexicon as lx
from ..seeds.table import DIVISION_COLUMNS, classed, read_table

NATURAL = frozenset("山河江湖海溪泉岭")
"""How names of counties end that are rivers and hills, too."""
_TOWNS = ("街道", "镇", "乡", "苏木")
_SOLE = 0.9
"""Names with a lower share of places among their occurrences are often other words."""


@cache
def _town_stems() -> Mapping[str, frozenset[str]]:
    """What towns are called before their unit → the counties that hold such a town."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("divisions.tsv.gz", DIVISION_COLUMNS):
        if row["level"] != "town":
            continue
        name = fold(row["name"])
        unit = next((u for u in _TOWNS if name.endswith(u)), "")
        stem = name[: len(name) - len(unit)] if unit else ""
        for size in range(2, len(stem) + 1):
            # 三都侗族 of 三都侗族乡 is 三都 too.
            if size == len(stem) or (stem.endswith("族") and size < len(stem) - 1):
                found[stem[:size]].add(row["code"][:6])
    return {stem: frozenset(codes) for stem, codes in found.items()}


def also_else(text: str) -> bool:
    """Whether a county's short name ends like a river or a hill, or is that of one that is known,
    of a region or of another thing known all over the country (桂东, 榕城)."""
    if text in classed("place_words.tsv", "county_too"):
        return True
    return text[-1] in NATURAL or lx.lexicon().level.get(text) in ("natural", "region")


def town_in(text: str, county: str) -> bool:
    """Whether ``county`` has a town called ``text`` before its unit."""
    return county in _town_stems().get(text, ())


def town_stem(text: str) -> bool:
    """Whether some county has a town called ``text`` before its unit."""
    return text in _town_stems()


def sole(text: str, code: str) -> bool:
    """Whether the short name ``text`` of county ``code`` is hardly ever anything else.

    >>> sole("义乌", "330782"), sole("太平", "230103"), sole("昆山", "320583")
    (True, False, False)
    """
    lex = lx.lexicon()
    if also_else(text) or text in lex.common or lex.likely(text) < _SOLE:
        return False
    if text in classed("place_words.tsv", "word_too"):
        return False
    return _town_stems().get(text, frozenset()) <= {code}
