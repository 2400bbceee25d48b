"""The spaCy component: spans, entities, records, and what survives a DocBin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin, Span
from zhengwen.corpus.view import surface_text
from zhengwen.extract.record import Record

TEXT = (
    "青山县柳浦街道开展春耕培训\n\n本报讯 3月5日,青山县柳浦街道举办春耕培训,120名农户参加。"
    "街道党工委书记何礼敬出席。\n\n记者 林 芳\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("zh")
    made.add_pipe("zhengwen", config={"published": "2024-03-06"})
    return made


def mentions_of(record: Record) -> Iterator[tuple[int, int]]:
    for group in ("organizations", "people", "places", "counts", "dates", "initiatives"):
        for entry in getattr(record, group):
            for mention in entry.mentions:
                yield mention.source


def test_spans_are_those_of_the_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    spans = sorted((s.start_char, s.end_char) for s in doc.spans["zhengwen"])
    assert spans
    assert spans == sorted(span for record in doc._.zhengwen for span in mentions_of(record))
    assert [(e.start_char, e.end_char) for e in doc.ents] == spans


def test_labels_and_values(nlp: Language) -> None:
    doc = nlp(TEXT)
    labels = {surface_text(TEXT, e.start_char, e.end_char): e.label_ for e in doc.ents}
    assert labels["120名"] == "COUNT"
    assert labels["3月5日"] == "DATE"
    assert labels["何礼敬"] == "PERSON"
    dates = [date for record in doc._.zhengwen for date in record.dates]
    assert dates[0].start == "2024-03-05"


def test_the_published_day_of_a_document_goes_first(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.zhengwen_published = "2021-03-06"
    doc = nlp(doc)
    assert doc._.zhengwen[0].dates[0].start == "2021-03-05"


@pytest.mark.parametrize("text", ["", " \n ", "今天天气很好", "<p>“", "😀𠮷"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert isinstance(doc._.zhengwen, list)
    assert "zhengwen" in doc.spans


def test_docbin_keeps_everything(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "今天天气很好"]))
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    back = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    for old, new in zip(docs, back, strict=True):
        assert new._.zhengwen == old._.zhengwen
        assert [(e.start, e.end, e.label_, e.kb_id_) for e in new.ents] == [
            (e.start, e.end, e.label_, e.kb_id_) for e in old.ents
        ]
        assert len(new.spans["zhengwen"]) == len(old.spans["zhengwen"])


def test_wide_tokens_are_not_cut() -> None:
    nlp = spacy.blank("en")  # tokens at white space and marks only
    nlp.add_pipe("zhengwen")
    doc = nlp(TEXT)
    assert doc.spans["zhengwen"]
    assert all(isinstance(entity, Span) for entity in doc.ents)


def test_earlier_entities_stay_where_they_do_not_overlap(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    last = doc.char_span(TEXT.index("出席"), TEXT.index("出席") + 2, label="VERB")
    clash = doc.char_span(TEXT.index("120名"), TEXT.index("120名") + 3, label="OTHER")
    assert last is not None
    assert clash is not None
    doc.set_ents([last, clash])
    labels = [entity.label_ for entity in nlp(doc).ents]
    assert "VERB" in labels
    assert "OTHER" not in labels


def test_types_can_be_chosen() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhengwen", config={"types": ["COUNT"]})
    doc = nlp(TEXT)
    assert {span.label_ for span in doc.spans["zhengwen"]} == {"COUNT"}
