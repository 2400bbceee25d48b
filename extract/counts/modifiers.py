"""What stands before a count and bends it: 近, 约, 超过, 不足, 至少."""

from __future__ import annotations

import re
from functools import cache

from ...seeds.table import longest_first
from .words import beside

_LINK = r"(?:[为是有达了占需计合在]|(?<=约)为)?"
_BEFORE = re.compile(
    r"(?:(?P<under>(?:不|未|没有?)(?:得|能|应|会|可|要|许|准|曾)?(?:超过|高于|多于|大于|长于|晚于|突破|超出|超)"
    r"|不足|不到|未到|未达到?|未满|不满|不及|低于|少于|小于|至多|最多(?:[\u4e00-\u9fff]{1,2})?)"
    r"|(?P<over>(?:不|未)(?:得|能|应|会|可|要|许)?(?:低于|少于|小于|下于|短于|亚于)|不[下止]|超过|超出|超越|突破|高于|多于|大于|优于"
    r"|至少|最少|起码|逾|(?<![赶反高彩村商苏])超|(?<=[，。；：、（中已有值均额率早量都金入数模\n])过)"
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


@cache
def _change() -> re.Pattern[str]:
    """A verb of change directly before its amount."""
    up, down = longest_first(beside("up")), longest_first(beside("down"))
    return re.compile(
        rf"(?:(?P<up>{up})|(?P<down>{down})"
        r"|(?P<by_up>增|升|涨|高(?!达)出?|多(?!达)|偏[高多])|(?P<by_down>减|降|跌|低|少|偏[低少]))"
        r"(?:了|率达到|率|幅度|达|为|超过|近|约|逾|超|出)*[ 　]?\Z"
    )


_SHARE_OF = r"[0-9.]+(?:%|％|‰|个百分点|个)?"
_CHAIN = re.compile(rf"{_SHARE_OF}(?:、{_SHARE_OF})*(?:[、和及与]|以及)\Z")
"""Figures that share the verb before the first: 分别下降33.3%和50%, 加快1.6和2.8个百分点."""
_SUM_OF = r"[0-9.]+[万亿]*[一-鿿]{1,3}?"
_EACH = re.compile(
    rf"(?<=分别)(?P<verb>[一-鿿]{{2,4}})(?:{_SUM_OF}、)*{_SUM_OF}(?:[、和及与]|以及)\Z"
)
"""The same of any unit, behind 分别: 分别增加120元和350元."""


_THAN_RATE = re.compile(r"[高低快慢优]于[^，,。；\n]{0,10}(?:增速|增幅|增长率|降幅|涨幅)\Z")
"""高于全省增速|1.3个百分点: how far one rate is from another, and no change."""


def direction(text: str, start: int, *, share: bool) -> str | None:
    """``up`` or ``down`` where the number at ``start`` is an amount of change, else ``None``.

    It is in 增长12.3%, not in 升至52%.  A ``share`` may follow a bare 增, 降, 高 or 低, and goes
    with the share that 和 or 、 joins to it; other counts need a whole verb, for 高15米 is a
    height.

    >>> direction("同比下降12.5%", 4, share=True), direction("减少15起", 2, share=False)
    ('down', 'down')
    >>> direction("增长率达到12%", 5, share=True), direction("比例高达85%", 4, share=True)
    ('up', None)
    >>> direction("分别下降33.3%和50%", 10, share=True), direction("楼高15米", 2, share=False)
    ('down', None)
    """
    if share and (before := _CHAIN.search(text, max(0, start - 40), start)):
        start = before.start()
    elif each := _EACH.search(text, max(0, start - 40), start):
        start = each.end("verb")
    match = _change().search(text, max(0, start - 8), start)
    if match is None or not (share or match.lastgroup in ("up", "down")):
        return None
    if text.endswith("自然", 0, match.start()):
        return None  # 人口自然增长率: births less deaths
    if _THAN_RATE.search(text, max(0, start - 16), start):
        return None
    return str(match.lastgroup).removeprefix("by_")
