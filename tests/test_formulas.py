"""Parts of numbered names: own mini-articles for every mechanism, and none where none are given."""

from __future__ import annotations

import pytest
from zhengwen.corpus.fold import fold
from zhengwen.extract import initiatives
from zhengwen.extract.candidates import Mention
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


def test_a_third_of_the_names_have_no_parts() -> None:
    none = [c for c in CASES for m in c.mentions if dict(m.attrs)["components"] == "none"]
    assert len(CASES) >= 90
    assert 3 * len(none) >= len(CASES)
