"""people: marked sentences."""

from __future__ import annotations

import pytest

from ..extract.candidates import Mention
from ..extract.people import interpret, propose
from ..extract.people.ends import sure_ends
from ..extract.people.frames import ends_in_each, on_lines
from ..extract.people.roles_after import own_body
from ..extract.refusals.people import no_person
from ..models import lexicon as lx
from .cases import Case, read_cases
from .names import article, mentions


@pytest.mark.parametrize("case", read_cases("person.txt"), ids=str)
def test_person_case(case: Case) -> None:
    found = [m for m in mentions(article(case.text)) if m.type == "PERSON"]
    expected = [(case.text[m.start : m.end], m.start) for m in case.mentions if m.type == "PERSON"]
    assert [(case.text[m.start : m.end], m.start) for m in found] == expected
    for mention, mark in zip(found, (m for m in case.mentions if m.type == "PERSON"), strict=True):
        for key, value in mark.attrs:
            assert str(mention.attrs.get(key)) == value


def _people(text: str, bodies: list[str]) -> list[tuple[str, str | None, str | None]]:
    """Name, role and organization of the people in ``text`` where ``bodies`` are known."""
    made = article(text)
    kinds = {"中学": "school", "公司": "enterprise", "局": "government", "村": "community"}
    found = [m for m in mentions(made) if m.type == "PERSON"]
    for body in bodies:
        start = text.index(body)
        kind = next((k for end, k in kinds.items() if body.endswith(end)), "other")
        found.append(Mention("ORG", start, start + len(body), 1.0, ("test",), {"kind": kind}))
    told = interpret(made, sorted(found, key=lambda m: m.start))
    return [(m.attrs["name"], m.attrs["role"], m.attrs["organization"]) for m in told]


def test_body_before_the_role() -> None:
    assert _people("柳河县农牧局派来技术员张海涛。", ["柳河县农牧局"]) == [
        ("张海涛", "技术员", "柳河县农牧局")
    ]
    assert _people("柳河县农牧局邀请律师张海涛讲课。", ["柳河县农牧局"]) == [
        ("张海涛", "律师", None)
    ]
    assert _people("上柳村52岁的村支书孙占海来了。", ["上柳村"]) == [("孙占海", "村支书", "上柳村")]


def test_settlement_before_a_bare_name_is_where_somebody_lives() -> None:
    assert _people("上柳村的张海涛说，收成好。", ["上柳村"]) == [("张海涛", None, None)]
    assert _people("红柳救援队的张海涛说，路通了。", ["红柳救援队"]) == [
        ("张海涛", None, "红柳救援队")
    ]


def test_body_directly_before_a_bare_name() -> None:
    assert _people("红柳中学张海涛、李建国获一等奖。", ["红柳中学"]) == [
        ("张海涛", None, "红柳中学"),
        ("李建国", None, "红柳中学"),
    ]
    assert _people("红柳中学张海涛老师获一等奖。", ["红柳中学"]) == [("张海涛", "老师", "红柳中学")]
    assert _people("红柳中学的操场上，张海涛在跑步。", ["红柳中学"]) == [("张海涛", None, None)]


def test_what_leads_to_a_role_is_not_of_it() -> None:
    bodies = ["上柳村"]
    assert _people("记者在上柳村见到养殖大户张海涛。", bodies) == [("张海涛", "养殖大户", "上柳村")]
    assert _people("学生们跟着讲解员张海涛进了展厅。", []) == [("张海涛", "讲解员", None)]
    assert _people("他和同事张海涛守了一夜。", []) == [("张海涛", "同事", None)]
    assert _people("市一等奖获得者张海涛说，不容易。", []) == [("张海涛", "市一等奖获得者", None)]
    assert _people("本省籍的前律师张海涛来了。", []) == [("张海涛", "前律师", None)]
    assert _people("日前教师张海涛来了。", []) == [("张海涛", "教师", None)]


def test_what_is_no_role() -> None:
    assert _people("柳河县将张海涛表彰为先进。", []) == [("张海涛", None, None)]
    assert _people("教师代表张海涛发言。", []) == [("张海涛", "教师代表", None)]
    assert _people("他立即带领同事张海涛上堤。", []) == [("张海涛", "同事", None)]
    assert _people("红柳防汛队员张海涛说，水退了。", ["红柳防汛队"]) == [
        ("张海涛", "队员", "红柳防汛队")
    ]
    assert _people("张海涛通讯员李建国来了。", [])[0] == ("张海涛", None, None)


