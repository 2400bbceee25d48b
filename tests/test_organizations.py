"""organizations: marked sentences."""

from __future__ import annotations

import pytest
from zhengwen.corpus.markup import ORG_KINDS
from zhengwen.extract.candidates import Mention
from zhengwen.extract.organizations import interpret, propose
from zhengwen.extract.refusals import refused

from .cases import Case, read_cases
from .names import article, mentions


@pytest.mark.parametrize("case", read_cases("org.txt"), ids=str)
def test_org_case(case: Case) -> None:
    proposed = propose(article(case.text))
    assert {c.attrs.get("kind") for c in proposed} <= ORG_KINDS | {None}
    found = [m for m in mentions(article(case.text)) if m.type == "ORG"]
    expected = [(case.text[m.start : m.end], m.start) for m in case.mentions if m.type == "ORG"]
    assert [(case.text[m.start : m.end], m.start) for m in found] == expected
    for mention, mark in zip(found, (m for m in case.mentions if m.type == "ORG"), strict=True):
        for key, value in mark.attrs:
            assert str(mention.attrs.get(key)) == value


GROUPS = [
    # One body under two names …
    ("平川市人民法院开庭。市法院的法官说", {"平川市人民法院", "市法院"}),
    ("青河县住房和城乡建设局牵头。县住建局负责人说", {"青河县住房和城乡建设局", "县住建局"}),
    ("石桥镇柳湾村修了路。柳湾村的老人说", {"石桥镇柳湾村", "柳湾村"}),
    # … and two bodies.
    ("青河县人民法院开庭。青河县公安局的民警说", set()),
    ("石桥镇柳湾村修了路。石桥镇的干部说", set()),
]


@pytest.mark.parametrize(("text", "group"), GROUPS)
def test_names_of_one_body_form_one_group(text: str, group: set[str]) -> None:
    art = article(text)
    bounds = {"平川市人民法院", "市法院", "青河县住房和城乡建设局", "县住建局", "石桥镇柳湾村"}
    bounds |= {"柳湾村", "青河县人民法院", "青河县公安局", "石桥镇"}
    found: list[Mention] = []
    for name in sorted(bounds, key=lambda word: -len(word)):
        start = text.find(name)
        while start >= 0:
            if all(m.end <= start or m.start >= start + len(name) for m in found):
                found.append(Mention("ORG", start, start + len(name), 1.0, ()))
            start = text.find(name, start + 1)
    groups: dict[int, set[str]] = {}
    for mention in interpret(art, sorted(found, key=lambda m: m.start)):
        groups.setdefault(mention.attrs["entity"], set()).add(text[mention.start : mention.end])
    assert [g for g in groups.values() if len(g) > 1] == ([group] if group else [])


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("长桥街道办事处", "subdistrict"),
        ("青河县委农村工作领导小组", "party"),
        ("县优化营商环境领导小组", "government"),
        ("共青团青河县委", "mass"),
        ("青河县融媒体中心", "media"),
        ("青河县供电公司", "enterprise"),
        ("柳湾村委会", "community"),
        ("省农业科学院", "other"),
        ("县政协经济委员会", "legislature"),
        ("县规划建设委员会", "government"),
        ("中共青河县委员会", "party"),
        ("九三学社青河市委员会", "party"),
        ("金鼎二居委", "community"),
        ("民革青河市委会", "party"),
        ("青河县人大常委会办公室", "legislature"),
        ("县政协研究室", "legislature"),
        ("县人大常委会机关党委", "party"),
        ("青河县委办公室", "party"),
        ("青河巾帼志愿者总队", "team"),
        ("柳湾村志愿者大队", "team"),
        ("县交警大队", "government"),
        ("平川师范学院就业指导中心", "school"),
        ("青河大学生就业服务中心", "government"),
        ("青河农商银行客户服务中心", "enterprise"),
        ("县餐饮协会服务站", "association"),
        ("县政务服务中心", "government"),
        ("团青海省委", "mass"),
        ("团风县委", "party"),
        ("青河抓捕组", "team"),
        ("柳湾村二组", "community"),
        ("平川大学研究生支教团", "team"),
        ("青海卫视", "media"),
        ("柳湾村居家养老服务中心", "other"),
        ("天宏机械", "enterprise"),
        ("青河科技馆", "culture"),
        ("中铁四局", "enterprise"),
        ("中国水电七局", "enterprise"),
        ("铁岭县水利局", "government"),
        ("市检二分院", "judicial"),
        ("县中级法院青泥分院", "judicial"),
        ("市检察院第一分院", "judicial"),
        ("市中医院南院分院", "hospital"),
        ("县残联康复科", "mass"),
        ("县残联康复部", "mass"),
        ("县民政局康复中心", "hospital"),
        ("中央广电总台", "media"),
        ("腾讯网", "media"),
        ("柳荫街道花园居民区", "community"),
        ("青泥村支部", "party"),
        ("青泥村团支部", "mass"),
        ("川农大", "school"),
    ],
)
def test_kind_of_a_body(surface: str, kind: str) -> None:
    art = article(f"{surface}派人来了。")
    mention = Mention("ORG", 0, len(surface), 1.0, ())
    assert interpret(art, [mention])[0].attrs["kind"] == kind


