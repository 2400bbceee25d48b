"""The likeliest parts of a name that counts one thing, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import repeat
from math import fsum
from operator import attrgetter
from typing import NamedTuple

from ....models.choices import informed, likeliest, load, probabilities
from ....models.reader import Read
from ...reader_signs import of_parts
from .cells import Span
from .cuts import cuts
from .refuse import refused
from .rows import rows
from .signs import Way, first_signs, signs
from .wanted import Wanted, wanted_of

FIRST, WEIGHTS = "formula_first.json", "formula_parts.json"
"""The weights of the first look and of the choice: :mod:`zhengwen.extract.formula_training`."""
READ_WEIGHTS = "formula_parts_read.json"
"""Those of the choice where the reader is asked as well."""


class Option(NamedTuple):
    """A set of parts with its signs; ``parts`` is empty for none."""

    parts: tuple[Span, ...]
    signs: frozenset[str]


LOOKED_AT = 16
"""How many sets, the likeliest at first look, are looked at closely."""

Proposal = tuple[tuple[Span, ...], list[Way]]


def proposals(text: str, wanted: Wanted) -> list[Proposal]:
    """Every set of parts that the text around the name allows, with the ways to it."""
    ways: dict[tuple[Span, ...], list[Way]] = {}
    for row in rows(text, wanted.own, wanted.number, wanted.shared):
        for name, parts in cuts(text, row, wanted.shared):
            ways.setdefault(parts, []).append((row.family, name, row.more))
    return list(ways.items())


def none_of(wanted: Wanted) -> Option:
    """The option that the text does not tell the parts."""
    counted = "generic" if wanted.generic else wanted.counts[0]
    return Option((), frozenset({"none", f"none|{counted}", f"none|{min(wanted.number, 4)}"}))


def at_first_look(text: str, wanted: Wanted) -> list[Option]:
    """None, and every set of parts with its first signs."""
    found = [Option(p, first_signs(text, wanted, p, ways)) for p, ways in proposals(text, wanted)]
    return [none_of(wanted), *found]


def options(
    text: str,
    wanted: Wanted,
    first: Mapping[str, float],
    fits: Callable[[Sequence[Span]], bool] = bool,
) -> list[Option]:
    """None, and the sets of parts that are likeliest by the weights ``first``, with all signs.

    Sets that do not fit are left out.
    """
    found = [one for one in proposals(text, wanted) if fits(one[0])]
    if len(found) > LOOKED_AT:
        looks = [
            -fsum(map(first.get, first_signs(text, wanted, *one), repeat(0.0))) for one in found
        ]
        best = sorted(range(len(found)), key=looks.__getitem__)[:LOOKED_AT]
        found = [found[i] for i in sorted(best)]
    return [none_of(wanted), *(Option(p, signs(text, wanted, p, ways)) for p, ways in found)]


def with_reading(text: str, wanted: Wanted, found: Sequence[Option], read: Read) -> list[Option]:
    """The options with what the reader says of them."""
    said = of_parts(read, text, wanted.own, wanted.number, [option.parts for option in found])
    return [o._replace(signs=o.signs | more) for o, more in zip(found, said, strict=True)]


CLEAR = 0.7
"""Likelier sets are chosen, or none is, without asking the reader: it would hardly change one."""


def by_reading(
    text: str,
    wanted: Wanted,
    found: Sequence[Option],
    read: Read,
    plain: Mapping[str, float],
    told: Mapping[str, float],
) -> tuple[Sequence[Option], Mapping[str, float]]:
    """The options and the weights to choose by, the reader asked where none is clear."""
    ask = partial(with_reading, text, wanted, read=read)
    return informed(found, attrgetter("signs"), (plain, told), CLEAR, ask, TEMPERATURE)


SURE = 0.6
"""Lowest probability of parts that are given: in news at large most names tell none, and of sets
that are less likely few were right there."""
LEAST = 0.4
"""Lowest probability of given parts themselves, where others at the same places are as likely."""
TEMPERATURE = 1.25
"""What the weights' sums are divided by, so that probabilities are honest: of the sets given at
0.9 nine in ten are right, cross-fitted (:mod:`zhengwen.extract.formula_training`)."""


class Choice(NamedTuple):
    """The parts chosen, none for not told, and how likely they are exactly these."""

    parts: tuple[Span, ...]
    probability: float


def choice(found: Sequence[Option], weights: Mapping[str, float]) -> Choice:
    """The likeliest option; no parts where none are likely enough.

    Sets that differ in edges alone (支部带, 支部带村) stand for one another: where the parts
    are told is surer than where they end.
    """
    likely = probabilities([option.signs for option in found], weights, TEMPERATURE)
    p = max(likely)
    best = found[likely.index(p)].parts
    here = fsum(q for q, option in zip(likely, found, strict=True) if _same(best, option.parts))
    return Choice(best if p >= LEAST and here >= SURE else (), p)


def _same(parts: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether two sets stand at the same places, each part over one of the other's."""
    return len(parts) == len(others) and all(
        a < d and c < b for (a, b), (c, d) in zip(parts, others, strict=True)
    )


def parts_of(
    text: str,
    own: Sequence[Span],
    number: int,
    counts: str,
    fits: Callable[[Sequence[Span]], bool] = bool,
    sure: Callable[[Sequence[Span]], bool] | None = None,
    read: Read | None = None,
) -> Choice:
    """The likeliest ``number`` parts of a name mentioned at ``own``; none where none are likely.

    ``counts`` is what the numeral counts.  Sets that do not fit are not asked about; where
    some are sure to be parts, the likeliest of these are given.  ``read`` is asked
    where no option is clear.
    """
    wanted = wanted_of(own, number, counts)

    def allowed(parts: Sequence[Span]) -> bool:
        return fits(parts) and not refused(text, wanted, parts)

    found: Sequence[Option] = options(text, wanted, load(FIRST), allowed)
    if len(found) == 1:
        return Choice((), 1.0)
    weights: Mapping[str, float] = load(WEIGHTS)
    if read is not None:
        found, weights = by_reading(text, wanted, found, read, weights, load(READ_WEIGHTS))
    certain = [option for option in found if option.parts and sure and sure(option.parts)]
    if certain:
        index, p = likeliest([option.signs for option in certain], weights, TEMPERATURE)
        return Choice(certain[index].parts, p)
    return choice(found, weights)
