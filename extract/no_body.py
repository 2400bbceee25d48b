"""Spans that end like a body's name and are none: a verb holds two bodies together (柳湾镇文化站
照着县文化馆), an honour (柳州市绿色学校), a number of villages (柳湾6村), kinds of offices that a
number sums up (司法所、国土所、农经站三个站所).

:mod:`.refusals` asks it.  Offsets are code points.
"""

from __future__ import annotations

import re
from functools import cache

from ..models import lexicon as lx
from ..seeds.table import classed, longest_first
from .links import parse
from .openers import LEVELS

_LEVELS = LEVELS | {"街"}


@cache
def between() -> re.Pattern[str]:
    """Verbs and adverbs that stand between two bodies and in no name (照着, 邀上, 先拿)."""
    words = longest_first(classed("org_context.tsv", "between"))
    return re.compile(f"(?<=[一-鿿])(?:{words})")


_AT_HOME = re.compile("(?:[镇村乡县市]|社区)里(?![村社屯庄]|[一-鿿]{0,3}(?:镇|村|社区)$)")
"""镇里|工会: the place, and what is there."""
_EACH = re.compile("每一?[个家座处所支]$|一个个$")
_TALLY = re.compile("[0-9０-９]+余?(?:[村镇乡]|社区|街道)")
"""柳湾|6村 are so many villages."""
_STREAM = re.compile(
    "[清碧绿活净秀][水溪流渠][绕环穿入进过润]村|[绿青碧][树水山][绕环拥映抱][村镇]"
)
"""What is to be seen around villages (清水绕村), no village."""
_RURAL = ("山村", "农村", "乡村", "渔村", "山乡")
"""What no village of a division is called (青海|山村)."""
_FAIR = re.compile("美(?:丽)?(?:山村|乡村|渔村|农村|社区|水乡|村庄)")
_GOOD = frozenset("和秀最醉富甜")
_SHOP = re.compile("厂[店矿商家]|村居(?![民委住家然])|(?<=副)[村镇乡]长")
"""厂店 are works and shops, 村居 villages and estates, 副村长 is an office."""
_HAMLET = ("庄", "屯", "寨", "落", "湾")
"""Characters that go on from 村 behind a division (柳州村|庄)."""
_NEAR = re.compile(
    "(?:沿街|沿线|沿江|驻街|驻区|驻地|驻镇|驻村|山区|山村|乡村|农村|偏远|周边|附近|辖区|结对|共建|共驻"
    "|区内|镇上|村里|城里|乡下|邻近|定点|中小|民营|本地|当地|大型|连锁|爱心)"
    "(?:学校|小学|中学|幼儿园|药店|超市|商店|医院|卫生院|养老院|诊所|银行|公司|工厂|饭店|餐馆|商户|高校)"
)
"""A kind of house by where it lies (沿街药店), none by its name."""
_LEVELLED = re.compile("各(?:街镇|镇街|县市|县区)|[县市区镇][二两三四]级")
"""What names several levels or all units of one (历城区|各街镇)."""
_SYSTEM = re.compile("(?:[一-鿿]{0,6}[建的])?(?:图书馆|文化馆)?总分馆")
"""A way of running libraries, no library."""
_MIXED = frozenset(("混合队", "混编队", "混搭队", "联队", "男队", "女队"))
_APPS = re.compile(
    "[”、和与及]{0,2}“?(?:抖音|快手|微信|微博|小红书|视频号|直播|平台|账?号|短视频|公众号|带货|主播)"
)
_THROUGH = re.compile(
    "(?:借助|通过|利用|依托|运用|用好|玩转|开通|[在用靠])[“‘]?(?:[一-鿿]{2,4}[”’]?、[“‘]?)*$"
)
"""What an app is a means after (借助|抖音、快手)."""
_ON_APPS = frozenset(("抖音", "快手", "微信", "微博", "小红书"))


@cache
def _prize() -> re.Pattern[str]:
    """What an honour is called after the division that gives it (绿色学校, 五四红旗团委)."""
    words = longest_first(classed("org_context.tsv", "honour"))
    kinds = (
        "村|社区|学校|中学|小学|幼儿园|校园|医院|企业|党组织|党支部|党委|团委|团支部|团总支"
        "|居委会|单位|合作社|农场|商会|图书馆|车间|工地"
    )
    return re.compile(f"(?:{words})+[一-鿿]{{0,4}}?(?:{kinds})")


