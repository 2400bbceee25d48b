"""places: marked sentences."""

from __future__ import annotations

import pytest

from ..extract.places import propose
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


def test_a_site_within_a_unit_is_proposed_by_itself() -> None:
    art = article("一行先后到石桥镇柳堤公园、梨园村参观。")
    found = {art.text[c.start : c.end] for c in propose(art) if c.type == "PLACE" and not c.decoy}
    assert "柳堤公园" in found
