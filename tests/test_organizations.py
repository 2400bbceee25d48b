"""organizations: marked sentences."""

from __future__ import annotations

import pytest

from .cases import Case, read_cases
from .names import article, mentions


@pytest.mark.parametrize("case", read_cases("org.txt"), ids=str)
def test_org_case(case: Case) -> None:
    found = [m for m in mentions(article(case.text)) if m.type == "ORG"]
    expected = [(case.text[m.start : m.end], m.start) for m in case.mentions if m.type == "ORG"]
    assert [(case.text[m.start : m.end], m.start) for m in found] == expected
    for mention, mark in zip(found, (m for m in case.mentions if m.type == "ORG"), strict=True):
        for key, value in mark.attrs:
            assert str(mention.attrs.get(key)) == value
