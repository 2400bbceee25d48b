"""people: marked sentences."""

from __future__ import annotations

import pytest

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
