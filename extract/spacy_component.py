"""zhengwen in a spaCy pipeline: ``nlp.add_pipe("zhengwen")``.

    nlp = spacy.blank("zh")
    nlp.add_pipe("zhengwen", config={"published": "2024-03-06"})
    doc = nlp(text)
    doc.ents, doc.spans["zhengwen"]     # labels ORG, PLACE, PERSON, COUNT, DATE, INITIATIVE
    doc._.zhengwen                      # the records of its articles

spaCy finds the component through the package's entry point.  Spans are those of
the mentions in ``doc.text``; where a token is wider than the mention, the span
is widened to whole tokens (``spacy.blank("zh")`` makes every character a token,
so nothing is widened there).  Everything is kept as text in ``doc.user_data``,
so ``DocBin(store_user_data=True)``, pickling and ``n_process`` work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from .pipeline import Extractor, load
from .record import MentionRecord, Record

KEY = "zhengwen"
"""Name of the span group, of the extension and of the records in ``doc.user_data``."""

_GROUPS = (
    ("organizations", "ORG"),
    ("places", "PLACE"),
    ("people", "PERSON"),
    ("counts", "COUNT"),
    ("dates", "DATE"),
    ("initiatives", "INITIATIVE"),
)


def records_of(doc: Doc) -> list[Record]:
    """The records that the component found in ``doc`` (also as ``doc._.zhengwen``)."""
    return [Record.from_json(line) for line in doc.user_data.get(KEY, ())]


def _mentions(records: Sequence[Record]) -> Iterator[tuple[MentionRecord, str, str]]:
    """(mention, type, adcode or empty) of all records."""
    for record in records:
        for group, kind in _GROUPS:
            for entry in getattr(record, group):
                adcode = getattr(entry, "adcode", None) or ""
                for mention in entry.mentions:
                    yield mention, kind, adcode


class Component:
    """Adds records, spans and entities to documents."""

    def __init__(self, extractor: Extractor, published: str | None = None) -> None:
        self.extractor = extractor
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """Extract from ``doc.text``; the document's own publication day goes first."""
        published: date | str | None = doc._.zhengwen_published or self.published
        records = self.extractor.extract(doc.text, published=published)
        doc.user_data[KEY] = [record.to_json() for record in records]
        spans = [
            span
            for mention, kind, adcode in _mentions(records)
            if (span := _span(doc, mention, kind, adcode)) is not None
        ]
        spans.sort(key=lambda span: (span.start, span.end))
        doc.spans[KEY] = spans
        # Two mentions inside one token cannot both be entities: the first stays.
        entities: list[Span] = []
        for span in spans:
            if not entities or span.start >= entities[-1].end:
                entities.append(span)
        taken = {i for span in entities for i in range(span.start, span.end)}
        others = [e for e in doc.ents if taken.isdisjoint(range(e.start, e.end))]
        doc.set_ents([*entities, *others])
        return doc


def _span(doc: Doc, mention: MentionRecord, kind: str, adcode: str) -> Span | None:
    start, end = mention.source
    found: Span | None = doc.char_span(
        start, end, label=kind, kb_id=adcode, alignment_mode="expand"
    )
    return found


@Language.factory(
    KEY,
    assigns=["doc.ents", "doc.spans"],
    default_config={
        "types": None,
        "min_confidence": None,
        "min_precision": None,
        "tagger": True,
        "published": None,
    },
)
def make(
    nlp: Language,
    name: str,
    types: list[str] | None,
    min_confidence: float | Mapping[str, float] | None,
    min_precision: float | None,
    tagger: bool,
    published: str | None,
) -> Component:
    """The component; the settings are those of :func:`zhengwen.load`."""
    options: dict[str, Any] = {"types": types, "tagger": tagger}
    options |= {"min_confidence": min_confidence, "min_precision": min_precision}
    return Component(load(**options), published)


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=records_of)
if not Doc.has_extension("zhengwen_published"):
    Doc.set_extension("zhengwen_published", default=None)
