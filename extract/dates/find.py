"""``find_dates``: every date expression of a text, with its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...errors import UsageError
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


def find_expressions(text: str) -> Iterator[tuple[int, int, Expression]]:
    """The date expressions of ``text`` as read, unresolved; offsets end exclusive."""
    for chain in find_chains(text):
        if chain.atoms:
            expression = read_chain(text, chain)
            if expression is not None:
                yield chain.start, chain.end, expression


def find_dates(text: str, published: date | str | None = None) -> list[DateExpression]:
    """Date expressions of ``text`` in order; ``published`` resolves the relative ones.

    Raises :class:`UsageError` for a date that is not ``YYYY-MM-DD``.

    >>> [(d.text, d.value) for d in find_dates("20日上午，全镇开镰", "2024-01-16")]
    [('20日上午', '2023-12-20TMO')]
    """
    day: date | None
    if isinstance(published, str):
        try:
            day = date.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"published: {published!r} is not a date YYYY-MM-DD") from error
    else:
        day = published
    return [
        DateExpression(start, end, text[start:end], r.kind, r.value, r.first, r.last, r.anchor)
        for start, end, _, r in resolve_all(find_expressions(text), text, day)
        if r is not None
    ]
