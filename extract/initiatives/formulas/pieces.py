"""Clauses, lists and heads of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..segmented import tokens

Span = tuple[int, int]

MARKS = "，,。；;：:！!？?、“”\n()（）"
"""Marks at which clauses and what stands in them begin and end."""

_SEPARATOR = re.compile(r"[、，,；;。：:！!？?…\n()\[\]（）/]|-{1,2}")
_LIST = frozenset("、，,；;")
_QUOTES = '“”‘’"《》'
_AND = re.compile("和|与|及|以及")


_SENTENCE_END = re.compile("[。！？\n]")


def sentence(text: str, start: int, end: int) -> Span:
    """The sentence around ``[start, end)``, from behind the last 。！？ or line end to the next."""
    stop = _SENTENCE_END.search(text, end)
    low = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    return low, stop.start() if stop else len(text)


@dataclass(frozen=True)
class Segment:
    """A stretch between separators; ``before``/``after`` are the separators beside it."""

    start: int
    end: int
    before: str
    after: str


@lru_cache(maxsize=4)
def segments(text: str) -> tuple[Segment, ...]:
    """The text cut at punctuation; quotation marks at the edges are left out."""
    found: list[Segment] = []
    position = 0
    before = "\n"
    for match in _SEPARATOR.finditer(text + "\n"):
        mark = match[0]
        start, end = bare(text, position, match.start())
        if start < end:
            found.append(Segment(start, end, before, mark))
        elif found and mark in "。\n":
            # 。” closes the sentence before it.
            last = found[-1]
            found[-1] = Segment(last.start, last.end, last.before, mark)
        before = mark
        position = match.end()
    return tuple(found)


_ORDER = re.compile(
    "[一二三四五六七八九]是(?:要)?(?=[^，,。])|其[一二三四五六]是?|首先(?:是)?|其次(?:是)?|再次(?:是)?|最后(?:是)?(?!一)|一[个本张份条支名面]是(?=..)"
    "|[①-⑳]|[一二三四五六七八九十](?=不准)|第[一二三四五六七八九](?:步|招|条|关|环|步是|是)?(?=[^一-鿿]|[一-鿿]{2})"
)
"""What counts a part off: 一是保供水, 第一步听苦水."""


def bare(text: str, start: int, end: int) -> Span:
    """Without spaces, counting-off and quotation marks where they enclose all of it."""
    while start < end and text[start] in " \u3000":
        start += 1
    order = _ORDER.match(text, start, end)
    if order and order.end() < end:
        start = order.end()
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    while end - start > 1 and text[start] in '“‘"' and text[end - 1] in '”’"':
        start, end = start + 1, end - 1
    return start, end


def list_runs(text: str) -> Iterator[list[Span]]:
    """Enumerations: neighbouring segments joined by 、，； and the last by 和."""
    run: list[Span] = []
    for segment in segments(text):
        pieces = [(segment.start, segment.end)]
        if run and segment.before not in _LIST:
            if len(run) > 1:
                yield run
            run = []
        run.extend(pieces)
    if len(run) > 1:
        yield run


def split_and(text: str, span: Span) -> list[Span]:
    """A span cut at the conjunctions in it (爱心包和随访单)."""
    start, end = span
    found: list[Span] = []
    position = start
    for match in _AND.finditer(text, start, end):
        if match.start() > position:
            found.append(bare(text, position, match.start()))
        position = match.end()
    if position < end:
        found.append(bare(text, position, end))
    return found


@dataclass(frozen=True)
class Opening:
    """The first clause of a line or sentence.  ``line``: it opens a line."""

    start: int
    end: int
    line: bool
    whole: bool
    """The clause is the whole line (a section head)."""
    mark: str
    """What follows the clause."""


_POINT = re.compile(
    "(?:[一二三四五六七八九]是(?:要)?|[一二三四五六七八九][、.]|[1-9][.、]"
    "|[(（][一二三四五六七八九][)）])[ ]*"
)
"""What numbers a point: 一是, 二、, (三)."""
_CLAUSE_END = re.compile(r"[，,。：:！!？?；;…\s]|-{1,2}|$")


@lru_cache(maxsize=4)
def openings(text: str) -> tuple[Opening, ...]:
    """First clauses of lines and of sentences (after 。；), in order."""
    found: list[Opening] = []
    base = 0
    for line in text.split("\n"):
        starts = [0] + [m.end() for m in re.finditer("[。；;！？!?][”’]?", line)]
        for start in starts:
            while start < len(line) and line[start] in " \u3000":
                start += 1
            point = _POINT.match(line, start)
            if point:
                start = point.end()
            end_match = _CLAUSE_END.search(line, start)
            end = end_match.start() if end_match else len(line)
            if start < end <= start + 24:
                rest = line[end:].strip()
                found.append(
                    Opening(
                        base + start,
                        base + end,
                        _is_lead(line[:start]),
                        _is_lead(line[:start]) and (not rest or len(line) <= 26),
                        line[end : end + 1],
                    )
                )
        base += len(line) + 1
    return tuple(found)


def _is_lead(before: str) -> bool:
    return not before.strip() or _POINT.fullmatch(before.strip()) is not None


def without_lead(text: str, span: Span, least: int) -> Span:
    """The end of ``span`` after its last verb or function word, ``least`` characters kept.

    Cuts what leads up to a list: 每院推选|管事员, 即由骨干分别担任|巡山员.
    """
    start, end = span
    cut = start
    for token in tokens(text[start:end]):
        at = start + token.end
        if token.kind in ("V", "F", "L") and end - at >= least:
            cut = at
    return bare(text, cut, end)


def without_tail(text: str, span: Span, least: int) -> Span:
    """The beginning of ``span`` before its first verb or function word after ``least``."""
    start, end = span
    for token in tokens(text[start:end]):
        if token.kind in ("V", "F", "L") and token.start >= least:
            return bare(text, start, start + token.start)
    return span
