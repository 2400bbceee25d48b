"""What is counted, by rule: the noun behind the unit (37名专家) or before the numeral (专家37名).

The noun on the right wins when there is one before the next verb, function word or
stop.  Else the clause on the left gives it: the object of its last verb, or the subject
of a change (市场主体…同比增长15.2%).  A clause that names nothing takes what the count
before it in the sentence counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ...seeds.table import either
from .clauses import clause_before, opened
from .counted import RELATIVE, Counted
from .cutting import Span
from .left_noun import left_noun
from .options import plain
from .right_noun import right_noun

CHAIN = re.compile(r"(?:[、和及与]|以及)?")
"""What stands between counts of one chain (18人、32人和21人)."""
_AGE_GROUP = re.compile(r"(?:以[上下])?年龄段|(?:、[^，。；]{1,8}?)*(?:以[上下])?年龄段")
_ACT_UNITS = frozenset(
    ("次", "场", "场次", "项", "类", "种", "轮", "期", "届", "人次", "趟", "回", "遍")
)
"""Units of acts: a verbal noun behind them is what they count (30场培训)."""
_PARTS = re.compile("[、和及与]|以及")
_THAN = "[较比](?:上年|去年|上月|年初)(?:同期)?"
_EACH = re.compile(
    f"[^，,。；：:\\n]*分别(?:已|约)?(?:{_THAN})?(?:为|达到?|是|有|占|(?:[同环]比)?(?:增[长加]|下降|减少|提[高升]|上升|降低)了?)?(?:约|近|超过?)?"
)
_COMPARED = re.compile(f"(?:[同环]比|{_THAN})?$")
"""With what figures are compared, before 分别."""


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(f"(?:{either('count_context.tsv', 'measure')})$")


def parted(text: str, counts: Sequence[Counted], i: int) -> str | None:
    """小学入学率、初中入学率分别为99%、98%: the part that stands where ``counts[i]`` does.

    Only where each part names a measure: in 第一、二产业用电量分别增长 they share one, and
    松泉村、柳荫村分别有37户、29户 has none.
    """
    first, last = _chain(text, counts, i)
    clause = clause_before(text, counts[first].start, counts[first - 1].end if first else 0)
    if first == last or not _EACH.fullmatch(clause):
        return None
    parts = _PARTS.split(_COMPARED.sub("", clause[: clause.rindex("分别")]))
    if len(parts) != last - first + 1 or not all(map(_measure().search, parts)):
        return None
    return plain(opened(parts[0]) if i == first else parts[i - first]) or None


def _chain(text: str, counts: Sequence[Counted], i: int) -> tuple[int, int]:
    """The first and the last count of the chain that ``counts[i]`` is in (18人、32人、21人)."""
    first = last = i
    while first and CHAIN.fullmatch(text[counts[first - 1].end : counts[first].start]):
        first -= 1
    while last + 1 < len(counts) and CHAIN.fullmatch(
        text[counts[last].end : counts[last + 1].start]
    ):
        last += 1
    return first, last


def ruled(text: str, counts: list[Counted], mentions: Sequence[Span] = ()) -> list[str | None]:
    """What each of ``counts`` counts by the rules alone.

    A noun phrase on the left does not reach into ``mentions`` (某镇接待游客…); it does
    reach across dates (产值比上年增长31%).
    """
    names = sorted(end for _, end, kind in mentions if kind != "DATE")
    result: list[str | None] = []
    for i, count in enumerate(counts):
        floor = counts[i - 1].end if i else 0
        wall = floor
        if names:
            at = bisect_right(names, count.start - 2) - 1
            wall = max(floor, names[at]) if at >= 0 else floor
        between = text[floor : count.start] if i else "\n"
        joined = bool(i) and CHAIN.fullmatch(between) is not None
        if count.dimension == "age":
            group = _AGE_GROUP.match(text, count.end)
            who = None
            if count.bounded and text[count.end : count.end + 1] not in ("的", "居", "人"):
                who = right_noun(text, count.end, True)
            result.append("年龄段" if group else who)
            continue
        found = None
        if count.kind != "change":
            people = count.dimension in ("people", "household") and count.unit != "人次"
            found = right_noun(text, count.end, people, count.unit in _ACT_UNITS)
        if found is not None:
            result.append(found)
            continue
        if (part := parted(text, counts, i)) is not None:
            result.append(part)
            continue
        if joined:
            shared = _distributed(text, counts, result, i)
            if shared is not None or result[i - 1] is not None:
                result.append(shared or result[i - 1])
                continue
        if such := _SUCH.search(text, max(0, count.start - 40), count.start):
            result.append(such[1])
            continue
        named, is_open = left_noun(text, count, wall)
        if named is None and is_open:
            named = _distributed(text, counts, result, i) or _inherited(text, counts, result, i)
        if named is None:
            named = _chained(text, counts, i)
        result.append(named)
    return result


def _distributed(text: str, counts: list[Counted], result: list[str | None], i: int) -> str | None:
    """同比分别增长21%和26.4%: each share goes with one of the counts before 分别."""
    count = counts[i]
    if count.kind not in RELATIVE:
        return None
    first, last = _chain(text, counts, i)
    clause = clause_before(text, counts[first].start, counts[first - 1].end if first else 0)
    if "分别" not in clause:
        return None
    size = last - first + 1
    source = first - size + (i - first)
    return result[source] if first - size >= 0 else None


def _chained(text: str, counts: list[Counted], i: int) -> str | None:
    """The noun behind the last count of the list that ``counts[i]`` opens: 2批次、12名书记."""
    last = i
    while last + 1 < len(counts) and text[counts[last].end : counts[last + 1].start] in (
        "、",
        "和",
    ):
        last += 1
    return right_noun(text, counts[last].end) if last > i else None


_SUCH = re.compile(
    r"像[^，,。；\n]{0,14}(?:这样|那样|一样)的([^，,。；\n的]{1,10})[，,][^，,。；\n]{0,12}\Z"
)
"""像他这样的监督员，全镇聘了55名."""
_REACHES = re.compile(r"(?:还多)?[，,](?:已)?(?:达到?|升?至|增至|扩?到)了?(?:近|约|超)?\Z")


def _inherited(text: str, counts: list[Counted], result: list[str | None], i: int) -> str | None:
    """What the count before in the same sentence counts, when the units agree."""
    count = counts[i]
    for j in range(i - 1, max(-1, i - 4), -1):
        before = counts[j]
        gap = text[before.end : count.start]
        if len(gap) > 40 or any(c in "。！？\n；" for c in gap):
            return None
        relative = count.kind in RELATIVE or _REACHES.match(gap) is not None
        if result[j] is not None and (relative or before.unit == count.unit):
            return result[j]
    return None
