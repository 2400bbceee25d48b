"""Rows of neighbouring cells that may each hold one part of a name: lists, clauses, heads.

A row says nothing of where in a cell its part stands (:mod:`.cuts`), nor whether the cells
are parts of anything (:mod:`.signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..vocabulary import UP_TO_TEN
from .cells import (
    POINT,
    Cell,
    Span,
    bare,
    clauses,
    counted,
    distance,
    items,
    lines,
    points,
    quoted,
    tallied,
)

REACH = 500
"""How far from a mention of the name a row may stand, in characters."""
FAR = 1500
"""How far heads and clauses that are counted off may stand, which may be told of all article."""
NEAR = 60
"""How far from it a row may stand whose cells share nothing with the name."""


class Row(NamedTuple):
    """``cells`` of one ``family``; ``more``: the row goes on beyond them."""

    family: str
    cells: tuple[Span, ...]
    more: bool


_AND = re.compile("以及|和|与|及")
_JOINS = {
    "、": "、",
    "，": "，",
    ",": "，",
    "；": "；",
    ";": "；",
    "+": "+",
    "/": "+",
    "→": "+",
    "|": "+",
    "-": "+",
    " ": " ",
    "\u3000": " ",
}


_ANYWHERE = ("heads", "lines", "spaced", "ordered")
"""Families that need not hold what the name counts."""


def _holds(text: str, cells: Sequence[Span], morpheme: str) -> bool:
    """Whether every cell holds the morpheme."""
    return all(morpheme in text[a:b] for a, b in cells)


def rows(text: str, own: tuple[Span, ...], number: int, shared: Sequence[str]) -> Iterator[Row]:
    """Every row of ``number`` cells that may hold the parts of a name mentioned at ``own``.

    ``shared`` are the morphemes that the parts may hold.  Rows without them are heads, or
    stand :data:`NEAR` the name: far off they are other lists.
    """
    first, last = min(s for s, _ in own), max(e for _, e in own)
    for row in _all(text, own, number, shared, first - REACH, last + REACH):
        start, end = row.cells[0][0], row.cells[-1][1]
        if any(s < b and a < e for a, b in row.cells for s, e in own):
            continue
        if row.family.startswith(_ANYWHERE):
            if start <= last + FAR and end >= first - FAR:
                yield row
            continue
        if start < first - REACH or end > last + REACH:
            continue
        if (
            distance(row.cells, own) <= NEAR
            or any(_holds(text, row.cells, morpheme) for morpheme in shared)
            or _tallied(text, own, row, shared)
        ):
            yield row


def _tallied(text: str, own: Sequence[Span], row: Row, shared: Sequence[str]) -> bool:
    """Whether the tally of what is counted stands in the last cell of a list."""
    if not shared or not row.family.startswith("list"):
        return False
    start, end = row.cells[-1]
    found = (tallied(text, own, at, len(row.cells), shared[0]) for at in range(start + 1, end + 1))
    return any(found)


def _all(
    text: str, own: tuple[Span, ...], number: int, shared: Sequence[str], low: int, high: int
) -> Iterator[Row]:
    yield from _lists(text, items(text, own), number, "list", low, high)
    yield from _lists(text, clauses(text, own), number, "clauses", low, high)
    yield from _points(text, own, number, low, high)
    yield from _heads(text, own, number)
    yield from _ordered(text, number)
    yield from _numbered(text, own, number)
    yield from _flat(text, own, number)
    yield from _spaced(text, number)
    yield from _marked(text, own, number, low, high)
    yield from _runs(text, own, number, shared, low, high)
    yield from _twins(text, own, number, shared)
    yield from _hits(text, own, number, shared, low, high)


def _lists(
    text: str, cells: Sequence[Cell], number: int, family: str, low: int, high: int
) -> Iterator[Row]:
    """Neighbouring cells with marks of a list between them."""
    for i, cell in enumerate(cells):
        if cell.end < low:
            continue
        if cell.start > high:
            break
        row = cells[i : i + number]
        joins = {_join(c.after) for c in row[:-1]}
        if len(row) == number and None not in joins:
            kind = next(iter(joins)) if len(joins) == 1 else "mixed"
            more = _join(row[-1].after) in joins or (i > 0 and _join(cell.before) in joins)
            yield Row(f"{family} {kind}", tuple((c.start, c.end) for c in row), more)
        if family == "list":
            yield from _joined(text, cells, i, number)


def _join(mark: str) -> str | None:
    """How a mark joins two cells, ``None`` if it does not; quotation marks side by side do."""
    plain = mark.strip("”“")
    return _JOINS.get(plain if plain.startswith("-") else plain[:1] or "、")


def _joined(text: str, cells: Sequence[Cell], i: int, number: int) -> Iterator[Row]:
    """A、B和C: the last cell of a list holds two parts."""
    last = i + number - 2
    if last >= len(cells):
        return
    if any(c.after[:1] != "、" for c in cells[i:last]):
        return
    final = cells[last]
    for match in _AND.finditer(text, final.start + 1, final.end - 1):
        one = bare(text, final.start, match.start())
        two = bare(text, match.end(), final.end)
        if one[0] < one[1] and two[0] < two[1]:
            spans = tuple((c.start, c.end) for c in cells[i:last])
            more = cells[i].before[:1] == "、" or final.after[:1] == "、"
            yield Row("list 和", (*spans, one, two), more)


def _points(text: str, own: tuple[Span, ...], number: int, low: int, high: int) -> Iterator[Row]:
    """First and last clauses of neighbouring points."""
    found = [p for p in points(text, own) if p[-1].end >= low and p[0].start <= high]
    for i in range(len(found) - number + 1):
        window = found[i : i + number]
        stops = [POINT.search(p[-1].after) for p in window[:-1]]
        lines = bool(stops) and all(stop is not None and stop[0] == "\n" for stop in stops)
        kind = "lines" if lines else "points"
        yield Row(f"{kind} first", tuple((p[0].start, p[0].end) for p in window), False)
        if all(len(p) > 1 for p in window):
            yield Row(f"{kind} last", tuple((p[-1].start, p[-1].end) for p in window), False)


def _windows(family: str, cells: Sequence[Span], number: int) -> Iterator[Row]:
    """Every ``number`` neighbours among ``cells``."""
    for i in range(len(cells) - number + 1):
        yield Row(family, tuple(cells[i : i + number]), len(cells) > number)


def _short(line: Sequence[Cell]) -> bool:
    """Whether a line is a head."""
    return line[-1].end - line[0].start <= 26


def _heads(text: str, own: tuple[Span, ...], number: int) -> Iterator[Row]:
    """Heads of sections, and first clauses of lines: neighbours, and all that there are."""
    found = lines(text, own)[1:]
    whole = [line for line in found if _short(line)]
    for name, chosen in (("heads", whole), ("lines", found)):
        for k in (0, -1):
            cells = [(line[k].start, line[k].end) for line in chosen]
            if k == -1 and name == "lines":
                continue
            yield from _windows(f"{name} {k}", cells, number)


def _ordered(text: str, number: int) -> Iterator[Row]:
    """Clauses that are counted off: 一是…二是…, 首先…其次…, (一)…(二)…."""
    for kind in dict.fromkeys(k for k, _, _ in counted(text)):
        row: list[Span] = []
        for _, first, span in (c for c in counted(text) if c[0] == kind):
            if first:
                if len(row) == number:
                    yield Row(f"ordered {kind}", tuple(row), False)
                row = []
            row.append(span)
        if len(row) == number:
            yield Row(f"ordered {kind}", tuple(row), False)


def _numbered(text: str, own: tuple[Span, ...], number: int) -> Iterator[Row]:
    """Clauses that begin with numerals in order: 一抓班子，…；二抓台子，…."""
    found: list[Span] = []
    for cell in clauses(text, own):
        numeral = UP_TO_TEN.find(text[cell.start], 1, 10)
        if cell.end - cell.start <= 2 or numeral not in (1, len(found) + 1):
            continue
        if numeral == 1:
            found = []  # 一 begins anew
        found.append((cell.start + 1, cell.end))
        if len(found) == number:
            yield Row("ordered 数", tuple(found), False)
            found = []


def _flat(text: str, own: tuple[Span, ...], number: int) -> Iterator[Row]:
    """Clauses of short lines, several to a line: 共话共商 / 联学，聚合力."""
    cells = [
        (c.start, c.end)
        for line in lines(text, own)[1:]
        if len(line) > 1 and _short(line)
        for c in line
    ]
    yield from _windows("heads flat", cells, number)


def _spaced(text: str, number: int) -> Iterator[Row]:
    """A headline in pieces: 问题在一线发现 矛盾在一线化解 作风在一线锤炼."""
    base = 0
    for line in text.split("\n"):
        cells = [(base + m.start(), base + m.end()) for m in re.finditer("[^ \u3000、，]+", line)]
        if len(cells) == number and len(line) <= 60:
            yield Row("spaced", tuple(cells), False)
        base += len(line) + 1


def _marked(text: str, own: tuple[Span, ...], number: int, low: int, high: int) -> Iterator[Row]:
    """Neighbouring quoted words that are not the name."""
    seen: dict[str, Span] = {}
    for start, end in quoted(text):
        if low <= start and end <= high and not any(s < end and e > start for s, e in own):
            seen.setdefault(text[start:end], (start, end))
    yield from _windows("marked", list(seen.values()), number)


def _runs(
    text: str, own: tuple[Span, ...], number: int, shared: Sequence[str], low: int, high: int
) -> Iterator[Row]:
    """Parts run together without marks: 共商共建共管, 红黄绿."""
    for cell in items(text, own):
        if cell.end < low or cell.start > high:
            continue
        size = cell.end - cell.start
        for width in (1, 2, 3, 4):
            if size == width * number and (width > 1 or number > 2):
                yield Row("run", _chunks(cell.start, width, number), False)
    for morpheme in shared:
        if len(morpheme) > 1 or number < 3:
            continue
        found = [
            (at, at + 2)
            for line in lines(text, own)
            for cell in line
            if _short(line) and _twos(morpheme).fullmatch(text, cell.start, cell.end)
            for at in range(cell.start, cell.end, 2)
        ]
        if len(found) == number:
            yield Row("heads run", tuple(found), False)
        if morpheme in text:
            for match in _twos(morpheme, number).finditer(text):
                yield Row("run", _chunks(match.start(), 2, number), False)


def _twins(text: str, own: tuple[Span, ...], number: int, shared: Sequence[str]) -> Iterator[Row]:
    """Two parts to a head, each beginning with what is counted: 联学联训 / 联治联防 / 联产联销."""
    if number < 4 or number % 2:
        return
    for morpheme in shared:
        halves: list[Span] = []
        for line in lines(text, own)[1:]:
            start, end = line[0].start, line[0].end
            second = text.find(morpheme, start + len(morpheme), end)
            if text.startswith(morpheme, start) and second > start + len(morpheme):
                halves += (start, second), (second, end)
        if len(halves) == number:
            yield Row("heads run", tuple(halves), False)


@lru_cache(maxsize=256)
def _twos(char: str, number: int | None = None) -> re.Pattern[str]:
    """``number`` words of two characters run together, or two and more, that share one."""
    times = "{2,}" if number is None else f"{{{number}}}"
    char = re.escape(char)
    return re.compile(f"(?:{char}[一-鿿]){times}|(?:[一-鿿]{char}){times}")


def _chunks(start: int, width: int, number: int) -> tuple[Span, ...]:
    return tuple((start + width * k, start + width * (k + 1)) for k in range(number))


def _hits(
    text: str, own: tuple[Span, ...], number: int, shared: Sequence[str], low: int, high: int
) -> Iterator[Row]:
    """Cells anywhere that hold a shared morpheme, in order: neighbours among them."""
    for morpheme in shared:
        seen: dict[str, Span] = {}
        for cell in items(text, own):
            piece = text[cell.start : cell.end]
            if low <= cell.start and cell.end <= high and morpheme in piece:
                seen.setdefault(piece, (cell.start, cell.end))
        if len(seen) < number or len(seen) > 3 * number + 6:
            continue
        for name, chosen in (
            ("hits", list(seen.values())),
            ("hits last", [span for piece, span in seen.items() if piece.endswith(morpheme)]),
            ("hits first", [span for piece, span in seen.items() if morpheme in piece[:2]]),
        ):
            if name == "hits" or len(chosen) < len(seen):
                yield from _windows(name, chosen, number)
