"""Parts of numbered names: own mini-articles for every mechanism, and none where none are given."""

from __future__ import annotations

import pytest
from zhengwen.extract import initiatives
from zhengwen.extract.candidates import Mention

from .cases import Case, read_cases
from .names import article

CASES = read_cases("formulas.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_parts(case: Case) -> None:
    marked = [
        Mention(m.type, m.start, m.end, 1.0, ("marked",), dict(m.attrs)) for m in case.mentions
    ]
    found = initiatives.interpret(article(case.text), marked)
    assert len(found) == len(case.mentions)
    for mention, expected in zip(found, case.mentions, strict=True):
        wanted = dict(expected.attrs)["components"]
        parts = [] if wanted == "none" else wanted.split("/")
        assert mention.attrs["components"] == parts
        for (start, end), part in zip(
            mention.attrs["component_spans"], mention.attrs["components"], strict=True
        ):
            assert case.text[start:end] == part


def test_a_third_of_the_names_have_no_parts() -> None:
    none = [c for c in CASES for m in c.mentions if dict(m.attrs)["components"] == "none"]
    assert len(CASES) >= 90
    assert 3 * len(none) >= len(CASES)