_PRIZED = re.compile(
    "荣誉|称号|[荣获被授]获|获评|评为|评上|获得|授予|命名|先进|表彰|挂牌|示范|试点|创成|标兵"
)
_JUDGED = re.compile("(?:创建)?(?:评估|评选|评审|验收|评比|申报|称号)")
"""What is done for an honour and never to a body (上海市特色学校|评估专家组)."""
_AROUND = 40
"""An honour is said to be one within so many characters of its line."""


def _honoured(text: str, start: int, end: int) -> bool:
    """Whether an honour's name follows the divisions, where the line tells of honours."""
    named = parse(text[start:end])[1]
    if named and _JUDGED.match(text, end) and _prize().search(text, start + named, end):
        return True
    if not named or not _prize().fullmatch(text, start + named, end):
        return False
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text[low:start] + "|" + text[end : end + _AROUND].partition("\n")[0]
    return _PRIZED.search(line) is not None


_KIND = "[一-鿿]{1,4}?[所站队庭办院局会社部]"
_KINDS = f"{_KIND}(?:、{_KIND}){{2,}}"
_SUMMED = re.compile(
    f"(?<=[指是（(：:]){_KINDS}(?=[二两三四五六七八九十0-9]+[个家支股]|这几[个家支股])"
    f"|(?:(?<=[，、让把将])|(?<![一-鿿])){_KINDS}(?=(?:搬|合|并|拢|集中)[到在成]一)"
)
"""Kinds of offices that a number without 等 sums up (法庭、司法所、畜牧站3家单位)."""


_THESE = re.compile("(?:、[一-鿿]{2,5}?){1,6}?(?:这些|这几[个家类])")
"""What follows a kind in a list that 这些 ends (水管站、林业、综合执法这些)."""


def _summed(text: str, start: int, end: int) -> bool:
    """Whether the span is one of a list of kinds, none of them named, that a number sums up."""
    if end - start > 5 or "、" not in (text[start - 1 : start], text[end : end + 1]):
        return False
    bare = text[start] not in _LEVELS and parse(text[start:end])[1] <= 2
    if bare and text[start - 1 : start] == "、" and _THESE.match(text, end):
        return True
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    for match in _SUMMED.finditer(text, low, min(len(text), end + _AROUND)):
        if match.start() <= start and end <= match.end():
            items = match[0].split("、")
            return not any(item[0] in _LEVELS or parse(item)[1] > 2 for item in items)
    return False


def _whole_chain(name: str) -> bool:
    """Whether a name is a province's or a chain of divisions (浙江江山), no village's stem."""
    if lx.lexicon().level.get(name) == "province":
        return True
    return len(name) > 3 and parse(name)[1] == len(name)


def no_body(text: str, start: int, end: int) -> bool:
    """Whether the span only ends like a body's name.

    >>> no_body("镇里工会会员", 0, 4), no_body("每个滨海镇", 2, 5), no_body("柳湾镇工会", 0, 5)
    (True, True, False)
    """
    span = text[start:end]
    if text[start] in "\"'’" or span.count('"') % 2 or span.count("‘") != span.count("’"):
        return True
    if _AT_HOME.match(span) or _EACH.search(text, max(0, start - 3), start):
        return True
    if _SYSTEM.fullmatch(span) or _STREAM.search(span, max(0, len(span) - 4)):
        return True
    if span in _MIXED or _NEAR.fullmatch(span) or _LEVELLED.search(span):
        return True
    if span.count("（") != span.count("）") or _SHOP.match(text, end - 1):
        return True
    if span in _ON_APPS and _APPS.match(text, end):
        return _THROUGH.search(text, max(0, start - 14), start) is not None
    if span.endswith(_RURAL) and _whole_chain(span[:-2]):
        return True
    if text[start - 1 : start] in _GOOD and _FAIR.match(text, start, end):
        return True
    tally = _TALLY.search(span)
    if tally and tally.end() == len(span) and parse(span)[1] == tally.start():
        return True
    if (
        span[-1] == "村"
        and text[end : end + 1] in _HAMLET
        and parse(span[:-1])[1] == end - start - 1
    ):
        return True
    return _honoured(text, start, end) or _summed(text, start, end)
