"""Spans that only say what kind of body, shop or team is meant: 村两委, 沿街药店, 长三角|生鲜超市,
青年服务队, 国企与行业协会.
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either
from ..openers import generic

_CLASS = re.compile(
    "(?:[村乡镇县]|社区|街道|支部)?[“‘]?[两三]委[”’]?|村社区|村（社区）|村\\(社区\\)"
)
"""Kinds of bodies (村两委, 村社区), which the whole of a name cannot be."""
_SYSTEM = re.compile("(?:[一-鿿]{0,6}[建的])?(?:图书馆|文化馆)?总分馆")
"""A way of running libraries, no library."""


_RANKED = re.compile(
    "第[一二三四五六七八九十]大(?:行政|自然)?(?:社区|村|镇|乡|街道)$"
    "|(?<=[局院会委])基层(?!法律)[一-鿿]{0,6}(?:所|庭|站|单位|支部|组织)$"
)
"""A unit by its rank, or the lowest of a body (青河区|第一大社区, 县税务局|基层税务所)."""


@cache
def _classes() -> re.Pattern[str]:
    """Kinds of bodies side by side (国企与行业协会), no name's begin."""
    return re.compile(f"(?:{either('refusal_words.tsv', 'beside')})[与和]")


@cache
def _plain() -> re.Pattern[str]:
    """Kinds of firms behind a place (长三角|生鲜超市), no firm."""
    qualities = either("refusal_words.tsv", "firm_quality")
    return re.compile(f"(?:{qualities})+(?:{either('refusal_words.tsv', 'firm')})$")


@cache
def _near() -> re.Pattern[str]:
    """A kind of house by where it lies (沿街药店), none by its name."""
    where = either("refusal_words.tsv", "whereabouts")
    return re.compile(f"(?:{where})(?:{either('refusal_words.tsv', 'house')})")


_STATIONED = re.compile("驻?[省市县区旗镇乡地]部队")
"""Troops by where they lie (驻县部队)."""


@cache
def _on_app() -> re.Pattern[str]:
    """What follows an app that is a means: another, or what is on it (抖音|直播)."""
    apps, more = either("refusal_words.tsv", "app"), either("refusal_words.tsv", "on_app")
    return re.compile(f"[”、和与及]{{0,2}}“?(?:{apps}|{more})")


@cache
def _through() -> re.Pattern[str]:
    """What an app is a means after (借助|抖音、快手)."""
    means = either("refusal_words.tsv", "means")
    return re.compile(f"(?:{means})[“‘]?(?:[一-鿿]{{2,4}}[”’]?、[“‘]?)*$")


_AT_WORK = re.compile(
    "在幸福村(?:检修|抢修|巡[检查线逻]|走访|入户|施工|排查|架设|改造|举[行办]|召开)"
)
"""The one kind of village that many are called after, where somebody works in it."""


def only_a_kind(text: str, start: int, end: int) -> bool:
    """Whether the span names no body but a kind of them, or an app that is but a means.

    >>> only_a_kind("沿街药店", 0, 4), only_a_kind("借助抖音、快手", 2, 4)
    (True, True)
    """
    span = text[start:end]
    if span in classed("refusal_words.tsv", "kind"):
        return True
    if _CLASS.fullmatch(span):
        return True
    if span in classed("place_words.tsv", "village_kind"):
        return span != "幸福村" or _AT_WORK.match(text, start - 1) is None
    if _SYSTEM.fullmatch(span) or _STATIONED.fullmatch(span) or _near().fullmatch(span):
        return True
    if _RANKED.search(span) or _classes().match(span) or _plain().search(span):
        return True
    if text[end - 1] in "队团" and _kind_of_team(text, start, end):
        return True
    if span in classed("refusal_words.tsv", "app") and _on_app().match(text, end):
        return _through().search(text, max(0, start - 14), start) is not None
    return False


def _kind_of_team(text: str, start: int, end: int) -> bool:
    """Whether the span is a label that many teams share (青年服务队, 社区老年秧歌队)."""
    if text.startswith("社区", start) and end - start > 4:
        start += 2
    kinds, labels = lx.lexicon().org_kind, generic()
    return any(
        kinds.get(text[at:end]) == "team" and text[start:at] in labels
        for at in range(start + 1, min(start + 5, end))
    )
