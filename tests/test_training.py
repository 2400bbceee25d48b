"""What the scorer learns from: whole articles, and single places of others that were judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from zhengwen.corpus.gold import AnnotatedDocument, Site
from zhengwen.corpus.reading import document_from_text
from zhengwen.errors import UsageError
from zhengwen.extract import recipes, training
from zhengwen.models.scorer import load
from zhengwen.models.scorer_training import Row, fit

TEXT = "柳湾镇推行“三送”工作法\n柳湾镇推行“三送”工作法，河口镇送出12份保单。\n"
RIGHT = TEXT.index("“三送”工作法，")


def _document(sites: tuple[Site, ...] | None, writer: str, **meta: str) -> AnnotatedDocument:
    mentions = [
        {"type": "INITIATIVE", "start": RIGHT, "end": RIGHT + 7},
        {"type": "ORG", "start": 13, "end": 16},
    ]
    gold: dict[str, Any] = {"articles": [{"mentions": mentions}]}
    return AnnotatedDocument(
        document_from_text(TEXT, id="a"), gold, {"writer": writer, "county": "a", **meta}, sites
    )


def _weights(document: AnnotatedDocument) -> dict[tuple[str, int, int], float]:
    (example,) = training.examples([document], None)
    return {
        (item.type, *example.article.view.to_source(item.start, item.end)): weight
        for item, weight in zip(example.candidates, example.weights, strict=True)
    }


def test_every_candidate_of_a_real_article_counts() -> None:
    own, real = _weights(_document(None, "w")), _weights(_document(None, ""))
    assert {weight for (kind, *_), weight in own.items() if kind == "COUNT"} == {0.5}
    # The tagger has learnt from it and is too sure of its names.
    assert own["ORG", 13, 16] == own["INITIATIVE", RIGHT, RIGHT + 7] == 0.0
    assert set(real.values()) == {1.0}


def test_an_article_that_mirrors_a_page_counts_like_one() -> None:
    mirroring = _document(None, "w", mirrors="page")
    assert mirroring.lifelike
    assert mirroring.source
    assert set(_weights(mirroring).values()) == {1.0}
    assert not _document(None, "w").lifelike


def test_of_a_judged_article_only_what_touches_a_site_counts() -> None:
    sites = (
        Site(RIGHT + 1, RIGHT + 3, frozenset({"INITIATIVE"})),
        Site(13, 16, frozenset({"ORG", "PLACE"}), 7),
    )
    weights = _weights(_document(sites, ""))
    assert weights["INITIATIVE", RIGHT, RIGHT + 7] == training.JUDGED["INITIATIVE"]
    assert weights["ORG", 13, 16] == 7 * 0.25
    counting = {key for key, weight in weights.items() if weight}
    assert all(
        start < RIGHT + 3 and end > RIGHT + 1 if kind == "INITIATIVE" else start < 16 and end > 13
        for kind, start, end in counting
    )
    assert ("ORG", 0, 3) in weights.keys() - counting


def test_what_is_not_known_is_not_counted_among_the_shown() -> None:
    (whole,) = training.examples([_document(None, "")], None)
    site = Site(13, 16, frozenset({"ORG"}))
    (part,) = training.examples([_document((site,), "")], None)
    scorer = load("rules")
    assert sum(map(len, training.resolved([whole], scorer).values())) > 1
    shown = training.resolved([part], scorer)
    assert [right for kind in shown for _, right, _ in shown[kind]] == [True]


def test_real_text_counts_for_no_less_than_our_own() -> None:
    own = [(x, x > 0, 1.0) for x in (-2.0, -1.0, 1.0, 2.0)] * 50
    real = [(x, x < 0, 1.0) for x in (-2.0, -1.0, 1.0, 2.0)]
    slope, _ = training.calibrated(own, real)
    assert slope == pytest.approx(0.0, abs=0.05)
    assert training.calibrated(own, [])[0] > 1


def test_a_row_counts_for_its_weight() -> None:
    rows = [Row({"a": 1.0}, True, 3.0)] * 8 + [Row({"a": 1.0}, False, 1.0)] * 8
    fitted = fit(rows, strength=100.0)
    assert fitted.log_odds({"a": 1.0}) == pytest.approx(1.0986, abs=0.02)


def test_every_operating_point_was_measured() -> None:
    for variant in ("full", "full_words", "rules"):
        points = load(variant).operating_points
        assert all(point.n > 0 for kinds in points.values() for point in kinds.values())


def test_the_scorer_is_not_learnt_without_taggers_that_are_new_to_a_writer(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run train tagger first"):
        recipes.scorer(tmp_path, tmp_path)
