"""Judgements without text: what is left out, what figures they still give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from zhengwen.cli import main
from zhengwen.errors import UsageError
from zhengwen.evaluation import audit_publish, audit_score, audit_sheet, result_sections


def row(number: int, verdict: str = "", **more: Any) -> audit_sheet.Row:
    made = audit_sheet.Row(
        item=number,
        position=number,
        record=f"2031-0{number % 9 + 1}#1",
        type="COUNT",
        mention="三百名",
        context="…组织【三百名】网格员上门…",
        attributes="value=300; what=网格员",
        confidence=0.97,
        rule="count.numeral_unit",
        start=number,
        end=number + 3,
        design="type,confidence",
        stratum="COUNT|0.95-0.98",
        population=5000,
        sampled=40,
        inclusion_probability=0.008,
        verdict=verdict,
        values={"value": "300", "what": "网格员"},
    )
    return replace(made, **more)


def judged() -> list[audit_sheet.Row]:
    rows = [row(i, "y") for i in range(30)]
    rows += [row(30 + i, "n", note="序数") for i in range(6)]
    rows += [row(36 + i, "b", wrong_attributes="what", note="boundary left") for i in range(4)]
    return rows


def test_no_text_is_published(tmp_path: Path) -> None:
    rows = judged()
    rows[0] = replace(rows[0], note="组织三百名网格员上门，不对")
    rows[1] = replace(rows[1], note="网格员")
    published = audit_publish.strip(rows, ("what",))
    assert published.notes_left_out == 2
    (path,) = audit_publish.write(published.rows, tmp_path)
    assert path.name == "COUNT.tsv"
    text = path.read_text(encoding="utf-8")
    for words in ("三百", "网格员", "上门", "300"):
        assert words not in text
    assert text.startswith("record\tstart\tend\tconfidence\tdesign\tstratum\tpopulation")
    assert "序数" in text
    assert "boundary left" in text


def test_figures_are_those_of_the_judged_table(tmp_path: Path) -> None:
    rows = judged()
    (path,) = audit_publish.write(audit_publish.strip(rows, ("value", "what")).rows, tmp_path)
    back = audit_publish.parse(path.read_text(encoding="utf-8"), path.name)
    (one,), (two,) = audit_score.score(rows).types, audit_score.score(back).types
    assert one.precision == two.precision
    assert one.precision.value == 0.75
    assert one.with_boundary == two.with_boundary
    assert one.attributes == two.attributes
    assert one.confidence == pytest.approx(two.confidence)


def test_attributes_that_nobody_judged_are_not_counted_as_right() -> None:
    published = audit_publish.strip(judged())
    assert audit_score.score(published.rows).types[0].attributes == {}
    assert not any(r.wrong_attributes for r in published.rows)


def test_parts_of_a_table_come_together() -> None:
    empty = [replace(r, verdict="", note="") for r in judged()]
    first = [*judged()[:20], *empty[20:]]
    second = [*empty[:20], *judged()[20:]]
    whole = audit_publish.strip([*first, *second])
    assert whole.rows == audit_publish.strip(judged()).rows
    with pytest.raises(UsageError, match="judged y and n"):
        audit_publish.strip([row(1, "y"), row(1, "n")])


def test_publish_and_score_commands(tmp_path: Path, capsys: Any) -> None:
    table, folder = tmp_path / "audit.csv", tmp_path / "judgements"
    audit_sheet.write([*judged(), row(99)], table)
    assert main(["audit", "publish", str(table), "-o", str(folder)]) == 0
    assert main(["audit", "score", str(table)]) == 0
    drawn = capsys.readouterr().out.split("design: ")[1]
    assert main(["audit", "score", str(folder / "COUNT.tsv")]) == 0
    published = capsys.readouterr().out.split("design: ")[1]
    assert "1 of the sample not judged" in published
    # All but the values, which nobody was said to have judged.
    assert drawn.split("Values")[0].strip() == published.strip()


def test_faulty_published_tables_are_named(tmp_path: Path) -> None:
    (path,) = audit_publish.write(audit_publish.strip(judged()).rows, tmp_path)
    text = path.read_text(encoding="utf-8").replace("\ty\t", "\tperhaps\t", 1)
    with pytest.raises(UsageError, match=r"COUNT\.tsv: .*verdict 'perhaps'"):
        audit_publish.parse(text, path.name)


def test_shipped_judgements_hold_no_text() -> None:
    for r in audit_publish.shipped():
        assert r.verdict in ("y", "n", "b", "")
        assert not r.note or audit_publish.CLASS.fullmatch(r.note)


def test_results_tell_what_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_publish, "shipped", lambda: audit_publish.strip(judged()).rows)
    text = "\n".join(result_sections.audits())
    assert "| COUNT | 5,000 | 40 | .750" in text
    assert "| COUNT | wrong | 序数 | 6 |" in text
    assert "| COUNT | 0.95-0.98 | 40 | .750" in text
    assert "Values of right mentions" not in text
    monkeypatch.setattr(audit_publish, "shipped", list)
    assert result_sections.audits() == []
