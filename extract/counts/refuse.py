"""Whether a numeral with its unit is no count after all."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.marks import QUOTES
from ...seeds.table import either, longest_first
from . import decoys
from .units_after import Hit
from .words import beside

_ORDINAL_LIST = re.compile(r"第[一二三四五六七八九十百\d]+(?:、[一二三四五六七八九十百\d]+)*、\Z")


_VOLUME = frozenset("册卷辑集")
_VOLUMES = re.compile(r"》[（(][\d一二三四五六七八九十百]{0,3}[-—至到]{0,2}\Z")
"""Before the numbers of volumes: 《…》（1—20册）."""

_WATER = re.compile(r"(?:水质|水体|断面)[^，。；\n]{0,12}[到至为从由于在达劣]\Z")
"""Before a class of water: 水质由四类升至三类."""


_VILLAGE = re.compile(
    "[户子堡营坪湾沟庄寨渠店窑滩坡](?:村(?![民办级里集干企中卫])|屯(?![里内])|嘎查)"
)
"""What goes on from a family number in a village's name (八家户村)."""

_ROOMS = re.compile(r"(?:号(?:[楼院]|小区)?|[栋幢楼弄座]|单元|[栋楼区元]\d{3,4}户?[、和])\Z")
"""Before the number of a flat: 39号小区201户, 3栋401户."""

_WATCHED = frozenset("层个类册卷辑集里级大期次字度组栋幢座排道")
"""Units that are none beside certain words, behind Arabic digits too."""


def refused(text: str, hit: Hit) -> bool:
    """Whether numeral and unit are a duration, rank, grade, address or the like."""
    unit, start, end = hit.unit, hit.start, hit.unit_end
    if unit is None:
        return False
    name, arabic = unit.text, hit.amount.arabic
    numeral = text[start : hit.number_end]
    if arabic and name == "户" and is_room(text, start, hit.number_end):
        return True
    if text[end : end + 1] == "级" and name != "级":
        return True  # 万吨级码头, 女子87公斤级
    if arabic and name not in _WATCHED and text[start - 1 : start] not in "、前":
        return False
    if name == "层" and is_floor(text, start, end):
        return True
    if name == "个" and decoys.duration().match(text, end):
        return True
    if name in ("家", "户") and text[start] != "两" and _VILLAGE.match(text, end):
        return True
    if name == "类" and not arabic and _WATER.search(text, max(0, start - 16), start):
        return True
    if name in _VOLUME and _VOLUMES.search(text, max(0, start - 8), start):
        return True
    if name == "人" and numeral in _HEADS and _PER_HEAD.match(text, end):
        return True
    if name == "道" and text[end : end + 1] == "拐":
        return True  # 24道拐: a road called after its bends
    if name == "头" and numeral == "两" and not _ANIMALS.search(text, max(0, start - 6), end + 5):
        return True  # 两头受益: both ends
    if name in ("家", "户") and numeral in _HEADS and _EVERYBODY.match(text, end):
        return True  # 照亮百家门, 办好百家事
    if name == "里" and numeral in ("万", "千", "百"):
        return True  # 千里送书, 百里画廊: a figure of speech
    if name == "级" and hit.amount.high > 100:
        return True  # 万亿级产业
    if name == "面" and _SURROUNDED.match(text, end):
        return True
    if name == "处" and numeral == "四" and _everywhere().match(text, end):
        return True
    if name == "元" and numeral in ("亿", "万", "千万") and _RICH.match(text, end):
        return True
    if text[start - 1 : start] == "、" and _ORDINAL_LIST.search(text, max(0, start - 8), start):
        return True  # 第二、三卷
    if name == "级":
        return decoys.is_grade(text, start, end, hit.amount)
    if name == "大" and hit.amount.high > 100:
        return True
    if name == "大" and text[start:end] == "十大" and _top_ten().match(text, end):
        return True
    if name == "大":
        return decoys.is_congress(hit.amount, arabic) or not (
            HAN.match(text, end) or text[end : end + 1] in QUOTES
        )
    if name == "期":
        return not arabic and text[start - 1 : start] != "分" and text[start] != "两"
    if name == "次" and not arabic and decoys.is_session(text, start, end):
        return True
    if name == "字" and numeral == "十":
        return True
    if name == "度" and not arabic and hit.number_end - start < 2:
        return True
    if text[start - 1 : start] == "每" and numeral in ("百", "千", "万"):
        return True
    if numeral == "二" and unit.dimension not in (
        "area", "weight", "money", "people", "volume",
    ):  # fmt: skip
        return True
    return decoys.is_rank(text, start, unit) or decoys.is_group_name(text, start, end, unit)


