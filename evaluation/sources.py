"""Gold and predictions in one form: mentions with source offsets, by source document.

A *source* is one file.  Its mentions are compared over the whole file by source
offsets, so that a page cut into articles differently costs only what it costs:
fields, and mentions that a wrong cut breaks.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..corpus.document import Document
from ..corpus.gold import SPLITS, AnnotatedDocument, annotated, real_pages
from ..corpus.markup import TYPES
from ..corpus.news import annotated_news
from ..corpus.reading import document_from_text
from ..errors import UsageError

GROUPS = {
    "organizations": "ORG",
    "places": "PLACE",
    "people": "PERSON",
    "counts": "COUNT",
    "dates": "DATE",
    "initiatives": "INITIATIVE",
}
"""The record's lists and the mention type that each holds."""


@dataclass(frozen=True)
class Span:
    """A mention of one source; offsets into the decoded source, end exclusive.

    ``article`` is its article's number in the gold (predictions are placed by
    position), ``entity`` tells the groups of a record apart.
    """

    type: str
    start: int
    end: int
    text: str
    article: int
    attrs: Mapping[str, Any] = field(hash=False, compare=False)
    entity: int = 0
    confidence: float = 1.0
    rules: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int, int]:
        """What an exact match compares."""
        return self.type, self.start, self.end


@dataclass(frozen=True)
class GoldSource:
    """One annotated file.  ``text`` and ``document`` are absent for bare stand-off files."""

    id: str
    sha256: str
    articles: tuple[Mapping[str, Any], ...] = field(hash=False)
    spans: tuple[Span, ...] = field(hash=False)
    meta: Mapping[str, str] = field(hash=False)
    document: Document | None = field(default=None, hash=False)

    @property
    def text(self) -> str | None:
        """The decoded source, where it is known."""
        return self.document.text if self.document else None


@dataclass(frozen=True)
class Predicted:
    """What a system said of one source: its records and their mentions."""

    records: tuple[Mapping[str, Any], ...] = field(hash=False)
    spans: tuple[Span, ...] = field(hash=False)


@dataclass(frozen=True)
class Pair:
    """A gold source and what was predicted for it."""

    gold: GoldSource
    predicted: Predicted


def gold_source(
    data: Mapping[str, Any],
    meta: Mapping[str, str] | None = None,
    document: Document | None = None,
) -> GoldSource:
    """A source from the guidelines' stand-off JSON."""
    spans = [
        Span(m["type"], m["start"], m["end"], m["text"], number, m.get("attrs") or {})
        for number, article in enumerate(data["articles"])
        for m in article["mentions"]
    ]
    spans.sort(key=lambda s: (s.start, s.end))
    return GoldSource(
        Path(data["source"]).stem,
        data["sha256"],
        tuple(data["articles"]),
        tuple(spans),
        meta or {},
        document,
    )


def _of_document(item: AnnotatedDocument) -> GoldSource:
    return gold_source(item.gold, item.meta, item.document)


def _stand_off(path: Path) -> Iterator[GoldSource]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        for source in data if isinstance(data, list) else [data]:
            yield gold_source(source)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a gold file in the stand-off format ({error})") from None


def _named_entities(path: Path) -> Iterator[GoldSource]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: not JSON lines of named entities ({error})") from None
    for number, row in enumerate(rows, 1):
        document = document_from_text(row["text"], id=f"{path.name.split('.')[0]}-{number}")
        mentions = [
            {**e, "type": e["label"], "text": row["text"][e["start"] : e["end"]]}
            for e in row["entities"]
            if e["label"] in TYPES
        ]
        article = {"body": [0, len(row["text"])], "mentions": mentions}
        data = {"source": document.id, "sha256": document.sha256, "articles": [article]}
        yield gold_source(data, None, document)


