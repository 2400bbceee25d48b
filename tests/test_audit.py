"""Audits: drawing, the table, estimates, calibration, exports."""

from __future__ import annotations

import csv
import json
import math
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.cli import main
from zhengwen.errors import UsageError
from zhengwen.evaluation import (
    audit_calibrate,
    audit_sample,
    audit_score,
    audit_sheet,
    audit_study,
)
from zhengwen.evaluation import intervals as iv
from zhengwen.evaluation.sources import GROUPS, TYPES, gold_records, load_gold


def records_for_audit(seed: int = 1) -> list[dict[str, Any]]:
    """Records of the dev split with made-up confidences and rules."""
    rng = random.Random(seed)
    records = [r for source in load_gold("dev") for r in gold_records(source)]
    for record in records:
        for group in GROUPS:
            for entity in record[group]:
                (mention,) = entity["mentions"]
                mention["confidence"] = round(min(0.9999, rng.betavariate(9, 0.7)), 4)
                mention["by"] = [rng.choice(["tagger.ner", "list.known"])]
    return records


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return records_for_audit()


@pytest.fixture
def output(tmp_path: Path, records: list[Any]) -> Path:
    path = tmp_path / "out.jsonl"
    # The same ids once more: files in two folders may bear one name.
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    path.write_text(text * 2, encoding="utf-8")
    return path


def sizes_of(records: list[Any]) -> Counter[str]:
    return Counter(
        kind
        for r in records
        for group, kind in GROUPS.items()
        for e in r[group]
        for _ in e["mentions"]
    )


def test_the_sample_is_what_was_asked_for(records) -> None:
    rows = audit_sample.draw(records, 60, ("type",), 7, TYPES)
    sizes = sizes_of(records)
    assert Counter(r.type for r in rows) == {kind: min(60, n) for kind, n in sizes.items()}
    assert len({r.unit for r in rows}) == len(rows)
    for row in rows:
        assert row.population == sizes[row.type]
        assert row.inclusion_probability == pytest.approx(row.sampled / row.population)
        assert f"【{row.mention}】" in row.context
    assert [r.item for r in rows] == list(range(1, len(rows) + 1))
    assert rows == audit_sample.draw(records, 60, ("type",), 7, TYPES)
    assert rows != audit_sample.draw(records, 60, ("type",), 8, TYPES)


def test_every_mention_is_drawn_equally_often(records) -> None:
    few = records[:4]
    drawn: Counter[str] = Counter()
    for seed in range(400):
        drawn.update(r.unit for r in audit_sample.draw(few, 10, ("type",), seed, ("COUNT",)))
    n = sizes_of(few)["COUNT"]
    assert len(drawn) == n
    expected = 400 * 10 / n
    chi = sum((c - expected) ** 2 / expected for c in drawn.values())
    # 99.9 % point of chi-square by Wilson and Hilferty's approximation.
    assert chi < (n - 1) * (1 - 2 / (9 * (n - 1)) + 3.09 * math.sqrt(2 / (9 * (n - 1)))) ** 3


def test_strata_are_weighted_and_add_up(records) -> None:
    rows = audit_sample.draw(records, 80, ("type", "confidence"), 3, ("COUNT", "ORG"))
    sizes = sizes_of(records)
    for kind in ("COUNT", "ORG"):
        strata = {r.stratum: (r.population, r.sampled) for r in rows if r.type == kind}
        assert sum(p for p, _ in strata.values()) == sizes[kind]
        assert sum(n for _, n in strata.values()) == 80
        assert all(n >= min(2, p) for p, n in strata.values())
        weights = [1 / r.inclusion_probability for r in rows if r.type == kind]
        assert sum(weights) == pytest.approx(sizes[kind])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 500), min_size=1))
def test_allocation(sizes: dict[str, int]) -> None:
    wanted = 2 * len(sizes) + 30
    share = audit_sample.allocate(sizes, wanted)
    assert sum(share.values()) == min(wanted, sum(sizes.values()))
    assert all(min(2, n) <= share[name] <= n for name, n in sizes.items())


