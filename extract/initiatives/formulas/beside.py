"""Parts that stand in marks beside a name, or in its own marks.

``own`` are the spans of the name; offsets index the article's clean text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..shape import Group
from ..vocabulary import UP_TO_TEN, VALUES, alternatives
from .cells import Span, bare, numeral

_SPLIT = re.compile("[、，,；;+]|[—－-]{1,2}|→")
_COUNT = re.compile("[二两三四五六七八九十][一-鿿]")
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
        match = re.match("“([^“”]{3,60})”", text[start:end])
        if match is None or not _COUNT.match(text, start + match.end(), end):
            continue
        parts = _items(text, start + match.start(1), start + match.end(1))
        tally, counted = VALUES[text[start + match.end()]], text[start + match.end() + 1]
        lengths = {b - a for a, b in parts}
        held = all(counted in text[a:b] for a, b in parts)
        if len(parts) == tally and max(lengths) - min(lengths) <= (8 if held else 2):
            return parts
    return None


_NOTED = re.compile("(?<=[0-9NXn])[(]([^()+“”]{1,12})[)](?=[+”])")


def noted(text: str, own: Sequence[Span]) -> list[Span] | None:
    """What every figure of a code has in brackets behind it: “1(党总支)+3(党支部)”."""
    for start, end in own:
        parts = [m.span(1) for m in _NOTED.finditer(text, start, end + 1)]
        if parts and len(parts) == text.count("+", start, end) + 1:
            return parts
    return None


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
            pieces = [(a, b)] if number == 1 else [(x, y) for x, y in pieces if x < y]
            if len(pieces) == number:
                found = [_owned(text, piece) for piece in pieces]
                low = match.end()
                break
        if found is None:
            return None
        parts += found
    return parts


def _owned(text: str, span: Span) -> Span:
    """The piece behind its last 的: 东侧的|文化站."""
    at = text.rfind("的", *span)
    return (at + 1, span[1]) if at >= 0 and span[1] - at > 2 else span


_IS = (
    "(?:[”’]?[，,]?(?:就是|即|指的是|说的是|是指|指|是)"
    "|[”’](?:为|代表|包括|分别是|分别为|[:：](?:即|就是|指)?))[:：]?"
)
"""What says what a group is; a colon or 为 only behind its marks: “一轴”:打造…, “两议”:即…."""
_BEHIND = re.compile(
    ".*(?:的|[一两二三][个张支条套本项名座块]|由(?=[一-鿿]{2,6}$)|建立|成立|组建|设立|打造|编进|织成)"
)
"""What stands before the thing in what a group is said to be."""
_BEFORE = 300
"""How far before the name its groups may be said, in characters."""


@cache
def _done() -> re.Pattern[str]:
    """What is done with a thing, before it: 建设|示范区."""
    return re.compile(f"(?:{alternatives('figure_do', 'group_do')})(?=[一-鿿]{{2}})")


@cache
def _acts() -> re.Pattern[str]:
    """What opens a clause that names no thing: 加快推进同城化, 依托工业园区."""
    return re.compile(alternatives("group_act"))


@cache
def _tally(number: int) -> re.Pattern[str]:
    """The tally of a row behind it: 十分钟服务圈、半小时就业圈|两个圈层, …|等五项举措."""
    words = alternatives("part_tally")
    return re.compile(f"等?这?(?:{numeral(number)})大?(?:{words})[一-鿿]{{0,8}}$")


@cache
def _announced(number: int) -> re.Pattern[str]:
    """The tally of a row before it: 楼宇服务的四个主体——|行政部门、…."""
    words = alternatives("part_tally")
    return re.compile(f"[^、，,]*(?:{numeral(number)})(?:{words})[一-鿿]{{0,8}}(?:-{{1,2}}|[:：])")


def told(text: str, own: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """What the article says each group of a name is: “一网”就是把…编进一张预警网，“五快”即…."""
    found = [told_group(text, own, group) for group in groups]
    return None if None in found else [part for parts in found if parts for part in parts]


def told_group(text: str, own: Sequence[Span], group: Group) -> list[Span] | None:
    """What the article says one group of a name is, looked for in marks of its own."""
    number = group.number
    if number is not None and number > 10:
        return None
    form = "多" if number is None else "[二两双]" if number == 2 else UP_TO_TEN[number]
    pattern = re.compile(f"“{form}{re.escape(group.morpheme)}{_IS}")
    for match in pattern.finditer(text, max(0, own[0][0] - _BEFORE)):
        if number == 1 and _again(group.morpheme).match(text, match.end()):
            continue
        called = _called(number).match(text, match.end()) if number and number > 1 else None
        if called is not None and number:
            if (found := _heads(text, called.end(), number, group.morpheme)) is not None:
                return found
            continue
        for marks in ("[，,；;。\n]", "[；;。\n]")[: 1 if number == 1 else 2]:
            stop = re.compile(marks).search(text, match.end())
            end = stop.start() if stop else len(text)
            if (found := _group(text, match.end(), end, group)) is not None:
                return found
    return None


@cache
def _called(number: int) -> re.Pattern[str]:
    """What all of a group are called, before they are told: “两联”即|“两个理念”，…."""
    words = alternatives("part_tally")
    return re.compile(f"“(?:{numeral(number)})(?:{words})[^“”\n]{{1,8}}”[，,:：]")


@cache
def _again(morpheme: str) -> re.Pattern[str]:
    """What says again that there is one, and not what it is: “一核”即|“一个核心”，…."""
    word = re.escape(morpheme)
    return re.compile(f"“一(?:{alternatives('part_tally')})(?:{word}[一-鿿]?|[一-鿿]{word})”")


def _heads(text: str, start: int, number: int, morpheme: str) -> list[Span] | None:
    """The heads of as many points, each with what is counted: 上下联动，…；左右联动，…."""
    stop = re.compile("[。\n]").search(text, start)
    end = stop.start() if stop else len(text)
    points = re.compile("[^；;]+").finditer(text, start, end)
    heads = [re.compile("[^，,]+").match(text, *point.span()) for point in points]
    parts = [bare(text, *head.span()) for head in heads if head]
    held = all(morpheme in text[a:b] and b - a <= 10 for a, b in parts)
    return parts if held and len(parts) == number else None


def _group(text: str, start: int, end: int, group: Group) -> list[Span] | None:
    """The things that ``[start, end)`` says a group is."""
    number = group.number
    if not 1 < end - start <= 80:
        return None
    if number is None or number == 1:
        thing = _undone(text, _last(text, *bare(text, start, end)), group)
        return None if _acting(text, thing, group) else [thing]
    if (lead := _announced(number).match(text, start, end)) is not None:
        start = lead.end()
    if (tally := _tally(number).search(text, start + 1, end)) is not None:
        end = tally.start()
    pieces = [m.span() for m in re.compile("[^、，,和与及]+").finditer(text, start, end)]
    if len(pieces) > number:
        pieces = _ending(text, pieces, group.morpheme)
    parts = [bare(text, a, b) for a, b in pieces]
    if len(parts) != number or any(b - a < 1 for a, b in parts):
        return None
    things = [_last(text, a, b) for a, b in parts]
    done = [_done().match(text, *thing) is not None for thing in things]
    named = all(text.endswith(group.morpheme[-1], *thing) for thing in things)
    first = done[0] or things[0] != parts[0]
    if first and (named or not any(done[1:])):
        # Not where the first has nothing done with it: 预算公开、|实施结果公开.
        things = [_undone(text, thing, group) for thing in things]
    acting = [_acting(text, thing, group) for thing in things]
    return None if acting[0] and not any(acting[1:]) else things


def _acting(text: str, span: Span, group: Group) -> bool:
    """Whether it says what is done instead of naming a thing, unless the name counts that."""
    act = _acts().match(text, *span)
    return act is not None and not any(char in act[0] for char in group.morpheme)


def _undone(text: str, span: Span, group: Group) -> Span:
    """The thing without what is done with it, unless the name counts that: 建设|示范区."""
    done = _done().match(text, *span)
    counted = done is None or any(char in done[0] for char in group.morpheme)
    return span if done is None or counted else (done.end(), span[1])


def _ending(text: str, pieces: Sequence[Span], morpheme: str) -> list[Span]:
    """Pieces joined up to the one that ends with what is counted: 农业、文化、旅游融合走廊."""
    found: list[Span] = []
    opened: int | None = None
    for start, end in pieces:
        opened = start if opened is None else opened
        if text.endswith(morpheme[-1], start, end):
            found.append((opened, end))
            opened = None
    return found if opened is None else []


def _last(text: str, start: int, end: int) -> Span:
    """The thing that closes a phrase: 由干部兼任的|安全员, 把村镇编进一张|预警网."""
    match = _BEHIND.match(text[start:end])
    at = start + match.end() if match and end - start - match.end() > 1 else start
    return bare(text, at, end)
