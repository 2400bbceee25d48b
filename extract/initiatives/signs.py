"""Signs before, behind and elsewhere that a quotation or a phrase names an initiative."""

from __future__ import annotations

import re
from functools import cache

from .context import Context, parts_at
from .elsewhere import RAISED
from .setting import contested
from .vocabulary import alternatives, long_words, speech_verbs, word_after, word_before

_ORG_TAIL = re.compile(
    "(?:队|团(?![结圆聚购委员体])|服务队|突击队|宣讲队|车队|党支部|护卫队|代表队|小队|联盟|协会|合作社)"
)
_THEME_BEFORE = re.compile(
    "(?:以|围绕|紧扣|坚持|秉承|秉持|本着|按照|树立|为|打着|假借|在)[^，。；,;“”]{0,4}$"
)
_PART_AFTER = re.compile(
    "(?:[、和与及]?“[^”\n]{1,20}”)*(?:等)?(?:[一二两三四五六七八九十几多0-9]+个?|特色|互动|主题|大|系列)*"
    "(?P<what>栏目|专栏|板块|版块|环节|课程|短视频|短片|篇章|单元|展区|展位|议题|标语|字样|横幅|图案|造型|圈层)"
)
_GROUP_AFTER = re.compile(
    "(?:[、和与及]?“[^”\n]{1,20}”)*等?[0-9一二两三四五六七八九十多数]+(?:余|多)?[个类支种大条家座处名][一-鿿]{0,6}?"
    "(?:团|点|队伍|队|基地|区|村|社区|路线|线路|产品|企业|岗|街区|片区|场景|空间|小组|群体|流派|系列)(?![一-鿿]{0,2}活动)"
)
"""“甲”“乙”等5类宣讲团: what is counted are groups and places."""
_RANKED_AFTER = re.compile(
    "(?:[、和与及]?“[^”\n]{1,8}”)*(?:示范|先进|标准化|基层|企业|农村|机关)*"
    "(?:社区|党组织|党支部|支部|家庭|企业|单位|机关|庭院|学校|校园|医院|乡镇|小区|商户|干部|学生|村庄?)"
    "(?![民级委里干])"
)
"""“六美”庭院, “五好”企业党组织: a rank that is given."""
_PLAYED_AFTER = re.compile(
    "(?:[、和与及]?“[^”\n]{1,20}”)*(?:[一二两三四五六七八九十0-9]+[个项种道])?(?:趣味|互动|传统|民间|特色|经典)*"
    "(?:小?游戏|歌曲|舞蹈|小品|快板|小吃|美食|菜品|奖项)"
)
"""“甲”“乙”“丙”游戏: what was played, sung or eaten."""
_DEFINED = re.compile(
    "[，,]?是[^，。；“”\n]{1,24}(?:模式|方法|做法|机制|平台|品牌|活动|项目|载体|制度|举措|工程|行动)[，。；]"
)
"""“围炉会”，是街道推出的工作方法。"""
_MENTION_AFTER = re.compile(
    "(?:[一二两三四五六七八几]个?大?字|一词|这个词|字样|一说|之说|之争|之嫌|之路|之旅|之问|之变|之举|两会)"
)
"""“穷”字, “内卷”一词: the word is spoken of."""
_SAID = re.compile(
    "[说喊问唱讲叫答提听夸赞叹写念](?:叨|道|得|到|起)?(?:着|过|了)?的?(?:最多|最多的|都|就)?是$"
)
"""念叨的是“…”, 问得最多的是“…”."""
_NUMBER_OF = re.compile(
    "(?:[0-9]余?|[两二三四五六七八九十])[个支处名间座家条]$|第[一二三四五六七八九十]批$"
)
"""6个“少儿服务”: one of many of its kind."""
_PROBLEM = re.compile(
    "(?:面对|针对|破解|解决|存在|面临|遭遇|告别|克服|摆脱|走出|打破|整治|清理|清除|打击|查处|收拾|刹住|揪住|防范|防止"
    "|杜绝|拒绝|禁止|严查|严禁|纠治|纠正|反对|防治|消除|根除|根治|破除|遏制|取缔|治)(?:着|了)?$"
)
"""整治“四堆”: what is fought, no programme."""
_MADE_INTO = re.compile("(?:打造|建设|改造|改建|变|转变|转化|升级|锻造|塑造)(?:成为|成|为)[^，,]*$")
"""把食堂打造成暖心的“…”: a figure of speech."""
_POPULATION_AFTER = re.compile("(?:等)?(?:群体|人群|人员|党组织|党支部|组织|企业|领域)")
_MEMBERS_AFTER = re.compile(
    "等?(?:党员|会员|成员|干部|对象|代表(?!大?会)|学员|队员|头像|从业者|从业人员|就业群体|工作者|人员|群体|人群|领域|力量|作用)"
)
"""“两新”会员, “四员”头像: a number of people, or of kinds of them."""
_GENERIC_THIS = re.compile("这[一个](?:[一-鿿]{0,4})(?:品牌|活动|机制|模式|平台|载体|工程|项目)")
_LIST_KIND = re.compile(
    "(?:[、和与及]?“[^”\n]{1,24}”)*(?:、[^，。；、\n“”]{2,8})*(?:等|[各多][种类项]|[0-9两三四五六七八九十]+[大项个种类])"
    "(?:[^，。；、\n“”]{0,4}“[^”\n]{1,8}”)?[^，。；、\n“”]{0,10}?"
    "(?:模式|机制|工作法|制度|行动|工程|计划|品牌|活动|举措|做法|载体|抓手|项目|平台|服务|阵地|改革|赛事|课堂"
    "|论坛|讲堂|讲坛|比赛|大赛|竞赛|沙龙)"
    "(?![一-鿿]{0,3}[者员队团])"
)
"""“甲”“乙”等多种治理模式: what is listed are programmes."""
_INCIDENT = re.compile(
    "(?:[一-鿿]{0,10}?)(?:事故|事件|案件|案(?![例])|地震|洪灾|爆炸|坠机|空难|诉讼)"
)
"""“5·22”特别重大事故."""
_TURNS = re.compile("(?:的)?(?:转变|转型|转化|迈进|升级|延伸|跨越|蝶变|蜕变|过渡|转换|发展)")
_DE_HEAD = re.compile(
    "的[一-鿿]{0,6}?(?:模式|工作法|机制|活动|工程|行动|计划|制度|办法|工作体系|治理体系)"
)
_BRANDED = re.compile(
    "地理标志|商标|牌|品牌|区域公用|集体商标|授权|系列|成为国家地理|获评|(?:城市|文化)?名片"
)
_ADVERBS = "了着过起出好成到"


