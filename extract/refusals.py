"""What cannot be a name, whatever source proposes it: 昨日县医院, 8支志愿服务队, 景德镇 as a body.

The pool asks before it scores.  Offsets are code points.
"""

from __future__ import annotations

import re
from functools import cache

from ..models import lexicon as lx
from ..models.edges import openers
from ..seeds.table import classed, longest_first
from .links import ancestors, divisions, parse
from .no_body import between, no_body
from .openers import LEVELS, generic, words

_NEVER = ("break", "time", "scope", "clause")
_SOMETIMES = frozenset(
    ["全国", "清明", "国庆", "春节", "端午", "元宵", "中秋", "元旦", "特别", "其他"]
)
_MARKS = frozenset("■▲▼●◆★□△△·—-(（、")
_FUNCTION = re.compile(
    "[的了们被她哪谁这吗呢已]|(?<!求)是|(?<!诸)暨(?![南阳])|各(?=社区|街道|乡镇|镇|村|单位|部门|专委)|与(?:[县镇]|市(?![场政容民])|区(?![域块划位]))(?![级域村])|境内|老家|搬回|专供|(?<!自)由|(?<!报)到(?!家)|按照|根据|依据|围绕|针对|通过|以及|并且|紧扣|紧紧|位于|坐落|来到|前往|赶到|走进|成为|作为|联同|携手"
    "|首[家个]|唯一|借[上着助]|[村镇乡]和[一-鿿]{2,5}(?:村|镇|乡|社区|街道)|并[向与对将由]|(?<=[镇乡村道区县州旗])以|(?<=市)以(?!色列)|把(?=[^乡镇村])|部分(?=社区|村|街道|乡镇)"
    "|(?<!仅)仅(?!仅)|[立当随]即|[男女]子(?=[伪盗偷抢骗冒殴酒持涉因被在用将假])"
    "|(?<=[市县区旗州镇乡村])调研(?![一-鿿]{0,6}[处科室股组队地心员院所局会报])"
    "|(?<![补供自配])给(?![水排养油])|(?<=[一-鿿])从(?=[市县镇乡](?!化))|(?<=[镇乡村])(?:整合|挤满)"
)
_QUOTED = re.compile("“[^”]*”")
_SLOGAN = re.compile(
    "以[一-鿿]{1,3}[带养强兴引扶补育联][镇村乡县]|[一-鿿]{1,3}促[镇村乡县]"
    "|[强富大先好优][村镇][带帮联促][一-鿿]{1,2}[村镇]"
    "|[百千万][一-鿿]{1,3}(?:[进入联包帮走下到][百千万][村镇乡企家户]|[进入联包帮走][村镇乡])"
    "|(?:[民县市镇乡企农产业]?(?:[强富兴活美惠利旺][民县市镇乡企农产业]){1,3})[强富兴活美惠旺促带][村镇]"
)
"""What is to be done for villages (富民旺村, 以企促村, 强村带弱村, 千企联千村), no village."""
_CLASS = re.compile(
    "(?:[村乡镇县]|社区|街道|支部)?[“‘]?[两三]委[”’]?|村社区|村（社区）|村\\(社区\\)"
)
"""Kinds of bodies (村两委, 村社区), which the whole of a name cannot be."""
_FELLOW = re.compile("乡(?:贤|亲(?![自手])|愁|情(?!况|景)|音(?!乐|响)|友(?!谊|好))")
"""Words whose 乡 is no unit's (青河|乡贤)."""
_CLASSES = re.compile("(?:国企|央企|民企|企业|机关|单位|部门|高校|院校|商户|媒体)[与和]")
"""Kinds of bodies side by side (国企与行业协会), no name's begin."""
_GIVES = re.compile("给(?!水|排)|叫(?![河驹])|着|责编|至(?=[县市区镇乡村街社])")
"""What stands before a body and begins none (给供销社, 至县医院)."""
_LEARNS = re.compile("中学(?:习|到|懂|本领|本事|技[能术艺]|知识|经验|法律)")
"""中 and the verb 学 (在实践中学本领), no school."""
_REPORTS = re.compile("讯|\\d{1,2}月\\d{1,2}日[\\d时分:：]{0,6}(?:讯|消息)")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_DIVISION = re.compile("[省市县旗州盟]$|(?<![社发济园新理范景林])区$")
"""How a division's name ends; 社区 and 开发区 are bodies, though tables list some."""
_FULL = re.compile("[市县旗]$")
"""How the full name of a division ends that villages are not called after."""
_FOUNDING = re.compile("建立|成立|组建|召开|举办|举行|开展|打造|启动|推出|出台|印发|发布|累计|持续")
"""Verbs and adverbs that go on from a division's name (市中区|建立社区党组织)."""
_RANKED = re.compile(
    "[省市县区镇乡村]级(?:社区|村|街道|乡镇|(?!机关|行政).*(?:中心|医院|公司|站|所)$)"
)
_HONOUR = re.compile(
    "(?:国家级?|全国|[省市县区旗州](?!镇))级?[^镇乡街道苏]{2,8}(?:村|社区)"
    "|[一-鿿]{2,4}(?:旅游|文化)?(?:名|示范|样板|先进|标杆)村"
)
"""A level's honour for a village (省文化示范村, 红色旅游名村), no village of a level."""
_RANK = re.compile(
    "(?:十[大佳强]|最美|先进|文明|和谐|魅力|示范|优秀|美丽|平安|卫生|民主法治|学习型|绿色|智慧|生态|特色|五星级?)+"
    "[一-鿿]{0,4}(?:村|社区|党组织|党支部|居委会)"
    "|(?:五四红旗|三八红旗|先进|优秀|绿色|文明|平安|示范|特色|模范|十佳|星级)+(?:基层)?"
    "(?:学校|校园|团委|团支部|团组织|少先队|单位|家庭|集体|机关|企业|工会|妇联)"
)
"""What an honour is called after the division that gives it (江西省|文明社区)."""
_PLAIN = re.compile(
    "(?:生鲜|大型|连锁|高端|知名|龙头|头部|民营|公立|私立|各大)+"
    "(?:超市|商超|企业|市场|高校|酒店|药企|车企|商场|医院|学校|美术馆|博物馆|书店|剧场)$"
)
"""Kinds of firms behind a place (长三角|生鲜超市), no firm."""
_NUMBERED = re.compile(
    r"\d+余?[支个名家所处座条]|[一两三四五六七八九十]支|[一二两三四五六七八九十几多]{1,2}"
    "(?:家(?=[协商企公单医银合媒学机]|乡镇)|[个支所](?!镇|乡|村|社区|街道|中))"
)
"""What counts bodies (8支志愿服务队, 四家协会) and begins none."""
_HOUSING = re.compile("小区|家属[院楼区]")
_PARENTS = ("社区", "街道", "镇", "乡")
_GENERIC_PAIRS = frozenset(("联合街道", "联合社区", "新建社区", "新建街道", "新建小区"))
"""The verb and a unit at hand (社区|联合街道, 新建社区), though some units are called so."""
_TRADE = re.compile("(?:医|制|中)药业|(?:以|做强|做大|务|发展)实业")
"""Trades that end like a company's name (藏医药业)."""
_BEFORE_LEVEL = frozenset("经由据从在向与对请将被让我自率")
_COVERBS = frozenset("可自去")
"""What stands before a division and begins no name (可青河县)."""
_HAS = re.compile(
    "[省市县区旗州镇乡村](?:有(?![线轨机色])|就(?![业医]))|[一-鿿]+(?<![成造迁高低])就[省市县区镇乡]"
)
"""A unit that has or does something (镇有工作办公室, 代表就县政府的报告)."""
_TALLIED = re.compile("[0-9]+余?[个家所支处座间](?=[，。、；,;\n])")
_ANY_UNIT = ("社区", "街道", "乡镇", "镇街", "村级", "小区")
"""Kinds of units whose bodies are tallied (社区党群服务中心|109处)."""
_SOME = re.compile(
    "[省市县区旗州镇乡村]一(?:饭店|酒店|宾馆|餐馆|餐厅|煤矿|企业|公司|工厂|化工厂|工地|仓库|超市|商铺|商场)$"
)
"""Somebody's, that goes unnamed (白塔区一饭店)."""
_COUNTS = re.compile(r"(?:\d|[二两三四五六七八九十百千几多数])余?[个家所支处座]$")
_KINDLY = ("街道", "社区", "乡镇", "镇", "村", "乡", "县", "区")
"""Kinds of units that a number counts (5个|社区党群服务中心)."""