_HEADS = ("百", "千", "万", "十万", "百万")
_PER_HEAD = re.compile("[一-鿿]{2,6}(?:率(?!先|领|队)|(?:占|同|环|对|配)比(?!例|较|赛|上|去))")
"""万人起诉率: of so many inhabitants."""
_EVERYBODY = re.compile("[门事灯忧心难愁桌饭话](?![一-鿿])")
"""What many households have, in figures of speech."""
_ANIMALS = re.compile("[猪牛羊驴骡象鲸豹熊狮虎驼鹿獐犊牲畜蒜豚崽獒]")
"""What is counted by the head."""
_SURROUNDED = re.compile(r"(?:环|临|靠|傍|依|绕|是)[山水海江河湖林]")
"""三面环山: how a place lies, and no count."""


@cache
def _everywhere() -> re.Pattern[str]:
    """What is done everywhere: 四处奔走."""
    return re.compile(longest_first(beside("everywhere")))


_RICH = re.compile(r"(?:村|镇|乡|强?县|户|大道|园区|俱乐部|产业(?:强|园|镇|村))")
"""亿元村: what a body is called that makes so much."""


@cache
def _top_ten() -> re.Pattern[str]:
    """What the ten best are chosen of (十大名村): an honour, and no count."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}(?:{longest_first(beside('top_ten'))})")


def is_room(text: str, start: int, end: int) -> bool:
    """Whether digits and 户 are the number of a flat (39号小区201户、202户) and no count."""
    number = text[start:end]
    if not (number.isdecimal() and 3 <= len(number) <= 4 and 0 < int(number[-2:]) <= 8):
        return False
    return bool(_ROOMS.search(text, max(0, start - 8), start))


_ON_FLOOR = re.compile(r"(?:住在?|位于|设在|坐落在|来到|登上|爬到|搬到|搬至|[在于])\Z")
_IN_ALL = re.compile(r"(?:[共有高盖建达约近超加为]了?|地[上下])\Z")
_FLOOR_GOES_ON = re.compile(
    r"(?:则?[为是](?!主)|[设住](?!计|宅|房)|的(?:住户|居民|业主|租户|邻居|老人|商户))"
)


def is_floor(text: str, start: int, end: int) -> bool:
    """Whether numeral + 层 is one of the floors (2层是书屋, 住在6层) and not how many there are."""
    if _IN_ALL.search(text, max(0, start - 3), start):
        return False
    if _FLOOR_GOES_ON.match(text, end):
        return True
    after = text[end : end + 1]
    return after not in ("楼", "高", "小", "以") and bool(
        _ON_FLOOR.search(text, max(0, start - 3), start)
    )


_MODEL = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][-－]\Z")
MINUS_AFTER = frozenset("为是率至到达了在由从约近")
"""Characters after which a dash before a rate is a minus: 增长率为-2.5‰."""

MINUS_WORDS = frozenset(("同比", "环比", "增长", "增速", "增幅", "降幅", "涨幅", "跌幅"))
"""Words after which it is one too: 同比-5.2%."""

_RATE = re.compile(r"\d+(?:[.．]\d+)?(?:[%％‰]|个?百分点)")
_DEGREES = re.compile(r"\d+(?:[.．]\d+)?(?:℃|°C|摄氏度|度)")


@cache
def _latin_noun() -> re.Pattern[str]:
    """Nouns in Latin letters that are counted, not numbered (GDP75亿元)."""
    return re.compile(f"(?<![A-Za-z])(?:{either('count_context.tsv', 'latin')})$")


def coded(text: str, start: int, before: str) -> bool:
    """Whether the digits at ``start`` go on a code, a score or a model: G30, 8:7, 歼-20."""
    if before.isascii() and (before.isalnum() or before in "_./+&"):
        return not (before.isupper() and _latin_noun().search(text, max(0, start - 5), start))
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return True  # 03.17, 007
    if before in ":：" and start > 1:
        return text[start - 2].isdigit()
    if before not in "-－" or _MODEL.search(text, start - 2, start) is None:
        return False
    if text[start - 2] < "\u4e00":
        return True
    if _DEGREES.match(text, start):
        return False  # 夜里-5℃
    return not (may_be_minus(text, start - 1) and _RATE.match(text, start))


_HELD = re.compile("(?:连续?|成功|已经?|共)?(?:[举承主]办|办|连办|举行)了?\\Z")


def held(text: str, start: int, end: int) -> bool:
    """Whether a numeral before 届 says how often something was held: 已连办三届."""
    return text[end : end + 1] == "届" and _HELD.search(text, max(0, start - 6), start) is not None


def may_be_minus(text: str, sign: int) -> bool:
    """Whether a dash at ``sign`` before a rate is a minus by what stands before it."""
    return text[sign - 1] in MINUS_AFTER or text[max(0, sign - 2) : sign] in MINUS_WORDS


HAN = re.compile(r"[\u4e00-\u9fff]")
