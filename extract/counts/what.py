"""What is counted: the noun right of the unit (37名专家) or left of the numeral (专家37名).

The noun on the right wins when there is one before the next verb, function word or
stop.  Else the clause on the left gives it: the object of its last verb, or the subject
of a change (市场主体…同比增长15.2%).  A clause that names nothing takes what the count
before it in the sentence counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .words import boundaries, openers, role, word_at

_STOP = frozenset("，,。；;：:！!？?、…\n（）()《》【】[]“”‘’\"|/ \u3000■▲—-")
_SUFFIX = frozenset("员者率量点站室队费品机器车权师长户工业场馆所厅部处科局院校班课卡证书表册图网线路桥址金款额本物")
"""Characters that make a noun of the verb before them (服务点, 调解员)."""

_NOT_VERB = re.compile(
    r"(?:在(?:校|建|职|岗|编|线|册|读|逃|途|外)|有(?:机|关|效|限|氧|色|害|毒|轨|线|责)|可(?:燃|疑|回收|再生|穿戴|降解|爱)"
    r"|会(?:员|场|计|议|展)|能(?:源|手|人|力|量)|下(?:岗|属|辖|游|水|井|乡)|上(?:市|游|网|等|级)|地(?:方|点|区|块|质|震|铁|下|砖|面|板|膜|图|标|租|价|道|市|理)"
    r"|不(?:良|同|锈|动产|文明|合格|法|明|稳定|作为)|要(?:素|点|案|事|道|塞|件)|是非|为民|对(?:联|口|象|虾|外|讲)|正(?:高|副|职|规|处|科|式)|将军|以(?:色|工)|和(?:谐|美|平|田)"
    r"|从业|就业|同(?:胞|学|乡|行|事)|全(?:职|日|科|国|省|市|县|区|镇|民|新|自动|息|景|程)|新(?:能|型|建|人|业|材|农|兵|生|村|居|闻|冠|时)|重(?:点|大|要|症|度|型)|高(?:清|校|中|层|级|效|端|标准|危|龄|架|压|铁|速|新|素|质|考|粱|产|山|低)"
    r"|分(?:管|馆|公司|会|店|院|局|校)|后(?:备|勤|续|台)|前(?:沿|线|端)|中(?:小|心|学|医|药|青年|老年|层|型|央|草|高|华|外|标|国|国际|等)|里程|内(?:科|部|设|涝|河)|外(?:卖|来|地|资|籍|墙|贸|商|国|埠|教|援|宾|语|出)"
    r"|间(?:伐|作)|以内|时(?:令|尚|装)|本(?:土|地|科|村|县|市|校|职)|第一书记|总(?:站|工|部|支|书记)|各(?:级|类|族|界|种|式|项|地|方)|公共?|停车|供电|供水|供热|供暖|供销|供气|用电|用水|用户|用工|打工|打印|收入|收益|收费|收购商|办公|办事|学生|学校|学员|学位|学区|学院|学科|学者|教师|教练|教授|教学|教室|教育|教职"
    r"|服务(?:点|站|队|中心|员|事项|专区|窗口|项目|团|岗|平台|商)|培训(?:班|机构|基地|项目)|运动员|运行图|设备|设施|建筑|建材|建议|修理|养老|养生|种子|种薯|种粮|种业|种质|种牛|种羊|种猪|种鸡|种公|种养|种类|种植(?:户|大户|基地|园|业|面积)|养殖(?:户|场|基地|池|业|大户|面积|小区|看护房)|写生|写字楼|画家|画师|画作|演员|演职|讲师|读者|读物|听众|说唱|问题|问卷|答卷|试点|试验|试卷|测试|称号|打卡|做法|造型|开关|停工|跑道|走廊|骑手|骑行|坐标|站点|住户|住宅|住房|住院|睡眠|吃货|喝水|穿戴|用品|给水|借款|租户|租金|押金|欠款|还款|求职者|请求|邀请函|来宾|来源|来访|去向|到场|进口|出口|出租|出行|回收|起重|过路|过江|过境|过滤|过敏|上岗|带头人|带货|扛把|背包|抬椅|搬迁|拉面|推手|灭火|播种|播音|施工|浇水|灌溉|灌区|喷泉|洒水|拍摄|发电|发动机|发展|发言|发酵|敲门|拨款|接送|接诊|签约|订单|摆渡|挂职|贴纸|刷卡|征地|存量|评委|评审|评理|转运|选手|选民|选题|聘用|增量|增收|减排|添加|涨幅|降水|降雨|升学|跌幅|省级|省市|省外|省份|产品|产业|产能|产值|产妇|采煤|采棉|采样|摘果|割草|绣娘|绣品|绣球|织布|缝纫|印章|印度|占地|达标|补贴|补助|罚款|奖金|奖项|奖品|奖牌|查询|抓手|追思|帮扶|收割|收藏|领导|领队|领域|换届|运输|运动|买家|买主|卖家|购物|修理|挖掘机|铺面|装备|装修|装机|装配|架子|植物|植被|植保|捐款|投资|投票|引水|招商|派出|办法|送餐|送水|建档|养护|养蜂|栽培|拆迁|砍柴|锯木|扎染|编辑|编制|包装|包袱|包子|煮面|蒸汽|烙画|拉练|说客|谈判|看台|看护|听课|生活|生产|作业|工作|活动|管理|经营|经济|记者|指标|指导员|志愿)"
)
_LEAD_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,5}?(?:自治县|新区|开发区|街道|社区|[县区市镇乡村旗州省])(?:的|内|境内|辖区)?)(?=[\u4e00-\u9fff]{2,})"
)
_KEEP_PLACE = re.compile(
    r"(?:城镇|乡镇|农村|城乡|各[镇乡村]|行政村|[^省市县区]?社区(?=[书党居工警网干矫])|山区|林区|灌区|园区|景区|库区|校区|城区|小区|城市|超市|股市|楼市|菜市|门市|上市|夜市|集市|农贸市|市场|乡村|牧区|新区|片区|学区)"
)
_DATE_LEAD = re.compile(
    r".*?(?:\d+月份?(?:\d+日)?|\d+日|\d{4}年|以来|期间|上半年|下半年|前?[一二三四]季度|年[底末初内]|月[底末初]|目前|[今去前明当]年|同期|[今昨前当]天|[今当昨][日晚]|本[月周]|上[月周]|\d+时)(?:[上中]旬|[上下]午|底|末|初|前|后|起|止|来|内|间)*"
)
_TRAIL = re.compile(
    r"(?:大约|将近|接近|逼近|大概|差不多|几乎|不超过|不少于|不低于|不高于|不足|不到|超过|超出|超|逾|突破|高于|低于|多于|少于|至少|最少|最多|至多|最高|最低|最大|最小"
    r"|达到|高达|多达|可达|已达|达|约占|占到|占了|占|约为|约|近|共计|总计|合计|总共|一共|共有|共|现有|已有|拥有|各有|只有|仅有|约有|有了|有|各为|分别为|分别是|分别有|分别|各|均|都|为|是|仅|只|已|就|再|还|的|在|可|每|等|了|到|至|成|出|过|一下子|计|以|按|用|从|由|零下|其中|累计|全部|主要|整整|足足|足有|起码|不下)\Z"
)
_CHANGE = re.compile(
    r"(?:同比|环比|比(?![例重赛率值武])|较(?![大高多强好])|相比|由(?![于来])|从(?![业事])|自(?![治来行主动])|恢复[到至]|增至|降至|升至|减至|增加[到至]|提高[到至]|提升[到至]|扩大?[到至]|上升[到至]|下降[到至]|降到|升到|涨到|压到|调到|缩短[到至]|发展[到至]"
    r"|增长|下降|上升|提高|减少|增加|回落|提升|降低|下滑|上涨|下跌|缩短|压缩|扩大|收窄|加快|加高|改善|实现增|快于|高出|高于|低于|偏[高低多少]|反增|翻|净增|猛增|锐减"
    r"|只?占(?![地用比])|为|是|达|超过|超(?![市高])|突破|不足|不到|稳定在|保持在|维持在|控制在|少了|多了|降了|涨了|省了?|低了|高了|还?贵|按可比|实现增长|增(?![收产值加量])|[高低](?=了|\Z)|近(?=\Z)|约(?=\Z))"
)
_GENERIC = re.compile(
    r"(?:全[国省市县区镇乡村旗州]|上年|去年|同期|平时|平日|往年|过去|原来|以前|上月|总数|当年|全部|其|同类|疫情前|老品种|人工采|[\d年月一二三四五六七八九十至季度上下半前]+)"
)
_SHARE = re.compile(r"(?:占|占到|占了|约占|近占)(?P<of>[^，,。；;、]{2,12})的\Z")
_COUNTED_OF = re.compile(r"(?:数|人数|总数|总额|额|人口|总量|量|面积|水面|总值|户数|总户数)\Z")
_CHAIN = re.compile(r"[、和及与]?(?:以及)?")
_VERBAL = re.compile(r"(?:[的地得])")


@dataclass(frozen=True)
class Counted:
    """A count as this module sees it."""

    start: int
    end: int
    unit: str | None
    dimension: str
    kind: str


def _suffixed(text: str, offset: int) -> bool:
    return text[offset : offset + 1] in _SUFFIX


def right_noun(text: str, offset: int, limit: int = 22) -> str | None:
    """The noun phrase that begins at ``offset``, cut before the next verb or stop."""
    begin = offset
    if text[begin : begin + 1] == "的":
        begin += 1
    if text[begin : begin + 1] in ("“", "‘", "「"):
        return _quoted(text, begin, limit)
    i = begin
    stop = min(len(text), begin + limit)
    while i < stop:
        char = text[i]
        if char in _STOP or char.isdigit():
            break
        if char == "的":
            begin = i + 1
            i += 1
            continue
        noun = _NOT_VERB.match(text, i)
        if noun is not None:
            i = noun.end()
            continue
        word = word_at(text, i, boundaries())
        if word and not (len(word) == 1 and i == begin and _suffixed(text, i + 1)):
            if len(word) > 1 and _suffixed(text, i + len(word)):
                i += len(word) + 1
                continue
            relative = _relative(text, i + len(word), i == begin, stop)
            if relative:
                begin = i = relative
                continue
            break
        i += 1
    phrase = text[begin:i].strip()
    return phrase if phrase and not phrase.isascii() else None


def _relative(text: str, offset: int, at_once: bool, stop: int) -> int:
    """End of the 的 of a relative clause whose verb ends at ``offset``, or 0.

    A clause that opens the phrase may be long (参与挂职的书记); a verb in its middle must
    be followed by 的 at once (匠心打造的工作室).
    """
    if text[offset : offset + 1] == "的":
        return offset + 1
    if at_once:
        of = text.find("的", offset, min(stop, offset + 10))
        if of > 0 and not any(c in _STOP for c in text[offset:of]):
            return of + 1
    return 0


def _quoted(text: str, begin: int, limit: int) -> str | None:
    """“失踪”苹果 → 苹果; “三员”走马上任 → 三员."""
    close = {"“": "”", "‘": "’", "「": "」"}[text[begin]]
    end = text.find(close, begin + 1, begin + 14)
    if end < 0:
        return None
    return right_noun(text, end + 1, limit) or text[begin + 1 : end]


def clause_before(text: str, start: int, floor: int) -> str:
    """The clause before ``start``: from the last stop or ``floor`` on, quotes balanced."""
    i = start
    lowest = max(floor, start - 48)
    while i > lowest and text[i - 1] not in "，,。；;：:！!？?\n（(）)《》■▲…":
        i -= 1
    clause = text[i:start]
    for opening, closing in (("“", "”"), ("‘", "’")):
        unclosed = clause.rfind(opening)
        if unclosed >= 0 and clause.find(closing, unclosed) < 0:
            clause = clause[unclosed + 1 :]
        stray = clause.find(closing)
        if stray >= 0 and (clause.find(opening) < 0 or clause.find(opening) > stray):
            clause = clause[stray + 1 :]
    return clause.lstrip("、和及与—- \u3000")


def _trimmed(clause: str) -> str:
    while match := _TRAIL.search(clause):
        clause = clause[: match.start()]
        if not clause:
            break
    return clause.strip(" \u3000")


def _opened(clause: str) -> str:
    """``clause`` without the date, place and openers it begins with."""
    if match := _DATE_LEAD.match(clause):
        if match.end() < len(clause) or match.end() - match.start() == len(clause):
            clause = clause[match.end() :]
    while clause:
        word = word_at(clause, 0, _leads())
        if word and not (len(word) == 1 and _NOT_VERB.match(clause)):
            clause = clause[len(word) :]
            continue
        break
    place = _LEAD_PLACE.match(clause)
    if place and not _KEEP_PLACE.search(place[0]):
        clause = clause[place.end() :]
    return clause


def _leads() -> dict[str, tuple[str, ...]]:
    from .words import by_role

    return by_role("lead")


def _object(clause: str) -> tuple[str, str]:
    """(object, verb): what follows the last verb of ``clause``, and that verb."""
    i = begin = 0
    verb = ""
    while i < len(clause):
        if clause[i] == "“":
            close = clause.find("”", i)
            if close > 0:
                i = close + 1
                continue
        noun = _NOT_VERB.match(clause, i)
        word = word_at(clause, i, openers())
        if noun is not None and len(noun[0]) > len(word):
            i = noun.end()
            continue
        if word and (len(word) > 1 or i == begin or i + 1 == len(clause)):
            after = clause[i + len(word) : i + len(word) + 1]
            if len(word) > 1 and after in _SUFFIX and i + len(word) < len(clause):
                i += len(word)
                continue
            i += len(word)
            while clause[i : i + 1] in ("了", "着", "过", "的", "出", "起", "上", "下", "到") and clause[i : i + 1]:
                i += 1
            begin, verb = i, word
            continue
        i += 1
    return clause[begin:], verb


def left_noun(text: str, count: Counted, floor: int) -> tuple[str | None, bool]:
    """(what, open): the noun the clause before a count names; ``open`` when it names none."""
    clause = clause_before(text, count.start, floor)
    if count.kind in ("change", "percent", "ratio", "multiple") or _CHANGE_END.search(clause):
        return _subject(clause)
    clause = _trimmed(clause)
    if match := _CHANGE_END.search(clause):
        return _subject(clause[: match.end()])
    clause = _opened(clause)
    if not clause:
        return None, True
    of = clause.rfind("的")
    if of >= 0 and of + 1 < len(clause):
        clause = clause[of + 1 :]
    found, verb = _object(clause)
    found = found.strip("、和及与 ")
    if found:
        return found, False
    if verb in role("result") or not verb:
        return None, True
    return clause.strip("、 "), False


_CHANGE_END = re.compile(
    r"(?:同比|环比|比|较|从|由).{0,12}\Z|(?:增长|下降|上升|提高|减少|增加|回落|提升|降低|下滑|上涨|下跌|增至|降至|升至|升到|降到|涨到|压到|扩到|增加到|提高到|提升到|扩大到|恢复到|恢复至|发展到|减至)(?:了|约|近|超|超过|不足|至|到)*\Z"
)


def _subject(clause: str) -> tuple[str | None, bool]:
    """The subject of a change or share: 办结率, 市场主体; open when the clause has none."""
    if match := _SHARE.search(clause):
        of = _opened(match["of"])
        if of and _COUNTED_OF.search(of) and not _GENERIC.fullmatch(of):
            return match["of"], False
    opened = _opened(clause)
    match = _CHANGE.search(opened)
    head = opened[: match.start()] if match else _trimmed(opened)
    head = _trimmed(head)
    if not head:
        return None, True
    found = head
    of = found.rfind("的")
    if of >= 0 and of + 1 < len(found):
        found = found[of + 1 :]
    elif of >= 0:
        return None, True
    cut, verb = _object(found)
    if cut:
        found = cut
    elif verb in role("result"):
        return None, True
    found = found.strip("、和及与 ")
    return (found, False) if found and not _GENERIC.fullmatch(found) else (None, True)


def whats(text: str, counts: list[Counted]) -> list[str | None]:
    """What each of ``counts`` (in text order) counts."""
    result: list[str | None] = []
    chain: list[int] = []
    for i, count in enumerate(counts):
        floor = counts[i - 1].end if i else 0
        between = text[floor : count.start] if i else ""
        joined = bool(i) and _CHAIN.fullmatch(between) is not None
        chain = [*chain, i] if joined else [i]
        if count.dimension == "age":
            result.append(None)
            continue
        found = right_noun(text, count.end) if count.kind != "change" else None
        if found is not None:
            result.append(found)
            continue
        if joined and result[i - 1] is not None:
            result.append(result[i - 1])
            continue
        named, is_open = left_noun(text, count, floor)
        if named is None and is_open:
            named = _inherited(text, counts, result, i)
        if named is None:
            named = _chained(text, counts, i)
        result.append(named)
    return result


def _chained(text: str, counts: list[Counted], i: int) -> str | None:
    """The noun behind the last count of the list that ``counts[i]`` opens: 2批次、12名书记."""
    last = i
    while (
        last + 1 < len(counts)
        and text[counts[last].end : counts[last + 1].start] in ("、", "和")
    ):
        last += 1
    return right_noun(text, counts[last].end) if last > i else None


def _inherited(
    text: str, counts: list[Counted], result: list[str | None], i: int
) -> str | None:
    """What the count before in the same sentence counts, when the units agree."""
    count = counts[i]
    for j in range(i - 1, max(-1, i - 4), -1):
        before = counts[j]
        gap = text[before.end : count.start]
        if len(gap) > 40 or any(c in "。！？\n；" for c in gap):
            return None
        relative = count.kind in ("change", "percent", "ratio", "multiple")
        if result[j] is not None and (relative or before.unit == count.unit):
            return result[j]
    return None