@pytest.mark.parametrize(
    ("span", "no_name"),
    [
        ("昨日县医院", True),
        ("依托县农技站", True),
        ("该镇平安办", True),
        ("由县民政局", True),
        ("他写了村史馆", True),
        ("“红石榴宣讲队", True),
        ("景德镇", True),
        ("建制村", True),
        ("甲县境内乙镇", True),
        ("“他已到家”志愿服务队", False),
        ("联合国粮农组织", False),
        ("由甲村", True),
        ("8支志愿服务队", True),
        ("各社区文明实践站", True),
        ("暨市餐饮协会", True),
        ("暨南大学", False),
        ("诸暨市枫林镇", False),
        ("自由贸易试验区", False),
        ("清明村", False),
        ("“红石榴”宣讲队", False),
        ("县农技站", False),
        ("希望共青团", True),
        ("授牌县实验小学", True),
        ("建设镇政府", False),
        ("来自县直机关工委", True),
        ("镇有工作办公室", True),
        ("县有线电视台", False),
        ("四家协会", True),
        ("四家子镇", False),
        ("八所镇", False),
        ("通常县教育局", True),
        ("制定市第一医院", True),
        ("和农业服务中心", True),
        ("柳湾村与县医院", True),
        ("武警青河县中队", False),
        ("青年突击队", True),
        ("社区老年秧歌队", True),
        ("柳湾青年突击队", False),
        ("改建镇综合文化服务中心", True),
        ("自治县教育局", False),
        ("和平社区", False),
        ("李某系松泉村", True),
        ("赵建平代表学院", True),
        ("我院骨科党支部", True),
        ("龙头企业天源食品公司", True),
        ("爱心企业家协会", False),
        ("返乡创业青年天源食品公司", True),
        ("今后协会", True),
        ("下一步协会", True),
        ("镇内茶园村", True),
        ("县内河航运公司", False),
        ("希望省残疾人农科中心", True),
        ("希望小学", False),
        ("青河区第一大社区", True),
        ("青河镇第一小学", False),
        ("县税务局基层税务所", True),
    ],
)
def test_no_name_begins_with_an_opener(span: str, no_name: bool) -> None:
    assert refused(span, 0, len(span)) == no_name


@pytest.mark.parametrize(
    ("text", "span", "no_name"),
    [
        ("由该县双桥镇合作社管护", "县双桥镇合作社", True),
        ("由该县双桥镇合作社管护", "双桥镇合作社", False),
        ("该县县委作出部署", "县委", False),
        ("对接农技推广站", "接农技推广站", True),
        ("酱菜厂小区换了水管", "酱菜厂", True),
        ("兴仁社区小区多", "兴仁社区", False),
        ("物业同步联合街道上门", "联合街道", True),
        ("联合街道开会，联合街道书记讲话", "联合街道", False),
        ("建成5个社区党群服务中心", "社区党群服务中心", True),
        ("大家说明县教育局在忙", "明县教育局", True),
        ("走进社区党群服务中心", "社区党群服务中心", False),
        ("日前县供电公司", "前县供电公司", True),
        ("石前县供电公司", "石前县供电公司", False),
        ("供电所在幸福村检修线路", "幸福村", False),
        ("建成幸福村二十个", "幸福村", True),
    ],
)
def test_what_stands_beside_a_name(text: str, span: str, no_name: bool) -> None:
    start = text.index(span)
    assert refused(text, start, start + len(span)) == no_name


