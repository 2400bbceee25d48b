"""Parts of names that count two or three things: 五强三梯队, 三带一托, 五问五促."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..segmented import tokens
from ..shape import Group
from . import beside, closed, groups, heads, lists, nearby, rows, tally
from .nearest import distance, nearest
from .pieces import Span, segments


def _group(text: str, own: Sequence[Span], group: Group) -> list[Span] | None:
    """The parts of one group of a pair, wherever they stand; :func:`parts_of` asks how near."""
    number, morpheme = group.number, group.morpheme
    if number is None or number == 1:
        return None
    best: list[Span] | None = None
    for option in lists.shared(text, own, number, morpheme, ("first", "last", "middle")):
        if any(a < e and b > s for a, b in option for s, e in own):
            continue
        if best is None or distance(option, own) < distance(best, own):
            best = option
    if best is None and len(morpheme) > 1:
        best = next(nearby.counted(text, own, number, morpheme), None)
    if best is None:
        best = next(heads.shared(text, own, number, morpheme, False), None)
    if best is None and len(morpheme) == 1:
        best = next(closed.first(text, own, number, morpheme), None)
    if best is None:
        best = next(tally.listed(text, own, number, morpheme), None)
    return best


def _lone(text: str, after: int, morpheme: str) -> list[Span] | None:
    """The one part of a 一托 or 一单: the word with the morpheme soon after the others."""
    for segment in segments(text):
        if segment.start < after:
            continue
        if segment.start > after + 3:
            break
        piece = text[segment.start : segment.end]
        if morpheme in piece and len(piece) <= 6 and piece[0] not in "由把将再":
            return [(segment.start, segment.end)]
    window = text[after : after + 40].split("。")[0].split("\n")[0]
    at = window.find(morpheme)
    if at < 0:
        return None
    for token in tokens(window):
        if token.start <= at < token.end:
            start, end = after + token.start, after + token.end
            if end - start == 1:
                end += 1
            rest = text[end : end + 3]
            stop = next((i for i, c in enumerate(rest) if c in "、，。；,;\n"), len(rest))
            if end - start < 3 and stop <= 1:
                end += stop
            # 随访单: the morpheme ends the word.
            if text[after + at - 1] not in "、，,；;和及" and token.start == at:
                head = window[:at]
                cut = max(head.rfind(c) for c in "、，,；;和及由")
                if 0 < at - cut - 1 <= 3 and window[cut] in "、和及":
                    start, end = after + cut + 1, after + at + 1
            return [(start, end)]
    return None


def parts_of(
    text: str, own: Sequence[Span], counted: Sequence[Group]
) -> tuple[list[Span], bool] | None:
    """Parts of every group that the article gives, and whether none is missing.

    五问五促 in an article that only spells out five questions has these as parts and
    is not complete.
    """
    if len(counted) == 2 and counted[0].number == counted[1].number and counted[0].number != 1:
        number = counted[0].number
        frame = counted[0].morpheme[:1] + counted[1].morpheme[:1]
        assert number is not None
        found = nearest(text, lists.shared(text, own, number, frame, ("frame",)), own)
        found = found or next(heads.framed(text, own, number, frame), None)
        if found is not None:
            return found, True
    roles = [(group.number or 0, group.morpheme) for group in counted]
    if (found := beside.cast(text, own, roles)) is not None:
        return found, True
    for options in (groups.mixed(text, own, counted), rows.alternating(text, own, counted)):
        if (found := next(options, None)) is not None:
            return found, True
    if counted[-1].number == 1:
        # 行为违法的依法处理: the lone part is as long as its row makes it.
        found = next(rows.sequence(text, own, counted), None)
        if found is not None:
            return found, True
    whole: list[Span] = []
    complete = True
    sets: list[list[Span]] = []
    for group in counted:
        part = next(groups.told(text, own, group), None)
        if part is None and group.number == 1 and whole:
            part = _lone(text, whole[-1][1], group.morpheme[:1])
        elif part is None:
            part = _group(text, own, group)
        if part is None or any(a < y and b > x for a, b in part for x, y in whole):
            complete = False
            continue
        whole.extend(part)
        sets.append(part)
    if not complete and (found := next(rows.sequence(text, own, counted), None)) is not None:
        return found, True
    # Two words far from the name may be anything, unless the other groups stand beside.
    for part in sets:
        joined = any(
            other is not part and max(part[0][0] - other[-1][1], other[0][0] - part[-1][1]) <= 3
            for other in sets
        )
        if len(part) == 2 and not joined and distance(part, own) > 60:
            complete = False
            whole = [span for span in whole if span not in part]
    if not complete:
        # Two words alone may be anything, unless they follow the name.
        near = bool(whole) and any(0 <= whole[0][0] - end <= 4 for _, end in own)
        if len(whole) < (2 if near else 3) or distance(whole, own) > 300:
            return None
    if any(re.search("[“”《》]", text[a:b]) for a, b in whole):
        return None
    return whole, complete