@cache
def _theme_after() -> re.Pattern[str]:
    """What makes a theme of a quotation: “X”为主题."""
    return re.compile(
        '[”’"]?(?:[、和与及]?“[^”\n]{1,24}”)*(?:为|等|的|这一|作为)*(?:[一-鿿]{0,4}?)'
        f"(?:{alternatives('theme')}|名(?![单片]))"
        "(?!活动|教育|[党团队]日|宣讲|展|采访|宣传|晚会|论坛|公园|实践|培训|沙龙|讲座|征文|演讲|比赛)"
    )


@cache
def _things_after() -> re.Pattern[str]:
    """“甲”“乙”等特色的方式: things of one kind that are listed, no names of programmes."""
    return re.compile(
        f"(?:[、和与及]?“[^”\n]{{1,20}}”)*等[^，。；、\n“]{{0,8}}?(?:{alternatives('thing')})"
    )


@cache
def _slogan_after() -> re.Pattern[str]:
    """What makes a slogan of a quotation: “X”的口号."""
    return re.compile(f"的[一-鿿]{{0,4}}?(?:{alternatives('slogan')})")


@cache
def _thing_before() -> re.Pattern[str]:
    """一张“明白纸”: mostly a thing or a figure of speech."""
    return re.compile(f"[一这那](?:{alternatives('thing_counter')})$")


@cache
def _headed_enough() -> re.Pattern[str]:
    """A head noun behind a quotation, directly or some way on."""
    heads = alternatives("headed")
    return re.compile(f'[”’"][一-鿿]{{0,6}}?(?:{heads})(?!队|员|室)')


