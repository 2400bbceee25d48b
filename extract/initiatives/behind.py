"""Signs behind a quotation or a phrase that it names an initiative, or does not."""

from __future__ import annotations

import re
from functools import cache

from .context import Context
from .vocabulary import alternatives, word_after

_LIST = "(?:[、和与及]?“[^”\n]{1,20}”)*"
"""The other quotations of a list."""
_SHORT_LIST = "(?:[、和与及]?“[^”\n]{1,8}”)*"
_TEAM = re.compile("队|团(?![结圆聚购委员体])|党支部|联盟|协会|合作社")
_HONOUR = re.compile(
    "(?:等(?:[0-9一二三四五六七八九十百多余几]+[项个种])?[全国省市县区级]{0,4})?(?:光荣|荣誉)?"
    "(?:称号|奖|荣誉|殊荣|美誉|之称)"
)
_GLOSS = re.compile("(?:：|:|-{1,2}|[，,]?即|\\(|（)")
_WORK = re.compile("(?:系列)?(?:作品|油画|书法|雕塑|摄影)")
_BECOMES = re.compile("(?:已|正)?(?:转?变|转化|升级|蝶变|蜕变)(?:为|成)|[向到]“|转向")
_FROM_TO = ("从", "由", "向", "到", "为")


@cache
def headed_enough() -> re.Pattern[str]:
    """A head noun behind a quotation, directly or some way on."""
    heads = alternatives("headed")
    return re.compile(f'[”’"][一-鿿]{{0,6}}?(?:{heads})(?!队|员|室)')


def headed_at(context: Context, end: int) -> bool:
    """Whether a head noun of a programme follows a quotation that ends at ``end``."""
    return headed_enough().match(context.text, end - 1) is not None


@cache
def _theme_before() -> re.Pattern[str]:
    """What leads to a theme: 以“X”为主题."""
    return re.compile(f"(?:{alternatives('theme_lead')})[^，。；,;“”]{{0,4}}$")


@cache
def _theme() -> re.Pattern[str]:
    """What makes a theme of a quotation: “X”为主题."""
    return re.compile(
        '[”’"]?(?:[、和与及]?“[^”\n]{1,24}”)*(?:为|等|的|这一|作为)*(?:[一-鿿]{0,4}?)'
        f"(?:{alternatives('theme')}|名(?![单片]))(?!{alternatives('theme_goes_on')})"
    )


@cache
def _piece() -> re.Pattern[str]:
    """“甲”“乙”两大板块: pieces of a whole."""
    return re.compile(
        f"{_LIST}(?:等)?(?:[一二两三四五六七八九十几多0-9]+个?|特色|互动|主题|大|系列)*"
        f"(?P<what>{alternatives('piece')})"
    )


@cache
def _group() -> re.Pattern[str]:
    """“甲”“乙”等5类宣讲团: what is counted are groups and places."""
    return re.compile(
        f"{_LIST}等?[0-9一二两三四五六七八九十多数]+(?:余|多)?[个类支种大条家座处名][一-鿿]{{0,6}}?"
        f"(?:{alternatives('group')})(?![一-鿿]{{0,2}}活动)"
    )


@cache
def _ranked() -> re.Pattern[str]:
    """“六美”庭院, “五好”企业党组织: a rank that is given."""
    return re.compile(
        f"{_SHORT_LIST}(?:{alternatives('rank')})*(?:{alternatives('ranked')})(?![民级委里干])"
    )


@cache
def _things() -> re.Pattern[str]:
    """“甲”“乙”等特色的方式: things of one kind that are listed, no names of programmes."""
    return re.compile(f"{_LIST}等[^，。；、\n“]{{0,8}}?(?:{alternatives('thing')})")


@cache
def _played() -> re.Pattern[str]:
    """“甲”“乙”“丙”游戏: what was played, sung or eaten."""
    return re.compile(
        f"{_LIST}(?:[一二两三四五六七八九十0-9]+[个项种道])?(?:趣味|互动|传统|民间|特色|经典)*"
        f"(?:{alternatives('played')})"
    )