@pytest.mark.parametrize(
    ("text", "surface", "rule"),
    [
        ("大家走进区教育局的大厅。", "区教育局", "org.level"),
        ("引进苏格玛、乐芙诺、欧贝佳等知名企业。", "苏格玛", "org.firm"),
        ("石桥镇政府、派出所、司法所等单位参加。", "司法所", "org.listed"),
        ("民警赶到柳荫街道北塘街7号。", "柳荫街道", "org.town"),
        ("我县残联上门慰问。", "残联", "org.settled"),
        ("昨日，我院第四教师党支部慰问老人。", "第四教师党支部", "org.branch"),
        ("农三师46团的职工开镰。", "农三师46团", "org.corps"),
        ("渭源县院、漳县院检察长观摩公益诉讼。", "漳县院", "org.court"),
        ("局长李明、政治处主任王海到场。", "政治处", "org.office"),
        ("局长李明、民一庭庭长王海到场。", "民一庭", "org.office"),
        ("主席李明，宣传教育部部长王海到场。", "宣传教育部", "org.office"),
        ("企业家福丰木业总经理王海到场。", "福丰木业", "org.coined"),
        ("镇内柳树村设了卡点。", "柳树村", "org.office"),
        ("云上梅州报道 6月27日下午，雨停了。", "云上梅州", "org.masthead"),
        ("据云上梅州报道，雨停了。", "云上梅州", "org.masthead"),
        (
            "柳河农场第四管理区八作业站麦子熟了。",
            "柳河农场第四管理区八作业站",
            "org.section",
        ),
        ("记者和东沟分场场长王海聊起往事。", "东沟分场", "org.section"),
        ("安平煤矿夹山井开展演练。", "安平煤矿夹山井", "org.section"),
        ("柳庄供电所城南站接到电话。", "柳庄供电所城南站", "org.section"),
        ("省安委会第三检查组到场。", "省安委会第三检查组", "org.section"),
        ("满江出入境边防检查站民警到场。", "满江出入境边防检查站", "org.branch"),
        ("记者来到大江村大洞屯。", "大江村大洞屯", "org.village_group"),
        ("青州区消防救援大队五里桥消防站开门。", "青州区消防救援大队五里桥消防站", "org.branch"),
    ],
)
def test_rules_of_form_give_a_clear_candidate(text: str, surface: str, rule: str) -> None:
    found = [c for c in propose(article(text)) if c.rule == rule and not c.decoy]
    assert [text[c.start : c.end] for c in found if c.features.get("clear")].count(surface) == 1


@pytest.mark.parametrize(
    "name",
    [
        *("市一医院", "县市监局", "县市政管理局", "县市民服务中心", "县区块链产业园"),
        *("省女子强制隔离戒毒所", "国家女子冰球队", "县公安局女子交警中队", "市委政策调研法规处"),
        *("县委办公室调研股", "镇江市第一中学", "镇平县人民医院"),
    ],
)
def test_bodies_that_look_like_what_is_refused(name: str) -> None:
    text = f"昨日，{name}，"
    assert not refused(text, 3, 3 + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("发挥市县政协作用。", "市县政协"),
        ("柳州市一饭店失火。", "柳州市一饭店"),
        ("建成社区党群服务中心109处，", "社区党群服务中心"),
        ("他到广饶县调研生态林场。", "广饶县调研生态林场"),
        ("柳州市仅柳江区石桥镇入选。", "柳州市仅柳江区石桥镇"),
        ("慰问组走进驻县部队。", "县部队"),
    ],
)
def test_what_is_no_body(text: str, name: str) -> None:
    start = text.index(name)
    assert refused(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("安平煤矿水井被淹，柳庄供电所到站服务。", "org.section"),
        ("东沟分场长势喜人，第三检查组到场。", "org.section"),
        ("各出入境边防检查站民警到场。", "org.branch"),
        ("大江村通屯道路修好了。", "org.village_group"),
        ("法院开庭庭长到场，主席宣传教育部署。", "org.office"),
        ("今日云上梅州报道了此事。", "org.masthead"),
    ],
)
def test_forms_that_look_alike_give_none(text: str, rule: str) -> None:
    assert not [c for c in propose(article(text)) if c.rule == rule and not c.decoy]
