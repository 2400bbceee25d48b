"""What stands before a count and bends it: 近, 约, 超过, 不足, 至少."""

from __future__ import annotations

import re

_LINK = r"(?:[为是有达了占需计合在]|(?<=约)为)?"
_BEFORE = re.compile(
    r"(?:(?P<under>(?:不|未|没有?)(?:得|能|应|会|可|要|许|准|曾)?(?:超过|高于|多于|大于|长于|晚于|突破|超出|超)"
    r"|不足|不到|未到|未达到?|未满|不满|不及|低于|少于|小于|至多|最多(?:[\u4e00-\u9fff]{1,2})?)"
    r"|(?P<over>(?:不|未)(?:得|能|应|会|可|要|许)?(?:低于|少于|小于|下于|短于|亚于)|不[下止]|超过|超出|超越|突破|高于|多于|大于|优于"
    r"|至少|最少|起码|逾|(?<![赶反高])超|(?<=[，。；：、（中已有值均额率早量都金入数模\n])过)"
    r"|(?P<about>大约|接近|逼近|将近|大概|差不多|几乎|(?<![纽节预签制契违条合公邀相履续特解毁守爽赴集如婉立])约"
    r"|(?<![附最就远临新邻靠相贴走拉凑亲切])近))"
    rf"{_LINK}(?:到|出)?[ 　]?\Z"
)  # fmt: skip
_SHARE = re.compile(
    r"(?:(?P<about>约|近)[占为]|(?P<under>不到|不足)|(?P<over>超过))(?:[^，,。；;、：:\s]{1,10})的\Z"
)
_ENDS = frozenset("近约超过逾破出足到满及于少多止下几乎概不有为是达了占需计合在的 　")


def prefix_modifier(text: str, start: int) -> str:
    """``about``, ``over``, ``under`` or ``exact`` by what stands before ``start``."""
    if not start:
        return "exact"
    if text[start - 1] not in _ENDS:
        most = text.find("最多", max(0, start - 4), start)
        return "under" if most >= 0 and text[most:start].isalpha() else "exact"
    floor = max(0, start - 9)
    match = _BEFORE.search(text, floor, start)
    if match is None and text[start - 1] == "的":
        match = _SHARE.search(text, max(0, start - 14), start)
    return (match.lastgroup or "exact") if match else "exact"


_CHANGE = re.compile(
    r"(?:增长|下降|上升|提高|减少|增加|回落|提升|降低|下滑|上涨|下跌|缩短|压缩|扩大|收窄|增幅|降幅|涨幅|跌幅|增速"
    r"|增产|减产|增收|增多|增|减|升|降|涨|跌|高出?|低|多|少|偏[高低多少])"
    r"(?:了|率|幅度|达|为|超过|近|约|逾|超|出)*[ 　]?\Z"
)


def is_change(text: str, start: int) -> bool:
    """Whether the number at ``start`` is an amount of change (增长12.3%, not 升至52%)."""
    return _CHANGE.search(text, max(0, start - 8), start) is not None
