"""The public functions."""

from __future__ import annotations

from datetime import date
from functools import cache

from .dates import find_dates
from .links import link_place
from .numbers import find_numbers, parse_number
from .pipeline import Extractor, load
from .record import Record

__all__ = ["extract", "find_dates", "find_numbers", "link_place", "load", "parse_number"]


@cache
def _default() -> Extractor:
    return load()


def extract(
    text: str, published: date | str | None = None, source: str | None = None
) -> list[Record]:
    """Records of the articles in ``text``, with the shipped models.

    ``published`` (a date or ``YYYY-MM-DD``) resolves 昨日, 20日, 去年 and the like;
    ``source`` names the text in ids and paths.  Raises :class:`UsageError` for an
    unreadable date.
    """
    return _default().extract(text, published, source)