def test_people_of_a_list_counted_by_a_common_noun_have_no_role() -> None:
    assert _people("张海涛、李建国等12名学生参加。", []) == [
        ("张海涛", None, None),
        ("李建国", None, None),
    ]
    assert _people("张海涛、李建国等12名队员参加。", []) == [
        ("张海涛", "队员", None),
        ("李建国", "队员", None),
    ]


def test_body_that_a_head_without_one_heads() -> None:
    text = "红柳中学修了操场。校长张海涛说，孩子们高兴。\n路灯也亮了。校长李建国说，安全了。"
    assert _people(text, ["红柳中学"]) == [
        ("张海涛", "校长", "红柳中学"),
        ("李建国", "校长", None),
    ]
    assert _people("红柳中学修了操场。退休教师张海涛说，真好。", ["红柳中学"]) == [
        ("张海涛", "退休教师", None)
    ]


def test_role_that_a_sentence_states() -> None:
    assert _people("张海涛是红柳果业公司的副经理，今年四十岁。", ["红柳果业公司"]) == [
        ("张海涛", "副经理", "红柳果业公司")
    ]


def test_title_before_a_dash() -> None:
    made = article("剪纸传承人——吴水根；青山村—王海涛。")
    titled = {
        made.text[c.start : c.end]: c.features["title_before"]
        for c in propose(made)
        if c.rule == "person.name"
    }
    assert titled["吴水根"] == 1.0
    assert titled["王海涛"] == 0.0
    assert _people("剪纸传承人——王海涛。", []) == [("王海涛", "剪纸传承人", None)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("科室主任孙平和主治医生张峰制订了方案。", ["孙平", "张峰"]),
        ("驻村干部赵志向贫困户讲解政策。", ["赵志"]),
        ("县长王斌携相关部门负责人到供电所调研。", ["王斌"]),
        ("董事长陈祥偕夫人参加捐赠仪式。", ["陈祥"]),
        ("他正与村民赵娟拉家常。", ["赵娟"]),
        ("支行行长王中和告诉记者，贷款已发放。", ["王中和"]),
        ("总经理丁建携带资料来到现场。", ["丁建"]),
        ("成立由县长王斌任组长的专班。", ["王斌"]),
        ("由县长王任远担任组长。", ["王任远"]),
        ("队长让消防员赵志再检查一遍水带。", ["赵志"]),
        ("经查，赵某和孙某系同乡。", ["赵某", "孙某"]),
        ("驾驶人孙某系酒后驾驶。", ["孙某"]),
        ("赵建平代表学院领奖。", ["赵建平"]),
        ("检察长唐箭携办案组走进社区。", ["唐箭"]),
        ("局长严箭率工作组赶到现场。", ["严箭"]),
        ("局长王子率先到场。", ["王子"]),
        ("网格员小李刚走进楼道，门就开了。", ["小李"]),
        ("刘台长、郭关长、李秘书长到场。", []),
        ("在石桥镇吕家峁、刘家岘，村民正在种树。", []),
        ("内科边有才副主任、妇科丁小雪教授到场义诊。", ["边有才", "丁小雪"]),
        ("内科全体医生到场义诊，外科和骨科主任也来了。", []),
    ],
)
def test_what_joins_people_is_no_letter_of_a_name(text: str, names: list[str]) -> None:
    made = article(text)
    found = [m for m in mentions(made) if m.type == "PERSON"]
    assert [text[m.start : m.end] for m in found] == names


def test_whom_somebody_turns_to_is_not_of_that_body() -> None:
    assert _people("红柳镇党委向老党员张海涛颁发纪念章。", ["红柳镇党委"]) == [
        ("张海涛", "老党员", None)
    ]
    assert _people("上柳村村委会正与村民张海涛商量。", ["上柳村村委会"])[0][1] == "村民"


def test_a_first_name_stands_for_the_whole_name() -> None:
    told = _people("农技员阿依古丽·买买提来了。阿依古丽说，土松得好。", [])
    assert [name for name, _, _ in told] == ["阿依古丽·买买提"] * 2


