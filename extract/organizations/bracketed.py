"""Bodies whose name holds a place in brackets: 中粮饮料（四川）有限公司, 台商（苍南）合作区."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ...models.edge_sums import Edges
from ...models.heads import heads
from ..candidates import Candidate
from ..links import parse
from .evidence import kind_of_head, reading_features

_PLACED = re.compile("(?<=[一-鿿])[（(](?P<place>[一-鿿]{2,8})[）)](?=[一-鿿]{2})")
_AROUND = 24
"""Characters of the line before the bracket, and behind it, that are read."""
FLOOR = 0.05
_KINDS = frozenset(("enterprise", "park", "school", "hospital", "association", "media", "other"))
"""Kinds of bodies that have a place in brackets in their name; offices have none."""


def bracketed(sc: lx.Scan) -> Iterator[Candidate]:
    """The readings of heads behind a place in brackets, as if the brackets were not there."""
    for match in _PLACED.finditer(sc.text):
        if parse(match["place"])[1] == len(match["place"]):
            yield from _read(sc.text, match.start(), match.end())


def _read(text: str, start: int, end: int) -> Iterator[Candidate]:
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text[low:start] + text[end : end + _AROUND].partition("\n")[0]
    cut = start - low
    sc = lx.scan(line)
    scorer = Edges(sc)
    for head in heads(sc):
        kind = kind_of_head(head)[1] if head.tags & (lx.ORG_HEAD | lx.ORG_FIXED) else ""
        if head.start < cut or kind not in _KINDS:
            continue
        options = tuple(scorer.options(head))
        for option in options[:3]:
            if option.type == "ORG" and 0 <= option.start < cut and option.p >= FLOOR:
                features = reading_features(sc, head, option, options)
                stop = head.end + end - start
                yield Candidate(
                    "ORG", low + option.start, low + stop, "org.bracketed", {"kind": kind}, features
                )
