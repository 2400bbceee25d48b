"""Whether a place's name cannot be here, and where one begins behind the unit it lies in."""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either, longest_first
from ..honours import ends_strong
from ..links import ancestors, divisions, parse
from .marks import BULLETS

_NO_PLACE = re.compile(
    "[一-鿿](?:社区|街道)(?!(?:百姓|文化|居民|群众|幸福){0,2}[大小]?(?:舞台|戏台))[一-鿿“]{2}"
    "|[市县区州旗镇](?<!城市|夜市|都市)以(?!色列)|[路街道](?:沿街|沿线|两侧|周边|一带)"
    "|[(（][^()（）]{2,30}(?:米处|以[东西南北]|[路街]口|路段)[)）]|[路街巷道]上的?[一某这那几两]|[区园馆][两三四五六七八九十]大[一-鿿]{2}"
    "|[了们被她哪谁这吗呢把]|[推运抵送来带走]到|途经|直达|抵达|运抵|[0-9]余?[个名家座处条]|”.{3}"
)
_LEAD = re.compile("横跨|飞跨|横穿|横亘|所幸|幸好|好在")
"""What leads over a place or to it and stands in no name (横跨|河两岸, 所幸|8号楼)."""
_ANY = re.compile(
    "国家级?(?:湿地|森林|地质|矿山|城市湿地|考古遗址|沙漠|海洋)公园|铁路线|公路线|渡改桥|新(?:傣|竹|吊脚|教学|办公|宿舍|住院|门诊)楼"
    "|(?:红色|乡村|生态|文化|研学)旅游(?:景区|景点)"
)
"""Kinds of parks, ways, bridges and houses, that have no name."""
_BANK_OF_LUCK = re.compile("(?<=三十年)河[东西]")
"""The banks of a saying (三十年|河东，三十年|河西)."""
_BRAND = re.compile("(?:先锋|红)[“‘]")
"""What makes a brand of a place before a quotation (青河|先锋“敲门”行动)."""
_KIND_BEHIND = re.compile("[一-鿿]{2,}(?:红色|乡村|生态|研学)旅游(?:景区|景点)$")
"""A division and a kind of sight (柳州|红色旅游景区)."""
_SIDES = frozenset(
    ("东部", "西部", "南部", "北部", "中部", "东北", "西北", "东南", "西南", "东北部", "西北部")
    + ("东南部", "西南部", "西和西南", "东和东南", "西和西北", "东和东北", "北和西北", "北和东北")
    + ("南和西南", "南和东南")
)
"""Sides of what is told of, where no region is meant."""
_BORDER_LIST = re.compile(
    "(?:与|同|和|跟|临|邻|接|毗邻|濒临)[^,，。;；的]{0,40}?(?:接壤|毗邻|相邻|交界|相连|为邻|相接|接界)"
)
"""What a side has behind it (西部|与桑根镇接壤)."""
_PARTS = re.compile(
    "(?:[东西南北中]部[、和与])*[东西南北中]部[两三四2-4]个?(?:片区|组团|片|板块|区域)"
)
"""Parts of a place that a number sums up."""
_SPIRIT = re.compile("精神(?![文病卫科面状抖振饱焕失障疾残专健康医药治生家食分])")
"""井冈山|精神 is what people are to be like; 柳州市|精神障碍患者 is no such thing."""
_PEOPLE = re.compile("族(?!自治|乡|谱|裔)")
"""朝鲜|族 is a people."""
_PARK = re.compile("(?P<trade>[一-鿿]{2,4})(?:产业园|采摘园|种植园|示范园)")
_AMONG = re.compile("(?:[、和]|一[个处座])$")
"""What stands before a park called by its trade alone (一处|煎饼产业园)."""
_DAYS = re.compile("[一二三四五六七八九十两几数半每整今明昨当0-9]天全[省市县区州旗镇乡]")
"""七|天|全县: no county of 天全 behind a number of days or a day."""
_NO_TOWN = ("市区", "主城区", "镇街", "街镇", "圩镇")
_TOWN = re.compile("(?:圩镇|(?:主城|老城|新城|[市城])区|城[东西南北])(?=[一-鿿]{2,})")
_UNIT = re.compile("[一-鿿]{2,}(?:社区|街道)(?=[一-鿿]{2})")
_GRADED = re.compile(
    "(?:国家)?[2-5]?A{1,5}级?(?:国家级?)?(?:旅游|风景)?(?:名胜)?(?:景区|景点|度假区|风景区|旅游区)"
)
"""The grade of sights and what they are (4A级旅游景区|柳岭公园), no name and no part of one."""
_ROADS = re.compile("[一-鿿]{1,}[路街巷]及[一-鿿]{1,}[路街巷]$|[一-鿿]{2}两[省市县区州]$")
"""Two roads, or two divisions that a number sums up (丹东、抚顺两市)."""


