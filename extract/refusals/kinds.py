"""Spans that only say what kind of body, shop or team is meant: 村两委, 沿街药店, 长三角|生鲜超市,
青年服务队, 国企与行业协会.
"""

from __future__ import annotations

import re

from ...models import lexicon as lx
from ...seeds.table import classed
from ..openers import generic

_CLASS = re.compile(
    "(?:[村乡镇县]|社区|街道|支部)?[“‘]?[两三]委[”’]?|村社区|村（社区）|村\\(社区\\)"
)
"""Kinds of bodies (村两委, 村社区), which the whole of a name cannot be."""
_GREAT = ("大工委", "大党委")
_CLASSES = re.compile("(?:国企|央企|民企|企业|机关|单位|部门|高校|院校|商户|媒体)[与和]")
"""Kinds of bodies side by side (国企与行业协会), no name's begin."""
_PLAIN = re.compile(
    "(?:生鲜|大型|连锁|高端|知名|龙头|头部|民营|公立|私立|各大)+"
    "(?:超市|商超|企业|市场|高校|酒店|药企|车企|商场|医院|学校|美术馆|博物馆|书店|剧场)$"
)
"""Kinds of firms behind a place (长三角|生鲜超市), no firm."""
_NEAR = re.compile(
    "(?:沿街|沿线|沿江|驻街|驻区|驻地|驻镇|驻村|山区|山村|乡村|农村|偏远|周边|附近|辖区|结对|共建|共驻"
    "|区内|镇上|村里|城里|乡下|邻近|定点|中小|民营|本地|当地|大型|连锁|爱心)"
    "(?:学校|小学|中学|幼儿园|药店|超市|商店|医院|卫生院|养老院|诊所|银行|公司|工厂|饭店|餐馆|商户|高校)"
)
"""A kind of house by where it lies (沿街药店), none by its name."""
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


def only_a_kind(text: str, start: int, end: int) -> bool:
    """Whether the span names no body but a kind of them, or an app that is but a means.

    >>> only_a_kind("沿街药店", 0, 4), only_a_kind("借助抖音、快手", 2, 4)
    (True, True)
    """
    span = text[start:end]
    if span in classed("place_words.tsv", "village_kind") or span in _MIXED or span in _GREAT:
        return True
    if _CLASS.fullmatch(span) or _SYSTEM.fullmatch(span) or _NEAR.fullmatch(span):
        return True
    if _CLASSES.match(span) or _PLAIN.search(span):
        return True
    if text[end - 1] in "队团" and _kind_of_team(text, start, end):
        return True
    if span in _ON_APPS and _APPS.match(text, end):
        return _THROUGH.search(text, max(0, start - 14), start) is not None
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