@cache
def _closed() -> frozenset[str]:
    """Openers of two or more characters that no body's name begins with."""
    return frozenset(word for word in openers(*_NEVER) - _SOMETIMES if len(word) > 1)


def _kind_of_team(text: str, start: int, end: int) -> bool:
    """Whether the span is a label that many teams share (青年服务队, 社区老年秧歌队)."""
    if text.startswith("社区", start) and end - start > 4:
        start += 2
    kinds, labels = lx.lexicon().org_kind, generic()
    return any(
        kinds.get(text[at:end]) == "team" and text[start:at] in labels
        for at in range(start + 1, min(start + 5, end))
    )


def _counted(text: str, start: int) -> bool:
    """Whether a number counts bodies of a kind of unit (5个|社区党群服务中心)."""
    if not text.startswith(_KINDLY, start) or text.startswith(("镇江", "乡宁", "县城"), start):
        return False
    return _COUNTS.search(text, max(0, start - 4), start) is not None


_TWO_LEVELS = frozenset(("县区", "市县", "县市", "省市"))
"""Levels named together (14个县|区总工会), no body of one."""


def _in_county(text: str, start: int) -> bool:
    """Whether a county with a town of its own begins here (会同县若水镇)."""
    if lx.lexicon().level.get(text[start : start + 3]) not in ("county", "city"):
        return False
    return parse(text[start : start + 12])[1] > 4


