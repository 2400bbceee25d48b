"""Where an expression may begin: a cheap first look at every character.

One pass with a character class finds the few places where a date could begin;
two characters decide which atoms are tried there.  Without it every atom would be
tried at every character, at a tenth of the speed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ...seeds.table import words
from .atoms import atoms
from .decoys import COLUMNS as DECOY_COLUMNS
from .decoys import decoy_pattern
from .words import festivals, group

CHINESE = "零〇一二两三四五六七八九十百千几数半仨"
_UNIT = "年月日号天时点小分秒刻季世载夜昼整星礼工交"
_OF_A_PIECE = "年月半多小星礼工交季世昼钟春寒晚来把"
_ORDERED = "年天日月周星小工世季"
"""What makes no date, or a quarter, of 第 and a numeral."""

ORDER = (
    "iso",
    "years",
    "year",
    "period",
    "era",
    "year_short",
    "quarter",
    "duration",
    "lunar",
    "festival",
    "months",
    "month",
    "first_months",
    "bare_days",
    "bare_day",
    "clocks",
    "clock",
    "decade",
    "plan",
    "every",
    "same_period",
    "vague",
    "year_relative",
    "year_context",
    "season_year",
    "half",
    "year_word",
    "month_relative",
    "month_context",
    "day_relative",
    "day_context",
    "week",
    "part",
)
"""Atoms that may begin an expression, in the order in which they are tried."""

_DIGIT_LED = (
    "iso",
    "years",
    "year",
    "year_short",
    "quarter",
    "duration",
    "months",
    "month",
    "bare_days",
    "bare_day",
    "clocks",
    "clock",
    "decade",
    "lunar",
)
_CHINESE_LED = (
    "years",
    "year",
    "year_short",
    "quarter",
    "duration",
    "lunar",
    "months",
    "month",
    "clocks",
    "clock",
    "decade",
    "plan",
)
_WORD_LED = {
    "duration": "近 未来 今后 一半 大半 半",
    "first_months": "前 头",
    "year": "公元",
    "months": "元月 元至 元到 元- 元— 元–",
    "month": "元月",
    "quarter": "第 首 前 头 上 下 本",
    "decade": "上世 本世 上个 本个",
    "plan": "“十 ‘十 \"十 '十 十",
    "every": "每",
    "same_period": "去年 上年",
    "half": "上 下 前 后",
    "year_word": "年 岁 月底 月末 月初",
    "lunar": "农 阴 闰 正月 腊月 冬月 大年",
    "week": "上 下 本 这 周 星 礼 週 禮",
    "part": "早 晚",
    "festival": "“0 ‘0 \"0 '0",
}
_TABLES = ("vague", "period", "year", "year_context", "season_year", "month", "month_context",
           "day", "day_context", "part")  # fmt: skip
_ATOM_OF_TABLE = {"year": "year_relative", "month": "month_relative", "day": "day_relative"}
_SECOND = {
    "每": "天日周月年季晚夜早晨逢到隔星礼个工半两三四五六一小分秒平公千週",
    "第": CHINESE,
    "近": CHINESE,
    "前": CHINESE + "半",
    "头": CHINESE,
    "半": "年个天小月日钟",
    "大": "半年",
    "周": "一二三四五六日天",
    "星": "期",
    "礼": "拜",
    "週": "一二三四五六日天",
    "禮": "拜",
    "首": "季",
    "上": "上半个一周月星礼季世年週",
    "下": "下半个一周月星礼季週",
    "本": "周月季世年个星礼週",
    "这": "个周一星",
    "后": "半天後",
    "年": "内底末初中",
    "岁": "末初尾",
    "早": CHINESE,
    "晚": CHINESE,
    "农": "历",
    "阴": "历",
    "闰": CHINESE,
    "一": "半",
}


_NUMBERED = frozenset(CHINESE + "0")
_AFTER_ERA = frozenset("元一二三四五六七八九十0")


class _Start(NamedTuple):
    """What may begin with two given characters (or one and a digit, written 0).

    ``names`` are atoms or ``decoy``; ``thirds`` the characters that come next, ``None``
    for any.
    """

    names: frozenset[str]
    thirds: frozenset[str] | None


@cache
def _by_start() -> dict[str, _Start]:
    names: dict[str, set[str]] = defaultdict(set)
    thirds: dict[str, set[str]] = defaultdict(set)

    def add(name: str, start: str, next_chars: Iterable[str] = ()) -> None:
        names[start[:2]].add(name)
        thirds[start[:2]].update(start[2:3] or next_chars or ("",))

    for name in _TABLES:
        for word in group(name):
            add(_ATOM_OF_TABLE.get(name, name), word)
    for word in festivals():
        add("festival", word)
        if word[0] not in "“‘":
            for mark in "“‘\"'":
                add("festival", mark + word)
    for word in group("era"):
        for name, after in (("era", _AFTER_ERA), ("period", "年初末")):
            add(name, word, after)
            for dynasty in "明清唐宋元":
                add(name, dynasty + word)
    for word in words("date_decoys.tsv", DECOY_COLUMNS):
        add("decoy", word)
    for name, starts in _WORD_LED.items():
        for start in starts.split():
            if len(start) == 2:
                add(name, start)
                continue
            for second in _SECOND.get(start, ""):
                add(name, start + second)
            if start in "每第近前头早晚":
                add(name, start + "0")
    for second in _NUMBERED:
        add("decoy", "第" + second)
    for word in ("四周", "后年", "去年"):
        add("decoy", word)
    for second in "小分秒平公千年":
        add("decoy", "每" + second)
    return {
        start: _Start(frozenset(found), None if "" in thirds[start] else frozenset(thirds[start]))
        for start, found in names.items()
    }


_AFTER_DIGITS = {
    "年": "years year year_short duration decade",
    "月": "months month",
    "时": "clocks clock",
    "点": "clocks clock",
    "季": "quarter duration",
    "世": "duration decade",
} | dict.fromkeys("个天小周分秒多余来", "duration")
_AFTER_CHINESE = {
    "年": "years year year_short duration decade",
    "月": "duration lunar months month",
    "日": "duration",
    "时": "clocks clock",
    "点": "clocks clock",
    "季": "quarter duration",
    "世": "duration decade",
} | dict.fromkeys("个天小周秒多余来载夜昼", "duration")
"""Which atoms a numeral may begin, by the character after it; all where it is not listed."""


def _family(start: str, names: frozenset[str]) -> str:
    if start[0] in CHINESE:
        return "numeral"
    if start[0] == "每":
        return "every"
    if names <= {"era", "period"}:
        return "era"
    return "name" if names <= {"festival", "decoy"} else "word"


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]".replace("0", r"\d")


def _pairs(*kinds: str) -> tuple[set[str], str]:
    """First characters of words, and a pattern for what follows them.

    Words are parted in families, and within them by whether their third character is
    known, so that few of the pairs and triples that the classes make are no words.
    """
    families: dict[tuple[str, bool], list[set[str]]] = defaultdict(lambda: [set(), set(), set()])
    for start, (names, thirds) in _by_start().items():
        kind = _family(start, names)
        if kind not in kinds or start[0] == "第":
            continue
        family = families[kind, thirds is None]
        for found, chars in zip(family, (start[0], start[1], thirds or ()), strict=True):
            found.update(chars)
    # What cannot be a second character is refused before the families are tried.
    seconds = _class(char for _, chars, _ in families.values() for char in chars)
    each = "|".join(
        f"(?<={_class(first)})(?={_class(second)}{_class(third) if third else ''})"
        for first, second, third in families.values()
    )
    return set().union(*(first for first, _, _ in families.values())), f"(?={seconds})(?:{each})"


@cache
def first_look() -> re.Pattern[str]:
    """Matches one character where an expression may begin.

    The first group is the character after digits, the second that after a Chinese numeral.
    """
    chinese = "零〇○Ｏ一二两三四五六七八九十几数半仨"
    tail = rf"[多余来几万亿百千]?(?:[{_UNIT}]|周(?!岁)|个[{_OF_A_PIECE}])"
    numeral_firsts, numerals = _pairs("numeral")
    word_firsts, of_words = _pairs("word", "name", "era", "every")
    return re.compile(
        # The first item is one class, so the search runs at the speed of a byte scan.
        rf"[\d第{''.join(sorted(word_firsts | numeral_firsts | set(chinese)))}]"
        rf"(?:(?<=\d)(?<!\d\d)(?:(?=[\d.．,]{{0,12}}[ \u3000]?{tail})"
        rf"|(?=\d{{0,8}}[ \u3000]?[-—–－～~〜至到:：/、])|(?=\d{{3}}\.))(?=\d*(\D?))"
        rf"|(?<=[{chinese}])(?:(?=[{chinese}百千]{{0,6}}{tail})"
        rf"|(?=[{chinese}]{{0,3}}[-—–－～~〜至到、五]))(?=[{chinese}百千]*(.?))"
        rf"|{of_words}|{numerals}|(?<=第)(?=(?:\d+|[{CHINESE}]+)个?[{_ORDERED}]))",
        re.DOTALL,
    )


@cache
def _compiled(names: frozenset[str]) -> re.Pattern[str]:
    table = atoms()
    parts = [f"(?P<{name}>{table[name]})" for name in ORDER if name in names]
    if "decoy" in names:
        parts.insert(0, f"(?P<decoy>{decoy_pattern()})")
    return re.compile("|".join(parts))


@cache
def _few_days() -> re.Pattern[str]:
    """Digits and 日: a duration behind 持续 and the like or before 内 only, else a day."""
    table = atoms()
    lasts = "|".join(f"(?<={word})" for word in group("lasts"))
    duration = rf"(?P<duration>(?:(?=\d+日[内以之])|{lasts}){table['duration']})"
    return re.compile(
        f"{duration}|(?P<bare_days>{table['bare_days']})|(?P<bare_day>{table['bare_day']})"
    )


@cache
def _alone(name: str) -> re.Pattern[str]:
    return re.compile(f"(?P<{name}>{decoy_pattern() if name == 'decoy' else atoms()[name]})")


@cache
def _one_by_one(names: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_alone(name) for name in ("decoy", *ORDER) if name in names)


class LeadTable(dict[str, tuple[re.Pattern[str], ...]]):
    """The atoms to try, in this order, by what stands at a place.

    A key is two characters, or for digits just ``0``, and the character after the
    numeral that begins there, if one does.
    """

    def __missing__(self, key: str) -> tuple[re.Pattern[str], ...]:
        if key[:1].isdigit():
            after = key[1] if key[0] == "0" and len(key) == 2 else ""
            patterns = self._digits(after)
        else:
            patterns = self._words(key[:2], key[2:])
        self[key] = patterns
        return patterns

    @staticmethod
    def _digits(after: str) -> tuple[re.Pattern[str], ...]:
        if after == "日":
            return (_few_days(),)
        if after in _AFTER_DIGITS:
            return (_compiled(frozenset(_AFTER_DIGITS[after].split())),)
        return (_compiled(frozenset([*_DIGIT_LED, "decoy"])),)

    @staticmethod
    def _words(start: str, after: str) -> tuple[re.Pattern[str], ...]:
        pair = start[0] + "0" if start[1:].isdigit() else start
        found = _by_start().get(pair)
        names = found.names if found else frozenset()
        if start[0] not in CHINESE:
            return _one_by_one(names)
        led = _AFTER_CHINESE[after].split() if after in _AFTER_CHINESE else _CHINESE_LED
        others = names - {*_CHINESE_LED, "decoy", "festival"}
        return (
            *(_alone(name) for name in ("decoy", "festival") if name in names),
            _compiled(frozenset(led)),
            *(_alone(name) for name in ORDER if name in others),
        )


@cache
def lead_table() -> LeadTable:
    """The table, filled as keys come up."""
    return LeadTable()
