"""Parts that stand in marks beside a name, or in its own marks.

``own`` are the spans of the name; offsets index the article's clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..shape import Group
from ..vocabulary import UP_TO_TEN, VALUES
from .pieces import Span, bare, sentence

_MARKED = re.compile("“([^“”\n]{1,16})”")
_SPLIT = re.compile("[、，,；;+]|[—－-]{1,2}|→")
_LONGEST = 22
_TALLY = re.compile("[二两三四五六七八九十](?:字|步|个|项|级|环|段|法|招)")
"""What counts the items of a list in a name: “听、问、劝、帮”四字工作法."""


def _items(text: str, start: int, end: int) -> list[Span]:
    """The pieces of ``[start, end)`` between its separators."""
    parts: list[Span] = []
    position = start
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if stop > position:
            parts.append(bare(text, position, stop))
        position = match.end() if match else end
    return [(a, b) for a, b in parts if a < b]


def inside(text: str, own: Sequence[Span]) -> list[Span] | None:
    """The items that a name lists in its own marks and counts behind them.

    “问茶—煮茶—品茶”三步议事法, “听、问、劝、帮”四字工作法.
    """
    for start, end in own:
        match = re.match("“([^“”]{3,30})”", text[start:end])
        if match is None or not _TALLY.match(text, start + match.end(), end):
            continue
        parts = _items(text, start + match.start(1), start + match.end(1))
        tally = VALUES[text[start + match.end()]]
        lengths = {b - a for a, b in parts}
        if len(parts) == tally and max(lengths) - min(lengths) <= 2:
            return parts
    return None


def listed(text: str, own: Sequence[Span], number: int) -> Iterator[list[Span]]:
    """A list in marks right before the name: 围绕“初心在不在、本领强不强”的“两问”讨论."""
    for start, _ in own:
        low = max(0, start - 110)
        for match in re.finditer("“([^“”\n]{3,80})”", text[low:start]):
            gap = text[low + match.end() : start]
            parts = _items(text, low + match.start(1), low + match.end(1))
            joined = "+" in match[1] and re.fullmatch("[^，,。；;：:！？\n]{0,8}，“?", gap)
            if not joined and (len(gap) > 8 or re.search("[，,。；;：:！？\n]", gap)):
                continue
            if len(parts) == number and all(2 <= b - a <= _LONGEST for a, b in parts):
                yield parts


def row(text: str, own: Sequence[Span], number: int) -> Iterator[list[Span]]:
    """Items in marks of their own, one by one before the name: “微阵地”“微平台”“两微”服务."""
    for start, _ in own:
        line = max(text.rfind(mark, 0, start) for mark in "。；;\n") + 1
        parts: list[Span] = []
        at = start - (text[start - 1 : start] == "“" and text[start] != "“")
        for match in reversed(list(_MARKED.finditer(text, line, at))):
            gap = text[match.end() : at]
            most = 8 if not parts else 1
            if len(gap) > most or re.search("[，,：:]", gap) or (parts and gap.strip("、和及")):
                break
            parts.insert(0, match.span(1))
            at = match.start()
        if len(parts) == number:
            yield parts
    if number < 3:
        return
    for _, end in own:
        # “四字诊疗”行动，用好“望”“闻”“问”“切”四字诀
        near = list(_MARKED.finditer(text, end, min(len(text), end + 120)))
        for i in range(len(near) - number + 1):
            run = near[i : i + number]
            gaps = {text[a.end() : b.start()] for a, b in pairwise(run)}
            if gaps <= {"", "、"} and len({len(m[1]) for m in run}) == 1:
                yield [m.span(1) for m in run]


_HEADED = re.compile("(?:^|\n)((?:[一-鿿]、){2,5}[一-鿿])(?=[：:—])")


def headed(text: str, own: Sequence[Span], number: int) -> Iterator[list[Span]]:
    """Single characters that a headline lists before what it says of the name (看、听、问：…)."""
    for match in _HEADED.finditer(text):
        start, end = match.span(1)
        if (end - start + 1) // 2 == number and own[0][0] - end < 60:
            yield [(start + 2 * k, start + 2 * k + 1) for k in range(number)]


def marked(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Items in marks in one sentence with the name or right behind it, each with the morpheme.

    点亮“一盏灯”、支起“一张桌”的“两个一”机制; 数据共享“一表通”、履责“一单明”. Accepted when the
    sentence has exactly ``number`` of them, and each begins with the morpheme or ends so.
    """
    for start, end in own:
        low, high = sentence(text, start, end)
        for a, b in ((low, start), (end, high), (low, high)):
            found = {
                m[1]: m.span(1)
                for m in _MARKED.finditer(text, a, b)
                if morpheme in m[1]
                and m[1] != morpheme
                and not any(s < m.end() and m.start() < e for s, e in own)
            }
            parts = sorted(found.values())
            words = [text[x:y] for x, y in parts]
            alike = all(w.startswith(morpheme) for w in words) or all(
                w.endswith(morpheme) for w in words
            )
            if len(parts) == number and alike:
                yield parts