def before(context: Context, position: int) -> dict[str, float]:
    """What stands before ``position``: verbs, a possessor, a colon, 一个/一场."""
    text = context.text
    found: dict[str, float] = {}
    at = position
    while at and text[at - 1] == " ":
        at -= 1
    for kind in ("launch", "use", "naming", "metaphor_verb", "honour_before", "coining"):
        word = word_before(text, at, kind)
        if word is None and at and text[at - 1] in _ADVERBS:
            word = word_before(text, at - 1, kind)
        if word is not None:
            found[f"before.{kind}"] = 1.0
    if at and text[at - 1] == "的":
        found["before.de"] = 1.0
        if at - 1 in context.body_ends:
            found["before.body_de"] = 1.0
        clause = text[max(context.line_start(at), at - 14) : at - 1]
        if any(
            verb in clause
            for verb in ("推行", "推出", "开展", "实施", "举办", "主办", "打造", "探索", "组织")
        ):
            found["before.launch_de"] = 1.0
    if re.search("(?:外号|绰号|昵称|雅号)[^，,。]{0,4}$", text[max(0, at - 8) : at]):
        found["before.nickname"] = 1.0
    if at in context.body_ends:
        found["before.body"] = 1.0
        found[f"before.{context.body_ends[at][1]}"] = 1.0
    if at and text[at - 1] in "：:":
        found["before.colon"] = 1.0
        clause = text[max(0, at - 8) : at - 1]
        if any(clause.endswith(verb) for verb in speech_verbs()):
            found["before.speech"] = 1.0
    if _SAID.search(text, max(0, at - 8), at):
        found["before.speech"] = 1.0
    if re.search("所谓的?$", text[max(0, at - 3) : at]):
        found["before.so_called"] = 1.0
    if _PROBLEM.search(text, max(0, at - 4), at):
        found["before.problem"] = 1.0
    if re.search("(?:确定|认定|划定|界定|判定|定性|列)为$", text[max(0, at - 4) : at]):
        found["before.label"] = 1.0
    if at and text[at - 1] in "、”和与及":
        found["before.list"] = 1.0
    if re.search("第[一二三四五六七八九十0-9]+期$", text[max(0, at - 6) : at]):
        found["before.issue"] = 1.0
    if _NUMBER_OF.search(text, max(0, at - 6), at):
        found["before.count"] = 1.0
    if re.search("[一][个场套条支张项种]$", text[max(0, at - 2) : at]):
        found["before.article"] = 1.0
    if _thing_before().search(text, max(0, at - 2), at):
        found["before.thing"] = 1.0
    clause = text[max(context.line_start(at), at - 16) : at]
    clause = re.split("[，,。；;！!？?]", clause)[-1]
    if _MADE_INTO.search(clause):
        found["clause.made_into"] = 1.0
    for kind in ("launch", "use"):
        if long_words(kind).search(clause):
            found[f"clause.{kind}"] = 1.0
    if "before.metaphor_verb" not in found and long_words("metaphor_verb").search(clause):
        found["clause.metaphor"] = 1.0
        if "before.de" in found:
            found["before.metaphor_de"] = 1.0
    return found


def headed_at(context: Context, end: int) -> bool:
    """Whether a head noun of a programme follows a quotation that ends at ``end``."""
    return _headed_enough().match(context.text, end - 1) is not None


def parts(context: Context, start: int, end: int) -> bool:
    """Whether the article spells out the parts of a numbered name."""
    return parts_at(context.text, start, end) is not None


def placed(context: Context, start: int, name: str) -> bool:
    """Whether the name begins with a place's (石林人参果)."""
    return any(
        context.body_ends.get(start + k, (-1, ""))[0] == start for k in range(2, min(5, len(name)))
    )


