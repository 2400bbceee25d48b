"""What a date expression says, before it is put into the calendar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A point in time as far as it is named.

    Points and expressions are hashed by identity, which makes what hangs on them cheap
    to keep: the same surface is read once.

    ``year``, ``month``, ``day`` are absolute; the ``…_from_publication`` fields count
    from the publication date (去年 −1, 上月 −1, 昨日 −1), the ``…_from_context``
    fields from the date named before (当年 0, 次日 1); 上年 and 年底 have both and go
    by the year that the text speaks of, if any.  ``season`` is H1, Q3, SP…,
    ``part`` MO, MI, AF, EV, NI.  ``masked`` is a ready value (198X) or a span of
    years (2021/2025).  ``edge`` is the piece of the year or month that is meant:
    begin, mid, end, 1–3 for the thirds of a month.
    """

    year: int | None = None
    year_from_publication: int | None = None
    year_from_context: int | None = None
    season: str | None = None
    month: int | None = None
    month_from_publication: int | None = None
    month_from_context: int | None = None
    day: int | None = None
    day_from_publication: int | None = None
    day_from_context: int | None = None
    week_from_publication: int | None = None
    weekday: int | None = None
    weekend: bool = False
    week_of_month: int | None = None
    festival: str | None = None
    holiday: bool = False
    lunar_month: int | None = None
    lunar_day: int | None = None
    leap: bool = False
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    edge: str | None = None
    masked: str | None = None

    @property
    def has_clock(self) -> bool:
        """Whether an hour is named."""
        return self.hour is not None

    @property
    def names_day(self) -> bool:
        """Whether the point is a day (or part of one)."""
        return (
            self.day is not None
            or self.day_from_publication is not None
            or self.day_from_context is not None
            or self.weekday is not None
            or self.lunar_day is not None
            or (self.festival is not None and not self.holiday)
        )

    @property
    def names_month(self) -> bool:
        """Whether the point names its month."""
        return (
            self.month is not None
            or self.month_from_publication is not None
            or self.month_from_context is not None
        )

    @property
    def names_year(self) -> bool:
        """Whether the point names its year."""
        return (
            self.year is not None
            or self.year_from_publication is not None
            or self.year_from_context is not None
            or self.masked is not None
        )


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time: ``low``–``high`` units (``None`` for an unknown number)."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A date expression as read.

    ``form`` is the rule that read it (``day``, ``month_range``, ``duration``…).
    For a recurrence ``every`` is its value with the parts that the points name left
    to them; for an amount followed by 前 or 后, ``shift`` is −1 or 1.
    """

    kind: str
    form: str
    points: tuple[Point, ...] = ()
    amounts: tuple[Amount, ...] = ()
    value: str | None = None
    bound: str | None = None
    shift: int = 0
    every: str | None = None
    weekdays: tuple[int, ...] = ()
