"""What a row of like lines is: a table's rows, numbers of sections, a column of briefs.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lines import Line


def runs(count: int, alike: Callable[[int, int], bool]) -> Iterator[range]:
    """Stretches of rows where each is ``alike`` the first, as numbers of rows."""
    begin = 0
    for i in range(1, count + 1):
        if i == count or not alike(begin, i):
            yield range(begin, i)
            begin = i


def tell(row: Line, *, furniture: bool = False) -> None:
    """Make a paragraph of a short line; with ``furniture`` it may yet be the page's own."""
    row.cells, row.open, row.fragment = True, False, False
    row.byline, row.kicker, row.caption = None, None, 0.0
    if not furniture:
        row.junk, row.junk_weight = None, 0.0


_CELL = re.compile(r"[ \t|]+")
_FIGURE = re.compile(r"[-+]?[\d.,]*\d[\d.,]*[^\d\s]{0,4}")
"""A cell that holds a number, perhaps with its unit."""
_WHEN_HELD = re.compile(
    r"\d{1,2}月\d{1,2}日(?:[上下]午|晚)?|(?:星期|周)[一二三四五六日天]|\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?"
)
"""A cell that says when something is held: 5月18日 | 开幕式 | 荷花广场."""


def mark_tables(rows: list[Line]) -> None:
    """Mark the rows of tables: three lines or more of as many cells, under their heads figures.

    Each is a paragraph of its own and no headline, however short.
    """
    cells = [
        _CELL.split(row.text) if row.size <= 120 and not row.sentences else [row.text]
        for row in rows
    ]
    for table in runs(len(rows), lambda a, b: len(cells[a]) == len(cells[b]) and rows[b].gap <= 1):
        begin = table.start
        told = sum(any(map(_FIGURE.fullmatch, cells[j][1:])) for j in table)
        # Two cells are a table's only under their heads: headlines have figures behind them, too.
        headed = told == len(table) - 1 and not any(map(_FIGURE.fullmatch, cells[begin][1:]))
        days = sum(_WHEN_HELD.fullmatch(cells[j][0]) is not None for j in table)
        wide = len(cells[begin]) > 2 and max(told, days) >= len(table) - 1
        if len(table) >= 3 and (wide or (len(cells[begin]) == 2 and headed)):
            for j in table:
                tell(rows[j], furniture=j == begin)


def mark_sections(rows: list[Line]) -> None:
    """Take numbers of one text's sections (01, 02, each over its head) for no page numbers."""
    found: list[int] = []
    for i, row in enumerate(rows[:-1]):
        head = rows[i + 1].size <= 30 and rows[i + 1].junk is None
        if head and row.size <= 2 and row.text.isdecimal() and int(row.text) == len(found) + 1:
            found.append(i)
    apart = all(
        any(row.size > 40 and row.sentences for row in rows[a:b]) for a, b in pairwise(found)
    )
    if len(found) >= 2 and apart:
        for i in found:
            rows[i].junk, rows[i].junk_weight = "mark", 5.0
            rows[i + 1].numbered = True


_BRIEF = re.compile(r"([△▽□■●○◆◇★☆])\s*[^\s△▽□■●○◆◇★☆]")
_ITEM = re.compile(r"\s*([▲▼△▽□■●○◆◇★☆]?)")
WHEN = re.compile(r"近日|日前|连日来|近期|\d{1,2}日|[今昨当][日天晚]")


def mark_briefs(rows: list[Line]) -> None:
    """Take the items of a column of briefs for no captions: three or more in a row with one mark.

    △3月5日,… 。 △3月6日,… 。: what stands under pictures seldom comes three times in a row.
    Two are enough where each is news and signed (何洁).
    """
    marks = [
        match[1]
        if row.size >= 15 and "。" in row.text and (match := _BRIEF.match(row.text))
        else ""
        for row in rows
    ]
    for column in runs(len(rows), lambda a, b: marks[a] == marks[b]):
        if marks[column.start] and len(column) >= 3:
            for i in column:
                rows[i].caption, rows[i].brief = 0.0, True
    _mark_signed(rows)


def _mark_signed(rows: list[Line]) -> None:
    """Make a box of two or more items in a row that are news with a name behind each."""
    i = box = 0
    while i < len(rows):
        begin = i
        items: list[int] = []
        while i < len(rows) and (size := _signed_item(rows, i)):
            if items and _mark_of(rows[i]) != _mark_of(rows[begin]):
                break
            items.append(i)
            i += size
        i = max(i, begin + 1)
        pictures = _mark_of(rows[begin]) in ("▲", "▼") and rows[begin].trailing is not None
        if len(items) >= (3 if pictures else 2):
            box += 1
            for row in rows[begin:i]:
                row.box, row.caption = box, 0.0
            for at in items:
                rows[at].brief = True


def _mark_of(row: Line) -> str:
    match = _ITEM.match(row.text)
    return match[1] if match else ""


def _signed_item(rows: list[Line], i: int) -> int:
    """How many lines an item of news takes with the names in brackets behind it, else 0."""
    row = rows[i]
    if not 12 <= row.size <= 200 or row.junk or row.byline or not WHEN.search(row.text[:24]):
        return 0
    if row.trailing is not None:
        size, found = row.trailing
        names = found.names and all(name.role != "photographer" for name in found.names)
        return int(bool(names and row.text[-1] == ")" and row.text[-size - 1] in "。!?”"))
    below = rows[i + 1] if i + 1 < len(rows) else None
    signed = below is not None and below.byline is not None and below.text[0] == "("
    return 2 if signed and not row.open and below and below.gap <= 1 else 0
