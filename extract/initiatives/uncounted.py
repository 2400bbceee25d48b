"""Names whose numerals count no parts: of days, service lines, people, brands, customs."""

from __future__ import annotations

import re
from functools import cache

from ...models.names import given, surnames
from .shape import Shape
from .vocabulary import VALUES, alternatives, head_ending, terms

_LINE = re.compile('[“‘"]?(?P<number>12[0-9]{3})[”’"]?')
"""The number of a service line at the head of a name (“12355”护航活动)."""


@cache
def _on_a_day() -> re.Pattern[str]:
    """“六一”关爱行动, “迎七一”文艺汇演, 119消防宣传月, 周五有约: named after a day."""
    return re.compile(
        f"[“‘]?(?:(?:喜?迎|欢?庆|贺)?(?:{alternatives('day')})(?![0-9一二三四五六七八九十])"
        "|(?:每?周|星期|礼拜)[一二三四五六日天])"
    )


_DAY_FIGURES = re.compile(
    "[“‘]?(?:1[0-2][0-3]?[0-9]|[1-9](?:[12]?[0-9]|3[01]))[”’]?(?P<tail>[一-鿿]{0,10}?(?:[日周月]|宣传)[一-鿿]*)$"
)
"""Figures at the head of a name that may be a day's: 124 of 124宪法宣传周."""
_CUSTOM = re.compile("[”’][一-鿿]{0,4}民俗")

_FESTIVAL = re.compile(
    "[“‘]?(?:第[^届]{1,4}届|首届)?[双两三四五六七八九十][一-鿿]{3,}(?<![时季环情细])节[”’]?(?:活动)?"
)
"""五桥民俗文化节, 六塘荷花节: called after a place or a thing whose numeral counts no parts."""


@cache
def _everyday() -> re.Pattern[str]:
    """红十字, 八段锦: words whose numeral counts no parts."""
    return re.compile(f"[“‘]?(?:{alternatives('uncounted')})")


def _by_figures(surface: str) -> bool:
    """Whether figures at the head of a name are a day's or a service line's, not of parts.

    >>> _by_figures("“124”宪法宣传活动"), _by_figures("“124”工作法")
    (True, False)
    >>> _by_figures("“12355”护航活动"), _by_figures("“12355”工作法")
    (True, False)
    """
    if (day := _DAY_FIGURES.match(surface)) is not None:
        head = head_ending(day["tail"], 0, len(day["tail"]))
        return head is not None and head.kind == "campaign"
    line = _LINE.match(surface)
    if line is None or line["number"] == "12345" or line["number"] not in terms():
        return False
    head = head_ending(surface, line.end(), len(surface))
    return head is None or head.kind in ("campaign", "platform")


def counts_none(surface: str, shape: Shape) -> bool:
    """Whether the one numeral of a name counts players or belongs to a custom's name.

    三人板鞋邀请赛, “绕三桥”民俗活动.
    """
    if shape.form != "single":
        return False
    players = shape.groups[0].morpheme.startswith("人") and surface.endswith("赛")
    on_days = shape.lead == "逢"  # 逢六说事
    return players or on_days or (bool(shape.lead) and _CUSTOM.search(surface) is not None)


@cache
def _of_the_day() -> re.Pattern[str]:
    """“情暖六一”结对活动, “童心六一”汇演: the day closes what is quoted."""
    return re.compile(f"[“‘][一-鿿]{{2,4}}(?:{alternatives('day')})[”’](?P<tail>[一-鿿]+)")


def _ends_in_day(surface: str) -> bool:
    """Whether a day closes what the marks enclose, of something that is held.

    >>> _ends_in_day("“情暖六一”结对活动"), _ends_in_day("“支部六一”工作法")
    (True, False)
    """
    found = _of_the_day().fullmatch(surface)
    if found is None:
        return False
    head = head_ending(found["tail"], 0, len(found["tail"]))
    return head is not None and head.kind in ("campaign", "programme")


@cache
def _called_after() -> re.Pattern[str]:
    """“李六山调解法”, “王小二”工作室: a name of three characters, and what may be called so."""
    heads = alternatives("after_person")
    return re.compile(
        f"[“‘]?(?P<surname>[一-鿿])(?P<given>[一-鿿]{{2}})(?:[”’][一-鿿]{{0,4}}?)?(?:{heads})[”’]?"
    )


def _of_a_person(surface: str) -> bool:
    """Whether a numeral is part of the person's name that a method or a room is called after.

    What a numeral right before the head noun would count are methods.

    >>> [_of_a_person(name) for name in ("李六山调解法", "“王小二”工作室", "马锡五审判方式")]
    [True, True, True]
    >>> [_of_a_person(name) for name in ("党员三问工作法", "杨三联工作法", "老五样工作法")]
    [False, False, False]
    """
    found = _called_after().fullmatch(surface)
    if found is None or surnames().get(found["surname"]) != "single":
        return False
    first, last = found["given"][0], found["given"][1]
    if last in VALUES:
        return first not in VALUES
    return first in VALUES and (last == "斤" or given().get(last, -1.0) > 0.5)


@cache
def _ware() -> re.Pattern[str]:
    return re.compile(f"[“‘]?(?:{alternatives('uncounted_name')})(?P<rest>.*)")


_DONE = re.compile("[联共治同融进创管建促带问查访]")
"""What is done with what is counted: “三江共治”, “四季联创”."""


def _of_a_ware(surface: str) -> bool:
    """Whether a name begins with a word whose numeral counts nothing in names of wares and places.

    >>> _of_a_ware("“三江号”直播平台"), _of_a_ware("“三江共治”机制"), _of_a_ware("“四季”行动")
    (True, False, False)
    """
    found = _ware().fullmatch(surface)
    if found is None or _DONE.search(found["rest"]):
        return False
    head = head_ending(surface.strip("“”‘’"), 2, len(surface.strip("“”‘’")))
    return head is None or head.kind in ("brand", "platform", "campaign")


def called_after(surface: str) -> bool:
    """Whether a name as a whole tells that its numeral counts no parts: a day's, a person's.

    >>> called_after("“六一”关爱行动"), called_after("周五有约"), called_after("“三治”融合")
    (True, True, False)
    """
    reasons = (_by_figures, _ends_in_day, _of_a_person, _of_a_ware)
    return (
        _on_a_day().match(surface) is not None
        or _everyday().match(surface) is not None
        or any(reason(surface) for reason in reasons)
    )


def festival(surface: str) -> bool:
    """Whether a festival is called after a place or a thing with a numeral (六塘荷花节)."""
    return _FESTIVAL.fullmatch(surface) is not None