def load_gold(name: str) -> list[GoldSource]:
    """Gold by name.

    A split of the corpus; ``real:PAGES_DIR:GOLD_DIR``; ``news:PART:FILE``, the annotated
    items of a file of news; ``ner:FILE``, JSON lines with ``text`` and ``entities``
    (``start``, ``end``, ``label``); a stand-off JSON file or folder.
    Raises :class:`UsageError` when there is none.
    """
    if name in SPLITS:
        return [_of_document(item) for item in annotated(name)]
    if name.startswith("real:"):
        pages, _, gold = name[len("real:") :].rpartition(":")
        if not pages or not Path(pages).is_dir() or not Path(gold).is_dir():
            raise UsageError(f"{name}: write real:PAGES_DIR:GOLD_DIR, two folders that exist")
        return [_of_document(item) for item in real_pages(Path(pages), Path(gold))]
    if name.startswith("news:"):
        part, _, raw = name[len("news:") :].partition(":")
        return [_of_document(item) for item in annotated_news(part, Path(raw))]
    if name.startswith("ner:"):
        return list(_named_entities(Path(name[len("ner:") :])))
    path = Path(name)
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files or not files[0].exists():
        raise UsageError(f"{name}: no gold there; give {', '.join(SPLITS)}, a JSON file or folder")
    return [source for file in files for source in _stand_off(file)]


def _whole(record: Mapping[str, Any]) -> bool:
    """Whether an object has what every record has: a source, and a list of each kind."""
    return "source" in record and all(isinstance(record.get(group), list) for group in GROUPS)


def read_records(path: str) -> Iterator[Mapping[str, Any]]:
    """Records of a JSONL file, error lines left out.  Raises :class:`UsageError`."""
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = json.loads(line)
                if not isinstance(record, dict) or ("error" not in record and not _whole(record)):
                    raise UsageError(f"{path}:{number}: not a zhengwen record")
                if "error" not in record:
                    yield record
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: not a JSONL file of records ({error})") from None


def record_spans(record: Mapping[str, Any], first_entity: int = 0) -> list[Span]:
    """The mentions of one record; ``article`` is not yet placed (−1)."""
    spans = []
    entity = first_entity
    for group, kind in GROUPS.items():
        for item in record[group]:
            attrs = {key: value for key, value in item.items() if key != "mentions"}
            for m in item["mentions"]:
                start, end = m["source"]
                spans.append(
                    Span(
                        kind,
                        start,
                        end,
                        m["text"],
                        -1,
                        attrs,
                        entity,
                        float(m.get("confidence", 1.0)),
                        tuple(m.get("by", ())),
                    )
                )
            entity += 1
    return spans


def article_starts(gold: GoldSource) -> list[int]:
    """Source offset from which on each gold article reigns, headline included where found."""
    starts: list[int] = []
    floor = 0
    for number, article in enumerate(gold.articles):
        places = [s.start for s in gold.spans if s.article == number]
        if article.get("body"):
            places.append(article["body"][0])
        first = min(places, default=floor)
        for part in ("kicker", "title"):
            # Only the first line: a headline's lines stand apart in the source.
            line = (article.get(part) or "").split(" ")[0]
            if gold.text and line and (at := gold.text.rfind(line, floor, first + len(line))) >= 0:
                first = min(first, at)
        starts.append(first)
        floor = max([floor, *places])
    return starts


def place(spans: Iterable[Span], gold: GoldSource) -> list[Span]:
    """Predicted mentions with the gold article in which they stand, in source order."""
    owner = {(s.start, s.end): s.article for s in gold.spans}
    starts = article_starts(gold)
    order = sorted(range(len(starts)), key=lambda i: starts[i])
    placed = []
    for span in sorted(spans, key=lambda s: (s.start, s.end, s.type)):
        article = owner.get((span.start, span.end))
        if article is None:
            before = [i for i in order if starts[i] <= span.start]
            article = before[-1] if before else (order[0] if order else 0)
        placed.append(
            Span(
                span.type,
                span.start,
                span.end,
                span.text,
                article,
                span.attrs,
                span.entity,
                span.confidence,
                span.rules,
            )
        )
    return placed


def predicted(records: Sequence[Mapping[str, Any]], gold: GoldSource) -> Predicted:
    """Records of one source as mentions placed in the gold's articles."""
    spans: list[Span] = []
    for record in records:
        first = spans[-1].entity + 1 if spans else 0
        spans += record_spans(record, first)
    return Predicted(tuple(records), tuple(place(spans, gold)))


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    source = record["source"]
    yield source.get("sha256") or ""
    if source.get("path"):
        yield Path(source["path"]).stem
    yield str(record["id"]).rpartition("#")[0]


