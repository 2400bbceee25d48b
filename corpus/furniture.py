"""What a page's lines are by their wording alone: furniture of a site or paper, columns' names."""

from __future__ import annotations

import re
from functools import cache

from ..seeds.table import either, read_table


@cache
def _junk_patterns() -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """For each place: the kinds of its patterns, and all of them in one."""
    rows = read_table("boilerplate.tsv", ("pattern", "kind", "place", "source"))
    found: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {}
    for place in _WEIGHTS:
        here = [row for row in rows if row["place"] == place]
        joined = "|".join(f"(?P<p{i}>{row['pattern']})" for i, row in enumerate(here))
        found[place] = tuple(row["kind"] for row in here), re.compile(joined)
    return found


_SPREAD = re.compile(r"^([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?=\s*[:|/])")  # 编 辑:
_WEIGHTS = {"sure": 9.0, "whole": 5.0, "start": 4.0, "any": 4.0}
"""What a pattern weighs by where it has to stand; "sure" and "whole" are all of a line."""


def junk_kind(text: str) -> tuple[str | None, float]:
    """The kind of page furniture that a normalized line is, with a weight, else ``(None, 0)``."""
    if not any(c.isalnum() for c in text):
        return "mark", 5.0
    text = _SPREAD.sub(r"\1\2", text.lstrip("▶►▷■□◆◇●○★☆※▲△•·*- "))
    if text.isdigit() and len(text) <= 3:
        return "masthead", 4.0
    patterns = _junk_patterns()
    for place, weight in _WEIGHTS.items():
        kinds, pattern = patterns[place]
        if place in ("sure", "whole"):
            hit = pattern.fullmatch(text)
        elif place == "start":
            hit = pattern.match(text)
        else:
            hit = pattern.search(text)
        if hit and hit.lastgroup:
            kind = kinds[int(hit.lastgroup[1:])]
            if not (place == "any" and kind == "nav" and len(text) > 60):
                return kind, weight
    return None, 0.0


_SERIES = re.compile(
    r"[①-⑳]$|之[一二三四五六七八九十]$|[(](?:[上中下]|[一二三四五六七八九十\d]{1,2})[)]$"
    r"|^[\u4e00-\u9fff]{2,7}看[\u4e00-\u9fff]{2,4}$"
)


@cache
def _column_start() -> re.Pattern[str]:
    return re.compile(f"(?:{either('page_words.tsv', 'column')}|迎[“接《])(?=.{{0,12}}$)")


@cache
def _kicker_endings() -> dict[str, str]:
    rows = read_table("kicker_words.tsv", ("suffix", "kind", "source"))
    return {row["suffix"]: row["kind"] for row in rows}


def kicker_ending(text: str) -> str | None:
    """``column`` or ``body`` when ``text`` ends like a column's name or a body's."""
    if _SERIES.search(text) or _column_start().match(text):
        return "column"
    bare = text.rstrip(" 】]》)”>·|—-:")
    endings = _kicker_endings()
    for size in (5, 4, 3, 2, 1):
        if kind := endings.get(bare[-size:]):
            return kind
    return None
