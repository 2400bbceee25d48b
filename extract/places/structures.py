"""What is built along a street or carved into a hill and is called after it (清和街下穿桥,
青龙山石刻): the name of the one tells that the other is one, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .streets import is_street

LIKELY = 0.4
"""A reading this likely of the whole needs only the form."""
_WAY = re.compile("[一-鿿]{2,5}(?:路|街|大道|大街|巷)$")
_NO_CARVING = re.compile("[艺工匠技作]|[保修][护复]|拓片|[和与及]")
"""What goes on from carvings and makes something else of them."""


@cache
def _hill() -> re.Pattern[str]:
    """A hill, a cave or a temple by its name."""
    return re.compile(f"(?:[一-鿿]{{1,3}})(?:{either('place_words.tsv', 'carved_hill')})$")


def structures(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Structures whose street or hill has a name."""
    text = sc.text
    for head, options in found:
        built = head.word in classed("place_words.tsv", "street_structure")
        if not built and head.word not in classed("place_words.tsv", "carving"):
            continue
        option = options[0]
        if option.type != "PLACE" or option.start < 0 or option.p < LIKELY:
            continue
        name = text[option.start : head.start]
        if built and _WAY.fullmatch(name) and is_street(name):
            yield _place(option.start, head.end, "place.road", "road")
        elif not built and _hill().fullmatch(name) and not _NO_CARVING.match(text, head.end):
            yield _place(option.start, head.end, "place.site", "site")


def _place(start: int, end: int, rule: str, level: str) -> Candidate:
    return Candidate("PLACE", start, end, rule, {"level": level}, FORMED)
