"""``find_dates``: every date expression of a text, with its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..arguments import day_of, text_of
from .chains import find_chains
from .expression import Expression
from .reading import read_chain
from .resolve import resolve_all


@dataclass(frozen=True)
class DateExpression:
    """A date expression; ``text`` is the covered text, offsets are code points.

    ``kind`` is ``date``, ``time``, ``duration``, ``set`` or ``vague``; ``value`` is
    the TIMEX3 value; ``iso_start`` and ``iso_end`` are the first and last day (or
    minute) where the calendar fixes them; ``anchor`` says what fixed them.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str | None
    iso_start: str | None
    iso_end: str | None
    anchor: str | None


_OTHER_YEAR = re.compile(r"\d{4} ?年\Z")
"""A year that is none of ours: 9999年|12月31日 is no day of a year of ours either."""


def find_expressions(text: str) -> Iterator[tuple[int, int, Expression]]:
    """The date expressions of ``text`` as read, unresolved; offsets end exclusive."""
    for chain in find_chains(text):
        if chain.atoms and not _OTHER_YEAR.search(text, max(0, chain.start - 6), chain.start):
            expression = read_chain(text, chain)
            if expression is not None:
                yield chain.start, chain.end, expression


def find_dates(text: str, published: date | str | None = None) -> list[DateExpression]:
    """Date expressions of ``text`` in order; ``published`` resolves the relative ones.

    Raises :class:`UsageError` for what is no text, and for a date that is not ``YYYY-MM-DD``.

    >>> [(d.text, d.value) for d in find_dates("20日上午，全镇开镰", "2024-01-16")]
    [('20日上午', '2023-12-20TMO')]
    """
    day = day_of(published)
    text = text_of(text)
    return [
        DateExpression(start, end, text[start:end], r.kind, r.value, r.first, r.last, r.anchor)
        for start, end, _, r in resolve_all(find_expressions(text), text, day)
        if r is not None
    ]
