"""Rows of neighbouring cells that may each hold one part of a name: lists, clauses, heads.

A row says nothing of where in a cell its part stands (:mod:`.cuts`), nor whether the cells
are parts of anything (:mod:`.signs`).  Offsets index the article's folded clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..vocabulary import UP_TO_TEN

Span = tuple[int, int]

REACH = 500
"""How far from a mention of the name a row may stand, in characters."""

NEAR = 60
"""How far from it a row may stand whose cells share nothing with the name."""


class Cell(NamedTuple):
    """A stretch between two marks, quotation marks around all of it left out.

    ``before`` and ``after`` are the marks beside it (several where they touch).
    """

    start: int
    end: int
    before: str
    after: str


def held(text: str, cells: Sequence[Span], morpheme: str) -> bool:
    """Whether every cell holds the morpheme."""
    return all(morpheme in text[a:b] for a, b in cells)


class Row(NamedTuple):
    """``cells`` of one ``family``; ``more``: the row goes on beyond them."""

    family: str
    cells: tuple[Span, ...]
    more: bool


_ITEM = re.compile(r"[、，,；;。：:！!？?…\n()（）/→+|\u3000 ]|[—-]{1,2}(?!\d)|”“")
_CLAUSE = re.compile(r"[，,；;。：:！!？?…\n()（）]|[—-]{2}")
_POINT = re.compile(r"[；;。！!？?\n]")
_AND = re.compile("以及|和|与|及")
_ORDER = re.compile(
    "[一二三四五六七八九十](?:是|要|则|来)(?:要|在)?(?=[^，,。])|其[一二三四五六](?:是|，)?|第[一二三四五六七八九十](?:步|招|条|关|环|是)?(?:是|[，,：:])?"
    "|一[个本张份条支名面]是(?=..)|首先(?:是)?|其次(?:是)?|再次(?:是)?|然后(?:是)?|最后(?:是)?|[①-⑳]|[1-9一二三四五六七八九十][.、]|[(（][一二三四五六七八九1-9][)）]"
)
"""What counts a part off before it: 一是保供水, 第一步听苦水."""
_NUMERALS = frozenset("一二两三四五六七八九十123456789")
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
    " ": " ",
    "\u3000": " ",
}


def bare(text: str, start: int, end: int) -> Span:
    """Without spaces, what counts it off, and the marks that enclose all of it."""
    while start < end and text[start] in " \u3000":
        start += 1
    order = _ORDER.match(text, start, end)
    if order and order.end() < end:
        start = order.end()
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    while end - start > 2 and text[start] in '“‘"' and text[end - 1] in '”’"':
        inner = text[start + 1 : end - 1]
        if "“" in inner or "”" in inner:
            break
        start, end = start + 1, end - 1
    # “甲、乙、丙”: what one pair of marks encloses belongs to no cell.
    opened, closed = text.rfind("“", start, end), text.find("”", start, end)
    if opened >= 0 and text.find("”", opened, end) < 0:
        start = opened + 1
    elif closed >= 0 and text.rfind("“", start, closed) < 0:
        end = closed
    return start, end


NAME = "▮"
"""The mark that a mention of the name is, between the cells before and behind it."""
_BEFORE_NAME = re.compile("(?:等)?(?:这|的|地|组成的|构成的)*[“‘]?$")


def _cut(text: str, own: Sequence[Span], marks: re.Pattern[str]) -> Iterator[Cell]:
    stops = [(m.start(), m.end(), m[0]) for m in marks.finditer(text + "\n")]
    stops = [s for s in stops if not any(a < s[1] and s[0] < b for a, b in own)]
    stops = sorted(stops + [(a, b, NAME) for a, b in own])
    position, before = 0, "\n"
    for low, high, mark in stops:
        start, end = position, low
        if before[-1] == NAME and text[start : start + 1] in ("”", "’"):
            start += 1
        if mark == NAME:
            tail = _BEFORE_NAME.search(text, start, max(start, end))
            end = tail.start() if tail else end
        start, end = bare(text, start, end)
        counted = _ORDER.fullmatch(text, start, end) or (
            mark in ")）" and end - start == 1 and text[start] in _NUMERALS
        )
        if start < end and not counted:
            yield Cell(start, end, before, mark)
            before = mark
        else:
            before += mark
        position = high


@lru_cache(maxsize=4)
def items(text: str, own: tuple[Span, ...]) -> tuple[Cell, ...]:
    """The text cut at every mark, and at the mentions of the name."""
    return tuple(_cut(text, own, _ITEM))


@lru_cache(maxsize=4)
def clauses(text: str, own: tuple[Span, ...]) -> tuple[Cell, ...]:
    """The text cut into clauses, and at the mentions of the name: lists stay whole."""
    return tuple(_cut(text, own, _CLAUSE))


def heads(text: str) -> Iterator[tuple[Span, bool]]:
    """First clauses of lines (``True``) and of the other sentences and points, in order."""
    for point in points(text, ()):
        yield (point[0].start, point[0].end), "\n" in point[0].before


@lru_cache(maxsize=4)
def points(text: str, own: tuple[Span, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The clauses of each point: what stands between ；, 。 and line ends."""
    rows: list[list[Cell]] = [[]]
    for clause in clauses(text, own):
        if rows[-1] and _POINT.search(clause.before):
            rows.append([])
        rows[-1].append(clause)
    return tuple(tuple(row) for row in rows if row)


