"""What a machine can check of the annotation guidelines, one mention at a time.

Every rule takes a mention of the annotated corpus and returns the faults that
it finds, in words.  The rules are those of the annotation guidelines; they are
necessary, not sufficient: a file that passes has still to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .fold import fold
from .markup import GoldMention

_POINT = (
    r"(?:\d{4}|\d{3}X|\d\dXX|XXXX)"
    r"(?:-(?:(?:\d\d|XX)(?:-(?:\d\d|XX))?|Q[1-4]|H[12]|SP|SU|FA|WI|W(?:\d\d|XX)(?:-(?:[1-7]|WE))?))?"
)
_CLOCK = r"(?:\d\d(?::\d\d){0,2}|MO|MI|AF|EV|NI)"
_DATE = rf"{_POINT}(?:T{_CLOCK})?"
_TIME = rf"(?:{_DATE}|T{_CLOCK})"
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = (
    rf"P(?=.)(?:{_AMOUNT}[YMWDQ])*"
    rf"(?:T(?:{_CLOCK}|(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?))?"
)
_TIMEX = re.compile(
    rf"(?:PAST|PRESENT|FUTURE)_REF|{_TIME}(?:/{_TIME})?|{_DURATION}(?:/{_DURATION})?|P1D(?:{_CLOCK})"
)
_SHAPES = {
    "duration": re.compile(r"P.*"),
    "vague": re.compile(rf"(?:PAST|PRESENT|FUTURE)_REF|{_DATE}(?:/{_DATE})?"),
    "time": re.compile(r".*T\d\d.*"),
}
_SINCE = re.compile(r"(?:今年|去年|一周|一年|入[春夏秋冬汛]|开[春年学])以来$")
_PART_OF_DAY = re.compile(r"\d{4}-\d\d-\d\dT(?:MO|MI|AF|EV|NI)")

_ARABIC = re.compile(
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<power>[十百千万亿]*)(?P<low>\d+)?"
    r"(?!\d|分之|[:/])(?P<rest>.*)"
)
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_METRIC = re.compile(r"千(?=[瓦米克伏安卡])|百(?=分)")
_RANGE = re.compile(r"[—–~-]|至|到|、")
_GENERIC_ORGS = frozenset(
    ["街道", "社区", "学校", "党校", "医院", "公司", "法院", "村", "镇", "乡", "县", "区", "市"]
)
_TITLES = re.compile(r"(?:书记|主任|局长|镇长|县长|乡长|记者|通讯员)")


def is_timex(value: str) -> bool:
    """Whether ``value`` is a well-formed TIMEX3 value of the kinds that the guidelines use.

    >>> is_timex("2023-09-06TAF"), is_timex("P2Y3M"), is_timex("2023/9/6")
    (True, True, False)
    """
    return _TIMEX.fullmatch(value) is not None


def arabic_value(surface: str) -> float | None:
    """The number that a surface beginning with Arabic digits states, or ``None`` when unsure.

    >>> arabic_value("1.2万余条"), arabic_value("3万4000元"), arabic_value("两个")
    (12000.0, 34000.0, None)
    >>> arabic_value("1万8")
    18000.0
    """
    text = re.sub(r"\s", "", fold(surface))
    text = _METRIC.sub("单位", text)
    match = _ARABIC.fullmatch(text)
    if match is None or re.search(r"\d|[零一二三四五六七八九十]", match["rest"]):
        return None
    value = float(match["digits"].replace(",", ""))
    for power in match["power"]:
        value *= _POWERS[power]
    if match["low"]:
        if not match["power"]:
            return None
        tail = re.match(r"[百千万]", match["rest"])
        # 1万8 says eight thousand, 3万4000 four thousand.
        spoken = _POWERS[match["power"][-1]] / 10 if len(match["low"]) == 1 else 1
        value += float(match["low"]) * (_POWERS[tail[0]] if tail else spoken)
    elif re.match(r"[余多几]?[万亿]", match["rest"]):
        value *= _POWERS[re.sub(r"^[余多几]", "", match["rest"])[0]]
    return value


def _count(mention: GoldMention) -> Iterator[str]:
    text, attrs = mention.text, mention.attrs
    if re.match(r"[近约超达共逾]", text):
        yield "a bound before the numeral stays outside the span (modifier=)"
    if text.startswith("第"):
        yield "an ordinal is no count"
    if re.match(r"一[个名位批件次场项支条座所户家](?!半|[余多])", text):
        yield "一 with a classifier is an article, not a count"
    if re.match(r"几[个名位天条件次场家户]", text):
        yield "几 with a classifier is not a count"
    unit = attrs["unit"]
    if unit and unit not in re.sub(r"\s", "", text):
        yield f"unit {unit!r} is not in the surface"
    if unit and re.match(r"[万亿]", unit):
        yield f"the multiplier of {unit!r} belongs to the value"
    if re.search(r"[余多](?!少)", text) and attrs["modifier"] != "over":
        yield "余 and 多 say modifier=over"
    value = attrs["value"]
    if isinstance(value, list):
        if value[0] > value[1]:
            yield f"the range {value} runs backwards"
    elif not _RANGE.search(text):
        stated = arabic_value(text)
        if stated is not None and abs(stated - value) > 1e-6 * max(1.0, abs(stated)):
            yield f"value {value} differs from the digits ({stated:g})"


def _date(mention: GoldMention) -> Iterator[str]:
    text, kind, value = mention.text, mention.attrs["kind"], mention.attrs["value"]
    if re.match(r"截至|截止|自(?!\d*然)|从|至", text):
        yield "截至, 自, 从 and 至 stay outside the span"
    if value is None:
        if kind in ("duration", "vague"):
            yield f"{kind} needs a value"
        return
    if not is_timex(value):
        yield f"value {value!r} is not a TIMEX3 value"
    elif kind == "time" and _PART_OF_DAY.fullmatch(value):
        yield "a part of the day without a clock time has kind date"
    elif kind in _SHAPES and not _SHAPES[kind].fullmatch(value):
        yield f"value {value!r} does not suit kind {kind}"
    elif kind == "date" and re.search(r"T\d\d", value):
        yield "a clock time has kind time"
    elif kind == "date" and re.match(r"P", value):
        yield f"value {value!r} does not suit kind date"
    if (
        re.search(r"(?:今年|去年|一周|一年|入[春夏秋冬汛]|开[春年学])以来$", text)
        and kind != "vague"
    ):
        yield "…以来 has kind vague"


def _organization(mention: GoldMention) -> Iterator[str]:
    if mention.text in _GENERIC_ORGS:
        yield "a generic word is no organization"


def _person(mention: GoldMention) -> Iterator[str]:
    if _TITLES.search(mention.text):
        yield "the title stays outside the name"


def _initiative(mention: GoldMention) -> Iterator[str]:
    text = mention.text
    if re.fullmatch(r"[“\"][^“”\"]*[”\"]", text):
        yield "quotation marks that enclose the whole name stay outside"
    if text.count("“") != text.count("”"):
        yield "the quotation marks are not balanced"
    if text.count("《") != text.count("》"):
        yield "the book-title marks are not balanced"


_RULES = {
    "COUNT": _count,
    "DATE": _date,
    "ORG": _organization,
    "PERSON": _person,
    "INITIATIVE": _initiative,
}


def faults(mention: GoldMention) -> Iterator[str]:
    """What breaks the guidelines in one mention, as far as a machine can tell."""
    if re.search(r"[，。；！？]", mention.text) and mention.type not in ("INITIATIVE", "DATE"):
        yield "a mention does not run over punctuation"
    rule = _RULES.get(mention.type)
    if rule is not None:
        yield from rule(mention)
