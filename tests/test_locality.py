"""Where an article is set: votes of outlets, bodies and places, and who is only a guest."""

from __future__ import annotations

import dataclasses

import pytest
from zhengwen.extract.candidates import Mention
from zhengwen.extract.links import locality_of
from zhengwen.extract.pipeline import interpret_spans

from .names import article


def _article(text: str, *surfaces: tuple[str, str]) -> list[Mention]:
    return [Mention(kind, text.index(s), text.index(s) + len(s), 1.0, ()) for kind, s in surfaces]


def test_locality_from_bodies() -> None:
    text = "兰考县红庙镇召开会议，县教育局参加。"
    found = _article(text, ("ORG", "兰考县红庙镇"), ("ORG", "县教育局"))
    where = locality_of(article(text), found)
    assert where is not None
    assert where.adcode == "410225"


def test_a_chain_that_names_its_county_settles_the_locality() -> None:
    text = "日前，金水区杜岭街道的居民办起了邻里节。"
    where = locality_of(article(text), _article(text, ("ORG", "金水区杜岭街道")))
    assert where is not None
    assert where.adcode == "410105"


def test_locality_unsettled() -> None:
    text = "鼓楼区的居民和朝阳区的居民联欢。"
    found = _article(text, ("PLACE", "鼓楼区"), ("PLACE", "朝阳区"))
    assert locality_of(article(text), found) is None


def test_a_province_is_no_district_of_its_name() -> None:
    text = "内蒙古电能外送海南\n内蒙古西部的清洁电能送到海南。"
    spans = [("PLACE", text.index(w), text.index(w) + len(w)) for w in ("内蒙古", "海南")]
    art = article(text)
    assert locality_of(art, [Mention(t, s, e, 0.9, ()) for t, s, e in spans]) is None
    assert [m.attrs["adcode"] for m in interpret_spans(art, spans)] == ["15", "46"]


def _set_in(text: str, *surfaces: tuple[str, str]) -> str | None:
    where = locality_of(article(text), _article(text, *surfaces))
    return where.name if where else None