def test_too_many_strata_are_refused(records) -> None:
    with pytest.raises(UsageError, match="strata need at least"):
        audit_sample.draw(records, 5, ("type", "confidence", "rule", "year"), 1, TYPES)
    with pytest.raises(UsageError, match="cannot stratify by 'mood'"):
        audit_sample.design_of("type,mood")


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8-sig", ","), ("gb18030", ","), ("utf-8", ";"), ("utf-16", "\t")],
)
def test_tables_come_back_from_any_spreadsheet(tmp_path, records, encoding, separator) -> None:
    rows = audit_sample.draw(records, 5, ("type",), 1, TYPES)
    path = tmp_path / "audit.csv"
    audit_sheet.write(rows, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    cells = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    verdict = cells[0].index("verdict")
    for i, words in enumerate(("对", "N", "boundary"), 1):
        cells[i][verdict] = words
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(cells)
    back = audit_sheet.read(path)
    assert [r.verdict for r in back[:4]] == ["y", "n", "b", ""]
    assert [r.mention for r in back] == [r.mention for r in rows]
    assert [r.values for r in back] == [r.values for r in rows]


def test_faulty_tables_are_named(tmp_path, records) -> None:
    rows = audit_sample.draw(records, 3, ("type",), 1, ("DATE",))
    path = tmp_path / "audit.csv"
    audit_sheet.write([replace(rows[0], verdict="maybe")], path)
    with pytest.raises(UsageError, match=r"audit\.csv:2: verdict 'maybe'"):
        audit_sheet.read(path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="lacks the column"):
        audit_sheet.read(path)


def judged(kind: str, stratum: str, population: int, verdicts: str, **more: Any) -> list[Any]:
    return [
        audit_sheet.Row(
            item=i,
            position=1,
            record="r#1",
            type=kind,
            mention="三名",
            context="…【三名】…",
            attributes="value=3",
            confidence=more.get("confidence", 0.96),
            rule="x",
            start=i,
            end=i + 2,
            design="type",
            stratum=stratum,
            population=population,
            sampled=len(verdicts),
            inclusion_probability=len(verdicts) / population,
            verdict={"-": ""}.get(v, v),
            wrong_attributes=more.get("wrong", ""),
            values={"value": "3"},
        )
        for i, v in enumerate(verdicts)
    ]


def test_plain_scores_by_hand() -> None:
    rows = judged("COUNT", "COUNT", 10**9, "y" * 45 + "n" * 3 + "b" * 2 + "-" * 10)
    scores = audit_score.score(rows)
    (one,) = scores.types
    interval = iv.agresti_coull(45 / 50, 50)
    assert scores.unjudged == 10
    assert one.precision.value == 0.9
    assert (one.precision.low, one.precision.high) == pytest.approx((interval.low, interval.high))
    assert one.with_boundary.value == pytest.approx(0.94)
    assert one.attributes["value"].n == 45
    assert one.attributes["value"].value == 1.0
    assert one.needed is None
    assert "0.95-0.98" in one.bands


def test_stratified_scores_by_hand() -> None:
    rows = judged("ORG", "ORG|a", 9000, "y" * 19 + "n") + judged(
        "ORG", "ORG|b", 1000, "y" * 5 + "n" * 5
    )
    (one,) = audit_score.score(rows).types
    assert one.precision.value == pytest.approx(0.9 * 0.95 + 0.1 * 0.5)
    assert one.precision.low < one.precision.value < one.precision.high
    assert one.precision.size == pytest.approx(10000)


def test_a_census_leaves_no_doubt() -> None:
    (one,) = audit_score.score(judged("ORG", "ORG", 20, "y" * 18 + "nn")).types
    assert (one.precision.low, one.precision.value, one.precision.high) == (0.9, 0.9, 0.9)


def test_estimates_are_right_on_average(records) -> None:
    # The truth is made up; the mean of many stratified estimates must come to it.
    def truth(row: Any) -> bool:
        return (row.start * 7919 + len(row.mention)) % 10 != 0 and row.confidence > 0.7

    everything = audit_sample.draw(records, 10**6, ("type",), 0, ("COUNT",))
    share = sum(map(truth, everything)) / len(everything)
    values = []
    for seed in range(60):
        rows = audit_sample.draw(records, 80, ("type", "confidence"), seed, ("COUNT",))
        rows = [replace(r, verdict="y" if truth(r) else "n") for r in rows]
        values.append(audit_score.score(rows).types[0].precision.value)
    assert sum(values) / len(values) == pytest.approx(share, abs=0.012)


def test_coverage_of_the_intervals() -> None:
    rows = audit_study.study(draws=3000, per_type=(200,))
    for design in ("plain", "stratified by confidence"):
        own = [r.coverage for r in rows if r.design == design]
        assert sum(own) / len(own) >= 0.94
        assert min(own) >= 0.938


def test_recalibration_finds_the_true_curve() -> None:
    rng = random.Random(5)
    rows = []
    for i in range(3000):
        shown = min(0.9999, rng.betavariate(6, 1))
        true = 1 / (1 + math.exp(-(0.7 * audit_calibrate.logit(shown) - 0.6)))
        rows += [
            replace(row, item=i)
            for row in judged(
                "ORG", "ORG", 10**6, "y" if rng.random() < true else "n", confidence=shown
            )
        ]
    fits, left = audit_calibrate.recalibrate(rows)
    assert not left
    assert fits["ORG"].slope == pytest.approx(0.7, abs=0.1)
    assert fits["ORG"].intercept == pytest.approx(-0.6, abs=0.25)


def test_small_audits_move_little_and_tiny_ones_nothing() -> None:
    rows = judged("ORG", "ORG", 10**6, "y" * 40, confidence=0.97)
    rows += judged("DATE", "DATE", 10**6, "y" * 9 + "n")
    fits, left = audit_calibrate.recalibrate(rows)
    assert left == ["DATE"]
    z = fits["ORG"].slope * audit_calibrate.logit(0.97) + fits["ORG"].intercept
    assert 0.95 < 1 / (1 + math.exp(-z)) < 0.99


def test_commands_from_sample_to_calibration(tmp_path, output, records, capsys) -> None:
    folder = tmp_path / "audit"
    args = ["--per-type", "40", "--stratify", "type,confidence", "--seed", "11", "-o", str(folder)]
    assert main(["audit", "sample", str(output), *args]) == 0
    page = (folder / "audit.html").read_text(encoding="utf-8")
    assert "http" not in page
    assert "{{" not in page
    assert main(["audit", "score", str(folder / "audit.csv")]) == 1
    assert "nothing is judged yet" in capsys.readouterr().err

    rows = audit_sheet.read(folder / "audit.csv")
    marked = [replace(r, verdict="n" if r.item % 9 == 0 else "y") for r in rows]
    audit_sheet.write(marked, folder / "audit.csv")
    told = tmp_path / "scores.json"
    assert main(["audit", "score", str(folder / "audit.csv"), "--json", str(told)]) == 0
    assert "needed n" in capsys.readouterr().out
    assert {t["type"] for t in json.loads(told.read_text())["types"]} == set(TYPES)

    calibration = tmp_path / "calibration.json"
    assert main(["audit", "recalibrate", str(folder / "audit.csv"), "-o", str(calibration)]) == 0
    fitted = json.loads(calibration.read_text())["types"]
    assert set(fitted) == set(TYPES)
    assert {"slope", "intercept"} <= set(fitted["ORG"])

    for form, label, weight in (("dsl", "expert", "sample_prob"), ("ppi", "y", "weight")):
        path = tmp_path / f"{form}.csv"
        export = ["--export", form, "--records", str(output), "-o", str(path)]
        assert main(["audit", "score", str(folder / "audit.csv"), *export]) == 0
        lines = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert len(lines) == 2 * sizes_of(records).total()
        labelled = [line for line in lines if line[label] not in ("", "NA")]
        assert len(labelled) == len(rows)
        total: dict[str, float] = defaultdict(float)
        for line in labelled:
            value = float(line[weight])
            total[line["type"]] += 1 / value if form == "dsl" else value
        assert total == pytest.approx(dict(sizes_of(records * 2)), rel=1e-6)


def test_export_needs_the_output_that_was_sampled(tmp_path, output, records, capsys) -> None:
    folder = tmp_path / "audit"
    assert main(["audit", "sample", str(output), "--seed", "1", "-o", str(folder)]) == 0
    rows = audit_sheet.read(folder / "audit.csv")
    audit_sheet.write([replace(r, verdict="y") for r in rows], folder / "audit.csv")
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(records[0], ensure_ascii=False) + "\n", encoding="utf-8")
    export = ["--export", "dsl", "--records", str(other), "-o", str(tmp_path / "x.csv")]
    assert main(["audit", "score", str(folder / "audit.csv"), *export]) == 1
    assert "not the output that was sampled" in capsys.readouterr().err


