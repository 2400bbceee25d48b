"""Divisions: names to codes, homonyms, the locality of an article."""

from __future__ import annotations

import re

import pytest
from zhengwen.errors import UsageError
from zhengwen.evaluation.links import cases, score
from zhengwen.extract.links import Link, by_level, link_body, link_place, parse
from zhengwen.extract.pipeline import interpret_spans
from zhengwen.models import word_tables

from .names import article, mentions


@pytest.mark.parametrize(
    ("text", "locality", "adcode"),
    [
        ("济南市市中区", None, "370103"),
        ("河南省郑州市二七区", None, "410103"),
        ("二七区", None, "410103"),
        ("二七", None, "410103"),
        ("兰考县", None, "410225"),
        ("郑州", None, "4101"),
        ("河南", None, "41"),
        ("内蒙古", None, "15"),
        ("东莞市", None, "4419"),
        ("鼓楼区", "320100", "320106"),
        ("鼓楼区", "4102", "410204"),
        ("朝阳区", "220100", "220104"),
        ("市中区", "370103", "370103"),
        ("城关镇", "410225", None),
        ("互助县", None, "630223"),
        ("湘西", None, "4331"),
    ],
)
def test_link_place(text: str, locality: str | None, adcode: str | None) -> None:
    assert link_place(text, locality).adcode == adcode


@pytest.mark.parametrize("text", ["朝阳区", "鼓楼区", "市中区", "城关镇", "白云区"])
def test_homonyms_are_not_guessed(text: str) -> None:
    link = link_place(text)
    assert link.adcode is None
    assert len(link.candidates) >= 2
    assert list(link.candidates) == sorted(link.candidates)


@pytest.mark.parametrize("text", ["我县", "该区", "全市", "县委", "幸福家园小区", "人民路", ""])
def test_no_division(text: str) -> None:
    assert link_place(text) == Link(None)


@pytest.mark.parametrize(
    ("name", "locality", "adcode"),
    [
        ("中原区建设路街道", None, "410102002"),
        ("建设路街道", "410102", "410102002"),
        ("县公安局", "410225", "410225"),
        ("市教育局", "410102", "4101"),
        ("市教育局", "410184", "410184"),
        ("区委组织部", "410103", "410103"),
        ("省水利厅", "410225", "41"),
        ("县委", None, None),
        ("区住建局", None, None),
        ("兰考县教育局", None, "410225"),
        ("市场监管局", "410225", None),
        ("市市场监管局", "410225", "4102"),
    ],
)
def test_link_body(name: str, locality: str | None, adcode: str | None) -> None:
    assert link_body(name, locality).adcode == adcode


def test_names_that_towns_far_away_bear_are_candidates() -> None:
    assert link_place("兴国", "620503") == Link(None, ("360732",))
    assert link_place("太平", "410225") == Link(None, ("210904",))
    assert link_place("白河", "110118") == Link(None)
    # A town of the own county that a district far away is called like.
    assert link_place("龙亭", "610723") == Link(None)
    assert link_place("龙亭", "610103") == Link(None, ("410202",))
    assert link_body("太平水库管理处", "410225") == Link(None)


def test_level_characters() -> None:
    # A prefecture is no 区.
    assert by_level("区", "653121") == "65"
    assert by_level("市", "410102") == "4101"
    assert by_level("县", "410102") is None
    assert by_level("州", "433101") == "4331"


def test_parse_reads_a_chain() -> None:
    assert parse("郑州市二七区某处") == (["410103"], 6)
    assert parse("没有地名")[1] == 0


def test_groups_join_short_forms() -> None:
    text = "二七区委组织部召开会议。会后，区委组织部印发通知。二七区各单位落实。"
    found = [m for m in mentions(article(text)) if m.type == "ORG"]
    assert [m.attrs["name"] for m in found] == ["二七区委组织部", "二七区委组织部"]
    assert len({m.attrs["entity"] for m in found}) == 1
    assert {m.attrs["adcode"] for m in found} == {"410103"}


@pytest.mark.parametrize("name", ["云溪县", "民乐队", "兴仁社区"])
def test_a_shared_stem_is_no_link(name: str) -> None:
    assert link_body(name).adcode is None
    assert link_place(name).adcode is None


def test_a_stem_links_where_its_division_is_the_locality() -> None:
    assert link_body("兴仁社区", "522302").adcode == "522302"


