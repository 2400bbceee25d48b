"""Divisions: names to codes, homonyms, the locality of an article."""

from __future__ import annotations

import pytest
from zhengwen.extract.candidates import Mention
from zhengwen.extract.links import Link, by_level, link_body, link_place, locality_of, parse

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
    ],
)
def test_link_body(name: str, locality: str | None, adcode: str | None) -> None:
    assert link_body(name, locality).adcode == adcode


def test_level_characters() -> None:
    assert by_level("市", "410102") == "4101"
    assert by_level("县", "410102") is None
    assert by_level("州", "433101") == "4331"


def test_parse_reads_a_chain() -> None:
    assert parse("郑州市二七区某处") == (["410103"], 6)
    assert parse("没有地名")[1] == 0


def _article(text: str, *surfaces: tuple[str, str]) -> list[Mention]:
    return [Mention(kind, text.index(s), text.index(s) + len(s), 1.0, ()) for kind, s in surfaces]


def test_locality_from_bodies() -> None:
    text = "兰考县红庙镇召开会议，县教育局参加。"
    found = _article(text, ("ORG", "兰考县红庙镇"), ("ORG", "县教育局"))
    where = locality_of(article(text), found)
    assert where is not None
    assert where.adcode == "410225"


def test_locality_unsettled() -> None:
    text = "鼓楼区的居民和朝阳区的居民联欢。"
    found = _article(text, ("PLACE", "鼓楼区"), ("PLACE", "朝阳区"))
    assert locality_of(article(text), found) is None


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
