"""Scores against gold: matching, attributes, fields, intervals, calibration, reports."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.cli import main
from zhengwen.errors import UsageError
from zhengwen.evaluation import attributes, calibration, fields, report, scores, sources
from zhengwen.evaluation import intervals as iv
from zhengwen.evaluation.matching import CLASSES, match_all, match_spans
from zhengwen.evaluation.sources import GROUPS, Span, gold_records, load_gold, pair

TYPES = sources.TYPES


@pytest.fixture(scope="module")
def dev() -> list[sources.GoldSource]:
    return load_gold("dev")


@pytest.fixture
def perfect(dev: list[sources.GoldSource]) -> list[dict[str, Any]]:
    return [record for source in dev for record in gold_records(source)]


def span(kind: str, start: int, end: int) -> Span:
    return Span(kind, start, end, "文" * (end - start), 0, {})


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([("ORG", 0, 4)], [("ORG", 0, 4)], ["exact"]),
        ([("ORG", 0, 4)], [("PLACE", 0, 4)], ["type"]),
        ([("ORG", 0, 4)], [("ORG", 0, 3)], ["boundary"]),
        ([("ORG", 0, 4)], [("PLACE", 1, 4)], ["both"]),
        ([("ORG", 0, 4)], [], ["missed"]),
        ([], [("ORG", 0, 4)], ["spurious"]),
        ([("ORG", 0, 4)], [("ORG", 4, 6)], ["missed", "spurious"]),
        # A better class is settled first, though the other overlap is longer.
        ([("ORG", 0, 9), ("PLACE", 9, 12)], [("ORG", 0, 8), ("PLACE", 8, 12)], ["boundary"] * 2),
        # One long prediction over two gold mentions: one boundary, one missed.
        ([("ORG", 0, 3), ("ORG", 3, 8)], [("ORG", 0, 8)], ["missed", "boundary"]),
    ],
)
def test_error_classes(gold: list[Any], predicted: list[Any], expected: list[str]) -> None:
    matches = match_spans([span(*g) for g in gold], [span(*p) for p in predicted])
    assert [m.kind for m in matches] == expected


spans = st.lists(
    st.tuples(st.sampled_from(TYPES[:3]), st.integers(0, 30), st.integers(1, 6)), max_size=9
).map(lambda rows: [span(k, s, s + n) for k, s, n in rows])


@settings(max_examples=200, deadline=None)
@given(spans, spans)
def test_every_mention_ends_in_one_class(gold: list[Span], predicted: list[Span]) -> None:
    matches = match_spans(gold, predicted)
    assert Counter(m.gold for m in matches if m.gold) == Counter(gold)
    assert Counter(m.predicted for m in matches if m.predicted) == Counter(predicted)
    assert {m.kind for m in matches} <= set(CLASSES)
    # Identical mentions always find each other.
    both = Counter(s.key for s in gold) & Counter(s.key for s in predicted)
    assert sum(m.right for m in matches) == both.total()


@settings(max_examples=50, deadline=None)
@given(spans)
def test_a_perfect_system_has_no_errors(gold: list[Span]) -> None:
    assert all(m.right for m in match_spans(gold, gold))


def test_perfect_records_score_one(dev, perfect) -> None:
    result = report.evaluate(pair(dev, perfect), TYPES, gold="dev", system="gold", resamples=50)
    assert {t.f.value for t in result.types} == {1.0}
    assert not result.errors
    assert {f.right.value for f in result.fields} == {1.0}
    assert result.cut.paired == result.cut.gold == result.cut.exact_bodies
    assert {a.accuracy.value for a in result.attributes} == {1.0}


def test_scores_by_hand(dev, perfect) -> None:
    records = copy.deepcopy(perfect)
    counts = [e for record in records for e in record["counts"]]
    for entity in counts[:10]:
        entity["mentions"][0]["source"][1] += 1
    for record in records[:1]:
        dropped = len(record["dates"])
        record["dates"] = []
    matched = match_all(pair(dev, records), TYPES)
    rows = {t.type: t for t in scores.score(matched, TYPES, 50)}
    n = len(counts)
    assert rows["COUNT"].exact == n - 10
    assert rows["COUNT"].precision.value == pytest.approx((n - 10) / n)
    assert rows["COUNT"].classes["boundary"] == 10
    assert rows["COUNT"].overlap_f == 1.0
    assert rows["DATE"].classes["missed"] == dropped
    assert rows["DATE"].precision.value == 1.0
    assert rows["DATE"].recall.value < 1.0
    assert rows["ORG"].f.value == 1.0


def test_a_wrong_cut_costs_fields_not_mentions(dev, perfect) -> None:
    source = next(s for s in dev if len(s.articles) > 2)
    records = [r for r in perfect if r["id"].startswith(source.id + "#")]
    merged = copy.deepcopy(records[0])
    for other in records[1:]:
        for group in GROUPS:
            merged[group] += other[group]
    (row,) = [t for t in _score([source], [merged]) if t.type == scores.ALL]
    assert row.f.value == 1.0
    field_rows, cut = fields.score_fields(pair([source], [merged]))
    assert cut.predicted == 1
    assert cut.paired == 1
    title = next(f for f in field_rows if f.name == "title")
    assert title.right.value == pytest.approx(1 / len(source.articles))


def _score(gold: list[sources.GoldSource], records: list[Any]) -> list[scores.TypeScores]:
    return scores.score(match_all(pair(gold, records), TYPES), TYPES, 20)


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        (12000, 12000.0, True),
        ([2, 3], [2.0, 3], True),
        ([2, 3], 2, False),
        ("%", "%", True),
        (None, None, True),
        (None, "个", False),
        ("林 芳", "林芳", True),
        (0.5, 0.50000001, False),
    ],
)
def test_attribute_equality(gold: Any, told: Any, right: bool) -> None:
    assert attributes.same(gold, told) is right


def test_attributes_are_asked_of_entities(dev, perfect) -> None:
    records = copy.deepcopy(perfect)
    for record in records:
        for count in record["counts"]:
            count["what"] = (count["what"] or "") + "们"
    rows = {
        (a.type, a.key): a
        for a in attributes.score_attributes(match_all(pair(dev, records), TYPES))
    }
    what = rows["COUNT", "what"]
    assert what.accuracy.value == 0.0
    assert what.lenient > 0.85
    assert len(what.faults) == what.accuracy.n
    assert rows["COUNT", "value"].accuracy.value == 1.0


def test_a_persons_role_may_stand_at_any_mention() -> None:
    article = {
        "body": [0, 40],
        "mentions": [
            {"type": "PERSON", "start": 2, "end": 5, "text": "何礼敬", "attrs": {"role": "书记"}},
            {"type": "PERSON", "start": 20, "end": 23, "text": "何礼敬", "attrs": {"role": None}},
        ],
    }
    gold = sources.gold_source({"source": "a.txt", "sha256": "0", "articles": [article]})
    (record,) = gold_records(gold)
    record["people"][1]["role"] = None
    entity = record["people"].pop(0)
    entity["mentions"] += record["people"].pop(0)["mentions"]
    record["people"] = [entity]
    (row,) = attributes.score_attributes(match_all(pair([gold], [record]), TYPES))
    assert (row.key, row.accuracy.n, row.accuracy.value) == ("role", 1, 1.0)


def test_records_of_another_version_are_told(dev: list[sources.GoldSource]) -> None:
    records = gold_records(dev[0])
    records[0]["source"]["sha256"] = "0" * 64
    told: list[str] = []
    (first, *_) = pair(dev, records, told.append)
    assert len(first.predicted.records) == len(records)
    assert [message.partition(":")[0] for message in told] == [dev[0].id]


def test_wilson_against_published_values() -> None:
    # Newcombe 1998, table I: 81 of 263; 15 of 148; 0 of 20; 1 of 29.
    for right, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        interval = iv.wilson(right, n)
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


def test_clustering_widens_the_interval() -> None:
    even = iv.clustered_wilson([9.0] * 20, [10.0] * 20)
    lumped = iv.clustered_wilson([10.0] * 18 + [0.0] * 2, [10.0] * 20)
    plain = iv.wilson(180, 200)
    assert even == plain
    assert lumped.low < plain.low
    assert lumped.high > plain.high


def test_bootstrap_is_repeatable_and_covers() -> None:
    weights = iv.resample_weights(30, 500)
    assert (weights == iv.resample_weights(30, 500)).all()
    assert set(weights.sum(axis=1)) == {30}
    interval = iv.percentile(np.linspace(0, 1, 1001))
    assert (interval.low, interval.high) == pytest.approx((0.025, 0.975))


def test_needed_is_the_first_that_reaches() -> None:
    n = iv.needed(0.95, 0.97)
    assert n is not None
    assert iv.agresti_coull(0.97, n).low >= 0.95 > iv.agresti_coull(0.97, n - 1).low
    assert iv.needed(0.95, 0.95) is None


def test_calibration_by_hand() -> None:
    shown = [(0.9, True)] * 9 + [(0.9, False)] + [(0.6, True)] * 3 + [(0.6, False)] * 7
    row = calibration.reliability(shown, "ORG")
    assert row is not None
    assert row.confidence == pytest.approx(0.75)
    assert row.precision == pytest.approx(0.6)
    assert row.ece == pytest.approx(0.15)
    assert row.brier == pytest.approx((9 * 0.01 + 0.81 + 3 * 0.16 + 7 * 0.36) / 20)
    assert [(b.n, round(b.precision, 2)) for b in row.bins] == [(10, 0.3), (10, 0.9)]
    assert not any(b.off for b in row.bins)


def test_noise_floor_is_what_perfect_confidences_show() -> None:
    rng = random.Random(1)
    levels = [rng.uniform(0.5, 1) for _ in range(400)]
    mean, high = calibration.noise_floor(levels)
    observed = [calibration.ece([(c, rng.random() < c) for c in levels]) for _ in range(60)]
    assert mean == pytest.approx(sum(observed) / 60, abs=0.004)
    assert sum(e > high for e in observed) <= 6
    assert calibration.ece([(0.99, i % 2 == 0) for i in range(400)]) > high


def test_curve_ends_where_all_is_shown(dev, perfect) -> None:
    records = noisy(perfect, 1)
    matched = match_all(pair(dev, records), TYPES)
    points = scores.curve(matched, "COUNT")
    row = next(t for t in scores.score(matched, TYPES, 20) if t.type == "COUNT")
    assert points[-1].precision == pytest.approx(row.precision.value)
    assert points[-1].recall == pytest.approx(row.recall.value)
    assert [p.threshold for p in points] == sorted((p.threshold for p in points), reverse=True)


def noisy(records: list[dict[str, Any]], seed: int, drop: float = 0.05) -> list[dict[str, Any]]:
    """Records with mentions dropped, cut short, and with calibrated confidences."""
    rng = random.Random(seed)
    records = copy.deepcopy(records)
    for record in records:
        for group in GROUPS:
            record[group] = [e for e in record[group] if rng.random() >= drop]
            for entity in record[group]:
                mention = entity["mentions"][0]
                mention["confidence"] = round(min(0.9999, rng.betavariate(9, 1)), 4)
                mention["by"] = rng.choice([["tagger.ner"], ["tagger.ner", "count.x"], ["count.x"]])
                if rng.random() > mention["confidence"]:
                    mention["source"][1] += 1
    return records


def test_rules_and_sources(dev, perfect) -> None:
    matched = match_all(pair(dev, noisy(perfect, 2)), TYPES)
    rows = {(r.type, r.name): r for r in scores.rules(matched, sources=True)}
    tagger = rows["COUNT", "tagger"]
    assert tagger.lost <= tagger.only <= tagger.predicted
    assert tagger.coverage <= 1.0
    total = next(t for t in scores.score(matched, TYPES, 20) if t.type == "COUNT").predicted
    both = tagger.predicted - tagger.only
    assert rows["COUNT", "count"].predicted + tagger.predicted - both == total


def test_slices_add_up(dev, perfect) -> None:
    rows = scores.slices(match_all(pair(dev, perfect), TYPES), TYPES)
    articles = sum(len(s.articles) for s in dev)
    for by in ("province", "year", "form"):
        assert sum(r.articles for r in rows if r.by == by) == articles


def test_comparison_of_a_system_with_itself_is_nil(dev, perfect) -> None:
    records = noisy(perfect, 3)
    worse = noisy(perfect, 3, drop=0.3)
    one, two = (match_all(pair(dev, r), TYPES) for r in (records, worse))
    for row in scores.compare(one, one, TYPES, 200):
        assert (row.difference, row.low, row.high, row.p) == (0, 0, 0, 1)
    recall = next(
        d for d in scores.compare(one, two, TYPES, 500) if (d.type, d.figure) == ("ALL", "recall")
    )
    assert recall.high < 0
    assert recall.p < 0.02


def write(path: Path, records: list[Any]) -> str:
    path.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8"
    )
    return str(path)


def test_evaluate_command(tmp_path, perfect, capsys) -> None:
    pred = write(tmp_path / "pred.jsonl", noisy(perfect, 4))
    other = write(tmp_path / "other.jsonl", perfect)
    html, data = tmp_path / "r.html", tmp_path / "r.json"
    args = ["evaluate", "dev", pred, "--compare", other, "--errors", "--all", "--resamples", "100"]
    assert main([*args, "--html", str(html), "--json", str(data)]) == 0
    out = capsys.readouterr().out
    for part in ("Mentions (exact", "INITIATIVE", "boundary", "Article fields", "noise floor"):
        assert part in out
    told = json.loads(data.read_text(encoding="utf-8"))
    assert told["types"][-1]["type"] == "ALL"
    assert len(told["errors"]) == sum(
        told["types"][-1]["classes"][c] for c in CLASSES if c != "exact"
    )
    page = html.read_text(encoding="utf-8")
    assert page.count("<svg") >= 9
    assert "http" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page


def test_gold_from_files_and_missing_records(tmp_path, dev, capsys) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for source in dev[:2]:
        data = {"source": f"{source.id}.txt", "sha256": source.sha256, "articles": source.articles}
        (gold / f"{source.id}.json").write_text(json.dumps(data), encoding="utf-8")
    pred = write(tmp_path / "pred.jsonl", gold_records(dev[0]))
    assert main(["evaluate", str(gold), pred, "--resamples", "20"]) == 3
    assert f"no records for: {dev[1].id}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["evaluate"], "give GOLD"),
        (["evaluate", "dev"], "give PRED.jsonl, or --run"),
        (["evaluate", "nowhere", "x.jsonl"], "no gold there"),
        (["evaluate", "real:a:b", "x.jsonl"], "two folders"),
        (["evaluate", "dev", "missing.jsonl"], "not a JSONL file"),
        (["evaluate", "dev", "x", "--run"], "one of them"),
        (["evaluate", "dev", "x", "--types", "PLANET"], "unknown type"),
    ],
)
def test_usage_errors(args: list[str], message: str, capsys) -> None:
    assert main(args) == 1
    assert message in capsys.readouterr().err


def test_stand_off_gold_cannot_be_run(dev) -> None:
    bare = sources.gold_source({"source": "a.txt", "sha256": "", "articles": []})
    with pytest.raises(UsageError, match="no text to run on"):
        list(sources.run_records([bare], lambda document: []))


def test_real_pages_pair_with_their_gold() -> None:
    shared = Path(__file__).parents[2] / "shared"
    if not (shared / "gold").is_dir():
        pytest.skip("the shared real pages are not here")
    gold = load_gold(f"real:{shared / 'pages'}:{shared / 'gold'}")
    records = [r for source in gold for r in gold_records(source)]
    row = _score(gold, records)[-1]
    assert row.f.value == 1.0
    assert row.gold > 200
