"""A text cut into cells at its marks: items, clauses, points, lines, quoted words.

Offsets index the article's folded clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ....corpus.marks import CLOSING, OPENING
from ..vocabulary import UP_TO_TEN

Span = tuple[int, int]


class Cell(NamedTuple):
    """A stretch between two marks, quotation marks around all of it left out.

    ``before`` and ``after`` are the marks beside it (several where they touch).
    """

    start: int
    end: int
    before: str
    after: str


MARKS = frozenset("，,。；;：:！!？?、\n()（）“”‘’《》+/→|— \u3000")
"""Marks at which clauses, and what stands in them, begin and end."""
_ITEM = re.compile(
    r"[、，,；;。：:！!？?…\n()（）/→|\u3000 ]|(?<![0-9A-Za-z])\+|\+(?![0-9A-Za-z])"
    r"|[—-]{1,2}(?!\d)|”“"
)
_CLAUSE = re.compile(r"[，,；;。：:！!？?…\n()（）]|[—-]{2}")
POINT = re.compile(r"[；;。！!？?\n]")
COUNTS_OFF = (
    "[一二三四五六七八九十](?:是|要|则|来)(?:要|在)?|其[一二三四五六](?:是|，)?"
    "|第[一二三四五六七八九十](?:步|招|条|关|环|是)?(?:是|[，,：:])?|一[个本张份条支名面]是"
    "|(?:首先|其次|再次|然后|最后)(?:是)?"
    "|[①-⑳]|[1-9一二三四五六七八九十][.、]|[(（][一二三四五六七八九1-9][)）]"
)
"""What counts a part off before it: 一是保供水, 第一步听苦水."""
_ORDER = re.compile(f"(?:{COUNTS_OFF})(?=[^，,。])")
_NUMERALS = frozenset("一二两三四五六七八九十123456789")


def bare(text: str, start: int, end: int) -> Span:
    """Without spaces, what counts it off, and the marks that enclose all of it."""
    while start < end and text[start] in " \u3000":
        start += 1
    order = _ORDER.match(text, start, end)
    if order and order.end() < end:
        start = order.end()
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    while end - start > 2 and text[start] in OPENING and text[end - 1] in CLOSING:
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
        if rows[-1] and POINT.search(clause.before):
            rows.append([])
        rows[-1].append(clause)
    return tuple(tuple(row) for row in rows if row)


_QUOTED = re.compile("“([^“”\n]{1,12})”|‘([^‘’\n]{1,12})’")


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Span, ...]:
    """What stands in quotation marks."""
    return tuple(m.span(1 if m[1] else 2) for m in _QUOTED.finditer(text))


@lru_cache(maxsize=4)
def lines(text: str, own: tuple[Span, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The clauses of each line."""
    found: list[list[Cell]] = []
    for clause in clauses(text, own):
        if "\n" in clause.before or not found:
            found.append([])
        found[-1].append(clause)
    return tuple(tuple(line) for line in found)


_COUNTED = re.compile(
    "(?<=[。；;，,：:！？\n“])(?:(?P<是>[一二三四五六七八九](?:是|要|则|来))|(?P<第>第[一二三四五六七八九][步招条关环个件点]?(?:是|[，,：:])?)"
    "|[(（](?P<号>[一二三四五六七八九1-9])[)）]|(?P<点>[一二三四五六七八九1-9][、.])"
    "|(?P<先>首先|其次|再次|最后|先是?|再就是|再者|再|继而|接着|随后|然后|后(?=[^，,]{2,8}[，,。；;])|末了|还有))(?:是|要|来)?"
)


@lru_cache(maxsize=4)
def counted(text: str) -> tuple[tuple[str, bool, Span], ...]:
    """The clauses that are counted off: how, whether as the first, where."""
    found = []
    for match in _COUNTED.finditer(text):
        kind = str(match.lastgroup)
        stop = _CLAUSE.search(text + "\n", match.end())
        end = stop.start() if stop else len(text)
        span = bare(text, match.end(), end)
        first = "一" in match[0] or "1" in match[0] or match[0].startswith(("首先", "先"))
        if span[0] < span[1]:
            found.append((kind, first, span))
    return tuple(found)


def distance(parts: Sequence[Span], own: Sequence[Span]) -> int:
    """Characters between the parts and the nearest mention of the name."""
    return min((max(parts[0][0] - e, s - parts[-1][1], 0) for s, e in own), default=0)


def numeral(number: int) -> str:
    """The ways to write a number, as alternatives of a pattern."""
    forms = [str(number)]
    if number <= 10:
        forms.append(UP_TO_TEN[number])
    if number == 2:
        forms.append("两")
    if 10 < number < 20:
        forms.append("十" + UP_TO_TEN[number - 10])
    if number in (100, 1000):
        forms += ["百", "一百"] if number == 100 else ["千", "一千"]
    if number % 10 == 0 and 10 < number < 100:
        forms.append(UP_TO_TEN[number // 10] + "十")
    return "|".join(forms)


def tallied(text: str, own: Sequence[Span], end: int, number: int, counts: str) -> bool:
    """Whether ``number`` of what is counted are said to end there: 正职、副职、委员|三个梯队.

    A mention of the name is no such end.
    """
    if number > 10 or text[end : end + 1] not in _NUMERALS:
        return False
    found = _tally(number, counts).match(text, end)
    return found is not None and not any(s < found.end() and e > end for s, e in own)


@lru_cache(maxsize=256)
def _tally(number: int, counts: str) -> re.Pattern[str]:
    return re.compile(f"(?:{numeral(number)})[个大类种级支项条]?{re.escape(counts)}")
