"""``zhengwen evaluate adcodes`` and ``suites:FOLDER``, with made-up cases."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from zhengwen.cli import main, readers
from zhengwen.corpus.formulas import Passage
from zhengwen.evaluation import checks, conformance, formulas


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def case(model: str, text: str, found: str, resolution: Any, **more: Any) -> dict[str, Any]:
    start = text.index(found)
    expected = [
        {"text": found, "start": start, "end": start + len(found), "resolution": resolution}
    ]
    row = {"model": model, "input": text, "reference_time": "2031-05-06T00:00:00"}
    return row | {"expected": expected, "not_supported_by_design_in": []} | more


def fill(folder: Path) -> None:
    write(
        folder / conformance.RECOGNIZERS,
        [
            case("NumberModel", "运来三百箱梨", "三百", {"value": "300"}),
            case("NumberModel", "运来四百箱梨", "四百", {"value": "401"}),
            case(
                "NumberModel",
                "运来五百箱梨",
                "五百",
                {"value": "0"},
                not_supported_by_design_in=[1],
            ),
            case("PercentModel", "一成半的人", "一成半", {"value": "15%"}),
            case("NumberRangeModel", "十到二十人", "十到二十", {"value": "[10,20)"}),
            case("DateParser", "2031年3月2日开工", "2031年3月2日", {"Timex": "2031-03-02"}),
            case("CurrencyModel", "三元", "三元", {"value": "3"}),
        ],
    )
    write(
        folder / conformance.JIONLP,
        [
            {
                "input": "2031年4月",
                "reference_time": "2031-05-06T00:00:00",
                "options": {},
                "expected": {
                    "type": "time_point",
                    "time": ["2031-04-01 00:00:00", "2031-04-30 23:59:59"],
                },
            }
        ],
    )


def test_cases_are_compared(tmp_path: Path) -> None:
    fill(tmp_path)
    found = checks.suite_outcomes(tmp_path, readers())
    assert [(o.model, o.right) for o in found] == [
        ("NumberModel", True),
        ("NumberModel", False),
        ("PercentModel", True),
        ("NumberRangeModel", True),
        ("DateParser", True),
        ("time_point", True),
    ]
    rows = {(r[0], r[1]): r[2] for r in conformance.table(found).rows}
    assert rows["Recognizers-Text, numbers", "NumberModel"] == 2
    assert rows["Recognizers-Text, numbers", "ALL"] == 4


def test_suites_command(tmp_path: Path, capsys: Any) -> None:
    assert main(["evaluate", f"suites:{tmp_path}"]) == 1
    assert "holds neither recognizers-zh.jsonl.gz nor" in capsys.readouterr().err
    fill(tmp_path)
    assert main(["evaluate", f"suites:{tmp_path}", "--errors"]) == 0
    out = capsys.readouterr().out
    assert "Recognizers-Text, numbers, NumberModel  运来四百箱梨  (no convention)" in out
    assert "运来三百箱梨" not in out


def test_adcodes_command(capsys: Any) -> None:
    assert main(["evaluate", "adcodes"]) == 0
    assert "PLACE + ORG       250" in capsys.readouterr().out


def test_formulas_command(capsys: Any) -> None:
    assert main(["evaluate", "formulas", "--errors"]) == 0
    out = capsys.readouterr().out
    assert "right of those given" in out
    assert "wrong, not shown" in out


def test_parts_of_a_formula_are_judged_as_a_whole_and_in_order() -> None:
    def case(gold: str, complete: bool, given: str, whole: bool = True) -> formulas.Case:
        passage = Passage("read", "-", "三色", tuple(gold), complete, "")
        return formulas.Case(passage, tuple(given), whole)

    assert case("红黄绿", True, "红黄绿").right
    assert not case("红黄绿", True, "黄红绿").right
    assert not case("红黄绿", True, "红黄").right
    assert case("红黄", False, "").right
    assert case("红黄", False, "红", whole=False).right
    assert not case("红黄", False, "红黄绿").right
