"""Where a date stands in the text, which way its clause looks, and what it is fixed to."""

from __future__ import annotations

from typing import NamedTuple

from .context import forecasts, looks_back, looks_forward


class Place:
    """Where a mention stands in the text, and which way its clause looks.

    ``term`` marks a time limit (9月底前), ``since`` a time that lasts (9月以来), ``ahead``
    the second end of a range, which follows the first.
    """

    __slots__ = ("_forward", "_past", "ahead", "end", "since", "start", "term", "text")

    def __init__(
        self, text: str, start: int, end: int, term: bool = False, since: bool = False
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.term = term
        self.since = since
        self.ahead = False
        self._forward: bool | None = None
        self._past: bool | None = True if since else None

    @property
    def forward(self) -> bool:
        """Whether the clause speaks of what is to come."""
        if self.ahead:
            return True
        if self._forward is None:
            self._forward = looks_forward(self.text, self.start, self.end)
        return self._forward

    @property
    def forecast(self) -> bool:
        """Whether the words around speak of the weather to come."""
        return forecasts(self.text, self.start, self.end)

    @property
    def past(self) -> bool:
        """Whether the clause speaks of what was."""
        if self._past is None:
            self._past = looks_back(self.text, self.start, self.end)
        return self._past


class Fixed(NamedTuple):
    """A point put into the calendar as far as it can be.

    ``value`` is its TIMEX3 value, ``anchor`` what fixed it (absolute, published,
    article or ``None``); ``year``, ``month``, ``day`` serve as context for others.
    """

    value: str | None
    anchor: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
