"""Parts of several kinds in one row, and rows of several parts to a head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..shape import Group
from .glosses import GLOSS
from .heads import distinct, opening_sets
from .lists import LONGEST, opened, runs, without_close, without_order
from .pieces import Span, bare, openings

_MARK = re.compile("[，,、 \u3000]+")


def _distance(parts: Sequence[Span], own: Sequence[Span]) -> int:
    return min((max(parts[0][0] - e, s - parts[-1][1], 0) for s, e in own), default=0)


def sequence(text: str, own: Sequence[Span], groups: Sequence[Group]) -> Iterator[list[Span]]:
    """One list with the parts of every group in order: 保洁员、讲解员、劝导员、党员先锋岗.

    Each part ends or begins with what its group counts (三员一岗: 员, 员, 员, 岗); near
    the name only.
    """
    wanted = [g.morpheme for g in groups for _ in range(g.number or 0)]
    if len(wanted) < 3 or any(g.number is None for g in groups):
        return
    same = groups[0].number or 0
    for run in runs(text):
        for i in range(len(run) - len(wanted) + 1):
            row = run[i : i + len(wanted)]
            found: list[Span] = []
            for span, morpheme in zip(row[1:], wanted[1:], strict=True):
                part = _fit(text, *span, morpheme, last=len(found) == len(wanted) - 2)
                if part is None:
                    break
                found.append(part)
            if len(found) < len(wanted) - 1:
                continue
            lengths = {b - a for a, b in found[: same - 1] or found}
            head = _fit(
                text, *opened(text, without_order(text, row[0]), lengths, many=True), wanted[0]
            )
            if head is None or any(a < e and b > s for a, b in (head, *found) for s, e in own):
                continue
            parts = [head, *found]
            if len({text[a:b] for a, b in parts}) == len(parts) and _distance(parts, own) <= 150:
                yield parts


def _fit(text: str, start: int, end: int, morpheme: str, last: bool = False) -> Span | None:
    """The part in a segment: it begins or ends with the morpheme, the last one is cut there."""
    start, end = without_order(text, (start, end))
    if last:
        end = without_close(text, (start, end))[1]
    piece = text[start:end]
    at = piece.rfind(morpheme)
    if at < 0 or len(piece) <= len(morpheme) or end - start > LONGEST + 4:
        return None
    if at == 1 and len(piece) > len(morpheme) + 1 and piece[0] in "再还更也":
        start += 1
    elif at and last and at + len(morpheme) + 1 != len(piece):
        end = start + at + len(morpheme)
    elif at and at + len(morpheme) < len(piece) and not last:
        return None
    return start, end


def alternating(text: str, own: Sequence[Span], groups: Sequence[Group]) -> Iterator[list[Span]]:
    """Heads, or points of a gloss, with one part of each group: 联支部，送政策 / 联车间，送技能."""
    number = groups[0].number
    if len(groups) < 2 or number is None or number < 2 or {g.number for g in groups} != {number}:
        return
    morphemes = [g.morpheme[:1] for g in groups]
    heads = []
    for line in re.finditer("[^\n]+", text):
        if len(line[0]) <= 24 and not any(s < line.end() and e > line.start() for s, e in own):
            heads.append(_cut(text, *bare(text, *line.span())))
    for rows in (heads, *(list(_points(text, end)) for _, end in own)):
        fitting = [
            row
            for row in rows
            if len(row) == len(groups)
            and all(m in text[a:b] for (a, b), m in zip(row, morphemes, strict=True))
        ]
        if len(fitting) == number and _even(fitting):
            yield [part for row in fitting for part in row]


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


def in_heads(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Clauses of line heads that hold the morpheme at one place: 组织联建，…/活动联办，资源联享.

    Accepted when exactly ``number`` different ones of one length stand in the article,
    three or more.
    """
    if number < 3 or len(morpheme) != 1 or text.count(morpheme) < number:
        return
    found: dict[tuple[int, int], dict[str, Span]] = {}
    for opening in openings(text):
        if not opening.line or any(s < opening.end and e > opening.start for s, e in own):
            continue
        stop = text.find("\n", opening.start)
        line = (opening.start, len(text) if stop < 0 else stop)
        if line[1] - line[0] > 26:
            line = (opening.start, opening.end)
        for start, end in _cut(text, *line):
            at = text.find(morpheme, start + 1, end - 1)
            if at > start and 4 <= end - start <= 6:
                key = (end - start, at - start)
                found.setdefault(key, {}).setdefault(text[start:end], (start, end))
    for parts in found.values():
        if len(parts) == number:
            yield list(parts.values())


def repeated(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Several parts to a head: 共话共商 / 共育共融 / 共进共勉."""
    if text.count(morpheme) < number:
        return
    pattern = re.compile(f"{re.escape(morpheme)}[^\\W{re.escape(morpheme)}]")
    for group in opening_sets(text, 0):
        parts: list[Span] = []
        for opening in group:
            piece = text[opening.start : opening.end]
            if len(piece) % 2 or len(piece) > 8:
                continue
            found = [m.span() for m in pattern.finditer(piece)]
            if found and len(found) * 2 == len(piece):
                parts.extend((opening.start + a, opening.start + b) for a, b in found)
        parts = distinct(text, parts)
        if len(parts) == number:
            yield parts
