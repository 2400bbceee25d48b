"""Words about people, ``seeds/people_words.tsv``: what roles end in and what stands before them."""

from __future__ import annotations

import re
from functools import cache

from ...seeds.table import classed, longest_first

TABLE = "people_words.tsv"

PEOPLES = re.compile("[一-鿿]{1,2}族[一-鿿]{0,4}|[一二三四五六七八九]年级|[一-鿿]{2}文学")
"""A people, a class or a field of letters before a title."""


def known(kind: str) -> frozenset[str]:
    """Words and characters of a class."""
    return classed(TABLE, kind)


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Words of a class, to ask whether a text ends in one of them."""
    return tuple(sorted(known(kind)))


@cache
def modifiers() -> re.Pattern[str]:
    """Words before a title that belong to the role."""
    return re.compile(f"(?:{longest_first(known('modifier'))}|[一-鿿]{{2,3}}族)+$")
