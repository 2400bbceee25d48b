"""What an article has said about time so far, and which way a clause looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_FORWARD = re.compile(
    r"将(?!军|领|士|近|有关|其|他|她|该|全|这|原|本|各|废|旧)|拟(?!人)|计划(?!生育)|预计|预期|力争"
    r"|确保|争取|有望|即将|定于|赶在|明年|下月|下个月|届时|预定|目标|报名|截止|要在"
)
_PAST = re.compile(r"截至|截止到?|去年|上年|已|曾|以来|了")
REACH = 14
"""How many characters on either side of a date may say that it lies ahead."""


class Named(NamedTuple):
    """A day or month named in the article; ``year`` is ``None`` when not known."""

    year: int | None
    month: int
    day: int | None
    line_end: int


@dataclass(slots=True)
class Context:
    """What was named last: a day, a month, a year stated in full.

    Offsets say where the line or sentence of the naming ends; a bare day takes its
    month from a day in the same line, a bare month its year from the same sentence.
    ``only_year`` is the year that an article without publication date speaks of.
    """

    published: date | None
    day: Named | None = None
    month: Named | None = None
    year: int | None = None
    year_sentence_end: int = -1
    only_year: int | None = None


def line_end(text: str, position: int) -> int:
    """End of the line that holds ``position``."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


_STOP = re.compile(r"[。！？；!?\n]")
_CLAUSE_STOP = re.compile(r"[。！？；!?\n，,]")


def sentence_end(text: str, position: int) -> int:
    """End of the sentence that holds ``position`` (at most 200 characters on)."""
    limit = min(len(text), position + 200)
    stop = _STOP.search(text, position, limit)
    return stop.start() if stop else limit


def _since(stops: re.Pattern[str], text: str, start: int, reach: int) -> int:
    """The beginning of what stands before ``start``: after the last stop, or ``reach`` back."""
    low = max(0, start - reach)
    for stop in stops.finditer(text, low, start):
        low = stop.end()
    return low


def _until(text: str, end: int) -> int:
    limit = min(len(text), end + REACH)
    stop = _STOP.search(text, end, limit)
    return stop.start() if stop else limit


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what was (截至, 已, 了)."""
    low = _since(_CLAUSE_STOP, text, start, 8)
    return bool(_PAST.search(text, low, start) or _PAST.search(text, end, _until(text, end)))


_POINTS_FORWARD = re.compile(
    r"(?:将|拟|定|计划|预计|预定|力争|确保|争取|可望|有望)(?:于|在|到|至)?\Z"
)
_FORWARD_NEXT = re.compile(r"(?:上午|下午|晚上?|前|起)?(?:将|拟|要)")


def points_forward(text: str, start: int, end: int) -> bool:
    """Whether the words directly beside a bare day point ahead (将于20日, 20日将).

    The news of the 8th that someone announced something "on the 7th, that will …"
    must not move the 7th to the next month.

    >>> points_forward("将于20日举行", 2, 5), points_forward("他7日说，将改期", 1, 3)
    (True, False)
    """
    before = _POINTS_FORWARD.search(text[max(0, start - 4) : start])
    return bool(before or _FORWARD_NEXT.match(text, end))


def looks_forward(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what is to come (将, 拟, 预计…).

    >>> looks_forward("新桥将于6月12日通车", 4, 9)
    True
    """
    low = _since(_STOP, text, start, REACH)
    if _FORWARD.search(text, low, start):
        return True
    high = _until(text, end)
    return bool(_FORWARD.search(text, end, high)) and not (
        _PAST.search(text, low, start) or _PAST.search(text, end, min(high, end + 6))
    )