@pytest.mark.parametrize(
    ("text", "locality", "adcode"),
    [
        ("我县", "410225", "410225"),
        ("该区", "410103", "410103"),
        ("全市", "410103", "4101"),
        ("县", "410103", None),
        ("城关镇", "410724", "410724100"),
        ("市中区", "370102", "370103"),
        ("西安", None, "6101"),
        ("东乡", "622926", "622926"),
        ("东乡县", None, "622926"),
        ("杜蒙", None, "230624"),
        ("抚远县", "230881", "230883"),
        ("抚远县", None, None),
        # Autonomous divisions without their peoples.
        ("峨边自治县", None, "511132"),
        ("玉屏自治县", None, "520622"),
        ("莫力达瓦自治旗", None, "150722"),
        ("延边自治州", None, "2224"),
        ("峨边自治", None, None),
        ("浙江嘉善", "310118", "330421"),
        # Short names of counties far away, rivers and hills.
        ("白河", "110118", None),
        ("福山", "469023", None),
        ("太湖", "320506", None),
        ("西峡", "410325", "411323"),
        # Nothing else is called so; the east of 广西 and a school are.
        ("义乌", "411525", "330782"),
        ("瑞金", "620503", "360781"),
        ("桂东", "451123", None),
        ("黄埔", "350503", None),
        # A town known in other provinces only.
        ("白河乡", "410325", None),
    ],
)
def test_link_place_near_and_far(text: str, locality: str | None, adcode: str | None) -> None:
    assert link_place(text, locality).adcode == adcode


@pytest.mark.parametrize(
    ("name", "locality", "adcode"),
    [
        ("国网兰考县供电公司", None, "410225"),
        ("共青团兰考县委", "410225", "410225"),
        ("国家税务总局郑州市二七区税务局", None, "410103"),
        ("团县委", "410225", "410225"),
        ("平泉县林业局", "130881", "130881"),
        ("县公安局", "130881", "130881"),
        ("县公安局", "410103", None),
        ("上海市闵行区援疆医疗队", "653125", "310112"),
        ("北京农学院", "370505", "11"),
        # Called after a county elsewhere: in the province, or one that alone has the name.
        ("五莲农商银行", "370783", "371121"),
        ("余姚农商银行", "370783", "330281"),
        ("太平农商银行", "370783", None),
        # A division of the Corps.
        ("第十四师昆玉市融媒体中心", None, "659009"),
        ("兵团第二师铁门关市", None, "659006"),
        ("第十四师融媒体中心", None, None),
        # A road, a hill, a town or a word that a division bears too.
        ("宁海路派出所", "320106", None),
        ("长白山国际度假区管委会", "220621", None),
        ("镇安委会", "370215", None),
        ("公安柳浦分局", "410102", None),
        ("太平司法所", "451082", None),
        ("和平社区党总支", "120114", None),
    ],
)
def test_link_body_near_and_far(name: str, locality: str | None, adcode: str | None) -> None:
    assert link_body(name, locality).adcode == adcode


@pytest.mark.parametrize(
    ("name", "adcode", "level"),
    [
        ("余姚农商银行", "330281", "county"),
        ("柳河公安局", "220524", "county"),
        ("中国农业银行郴州分行", "4310", "city"),
        ("民盟南充市委", "5113", "city"),
        ("民乐队", None, None),
        ("公安碑林分局", None, None),
        ("林业局", None, None),
        ("新华村", None, None),
    ],
)
def test_bodies_that_are_called_after_divisions(
    name: str, adcode: str | None, level: str | None
) -> None:
    assert link_body(name) == Link(adcode, (), level)


@pytest.mark.parametrize(
    ("name", "locality", "adcode"),
    [
        ("矿区派出所", None, None),
        ("矿区派出所", "4101", None),
        ("矿区派出所", "1403", "140303"),
        ("阳泉市矿区工会", None, "140303"),
    ],
)
def test_a_district_that_is_called_like_a_part(
    name: str, locality: str | None, adcode: str | None
) -> None:
    assert link_body(name, locality) == Link(adcode, (), "county" if adcode else None)


@pytest.mark.parametrize("name", ["新华社", "新华社江苏分社", "新华日报"])
def test_an_agency_is_no_body_of_a_district(name: str) -> None:
    assert link_body(name) == Link(None)
    assert link_body("新华社区", "410402").candidates == ()


def test_a_town_elsewhere_is_a_candidate() -> None:
    made = article("石阡县召开会议。东与中坝镇相连，南与甘溪乡接壤。")
    spans = [("PLACE", 0, 3), ("ORG", 10, 13), ("ORG", 18, 21)]
    told = interpret_spans(made, spans)
    assert [m.attrs["adcode"] for m in told] == ["520623", None, None]
    assert told[2].attrs["candidates"] == ["522623201"]


