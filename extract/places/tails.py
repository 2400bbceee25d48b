"""Sites called after a place that is named (石桥货运停车场, 柳湾小区老年活动站): the place, what
is said of the site, and the site's noun from a table.

The longer name wins over the place.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...seeds.table import either
from ..candidates import Candidate
from ..readings import CLEAR, Reading
from .stems import UNITS

SURE = 0.5
_LOCAL = frozenset(("site", "natural", "road", "village"))
"""Levels of places small enough to have sites called after them."""


@cache
def _tail() -> re.Pattern[str]:
    """What may follow the place: qualities and a site's noun, and no noun that goes on."""
    qualities = either("place_words.tsv", "site_quality")
    tails = either("place_words.tsv", "site_tail")
    more = either("place_words.tsv", "site_no_end")
    return re.compile(f"(?:{qualities}){{0,3}}(?:{tails})(?!{more})")


INNER_UNIT = re.compile("(?:[镇乡]|街道|社区|村)(?=[一-鿿]{2})")
"""A unit inside what reads as one place (江口镇|沿江路), whose site is called after the rest."""


def _anchors(
    text: str, known: Sequence[Known], found: Sequence[Reading], own: Iterable[str]
) -> Iterator[tuple[int, int]]:
    """Spans of small places: stems of the article's units, sites, waters, roads."""
    for stem in own:
        for match in re.finditer(re.escape(stem), text):
            yield match.span()
    level = lx.lexicon().level
    for place in known:
        if place.p < 0.3 or not place.tags & lx.PLACES:
            continue
        unit = any(place.word + name in text for name in UNITS)
        if unit or level.get(place.word) in _LOCAL:
            yield place.start, place.end
    for head, options in found:
        best = options[0]
        if best.type == "PLACE" and best.start >= 0 and best.p >= SURE:
            units = list(INNER_UNIT.finditer(text, best.start + 1, head.end))
            yield units[-1].end() if units else best.start, head.end


def tails(
    sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading], own: Iterable[str]
) -> Iterator[Candidate]:
    """The sites, each with its place; ``own`` are the stems of the article's units."""
    for start, end in sorted(set(_anchors(sc.text, known, found, own))):
        match = _tail().match(sc.text, end)
        if match and not sc.start_tags.get(match.end(), 0) & lx.HEAD:
            attrs = {"level": "site"}
            yield Candidate("PLACE", start, match.end(), "place.tail", attrs, CLEAR)
