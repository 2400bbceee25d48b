"""Parts of one counted thing that the text tells so plainly that nothing is to be chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..vocabulary import UP_TO_TEN, alternatives
from .cells import Span, quoted
from .cuts import LONGEST
from .glosses import GLOSS, lead
from .rows import REACH
from .wanted import Wanted, counted_class


def told(
    text: str, own: Sequence[Span], number: int, counts: str, chosen: Sequence[Span]
) -> list[Span] | None:
    """Parts told plainly, where those ``chosen`` do not end with what is counted."""
    if chosen and all(text.endswith(counts[-1], *part) for part in chosen):
        return None
    if (found := marked(text, own, number, counts)) is not None or chosen:
        return found
    return numbered(text, own, number, counts) or clauses(text, own, number, counts)


def numbered(text: str, own: Sequence[Span], number: int, counts: str) -> list[Span] | None:
    """Clauses that count it through: 一抓班子，…；二抓台子，…；三抓票子 for 三抓."""
    if not 2 < number < 10:
        return None
    parts: list[Span] = []
    at = max(0, own[0][0] - REACH)
    for numeral in UP_TO_TEN[1 : number + 1]:
        pattern = re.compile(
            f"(?<![一-鿿]){numeral}({re.escape(counts[0])}[一-鿿]{{1,{LONGEST}}})(?![一-鿿、])"
        )
        found = pattern.search(text, at, min(len(text), at + REACH))
        if found is None:
            return None
        parts.append(found.span(1))
        at = found.end()
    return parts


def marked(text: str, own: Sequence[Span], number: int, counts: str) -> list[Span] | None:
    """Quoted words that end with what is counted, as many as there are: 下好“先手棋” for 三步棋."""
    if number < 3 or counts[-1] in UP_TO_TEN:  # “七个一”, “庆七一” beside 三个一
        return None
    found: dict[str, Span] = {}
    low, high = own[0][0] - REACH, own[-1][1] + REACH
    for start, end in quoted(text):
        named = any(s < end and start < e for s, e in own)
        if named or start < low or end > high or end - start < 2:
            continue
        if text.endswith(counts[-1], start, end):
            found.setdefault(text[start:end], (start, end))
    return list(found.values()) if len(found) == number else None


_STOP = re.compile("[；;。\n“”()]")


def clauses(text: str, own: Sequence[Span], number: int, counts: str) -> list[Span] | None:
    """Clauses of a gloss that all begin with what is counted, lists inside them kept.

    “三有”，即有沼气池、蓄水池等设施，有专人管护，有考核台账.
    """
    for _, end in own:
        gloss = GLOSS.match(text, end)
        if gloss is None or number < 2:
            continue
        stop = _STOP.search(text, gloss.end())
        until = stop.start() if stop else len(text)
        row = [m.span() for m in re.compile("[^，,]+").finditer(text, gloss.end(), until)]
        parts = [lead(text, row[0]), *row[1:]] if row else []
        if len(parts) == number and all(
            text.startswith(counts[0], a) and 1 < b - a <= LONGEST for a, b in parts
        ):
            return parts
    return None


@cache
def _do() -> re.Pattern[str]:
    """What is done with a thing, before it: 依托|便民服务平台."""
    return re.compile(f"(?:{alternatives('figure_do', 'group_do', 'group_act')})(?=[一-鿿]{{3}})")


def things(text: str, wanted: Wanted, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Things without what all have besides: 依托|便民服务平台, 依托|综治信息平台."""
    thing = wanted.shared[0]
    if wanted.counts[0] == "字" and all(text.startswith("字", a + 1, b) for a, b in parts):
        return tuple((a, a + 1) for a, _ in parts)  # 快|字当头
    again = "一手" if wanted.counts[0] == "手" else f"一{wanted.counts}"
    if wanted.counts != "个一" and all(text.startswith(again, a, b - 1) for a, b in parts):
        return tuple((a + len(again), b) for a, b in parts)  # 一堂课|学看
    if len(thing) < 2 or counted_class(wanted) != "thing":
        return parts
    done = [_do().match(text, *part) for part in parts if text.endswith(thing, *part)]
    if len(done) < len(parts) or not all(done) or len({m[0] for m in done if m}) > 1:
        return parts
    return tuple((m.end(), b) for m, (_, b) in zip(done, parts, strict=True) if m)