@pytest.mark.parametrize("name", ["天山", "泰山", "南海"])
def test_a_mountain_is_no_county(name: str) -> None:
    assert link_place(name) == Link(None, (), "natural")


def test_the_county_of_a_mountain_where_the_article_is_set() -> None:
    assert link_place("南海", "440605").adcode == "440605"


@pytest.mark.parametrize(
    ("text", "surface", "level", "adcode"),
    [
        ("前溪镇素有花乡之称。走进前溪，处处花香。", "前溪", "town", None),
        ("荆州的客商来到现场。", "荆州", "city", "4210"),
        ("衢江的6个乡镇雨量超过200毫米。", "衢江", "county", "330803"),
        ("柳渡镇石桥村修了新路，从石桥到镇上只要十分钟。", "石桥", "village", None),
        ("黄河乡的牧民在黄河边放牧。", "黄河", "natural", None),
        ("柳渡镇青年湖社区在湖边，青年湖的水清了。", "青年湖", "natural", None),
    ],
)
def test_levels_by_the_rest_of_the_text(
    text: str, surface: str, level: str, adcode: str | None
) -> None:
    start = text.rindex(surface)
    (told,) = interpret_spans(article(text), [("PLACE", start, start + len(surface))])
    assert (told.attrs["level"], told.attrs["adcode"]) == (level, adcode)


def _bodies(text: str, *surfaces: str) -> list[tuple[str, str | None]]:
    """Name and code of the bodies ``surfaces``, and of all places that are counties."""
    spans, at = (
        [("PLACE", m.start(), m.end()) for m in re.finditer("[渌黄][口岩]区(?!委)", text)],
        0,
    )
    for surface in surfaces:
        at = text.index(surface, at)
        spans.append(("ORG", at, at + len(surface)))
        at += len(surface)
    told = interpret_spans(article(text), sorted(spans, key=lambda s: s[1]))
    return [(m.attrs["name"], m.attrs["adcode"]) for m in told if m.type == "ORG"]


def test_a_body_of_another_division_than_it_is_said_to_be_of() -> None:
    text = "来到蛟河市的爱林林场和饶河县的爱林林场。"
    assert _bodies(text, "爱林林场") == [("爱林林场", None)]
    assert _bodies("来到集贤县的爱林林场。", "爱林林场")[0][1] == "230521405"


def test_a_village_behind_its_countys_stem_is_that_of_the_chain() -> None:
    text = "盐津县滩头乡生基村很忙。盐津生基村有茶厂，生基村的茶好卖。"
    chain = ("盐津县滩头乡生基村", "530623203")
    assert _bodies(text, "盐津县滩头乡生基村", "盐津生基村") == [chain, chain]


def test_bodies_of_the_hosts_and_of_the_guests() -> None:
    text = "渌口区组织学员赴黄岩区考察学习，区委书记带队。黄岩区委书记陪同。"
    assert _bodies(text, "区委", "黄岩区委") == [("区委", "430212"), ("黄岩区委", "331003")]
    text = "黄岩区委书记部署工作。区委印发通知。"
    assert _bodies(text, "黄岩区委", "区委") == [("黄岩区委", "331003")] * 2


def test_a_town_of_the_county_that_the_sentence_names() -> None:
    text = "渌口区组织学员赴黄岩区考察。在黄岩区，大家到宁溪镇柑橘基地参观。北洋镇作了介绍。"
    bodies = _bodies(text, "宁溪镇柑橘基地", "北洋镇")
    assert [code for _, code in bodies] == ["331003101", None]


def test_items_of_a_list_of_villages_are_no_counties() -> None:
    made = article("桐花镇和平、解放等6个村通了公交，台儿庄、泉山等区县来参观。")
    spans = [("PLACE", at, at + size) for at, size in ((3, 2), (6, 2), (17, 3), (21, 2))]
    told = interpret_spans(made, spans)
    assert [(m.attrs["level"], m.attrs["adcode"]) for m in told] == [
        ("village", None),
        ("village", None),
        ("county", "370405"),
        ("county", "320311"),
    ]


@pytest.mark.parametrize("locality", ["河南", "99", "4101030", "", "410199"])
def test_a_bad_locality_is_refused(locality: str) -> None:
    with pytest.raises(UsageError, match="locality"):
        link_place("二七区", locality)
    with pytest.raises(UsageError, match="locality"):
        link_body("区委", locality)


