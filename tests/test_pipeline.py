"""Whole records: grounding, grouping, order, and what must hold for any text."""

from __future__ import annotations

import dataclasses
import itertools
import json
from datetime import datetime
from importlib import resources

import jsonschema
import pytest
import zhengwen
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from zhengwen.corpus.gold import annotated
from zhengwen.corpus.view import surface_text
from zhengwen.extract.batch import lines
from zhengwen.extract.candidates import TYPES
from zhengwen.extract.pipeline import load
from zhengwen.extract.pool import Pooled, Scored
from zhengwen.extract.record import Record, schema
from zhengwen.extract.record_notes import NOTES, VALUES
from zhengwen.extract.resolve import resolve

SAMPLE = (
    "青山县柳浦街道“三步同行”解民忧\n\n本报讯 1月12日,青山县柳浦街道党工委书记何礼敬到兴仁社区走访,"
    "推行“三步同行”工作法,收集意见1240余条。\n\n记者 林 芳 通讯员 罗永平\n"
)


def mentions_of(record: Record) -> list[zhengwen.Record]:
    found = []
    for group in ("organizations", "people", "places", "counts", "dates", "initiatives"):
        for entry in getattr(record, group):
            found += entry.mentions
    return found


def assert_grounded(record: Record, source: str) -> None:
    taken: set[int] = set()
    for mention in mentions_of(record):
        start, end = mention.source
        assert mention.text == surface_text(source, start, end)
        assert 0.0 <= mention.confidence <= 1.0
        assert mention.by
        low, high = mention.span
        assert record.text[low:high].replace(" ", "") == mention.text.replace(" ", "")
        covered = set(range(low, high))
        assert not covered & taken, "mentions overlap"
        taken |= covered


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    printed = (
        "柳灣鎮開展“三色預警”行動\n\n本報訊(記者 趙海濤)3月2日,青山縣柳灣鎮黨委書記劉國華帶隊走訪"
        "216戶獨居老人。柳灣鎮實施“三色預警”行動以來,上門服務1300餘人次。\n"
    )
    simple = (
        "柳湾镇开展“三色预警”行动\n\n本报讯(记者 赵海涛)3月2日,青山县柳湾镇党委书记刘国华带队走访"
        "216户独居老人。柳湾镇实施“三色预警”行动以来,上门服务1300余人次。\n"
    )
    (found,), (expected,) = zhengwen.extract(printed), zhengwen.extract(simple)
    assert_grounded(found, printed)
    places = [(m.source, m.confidence) for m in mentions_of(found)]
    assert places == [(m.source, m.confidence) for m in mentions_of(expected)]
    assert found.title == "柳灣鎮開展“三色預警”行動"
    assert [p.name for p in found.people] == [p.name for p in expected.people]
    assert "劉國華" in {m.text for p in found.people for m in p.mentions}
    assert found.reporters == ["趙海濤"]


