"""What is under test besides the extractor, handed in by the command line.

This package reads records and gold only; whatever else it judges (numbers, dates, links)
comes as callables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..corpus.article import Article


@dataclass(frozen=True)
class Readers:
    """The number and date grammars, and what fills in attributes.

    ``find_numbers``, ``find_ranges`` and ``find_dates`` give the expressions of a text;
    ``bounds`` the first and last moment of a TIMEX3 value; ``interpret`` the mentions with
    their attributes for (type, start, end) in an article's clean text.
    """

    find_numbers: Callable[..., Sequence[Any]] = field(hash=False)
    find_ranges: Callable[[str], Sequence[Any]] = field(hash=False)
    find_dates: Callable[..., Sequence[Any]] = field(hash=False)
    bounds: Callable[[str], tuple[str, str] | None] = field(hash=False)
    interpret: Callable[[Article, Iterable[tuple[str, int, int]]], Sequence[Any]] = field(
        hash=False
    )
