"""Tagger and segmenter: inputs, labels, the shipped files, and that loading stays offline."""

from __future__ import annotations

import itertools
import json
import socket
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.errors import UsageError
from zhengwen.extract import tagged
from zhengwen.extract.pipeline import load
from zhengwen.models import dictionary, dictionary_training, segmenter, tagger, tagset
from zhengwen.models.tagger_data import mend

MODELS = Path(tagger.__file__).parent
TEXT = "3月5日,青山县教育局举办培训。\n局长何礼敬出席,120名教师参加。"

needs_tagger = pytest.mark.skipif(
    not (MODELS / "tagger.onnx").exists(), reason="models/tagger.onnx is not trained here"
)
needs_segmenter = pytest.mark.skipif(
    not (segmenter.FOLDER / "weights.npz").exists(), reason="models/news.pkuseg is not trained here"
)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("青山县教育局", [(0, 3, "PLACE"), (3, 6, "ORG")], [(0, 6, "ORG")]),
        ("东江省青山县", [(0, 3, "PLACE"), (3, 6, "PLACE")], [(0, 6, "PLACE")]),
        ("柳浦街道", [(0, 4, "PLACE")], [(0, 4, "ORG")]),
        ("兴仁社区", [(0, 4, "PLACE")], [(0, 4, "ORG")]),
        # Not mended: a person after a place, places apart, labels we do not know.
        ("青山县何礼敬", [(0, 3, "PLACE"), (3, 6, "PERSON")], [(0, 3, "PLACE"), (3, 6, "PERSON")]),
        ("青山、柳浦", [(0, 2, "PLACE"), (3, 5, "PLACE")], [(0, 2, "PLACE"), (3, 5, "PLACE")]),
        ("局长何礼敬", [(0, 2, "TITLE")], []),
        ("社区", [(0, 2, "PLACE")], [(0, 2, "PLACE")]),
    ],
)
def test_foreign_marks_are_mended(
    text: str, spans: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    assert mend(spans, text) == expected


@st.composite
def _spans(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    spans = [
        (start, end, draw(st.sampled_from(tagset.TYPES)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return 40, spans


@given(_spans())
def test_tags_say_what_the_spans_said(case: tuple[int, list[tuple[int, int, str]]]) -> None:
    length, spans = case
    assert tagset.decode_tags(tagset.encode_spans(length, spans).tolist()) == spans


@pytest.mark.parametrize(
    "tags",
    [["B-ORG", "O"], ["I-ORG", "E-ORG"], ["B-ORG", "E-PLACE"], ["B-ORG"], ["E-PERSON"]],
)
def test_runs_that_do_not_close_are_dropped(tags: Sequence[str]) -> None:
    assert tagset.decode_tags([tagset.TAG_ID[tag] for tag in tags]) == []


def test_full_and_half_width_are_one_input() -> None:
    wide, narrow = tagset.code_points("１２０名，"), tagset.code_points("120名,")
    assert wide.tolist() == narrow.tolist()


@settings(deadline=None)
@given(st.text())
def test_inputs_fit_any_text(text: str) -> None:
    codes = tagset.code_points(text)
    assert len(codes) == len(text)
    rows = tagset.character_ids(codes, tagset.character_table({"青": 2}))
    assert set(rows.tolist()) <= {tagset.UNKNOWN, 2}
    pairs = tagset.bigram_ids(codes)
    assert ((pairs >= 0) & (pairs < tagset.BIGRAM_BUCKETS)).all()


WORDS = {"青山": ("ns", 90), "山县": ("n", 1), "教育局": ("nt", 300), "教育": ("vn", 5000)}


def test_a_character_learns_its_place_in_every_word() -> None:
    book = dictionary_training.build(WORDS, {"教育局": 6, "何礼敬": 9}, frequent=1)
    text = "青山县教育局何礼敬"
    rows = book.rows(tagset.code_points(text)).reshape(len(text), dictionary.ASPECTS, -1)
    places = dictionary.PLACES

    def said(char: str, aspect: int) -> set[tuple[int, int]]:
        return {places[i] for i in np.flatnonzero(rows[text.index(char), aspect])}

    assert said("山", 0) == {(2, 1), (2, 0)}  # the end of 青山, the beginning of 山县
    assert said("育", 0) == {(2, 1), (3, 1)}
    assert said("礼", 0) == set()
    assert said("礼", 1) == {(3, 1)}
    assert said("局", 1) == {(3, 2)}
    # Only the most frequent word is known by itself.
    assert said("教", 2) == {(2, 0)}
    assert said("局", 2) == set()


def test_word_classes_tell_frequent_words_from_rare_ones() -> None:
    book = dictionary_training.build(WORDS, {}, frequent=0)
    rows = book.rows(tagset.code_points("教育青山"))
    assert rows[0].any()
    assert rows[2].any()
    assert rows[0].max() != rows[2].max()
    again = dictionary_training.build({"青山": ("ns", 100), "海门": ("ns", 150)}, {}, frequent=0)
    same = again.rows(tagset.code_points("青山海门"))
    assert same[0].tolist() == same[2].tolist()


def test_a_dictionary_is_saved_and_loaded(tmp_path: Path) -> None:
    book = dictionary_training.build(WORDS, {"何礼敬": 9}, frequent=2)
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    dictionary.save(book, first)
    dictionary.save(dictionary.load_from(first), second)
    assert first.read_bytes() == second.read_bytes()
    codes = tagset.code_points("何礼敬在青山县教育局")
    assert np.array_equal(dictionary.load_from(second).rows(codes), book.rows(codes))


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    book = dictionary_training.build(WORDS, {}, frequent=1)
    rows = book.rows(tagset.code_points(text))
    assert rows.shape == (len(text), dictionary.ASPECTS * len(dictionary.PLACES))


@needs_tagger
def test_the_shipped_tagger() -> None:
    table = tagger.load().probabilities(TEXT)
    assert table.shape == (len(TEXT), len(tagset.TAGS))
    np.testing.assert_allclose(table.sum(axis=1), 1.0, atol=1e-4)
    found = {(TEXT[c.start : c.end], c.type) for c in tagged.propose(TEXT, table)}
    assert ("青山县教育局", "ORG") in found
    assert ("何礼敬", "PERSON") in found
    assert ("3月5日", "DATE") in found
    # Counts are left to the rules, though the network tags them.
    assert ("120名", "COUNT") not in found
    tags = tagset.decode_tags(table.argmax(axis=1).tolist())
    assert ("120名", "COUNT") in {(TEXT[start:end], kind) for start, end, kind in tags}
    assert (MODELS / "tagger.onnx").stat().st_size <= 25 * 2**20


@needs_tagger
@pytest.mark.parametrize("text", ["", "\n", "😀", "𠮷" * 3, "青", "\ud800", "a\x00b"])
def test_the_tagger_takes_any_text(text: str) -> None:
    assert tagger.load().probabilities(text).shape == (len(text), len(tagset.TAGS))


@needs_tagger
def test_long_texts_are_looked_at_in_pieces() -> None:
    line = TEXT.replace("\n", "") + "\n"
    text = line * (4 * tagger.STEP // len(line))
    table = tagger.load().probabilities(text)
    assert len(table) == len(text)
    spans = [c for c in tagged.propose(text, table) if text[c.start : c.end] == "何礼敬"]
    assert len(spans) == text.count("何礼敬")


@needs_tagger
def test_span_features_are_probabilities() -> None:
    table = tagger.load().probabilities(TEXT)
    start = TEXT.index("何礼敬")
    spans = [(start, start + 2, "PERSON"), (start, start + 3, "PERSON")]
    short, whole = tagged.span_features(table, spans)
    assert all(0.0 <= value <= 1.0 for value in whole.values())
    assert whole["tag.span"] > short["tag.span"]
    assert whole["tag.inside"] <= short["tag.inside"]


@needs_segmenter
def test_words_stand_on_their_offsets() -> None:
    text = "\u3000" + TEXT + " 完 \n\n"
    spans = list(segmenter.load().words(text))
    covered = "".join(text[start:end] for start, end in spans)
    assert covered == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    words = [text[start:end] for start, end in spans]
    assert "培训" in words
    assert "教师" in words


@needs_segmenter
@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "\u3000青", "a b", "a\x1cb\x85c"])
def test_the_segmenter_takes_any_text(text: str) -> None:
    edges = segmenter.load().boundaries(text)
    assert all(0 <= edge <= len(text) for edge in edges)


@needs_segmenter
def test_the_segmenter_is_small() -> None:
    size = sum(path.stat().st_size for path in segmenter.FOLDER.iterdir())
    assert size <= 15 * 2**20


def test_loading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    if (MODELS / "tagger.onnx").exists():
        tagger.load_from(MODELS).probabilities(TEXT)
    if (segmenter.FOLDER / "weights.npz").exists():
        segmenter.load_from(segmenter.FOLDER).boundaries(TEXT)


def test_the_segmenter_can_be_asked() -> None:
    scorer = json.loads((MODELS / "scorer.json").read_text(encoding="utf-8"))
    if "full_words" not in scorer:
        pytest.skip("models/scorer.json has no weights for word boundaries")
    extractor = load(segmenter=True)
    assert extractor.manifest()["segmenter"] is True
    assert extractor.extract(TEXT, published="2024-03-06")[0].counts


def test_the_segmenter_without_the_tagger_is_refused() -> None:
    with pytest.raises(UsageError, match="beside the tagger"):
        load(segmenter=True, tagger=False)
