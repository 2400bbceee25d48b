"""Parts that a gloss behind the name gives: after a colon, a bracket, 即 or 包括."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lists import LONGEST, without_close
from .pieces import Span, bare, segments, split_and, without_tail

GLOSS = re.compile(
    r"[”’\"]?[^，,。；;：:、“”\n()]{0,14}?[”’\"]?(?:的(?:做法|办法|法子|规矩|思路|要求|机制|这一关))?(?:这一关)?"
    r"(?P<open>[：:(（]|-{1,2}|[，,]?(?:(?<!在)即|就是|也就是|指的是|分别是|分别为|包括)[：:]?|，|,|。)"
)
_GLOSS_END = re.compile(r"[。！!？?\n)）]|-{2}")


def glossed(text: str, name_end: int, number: int) -> Iterator[list[Span]]:
    """The list that follows the name and a mark of explanation: ：, （, ——, 即."""
    match = GLOSS.match(text, name_end)
    if not match or match["open"] in "，,。":
        return
    start = match.end()
    stop = _GLOSS_END.search(text, start)
    end = stop.start() if stop else len(text)
    inside = [s for s in segments(text) if start < s.end <= end]
    if not inside:
        return
    # The first may begin with the word of explanation (即).
    spans = [(max(s.start, start), s.end) for s in inside]
    last = split_and(text, spans[-1])
    for candidate in (spans, spans[:-1] + last):
        if len(candidate) == number:
            parts = list(candidate)
            parts[0] = lead(text, parts[0])
            parts[-1] = _short_enough(text, parts)
            characters = number > 2 and all(b - a == 1 for a, b in parts)
            if characters or (all(2 <= b - a <= LONGEST for a, b in parts) and _alike(parts)):
                yield parts
    # 、 joins the parts and ， ends the list.
    strict: list[Span] = []
    for s in inside:
        strict.append((max(s.start, start), s.end))
        if s.after != "、":
            break
    if len(strict) != len(spans):
        tail = split_and(text, strict[-1])
        for candidate in (strict, strict[:-1] + tail):
            if len(candidate) == number:
                parts = list(candidate)
                parts[0] = lead(text, parts[0])
                lengths = {b - a for a, b in parts[:-1]}
                a, b = parts[-1]
                if len(lengths) == 1 and b - a > (n := next(iter(lengths))):
                    parts[-1] = (a, a + n)
                if all(2 <= y - x <= LONGEST for x, y in parts):
                    yield parts


def _short_enough(text: str, parts: Sequence[Span]) -> Span:
    """The last part without what closes the list or goes on: …太阳能电池|加速出海."""
    last = without_close(text, parts[-1])
    longest = max((b - a for a, b in parts[:-1]), default=0)
    if longest and last[1] - last[0] > longest + 3:
        return without_tail(text, last, 2)
    return last


def pointed(text: str, name_end: int, number: int) -> Iterator[list[Span]]:
    """Points parted by ；after a mark of explanation: ：共商，开会听意见；共建，….

    The part is the first clause of each point.
    """
    match = GLOSS.match(text, name_end)
    if not match or match["open"] in "(（":
        return
    start = match.end()
    stop = re.compile("[。\n]").search(text, start)
    end = stop.start() if stop else len(text)
    parts: list[Span] = []
    position = start
    for piece in re.split("[；;]", text[start:end]):
        head = re.split("[，,：:]", piece)[0]
        parts.append(lead(text, bare(text, position, position + len(head))))
        position += len(piece) + 1
    if len(parts) == number and all(2 <= b - a <= 8 for a, b in parts) and _alike(parts):
        yield parts


def lead(text: str, span: Span) -> Span:
    match = re.match(
        "(?:即|是|为|由|指|就是|也就是|分别是|分别为|包括|以)+", text[span[0] : span[1]]
    )
    return (span[0] + match.end(), span[1]) if match else span


def _alike(parts: Sequence[Span]) -> bool:
    lengths = [b - a for a, b in parts]
    return max(lengths) <= 2 * min(lengths) + 2