@cache
def _fun() -> re.Pattern[str]:
    """“甲”“乙”等趣味比赛, “甲”“乙”等特色菜品: games and dishes, whatever they are called."""
    return re.compile(
        f"{_LIST}等(?:[0-9一二两三四五六七八九十多几]+余?[个项种道类])?(?:[^，。；、“”\\n]{{0,4}}?的)?"
        f"(?:经典|传统|民间|特色|地方|地道|农家|集体|团体|亲子|民俗|当地)*(?:{alternatives('fun')})"
    )


_EVENTS = re.compile(f"{_LIST}等?[^，。；、“”\n]{{0,4}}?(?:项目|比赛|赛项|竞赛)")


_PRESS = re.compile("(?:主题|系列|专题|专场)*(?:新闻发布会|新闻通气会|记者会|[媒记][体者]见面会)")
"""“这五年”系列新闻发布会: what the press was told of."""


@cache
def _at_games() -> re.Pattern[str]:
    """运动会设“甲”“乙”等项目: what leads to the events of a meeting."""
    return re.compile(
        f"(?:{alternatives('games')})[^，。；“”\\n]{{0,8}}?(?:设置|设有|设立|共设|设|开展|进行|包括|分为|有)了?"
        "[^，。；“”\\n]{0,4}$"
    )


@cache
def _defined() -> re.Pattern[str]:
    """“围炉会”，是街道推出的工作方法。"""
    return re.compile(f"[，,]?是[^，。；“”\n]{{1,24}}(?:{alternatives('defined')})[，。；]")


@cache
def _mentioned() -> re.Pattern[str]:
    """“穷”字, “内卷”一词: the word is spoken of."""
    return re.compile(f"(?:[一二两三四五六七八几]个?大?字|{alternatives('mentioned')})")


@cache
def _population() -> re.Pattern[str]:
    """“两新”组织: what a number of people or bodies is called."""
    return re.compile(f"等?(?:{alternatives('population_head')})")


@cache
def _members() -> re.Pattern[str]:
    """“两新”会员, “四员”头像: a number of people, or of kinds of them."""
    return re.compile(f"等?(?:{alternatives('member')}|代表(?!大?会))")


@cache
def _this() -> re.Pattern[str]:
    """“围炉会”这一品牌: the name is taken up by its kind."""
    return re.compile(f"这[一个][一-鿿]{{0,4}}(?:{alternatives('this_head')})")


@cache
def _listed_programmes() -> re.Pattern[str]:
    """“甲”“乙”等多种治理模式: what is listed are programmes."""
    return re.compile(
        "(?:[、和与及]?“[^”\n]{1,24}”)*(?:、[^，。；、\n“”]{2,8})*"
        "(?:等|[各多][种类项]|[0-9两三四五六七八九十]+[大项个种类])"
        "(?:[^，。；、\n“”]{0,4}“[^”\n]{1,8}”)?[^，。；、\n“”]{0,10}?"
        f"(?:{alternatives('listed_head')})(?![一-鿿]{{0,3}}[者员队团])"
    )


@cache
def _incident() -> re.Pattern[str]:
    """“5·22”特别重大事故."""
    return re.compile(
        f"[一-鿿]{{0,10}}?(?:{alternatives('incident')}|(?<![提议预方档答草文教图备])案(?!例))"
    )


@cache
def _turns() -> re.Pattern[str]:
    """从“X”到“Y”的转变: what something was and becomes."""
    return re.compile(f"的?(?:{alternatives('turning')})")


@cache
def _de_head() -> re.Pattern[str]:
    """“大家议”的治理模式: a head noun behind 的."""
    return re.compile(f"的[一-鿿]{{0,6}}?(?:{alternatives('de_head')})")


@cache
def _branded() -> re.Pattern[str]:
    """“石林人参果”地理标志: a brand of wares or a town's name card."""
    return re.compile(alternatives("branded"))


