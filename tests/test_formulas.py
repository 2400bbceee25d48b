"""Parts of numbered names: own mini-articles for every mechanism, and none where none are given."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.corpus.fold import fold
from zhengwen.extract import initiatives
from zhengwen.extract.candidates import Mention
from zhengwen.extract.initiatives.formulas import take_apart, take_row
from zhengwen.extract.initiatives.formulas.refuse import refused
from zhengwen.extract.initiatives.formulas.wanted import wanted_of
from zhengwen.extract.initiatives.kinds import counted

from .cases import Case, Marked, read_cases
from .names import article

CASES = read_cases("formulas.txt")


def _wanted(mention: Marked) -> list[str]:
    told = dict(mention.attrs)["components"]
    return [] if told == "none" else told.split("/")


def _chosen(case: Case) -> bool:
    """Whether all names of a case count one thing, so that their parts are a learnt choice."""
    shapes = [counted(fold(case.text[m.start : m.end])) for m in case.mentions]
    return all(shape is not None and shape.form == "single" for shape in shapes)


RULED = [case for case in CASES if not _chosen(case)]
LEARNT = [case for case in CASES if _chosen(case)]


def _read(case: Case) -> list[Mention]:
    marked = [
        Mention(m.type, m.start, m.end, 1.0, ("marked",), dict(m.attrs)) for m in case.mentions
    ]
    found = initiatives.interpret(article(case.text), marked)
    assert len(found) == len(case.mentions)
    for mention in found:
        spans, parts = mention.attrs["component_spans"], mention.attrs["components"]
        assert [case.text[start:end] for start, end in spans] == parts
    return found


@pytest.mark.parametrize("case", RULED, ids=str)
def test_parts(case: Case) -> None:
    for mention, expected in zip(_read(case), case.mentions, strict=True):
        assert mention.attrs["components"] == _wanted(expected)


def test_learnt_parts() -> None:
    """The choice has learnt from these sentences too: few of them may be wrong."""
    wrong = [
        (str(case), mention.attrs["components"])
        for case in LEARNT
        for mention, expected in zip(_read(case), case.mentions, strict=True)
        if mention.attrs["components"] != _wanted(expected)
    ]
    assert len(LEARNT) > 150
    assert len(wrong) <= len(LEARNT) // 20, wrong


@pytest.mark.parametrize("case", read_cases("formula_choice.txt"), ids=str)
def test_sure_choices(case: Case) -> None:
    """Ways of telling that the choice must know, in sentences that it has not learnt from."""
    for mention, expected in zip(_read(case), case.mentions, strict=True):
        assert mention.attrs["components"] == _wanted(expected)


@pytest.mark.parametrize(
    ("text", "name", "complete"),
    [
        (
            "做到“三抓三促”：抓学习促思想统一、抓制度促行为规范、抓典型促风气好转。",
            "三抓三促",
            True,
        ),
        ("做到“三抓三促”：抓学习、抓制度、抓典型，风气一新。", "三抓三促", False),
    ],
)
def test_parts_in_halves_are_complete(text: str, name: str, complete: bool) -> None:
    shape, at = counted(name), text.index(name)
    assert shape is not None
    found = take_apart(fold(text), [(at, at + len(name))], shape)
    assert found is not None
    assert found.complete is complete


def test_parts_cut_at_one_width_are_refused() -> None:
    text = (
        "“四个一”：办一期新提任职工座谈；做一批典型案例展板；看一场警示教育片；上一堂警示教育课。"
    )
    wanted = wanted_of([(1, 4)], 4, "个一")
    starts = [text.index(word) for word in ("一期", "一批", "一场", "一堂")]
    assert refused(text, wanted, [(a, a + 4) for a in starts])
    assert not refused(
        text, wanted, [(a, a + len(re.split("[；。]", text[a:])[0])) for a in starts]
    )
    text = "“三网”工作法：信息进网格收集、需求进网格发现、资源进网格整合。"
    starts = [text.index(word) for word in ("信息", "需求", "资源")]
    wanted = wanted_of([(1, 3)], 3, "网")
    assert refused(text, wanted, [(a, a + 4) for a in starts])
    assert not refused(text, wanted, [(a, a + 5) for a in starts])
    text = "“三个一”：一张网格管到底、一盏红灯照到底、一本台账记到底。"
    starts = [text.index(word) for word in ("一张", "一盏", "一本")]
    assert not refused(text, wanted_of([(1, 4)], 3, "个一"), [(a, a + 4) for a in starts])


def test_a_name_with_and_without_its_list_is_one() -> None:
    text = "“三单”机制解民忧。社区创新“群众点单+支部派单+干部接单”三单机制，又推“两单”机制。"
    names = "“三单”机制", "“群众点单+支部派单+干部接单”三单机制", "“两单”机制"
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    marked = [Mention("INITIATIVE", a, b, 1.0, ("marked",), {}) for a, b in spans]
    first, second, other = initiatives.interpret(article(text), marked)
    assert first.attrs["entity"] == second.attrs["entity"] != other.attrs["entity"]
    assert first.attrs["components"] == ["群众点单", "支部派单", "干部接单"]


_CHARACTERS = "三四两一送治员网的了第、，。；：“”‘’（）+—\n 　𠮷"
_WORDS = "送温暖 法治 宣传员 巡防网 一是 第一步 即 分为 三送 四治 三员一岗 1+3+N 1名党员 三个中心"
_PIECES = st.sampled_from([*_CHARACTERS, *_WORDS.split()])
_NAMES = ["三送", "四治", "两好", "三员一岗", "五问五促", "1+3+N", "1262", "统防统配统售"]


@settings(max_examples=300, deadline=None)
@given(
    before=st.lists(_PIECES, max_size=14).map("".join),
    name=st.sampled_from(_NAMES),
    after=st.lists(_PIECES, max_size=24).map("".join),
)
def test_parts_lie_in_the_text_and_not_in_the_name(before: str, name: str, after: str) -> None:
    text = before + name + after
    own = [(len(before), len(before) + len(name))]
    shape = counted(name)
    assert shape is not None
    found = take_apart(text, own, shape)
    for start, end in found.spans if found else ():
        assert 0 <= start < end <= len(text)
        assert end <= own[0][0] or start >= own[0][1]
    assert found is None or found.probability is None or 0 < found.probability <= 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("党建好，第一服务好。坚持“两好”机制，争第一", "两好"),
        ("推行“三扶一防”：扶志、扶智、扶技、", "三扶一防"),
        ("党员带、干部带、能人带。深化三带一托", "三带一托"),
        ("以文化站和 为“两翼”的一核两翼", "一核两翼"),
        ("由1名网格长和2名网格员1+2包联", "1+2"),
    ],
)
def test_cut_off_texts_are_read(text: str, name: str) -> None:
    shape = counted(name)
    assert shape is not None
    at = text.rindex(name)
    found = take_apart(text, [(at, at + len(name))], shape)
    assert found is None or all(0 <= a < b <= len(text) for a, b in found.spans)
    assert take_row(text, [(at, at + len(name))], "望闻问切") is None


def test_a_third_of_the_names_have_no_parts() -> None:
    none = [c for c in CASES for m in c.mentions if dict(m.attrs)["components"] == "none"]
    assert len(CASES) >= 90
    assert 3 * len(none) >= len(CASES)
