"""Spans whose end belongs to another word (乡|贤, 厂|店, 村|庄, 中学|习) or only sounds like a
body's (清水绕村, 藏医药业).
"""

from __future__ import annotations

import re

from ..links import parse

_STREAM = re.compile(
    "[清碧绿活净秀][水溪流渠][绕环穿入进过润]村|[绿青碧][树水山][绕环拥映抱][村镇]"
)
"""What is to be seen around villages (清水绕村), no village."""
_SLOGAN = re.compile(
    "以[一-鿿]{1,3}[带养强兴引扶补育联][镇村乡县]|[一-鿿]{1,3}促[镇村乡县]"
    "|[强富大先好优][村镇][带帮联促][一-鿿]{1,2}[村镇]"
    "|[百千万][一-鿿]{1,3}(?:[进入联包帮走下到][百千万][村镇乡企家户]|[进入联包帮走][村镇乡])"
    "|(?:[民县市镇乡企农产业]?(?:[强富兴活美惠利旺][民县市镇乡企农产业]){1,3})[强富兴活美惠旺促带][村镇]"
)
"""What is to be done for villages (富民旺村, 以企促村, 强村带弱村, 千企联千村), no village."""
_FELLOW = re.compile("乡(?:贤|亲(?![自手])|愁|情(?!况|景)|音(?!乐|响)|友(?!谊|好))")
"""Words whose 乡 is no unit's (青河|乡贤)."""
_LEARNS = re.compile("中学(?:习|到|懂|本领|本事|技[能术艺]|知识|经验|法律)")
"""中 and the verb 学 (在实践中学本领), no school."""
_TRADE = re.compile("(?:医|制|中)药业|(?:以|做强|做大|务|发展)实业")
"""Trades that end like a company's name (藏医药业)."""
_SHOP = re.compile("厂[店矿商家]|村居(?![民委住家然])|(?<=副)[村镇乡]长")
"""厂店 are works and shops, 村居 villages and estates, 副村长 is an office."""
_HAMLET = ("庄", "屯", "寨", "落", "湾")
"""Characters that go on from 村 behind a division (柳州村|庄)."""
_HOUSING = re.compile("小区|家属[院楼区]")
_PARENTS = ("社区", "街道", "镇", "乡")
"""What a compound is not called after (酱菜厂|小区 is called after the works)."""
_MEMBERS = ("常委", "主委")
_GRID = re.compile("网格")
"""党建网|格化: the grid, no site."""

_CONFERS = re.compile("党委会[商同晤谈见]|[党村居支常]委会议(?!事)")
"""县公安局党委|会商, 村委|会议室: the committee, and what it does."""


def ends_otherwise(text: str, start: int, end: int) -> bool:
    """Whether what ends the span is no body's head there.

    >>> ends_otherwise("青河乡贤", 0, 3), ends_otherwise("清水绕村", 0, 4)
    (True, True)
    """
    span = text[start:end]
    if _FELLOW.match(text, end - 1) or _SHOP.match(text, end - 1) or _LEARNS.match(text, end - 2):
        return True
    if not span.endswith(_PARENTS) and _HOUSING.match(text, end):
        return True
    if _GRID.match(text, end - 1) or _CONFERS.match(text, end - 3):
        return True
    if span.endswith(_MEMBERS) or _TRADE.search(text, max(start, end - 4), end):
        return True
    if _STREAM.search(span, max(0, len(span) - 4)) or _SLOGAN.fullmatch(span):
        return True
    hamlet = span[-1] == "村" and text[end : end + 1] in _HAMLET
    return hamlet and parse(span[:-1])[1] == len(span) - 1
