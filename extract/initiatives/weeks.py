"""Weeks and months that are held like an event: 劳动教育宣传周活动, 第33个全国税收宣传月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from .context import Context
from .phrases import Phrase, signs_of
from .quotes import positions_inside
from .segmented import tokens
from .unquoted import left_run, read_phrases, weighed
from .vocabulary import HeadWord, alternatives

_POINTING = ("此次", "本次", "这次", "本届")
"""What points at a week that the article is about: 此次|…宣传周活动."""
_BEFORE = re.compile(f"{'|'.join(_POINTING)}|[一-鿿]{{2,3}}[县镇]")
_NTH = re.compile("第[0-9一二三四五六七八九十百]{1,4}届|首届")
_ISSUE = re.compile("第[0-9一二三四五六七八九十百]{1,4}个$")
_GOES_ON = ("活动室", "活动中心", "活动站")
_SIGNS = ("bare.launched", "bare.means", "bare.next.predicate")
"""Signs that a week is held, any of which is enough."""


@cache
def _week() -> re.Pattern[str]:
    """What a week or month is held for, and the word for its events."""
    return re.compile(
        f"(?:{alternatives('week')})[周月](?![末刊边期中底初报内])(?:(?:系列|主题|集中)?活动(?!室|中心|站))?"
    )


def cut_off(text: str, end: int) -> bool:
    """Whether a week's name goes on with 活动 behind ``end``.

    >>> cut_off("禁毒宣传月活动启动", 5), cut_off("禁毒宣传月启动", 5)
    (True, False)
    """
    return (
        text[end - 1 : end] in ("周", "月")
        and text.startswith("活动", end)
        and not text.startswith(_GOES_ON, end)
    )


_PLANNED = re.compile("[周月]活动计划$")


def plan_of(text: str, start: int, end: int) -> bool:
    """Whether what ends here is a plan for a week or month, whose name ends before 计划.

    >>> plan_of("质量月活动计划", 0, 7), plan_of("春苗计划", 0, 4)
    (True, False)
    """
    return _PLANNED.search(text, start, end) is not None


def _held(text: str, phrase: Phrase, features: dict[str, float]) -> bool:
    """Whether the phrase is a topic's week, whole, and something says that it is held."""
    if phrase.start - phrase.edge < 2 or features["bare.place"]:
        return False
    if phrase.why == "edition":
        return True
    if features["bare.function"] and not text.startswith("全国", phrase.edge):
        return False
    if features["bare.generic"] or features["bare.counted"] or features["bare.weak"]:
        return False
    if any(features.get(sign) for sign in _SIGNS):
        return True
    low = max(0, phrase.edge - 6)
    return _ISSUE.search(text, low, phrase.edge) is not None or text.endswith(
        _POINTING, low, phrase.edge
    )


def _phrases(context: Context, match: re.Match[str]) -> Iterator[tuple[Phrase, dict[str, float]]]:
    """What may be the name of a week, by its left edges, with its signs."""
    text, start = context.text, match.start()
    left = left_run(context, start)
    if left == start:
        return
    head = HeadWord(match[0], "campaign", "name")
    # 第26届推广普通话宣传周: from the edition on, whatever verb follows it.
    if (edition := _NTH.search(text, left, start)) is not None:
        phrase = Phrase(edition.start(), start, match.end(), head, "edition", 0)
        yield phrase, signs_of(context, phrase)
        return
    # 此次|劳动技能宣传周, 青河县|全民阅读月: what points at it and a place are none of the name.
    if (before := _BEFORE.match(text, left, start - 2)) is not None:
        left = before.end()
    cut = tokens(text[left : match.end()])
    for phrase, features in read_phrases(context, head, left, cut, start):
        # 2023年|社区科普周: the year is a date.
        if not phrase.modifier(text)[:4].isdigit():
            yield phrase, features


def propose_weeks(context: Context) -> Iterator[Candidate]:
    """A candidate per week or month of a topic, from the left edge that is farthest away."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for match in _week().finditer(text):
        if match.start() in inside:
            continue
        found = [pair for pair in _phrases(context, match) if _held(text, *pair)]
        if found:
            phrase, features = min(found, key=lambda pair: pair[0].edge)
            signs = {k: v for k, v in features.items() if not k.startswith("bare.plain")}
            signs |= {"festival": 1.0, "bare.week": 1.0}
            signs |= {"bare.counted": 0.0} if phrase.why == "edition" else {}
            yield weighed(phrase, signs, "initiative.festival")
