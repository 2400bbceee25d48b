"""Parts of names that count two or three things: 五强三梯队, 三带一托, 五问五促."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....models.reader import Read
from ..segmented import tokens
from ..shape import Group
from . import beside, paired, turns
from .cells import Span, distance, items, tallied
from .choose import parts_of as likeliest_parts
from .glosses import lead


def _lone(text: str, own: Sequence[Span], after: int, morpheme: str) -> list[Span] | None:
    """The one part of a 一托 or 一单: the word with the morpheme soon after the others."""
    for segment in items(text, tuple(own)):
        if segment.start < after:
            continue
        if segment.start > after + 3:
            break
        piece = text[segment.start : segment.end]
        if morpheme in piece and len(piece) <= 6 and piece[0] not in "由把将再":
            return [(segment.start, segment.end)]
    stop = min((s for s, _ in own if s >= after), default=len(text))
    window = text[after : min(stop, after + 40)].split("。")[0].split("\n")[0]
    at = window.find(morpheme)
    if at < 0:
        return None
    for token in tokens(window):
        if token.start <= at < token.end:
            start, end = after + token.start, after + token.end
            if end - start == 1 and window[end - after : end - after + 1].isalnum():
                end += 1
            rest = text[end : end + 3]
            stop = next((i for i, c in enumerate(rest) if c in "、，。；,;\n"), len(rest))
            if end - start < 3 and stop <= 1:
                end += stop
            # 随访单: the morpheme ends the word.
            if text[after + at - 1] not in "、，,；;和及" and token.start == at:
                head = window[:at]
                cut = max(head.rfind(c) for c in "、，,；;和及由")
                if cut >= 0 and 0 < at - cut - 1 <= 3 and window[cut] in "、和及":
                    start, end = after + cut + 1, after + at + 1
            return [(start, end)]
    return None


def _alone(text: str, own: Sequence[Span], group: Group, read: Read | None) -> list[Span] | None:
    """The likeliest parts of one group, which hold what it counts or are counted so."""
    number, counts = group.number, group.morpheme
    if number is None or number < 2:
        return None

    def told(parts: Sequence[Span]) -> bool:
        return tallied(text, own, parts[-1][1], number, counts)

    def fits(parts: Sequence[Span]) -> bool:
        return all(counts[0] in text[a:b] for a, b in parts) or told(parts)

    parts = list(likeliest_parts(text, own, number, counts, fits, told, read).parts)
    return [_behind_verb(text, lead(text, parts[0]), parts[1:]), *parts[1:]] if parts else None


def _behind_verb(text: str, first: Span, others: Sequence[Span]) -> Span:
    """The first of things as long as one another, without a verb: 配齐|巡寨队、说和队、宣讲队."""
    start, end = first
    lengths = {b - a for a, b in others}
    ends = {text[b - 1] for _, b in (first, *others)}
    if len(lengths) > 1 or len(ends) > 1 or text[end : end + 1] != "、":
        return first
    at = end - lengths.pop()
    before = [t for t in tokens(text[start:end]) if start + t.end == at] if at > start else []
    return (at, end) if before and before[0].kind in ("V", "F", "L") else first


def parts_of(
    text: str, own: Sequence[Span], counted: Sequence[Group], read: Read | None = None
) -> tuple[list[Span], bool] | None:
    """Parts of every group that the article gives, and whether none is missing.

    五问五促 in an article that only spells out five questions has these as parts and
    is not complete.
    """
    roles = [(group.number or 0, group.morpheme) for group in counted]
    if (found := paired.framed(text, own, counted)) is not None:
        return found, True
    if (found := paired.crossed(text, own, counted)) is not None:
        return found, True
    if (found := beside.cast(text, own, roles)) is not None:
        return found, True
    for options in (paired.mixed(text, own, counted), turns.alternating(text, own, counted)):
        if (found := next(options, None)) is not None:
            return found, True
    if counted[-1].number == 1 and (found := paired.sequence(text, own, counted)) is not None:
        # 行为违法的依法处理: the lone part is as long as its row makes it.
        return found, True
    if (found := paired.even(text, own, counted)) is not None:
        return found, True
    if (found := paired.glossed(text, own, counted)) is not None:
        return found, True
    whole: list[Span] = []
    complete = True
    glossed: list[list[Span]] = []
    sets: list[list[Span]] = []
    for group in counted:
        part = beside.told_group(text, own, group)
        if part is not None and len(part) > 1:
            glossed.append(part)
        if part is None and group.number == 1 and whole:
            part = _lone(text, own, whole[-1][1], group.morpheme[:1])
        elif part is None:
            part = _alone(text, own, group, read)
        if part is None or any(a < y and b > x for a, b in part for x, y in whole):
            complete = False
            continue
        whole.extend(part)
        sets.append(part)
    if not complete and (found := paired.sequence(text, own, counted)) is not None:
        return found, True
    # Two words far from the name may be anything, unless the other groups stand beside.
    for part in sets:
        joined = any(
            other is not part and max(part[0][0] - other[-1][1], other[0][0] - part[-1][1]) <= 3
            for other in sets
        )
        if len(part) == 2 and not joined and part not in glossed and distance(part, own) > 60:
            complete = False
            whole = [span for span in whole if span not in part]
    if not complete and (found := turns.opening(text, own, counted)) is not None:
        return found, True
    if not complete:
        # Two words alone may be anything, unless they follow the name or their group's.
        near = bool(whole) and any(0 <= whole[0][0] - end <= 4 for _, end in own)
        if len(whole) < (2 if near or glossed else 3) or distance(whole, own) > 300:
            return None
    if any(re.search("[“”《》]", text[a:b]) for a, b in whole):
        return None
    return whole, complete
