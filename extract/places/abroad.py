"""Counties elsewhere whose short name alone is not sure (兴国, 昆山): the text tells.

Its full name anywhere (昆山市, 江苏昆山), or the company of other places far away in a list
(赴昆山、义乌、晋江).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...corpus.fold import fold
from ...models import lexicon as lx
from ..candidates import Mention
from ..grouping import lists_of
from ..links import Locality
from ..links_places import contains, divisions, index, is_short, link_place


def _counties(surface: str, where: str) -> list[str]:
    """The counties elsewhere than ``where`` that have the short name ``surface``."""
    codes = index()[0].get(surface, ())
    if any(len(c) != 6 or not is_short(surface, c) or contains(c, where) for c in codes):
        return []
    return list(codes)


def _full_names(code: str) -> Iterator[str]:
    """The names that leave no doubt: 昆山市, 江苏昆山, 苏州昆山."""
    known = divisions()
    county = known[code]
    yield county.name
    yield from lx.plain_forms(county.name, county.short)
    for size in (2, 4):
        if (above := known.get(code[:size])) is not None:
            yield above.name + county.short
            yield above.short + county.short


def _away(surface: str, where: str) -> bool:
    """Whether a place is a division outside the city of the county ``where``, or larger."""
    code = link_place(surface, where).adcode
    if code is None or len(code) > 6:
        return False
    return not contains(code, where) and not (len(where) > 2 and code.startswith(where[:4]))


def told_counties(
    text: str, places: Sequence[Mention], locality: Locality | None
) -> Mapping[str, str]:
    """Short name → code of the county elsewhere that the text makes sure.

    In a list each item must be a division, and one at least be sure by itself: neither
    villages nor rivers stand so.
    """
    if locality is None:
        return {}
    where = locality.adcode
    surfaces = {(m.start, m.end): fold(text[m.start : m.end]) for m in places}
    open_names = {s: found for s in surfaces.values() if (found := _counties(s, where))}
    told: dict[str, str] = {}
    for surface, codes in open_names.items():
        named = [c for c in codes if any(name in text for name in _full_names(c))]
        if len(named) == 1:
            told[surface] = named[0]
    level = lx.lexicon().level
    for run in lists_of(text, sorted(places, key=lambda m: m.start)):
        names = [surfaces[m.start, m.end] for m in run]
        if len(run) < 2 or any(level.get(n) not in ("county", "city", "province") for n in names):
            continue
        if any(_away(name, where) for name in names):
            told.update((n, open_names[n][0]) for n in names if len(open_names.get(n, ())) == 1)
    return told
