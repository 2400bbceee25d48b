"""Tables of words: every class explained, every word once in it."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from zhengwen.seeds.table import WORD_COLUMNS, classed, read_table

TABLES = (
    "count_context",
    "honour_words",
    "initiative_words",
    "org_context",
    "page_words",
    "people_words",
    "place_words",
    "refusal_words",
)


@pytest.mark.parametrize("name", TABLES)
def test_classes_are_explained(name: str) -> None:
    text = resources.files("zhengwen.seeds").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    head = "\n".join(line for line in text.split("\n") if line.startswith("#"))
    rows = read_table(f"{name}.tsv", WORD_COLUMNS)
    assert {row["class"] for row in rows} <= set(re.findall("[a-z_]+", head))


@pytest.mark.parametrize("name", TABLES)
def test_words_stand_once_in_a_class(name: str) -> None:
    rows = [(row["word"], row["class"]) for row in read_table(f"{name}.tsv", WORD_COLUMNS)]
    assert len(rows) == len(set(rows))


def test_class_without_words() -> None:
    with pytest.raises(KeyError):
        classed("page_words.tsv", "nothing")