def test_one_of_many_is_no_part_of_a_role() -> None:
    assert _people("王海涛是柳湾县公安局的一名护边员。", ["柳湾县公安局"]) == [
        ("王海涛", "护边员", "柳湾县公安局")
    ]


def test_correspondents_in_a_list() -> None:
    made = article("“路通了。”（通讯员王海涛、李建国）")
    told = interpret(made, sorted(mentions(made), key=lambda m: m.start))
    assert [m.attrs["byline"] for m in told if m.type == "PERSON"] == ["correspondent"] * 2


def test_what_a_body_does_is_no_role() -> None:
    assert _people("柳湾县公安局追授王海涛奖章。", ["柳湾县公安局"]) == [("王海涛", None, None)]
    assert _people("柳湾县公安局受理王某报案。", ["柳湾县公安局"]) == [("王某", None, None)]
    assert _people("柳湾县公安局教授王海涛到场。", ["柳湾县公安局"]) == [
        ("王海涛", "教授", "柳湾县公安局")
    ]


def test_people_of_a_village() -> None:
    assert _people("柳湾镇大柳村民王海涛笑了。", ["柳湾镇大柳村"]) == [
        ("王海涛", "村民", "柳湾镇大柳村")
    ]
    assert _people("柳湾县公安局接辖区居民王海涛报警。", ["柳湾县公安局"]) == [
        ("王海涛", "辖区居民", None)
    ]


def test_former_office_is_told() -> None:
    body = "红柳县民政局"
    assert _people(f"{body}原副局长张海涛受审。", [body]) == [("张海涛", "原副局长", body)]
    assert _people("石桥村原主任张海涛、原会计李建国受审。", ["石桥村"]) == [
        ("张海涛", "原主任", "石桥村"),
        ("李建国", "原会计", None),
    ]
    assert _people("草原站长张海涛说，今年雨水好。", []) == [("张海涛", "草原站长", None)]


def test_words_that_point_back_are_no_part_of_a_role() -> None:
    assert _people("该村村民张海涛去年盖了新房。", []) == [("张海涛", "村民", None)]
    assert _people("我校党委书记张海涛致辞。", []) == [("张海涛", "党委书记", None)]
    assert _people("当晚，一村民张海涛报了警。", []) == [("张海涛", "村民", None)]
    assert _people("据店主张海涛说，生意好了。", []) == [("张海涛", "店主", None)]
    assert _people("一级巡视员张海涛出席。", []) == [("张海涛", "一级巡视员", None)]


def test_caller_is_not_of_the_body_that_he_calls() -> None:
    body = "红柳县公安局"
    assert _people(f"{body}接到某药店职工张海涛报案。", [body]) == [("张海涛", "职工", None)]


def test_life_before_the_stated_role() -> None:
    body = "红柳果业公司"
    assert _people(f"张海涛，男，苗族，45岁，现任{body}副经理。", [body]) == [
        ("张海涛", "副经理", body)
    ]
    assert _people(f"张海涛担任{body}副经理期间受贿。", [body]) == [("张海涛", "副经理", body)]


def test_reporters_who_take_pictures_and_reporters_told_of() -> None:
    def bylines(text: str) -> list[str | None]:
        made = article(text)
        told = interpret(made, sorted(mentions(made), key=lambda m: m.start))
        return [m.attrs["byline"] for m in told if m.type == "PERSON"]

    assert bylines("村民在摘茶。记者王海涛6月3日摄") == ["photographer"]
    assert bylines("在记者王海涛看来，这里变了。") == [None]
    assert bylines("“路通了。”（记者王海涛）") == ["reporter"]


def test_chief_of_a_body_that_ends_his_office() -> None:
    body = "红柳县公安局"
    assert _people(f"{body}长张海涛到场。", [body]) == [("张海涛", "局长", body)]
    council = "红柳县委"
    assert _people(f"{council}常委、公安局长张海涛到场。", [council, "公安局"]) == [
        ("张海涛", "常委、公安局长", council)
    ]


def test_who_is_led_is_no_part_of_the_leaders_role() -> None:
    body = "红柳县水利局"
    told = [("张海涛", "副局长", body)]
    assert _people(f"{body}职工在副局长张海涛的带领下上堤。", [body]) == told
    assert _people(f"{body}职工由副局长张海涛带队上堤。", [body]) == told
    assert _people(f"{body}由副局长张海涛带队上堤。", [body]) == told
    body = "红柳中学"
    assert _people(f"{body}在职教师张海涛来了。", [body]) == [("张海涛", "在职教师", body)]


