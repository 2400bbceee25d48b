"""What a figure of a yardstick, of a part or of another measure counts.

占年度计划的51%, 超序时进度5个百分点; 其他案件3件（宣告失踪2件）; 耗时缩短一半.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...seeds.table import longest_first
from .clauses import change, clause_before, opened, trimmed
from .counted import RELATIVE, Counted
from .left_noun import subject
from .words import beside

_NEAR = "(?:近|约|超过?|逾|不到|不足)?"
_OF = re.compile(rf"[，,](?:约|仅|已|就|也|只|大约)?占(?:到|了)?[^，,。；\n]{{1,16}}[的比]{_NEAR}$")
"""，占全村总人口的|8%: of what, and not whose share."""
_OF_SO_MUCH = re.compile(r"[，,](?:约|仅|已|就|也|只|大约)?占(?:到|了)?[^，,。；\n]{1,12}$")
"""，占全年预算|900万元: behind it, 的34.4%."""
_BY = re.compile(f"的{_NEAR}$")
_PLAN = (
    "(?:[全年]年度?|年初|年|市|县|区|镇|既?定|下达|调整)*"
    "(?:预算|目标|计划|任务|进度)(?:任务|目标|数|总[额数])?"
)
_FULFILLED = re.compile(rf"(?P<own>.*?)(?:已|共|均|也|累计)*(?:完成|达到?)了?{_PLAN}的{_NEAR}")
"""镇财政收入|完成目标的|58%."""
_PACE = re.compile(
    r"[，,](?:已|均|也)?(?:超过?|超出|超前|高[于出]|快于|领先|低于|慢于|滞后|落后)于?"
    r"(?:时间|序时|计划|任务|目标|年度)*(?:进度|计划|目标)(?:要求)?(?:约|近)?$"
)
"""，超序时进度|5个百分点."""
_OF_THESE = re.compile(r"(?:当?中|里)?[，,]?(?:已经?|就)?有")
"""15个社区|中有|6个."""
_KIND = re.compile(
    "(?:（|[，、；])(?P<own>(?!其中|当|成功|累计)(?:(?!已|办|结|调|撤|判|立|解|改)[一-鿿]){4,8})$"
)
"""（宣告失踪|2件，宣告死亡|1件）: the kinds of cases, and not what was done with them."""
_MORE = re.compile(r"[，,][较比][一-鿿\d]{0,8}?(?:增加|减少|多|少)了?(?:近|约)?$")
"""，较昨日增加|120万立方米, where a share stands between."""
_CASES = frozenset(("件", "起", "宗", "案"))
_WARMTH = re.compile("(?P<own>(?:最[高低]|平均)?[气水地]温)：$")
"""今日气温：|-4℃~7℃."""
_ELSEWHERE = re.compile("[，,；][一-鿿]{2,6}$")
"""，平原|-2~9℃, behind 山区气温-6~8℃."""
_AREA_OUTPUT = re.compile(r"[，,]平均(?:单产|每亩)?(?:达到?|为|约)?$")


@cache
def _own_measure() -> re.Pattern[str]:
    """A clause that is the name of a measure and no more: ，小时雨强|31毫米, ，耗时缩短|一半."""
    return re.compile(
        rf"[，,；](?P<own>(?![超高低达])[一-鿿]{{0,6}}(?:{longest_first(beside('own_measure'))}))$"
    )


def carried(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str | None
) -> str | None:
    """``phrase``, or what the form of the clause says that ``counts[i]`` counts."""
    if counts[i].dimension == "temperature":
        return _warmth(text, counts, i, chosen, phrase)
    if not i:
        return _of_plan(text, counts[i], 0, None, phrase)
    count, last = counts[i], counts[i - 1]
    gap = text[last.end : count.start]
    if len(gap) > 40 or "\n" in gap:
        return _of_plan(text, count, last.end, None, phrase)
    if count.kind in RELATIVE:
        if _OF.fullmatch(gap) or _PACE.fullmatch(gap):
            return chosen[i - 1] or phrase
        of = text[counts[i - 2].end : last.start] if i > 1 else ""
        if _BY.fullmatch(gap) and _OF_SO_MUCH.fullmatch(of):
            return chosen[i - 2] or phrase
        found = _of_plan(text, count, last.end, chosen[i - 1], phrase)
        if found != phrase:
            return found
    if kind := _KIND.fullmatch(gap):
        bracket = text.rfind("（", max(0, count.start - 40), count.start)
        alike = count.unit == last.unit and count.unit in _CASES
        if alike and bracket >= 0 and "）" not in text[bracket : count.start]:
            return kind["own"]
    if (whole := _each_of(text, counts, i, chosen)) is not None:
        return whole
    if phrase is None and i > 1 and last.kind in RELATIVE and _MORE.fullmatch(gap):
        return chosen[i - 2] if counts[i - 2].unit == count.unit else None
    if phrase is None or phrase in gap:
        return phrase
    if text.startswith(phrase, count.end):
        return chosen[i - 1] if _some_of(text, counts, i, chosen[i - 1], phrase) else phrase
    if not gap and last.unit in _CASES and count.unit in ("人", "名"):
        return None  # 31件38人: whom cases have is not said
    own = trimmed(gap)
    if count.kind in RELATIVE and (verb := change().search(own)):
        own = own[: verb.start()]
    if measure := _own_measure().fullmatch(own):
        return opened(measure["own"]) or phrase
    if _AREA_OUTPUT.fullmatch(gap) and count.dimension == "weight" and phrase.endswith("面积"):
        return None
    return phrase


def _warmth(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str | None
) -> str | None:
    """What the degrees of ``counts[i]`` are of: the last named, where a clause names a place."""
    count = counts[i]
    if phrase is None:
        named = _WARMTH.search(text, max(0, count.start - 5), count.start)
        return named["own"] if named else None
    last = chosen[i - 1] if i else None
    if last is None or counts[i - 1].dimension != "temperature" or not last.endswith("温"):
        return phrase
    gap = text[counts[i - 1].end : count.start]
    return last if "温" not in gap and _ELSEWHERE.fullmatch(gap) else phrase


def _each_of(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None]
) -> str | None:
    """三支抢险队伍分别为120人、85人和60人: the bodies that have so many people each."""
    j = i
    while j and text[counts[j - 1].end : counts[j].start] in ("、", "和", "及", "以及"):
        j -= 1
    whole = chosen[j - 1] if j else None
    if whole is None or counts[i].unit not in ("人", "名") or counts[i].unit == counts[j - 1].unit:
        return None
    gap = text[counts[j - 1].end : counts[j].start]
    return whole if gap in (f"{whole}分别为", f"{whole}分别有", f"{whole}分别是") else None


def _some_of(text: str, counts: Sequence[Counted], i: int, whole: str | None, phrase: str) -> bool:
    """15个社区中有6个|满意度超过95%: whether what follows has a figure of its own."""
    count, last = counts[i], counts[i - 1]
    if whole is None or count.unit != last.unit or i + 1 == len(counts):
        return False
    at = last.end + len(whole)
    if not text.startswith(whole, last.end) or not _OF_THESE.fullmatch(text, at, count.start):
        return False
    figure = text[count.end + len(phrase) : counts[i + 1].start]
    if not figure[:1].isalpha() or len(figure) > 7:
        return False
    return not trimmed(figure) or change().match(figure) is not None


def _of_plan(
    text: str, count: Counted, floor: int, last: str | None, phrase: str | None
) -> str | None:
    """What stands before 完成目标的58% in its clause, else what the count before counts."""
    if count.kind not in RELATIVE:
        return phrase
    match = _FULFILLED.fullmatch(clause_before(text, count.start, floor))
    if match is None:
        return phrase
    own, _ = subject(match["own"])
    if own is None:
        return last or phrase
    return phrase if phrase is not None and phrase in own else own