_ROLE = re.compile(
    "(?:以|把|将|由)(?P<what>[^，,。；;“”\n]{2,30}?)(?:作为|当作|为|作|当)"
    "(?:“(?P<marked>[^“”]{2,4})”|(?P<bare>[一-鿿])(?=[，,。；;]))"
)


def cast(text: str, own: Sequence[Span], wanted: Sequence[tuple[int, str]]) -> list[Span] | None:
    """What plays each role of a pair: 以服务中心为“一核”，以文化站和商业坊为“两翼”.

    ``wanted`` are the number and the morpheme of each group.
    """
    low, high = own[0][0] - 200, own[0][1] + 300
    parts: list[Span] = []
    for number, morpheme in wanted:
        found: list[Span] | None = None
        for match in _ROLE.finditer(text, max(0, low), min(len(text), high)):
            if not (match["marked"] or match["bare"]).endswith(morpheme):
                continue
            a, b = match.span("what")
            pieces = [
                bare(text, a + m.start(), a + m.end())
                for m in re.finditer("[^、和与及]+", text[a:b])
            ]
            pieces = [(a, b)] if number == 1 else pieces
            if len(pieces) == number:
                found = [_owned(text, piece) for piece in pieces]
                break
        if found is None:
            return None
        parts += found
    return parts


def _owned(text: str, span: Span) -> Span:
    """The piece behind its last 的: 东侧的|文化站."""
    at = text.rfind("的", *span)
    return (at + 1, span[1]) if at >= 0 and span[1] - at > 2 else span


_IS = "[”’]?[，,]?(?:就是|即|指的是|说的是|是指|指|是)"
_BEHIND = re.compile(
    ".*(?:的|[一两二三][个张支条套本项名座块]|由(?=[一-鿿]{2,6}$)|建立|成立|组建|设立|打造|编进|织成)"
)
"""What stands before the thing in what a group is said to be."""


def told(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """What the article says each group of a name is: “一网”就是把…编进一张预警网，“五快”即…."""
    parts: list[Span] = []
    for group in groups:
        if group.number is None or group.number > 10:
            return None
        form = "[二两双]" if group.number == 2 else UP_TO_TEN[group.number]
        found: list[Span] | None = None
        for match in re.finditer(f"“{form}{re.escape(group.morpheme)}{_IS}", text):
            if match.start() < own[0][0]:
                continue
            stop = re.compile("[；;。\n]" if group.number > 1 else "[，,；;。\n]").search(
                text, match.end()
            )
            end = stop.start() if stop else len(text)
            found = _group(text, match.end(), end, group.number)
            if found is not None:
                break
        if found is None:
            return None
        parts += found
    return parts


def _group(text: str, start: int, end: int, number: int) -> list[Span] | None:
    """The things that ``[start, end)`` says a group of ``number`` is."""
    if not 1 < end - start <= 60:
        return None
    if number == 1:
        return [_last(text, start, end)]
    pieces = [
        bare(text, *m.span()) for m in re.compile("[^、，,和与及]+").finditer(text, start, end)
    ]
    if len(pieces) != number:
        return None
    return [_last(text, a, b) for a, b in pieces]


def _last(text: str, start: int, end: int) -> Span:
    """The thing that closes a phrase: 由干部兼任的|安全员, 把村镇编进一张|预警网."""
    match = _BEHIND.match(text[start:end])
    at = start + match.end() if match and end - start - match.end() > 1 else start
    return bare(text, at, end)