def test_what_a_sentence_says_before_a_role_is_not_of_it() -> None:
    assert _people("他叫张海涛，是我们镇的老站长。", []) == [("张海涛", "老站长", None)]
    assert _people("行至养殖户张海涛的鱼塘边，大家停了下来。", []) == [("张海涛", "养殖户", None)]


def test_offices_held_together() -> None:
    assert _people("党委委员、副校长张海涛致辞。", []) == [("张海涛", "党委委员、副校长", None)]
    assert _people("副会长兼培训部部长张海涛致辞。", []) == [("张海涛", "副会长兼培训部部长", None)]
    assert _people("以镇长张海涛任组长、副镇长李建国任副组长的专班。", []) == [
        ("张海涛", "镇长", None),
        ("李建国", "副镇长", None),
    ]


def test_titles_behind_and_before_a_name() -> None:
    assert _people("张海涛名誉会长、李建国常务副会长到场。", []) == [
        ("张海涛", "名誉会长", None),
        ("李建国", "常务副会长", None),
    ]
    assert _people("副县长（挂职）张海涛到场。", []) == [("张海涛", "副县长", None)]
    assert _people("张海涛代表我校签约。", []) == [("张海涛", None, None)]
    assert _people("家长张海涛代表学校家委会发言。", [])[0] == ("张海涛", "家长", None)
    assert _people("张海涛代表表示，要多听群众意见。", []) == [("张海涛", "代表", None)]
    assert _people("村民张海涛和李丽华，都是退伍军人。", [])[1] == ("李丽华", "村民", None)
    assert _people("检察长向张海涛代表通报了情况。", []) == [("张海涛", "代表", None)]


def test_names_of_two_letters_end_before_a_post() -> None:
    assert sure_ends(lx.scan("由县长王斌任组长。")) == {5}
    assert sure_ends(lx.scan("由县长王斌担任组长。")) == frozenset()
    assert no_person("赵某系同乡", 0, 3)
    assert not no_person("赵某某系同乡", 0, 3)


def test_role_behind_what_encloses_or_parts_bodies() -> None:
    assert _people("《柳河日报》首席记者张海涛说，这里变了。", ["柳河日报"]) == [
        ("张海涛", "首席记者", "柳河日报")
    ]
    assert _people("区党委、管委、人大领导张海涛、李建国出席。", ["区党委", "管委"]) == [
        ("张海涛", "人大领导", None),
        ("李建国", "人大领导", None),
    ]
    assert _people("区党委、管委领导张海涛出席。", ["区党委", "管委"]) == [
        ("张海涛", "领导", "管委")
    ]


def test_seats_held_together_are_of_the_first_ones_body() -> None:
    assert _people("柳河镇政府党委委员、组织委员、统战委员张海涛来了。", ["柳河镇政府"]) == [
        ("张海涛", "党委委员、组织委员、统战委员", "柳河镇政府")
    ]
    assert _people("柳河镇政府来了新人。统战委员张海涛带队。", ["柳河镇政府"]) == [
        ("张海涛", "统战委员", None)
    ]


def test_whom_a_body_calls_from_the_writers_own_is_not_of_it() -> None:
    assert _people("县教育局聘任我局张海涛局长为副校长。", ["县教育局"]) == [
        ("张海涛", "局长", None)
    ]
    assert _people("县教育局开会，检察长张海涛讲课。", ["县教育局"]) == [("张海涛", "检察长", None)]
    assert _people("县教育局开会，局长张海涛讲课。", ["县教育局"]) == [
        ("张海涛", "局长", "县教育局")
    ]


def test_role_that_somebody_once_had() -> None:
    assert _people("今年56岁的张凯曾是红柳果业公司的一名工人。", ["红柳果业公司"]) == [
        ("张凯", "工人", "红柳果业公司")
    ]


def test_names_that_end_before_what_once_was() -> None:
    def ends(text: str) -> set[int]:
        return set(sure_ends(lx.scan(text)))

    assert ends("60岁的赵立曾是教师，赵立曾在外打工。") == {6, 13}
    assert not ends("老师赵立曾是本地人，赵立曾的学生都说好。")
    assert not ends("孔庙曾是故居，孔庙游人多。")
    assert not ends("方圆曾是一片荒地，方圆十里没有人家。")