def after(context: Context, position: int, start: int) -> dict[str, float]:
    """What stands after ``position``: 的 with a noun, prizes, a gloss, 启动/开幕.

    ``start`` is where the name, or the list it stands in, begins.
    """
    text = context.text
    found: dict[str, float] = {}
    # Some pages set a blank on either side of a quotation.
    position += text[position : position + 1] == " "
    tail = text[position : position + 14]
    if re.match("(?:系列)?(?:作品|油画|书法|雕塑|摄影)", tail):
        found["after.work"] = 1.0
    if tail.startswith("的"):
        found["after.de"] = 1.0
        if word_after(text, position + 1, "generic_after"):
            found["after.de_generic"] = 1.0
    if re.match(
        "(?:等(?:[0-9一二三四五六七八九十百多余几]+[项个种])?[全国省市县区级]{0,4})?(?:光荣|荣誉)?"
        "(?:称号|奖|荣誉|殊荣|美誉|之称)",
        tail,
    ) or (word_after(text, position, "honour_after") is not None):
        found["after.honour"] = 1.0
    if re.match("(?:：|:|-{1,2}|[，,]?即|\\(|（)", tail):
        found["after.gloss"] = 1.0
    if re.match("等", tail):
        found["after.deng"] = 1.0
    if re.match(
        "(?:[0-9]{1,2}月)?(?:启动|开幕|举行|举办|开展|落幕|开课|开讲|上线|正式|在|由|自|已|共|今年|让|为|把)",
        tail,
    ):
        found["after.predicate"] = 1.0
    if _BRANDED.match(tail):
        found["after.brand"] = 1.0
    if re.match("[期间]*(?:期间|时期|以来|末|开局|收官|规划)", tail):
        found["after.period"] = 1.0
    if _ORG_TAIL.search(tail[:8]):
        found["after.team"] = 1.0
    if _theme_after().match(text, position) and _THEME_BEFORE.search(
        text, max(0, start - 8), start
    ):
        found["after.theme"] = 1.0
    part = _PART_AFTER.match(text, position)
    if part:
        found["after.column" if part["what"] in ("栏目", "专栏") else "after.part"] = 1.0
    if _slogan_after().match(text, position):
        found["after.slogan"] = 1.0
    if _RANKED_AFTER.match(text, position):
        found["after.ranked"] = 1.0
    if _things_after().match(text, position) or _PLAYED_AFTER.match(text, position):
        found["after.things"] = 1.0
    if re.match("(?:特色)?(?:小镇|县城|县|镇|村|古镇|古村|公园|广场)(?!级|民|委)", tail):
        found["after.place"] = 1.0
    if re.match(
        "(?:理论|理念|思想|精神|文化|现象|效应|定律|难题|困境|问题|陷阱|热潮|浪潮|之风)", tail
    ):
        found["after.notion"] = 1.0
    from_to = text[max(0, start - 1) : start] in ("从", "由", "向", "到", "为")
    if re.match("(?:已|正)?(?:转?变|转化|升级|蝶变|蜕变)(?:为|成)|[向到]“|转向", tail) or (
        from_to and _TURNS.match(tail)
    ):
        found["after.change"] = 1.0
    if _INCIDENT.match(tail) and not _LIST_KIND.match(text, position):
        found["after.incident"] = 1.0
    if _LIST_KIND.match(text, position):
        found["after.list_kind"] = 1.0
    if _GROUP_AFTER.match(text, position):
        found["after.group"] = 1.0
    if _DEFINED.match(text, position):
        found["after.define"] = 1.0
    if _MENTION_AFTER.match(text, position):
        found["after.mention"] = 1.0
    if _POPULATION_AFTER.match(text, position):
        found["after.population"] = 1.0
    if _MEMBERS_AFTER.match(text, position):
        found["after.members"] = 1.0
    if _GENERIC_THIS.match(text, position):
        found["after.this"] = 1.0
    if _DE_HEAD.match(text, position):
        found["after.de_head"] = 1.0
    word = word_after(text, position, "generic_after")
    if word is not None:
        found["after.generic"] = 1.0
    return found


_COUNTED = re.compile("(?:[0-9]余?|[一二两三四五六七八九十百千几多数]余?|[余这那])(?:名|位)$")
_MADE = re.compile(
    "(?:担任|选聘|聘请|聘任|招募|当上|当起|当好|争当|争做|甘当|甘做|选好|选派|选配|选优|推选|聘用|化身|成为一名|一个个"
    "|志愿者为?)了?$"
)


def people(context: Context, name: str) -> bool:
    """Whether the article somewhere counts people by the quoted name (47名“红管家”, “红管家”们)."""
    text = context.text
    at = text.find(f"“{name}”")
    while at >= 0:
        end = at + len(name) + 2
        if _COUNTED.search(text, max(0, at - 4), at) or _MADE.search(text, max(0, at - 6), at):
            return True
        if text.startswith(("们", "志愿者", "学员", "队员"), end):
            return True
        at = text.find(f"“{name}”", end)
    return False


def spread(context: Context, name: str, own: int) -> dict[str, float]:
    """How the name stands elsewhere in the article: headline, body, with a head noun.

    ``own`` is the offset of the occurrence asked about.
    """
    text = context.text
    found: dict[str, float] = {}
    in_title = in_body = headed = bare = contest = 0
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if at == own:
            at = text.find(name, end)
            continue
        if context.in_title(at):
            in_title += 1
        else:
            in_body += 1
        if text[end : end + 1] in '”’"':
            headed += (
                _headed_enough().match(text, end) is not None
                and RAISED.match(text, end + 1) is None
            )
        elif text[at - 1 : at] not in '“‘"':
            bare += 1
        contest += contested(text, end + (text[end : end + 1] in '”’"'))
        at = text.find(name, end)
    if (in_title and not context.in_title(own)) or (in_body and context.in_title(own)):
        found["spread.title_body"] = 1.0
    if in_title + in_body:
        found["spread.again"] = 1.0
    if in_title + in_body > 1:
        found["spread.often"] = 1.0
    if in_title + in_body > 2:
        found["spread.many"] = 1.0
    if headed:
        found["spread.headed"] = 1.0
    if bare:
        found["spread.bare"] = 1.0
    if contest:
        found["spread.contest"] = 1.0
    return found
