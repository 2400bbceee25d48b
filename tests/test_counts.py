"""Counts: marked sentences, properties, and the attributes in context."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from zhengwen.corpus.article import Article
from zhengwen.corpus.counted import CountedItem
from zhengwen.corpus.gold import annotated
from zhengwen.corpus.reading import document_from_text
from zhengwen.corpus.view import TextView
from zhengwen.extract import counts
from zhengwen.extract.candidates import Mention
from zhengwen.extract.counts import what_training
from zhengwen.extract.counts.counted import Counted
from zhengwen.extract.counts.find import find_counts
from zhengwen.extract.counts.known_words import Known
from zhengwen.extract.counts.options import options
from zhengwen.extract.counts.settled import settled
from zhengwen.extract.counts.units import canonical_unit, units_by_head
from zhengwen.extract.counts.what import whats
from zhengwen.extract.numbers.words import COLUMNS as WORD_COLUMNS
from zhengwen.extract.pipeline import load
from zhengwen.extract.record import CountRecord
from zhengwen.models import choices
from zhengwen.models.reader import Question, Reading
from zhengwen.seeds.table import read_table

from .cases import Case, read_cases
from .greedy import longest_first


def _article(text: str) -> Article:
    return Article(TextView.of(text), (), (0, len(text)))


def _read_evenly(question: Question) -> Reading:
    even = np.full(len(question.text), 0.5, dtype=np.float32)
    return Reading(even, even, 0.5)


def _read_nothing(question: Question) -> None:
    return None


def read_counts(text: str) -> list[Mention]:
    """Counts of a text, candidates and decoys resolved by length."""
    article = _article(text)
    return counts.interpret(article, longest_first(counts.propose(article)))


def _expected(value: str) -> Any:
    if value == "None":
        return None
    if "~" in value:
        return [_expected(part) for part in value.split("~")]
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


@pytest.mark.parametrize("case", read_cases("count.txt"), ids=str)
def test_case(case: Case) -> None:
    found = read_counts(case.text)
    surfaces = [case.text[m.start : m.end] for m in found]
    assert surfaces == [case.text[m.start : m.end] for m in case.mentions]
    for mention, marked in zip(found, case.mentions, strict=True):
        for key, value in marked.attrs:
            assert mention.attrs[key] == _expected(value), (key, surfaces)


def test_enough_cases() -> None:
    cases = read_cases("count.txt") + read_cases("numbers.txt")
    negatives = sum(not case.mentions for case in cases)
    assert len(cases) >= 200
    assert negatives * 3 >= len(cases)


def test_enough_seeds() -> None:
    units = [unit for found in units_by_head().values() for unit in found]
    assert len(units) >= 250
    assert all(unit.canonical and unit.dimension for unit in units)
    assert len(read_table("numeral_words.tsv", WORD_COLUMNS)) >= 300


def test_canonical_units() -> None:
    assert canonical_unit("公斤") == "千克"
    assert canonical_unit("平米") == "平方米"
    assert canonical_unit("％") == "%"
    assert canonical_unit("茬") == "茬"


ODD = [
    "",
    "\n",
    "一",
    "百",
    "5",
    "3万",
    "1,",
    "2.",
    "“三",
    "《",
    "9／",
    "分之三",
    "三分之",
    "10%",
    "－",
]
LONG = ["1" * 400, "一" * 400, "百分之" * 50, "三、四、" * 60]


@pytest.mark.parametrize("text", ODD + LONG)
def test_odd_input_is_harmless(text: str) -> None:
    for mention in read_counts(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_spans_stay_on_their_line() -> None:
    text = "登记3\n名村民\n完成50\n%"
    assert all("\n" not in text[m.start : m.end] for m in read_counts(text))


def test_attributes_are_complete() -> None:
    for mention in read_counts("12户签约，增长3.5%，三分之一已完工，近百名工人返岗"):
        assert set(mention.attrs) == set(CountRecord.__struct_fields__) - {"mentions"}


def _read_beside(text: str, other: Mention) -> list[Mention]:
    """Every count that is proposed, read with another mention beside it."""
    article = _article(text)
    found = [c for c in counts.propose(article) if not c.decoy]
    mentions = [Mention(c.type, c.start, c.end, 1.0, (c.rule,), c.attrs) for c in found]
    return list(counts.interpret(article, [other, *mentions]))


def test_names_bound_what_is_counted() -> None:
    text = "青松乡白云村流转耕地300亩"
    (count,) = _read_beside(text, Mention("ORG", 0, 6, 1.0, ("org",)))
    assert count.attrs["what"] == "耕地"


def test_a_mention_without_a_value_is_read_again() -> None:
    text = "今年接待游客近3万人次。"
    mention = Mention("COUNT", 7, 11, 1.0, ("tagger",))
    (count,) = counts.interpret(_article(text), [mention])
    assert (count.attrs["value"], count.attrs["unit"]) == (30000, "人次")
    assert count.attrs["modifier"] == "about"
    assert count.attrs["what"] == "游客"


def test_a_mention_that_cannot_be_read_keeps_its_span() -> None:
    (count,) = counts.interpret(_article("来了若干人"), [Mention("COUNT", 2, 4, 1.0, ("tagger",))])
    assert count.attrs["value"] is None


def test_the_best_option_is_the_heaviest_and_the_first_of_equals() -> None:
    weights = {"a": 1.0, "b": -1.0}
    assert choices.best([["b"], ["a", "unknown"], ["a"]], weights) == 1
    assert choices.best([[], []], weights) == 0


def test_a_choice_is_learnt_from_its_questions() -> None:
    pytest.importorskip("scipy")
    from zhengwen.models.choices_training import Question, fit

    asked = [
        Question((frozenset({"noun", "near"}), frozenset({"verb", "near"})), 0),
        Question((frozenset({"verb"}), frozenset({"noun"})), 1),
    ]
    weights = fit(asked, ridge=0.1, least=1)
    assert weights["noun"] > 0 > weights["verb"]
    assert "near" not in weights
    assert choices.best([{"verb"}, {"noun"}], weights) == 1


def test_options_hold_the_phrases_on_both_sides_and_nothing() -> None:
    text = "合作社发放种苗300株给困难农户"
    count = Counted(7, 11, "株", "thing", "cardinal")
    found = {option.phrase for option in options(text, count, 0, (), (), None)}
    assert {"种苗", None} <= found
    assert all(phrase is None or phrase in text for phrase in found)


def test_dates_are_no_wall() -> None:
    text = "水果产值比上年增长31%"
    (count,) = _read_beside(text, Mention("DATE", 5, 7, 1.0, ("date",)))
    assert count.attrs["what"] == "水果产值"


def test_words_beside_counts_are_counted(tmp_path: Path) -> None:
    texts = ["农技站发放种苗300株。", "村里有12名技工。", "产量同比增长5%。"] * 3
    what_training.write_words(texts, tmp_path / "words.tsv")
    rare = (tmp_path / "words.tsv").read_text(encoding="utf-8")
    assert "产量" not in rare  # near counts three times only
    texts += texts
    what_training.write_words(texts, tmp_path / "words.tsv")
    assert "\n产量\t6\t0\t6\t0\t0\t" in (tmp_path / "words.tsv").read_text(encoding="utf-8")


def test_questions_come_from_annotated_articles() -> None:
    document = next(annotated("train"))
    asked = list(what_training.questions([document], _read_evenly))
    assert asked
    for question, told in asked:
        assert told is not None
        assert told.right == question.right
        assert all(a < b for a, b in zip(question.options, told.options, strict=True))
        assert 0 <= question.right < len(question.options)
        assert all(question.options)


def test_mentions_are_no_part_of_an_option() -> None:
    text = "云桥镇梨园300亩"
    count = Counted(5, 9, "亩", "area", "area")
    found = {option.phrase for option in options(text, count, 0, ((0, 3, "ORG"),), (), None)}
    assert "梨园" in found
    assert not any(phrase and "云桥" in phrase for phrase in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县固定资产投资同比增长12.5%。", [("12.5%", "change", "up")]),
        ("全县固定资产投资同比下降12.5%。", [("12.5%", "change", "down")]),
        (
            "发案和投诉分别下降33.3%和50%。",
            [("33.3%", "change", "down"), ("50%", "change", "down")],
        ),
        ("刑事案件同比减少15起。", [("15起", "cardinal", "down")]),
        ("办结率提高2.3个百分点。", [("2.3个百分点", "change", "up")]),
        ("比去年多收了三成，比邻村低两成。", [("三成", "ratio", None), ("两成", "ratio", None)]),
        ("新楼高15米，女生占50%。", [("15米", "length", None), ("50%", "percent", None)]),
        ("税收由40%升至52%。", [("40%", "percent", None), ("52%", "percent", None)]),
    ],
)
def test_direction_of_a_change(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [c for c in find_counts(text) if not c.decoy]
    told = [(text[c.start : c.end], c.attrs["kind"], c.attrs["direction"]) for c in found]
    assert told == expected


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u2009"])
def test_thousands_apart_by_spaces(gap: str) -> None:
    text = f"共3{gap}200家企业参会，发放补贴12{gap}500元。"
    found = [c for c in find_counts(text) if not c.decoy]
    assert [c.attrs["value"] for c in found] == [3200, 12500]
    rows = "序号 12 300 450"
    assert [c.attrs["value"] for c in find_counts(rows) if not c.decoy] == []


def test_judged_counts_become_questions() -> None:
    text = "镇里发放种苗300株，惠及困难农户20户。"
    document = document_from_text(text, id="a")
    item = CountedItem(document, {(6, 10): "种苗"})
    found = list(what_training.judged_questions([item], load().mentions, _read_nothing))
    ((question, told),) = found
    assert told is None
    assert len(question.options) > 1


@pytest.mark.parametrize(
    ("text", "chosen", "phrase", "expected"),
    [
        ("一般公共预算收入完成6亿元", [], "公共预算收入", "一般公共预算收入"),
        ("政府性公共预算收入完成6亿元", [], "公共预算收入", "公共预算收入"),
        ("晚稻面积2万亩，平均510公斤", ["晚稻面积"], "晚稻面积", None),
        ("晚稻面积2万亩，平均每村510亩", ["晚稻面积"], "晚稻面积", "晚稻面积"),
    ],
)
def test_form_settles_what_was_chosen(
    text: str, chosen: list[str | None], phrase: str, expected: str | None
) -> None:
    found = [counts.counted(m) for m in read_counts(text)]
    assert settled(text, found, len(found) - 1, chosen, phrase) == expected


@pytest.mark.parametrize("run", ["大范围降雪", "发放了给村民的倡议书"])
def test_no_option_ends_in_an_attribute_or_begins_with_a_verb(run: str) -> None:
    found = [counts.counted(m) for m in read_counts(f"镇里有3轮{run}")]
    phrases = {option.phrase for option in options(f"镇里有3轮{run}", found[0], 0, (), (), None)}
    assert not phrases & {"大范围", "发放了给", "发放了给村民"}


def test_what_ages_have_is_settled() -> None:
    text = "按照43岁以下、35岁以下年龄段储备干部。"
    found = [c for c in find_counts(text) if not c.decoy]
    counted_ = [counts.counted(Mention("COUNT", c.start, c.end, 1.0, (), c.attrs)) for c in found]
    assert whats(text, counted_) == ["年龄段", "年龄段"]


def test_known_words_tell_where_words_end() -> None:
    """A phrase that begins inside a word is told from one that begins with it."""
    found = Known("灭火器", 0, len("灭火器"))
    assert 3 in found.begins[0]
    assert found.crossed[1]
    assert not found.crossed[3]
    assert set(found.features(0, 3)) != set(found.features(1, 3))
    assert "K,loose=1" in set(found.features(0, 3))