_QUOTED = re.compile("“([^“”\n]{1,12})”|‘([^‘’\n]{1,12})’")


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Span, ...]:
    """What stands in quotation marks."""
    return tuple(m.span(1 if m[1] else 2) for m in _QUOTED.finditer(text))


def distance(parts: Sequence[Span], own: Sequence[Span]) -> int:
    """Characters between the parts and the nearest mention of the name."""
    return min((max(parts[0][0] - e, s - parts[-1][1], 0) for s, e in own), default=0)


def rows(text: str, own: tuple[Span, ...], number: int, shared: Sequence[str]) -> Iterator[Row]:
    """Every row of ``number`` cells that may hold the parts of a name mentioned at ``own``.

    ``shared`` are the morphemes that the parts may hold.  Rows without them are heads, or
    stand :data:`NEAR` the name: far off they are other lists.
    """
    low = min(s for s, _ in own) - REACH
    high = max(e for _, e in own) + REACH
    for row in _all(text, own, number, shared, low, high):
        if row.family.startswith(("heads", "lines", "spaced", "ordered")):
            yield row
            continue
        start, end = row.cells[0][0], row.cells[-1][1]
        if start < low or end > high:
            continue
        near = any(s - end <= NEAR and start - e <= NEAR for s, e in own)
        if (
            near
            or any(held(text, row.cells, morpheme) for morpheme in shared)
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


def tallied(text: str, own: Sequence[Span], end: int, number: int, counts: str) -> bool:
    """Whether ``number`` of what is counted are said to end there: 正职、副职、委员|三个梯队.

    A mention of the name is no such end.
    """
    if number > 10 or text[end : end + 1] not in _NUMERALS:
        return False
    numeral = f"(?:{UP_TO_TEN[number]}|{number}{'|两' * (number == 2)})"
    found = re.compile(f"{numeral}[个大类种级支项条]?{re.escape(counts)}").match(text, end)
    return found is not None and not any(s < found.end() and e > end for s, e in own)


def _all(
    text: str, own: tuple[Span, ...], number: int, shared: Sequence[str], low: int, high: int
) -> Iterator[Row]:
    yield from _lists(text, items(text, own), number, "list", low, high)
    yield from _lists(text, clauses(text, own), number, "clauses", low, high)
    yield from _points(text, own, number, low, high)
    yield from _heads(text, own, number)
    yield from _ordered(text, number)
    yield from _flat(text, own, number)
    yield from _spaced(text, number)
    yield from _marked(text, own, number, low, high)
    yield from _runs(text, own, number, shared, low, high)
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
        joins = ""
        for j in range(i, min(i + number, len(cells))):
            here = cells[j]
            join = _JOINS.get(here.after.strip("”“")[:1] or "、")
            last = j == i + number - 1
            kinds = set(joins)
            if last:
                before = i > 0 and _JOINS.get(cell.before[:1]) in kinds
                more = before or (join in kinds)
                kind = joins[0] if len(kinds) == 1 else "mixed"
                spans = tuple((c.start, c.end) for c in cells[i : j + 1])
                yield Row(f"{family} {kind}", spans, more)
            if join is None:
                break
            joins += join
        if family == "list":
            yield from _joined(text, cells, i, number)


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
        same = {_POINT.search(p[-1].after + "。")[0] for p in window[:-1]}  # type: ignore[index]
        kind = next(iter(same)) if len(same) == 1 else "mixed"
        kind = "lines" if kind == "\n" else "points"
        yield Row(f"{kind} first", tuple((p[0].start, p[0].end) for p in window), False)
        if all(len(p) > 1 for p in window):
            yield Row(f"{kind} last", tuple((p[-1].start, p[-1].end) for p in window), False)


@lru_cache(maxsize=4)
def _lines(text: str, own: tuple[Span, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The clauses of each line."""
    found: list[list[Cell]] = []
    for clause in clauses(text, own):
        if "\n" in clause.before or not found:
            found.append([])
        found[-1].append(clause)
    return tuple(tuple(line) for line in found)


def _heads(text: str, own: tuple[Span, ...], number: int) -> Iterator[Row]:
    """Heads of sections, and first clauses of lines: neighbours, and all that there are."""
    lines = _lines(text, own)[1:]
    whole = [line for line in lines if line[-1].end - line[0].start <= 26]
    for name, chosen in (("heads", whole), ("lines", lines)):
        for k in (0, -1):
            cells = [(line[k].start, line[k].end) for line in chosen]
            if k == -1 and name == "lines":
                continue
            for i in range(len(cells) - number + 1):
                yield Row(f"{name} {k}", tuple(cells[i : i + number]), len(cells) > number)


_COUNTED = re.compile(
    "(?:(?<=[。；;，,：:！？\n“]))(?:(?P<是>[一二三四五六七八九](?:是|要|则|来))|(?P<第>第[一二三四五六七八九][步招条关环个件点]?(?:是|[，,：:])?)"
    "|[(（](?P<号>[一二三四五六七八九1-9])[)）]|(?P<点>[一二三四五六七八九1-9][、.])"
    "|(?P<先>首先|其次|再次|最后|先是?|再就是|再者|再|继而|接着|随后|然后|末了|还有))(?:是|要|来)?"
)


@lru_cache(maxsize=4)
def _counted(text: str) -> tuple[tuple[str, int, Span], ...]:
    """The clauses that are counted off: how, the first or one more, where."""
    found = []
    for match in _COUNTED.finditer(text):
        kind = str(match.lastgroup)
        stop = _CLAUSE.search(text + "\n", match.end())
        end = stop.start() if stop else len(text)
        span = bare(text, match.end(), end)
        first = "一" in match[0] or "1" in match[0] or match[0].startswith(("首先", "先"))
        if span[0] < span[1]:
            found.append((kind, 0 if first else 1, span))
    return tuple(found)


def _ordered(text: str, number: int) -> Iterator[Row]:
    """Clauses that are counted off: 一是…二是…, 首先…其次…, (一)…(二)…."""
    for kind in dict.fromkeys(k for k, _, _ in _counted(text)):
        row: list[Span] = []
        for _, more, span in (c for c in _counted(text) if c[0] == kind):
            if not more:
                if len(row) == number:
                    yield Row(f"ordered {kind}", tuple(row), False)
                row = []
            row.append(span)
        if len(row) == number:
            yield Row(f"ordered {kind}", tuple(row), False)


def _flat(text: str, own: tuple[Span, ...], number: int) -> Iterator[Row]:
    """Clauses of short lines, several to a line: 共话共商 / 联学，聚合力."""
    cells = [
        (c.start, c.end)
        for line in _lines(text, own)[1:]
        if len(line) > 1 and line[-1].end - line[0].start <= 26
        for c in line
    ]
    for i in range(len(cells) - number + 1):
        yield Row("heads flat", tuple(cells[i : i + number]), len(cells) > number)


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
    cells = list(seen.values())
    for i in range(len(cells) - number + 1):
        yield Row("marked", tuple(cells[i : i + number]), len(cells) > number)


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
    for morpheme in map(re.escape, shared):
        if len(morpheme) > 1 or number < 3:
            continue
        twos = re.compile(f"(?:{morpheme}[一-鿿]){{2,}}|(?:[一-鿿]{morpheme}){{2,}}")
        found = [
            (at, at + 2)
            for line in _lines(text, own)
            for cell in line
            if line[-1].end - line[0].start <= 26 and twos.fullmatch(text, cell.start, cell.end)
            for at in range(cell.start, cell.end, 2)
        ]
        if len(found) == number:
            yield Row("heads run", tuple(found), False)
        pattern = f"(?:{morpheme}[一-鿿]){{{number}}}|(?:[一-鿿]{morpheme}){{{number}}}"
        for match in re.finditer(pattern, text):
            yield Row("run", _chunks(match.start(), 2, number), False)


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
            if name != "hits" and len(chosen) == len(seen):
                continue
            for i in range(len(chosen) - number + 1):
                yield Row(name, tuple(chosen[i : i + number]), len(chosen) > number)
