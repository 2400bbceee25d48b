"""Lines that a narrow column cut: of a caption, of a text too short to show the column's width.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .captions import begins_caption

if TYPE_CHECKING:
    from .lines import Line

_CLAUSES = re.compile("[,。、]")


def mark_short_column(rows: list[Line]) -> None:
    """Mark the lines of a short text that a column cut: three to a dozen of about one width.

    All but the last are as long as each other and hold clauses, as no headline does.
    """
    begin = 0
    for i, row in enumerate(rows):
        if row.gap or row.indent != rows[begin].indent or not 14 <= row.size <= 28:
            begin = i
        while begin < i and not (
            _CLAUSES.search(rows[begin].text) and abs(rows[begin].size - row.size) <= 5
        ):
            begin += 1
        after = rows[i + 1] if i + 1 < len(rows) else None
        ends = after is not None and not after.gap and after.size <= row.size + 4
        run = rows[max(begin, i - 12) : i + 1]
        if after is None or not ends or after.open or not 3 <= len(run) <= 12 or not row.open:
            continue
        plain = sum(_CLAUSES.search(line.text) is None for line in run)
        verse = len({line.text.find(",") for line in run}) == 1
        text = all(line.open or "。" in line.text for line in run) and not verse
        text = text and not _alternate([*run, after])
        if plain <= 1 and text and not any(r.junk or r.caption or r.byline for r in run):
            for line in run:
                line.full = True


def _alternate(rows: list[Line]) -> bool:
    """Whether lines that break off and whole sentences take turns: heads over their text.

    “办”得科学,让居民省心 | 设了两个窗口,… 。 | “评”得公平,让居民放心 | …
    """
    closed = {i for i, row in enumerate(rows) if not row.open} | {-1}
    turns = sum(not {i - 2, i} - closed and i - 1 not in closed for i in closed)
    return turns > 1 or all(row.open != below.open for row, below in pairwise(rows) if row.open)


def mark_broken_captions(rows: list[Line]) -> None:
    """Note the further lines of a caption that its column cut: ▲4月7日,村民罗春 | 梅在晾笋干。

    It ends with a stop or a credit; without a credit its first line holds a clause, and the
    page is set in narrow columns, or but a few characters are left for the next (梅。).
    """
    cut = (r for r in rows if r.open and "," in r.text and not begins_caption(r.text))
    narrow = all(row.size <= NARROW for row in rows) and next(cut, None) is not None
    for i, row in enumerate(rows):
        if not (row.open and begins_caption(row.text) and row.size <= NARROW) or row.headed:
            continue
        end = i + 1
        while end < min(i + 4, len(rows)) and _may_go_on(rows[end]):
            end += 1
            if not rows[end - 1].open or rows[end - 1].caption:
                break
        last = rows[end - 1]
        credited = last.caption >= 3 and end > i + 1
        clause = "," in row.text and (narrow or row.text[-1] == ",")
        clause = clause or (end == i + 2 and last.size <= REST and row.size >= 8)
        if end > i + 1 and (credited or (clause and not last.open)):
            row.caption = max(row.caption, 3.0)
            for other in rows[i + 1 : end]:
                other.goes_on, other.byline = True, None
                other.caption, other.kicker = row.caption + 1.0, None


REST = 4
"""How long a line with a stop is at most that is the end of the caption above it: 笋。"""
NARROW = 30
"""The longest line of a page that is set in narrow columns."""


def _may_go_on(row: Line) -> bool:
    return (
        row.gap == 0
        and row.size <= NARROW
        and not (row.junk or row.lead or row.indent or row.numbered or row.signed)
        and not begins_caption(row.text)
    )