def test_codes_against_the_table_by_hand() -> None:
    found = cases(interpret_spans)
    s = score(found)
    assert len(found) >= 200
    assert s.share_linked >= 0.9
    assert s.accuracy >= 0.97


def test_word_tables_count_words_and_shares() -> None:
    text = "大家在铁塔下和平里的河南饭店"
    row = (text, [(10, 12, "PLACE")], [2, 3, 5, 6, 8, 9, 10, 12, 14])
    classes = word_tables.word_classes([row] * 30)
    assert classes["大家"] == "1"
    assert "河南" not in classes
    assert word_tables.word_classes([row] * 250)["大家"] == "2"
    assert "铁塔" in word_tables.word_classes([row] * 8)
    assert "大家" not in word_tables.word_classes([row] * 8)
    shares = word_tables.place_shares([row] * 9)
    assert shares == {"和平": pytest.approx(0.06)}


def _places(text: str, *surfaces: str) -> list[tuple[str, str | None]]:
    """Level and code of the places ``surfaces``, each where it stands next in ``text``."""
    spans, at = [], 0
    for surface in surfaces:
        at = text.index(surface, at)
        spans.append(("PLACE", at, at + len(surface)))
        at += len(surface)
    return [(m.attrs["level"], m.attrs["adcode"]) for m in interpret_spans(article(text), spans)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("受强降雨影响，唐河水位上涨。", "唐河"),
        ("志愿者在龙子湖畔捡拾垃圾。", "龙子湖"),
        ("新桥横跨沙河，昨日通车。", "沙河"),
        ("綦江2024年第1号洪水形成。", "綦江"),
        ("黄山脚下茶园新绿。", "黄山"),
        ("桐花镇西靠五指山。", "五指山"),
        ("这里有“塞北小黄山”的美誉。", "黄山"),
    ],
)
def test_a_river_or_a_hill_is_no_county(text: str, surface: str) -> None:
    assert _places(text, surface) == [("natural", None)]


@pytest.mark.parametrize(
    ("text", "surface", "adcode"),
    [
        ("唐河今年种植小麦100万亩。", "唐河", "411328"),
        ("沙河的纺织企业订单饱满。", "沙河", "130582"),
        ("来自香河的游客很多。", "香河", "131024"),
        ("江西昌江的企业开工。", "江西昌江", "360202"),
        ("晋江、阳江等6个代表队参赛。", "晋江", "350582"),
        ("九江水位站的人员来了。", "九江", "3604"),
        ("黄山今年游客很多。", "黄山", "3410"),
    ],
)
def test_a_county_that_is_called_like_a_river(text: str, surface: str, adcode: str) -> None:
    assert [code for _, code in _places(text, surface)] == [adcode]


def test_a_river_all_through_the_text_unless_the_county_is_named() -> None:
    river = "唐河水位上涨。唐河的堤上有人。"
    assert _places(river, "唐河", "唐河") == [("natural", None)] * 2
    both = "唐河水位上涨。唐河县组织巡堤，唐河的干部上了堤。"
    told = _places(both, "唐河", "唐河县", "唐河")
    assert [code for _, code in told] == [None, "411328", "411328"]


def test_rivers_in_a_list() -> None:
    text = "江西昌江、柳溪河等16条河流超警。"
    assert _places(text, "江西昌江", "柳溪河") == [("natural", None)] * 2
    text = "唐河、白河、沙河水位持续上涨。"
    assert _places(text, "唐河", "白河", "沙河") == [("natural", None)] * 3
    mixed = "唐河、社旗上游都有人。"
    assert [level for level, _ in _places(mixed, "唐河", "社旗")] == ["county", "county"]


def test_the_text_tells_which_county_is_meant() -> None:
    listed = "固始县组团赴昆山、义乌、晋江招商。固始县商务局介绍情况。"
    spans = ["固始县", "昆山", "义乌", "晋江"]
    codes = [code for _, code in _places(listed, *spans)]
    assert codes == ["411525", "320583", "330782", "350582"]
    named = "固始县来了客商。他来自江苏昆山，昆山的朋友也来了。"
    assert _places(named, "固始县", "江苏昆山", "昆山")[2] == ("county", "320583")
    villages = "固始县的昆山、义乌等6个村修了路。"
    assert _places(villages, "固始县", "昆山", "义乌")[1:] == [("village", None)] * 2
    alone = "固始县的人去了昆山、太平。"
    assert [code for _, code in _places(alone, "固始县", "昆山", "太平")] == ["411525", None, None]