def _cut_off(text: str, start: int) -> bool:
    """Whether the span begins inside 该县, or inside a verb that divides bodies (对|接)."""
    before = text[start - 1 : start]
    if text[start] in LEVELS and start > 1 and _in_county(text, start - 2):
        return True
    if text[start - 1 : start + 1] in _TWO_LEVELS and not text.startswith("市场", start):
        return True
    if before == "该" and text[start] in LEVELS:
        return text[start + 1 : start + 2] not in ("委", "政")
    return bool(before) and text[start - 1 : start + 1] in openers("break")


def broken(span: str) -> bool:
    """Whether a word that stands in no name holds the span together (柳湾镇按照区委).

    >>> broken("柳湾镇按照区委"), broken("“有求必应”服务队"), broken("图们市党校")
    (True, False, False)
    >>> broken("柳湾街道北岭镇"), broken("西乡塘区衡阳街道")
    (True, False)
    """
    bare = _QUOTED.sub("", span)
    units = _UNITS.search(bare)
    if units and parse(bare)[1] <= units.end("first"):
        # 柳湾街道|北岭镇
        return True
    for held in (_FUNCTION, between()):
        if held.search(bare) and held.search(_named().sub("", bare)):
            return True
    return False


_UNITS = re.compile("(?P<first>街道|[镇乡])[一-鿿]{2,6}(?:镇|乡|街道)$")


@cache
def _named() -> re.Pattern[str]:
    """Divisions whose names hold such a word (图们市, 乐从镇)."""
    level = lx.lexicon().level
    return re.compile(longest_first(w for w in level if _FUNCTION.search(w) or between().search(w)))


