"""The words of dates: read from ``seeds/date_words.tsv`` and ``seeds/festivals.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from ...seeds.table import read_table

COLUMNS = ("word", "group", "value", "source")
HOLIDAY_COLUMNS = ("first", "last", "source")
FESTIVAL_COLUMNS = ("name", "calendar", "month", "day", "first", "last", "bare", "source")


_Tree: TypeAlias = "dict[str, _Tree]"


@dataclass(frozen=True)
class Festival:
    """One row of the festival table.

    ``calendar`` is ``solar``, ``lunar``, ``term`` (``month`` counts the solar
    terms from 小寒), ``nth`` (``day`` 27 is the second Sunday) or ``none`` (a
    calendar that this package does not reckon).  ``first`` and ``last`` are the
    days of the holiday, counted from the day itself.  A name that is not
    ``bare`` is a date only in quotes or before 节, 期间, 假期 and the like.
    """

    name: str
    calendar: str
    month: int
    day: int
    first: int
    last: int
    bare: bool


@cache
def group(name: str) -> dict[str, str]:
    """The words of one group of the table with their values.

    >>> group("year")["去年"]
    '-1'
    """
    return {
        row["word"]: row["value"]
        for row in read_table("date_words.tsv", COLUMNS)
        if row["group"] == name
    }


@cache
def festivals() -> dict[str, Festival]:
    """Festivals by name."""
    return {
        row["name"]: Festival(
            row["name"],
            row["calendar"],
            int(row["month"]),
            int(row["day"]),
            int(row["first"]),
            int(row["last"]),
            row["bare"] == "yes",
        )
        for row in read_table("festivals.tsv", FESTIVAL_COLUMNS)
    }


@cache
def public_holidays() -> Mapping[int, list[tuple[date, date]]]:
    """First and last days off work of the public holidays, by the year of the last day."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for row in read_table("public_holidays.tsv", HOLIDAY_COLUMNS):
        last = date.fromisoformat(row["last"])
        found[last.year].append((date.fromisoformat(row["first"]), last))
    return found


def either(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest that fits.

    Words with a common beginning share it, so that a word that is none is
    refused after a character or two.

    >>> either(["今年", "今年度", "明年"])
    '(?:今年(?:度)?|明年)'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _render(tree)


def _render(tree: _Tree) -> str:
    branches = []
    for char, below in sorted(tree.items()):
        if not char:
            continue
        inside = _render(below)
        branches.append(re.escape(char) + inside)
    if not branches:
        return ""
    whole = "|".join(branches)
    if "" in tree:
        return f"(?:{whole})?"
    return whole if len(branches) == 1 else f"(?:{whole})"


def any_of(*names: str) -> str:
    """A regular expression for the words of some groups."""
    return either(word for name in names for word in group(name))
