"""What a quotation is where it stands: a point of a list, a label, what is competed for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .inner import inside
from .quotes import Quote
from .vocabulary import alternatives, head_ending

_POINT = re.compile(
    "(?:^|[，,。；;：:\n])(?:[一二三四五六七八九]是|其[一二三四五]|第[一二三四五](?:是|步)?[，,]?|(?:首先|其次|再次|最后)是?"
    "|[（(]?[一二三四五六七八九][）)、]|[①-⑨]|[1-9][.．、])[一-鿿]{0,2}$"
)
_ENDS = frozenset("，,。：:；;-—(（")


@cache
def _contest() -> re.Pattern[str]:
    """“五清”庭院评比, “双园”创建: what is competed for."""
    return re.compile(
        f"(?:[一-鿿]{{0,4}}?)(?:{alternatives('contest')})(?!站|村|户|单位|奖|结果|出的|工作者)"
    )


_SHOWN = re.compile("[立挂写贴印标竖举刻绣插摆刷画题][着有上了起](?:一[块张面幅个条])?$")


@cache
def _label() -> re.Pattern[str]:
    """“X”的牌子: what the quotation is written on."""
    return re.compile(
        rf"(?:[、和与及]?“[^”\n]{{1,12}}”)*(?:的|等)?[一-鿿]{{0,2}}?(?:{alternatives('label')})"
    )


_LISTED = re.compile("[一-鿿]{0,4}名单")
"""“双优医者”典型名单: an honour."""
_RESULT = re.compile("[一-鿿](?P<how>[出起成上进通活亮响实开好住回])了?$")
_GOAL = re.compile(
    "[一-鿿]{0,2}[一-鿿][好住牢掉出起上实紧活稳](?:[一二两三四五六七八九十]|“|每|各)"
)
"""看住两把火, 定好一张护林约: a point of a list of duties."""


_DOUBTFUL = frozenset(
    ("in.idiom", "in.metaphor", "in.population", "in.people", "in.word", "in.spoken")
    + ("in.sentence", "in.dream", "in.honour", "in.punctuation")
)
"""What makes no name of a quotation, and doubtful ones of those in a row with it."""
_TITLES = re.compile("等[^，。；“”\n]{0,6}评[选比]")
"""“清水人家”、“好媳妇”等评选活动: titles that are given."""


@cache
def _apposed() -> re.Pattern[str]:
    """宣传窗口——“…”, 一个品牌：“…”: what kind of thing it is, set off by a mark."""
    return re.compile(f"(?:{alternatives('headed', 'apposed')})(?:—{{1,2}}|-{{1,2}}|[：:])$")


@cache
def _kind_before() -> re.Pattern[str]:
    """服务品牌“…”, 健身队项目“…”: what kind of thing it is stands before it."""
    return re.compile(f"(?:{alternatives('headed')})$")


def contested(text: str, end: int) -> bool:
    """Whether what ends at ``end`` (its mark included) is competed for.

    >>> contested("开展“五清”庭院评比，", 6), contested("“五清”创建站", 4)
    (True, False)
    """
    return _contest().match(text, end) is not None


def setting(text: str, quote: Quote, row: Sequence[Quote]) -> dict[str, float]:
    """Signs for a quotation without a head noun; ``row`` are the quotations of its list."""
    first, last = row[0], row[-1]
    found: dict[str, float] = {}
    low = max(text.rfind("\n", 0, first.start) + 1, first.start - 8)
    before = text[low - 1 : first.start] if low else text[: first.start]
    if len(row) == 1 and text[quote.end : quote.end + 1] in _ENDS and _POINT.search(before):
        found["set.point"] = 1.0
    if contested(text, last.end):
        found["set.contest"] = 1.0
    shown, label = _SHOWN.search(before), _label().match(text, last.end)
    if shown or label:
        found["set.shown"] = 1.0
    if shown and label:
        found["set.label"] = 1.0
    if _LISTED.match(text, last.end):
        found["set.honours"] = 1.0
    if _kind_before().search(before):
        found["set.kind"] = 1.0
    if _apposed().search(before):
        found["set.apposed"] = 1.0
    result = _RESULT.search(before)
    if result:
        found[f"set.result={result['how']}"] = 1.0
    if len(row) > 1:
        found |= _row(text, quote, row)
    return found


def _row(text: str, quote: Quote, row: Sequence[Quote]) -> dict[str, float]:
    """What the quotations of a list share."""
    names = [text[slice(*other.inside)] for other in row]
    others = [inside(text[slice(*other.inside)]).keys() for other in row if other != quote]
    found = {"set.row": 1.0}
    found["set.doubtful"] = sum(not _DOUBTFUL.isdisjoint(seen) for seen in others) / len(others)
    found["set.honoured"] = float(any("in.honour" in seen for seen in others))
    if _TITLES.match(text, row[-1].end):
        found["set.titles"] = 1.0
    if sum(_GOAL.match(name) is not None for name in names) * 2 > len(names):
        found["set.goals"] = 1.0
    headed = sum(
        (head := head_ending(name, 1, len(name), inner=True)) is not None and len(head.word) > 1
        for name in names
    )
    found["set.headed"] = headed / len(names)
    return found