def refused(text: str, start: int, end: int) -> bool:
    """Whether a body's name cannot be here.

    It is a division's or place's (景德镇) or goes on from it with a verb, begins with 昨日, 各个
    or 依托, with 该, 我市, a number, a year or a mark, holds one quotation mark of two, or a word
    like 了 and 由 outside quotation; a compound is called after it (酱菜厂|小区).
    """
    span = text[start:end]
    if _NUMBERED.match(text, start, end) or _cut_off(text, start) or no_body(text, start, end):
        return True
    if not span.endswith(_PARENTS) and _HOUSING.match(text, end):
        return True
    if span in ("大工委", "大党委") or _SOME.search(span):
        return True
    if span.startswith(_ANY_UNIT) and _TALLIED.match(text, end):
        return True
    if span[:2] in _TWO_LEVELS and span[2:] in lx.lexicon().org_kind:
        return True
    if span in _GENERIC_PAIRS and text.count(span) == 1:
        return True
    if span in classed("place_words.tsv", "village_kind") or text[start] in _MARKS or broken(span):
        return True
    if span.endswith("圩镇") and (span[:-2] in generic() or f"{span[:-2]}镇" in text):
        # 石桥圩镇 is the place where 石桥镇 sits.
        return True
    if _CLASS.fullmatch(span):
        return True
    if _PLAIN.search(span):
        return True
    if _SLOGAN.fullmatch(span) or _FELLOW.match(text, end - 1) or _CLASSES.match(span):
        return True
    if lx.lexicon().level.get(span, "town") != "town":
        return True
    if text.count("“", start, end) != text.count("”", start, end):
        return True
    if (
        text[start] == "该"
        or _YEAR.match(text, start, end)
        or text.endswith(("常委", "主委"), start, end)
    ):
        return True
    named = parse(span)[1]
    if _DIVISION.search(span) and named == len(span):
        return True
    if not named and _HONOUR.fullmatch(span):
        return True
    if named and _RANK.fullmatch(span[named:]) and _ranks(span[:named]):
        return True
    if span[named:] in ("社区", "村", "街道", "乡镇") and _FULL.search(span, 0, named):
        # 青河市|社区工作者
        return True
    if _LEARNS.match(text, end - 2):
        return True
    if _RANKED.fullmatch(span) or (named and _FOUNDING.match(text, start + named, end)):
        return True
    if text[start] in _BEFORE_LEVEL and text[start + 1 : start + 2] in LEVELS:
        return True
    if text[start] == "与" or (text[start] == "及" and text[start + 1] not in "第时"):
        return True
    if text[start] == "和" and len(text[start + 1 : end]) > 3:
        # 和|农业服务中心
        return text[start + 1 : end] in lx.lexicon().org_family
    if _TRADE.search(text, max(start, end - 4), end):
        return True
    if text[end - 1] in "队团" and _kind_of_team(text, start, end):
        return True
    if _leads(text, start, end) or _HAS.match(text, start, end) or _counted(text, start):
        return True
    # 今日青河|讯 is an outlet.
    return 0 < opening(text, start, end) < end - start and not _REPORTS.match(text, end)


def opening(text: str, start: int, end: int) -> int:
    """Length of the word at the span's begin that no body's name begins with (比如|青河集团), or 0.

    >>> opening("比如青河集团", 0, 6), opening("青河集团", 0, 4)
    (2, 0)
    """
    if text[start] == "至" and text[start + 1 : end] in lx.lexicon().org_kind:
        return 1
    if match := _GIVES.match(text, start, end):
        return match.end() - start
    if _in_county(text, start):
        # 会同县若水镇 is no verb and its object.
        return 0
    closed = _closed()
    size = next((n for n in (4, 3, 2) if text[start : start + n] in closed), 0)
    known = words()
    if size and all(known.get(text[start : start + n]) != "name" for n in (3, 4)):
        return size
    return 0