def test_who_calls_or_is_helped_is_told_by_one_word() -> None:
    assert _people("接到村民张海涛的电话，他立马出门。", []) == [("张海涛", "村民", None)]
    assert _people("得知渔民张海涛受困，他们赶了去。", []) == [("张海涛", "渔民", None)]
    assert _people("县委书记接到村民张海涛的电话。", ["县委"]) == [("张海涛", "村民", None)]
    assert _people("在上柳村见到村民张海涛。", ["上柳村"]) == [("张海涛", "村民", "上柳村")]
    assert _people("他叮嘱了司机张海涛几句。", []) == [("张海涛", "司机", None)]
    assert _people("民警连夜护送村民张海涛回家。", [])[-1] == ("张海涛", "村民", None)
    assert _people("护送民警张海涛守了一夜。", []) == [("张海涛", "护送民警", None)]
    assert _people("指导老师张海涛守了一夜。", []) == [("张海涛", "指导老师", None)]


def test_what_somebody_was_once_is_no_role() -> None:
    assert _people("崔文芳，之前是名教师，现在是一名护林员。", []) == [("崔文芳", "护林员", None)]
    assert _people("崔文芳，曾经是名教师，爱唱歌。", []) == [("崔文芳", None, None)]
    assert _people("店主崔文芳，原来是名下岗工人。", []) == [("崔文芳", "店主", None)]
    assert _people("崔文芳，一名教师，爱唱歌。", []) == [("崔文芳", "一名教师", None)]


def test_second_in_office_and_section_heads_in_a_row() -> None:
    assert _people("台长张海涛、副台长李建国到场。", []) == [
        ("张海涛", "台长", None),
        ("李建国", "副台长", None),
    ]
    office = "红柳县法院研究室"
    row = f"{office}主任张海涛、立案庭庭长李建国到场。"
    assert _people(row, [office])[1][2] != office
    # The section may go unread: its head is still not of the one before.
    assert own_body(row, "庭长", row.index("李建国"), [(8, office, "judicial")]) is None
    row = f"{office}来了几个人，庭长李建国也在。"
    assert own_body(row, "庭长", row.index("李建国"), [(8, office, "judicial")]) == office


def test_nobody_shares_with_himself() -> None:
    def found(text: str) -> frozenset[str]:
        return ends_in_each(lx.scan(text))

    assert found("艇长王廷各驾艇赶来。王廷各拿起喊话器。") == {"王廷各"}
    assert not found("孙建、马立各领一份。孙建、马立各种一棵树。")
    assert not found("马立各领一份。")
    assert not found("全县各级发动，全县各村动手。单位各出一人，单位各派一车。")


def test_visitors_are_not_of_the_house() -> None:
    text = "红柳法院的同志参观了我院。会上，院长张海涛作了介绍。"
    assert own_body(text, "院长", text.index("张海涛"), [(4, "红柳法院", "judicial")]) is None
    text = "红柳法院开了会。会上，院长张海涛作了介绍。"
    assert own_body(text, "院长", text.index("张海涛"), [(4, "红柳法院", "judicial")]) == "红柳法院"


def test_role_and_body_on_the_line_of_a_name() -> None:
    roll = "名单如下：\n张海涛 红柳中学教师\n李建国 上柳村村民"
    assert _people(roll, ["红柳中学", "上柳村"]) == [
        ("张海涛", "教师", "红柳中学"),
        ("李建国", "村民", "上柳村"),
    ]
    assert _people("名单如下：\n张海涛 红柳中学", ["红柳中学"]) == [("张海涛", None, None)]
    assert _people("会上，张海涛 红柳中学教师", ["红柳中学"]) == [("张海涛", None, None)]


def test_names_on_lines_in_a_row_with_body_and_office() -> None:
    def found(text: str) -> list[str]:
        return [text[start:end] for start, end in on_lines(lx.scan(text))]

    assert found("温有福 青溪镇柳湾村护河员\n谷满仓 沙坪镇红旗村护河员") == ["温有福", "谷满仓"]
    assert not found("谷满仓 沙坪镇红旗村护河员\n\n温有福 青溪镇柳湾村护河员")
    assert not found("河湖保洁 沙坪镇红旗村护河员\n高山造林 柳河镇护林员")
