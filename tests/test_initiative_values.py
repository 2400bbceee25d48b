"""Since when initiatives run and who runs them, with what result: own sentences."""

from __future__ import annotations

import re

import pytest
from zhengwen.extract import initiatives
from zhengwen.extract.candidates import Mention
from zhengwen.extract.initiatives.shape import shape_of

from .cases import Case, read_cases
from .names import article

CASES = read_cases("initiative_values.txt")


def _dated(case: Case) -> list[Mention]:
    """The case's mentions; a date's only attribute is its value."""
    return [
        Mention(
            m.type,
            m.start,
            m.end,
            1.0,
            ("marked",),
            {"kind": "date", "value": m.attrs[0][0]} if m.type == "DATE" else dict(m.attrs),
        )
        for m in case.mentions
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_values(case: Case) -> None:
    found = initiatives.interpret(article(case.text), _dated(case))
    expected = [dict(m.attrs) for m in case.mentions if m.type == "INITIATIVE"]
    for mention, wanted in zip(found, expected, strict=True):
        for key, value in wanted.items():
            assert mention.attrs[key] == (None if value == "none" else value)


def test_a_third_state_no_date() -> None:
    marked = [m for c in CASES for m in c.mentions if m.type == "INITIATIVE"]
    told = [value for m in marked for key, value in m.attrs if key == "launched"]
    assert 3 * told.count("none") >= len(told)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("区里建立“1+2”机制，即1个中心、2支队伍，化解纠纷90件。", ["90件"]),
        ("县里实施“净河”行动，力争到年底清淤40公里，已清运垃圾70吨。", []),
        ("县里实施“净河”行动，已清淤40公里；力争再清70公里。", ["40公里"]),
        ("镇里印发《河道管护办法》，议题由30人以上联名提出。", []),
        ("镇里印发《河道管护办法》，大家叫好。《河道管护办法》实施以来，清淤40公里。", ["40公里"]),
    ],
)
def test_results_are_what_came_of_it(text: str, kept: list[str]) -> None:
    names = [m.span() for m in re.finditer("(?<=“)[^”]+(?=”)|《[^》]+》", text)]
    counts = [m.span() for m in re.finditer("[0-9]+(?:个|支|件|公里|吨|人以上)", text)]
    marked = [Mention("INITIATIVE", a, b, 1.0, ("marked",), {}) for a, b in names]
    marked += [Mention("COUNT", a, b, 1.0, ("marked",), {}) for a, b in counts]
    marked.sort(key=lambda m: m.start)
    found = initiatives.interpret(article(text), marked)
    assert [text[slice(*counts[i])] for i in found[0].attrs["results"]] == kept


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("四位一体", 4),
        ("四微一体", 4),
        ("一约三会", 4),
        ("多位一体", None),
        ("两个100%", 2),
        ("123+4", 10),
    ],
)
def test_what_a_name_counts(name: str, number: int | None) -> None:
    shape = shape_of(name)
    assert (shape.number if shape else None) == number