def _ranks(chain: str) -> bool:
    """Whether a chain of divisions ends in a province or a city, which have no villages."""
    level = lx.lexicon().level
    return any(level.get(chain[at:]) in ("province", "city") for at in range(len(chain) - 1))


def _leads(text: str, start: int, end: int) -> bool:
    """Whether the span begins with a word before a name: a level's body or a division.

    希望|团县委, 改建|镇养老中心, 通常|县教育局, (知)道|县教育局; 建设|镇 and 服务|区 are names
    or parts of one.
    """
    known = words()
    lex = lx.lexicon()
    if any(text[start : start + n] in lex.level for n in (2, 3, 4, 5)):
        return False
    at = next((start + n for n in (4, 3, 2) if known.get(text[start : start + n]) == "verb"), 0)
    if at and known.get(text[start : at + 1]) == "name":
        return False
    if at and _body(text, at, end):
        return True
    if at or text[start] in _COVERBS:
        at = at or start + 1
        size = parse(text[at : min(end, at + 10)])[1]
        return size > 2 and text[at + size - 1] in "省市县区旗州"
    if text[start - 1 : start + 1] in lex.common:
        at = start + 1
    elif text[start : start + 2] in lex.common and not text.startswith("自治", start):
        at = start + 2
    if not at or end - at < 2 or text[at] in "区村" or not _level_body(text, at, end):
        return False
    # 胜利镇 may be a town of former times, whose name stands elsewhere, too.
    return text[at] not in "镇乡" or text.count(text[start : at + 1]) == 1


def _body(text: str, start: int, end: int) -> bool:
    """Whether a listed body or a level and its body begin the span (共青团, 镇司法所, 县医院)."""
    lex = lx.lexicon()
    listed = (text[start : start + n] in lex.fixed_kind for n in range(2, min(end - start, 7) + 1))
    return any(listed) or text.startswith("共青团", start) or _level_body(text, start, end)


_NTH = re.compile("第[一二三四五六七八九十]{1,2}[^的]{0,5}(?:院|[中小]学|园|校)")
_NO_LEVEL = ("区管", "区建", "村村", "镇区")


def _level_body(text: str, start: int, end: int) -> bool:
    """Whether a level and its body begin the span (县教育局, 团县委, 市第一医院)."""
    if text[start] == "团":
        return text[start + 1] in LEVELS and text[start + 2 : start + 3] == "委"
    if text[start] not in LEVELS or text.startswith(_NO_LEVEL, start):
        return False
    lex = lx.lexicon()
    first = start + 1
    families = {lex.org_family.get(text[first:stop]) for stop in range(first + 2, end + 1)}
    if text[first : first + 2] in lex.common:
        # 镇|综合|文化服务中心
        families.add(lex.org_family.get(text[first + 2 : end]))
    if not families.isdisjoint(("dept", "body")) or text[first:end] in lex.org_family:
        return True
    return text[start : start + 2] in lex.fixed_kind or _NTH.fullmatch(text, first, end) is not None


_NO_PLACE = re.compile(
    "[一-鿿](?:社区|街道)(?!(?:百姓|文化|居民|群众|幸福){0,2}[大小]?(?:舞台|戏台))[一-鿿“]{2}|[市县区州旗镇](?<!城市|夜市|都市)以(?!色列)|[路街道](?:沿街|沿线|两侧|周边|一带)|[了们被她哪谁这吗呢把]|[推运抵送来带走]到|途经|直达|抵达|运抵|[0-9]余?[个名家座处条]|”.{3}"
)


