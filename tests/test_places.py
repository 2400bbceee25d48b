"""places: marked sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zhengwen

from ..extract.places import context, propose
from ..extract.places.lines import joined
from ..extract.places.values import level_of
from ..models.lexicon import scan
from .cases import Case, read_cases
from .names import article, mentions


@pytest.mark.parametrize("case", read_cases("place.txt"), ids=str)
def test_place_case(case: Case) -> None:
    found = [m for m in mentions(article(case.text)) if m.type == "PLACE"]
    expected = [(case.text[m.start : m.end], m.start) for m in case.mentions if m.type == "PLACE"]
    assert [(case.text[m.start : m.end], m.start) for m in found] == expected
    for mention, mark in zip(found, (m for m in case.mentions if m.type == "PLACE"), strict=True):
        for key, value in mark.attrs:
            assert str(mention.attrs.get(key)) == value


@pytest.mark.parametrize("case", read_cases("place_forms.txt"), ids=str)
def test_form_of_a_place(case: Case) -> None:
    record = zhengwen.load(types=["PLACE", "ORG"]).extract(case.text)[0]
    groups = (("PLACE", record.places), ("ORG", record.organizations))
    found = {(k, m.text, m.span[0]) for k, group in groups for x in group for m in x.mentions}
    assert found == {(m.type, case.text[m.start : m.end], m.start) for m in case.mentions}


def test_a_site_within_a_unit_is_proposed_by_itself() -> None:
    art = article("一行先后到石桥镇柳堤公园、梨园村参观。")
    found = {art.text[c.start : c.end] for c in propose(art) if c.type == "PLACE" and not c.decoy}
    assert "柳堤公园" in found


def proposed(text: str, rule: str) -> set[str]:
    """Surfaces of the places that ``rule`` proposes in ``text``."""
    art = article(text)
    return {
        art.text[c.start : c.end]
        for c in propose(art)
        if c.type == "PLACE" and c.rule == rule and not c.decoy
    }


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("place.in_unit", "家住新柳街道柳湾社区望湖新村小区的老人下楼了。", {"望湖新村小区"}),
        ("place.in_unit", "石桥镇蔬菜示范园区里一片忙碌。", {"蔬菜示范园区"}),
        ("place.in_unit", "柳湾社区的老旧小区和居民小区都装了电梯。", set()),
        ("place.park", "客商走进柳岭农业科技园参观。", {"柳岭农业科技园"}),
        ("place.park", "村里办起了幼儿园。", set()),
        (
            "place.service",
            "走进检察服务大厅、公益诉讼指挥中心，",
            {"检察服务大厅", "公益诉讼指挥中心"},
        ),
        ("place.service", "诉讼服务中心建设提速，检察服务中心受理案件。", set()),
        ("place.wire", "春茶开采\n柳州在线磐安6月16日讯 茶香四溢。", {"磐安"}),
        ("place.wire", "春茶开采\n磐安县融媒体中心6月16日讯 茶香四溢。", set()),
        ("place.dateline", "春茶开采\n本报会同讯“茶香四溢。”茶农说。", {"会同"}),
        ("place.section", "因京哈高速沈阳段施工，车辆缓行。", {"京哈高速沈阳段"}),
        ("place.section", "民警巡逻至柳汉高速贵州毕节段，路边起火。", {"柳汉高速贵州毕节段"}),
        ("place.section", "G1516柳洛高速公路宿州段封闭。", {"G1516柳洛高速公路宿州段"}),
        ("place.bank", "游人走在柳木河河畔，", {"柳木河"}),
        ("place.section", "高速公路施工阶段车辆缓行。", set()),
        ("place.exit", "民警在柳汉高速(柳州段)青店收费站附近。", {"青店收费站"}),
        ("place.exit", "柳汉高速(柳州段)有收费站两处。", set()),
        (
            "place.roadway",
            "封闭柳丹路，车辆走宗柳路—城中北路—宾柳路绕行。",
            {"柳丹路", "宗柳路", "城中北路", "宾柳路"},
        ),
        ("place.list", "扶着柳家庄、党河、闫滩3个村办起果窖。", {"柳家庄", "党河", "闫滩"}),
        ("place.list", "由2个牧业队（加朗什、阿克别克）搬下来。", {"加朗什", "阿克别克"}),
        ("place.list", "片区有3个村：柳坝、九岭、乌沟。", {"柳坝", "九岭", "乌沟"}),
        ("place.list", "成立了回湾、勐柳、温泉等四个村做股东的公司。", {"回湾", "勐柳", "温泉"}),
        ("place.list", "选了柳湾、水磨岭等挨着湿地的6个村子。", {"柳湾", "水磨岭"}),
        (
            "place.list",
            "河水流过柳岭、石桥两村，带动沙溪、登桥等5镇。",
            {"柳岭", "石桥", "沙溪", "登桥"},
        ),
        ("place.list", "全镇有3个村（社区），分别是特色、优质2类。", set()),
        ("place.list", "镇里有村医、村警、调解员3支队伍，服务养老、托育两社区。", set()),
        ("place.centre", "建成以柳寨为中心的居住片、以石窑为中心的康养片。", {"柳寨", "石窑"}),
        ("place.centre", "坚持以人民为中心的思想、以项目为中心的作风。", set()),
        ("place.stem_chain", "江西柳源：支部添劲。\n柳源镇党委开会。", {"江西柳源"}),
        ("place.stem_chain", "青河县柳源镇党委开会，江西的干部来柳源看。", set()),
        ("place.sight", "乡里藏着云溪瀑、五经第、崇礼堂等古迹。", {"云溪瀑", "五经第", "崇礼堂"}),
        ("place.sight", "小院里有球台、棋牌亭、拳操场等活动去处。", set()),
        ("place.sight", "村里建起了文化长廊、健身步道、荷花池等景观。", set()),
        (
            "place.sight",
            "目前以柳桃长廊—云溪码头—石柳水寨为串线的赏玩路线已经打通。",
            {"柳桃长廊", "云溪码头", "石柳水寨"},
        ),
        ("place.sight", "走出采摘—研学—民宿一条龙的路线。", set()),
        (
            "place.sight",
            "游人在柳州、东湖公园、北岭观景台等处拍照。",
            {"柳州", "东湖公园", "北岭观景台"},
        ),
        ("place.quoted", "社区建成“柳苗+三美”广场，又办“柳苗”讲堂。", {"“柳苗+三美”广场"}),
        ("place.quoted", "铺成“三季有花”步道，健身“号手”广场噪音小了。", set()),
        (
            "place.general",
            "为建平县乡村添了活气，建平驻村干部来到九台区村屯。",
            {"建平县", "建平", "九台区"},
        ),
        ("place.general", "浙江江山山村办节，加快建成渝西教育强区。", {"浙江江山", "渝西"}),
        ("place.general", "落实《青河县乡村教师关爱办法》，和平乡村真美。", set()),
        ("place.honour", "有全国绿化先进单位、重庆市绿色学校等荣誉。", {"重庆市"}),
        ("place.stem", "紧挨库布其沙漠南缘，库布其边上有人家。", {"库布其"}),
        ("place.roadway", "村里修了柏油路、水泥路，通往致富路。", set()),
        ("place.area", "守着西站地区和武陵山地区，西站是老车站。", {"武陵山地区"}),
        ("place.area", "赣州市地区生产总值增长，赣州地区生产总值也增长。", set()),
        ("place.half", "从达孜城区出发，走过渭河北岸、渝东南片区。", {"达孜", "渭河", "渝东南"}),
        ("place.half", "在约旦河西岸采访。", set()),
        ("place.polder", "守在永丰圩大堤上，新埂闸北的永丰圩没事。", {"永丰圩", "新埂闸"}),
        ("place.praised", "武强县建设幸福武强，“志愿武强”品牌响了。", {"武强"}),
        ("place.make", "武强县让“武强制造”登台，“武强造”栏目上线。", {"武强"}),
        ("place.ware", "有易门豆豉、十街火腿等山货，易门县十街乡在列。", {"易门", "十街"}),
        ("place.ware", "易门县的易门豆豉有限公司，印发《易门豆豉管理办法》。", set()),
        ("place.spot", "在打卡点“清溪之眼”，成为打卡地“顶流”。", {"清溪之眼"}),
        ("place.ware", "土货有：柳岭豆豉、浦贝辣椒、高山土豆等。", {"柳岭", "浦贝"}),
        ("place.ware", "卖的是新鲜苹果、优质大米。", set()),
        ("place.avenue", "健康西路一健身房关门，由新建中路、柏油大道绕行。", {"健康西路"}),
        ("place.avenue", "市民在柳岭大道与安宁路交叉口排队。", set()),
        (
            "place.venue",
            "三场两馆（县体育场、县体育馆），全县体育场都开放。",
            {"县体育场", "县体育馆"},
        ),
        ("place.trade_park", "服装智造产业园里机声隆隆。", {"服装智造产业园"}),
        ("place.trade_park", "深化苏州工业园、现代农业产业园等平台，建设冷链物流园。", set()),
        ("place.inner", "走进柳叶湖景区游客中心，柳叶湖景区推出露营地。", {"柳叶湖景区游客中心"}),
        (
            "place.at",
            "延寿县在寿山广场举行晚会，游客在石桥镇柳溪古镇内漫步。",
            {"寿山广场", "柳溪古镇"},
        ),
        ("place.at", "在陕西景区里，在各大景区内，存在市场前景。", set()),
        ("place.subject", "柳灶镇党委开会。近年来，柳灶坚持工业立镇，柳灶人民法庭开庭。", {"柳灶"}),
        (
            "place.built",
            "建成“石桥艺术馆”“水寨傩舞展室”等，打造文化展馆。",
            {"石桥艺术馆", "水寨傩舞展室"},
        ),
        ("place.yard", "金星社区12号庭院的楼栋长，金星社区9号楼院坝长。", {"12号庭院"}),
        ("place.chain", "内蒙古呼伦贝尔的陈先生、福建德化人来了。", {"内蒙古呼伦贝尔"}),
        ("place.seat", "有榆次区蔺郊、太谷县庞庄等几处。", {"榆次区蔺郊", "太谷县庞庄"}),
        ("place.seat", "湖南中部、江西北部等地有雨。", set()),
        ("place.wire", "中新网青海互助6月27日电 走进互助县。", {"青海互助"}),
        ("place.wire", "大江网12月20日南通讯（通讯员 李明）近日，快讯（一）。", {"南通"}),
        (
            "place.roadway",
            "记者在湖滨路（松江路至永兴路）施工现场看到，松江路已通。",
            {"湖滨路", "松江路", "永兴路"},
        ),
        ("place.polder", "逢重点圩、万亩圩，赶圩的人过了水闸。", set()),
    ],
)
def test_a_place_is_proposed_by_its_form(rule: str, text: str, expected: set[str]) -> None:
    assert proposed(text, rule) == expected


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("车辆可由中柳路或经一街绕行。", "中柳路", "或经一街"),
        ("机动车由柳丹路绕行至宗柳路。", "柳丹路", "绕行至宗柳路"),
        ("珠江流域西江水位上涨。", "珠江流域", "西江"),
        ("北至东柳路，南至镜柳路。", "南", "至镜柳路"),
        ("郑州公路总里程再创新高。", "郑州", "公路"),
    ],
)
def test_no_place_goes_on_over_a_break(text: str, left: str, right: str) -> None:
    at = text.index(left) + len(left)
    breaks = [c for c in propose(article(text)) if c.decoy and c.type == "PLACE"]
    assert any(c.start == at - 1 for c in breaks)
    assert text.startswith(right, at)


@pytest.mark.parametrize(
    ("text", "surface"), [("由北向南非机动车缓行。", "南非"), ("大家工作中越干越有劲。", "中越")]
)
def test_an_idiom_hides_what_looks_like_a_country(text: str, surface: str) -> None:
    at = text.index(surface)
    idioms = [c for c in propose(article(text)) if c.decoy and c.rule == "place.idiom"]
    assert any(c.start <= at and at + len(surface) <= c.end for c in idioms)


@pytest.mark.parametrize(
    "text",
    ["沟渠路旁的秸秆、田埂路边的垃圾都清走了。", "镇里要建产业强镇、环境美镇。"],
)
def test_lanes_and_aims_are_no_names(text: str) -> None:
    (record,) = zhengwen.extract(text)
    assert record.places == []
    assert record.organizations == []


def test_a_stem_within_a_longer_name_is_not_free() -> None:
    art = article("柳源镇党委开会，柳源蔬菜冷库项目开工，游人看柳源的花。")
    found = [c for c in propose(art) if c.rule == "place.stem"]
    assert ["known_p" in c.features for c in found] == [False, True]


def test_what_the_rest_of_the_article_says_of_a_place() -> None:
    text = "老州城要修了。游客来到老州城。荆柳村余家洼放电影。安柳纪念馆开馆。"
    once = context.features(text, 0, 3)
    assert once["ctx.elsewhere"] == 1.0
    assert "ctx.elsewhere" not in context.features(text, 11, 14)
    assert context.features(text, text.index("余家"), text.index("放"))["ctx.in_unit"] == 1.0
    assert context.features(text, text.index("安柳"), text.index("开馆"))["ctx.tail=hall"] == 1.0


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("老物件说尽柳城变迁", {"柳城"}),
        ("“柳城云片糕”卖得俏", set()),
        ("柳城县文化馆展出老物件", set()),
        ("老物件说尽融安变迁", set()),
    ],
)
def test_short_names_in_headlines_count_where_the_article_has_them_in_full(
    title: str, expected: set[str]
) -> None:
    art = article(f"{title}\n柳城县文化馆展出老物件，市民来看。")
    head = replace(art.blocks[0], role="title")
    art = replace(art, blocks=(head, *art.blocks[1:]))
    assert {art.text[c.start : c.end] for c in propose(art) if c.rule == "place.title"} == expected


def test_a_division_is_one_entry_by_whatever_name() -> None:
    text = "兰考县召开会议\n5月2日，兰考县、开封市兰考县和兰考的干部到会，兰考县人民广场人来人往。"
    (record,) = zhengwen.extract(text, published="2024-05-03")
    found = {p.name: [m.text for m in p.mentions] for p in record.places}
    assert found["开封市兰考县"] == ["兰考县", "兰考县", "开封市兰考县", "兰考"]
    assert [p.adcode for p in record.places].count("410225") == 1


@pytest.mark.parametrize(
    ("surface", "level"), [("S318桐河线", "road"), ("柳松线", "road"), ("柳松", "other")]
)
def test_roads_by_their_form(surface: str, level: str) -> None:
    assert level_of(surface) == level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳州至梧州高速公路开工，从柳州至梧州高速公路驶出。", ["柳州至梧州高速公路"]),
        (
            "新建的柳州至贺州至肇庆铁路、黄岗至百色铁路。",
            ["柳州至贺州至肇庆铁路", "黄岗至百色铁路"],
        ),
        ("贵州贵阳至广西北海高速公路通车。", ["贵州贵阳至广西北海高速公路"]),
        ("昨日，重庆至昆明高铁列车票价公布，柳州至梧州铁路局辖区。", []),
        ("市区至机场高速公路，雄安至忻州等高铁，四川至青海的川青铁路。", []),
    ],
)
def test_lines_called_after_both_ends(text: str, expected: list[str]) -> None:
    assert [text[c.start : c.end] for c in joined(scan(text))] == expected
