"""people: marked sentences."""

from __future__ import annotations

import pytest

from ..extract.candidates import Mention
from ..extract.people import interpret
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
