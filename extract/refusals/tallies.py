"""Spans that count bodies or sum them up: 8支志愿服务队, 5个|社区党群服务中心, 各街镇,
司法所、国土所、农经站三个站所.
"""

from __future__ import annotations

import re
from functools import cache

from ...seeds.table import either
from ..links import parse
from ..openers import LEVELS

_NUMBERED = re.compile(
    r"\d+余?[支个名家所处座条]|[一两三四五六七八九十]支(?!镇(?!级))|[一二两三四五六七八九十几多]{1,2}"
    "(?:家(?=[协商企公单医银合媒学机]|乡镇)|[个支所](?!镇|乡|村|社区|街道|中))"
)
"""What counts bodies (8支志愿服务队, 四家协会) and begins none."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TALLIED = re.compile("[0-9]+余?[个家所支处座间](?=[，。、；,;\n])")
_ANY_UNIT = ("社区", "街道", "乡镇", "镇街", "村级", "小区")
"""Kinds of units whose bodies are tallied (社区党群服务中心|109处)."""
_COUNTS = re.compile(r"(?:\d|[二两三四五六七八九十百千几多数])余?[个家所支处座]$")
_KINDLY = ("街道", "社区", "乡镇", "镇", "村", "乡", "县", "区")
"""Kinds of units that a number counts (5个|社区党群服务中心)."""
_NOT_KINDLY = ("镇江", "乡宁", "县城")
_EACH = re.compile("每一?[个家座处所支]$|一个个$")
_TALLY = re.compile("[0-9０-９]+余?(?:[村镇乡]|社区|街道)")
"""柳湾|6村 are so many villages."""
_LEVELLED = re.compile("各(?:街镇|镇街|县市|县区)|[县市区镇][二两三四]级")
"""What names several levels or all units of one (历城区|各街镇)."""
_KIND = "[一-鿿]{1,4}?[所站队庭办院局会社部]"
_KINDS = f"{_KIND}(?:、{_KIND}){{2,}}"
_SUMMED = re.compile(
    f"(?<=[指是（(：:]){_KINDS}(?=[二两三四五六七八九十0-9]+[个家支股]|这几[个家支股])"
    f"|(?:(?<=[，、让把将])|(?<![一-鿿])){_KINDS}(?=(?:搬|合|并|拢|集中)[到在成]一)"
)
"""Kinds of offices that a number without 等 sums up (法庭、司法所、畜牧站3家单位)."""
_THESE = re.compile("(?:、[一-鿿]{2,5}?){1,6}?(?:这些|这几[个家类])")
"""What follows a kind in a list that 这些 ends (水管站、林业、综合执法这些)."""
_AROUND = 40
"""The sum of a list stands within so many characters of its line."""
_LEVELLED_KINDS = LEVELS | {"街"}
"""What begins a body of one level (镇司法所), no kind of them."""


@cache
def _some() -> re.Pattern[str]:
    """Somebody's, that goes unnamed (白塔区一饭店)."""
    return re.compile(f"[省市县区旗州镇乡村]一(?:{either('refusal_words.tsv', 'somebodys')})$")


def tallied(text: str, start: int, end: int) -> bool:
    """Whether the span is so many bodies, one of them that goes unnamed, or begins with a number.

    >>> tallied("8支志愿服务队", 0, 7), tallied("每个滨海镇", 2, 5), tallied("柳湾镇工会", 0, 5)
    (True, True, False)
    >>> tallied("各区住建局", 1, 5), tallied("两镇政府", 1, 4), tallied("各镇江企业", 1, 5)
    (True, True, False)
    """
    if _NUMBERED.match(text, start, end) or _YEAR.match(text, start, end):
        return True
    if _EACH.search(text, max(0, start - 3), start) or _counted(text, start):
        return True
    if _several(text, start, end):
        return True
    if text.startswith(_ANY_UNIT, start, end) and _TALLIED.match(text, end):
        return True
    span = text[start:end]
    if _some().search(span) or _LEVELLED.search(span):
        return True
    tally = _TALLY.search(span)
    if tally and tally.end() == len(span) and parse(span)[1] == tally.start():
        return True
    return _summed(text, start, end)


def _counted(text: str, start: int) -> bool:
    """Whether a number counts bodies of a kind of unit (5个|社区党群服务中心)."""
    if not text.startswith(_KINDLY, start) or text.startswith(_NOT_KINDLY, start):
        return False
    return _COUNTS.search(text, max(0, start - 4), start) is not None


def _several(text: str, start: int, end: int) -> bool:
    """Whether 各 or 两 stands before a body of a level: there are several (两镇政府)."""
    if text[start] == "两":
        start += 1
    elif text[start - 1 : start] not in ("各", "两"):
        return False
    return text[start] in LEVELS and end - start > 2 and parse(text[start:end])[1] < 2


def _summed(text: str, start: int, end: int) -> bool:
    """Whether the span is one of a list of kinds, none of them named, that a number sums up."""
    if end - start > 5 or "、" not in (text[start - 1 : start], text[end : end + 1]):
        return False
    bare = text[start] not in _LEVELLED_KINDS and parse(text[start:end])[1] <= 2
    if bare and text[start - 1 : start] == "、" and _THESE.match(text, end):
        return True
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    for match in _SUMMED.finditer(text, low, min(len(text), end + _AROUND)):
        if match.start() <= start and end <= match.end():
            items = match[0].split("、")
            return not any(item[0] in _LEVELLED_KINDS or parse(item)[1] > 2 for item in items)
    return False