def pair(
    gold: Sequence[GoldSource],
    records: Iterable[Mapping[str, Any]],
    warn: Callable[[str], None] = lambda message: None,
) -> list[Pair]:
    """Gold sources with their records: by the file's hash, else by its name.

    A source without records is paired with none (all its mentions are missed);
    records of sources without gold are left out.  ``warn`` is told, once a source, of
    records that have its name and another hash: their offsets are of another text.
    """
    index = {source.id: i for i, source in enumerate(gold)}
    index |= {source.sha256: i for i, source in enumerate(gold)}
    found: list[list[Mapping[str, Any]]] = [[] for _ in gold]
    warned: set[int] = set()
    for record in records:
        at = next((index[name] for name in _names(record) if name in index), None)
        if at is not None:
            found[at].append(record)
            sha256 = record["source"].get("sha256")
            if sha256 and gold[at].sha256 and sha256 != gold[at].sha256 and at not in warned:
                warned.add(at)
                warn(f"{gold[at].id}: the records were made from another version of this file")
    return [
        Pair(source, predicted(items, source)) for source, items in zip(gold, found, strict=True)
    ]


def run_records(
    gold: Sequence[GoldSource], extract: Callable[[Document], Iterable[Any]]
) -> Iterator[Mapping[str, Any]]:
    """Records that ``extract`` (an extractor's ``extract_document``) gives for the gold's texts."""
    for source in gold:
        if source.document is None:
            raise UsageError(
                f"{source.id}: a stand-off file has no text to run on; "
                "give a split or real:PAGES_DIR:GOLD_DIR"
            )
        for record in extract(source.document):
            yield record if isinstance(record, dict) else record.to_dict()


def _same_person(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    names = ("".join(m["text"].split()) for m in (a, b))
    return a["type"] == b["type"] == "PERSON" and next(names) == next(names)


def gold_records(gold: GoldSource) -> list[dict[str, Any]]:
    """Records as a perfect extractor would write them, one entity per mention.

    They serve tests and peers: what is not annotated is empty, ``text`` is the
    whole source.
    """
    records = []
    for number, article in enumerate(gold.articles, 1):
        places = [m["start"] for m in article["mentions"]]
        places += [m["end"] for m in article["mentions"]] + list(article["body"] or ())
        record: dict[str, Any] = {
            "id": f"{gold.id}#{number}",
            "source": {
                "path": f"{gold.id}.txt",
                "sha256": gold.sha256,
                "span": [min(places, default=0), max(places, default=0)],
                "body": article["body"],
            },
            "text": gold.text or "",
            **{key: article.get(key) for key in ("kicker", "title", "subtitle", "published")},
            **{
                key: list(article.get(key) or ())
                for key in ("section_heads", "reporters", "correspondents", "photographers")
            },
            **{group: [] for group in GROUPS},
        }
        by_type = {kind: group for group, kind in GROUPS.items()}
        for m in article["mentions"]:
            attrs = dict(m.get("attrs") or {})
            if m["type"] == "PERSON":
                # A role that stands at one mention is the person's at all of them.
                others = [o for o in article["mentions"] if _same_person(o, m)]
                for key in ("role", "org"):
                    given = (o["attrs"].get(key) for o in [m, *others])
                    attrs[key] = next((v for v in given if v), None)
                byline = attrs.get("role") in ("reporter", "correspondent", "photographer")
                attrs = {
                    "role": None if byline else attrs.get("role"),
                    "byline": attrs.get("role") if byline else None,
                    "organization": attrs.get("org"),
                }
            mention = {
                "text": m["text"],
                "span": [m["start"], m["end"]],
                "source": [m["start"], m["end"]],
                "confidence": 1.0,
                "by": ["gold"],
            }
            entity = {"name": m["text"], **attrs, "mentions": [mention]}
            record[by_type[m["type"]]].append(entity)
        records.append(record)
    return records


def types_of(types: str | None) -> tuple[str, ...]:
    """The mention types that an option ``A,B`` names; all by default."""
    if not types:
        return TYPES
    chosen = tuple(t.strip().upper() for t in types.split(","))
    if unknown := [t for t in chosen if t not in TYPES]:
        raise UsageError(f"unknown type {unknown[0]!r}; choose from {', '.join(TYPES)}")
    return chosen