@cache
def _nameless() -> re.Pattern[str]:
    """A kind of county (唯一的土族自治县), without a name before it."""
    return re.compile(f"(?:{either('refusal_words.tsv', 'peoples')})族自治[县州旗区]")


@cache
def _two() -> re.Pattern[str]:
    """Two sites that a word joins (柳溪水库和汇龙公园); a crossing has the names of two roads."""
    heads = longest_first(word for word in lx.lexicon().place_head_level if len(word) > 1)
    return re.compile(f"[一-鿿]{{2,}}(?:{heads})[和与及至、][一-鿿]{{2,}}(?<![口处点会角段])$")


@cache
def _visited() -> re.Pattern[str]:
    """Verbs of those who come to a place (柳岭|祭扫|烈士墓)."""
    return re.compile(either("place_words.tsv", "visited"))


def site(text: str, start: int, head: int) -> int:
    """Where a compound's or park's own name begins after the town or unit it lies in, or -1.

    >>> site("南溪街道柳堤公园", 0, 6), site("市区柳岭小区", 0, 4), site("柳堤公园", 0, 2)
    (4, 2, -1)
    """
    match = _UNIT.match(text, start, head) or _TOWN.match(text, start, head)
    return match.end() if match else -1


def no_place(text: str, start: int, end: int) -> bool:
    """Whether a place's name cannot be here: it holds a verb with its object, a number of
    things, two sites, a grass-roots unit and what is called otherwise in it
    (兴仁社区|金桂苑小区), or a quotation that more than a head follows
    (把“三步”工作法推广到23个小区).
    """
    if text[start] in BULLETS or _SPIRIT.match(text, end) or _PEOPLE.match(text, end):
        return True
    if _GRADED.search(text, start, end) or _ROADS.match(text, start, end):
        return True
    if text[start - 1 : start] in ("“", "《") and text[end : end + 1] == "·":
        # “长江·岁月”: what a show or slogan is called.
        return True
    if _BANK_OF_LUCK.fullmatch(text, start, end) or _BRAND.match(text, end):
        return True
    if _LEAD.search(text, start, end) or _ANY.fullmatch(text, start, end):
        return True
    if _side(text, start, end) or _KIND_BEHIND.fullmatch(text, start, end):
        return True
    if _nameless().fullmatch(text, start, end) or _two().match(text[start:end]):
        return True
    if _DAYS.match(text, max(0, start - 1), end) or _visited().search(text, start + 1, end - 1):
        return True
    park = _PARK.fullmatch(text, start, end)
    if (
        park
        and park["trade"] in lx.lexicon().common
        and _AMONG.search(text, max(0, start - 2), start)
    ):
        return True
    if ends_strong(text, start, end) or _everyday(text, start, end):
        return True
    town = text.startswith(_NO_TOWN, start) and end - start >= 4
    return town or _NO_PLACE.search(text, start, end) is not None


def _side(text: str, start: int, end: int) -> bool:
    """Whether a bearing is the side of what is told of (西南|与青河县接壤, 东部、西部两个片区), no
    region."""
    if text[start:end] not in _SIDES:
        return False
    if _BORDER_LIST.match(text, end):
        return True
    # 东部、|西部|两个片区
    at = start
    while text[at - 1 : at] in ("、", "和", "与") and text[at - 3 : at - 1] in _SIDES:
        at -= 3
    return _PARTS.match(text, at) is not None


def _everyday(text: str, start: int, end: int) -> bool:
    """Whether the short name of a division is an everyday word here (临河住户, 江城老校).

    It is where neither the full name nor the city or county above it stands in the text.
    """
    word = text[start:end]
    if word not in classed("place_words.tsv", "word_too"):
        return False
    codes = parse(word)[0]
    places = divisions()
    names = {places[code].name for code in codes if code in places}
    above = {
        places[up].short for code in codes for up in ancestors(code) if up in places and len(up) > 2
    }
    return not any(name and name != word and name in text for name in names | above)
