"""Parts of groups that are told in turns: 抓班子，促能力；抓队伍，促作风 for 两抓两促.

They come in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..shape import Group
from .cells import Cell, Span, bare, distance, items, points
from .cuts import LONGEST
from .glosses import GLOSS, lead
from .rows import FAR, REACH

_MARK = re.compile("[，,、 \u3000]+")
_JOINS = ("、", "，", ",", "；", ";")


def alternating(text: str, own: Sequence[Span], groups: Sequence[Group]) -> Iterator[list[Span]]:
    """Heads, points or items with one part of each group: 联支部，送政策 / 联车间，送技能."""
    number = groups[0].number
    if len(groups) < 2 or number is None or number < 2 or {g.number for g in groups} != {number}:
        return
    morphemes = [g.morpheme[:1] for g in groups]
    if len(set(morphemes)) < len(morphemes):
        return
    heads = []
    for line in re.finditer("[^\n]+", text):
        if len(line[0]) <= 24 and not any(s < line.end() and e > line.start() for s, e in own):
            heads.append(_cut(text, *bare(text, *line.span())))
    for table in (heads, *(list(_points(text, end)) for _, end in own)):
        fitting = [
            row
            for row in table
            if len(row) == len(groups)
            and all(m in text[a:b] for (a, b), m in zip(row, morphemes, strict=True))
        ]
        if len(fitting) == number and _even(fitting):
            yield [part for row in fitting for part in row]
    yield from _opening(text, own, morphemes, number)
    yield from _listed(text, own, morphemes, number)


def _opening(
    text: str, own: Sequence[Span], morphemes: Sequence[str], number: int
) -> Iterator[list[Span]]:
    """Clauses that open sentences or points, each with its morpheme: 抓摸排，促底数清，干部…；."""
    found: dict[tuple[str, ...], list[Span]] = {}
    for point in points(text, tuple(own)):
        row = [(cell.start, cell.end) for cell in point[: len(morphemes)]]
        if len(row) == len(morphemes):
            row[0] = lead(text, row[0])
        if _opened(text, row, morphemes) and distance(row, own) <= FAR:
            found.setdefault(tuple(text[a:b] for a, b in row), row)
    if len(found) == number:
        yield [part for row in found.values() for part in row]


def opening(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """First clauses of sentences or points, group by group: 查井盖，…。查围挡，…。保畅通，…."""
    wanted = [g.morpheme[:1] for g in groups for _ in range(g.number or 0)]
    if len(wanted) < 3 or any(g.number is None for g in groups):
        return None
    found: dict[str, Span] = {}
    for point in points(text, tuple(own)):
        cell = lead(text, (point[0].start, point[0].end))
        if text.startswith(tuple(wanted), *cell) and distance([cell], own) <= FAR:
            found.setdefault(text[slice(*cell)], cell)
    told = all(_opened(text, [c], [m]) for c, m in zip(found.values(), wanted, strict=False))
    return list(found.values()) if told and len(found) == len(wanted) else None


def _opened(text: str, row: Sequence[Span], morphemes: Sequence[str]) -> bool:
    """Whether each begins with its morpheme and says more."""
    return len(row) == len(morphemes) and all(
        text.startswith(m, a) and len(m) < b - a <= LONGEST
        for (a, b), m in zip(row, morphemes, strict=True)
    )


def _listed(
    text: str, own: Sequence[Span], morphemes: Sequence[str], number: int
) -> Iterator[list[Span]]:
    """One list: 党委强引领、助力发展好，支部强推进、助力产业好 for 两强两好."""
    size = len(morphemes)
    cells = items(text, tuple(own))
    for i in range(len(cells) - number * size + 1):
        row = cells[i : i + number * size]
        if not all(cell.after in _JOINS for cell in row[:-1]) or _going_on(cells, i, row):
            continue
        parts = [(cell.start, cell.end) for cell in row]
        parts[0] = lead(text, parts[0])
        columns = [parts[k::size] for k in range(size)]
        level = all(_level(text, c, m) for c, m in zip(columns, morphemes, strict=True))
        if level and distance(parts, own) <= REACH:
            yield parts


def _going_on(cells: Sequence[Cell], i: int, row: Sequence[Cell]) -> bool:
    """Whether a list with the same mark between all goes on beyond a row."""
    joins = {cell.after for cell in row[:-1]}
    return len(joins) == 1 and (row[-1].after in joins or (i > 0 and row[0].before in joins))


def _level(text: str, column: Sequence[Span], morpheme: str) -> bool:
    """Whether all hold the morpheme at one place: first, last, or as far in and as long."""
    places = {(text.find(morpheme, a, b) - a, b - a) for a, b in column}
    if max(n for _, n in places) > LONGEST or min(n for _, n in places) < 2:
        return False
    first = all(at == 0 for at, _ in places)
    last = all(text.endswith(morpheme, a, b) for a, b in column)
    return first or last or (len(places) == 1 and min(places)[0] > 0)


def _cut(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    for mark in _MARK.finditer(text, start, end):
        found.append((start, mark.start()))
        start = mark.end()
    return [*found, (start, end)]


def _points(text: str, name_end: int) -> Iterator[list[Span]]:
    match = GLOSS.match(text, name_end)
    if match is None:
        return
    stop = re.compile("[。\n]").search(text, match.end())
    start, end = match.end(), stop.start() if stop else len(text)
    for piece in re.finditer("[^；;]+", text[start:end]):
        yield _cut(text, start + piece.start(), start + piece.end())


def _even(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether the parts of each column are about as long as one another."""
    for column in zip(*rows, strict=True):
        lengths = [b - a for a, b in column]
        if min(lengths) < 2 or max(lengths) > 10 or max(lengths) - min(lengths) > 3:
            return False
    return True