@pytest.mark.parametrize(
    ("text", "bodies", "name"),
    [
        # Those who go elsewhere to learn, and their hosts.
        (
            "县教育局组织校长赴桐乡市第二小学跟岗学习。桐乡市教育局作了介绍。",
            ("县教育局", "桐乡市第二小学", "桐乡市教育局"),
            None,
        ),
        (
            "瓯海区教育局组织校长到瑞安市实验小学学习。瑞安市教育局作了介绍。",
            ("瓯海区教育局", "瑞安市实验小学", "瑞安市教育局"),
            "瓯海区",
        ),
        ("石泉县党政代表团来我区对接。石泉县委作了介绍。", ("石泉县党政代表团", "石泉县委"), None),
        # People of the county itself, and visitors from above.
        (
            "兰考县教育局组织学生走进兰考县档案馆参观学习。",
            ("兰考县教育局", "兰考县档案馆"),
            "兰考县",
        ),
        ("桐乡市教育局组织校长走进桐乡市第二小学学习。", ("桐乡市教育局",), "桐乡市"),
        ("市委领导到兰考县农业农村局调研。", ("兰考县农业农村局",), "兰考县"),
        # A town is of their own county, whoever goes there or comes from there.
        (
            "近日，虹口区委、区文化局一行赴欧阳路街道参观。",
            ("虹口区委", "区文化局", "欧阳路街道"),
            "虹口区",
        ),
        ("乐山市政协来我县考察。乐山市政协主席张平率队。", ("乐山市政协",), None),
        ("霞峰镇代表队来我区参赛。广丰区文旅局作了介绍。", ("霞峰镇", "广丰区文旅局"), "广丰区"),
        # Guests in a list, and whom one is compared with.
        (
            "渭源、漳县检察院来我县。渭源县检察院作了介绍。",
            ("渭源", "漳县检察院", "渭源县检察院"),
            None,
        ),
        ("与对手保康县比，我县上升五位。", ("保康县",), None),
        ("保康县比武落幕，我县获奖。", ("保康县",), "保康县"),
        # Two that people go to, and 区委 of the one that is named before.
        (
            "学院领导赴漯河市郾城区、驻马店市新蔡县慰问。郾城区委、区委组织部和新蔡县委陪同。",
            ("驻马店市新蔡县", "郾城区委", "区委组织部", "新蔡县委"),
            None,
        ),
        # A county's 县公安局 is not that of a city of county level, unless it has become one.
        ("县公安局和桐乡市公安局联合巡逻。", ("县公安局", "桐乡市公安局"), None),
        ("县公安局和安吉县公安局巡逻。", ("县公安局", "安吉县公安局"), "安吉县"),
        # Rivals inside a city that is named, and that is not.
        (
            "荆门市交通运输局介绍情况。京山市永兴街道和钟祥市石牌镇修路。",
            ("荆门市交通运输局", "京山市永兴街道", "钟祥市石牌镇"),
            "荆门市",
        ),
        ("京山市永兴街道和钟祥市石牌镇修路。", ("京山市永兴街道", "钟祥市石牌镇"), None),
        ("余杭区、上城区、拱墅区亮起彩灯。", ("余杭区", "上城区", "拱墅区"), "杭州市"),
        ("余杭区、上城区亮起彩灯。", ("余杭区", "上城区"), None),
        (
            "长乐区江田镇、连江县下宫镇雨量最大，福州市、泉州市降雨。",
            ("长乐区江田镇", "连江县下宫镇", "福州市", "泉州市"),
            None,
        ),
        # A namesake whose own place the text tells.
        ("月坛街道位于济源市西部。月坛街道辖6个社区。", ("月坛街道", "济源市"), "济源市"),
        ("月坛街道位于西城区。月坛街道辖6个社区。", ("月坛街道", "西城区"), "西城区"),
        # A division of the Corps before its city.
        ("第十四师昆玉市融媒体中心开设专栏。", ("第十四师昆玉市融媒体中心",), "昆玉市"),
        # The outlet that reports, and one that is only named.
        ("蕲春广播电视台全媒体记者周波报道，县交通局修路。", ("蕲春广播电视台",), "蕲春县"),
        ("三江都市报记者周波报道，县交通局修路。", ("三江都市报",), None),
        (
            "上饶市广丰区霞峰镇的医生出诊。\n蕲春广播电视台讯 该镇已有多人受益。",
            ("上饶市广丰区霞峰镇", "蕲春广播电视台"),
            "广丰区",
        ),
    ],
)
def test_where_an_article_is_set(text: str, bodies: tuple[str, ...], name: str | None) -> None:
    assert _set_in(text, *(("ORG", body) for body in bodies)) == name


def test_a_site_that_begins_with_a_countys_full_name_says_where() -> None:
    text = "红旗区自由路锦绣小区的居民笑了。"
    site = Mention("PLACE", 0, 10, 1.0, (), {"level": "site"})
    where = locality_of(article(text), [site])
    assert where is not None
    assert where.adcode == "410702"
    late = "各地都在修路。" * 9 + text
    site = Mention("PLACE", late.index("红"), late.index("的居"), 1.0, (), {"level": "site"})
    assert locality_of(article(late), [site]) is None
    two = "红旗区自由路锦绣小区停电。" + "各地都在修路。" * 9 + "牧野区荣校路书香小区也停电。"
    starts = two.index("红旗区"), two.index("牧野区")
    sites = [Mention("PLACE", s, s + 10, 1.0, (), {"level": "site"}) for s in starts]
    assert locality_of(article(two), sites) is None
    line = "红旗区东站开通。"
    site = Mention("PLACE", 0, 5, 1.0, (), {"level": "site"})
    assert locality_of(article(line), [site]) is None
    bare = "金水锦绣小区的居民笑了。"
    site = Mention("PLACE", 0, 6, 1.0, (), {"level": "site"})
    assert locality_of(article(bare), [site]) is None


def test_a_river_does_not_say_where() -> None:
    text = "江西昌江、柳溪河等16条河流超警。"
    assert _set_in(text, ("PLACE", "江西昌江"), ("PLACE", "柳溪河")) is None
    assert _set_in("江西昌江的企业开工。", ("PLACE", "江西昌江")) == "昌江区"


@pytest.mark.parametrize(
    ("outlet", "name"), [("泰山晚报", None), ("南海日报", "南海区"), ("黄山日报", "黄山市")]
)
def test_an_outlet_called_after_a_hill(outlet: str, name: str | None) -> None:
    made = dataclasses.replace(article("县里修了路。"), outlet=outlet)
    where = locality_of(made, [])
    assert (where.name if where else None) == name