_SPIRIT = re.compile("精神(?![文病卫科面状抖振饱焕失障疾残专健康医药治生家食分])")
"""井冈山|精神 is what people are to be like; 柳州市|精神障碍患者 is no such thing."""
_PEOPLE = re.compile("族(?!自治|乡|谱|裔)")
"""朝鲜|族 is a people."""
_NAMELESS = re.compile(
    "(?:[满回苗侗瑶彝藏壮羌黎畲白傣土水]|蒙古|土家|朝鲜|哈萨克|布依|哈尼|傈僳|各)族自治[县州旗区]"
)
"""A kind of county (唯一的土族自治县), without a name before it."""
_PARK = re.compile("(?P<trade>[一-鿿]{2,4})(?:产业园|采摘园|种植园|示范园)")
_AMONG = re.compile("(?:[、和]|一[个处座])$")
"""What stands before a park called by its trade alone (一处|煎饼产业园)."""
_NO_TOWN = ("市区", "主城区", "镇街", "街镇", "圩镇")
_STRONG = re.compile(
    "(?:教育|文化|交通|旅游|科技|体育|农业|工业|经济|生态|人才|质量|制造|网络|健康|法治|数字|海洋)强[国省市县区镇]$"
)
"""What a place is to become (渝西|教育强区)."""
_TOWN = re.compile("(?:圩镇|(?:主城|老城|新城|[市城])区|城[东西南北])(?=[一-鿿]{2,})")
_UNIT = re.compile("[一-鿿]{2,}(?:社区|街道)(?=[一-鿿]{2})")


def site(text: str, start: int, head: int) -> int:
    """Where a compound's or park's own name begins after the town or unit it lies in, or -1.

    >>> site("南溪街道柳堤公园", 0, 6), site("市区柳岭小区", 0, 4), site("柳堤公园", 0, 2)
    (4, 2, -1)
    """
    match = _UNIT.match(text, start, head) or _TOWN.match(text, start, head)
    return match.end() if match else -1


def no_place(text: str, start: int, end: int) -> bool:
    """Whether a place's name cannot be here: it holds a verb with its object, a number of
    things, a grass-roots unit and what is called otherwise in it (兴仁社区|金桂苑小区), or a
    quotation that more than a head follows (把“三步”工作法推广到23个小区).
    """
    if (
        _SPIRIT.match(text, end)
        or _PEOPLE.match(text, end)
        or _NAMELESS.fullmatch(text, start, end)
    ):
        return True
    park = _PARK.fullmatch(text, start, end)
    if (
        park
        and park["trade"] in lx.lexicon().common
        and _AMONG.search(text, max(0, start - 2), start)
    ):
        return True
    if _STRONG.search(text, start, end) or _everyday(text, start, end):
        return True
    town = text.startswith(_NO_TOWN, start) and end - start >= 4
    return town or _NO_PLACE.search(text, start, end) is not None


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


_THOUGHT = re.compile(
    "(?:习近平|毛泽东|邓小平)(?!总书记|主席|同志|强调|指出|[在对向])(?:(?!的)[一-鿿]){0,12}?(?:思想|理论)(?!家|工作|教育|建设)"
)
"""A doctrine called after its founder, who is not meant himself."""


def impossible(kind: str, text: str, start: int, end: int) -> bool:
    """Whether no mention of ``kind`` can be here, whatever its source.

    >>> impossible("PERSON", "台风“韦帕”逼近", 3, 5), impossible("PLACE", "有朝鲜族、回族", 1, 3)
    (True, True)
    """
    if kind == "ORG":
        return refused(text, start, end)
    if kind == "PERSON":
        return _storm(text, start, end) or _THOUGHT.match(text, start) is not None
    return kind == "PLACE" and no_place(text, start, end)


def _storm(text: str, start: int, end: int) -> bool:
    """Whether the article calls a storm by this name (台风“韦帕”, 第9号台风韦帕).

    The word right before it tells of this mention alone: elsewhere the name may be a person's.
    """
    name = text[start:end]
    return (
        f"台风“{name}”" in text
        or f"号台风{name}" in text
        or text.startswith("台风", max(0, start - 2), start)
    )
