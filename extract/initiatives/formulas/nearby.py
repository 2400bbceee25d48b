"""Lists beside a counted noun (…三个梯队) or before a shared verb (…一样一样送到户)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..vocabulary import UP_TO_TEN
from .lists import LONGEST, edge, opened
from .pieces import Span, bare, segments, without_lead


def counted(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """The list before a counted noun: 正职、副职、委员三个梯队."""
    numeral = UP_TO_TEN[number] if number <= 10 else ""
    if number == 2:
        numeral = "两"
    if morpheme not in text[: own[0][0]] and morpheme not in text[own[0][1] :]:
        return
    for match in re.finditer(f"(?:{numeral}|{number})[个大类种级支]{morpheme}", text):
        if any(s < match.end() and e > match.start() for s, e in own):
            continue
        run: list[Span] = []
        for segment in segments(text):
            if segment.end < match.start() and segment.after == "、":
                run.append((segment.start, segment.end))
            elif segment.start < match.start() <= segment.end:
                run.append(
                    bare(text, segment.start, match.start() - (text[match.start() - 1] in "“‘"))
                )
                break
            else:
                run = []
        if len(run) == number:
            run[0] = without_lead(text, run[0], min(b - a for a, b in run[1:]) if number > 1 else 2)
            if all(2 <= b - a <= LONGEST for a, b in run):
                yield run


_UNITS = frozenset("村镇乡县市区州省局委办院校队社组站部会厂行司道")


def apposed(text: str, own: Sequence[Span], number: int) -> Iterator[list[Span]]:
    """A 、 list of words of one length right before a quoted name: 党建红、生态绿、科技蓝“三色”.

    No list of places or bodies that take part (东村、西村、南村“三清”).
    """
    if number < 3:
        return
    inside = segments(text)
    for start, _ in own:
        quote = start - (text[start - 1 : start] in ("“", "‘", '"'))
        if text[quote : quote + 1] not in ("“", "‘", '"'):
            continue
        index = bisect_left(inside, quote, key=lambda s: s.start) - 1
        first = index - number + 1
        if first < 0 or inside[index].end < quote:
            continue
        row = inside[first : index + 1]
        # “…、重监督”的“四步工作法”: the list may have marks of its own.
        end = quote - (text[quote - 1] == "的")
        end -= text[end - 1] in "等”"
        parts = [(s.start, s.end) for s in row[:-1]] + [bare(text, row[-1].start, end)]
        a = parts[0][0] + text[parts[0][0] : parts[0][1]].rfind("“") + 1
        parts[0] = (a, parts[0][1])
        if any(s.after != "、" for s in row[:-1]) or inside[first - 1].after == "、":
            continue
        lengths = {b - a for a, b in parts[1:]}
        if {text[b - 1] for _, b in parts} <= _UNITS:
            continue
        if len(lengths) != 1 or not 2 <= (size := next(iter(lengths))) <= 6:
            continue
        parts[0] = opened(text, parts[0], lengths)
        if parts[0][1] - parts[0][0] == size:
            yield parts


def before_verb(text: str, near: int, number: int, morpheme: str) -> Iterator[list[Span]]:
    """A 、 list and the shared verb behind it: 把政策、技术、岗位、服务一样一样送到户."""
    inside = segments(text)
    for i in range(bisect_left(inside, near, key=lambda s: s.start), len(inside)):
        segment = inside[i]
        if segment.start > near + 220:
            break
        if (
            segment.after == "、"
            and (i == 0 or inside[i - 1].after != "、")
            and segment.start > near
        ):
            run = [segment]
            while run[-1].after == "、" and i + len(run) < len(inside):
                run.append(inside[i + len(run)])
            if len(run) != number:
                continue
            tail = text[run[-1].start : run[-1].end]
            parts = [(s.start, s.end) for s in run]
            lengths = {b - a for a, b in parts[1:-1]}
            if len(lengths) == 1:
                n = next(iter(lengths))
                if not re.match(f"[^，。]{{0,6}}?{re.escape(morpheme)}", tail[n:]):
                    continue
                (a, b), (c, d) = parts[0], parts[-1]
                parts[0], parts[-1] = (max(a, b - n), b), (c, min(d, c + n))
                if edge(text, (a, b), parts[0][0] - a) and edge(text, (c, d), parts[-1][1] - c):
                    yield parts
