"""Parts of several kinds in one row: 保洁员、讲解员、劝导员、党员先锋岗 for 三员一岗."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..shape import Group
from .cells import Span, bare, distance
from .cuts import LONGEST, wholes
from .glosses import GLOSS, lead
from .rows import rows
from .wording import splits

_MARK = re.compile("[，,、 \u3000]+")


def framed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """Parts that hold both morphemes: 晚访早知 for 三晚三早, 用心送岗 for 三心三送."""
    number = groups[0].number
    if len(groups) != 2 or number is None or number < 2 or groups[1].number != number:
        return None
    first, second = groups[0].morpheme[0], groups[1].morpheme[0]
    frame = re.compile(f"[^{first} ]{{0,3}}{first}[^， ]{{0,3}}{second}[^ ]{{0,3}}")
    best: tuple[int, list[Span]] | None = None
    for row in rows(text, tuple(own), number, (first,)):
        for parts in wholes(text, row):
            lengths = [b - a for a, b in parts]
            opened = all(text[a] == first for a, _ in parts)
            level = max(lengths) - min(lengths) <= 2 * opened
            if level and all(frame.fullmatch(text, a, b) for a, b in parts):
                far = distance(parts, own)
                if best is None or far < best[0]:
                    best = far, list(parts)
    return best[1] if best else None


def sequence(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """One list with the parts of every group in order: 减席面、减烟酒、减礼金、倡新风.

    Each part ends or begins with what its group counts; near the name only.
    """
    wanted = [g.morpheme for g in groups for _ in range(g.number or 0)]
    lone = {g.morpheme for g in groups if g.number == 1}
    if len(wanted) < 3 or any(g.number is None for g in groups):
        return None
    for row in rows(text, tuple(own), len(wanted), ()):
        fitting = [
            parts
            for parts in wholes(text, row)
            if distance(parts, own) <= 150 and _fit(text, parts, wanted, lone)
        ]
        if fitting:
            best = min((_overhang(text, parts, wanted[-1]), parts) for parts in fitting)
            return list(best[1])
    return None


def even(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """One list of equally long parts that hold their morphemes: 支部带村、党员带户，集体增收."""
    wanted = [g.morpheme for g in groups for _ in range(g.number or 0)]
    if len(wanted) < 4 or any(g.number is None for g in groups):
        return None
    for row in rows(text, tuple(own), len(wanted), ()):
        lengths = {b - a for a, b in row.cells}
        holding = all(w in text[a:b] for (a, b), w in zip(row.cells, wanted, strict=True))
        if len(lengths) == 1 and holding and max(lengths) <= LONGEST:
            return list(row.cells)
    return None


def _fit(text: str, parts: Sequence[Span], wanted: Sequence[str], lone: set[str]) -> bool:
    """Whether each part begins or ends with its morpheme; a lone one may hold it (合理密植)."""
    words = [text[a:b] for a, b in parts]
    return all(
        len(w) > len(m) and (w.startswith(m) or w.endswith(m) or (m in w and m in lone))
        for w, m in zip(words, wanted, strict=True)
    )


def _overhang(text: str, parts: Sequence[Span], last: str) -> tuple[bool, int, bool, int]:
    """What still stands before the first part or behind the last one.

    Whether a word is cut before the first, and how unlike the others it is; whether the last
    does not end with its morpheme, and how far it is from two characters longer than the
    others, which no part should exceed.
    """
    lengths = sorted(b - a for a, b in parts[1:])
    first, end = parts[0][1] - parts[0][0], parts[-1]
    room = max(b - a for a, b in parts[:-1]) + 2 - (end[1] - end[0])
    unlike = abs(first - lengths[len(lengths) // 2])
    start = parts[0][0]
    cut = splits(text[max(0, start - 2) : start], text[start : start + 2])
    return cut, unlike, not text[slice(*end)].endswith(last), room if room >= 0 else -100 * room


def mixed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> Iterator[list[Span]]:
    """Parts of all groups in one row of points: 扶志，…；扶智，…；扶技，…；防辍学，….

    Each point opens with its group's morpheme.
    """
    wanted = [g.morpheme[:1] for g in groups for _ in range(g.number or 0)]
    if len(wanted) < 3 or any(g.number is None for g in groups):
        return
    for _, end in own:
        match = GLOSS.match(text, end)
        if not match:
            continue
        start = match.end()
        stop = re.compile("[。\n]").search(text, start)
        until = stop.start() if stop else len(text)
        for mark in "；;，,、":
            pieces = text[start:until].split(mark)
            if len(pieces) != len(wanted):
                continue
            parts: list[Span] = []
            position = start
            for piece in pieces:
                head = re.split("[，,：:]", piece)[0]
                parts.append(lead(text, bare(text, position, position + len(head))))
                position += len(piece) + 1
            if all(
                2 <= b - a <= LONGEST and text[a] == char
                for (a, b), char in zip(parts, wanted, strict=True)
            ):
                yield parts


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
    for table in (heads, *(list(_points(text, end)) for _, end in own)):
        fitting = [
            row
            for row in table
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
