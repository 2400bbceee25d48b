"""Parts told by numbers: figures in order (532), a list with its tally (…五个方面)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..segmented import tokens
from ..vocabulary import UP_TO_TEN
from .lists import opened
from .pieces import Span, bare, segments, sentence

_UNIT = "[个名位支类项条户家处座级张种套批者大组台分人次天小步方面道本份日元成]"
_REACH = 160


def figures(text: str, own: Sequence[Span], digits: str) -> list[Span] | None:
    """One phrase for every figure of a code, in its order: 5个环节，…；3类人员，…；2次公示.

    Behind a mention or, in one sentence with it, before.  A phrase begins with the figure and a
    unit, and ends before what is done with it.
    """
    for start, end in own:
        low, _ = sentence(text, start, end)
        for a, b in ((end, min(len(text), end + _REACH)), (low, start)):
            found = _in_order(text, a, b, digits)
            if found is not None:
                return found
    return None


def _in_order(text: str, low: int, high: int, digits: str) -> list[Span] | None:
    parts: list[Span] = []
    position = low
    for digit in digits:
        forms = (
            digit if digit == "0" else f"{digit}|{UP_TO_TEN[int(digit)]}" + "|两" * (digit == "2")
        )
        pattern = re.compile(
            rf"(?<![\d一二三四五六七八九十百千万第.%])(?:{forms})(?:{_UNIT}|(?<=0)(?=[一-鿿]))"
        )
        match = pattern.search(text, position, high)
        if match is None:
            return None
        end = _phrase(text, match.start(), match.end())
        if parts and match.start() - parts[-1][1] > 60:
            return None
        parts.append((match.start(), end))
        position = end
    return parts


def _phrase(text: str, start: int, least: int) -> int:
    """The end of the noun phrase that begins at ``start``; at ``least`` at the nearest."""
    end = least
    while end < len(text) and end - least < 10 and re.match("[一-鿿A-Za-z]", text[end]):
        end += 1
    for token in tokens(text[least:end]):
        if token.start and token.kind in ("V", "F", "L"):
            return least + token.start
    return end


def listed(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """A 、 list that its tally closes, near the name: 过硬、兴旺、宜居、法治、幸福五个方面."""
    numeral = UP_TO_TEN[number] if number <= 10 else str(number)
    numeral = "两" if number == 2 else numeral
    tally = re.compile(
        f"(?:{numeral}|{number})(?:(?:个|大|项|类|种)?(?:方面|环节|维度|领域|步骤|重点|方向|层面)"
        f"|(?:个|大|项|种|类|级)?{re.escape(morpheme)})"
    )
    pieces = segments(text)
    for match in tally.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in own):
            continue
        if min(max(match.start() - e, s - match.end(), 0) for s, e in own) > 120:
            continue
        at = next((i for i, s in enumerate(pieces) if s.start < match.start() <= s.end), None)
        if at is None or at < number - 1:
            continue
        run = pieces[at - number + 1 : at + 1]
        if any(s.after != "、" for s in run[:-1]):
            continue
        parts = [(s.start, s.end) for s in run[:-1]]
        parts.append(bare(text, run[-1].start, match.start()))
        if pieces[at - number].after == "、" and at >= number:
            continue
        parts[0] = opened(text, parts[0], {b - a for a, b in parts[1:]}, number > 3)
        if all(2 <= b - a <= 10 for a, b in parts):
            yield parts