VARIANTS = {
    "plain": SAMPLE,
    "crlf": SAMPLE.replace("\n", "\r\n"),
    "cr": SAMPLE.replace("\n", "\r"),
    "ideographic spaces": SAMPLE.replace("本报讯 ", "\u3000\u3000本报讯\u3000"),
    "astral": SAMPLE.replace("走访", "走访𠮷家😀"),
    "cut": SAMPLE.replace("何礼敬", "何礼\n\n敬"),
    "nul": SAMPLE.replace("走访", "走\x00访"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_mentions_equal_their_source_slices(name: str) -> None:
    text = VARIANTS[name]
    (record,) = zhengwen.extract(text, published="2024-01-16")
    assert_grounded(record, text)
    assert "1240余条" in {m.text for m in mentions_of(record)}
    assert "林芳" in record.reporters


def test_bom_keeps_offsets_of_the_decoded_text(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + SAMPLE.encode())
    (record,) = load().extract_file(path)
    assert record.source.encoding == "utf-8-sig"
    assert_grounded(record, path.read_bytes().decode("utf-8-sig"))


def test_gb18030_is_told_and_named(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(SAMPLE.encode("gb18030"))
    (record,) = load().extract_file(path, published="2024-01-16")
    assert record.source.encoding == "gb18030"
    assert_grounded(record, SAMPLE)


def test_what_the_record_says() -> None:
    (record,) = zhengwen.extract(SAMPLE, published="2024-01-16", source="pages/x.txt")
    assert record.id == "x#1"
    assert record.title == "青山县柳浦街道“三步同行”解民忧"
    assert record.reporters == ["林芳"]
    assert record.correspondents == ["罗永平"]
    assert "何礼敬" in {p.name for p in record.people}
    assert "2024-01-12" in {d.value for d in record.dates}
    assert "“三步同行”工作法" in {i.name for i in record.initiatives}
    (count,) = record.counts
    assert (count.value, count.low, count.high, count.modifier) == (1240, 1240, None, "over")


def test_a_deputy_names_no_congress() -> None:
    """市人大代表 is what a person is; its 人大 is no body, that of 市人大常委会 is."""
    deputy, head = (
        zhengwen.extract("市人大代表李明走访了柳湾镇,听取了群众的意见。"),
        zhengwen.extract("市人大常委会主任李明走访了柳湾镇,听取了群众的意见。"),
    )
    assert [o.name for o in deputy[0].organizations] == ["柳湾镇"]
    assert deputy[0].people[0].role == "市人大代表"
    assert [o.name for o in head[0].organizations] == ["市人大常委会", "柳湾镇"]


def test_records_round_trip_and_satisfy_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for annotated_document in list(annotated("train"))[:12]:
        for record in load().extract_document(annotated_document.document):
            validator.validate(json.loads(record.to_json()))
            assert Record.from_json(record.to_json()) == record
            assert Record.from_dict(record.to_dict()) == record


def test_the_schema_says_what_every_field_means_and_no_other() -> None:
    told = {
        name: {field: d.get("description") for field, d in definition["properties"].items()}
        for name, definition in schema()["$defs"].items()
    }
    assert told == NOTES
    assert all(field in NOTES[name] for name, field in VALUES)


def test_corpus_pages_are_grounded() -> None:
    for annotated_document in list(annotated("train"))[:30]:
        for record in load().extract_document(annotated_document.document):
            assert_grounded(record, annotated_document.document.text)


ALPHABET = st.sampled_from(
    list(
        "青山县柳浦街道社区委书记张李王何月日年一二十百万亿两几余多"
        "%.,,。、:;“”《》()—-～1234567890名个 \n\r\u3000第届《”"
    )
    + [
        "本报讯",
        "记者 ",
        "通讯员 ",
        "近日",
        "同比增长",
        "“三步同行”",
        "工程",
        "\x00",
        "😀",
        "𠮷",
        "é",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ALPHABET, max_size=120).map("".join))
def test_news_like_noise_never_breaks_the_invariants(text: str) -> None:
    for record in zhengwen.extract(text, published="2024-01-16"):
        assert_grounded(record, text)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
@example("²\nA")
@example("“²+³”工作法，第²届，²个，²万元")
def test_any_text_gives_records(text: str) -> None:
    records = zhengwen.extract(text)
    assert records
    for record in records:
        assert_grounded(record, text)


def test_types_and_confidence_are_honoured() -> None:
    only_counts = load(types=["COUNT"]).extract(SAMPLE)
    assert only_counts[0].counts
    assert not only_counts[0].organizations
    assert all(
        m.confidence >= 0.9
        for record in load(min_confidence=0.9).extract(SAMPLE)
        for m in mentions_of(record)
    )
    with pytest.raises(zhengwen.UsageError, match="unknown type"):
        load(types=["PLANET"])
    with pytest.raises(zhengwen.UsageError, match="operating point"):
        load(min_precision=0.123)


def test_what_is_no_text_is_refused() -> None:
    extractor = zhengwen.load(tagger=False)
    with pytest.raises(zhengwen.UsageError, match="not NoneType"):
        zhengwen.extract(None)
    with pytest.raises(zhengwen.UsageError, match="stream of texts"):
        next(extractor.pipe("青山县"))
    with pytest.raises(zhengwen.UsageError, match=r"\['COUNT'\]"):
        zhengwen.load(types="COUNT")


def test_unreadable_dates_are_refused() -> None:
    with pytest.raises(zhengwen.UsageError, match="YYYY-MM-DD"):
        zhengwen.extract(SAMPLE, published="16.1.2024")


def _scored(start: int, end: int, p: float) -> Scored:
    return Scored(Pooled("ORG", start, end, ("r",), {}, {}), 0.0, p)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5), st.floats(0, 1)), max_size=9))
def test_the_resolver_is_optimal(spans: list[tuple[int, int, float]]) -> None:
    candidates = [_scored(s, s + n, p) for s, n, p in spans]

    def gain(chosen: list[Scored]) -> float:
        return sum((c.probability - 0.3) * (c.end - c.start) for c in chosen)

    best = 0.0
    for mask in range(1 << len(candidates)):
        chosen = [c for i, c in enumerate(candidates) if mask >> i & 1]
        chosen.sort(key=lambda c: c.start)
        if all(a.end <= b.start for a, b in itertools.pairwise(chosen)):
            best = max(best, gain(chosen))
    found = resolve(candidates, 0.3)
    assert gain(found) == pytest.approx(best)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_same_bytes_for_any_number_of_workers() -> None:
    documents = [a.document for a in list(annotated("train"))[:12]] * 3
    one = [line.text for line in lines(load(), documents)]
    two = [line.text for line in lines(load(), documents, workers=2)]
    assert one == two