def test_a_mention_judged_twice_is_refused(tmp_path, output, capsys) -> None:
    folder = tmp_path / "audit"
    assert main(["audit", "sample", str(output), "--seed", "1", "-o", str(folder)]) == 0
    table = folder / "audit.csv"
    audit_sheet.write([replace(r, verdict="y") for r in audit_sheet.read(table)], table)
    assert main(["audit", "score", str(table), str(table)]) == 1
    assert "is judged twice" in capsys.readouterr().err


def test_records_without_their_lists_are_refused(tmp_path, records, capsys) -> None:
    path = tmp_path / "out.jsonl"
    bad = {key: value for key, value in records[0].items() if key != "initiatives"}
    path.write_text(json.dumps(bad, ensure_ascii=False) + "\n", encoding="utf-8")
    assert main(["audit", "sample", str(path), "--seed", "1", "-o", str(tmp_path / "a")]) == 1
    assert "not a zhengwen record" in capsys.readouterr().err
    assert main(["evaluate", "dev", str(path), "--resamples", "0"]) == 1


def test_the_calibration_file_is_read_by_the_scorer(tmp_path) -> None:
    from zhengwen.models.scorer import from_json, recalibrated

    path = tmp_path / "calibration.json"
    fits = {"ORG": audit_calibrate.Fit(0.8, -0.3, 50)}
    path.write_text(json.dumps(audit_calibrate.to_json(fits)), encoding="utf-8")
    plain = {"bias": 0.0, "weights": {}}
    types = {"ORG": plain | {"slope": 1.5, "intercept": 0.2}, "DATE": plain}
    shipped = from_json({"first": types, "types": types, "operating_points": {}})
    own = recalibrated(shipped, path)
    shown = shipped.types["ORG"].confidence(1.0)
    wanted = 1 / (1 + math.exp(-(0.8 * audit_calibrate.logit(shown) - 0.3)))
    assert own.types["ORG"].confidence(1.0) == pytest.approx(wanted)
    assert own.types["DATE"] == shipped.types["DATE"]