@cache
def _slogan() -> re.Pattern[str]:
    """What makes a slogan of a quotation: “X”的口号."""
    return re.compile(f"的[一-鿿]{{0,4}}?(?:{alternatives('slogan')})")


@cache
def _predicate() -> re.Pattern[str]:
    """“X”10月启动: what is said of a subject."""
    return re.compile(f"(?:[0-9]{{1,2}}月)?(?:{alternatives('predicate')})")


@cache
def _period() -> re.Pattern[str]:
    """“十四五”期间."""
    return re.compile(f"[期间]*(?:{alternatives('period')})")


@cache
def _place() -> re.Pattern[str]:
    """“候鸟”小镇: what kind of place it is."""
    return re.compile(f"(?:特色)?(?:{alternatives('place')})(?!级|民|委)")


@cache
def _notion() -> re.Pattern[str]:
    """“两山”理论: a notion, a problem or a fashion."""
    return re.compile(alternatives("notion"))


def signs_behind(context: Context, position: int, start: int) -> dict[str, float]:
    """What stands after ``position``: 的 with a noun, prizes, a gloss, 启动/开幕.

    ``start`` is where the name, or the list it stands in, begins.
    """
    text = context.text
    found: dict[str, float] = {}
    # Some pages set a blank on either side of a quotation.
    position += text[position : position + 1] == " "
    tail = text[position : position + 14]
    if _WORK.match(tail):
        found["after.work"] = 1.0
    if tail.startswith("的"):
        found["after.de"] = 1.0
        if word_after(text, position + 1, "generic_after"):
            found["after.de_generic"] = 1.0
    if _HONOUR.match(tail) or word_after(text, position, "honour_after") is not None:
        found["after.honour"] = 1.0
    if _GLOSS.match(tail):
        found["after.gloss"] = 1.0
    if tail.startswith("等"):
        found["after.deng"] = 1.0
    if _predicate().match(tail):
        found["after.predicate"] = 1.0
    if _branded().match(tail):
        found["after.brand"] = 1.0
    if _period().match(tail):
        found["after.period"] = 1.0
    if _TEAM.search(tail[:8]):
        found["after.team"] = 1.0
    if _theme().match(text, position) and _theme_before().search(text, max(0, start - 8), start):
        found["after.theme"] = 1.0
    if piece := _piece().match(text, position):
        found["after.column" if piece["what"] in ("栏目", "专栏") else "after.part"] = 1.0
    if _slogan().match(text, position):
        found["after.slogan"] = 1.0
    if _ranked().match(text, position):
        found["after.ranked"] = 1.0
    if _things().match(text, position) or _played().match(text, position):
        found["after.things"] = 1.0
    if _fun().match(text, position) or (
        _EVENTS.match(text, position) and _at_games().search(text, max(0, start - 20), start)
    ):
        found["after.fun"] = 1.0
    if _PRESS.match(text, position):
        found["after.press"] = 1.0
    if _place().match(tail):
        found["after.place"] = 1.0
    if _notion().match(tail):
        found["after.notion"] = 1.0
    from_to = text[max(0, start - 1) : start] in _FROM_TO
    if _BECOMES.match(tail) or (from_to and _turns().match(tail)):
        found["after.change"] = 1.0
    listed = _listed_programmes().match(text, position)
    if listed:
        found["after.list_kind"] = 1.0
    elif _incident().match(tail):
        found["after.incident"] = 1.0
    if _group().match(text, position):
        found["after.group"] = 1.0
    if _defined().match(text, position):
        found["after.define"] = 1.0
    if _mentioned().match(text, position):
        found["after.mention"] = 1.0
    if _population().match(text, position):
        found["after.population"] = 1.0
    if _members().match(text, position):
        found["after.members"] = 1.0
    if _this().match(text, position):
        found["after.this"] = 1.0
    if _de_head().match(text, position):
        found["after.de_head"] = 1.0
    if word_after(text, position, "generic_after") is not None:
        found["after.generic"] = 1.0
    return found
