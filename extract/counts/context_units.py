"""Units that count beside certain words only: 耕地2分, 三方力量, 七旬老人."""

from __future__ import annotations

import re
from functools import cache

from ...seeds.table import either, longest_first
from .units import Unit
from .units_after import Hit
from .words import beside

_LAND = re.compile(r"(?:(?:占|有|薄|菜|耕|田|宅基|责任)[地田]|[地田]面积)(?:约|仅|只有|不足|共)?\Z")
_FLIGHTS = re.compile(r"(?:航班|班列|班车|班轮|航线|增开|加开|每周)[^，。；\n]{0,6}\Z")
_DIME = Unit("角", "角", "money", False, None)
_DECADE = Unit("旬", "旬", "age", False, None)


@cache
def _aged() -> re.Pattern[str]:
    """Who is some decades old."""
    return re.compile(f"(?:{either('count_context.tsv', 'aged')}|[，。、的])")


_PARTY = Unit("方", "方", "thing", False, None)
_CORNERS = frozenset("度落色逐力膜楼形洲枫梅铁架亭债恋")
_PRICED = re.compile(r"[价高低贵贱涨降跌收要费钱宜卖挣赚省花找补加是到][^，。；\n]?\Z")
_TRADES = re.compile(r"(?:成交|持仓|交割)[^，。；\n]{0,6}\Z")


@cache
def _parties() -> re.Pattern[str]:
    """What follows 三方 where it counts parties."""
    words = longest_first(beside("party"))
    return re.compile(f"{words}|的(?:共同|协同|通力|密切)?(?:努力|配合|协作)")


_LISTED = re.compile(r"[\u4e00-\u9fff]、[^，。；：、\n]{2,12}\Z")
_NO_PARTY = re.compile(r"[公略法便针面式向案]")
"""What makes another word of 方: 公司…三方面, 方式."""


def _is_party(text: str, start: int, end: int) -> bool:
    """Whether 三方 counts parties (三方力量; 居民、物业、业委会三方), no 第三方."""
    return bool(_parties().match(text, end)) or bool(
        _LISTED.search(text, max(0, start - 14), start) and not _NO_PARTY.match(text, end)
    )


_DIVISIONS = "[县市区旗镇乡]|县市|乡镇|街道"
_AND = "[、和及与]?"
_SOME = r"(?:\d+|[两三四五六七八九十]+)"
_ROW_BEFORE = re.compile(rf"{_SOME}(?:{_DIVISIONS}){_AND}\Z")
_ROW_AFTER = re.compile(rf"{_AND}{_SOME}(?:{_DIVISIONS})(?![域间位块划])")
_ROWS = frozenset("县市区旗")
_NO_AREA = frozenset("域间位块划委政级长别内场民城")


def _in_row(text: str, start: int, end: int) -> bool:
    """Whether divisions are counted in a row: 5县|2区, 六县三区."""
    if text[end : end + 1] in _NO_AREA:
        return False
    before = _ROW_BEFORE.search(text, max(0, start - 7), start)
    return bool(before or _ROW_AFTER.match(text, end))


_RATES = re.compile("[率价息涨跌降升增减提超高低占比税幅股指费了]")


def spots(text: str, hit: Hit) -> Hit:
    """设3个|点巡回放映: 个点 as places, where nothing beside it speaks of rates."""
    if hit.unit is None or hit.unit.text != "个点":
        return hit
    if _RATES.search(text, max(0, hit.start - 14), hit.start):
        return hit
    return hit._replace(unit=Unit("个", "个", "thing", False, None), unit_end=hit.unit_end - 1)


def unit_in_context(text: str, hit: Hit) -> Unit | None:
    """A unit that is one beside certain words only: 耕地2分, 航班300余班, 成交量3亿手, 千亿方."""
    name, start = text[hit.number_end : hit.number_end + 1], hit.start
    if name == "分" and _LAND.search(text, max(0, start - 6), start):
        return Unit(name, name, "area", False, None)
    if name in _ROWS and _in_row(text, start, hit.number_end + 1):
        return Unit(name, name, "place", False, None)
    if name == "班" and _FLIGHTS.search(text, max(0, start - 10), start):
        return Unit(name, name, "event", False, None)
    if name == "手" and _TRADES.search(text, max(0, start - 10), start):
        return Unit(name, name, "thing", False, None)
    if name == "角" and _PRICED.search(text, max(0, start - 2), start):
        return None if text[hit.number_end + 1 : hit.number_end + 2] in _CORNERS else _DIME
    if name == "旬" and not hit.amount.arabic and 5 <= hit.amount.high <= 9:
        return _DECADE if _aged().match(text, hit.number_end + 1) else None
    if name == "方" and not hit.amount.scaled and 2 < hit.amount.high < 10:
        return _PARTY if _is_party(text, start, hit.number_end + 1) else None
    if name == "方" and hit.amount.scaled and text[hit.number_end + 1 : hit.number_end + 2] != "面":
        return Unit(name, "立方米", "volume", False, None)
    return None
