"""What is wanted of a name that counts something: its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ....seeds.table import read_table
from ..segmented import tokens
from ..shape import Group, Shape
from ..vocabulary import classed
from .cells import Span

_CLASSIFIERS = "大个项条张把只道种本位杯类支件块"
_NAMELESS = "方步字招段级环"
"""What is counted without being in the parts: the bodies of 五方联动, the steps of 三步走."""


class Wanted(NamedTuple):
    """The name whose parts are looked for: its mentions, how many parts, what they may share.

    ``counts`` is what the numeral counts (链融合 in 三链融合); ``shared`` its morphemes, the
    whole one first; ``generic``: what is counted names no part (四项举措).
    """

    own: tuple[Span, ...]
    number: int
    counts: str
    shared: tuple[str, ...]
    generic: bool


def plain(shape: Shape) -> Shape:
    """The shape, as one that counts one thing where it does so in other words.

    >>> plain(Shape("repeat", (Group(1, "统防"), Group(1, "统配")))).groups
    (Group(number=2, morpheme='统'),)
    >>> plain(Shape("pair", (Group(4, "微"), Group(1, "体")))).groups
    (Group(number=4, morpheme='微'),)
    """
    if shape.form == "repeat":
        return Shape("single", (Group(len(shape.groups), shape.groups[0].morpheme[:1]),))
    if shape.form == "pair" and shape.groups[-1] == Group(1, "体") and len(shape.groups) == 2:
        # What the four make is no part.
        return Shape("single", shape.groups[:1], shape.lead)
    return shape


def wanted_of(own: Sequence[Span], number: int, counts: str) -> Wanted:
    """What is asked about a name that counts ``number`` of ``counts``, mentioned at ``own``."""
    spans = tuple(sorted(own))
    if counts[0] in _NAMELESS:
        # 先行步 has the 步 that it is one of, 摸清底数 has not.
        return Wanted(spans, number, counts, (counts[0],), True)
    body = counts[1:] if len(counts) > 1 and counts[0] in _CLASSIFIERS else counts
    shared = [body]
    if len(body) > 2:
        shared += [body[:2], body[-2:]]
    if len(body) > 1:
        shared += [body[0], body[-1]]
    if "彩" in body:
        shared.append("色")
    return Wanted(
        spans, number, counts, tuple(dict.fromkeys(shared)), body in classed("generic_part")
    )


@cache
def _morphemes() -> dict[str, str]:
    """What a morpheme is: a thing, an act or a quality."""
    rows = read_table("counted_morphemes.tsv", ("morpheme", "class", "source"))
    return {row["morpheme"]: row["class"] for row in rows}


def counted_class(wanted: Wanted) -> str:
    """Whether a name counts things (员, 清单), acts (送, 报到) or qualities (零, 好)."""
    body = wanted.shared[0] if wanted.shared else wanted.counts
    kind = tokens(body)[0].kind if len(body) > 1 else ""
    if kind in ("N", "V", "VN"):
        return "thing" if kind == "N" else "act"
    return _morphemes().get(body[-1], "other")


def bucket(n: int, *limits: int) -> str:
    """The first of ``limits`` that ``n`` does not exceed, as a sign.

    >>> bucket(3, 2, 4), bucket(9, 2, 4)
    ('≤4', '>4')
    """
    for limit in limits:
        if n <= limit:
            return f"≤{limit}"
    return f">{limits[-1]}"


def level(count: int, n: int) -> str:
    """How many of ``n`` parts have something, as a sign."""
    if count == n:
        return "all"
    if count < 2:
        return "one" if count else "none"
    return "but one" if count == n - 1 else "some"


def common(values: Iterable[str]) -> str:
    """The value that all share, else that they are mixed."""
    found = set(values)
    return next(iter(found)) if len(found) == 1 else "mixed"
