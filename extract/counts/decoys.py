"""What looks like a count and is none: ranks, grades, groups, quoted formulas, durations."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.marks import ALL_QUOTES, CORNERS
from ...seeds.table import either, longest_first
from .numerals import Amount
from .units import Unit
from .words import beside


@cache
def duration() -> re.Pattern[str]:
    """What makes a duration of a numeral and 个: 两个月, 3个工作日."""
    words = longest_first(beside("duration"))
    return re.compile(f"(?:多|半)?个?(?:[多半来把])?(?:{words}|周(?!期|边|末))")


TIME_NEXT = frozenset("年月日号时秒天周钟届刻")
"""Characters that make a date, a time or an edition of the numeral before them."""


@cache
def _grade_after() -> re.Pattern[str]:
    """What makes a grade of a numeral and 级: 三级医院."""
    return re.compile(f"(?:重大|较大|以上)?(?:{longest_first(beside('grade'))})")


_LEVELS_BEFORE = re.compile(r"[省市区县镇乡村组街道社户企校、央国级长格园]\Z")
_COUNTED_BEFORE = re.compile(r"[\d余多几十百千][个名家条处座所支]\Z")
_SECOND_OF_LIST = re.compile(r"[一二三四五]、(?=[一二三四五六])")
_PAIRS = ALL_QUOTES | CORNERS
_QUOTED = re.compile(r"[^”’」』\"“，,。！？!?；;：:\s]{1,12}(?=[”’」』\"])")


_BY_NOW = frozenset("目日当此以之")
"""What makes a time of 前: 目前8个村已…."""


def is_rank(text: str, start: int, unit: Unit) -> bool:
    """前三名, 排名前10位; also 第 with a gap."""
    if text[start - 1 : start] != "前" or text[start - 2 : start - 1] in _BY_NOW:
        return False
    return unit.dimension in ("people", "thing", "household", "event", "place")


def is_grade(text: str, start: int, end: int, amount: Amount) -> bool:
    """Whether numeral + 级 is a grade (三级医院) and not a number of levels (县乡村三级)."""
    if text[start] == "两":
        return False
    if text[start : end - 1] in ("一", "二") or _SECOND_OF_LIST.match(text, max(0, start - 2)):
        return True  # 一级网格, 二、三级网格: which, not how many
    if _COUNTED_BEFORE.search(text, max(0, start - 8), start):
        return True  # 415个三级网格
    if amount.arabic and re.search(r"风.{0,5}\Z|震.{0,4}\Z", text[max(0, start - 7) : start]):
        return False  # force of wind, magnitude
    if amount.arabic and text.startswith(("地震", "大风", "阵风", "以上大风"), end):
        return False
    if _grade_after().match(text, end):
        return True
    if start and _LEVELS_BEFORE.search(text, start - 1, start):
        return False
    return text[end : end + 2] not in beside("of_levels")


_SESSION = re.compile(
    r"(?:[、和][一二三四五六七八九十]{1,2}次)*(?:全会|全体会议|会议|大会|代表大会|常委会|集体学习)"
)

_TERM = re.compile("(?<![连了])[一二三四五六七八九十]{1,3}届$")
"""The term before a session's number (十届|四次执委会); 连任三届 is none."""


def is_session(text: str, start: int, end: int) -> bool:
    """十四届四次会议, 四次全会, 十届四次执委会: the number of a session."""
    if text[end - 1] == "次" and _TERM.search(text, max(0, start - 5), start):
        return True
    match = _SESSION.match(text, end)
    if match is None or text[start] == "两":
        return False
    return match[0].endswith(("全会", "全体会议")) or text[start - 1 : start] in (
        "届",
        "委",
        "会",
        "大",
        "协",
        "联",
    )


_ESTATE = re.compile(r"(?:小区|花园|家园|公寓|新村|名苑|[苑园庭湾邸])\Z")


_ENTRANCE = re.compile(r"(?:[\d一二三四五六七八九十甲乙丙]{1,3})?单元(?!楼)|\d{3,4}[号室]?")


_HOW_LARGE = re.compile(r"[\d.,]+[余多万]*(?:平方米|平米|平方|㎡|间|层|套|户|米|个|头)")
"""What is said of buildings behind their number: 2幢1170平方米."""


@cache
def _in_group() -> re.Pattern[str]:
    """What is in a numbered group of a village (七组|农田, 2组|已征未用区域)."""
    return re.compile(f"{either('count_context.tsv', 'in_group')}|境内|的[村居]民")


def is_group_name(text: str, start: int, end: int, unit: Unit) -> bool:
    """永安村三组, 八组村民: a named group of a village; 3栋2单元: an address."""
    before = text[start - 1 : start]
    if unit.text == "组":
        return (
            before in ("村", "屯", "寨", "社", "队", "委")
            or _in_group().match(text, end) is not None
        )
    if unit.text in ("栋", "幢", "座", "排") and _HOW_LARGE.match(text, end):
        return False
    if unit.text in ("栋", "幢", "座", "排") and _ENTRANCE.match(text, end):
        return True
    if unit.text in ("栋", "幢") and _ESTATE.search(text, max(0, start - 4), start):
        return text.startswith(("的", "住户", "业主", "楼下", "门口"), end)
    if unit.text in ("栋", "幢", "座", "排"):
        return text[end : end + 1].isdigit()
    return False


def is_congress(amount: Amount, arabic: bool) -> bool:
    """党的二十大: 大 behind 11 to 30 in Chinese numerals."""
    return not arabic and amount.value is not None and 10 < amount.value <= 30


def quoted_formula(text: str, start: int, reach: int = 3) -> tuple[int, int] | None:
    """The inside of the quotation marks that a Chinese numeral opens: “三大课堂”.

    At most ``reach`` - 1 characters stand before the numeral.
    """
    for opening in range(start - 1, max(-1, start - 1 - reach), -1):
        char = text[opening]
        if char in _PAIRS:
            match = _QUOTED.match(text, opening + 1)
            return (opening + 1, match.end()) if match and match.end() > start else None
        if not "\u4e00" <= char <= "\u9fff":
            return None
    return None


def in_title(text: str, start: int) -> tuple[int, int] | None:
    """The 《…》 around ``start``, marks included."""
    open_at = text.rfind("《", max(0, start - 60), start)
    if open_at < 0 or text.find("》", open_at, start) >= 0:
        return None
    line_end = text.find("\n", start, start + 60)
    close = text.find("》", start, line_end if line_end >= 0 else start + 60)
    return (open_at, close + 1) if close >= 0 else None