def test_a_failing_article_becomes_a_line(monkeypatch) -> None:
    extractor = load()
    document = next(iter(annotated("train"))).document
    calls = []

    def explode(self, document, article, number):
        calls.append(number)
        if number == 1:
            raise ValueError("boom")
        return original(self, document, article, number)

    original = type(extractor).record
    monkeypatch.setattr(type(extractor), "record", explode)
    out = list(lines(extractor, [document]))
    assert [line.failed for line in out] == [n == 1 for n in calls]
    assert json.loads(out[0].text)["error"] == {"kind": "ValueError", "message": "boom"}


def test_models_load_without_a_network(monkeypatch) -> None:
    import socket

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a network connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    from zhengwen.models import scorer, tagger

    scorer.load.cache_clear()
    tagger.load.cache_clear()
    assert load().extract(SAMPLE)


def test_samples_are_in_the_package() -> None:
    folder = resources.files("zhengwen.seeds").joinpath("samples")
    assert {p.name for p in folder.iterdir()} >= {"qingshan_page.txt", "county_site.html"}


def test_extractors_are_values() -> None:
    extractor = load(types=["DATE"])
    assert dataclasses.replace(extractor, types=frozenset(TYPES)).types == frozenset(TYPES)


def test_bad_arguments_are_told_by_the_public_functions() -> None:
    calls = (
        lambda: load(min_confidence={"COUNTS": 0.9}),
        lambda: load(min_confidence={"COUNT": "0.9"}),
        lambda: list(load().pipe([None])),
        lambda: list(load().pipe(["昨日"], published="昨日")),
        lambda: zhengwen.find_dates("昨日", published=20240110),
        lambda: zhengwen.find_dates(None),
        lambda: zhengwen.find_numbers(None),
        lambda: zhengwen.parse_number(3),
        lambda: zhengwen.link_place(None),
        lambda: zhengwen.link_place("西湖区", "杭州"),
    )
    for call in calls:
        with pytest.raises(zhengwen.UsageError):
            call()


def test_days_of_publication_wherever_they_are_given(tmp_path) -> None:
    when = datetime(2024, 1, 16, 9)
    text = "本报讯 昨日，柳湾镇修好三座便桥，村民出行不再绕路。"
    page = "<html><head><meta name='PubDate' content='2020-05-06'></head><body><p>"
    (tmp_path / "a.html").write_text(f"{page}{text * 3}</p></body></html>", encoding="utf-8")
    (piped,) = load().pipe([text], published=when)
    (read,) = load().extract(text, published=when)
    assert piped.published == read.published == "2024-01-16"
    (dated,) = load().extract_file(tmp_path / "a.html", published=when)
    assert dated.published == "2020-05-06"


def test_visitors_do_not_settle_where_an_article_is_set() -> None:
    text = "本报讯 来自贵州省遵义市播州区枫香镇的23名村干部日前走进村里的展馆，学习治村经验。"
    (record,) = zhengwen.extract(text)
    assert record.locality is None


@pytest.mark.parametrize("digit", ["9", "九", "９"])
@pytest.mark.parametrize("form", ["{}元", "近{}年", "{}.5万元", "百分之{}", "{0}/{0}", "{0}—{0}人"])
@pytest.mark.parametrize("times", [320, 5000])
def test_endless_digits_stop_nothing(digit: str, form: str, times: int) -> None:
    text = f"本报讯 编号{form.format(digit * times)}，柳湾镇修好3座便桥。"
    (record,) = zhengwen.extract(text, published="2024-01-16")
    assert [m.text for count in record.counts for m in count.mentions] == ["3座"]
    record.to_json()
    zhengwen.find_numbers(text)
    zhengwen.find_dates(text)


@pytest.mark.parametrize("length", [1, 8])
def test_mentions_of_a_page_hold_no_markup(tmp_path, length: int) -> None:
    body = "本报讯 柳湾镇推行&ldquo;三步同行&rdquo;工作法，走访农户<span>3</span><b>450</b>户。"
    rest = "干部进村入户，把惠民政策讲到田间地头，让村民听得懂、记得住、用得上。" * length
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><p>{body}</p><p>{rest}</p></body></html>", encoding="utf-8")
    (record,) = load().extract_file(page)
    texts = {m.text for m in mentions_of(record)}
    assert {"“三步同行”工作法", "3450户"} <= texts
    assert all(m.text == record.text[slice(*m.span)] for m in mentions_of(record))
