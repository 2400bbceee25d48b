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

_STOP = re.compile("[。\n]"), re.compile("[。\n)]")
"""Where a row ends, and one in a bracket."""


def framed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """Parts that hold both morphemes: 晚访早知 for 三晚三早, 用心送岗 for 三心三送."""
    number = groups[0].number
    if len(groups) != 2 or number is None or number < 2 or groups[1].number != number:
        return None
    first, second = groups[0].morpheme[0], groups[1].morpheme[0]
    frame = re.compile(f"[^{first} ]{{0,3}}{first}[^， ]{{0,3}}{second}[^ ]{{0,3}}")
    # 抓规划促项目落地: long halves where all begin with the first.
    joined = re.compile(f"{first}[^， {first}]{{1,5}}{second}[^ {first}]{{1,6}}")
    best: tuple[int, list[Span]] | None = None
    for row in rows(text, tuple(own), number, (first,)):
        for parts in wholes(text, row):
            lengths = [b - a for a, b in parts]
            opened = all(text[a] == first for a, _ in parts)
            level = max(lengths) - min(lengths) <= 2 * opened
            form = joined if opened else frame
            if level and all(form.fullmatch(text, a, b) for a, b in parts):
                far = distance(parts, own)
                if best is None or far < best[0]:
                    best = far, list(parts)
    return best[1] if best else None


def crossed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """The objects of heads with a part of each group: 构建|教育网|增强|感召力 for 三网三力.

    In the order of the name; the verbs are the same in all heads.
    """
    number = groups[0].number
    if len(groups) != 2 or number is None or number < 2 or groups[1].number != number:
        return None
    morphemes = [group.morpheme for group in groups]
    for row in rows(text, tuple(own), number, ()):
        if not row.family.startswith(("heads", "ordered", "points first", "lines first")):
            continue
        cut = [_halves(text, cell, *morphemes) for cell in row.cells]
        halves = [half for half in cut if half is not None]
        if len(halves) < number or distance(row.cells, own) > 600:
            continue
        columns = list(zip(*halves, strict=True))
        if all(len({text[a : a + 2] for a, _ in column}) == 1 for column in columns):
            return [(a + 2, b) for column in columns for a, b in column]
    return None


def _halves(text: str, cell: Span, first: str, second: str) -> tuple[Span, Span] | None:
    """A cell up to the first morpheme and from there to the second one, which ends it."""
    middle = text.find(first, cell[0] + 3, cell[1]) + len(first)
    if middle < len(first) or not text.endswith(second, middle, cell[1]) or cell[1] - middle < 4:
        return None
    return (cell[0], middle), (middle, cell[1])


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
        if not fitting and not row.more and _level(text, row.cells, wanted, lone):
            return list(row.cells) if distance(row.cells, own) <= 150 else None
        if fitting:
            # “…、改变影响人居环境的习惯”: a closing mark ends the last part.
            end = row.cells[-1][1]
            if text[end : end + 1] in ("”", ")"):
                fitting = [p for p in fitting if p[-1][1] == end] or fitting
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


def _level(text: str, parts: Sequence[Span], wanted: Sequence[str], lone: set[str]) -> bool:
    """Whether all parts of a group are as long, and hold its morpheme in the middle.

    扫清楚、拆清楚、整清楚 of 三清; the lone one begins with its own.
    """
    groups: dict[str, set[tuple[int, int]]] = {}
    for (a, b), m in zip(parts, wanted, strict=True):
        groups.setdefault(m, set()).add((text.find(m, a, b) - a, b - a))
    return all(
        len(found) == 1 and all(at == (m not in lone) for at, _ in found)
        for m, found in groups.items()
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
        stop = _STOP[match["open"] in "(（"].search(text, start)
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


_GLOSSED = re.compile(
    '[”’"]?[一-鿿]{0,8}(?:[(](?:即|就是)?:?|[，,]?(?:即|就是|分别是|分别为|是指|包括)[:：]?|:|-{2})'
)
_LONGEST_ITEM = 8
_MADE_UP = re.compile("等?(?:共同)?(?:组成|构成)$")
"""What closes a row of what something is made of: 即由楼长、网格员|组成."""


def glossed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """As many short items as there are parts, right behind the name: 两制一法(红黑榜+积分+夜谈).

    They need not hold what their groups count.
    """
    if any(g.number is None for g in groups):
        return None
    wanted = sum(g.number or 0 for g in groups)
    for _, end in own:
        match = _GLOSSED.match(text, end)
        if wanted < 3 or not match:
            continue
        stop = re.compile("[()（）,，。；;:：“”\n]").search(text, match.end())
        until = stop.start() if stop else len(text)
        if match[0].rstrip(":").endswith("(") and text[until : until + 1] != ")":
            continue
        made = _MADE_UP.search(text, match.end(), until)
        until = made.start() if made else until
        for mark in "+、":
            row = re.compile(f"[^{mark}]+").finditer(text, match.end(), until)
            parts = [bare(text, *piece.span()) for piece in row]
            if len(parts) == wanted and all(2 <= b - a <= _LONGEST_ITEM for a, b in parts):
                return parts
    return None
