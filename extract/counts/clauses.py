"""The clause before a count, and what at its edges is no part of what is counted."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.marks import QUOTES
from ...seeds.table import longest_first
from .words import FUNCTION, LEAD, beside, first_word

STOP = frozenset('，,。；;：:！!？?、…\n（）()《》【】[]“”‘’"|/ \u3000\u00a0■▲—-↓→')
"""Marks that end a phrase."""
_NOTE = r"[\u4e00-\u9fff]{1,4}"
BRACKET = re.compile(rf"[（(](?:{_NOTE}(?:、{_NOTE}){{0,3}}|[A-Z]{{2,5}})[)）]")
"""A note in brackets that belongs to the phrase before it: 乡（镇、街道）, 地区生产总值（GDP）."""
_LEAD_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:自治县|新区|开发区|街道|社区|[县区市镇乡村旗州省])(?!级|外)"
    r"(?:的|内|境内|辖区)?(?=[\u4e00-\u9fff]{2,})"
)
"""A place that a clause begins with."""
_PERIOD = (
    r"\d+月份?(?:\d+日)?|\d+日|\d{4}年|以来|期间|上半年|下半年|[前第]?[一二三四]季度|年[底末初内]|月[底末初]"
    r"|目前|[今去前明当]年|同期|[今昨前当]天|[当今昨][日晚]|本[月周]|上[月周]|\d+时|[前后]\S{1,2}个?月"
    r"|[一两三四五六七八九十\d]+(?:天|个?月|年|季|周|小时|分钟|上午|晚上?)"
)
_DATE_LEAD = re.compile(
    r"(?:截至|截止|自|从|到|至|在|仅|据统计|累计|连续|约|近|这|过去)?(?:\d{4}年)?(?:\d+[-—至到]\d*)?"
    rf"(?:{_PERIOD})(?:[上中下]旬|[上下]午|底|末|初|前|后|起|止|来|内|间|里)*"
)
"""A date that a clause begins with."""
_PER_ONE = re.compile(
    r".{0,6}?(?:一亩地?|一头牛|一只羊|一斤|一桌|一单|这里|那里)(?=[\u4e00-\u9fff]{2})"
)
"""一亩地|产量…: of which one thing the clause speaks."""
_COMPARED = r"比(?![例重赛率值武分])|较(?![大高多强好])|由(?![于来])|从(?![业事])"


@cache
def _no_place() -> re.Pattern[str]:
    """Words that end like a division's name."""
    return re.compile(
        f"{longest_first(beside('area'))}"
        r"|[^\u4e00-\u9fff]社区|(?:社区|村)(?=[书党居工警网干矫民支集])"
    )


@cache
def _trail() -> re.Pattern[str]:
    """What stands between a noun and its count: 共有, 超过."""
    return re.compile(
        f"(?:{longest_first(beside('trail'))}"
        r"|每(?:公斤|斤|亩|户|人|吨|度|次|平方米)|(?<![行作成认])为|(?<![收构完])成|(?<![支产输演])出"
        r"|(?<![合总累预共统设会审])计|(?<![费作采使利应食药雇信器占])用)\Z"
    )


@cache
def change() -> re.Pattern[str]:
    """A word of comparison or change, of what a number is reached from or by."""
    return re.compile(
        f"{longest_first(beside('change'))}|{_COMPARED}"
        r"|增加(?!值)|只?占(?![地用比])|为(?!民)|是(?!非)|达(?![标慕])|超(?![市高])|增(?![收产值加量速幅])"
        r"|将(?=翻)|[高低](?=了?\Z)|[近约](?=\Z)"
    )


@cache
def change_end() -> re.Pattern[str]:
    """A comparison at the end of a clause, or a verb of change there."""
    return re.compile(
        rf"(?:同比|环比|{_COMPARED}).{{0,14}}\Z"
        f"|(?:{longest_first(beside('change_end'))})"
        r"(?:了|约|近|超|超过|不足|至|到)*\Z"
    )


def clause_before(text: str, start: int, floor: int) -> str:
    """The clause before ``start``: from the last stop or ``floor`` on, quotes balanced."""
    i = start
    lowest = max(floor, start - 48)
    while i > lowest and text[i - 1] not in "，,。；;：:！!？?\n（(）)《》■▲…":
        i -= 1
    clause = text[i:start]
    for opening, closing in QUOTES.items():
        unclosed = clause.rfind(opening)
        if unclosed >= 0 and clause.find(closing, unclosed) < 0:
            clause = clause[unclosed + 1 :]
        stray = clause.find(closing)
        if stray >= 0 and (clause.find(opening) < 0 or clause.find(opening) > stray):
            clause = clause[stray + 1 :]
    return clause.strip(" \u3000—-").lstrip("、和及与")


def trimmed(clause: str) -> str:
    """``clause`` without what stands between its noun and the count."""
    while clause and (match := _trail().search(clause)):
        clause = clause[: match.start()]
    return clause.strip(" \u3000、")


def opened(clause: str) -> str:
    """``clause`` without the dates, places and openers it begins with."""
    if match := _PER_ONE.match(clause):
        clause = clause[match.end() :]
    for _ in range(4):
        before = clause
        if match := _DATE_LEAD.match(clause):
            clause = clause[match.end() :]
        while (word := first_word(clause)) is not None and word.kind in (LEAD, FUNCTION):
            clause = clause[word.end :]
        place = _LEAD_PLACE.match(clause)
        if place and not _no_place().search(clause[: place.end() + 1]):
            clause = clause[place.end() :]
        if clause == before:
            break
    return clause
