"""Sets of spans that cannot be the parts of a name, however likely their signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..segmented import tokens
from ..vocabulary import UP_TO_TEN
from .cells import Span, quoted, tallied
from .wanted import Wanted
from .wording import splits

_NEXT = 120
"""How far a further word in the same frame may stand, in characters."""
_QUOTED_HEAD = re.compile("(?P<lead>[一-鿿]{1,4})“[^“”]+”[^“”]{2,}")


def refused(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether ``parts`` are too few of their row, or say more than the parts do."""
    return (
        _counted_off(text, wanted, parts)
        or _told_short(text, wanted, parts)
        or _goes_on(text, parts)
        or _and_so_on(text, parts)
        or _of_more(text, wanted, parts)
        or _cut_within(text, parts)
        or _all_at_one(text, wanted, parts)
        or _cut_at_one(text, wanted, parts)
        or _behind_subject(text, wanted, parts)
        or _beyond_quotes(text, wanted, parts)
    )


def _counted_off(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether they say no more than which one it is, or that it is one: 第一步, 台阶|是跟岗学."""
    which = _which(wanted.counts)
    return all(which.fullmatch(text, a, b) is not None for a, b in parts)


@cache
def _which(counts: str) -> re.Pattern[str]:
    thing = counts[1:] if len(counts) > 2 and counts[0] == "个" else counts
    ordinal = f"第[{UP_TO_TEN[1:]}](?:[步招关环]|{re.escape(counts)})(?:[是为].*)?"
    return re.compile(f"{ordinal}|{re.escape(thing)}[是为].+" if len(thing) > 1 else ordinal)


def _told_short(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether the tally stands just behind where the last was cut: 空港、大学|城五大片区."""
    end = parts[-1][1]
    counts = wanted.counts
    return any(
        text[at - 1] not in "等这的" and tallied(text, wanted.own, at, wanted.number, counts[-2:])
        for at in range(end + 1, min(end + 3, len(text)))
        if text[end:at].isalpha()
    )


def _and_so_on(text: str, parts: Sequence[Span]) -> bool:
    """Whether the last one holds the 等 that closes the row: 写一篇心得|等，."""
    a, b = parts[-1]
    alike = any(text[d - 1] == "等" for _, d in parts[:-1])
    return b - a > 3 and text[b - 1] == "等" and text[b - 2] not in "平同高中初优" and not alike


def _of_more(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether a list has more such items than the name counts: 人防、物防、技防、|联防 of 三防.

    What is alike holds what all hold; where they share nothing, one pair of marks holds the list.
    """
    if any(text[b:c] != "、" for (_, b), (c, _) in pairwise(parts)):
        return False
    low, high = parts[0][0], parts[-1][1]
    before, behind = _ITEM_BEFORE.search(text, max(0, low - 10), low), _ITEM.match(text, high)
    if before is None and behind is None:
        return False
    held = next((m for m in wanted.shared if all(m in text[a:b] for a, b in parts)), "")
    if held:
        return any(item is not None and held in item[1] for item in (before, behind))
    opening = text.rfind("“", max(0, low - 60), low)
    closed = text.rfind("”", max(0, low - 60), low)
    stop = _CLOSED.match(text, high)
    return opening > closed and stop is not None


_ITEM = re.compile("、([一-鿿]{1,8})(?=[、”])")
_ITEM_BEFORE = re.compile("(?<=[、“])([一-鿿]{1,8})、$")
"""One more item of a list."""
_CLOSED = re.compile("[一-鿿、]{0,60}”")
"""The rest of a list in marks."""


def _cut_within(text: str, parts: Sequence[Span]) -> bool:
    """Whether all go on alike, within a word: 信息进网|格, 需求进网|格."""
    if len({text[b : b + 1] for _, b in parts}) > 1:
        return False
    return all(any(a + t.start < b < a + t.end for t in tokens(text[a : b + 3])) for a, b in parts)


def _all_at_one(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether what is counted is where all is done: 产业在村中发展, 矛盾在村中化解."""
    at = f"在{wanted.counts[0]}"
    ends = [text.find(at, max(0, a - 1), b) + len(at) for a, b in parts]
    return all(e >= len(at) and "一" <= text[e : e + 1] <= "鿿" for e in ends)


def _cut_at_one(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether they are cut in the middle of what they are one of, or not all before the 一.

    举办一期|座谈, 一期|座谈, 一期座|谈; 一期座谈、|制作一批展板.
    """
    if wanted.counts != "个一":
        return False
    if all(text[b - 1] == "一" for _, b in parts):
        return True  # “七个一”, “庆七一” beside 三个一
    opened = sum(text[a] == "一" for a, _ in parts)
    short = opened < len(parts) or all(b - a == 2 for a, b in parts)
    last, end = parts[-1]
    cut_last = end - last == 2 and opened == len(parts) and text[end : end + 1].isalnum()
    going_on = sum("一" <= text[b : b + 1] <= "鿿" for _, b in parts) >= len(parts) - 1
    uneven = 0 < opened < len(parts) and all(
        "一" in text[a + 1 : b] or text[a] == "一" for a, b in parts
    )
    inside = sum(_goes_into(text, b) for _, b in parts)
    # 一期新进|人员座谈, 一批典型|案例展板: cut at one width, whatever goes on.
    level = len({b - a for a, b in parts}) == 1 and going_on
    acts = level and sum(_goes_into(text, b, acts=True) for _, b in parts) > len(parts) // 2
    often = sum(_AT_LEAST.search(text, max(0, a - 8), b) is not None for a, b in parts)
    return (short and going_on) or uneven or cut_last or inside > 1 or acts or often > 1


_AT_LEAST = re.compile("至少[一-鿿]{0,5}?一")
"""What makes one the least number of times, before it: 干部至少走访|一次联系户."""


def _goes_into(text: str, end: int, *, acts: bool = False) -> bool:
    """Whether a word or a noun goes on at ``end``: 一期廉|洁故事会, 一期廉洁|故事会.

    ``acts``: nouns of verbs are nouns (一场警示|教育片).
    """
    following = tokens(text[end : end + 4])
    kinds = ("N", "VN") if acts else ("N",)
    noun = bool(following) and following[0].kind in kinds and len(following[0].text) > 1
    return noun or splits(text[end - 2 : end], text[end : end + 2])


def _goes_on(text: str, parts: Sequence[Span]) -> bool:
    """Whether one more quoted word stands in their frame: 一个“红”字, 一个“美”字 and 一个“帮”字."""
    frames = {(text[max(0, a - 2) : a], text[b : b + 2]) for a, b in parts}
    if len(frames) > 1 or not (frame := next(iter(frames)))[0].endswith("“"):
        return False
    words = {text[a:b] for a, b in parts}
    first, last = parts[0][0] - _NEXT, parts[-1][1] + _NEXT
    return any(
        first <= a <= last
        and text[a:b] not in words
        and (text[max(0, a - 2) : a], text[b : b + 2]) == frame
        for a, b in quoted(text)
    )


def _behind_subject(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether the same words stand in all before what is counted: 用电宣传|走进乡村."""
    body = wanted.shared[0] if wanted.shared else ""
    at = text.find(body, *parts[0]) - parts[0][0] if len(body) > 1 else -1
    lead = text[parts[0][0] : parts[0][0] + at + len(body)]
    return at > 1 and all(text.startswith(lead, a, b) for a, b in parts)


def _beyond_quotes(text: str, wanted: Wanted, parts: Sequence[Span]) -> bool:
    """Whether all are heads with a quotation and what is done about it: 聚焦“责任”|压实任务."""
    heads = [_QUOTED_HEAD.fullmatch(text, a, b) for a, b in parts]
    leads = {head["lead"] for head in heads if head}
    return all(heads) and leads == {wanted.shared[0] if wanted.shared else ""}
