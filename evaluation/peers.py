"""Other tools on the same text, where installed: jieba, LAC, JioNLP, Recognizers-Text, spaCy.

They get the clean text of each article, paragraph by paragraph, and what they
find is mapped to the guidelines' types as far as it goes.  None is required;
none of them links, groups or values mentions the way a record does, so their
records hold mentions only.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import importlib.util
import io
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..corpus.article import Article
from ..corpus.document import Document
from ..corpus.segment import segment
from ..corpus.view import surface_text
from ..errors import UsageError
from .sources import GROUPS

Found = tuple[str, int, int]
"""(type, start, end) in a paragraph."""

Read = Callable[[str], Iterable[Found]]


@dataclass(frozen=True)
class Peer:
    """A tool: the modules that it needs, what it knows, how to load it, its distribution."""

    name: str
    modules: tuple[str, ...]
    types: tuple[str, ...]
    load: Callable[[], Read] = field(hash=False)
    package: str = ""

    @property
    def installed(self) -> bool:
        """Whether every module that it needs is here (without importing them)."""
        return all(importlib.util.find_spec(name) is not None for name in self.modules)

    @property
    def title(self) -> str:
        """Its name with the version that is installed."""
        try:
            return f"{self.name} {importlib.metadata.version(self.package or self.name)}"
        except importlib.metadata.PackageNotFoundError:
            return self.name


def _words(
    tagged: Iterable[tuple[str, str]], types: Mapping[str, str], join: Mapping[str, str]
) -> Iterator[Found]:
    """Mentions from tagged words: by their tag, and runs of a tag in ``join`` as one."""
    at = 0
    run: tuple[str, int, int] | None = None
    for word, tag in tagged:
        start, at = at, at + len(word)
        kind = join.get(tag)
        if run and kind != run[0]:
            yield run
            run = None
        if kind:
            run = (kind, run[1] if run else start, at)
        elif tag in types:
            yield types[tag], start, at
    if run:
        yield run


def _jieba() -> Read:
    importlib.import_module("jieba").setLogLevel(logging.WARNING)
    cut = importlib.import_module("jieba.posseg").cut
    types = {"ns": "PLACE", "nr": "PERSON", "nt": "ORG", "nrt": "PERSON", "nrfg": "PERSON"}

    def read(text: str) -> Iterable[Found]:
        words = ((w.word, w.flag) for w in cut(text, HMM=True))
        return _words(words, types, {"t": "DATE", "m": "COUNT", "mq": "COUNT"})

    return read


def _lac() -> Read:
    with contextlib.redirect_stdout(io.StringIO()):
        lac = importlib.import_module("LAC").LAC(mode="lac")
    types = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "TIME": "DATE"}

    def read(text: str) -> Iterable[Found]:
        words, tags = lac.run(text)
        return _words(zip(words, tags, strict=True), types, {"m": "COUNT"})

    return read


def _jionlp() -> Read:
    with contextlib.redirect_stdout(io.StringIO()):
        jio = importlib.import_module("jionlp")
    readers = (("DATE", jio.ner.extract_time), ("COUNT", jio.ner.extract_money))

    def read(text: str) -> Iterable[Found]:
        # It logs a traceback for every word that it takes for a time and cannot read.
        before = logging.root.manager.disable
        logging.disable()
        try:
            found = [(kind, *hit["offset"]) for kind, extract in readers for hit in extract(text)]
        finally:
            logging.disable(before)
        return found

    return read


def _recognizers() -> Read:
    numbers = importlib.import_module("recognizers_number")
    units = importlib.import_module("recognizers_number_with_unit")
    dates = importlib.import_module("recognizers_date_time")
    readers = (
        ("DATE", dates.recognize_datetime),
        ("COUNT", units.recognize_currency),
        ("COUNT", units.recognize_dimension),
        ("COUNT", units.recognize_age),
        ("COUNT", numbers.recognize_percentage),
        ("COUNT", numbers.recognize_number),
    )

    def read(text: str) -> Iterable[Found]:
        for kind, recognize in readers:
            try:
                results = recognize(text, "zh-cn")
            except Exception:
                # It raises on texts that it was not tried on; that finds nothing.
                continue
            for found in results:
                yield kind, found.start, found.end + 1

    return read


SPACY_TYPES = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "PLACE"),
    **dict.fromkeys(("DATE", "TIME"), "DATE"),
    **dict.fromkeys(("CARDINAL", "QUANTITY", "PERCENT", "MONEY"), "COUNT"),
}


def _spacy(model: str) -> Callable[[], Read]:
    def load() -> Read:
        nlp = importlib.import_module("spacy").load(model)

        def read(text: str) -> Iterable[Found]:
            for entity in nlp(text).ents:
                if entity.label_ in SPACY_TYPES:
                    yield SPACY_TYPES[entity.label_], entity.start_char, entity.end_char

        return read

    return load


NAMES = ("ORG", "PLACE", "PERSON")
PEERS: tuple[Peer, ...] = (
    Peer("jieba", ("jieba",), (*NAMES, "COUNT", "DATE"), _jieba),
    Peer("lac", ("LAC",), (*NAMES, "COUNT", "DATE"), _lac),
    Peer("jionlp", ("jionlp",), ("COUNT", "DATE"), _jionlp),
    Peer(
        "recognizers-text",
        ("recognizers_number", "recognizers_number_with_unit", "recognizers_date_time"),
        ("COUNT", "DATE"),
        _recognizers,
        "recognizers-text-date-time",
    ),
    *(
        Peer(f"spacy:{model}", ("spacy", model), (*NAMES, "COUNT", "DATE"), _spacy(model), model)
        for model in ("zh_core_web_sm", "zh_core_web_md", "zh_core_web_lg", "zh_core_web_trf")
    ),
)


def peer(name: str) -> Peer:
    """The peer of that name.  Raises :class:`UsageError` when it is unknown or not installed."""
    for found in PEERS:
        if found.name == name:
            if not found.installed:
                needed = ", ".join(found.modules)
                raise UsageError(f"{name} is not installed (it needs {needed})")
            return found
    raise UsageError(f"unknown peer {name!r}; choose from {', '.join(p.name for p in PEERS)}")


def _spans(text: str, read: Read) -> list[Found]:
    """What a peer finds in a text, overlaps settled for the longest, then the first."""
    found: list[Found] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found += [(kind, start + a, start + b) for kind, a, b in read(line) if b > a]
        start += len(line) + 1
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-(f[2] - f[1]), f[1])):
        if all(item[2] <= other[1] or item[1] >= other[2] for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f[1])


def _record(document: Document, article: Article, number: int, name: str, read: Read) -> Any:
    record: dict[str, Any] = {
        "id": f"{document.id}#{number}",
        "source": {
            "path": document.path,
            "sha256": document.sha256,
            "span": list(article.span),
            "body": list(article.body) if article.body else None,
        },
        "text": article.text,
        **{group: [] for group in GROUPS},
    }
    by_type = {kind: group for group, kind in GROUPS.items()}
    for kind, start, end in _spans(article.text, read):
        source = article.view.to_source(start, end)
        mention = {
            "text": surface_text(document.text, *source),
            "span": [start, end],
            "source": list(source),
            "confidence": 1.0,
            "by": [name],
        }
        record[by_type[kind]].append({"mentions": [mention]})
    return record


def extract_with(name: str) -> Callable[[Document], Iterator[Any]]:
    """A peer as an extractor: documents to records that hold its mentions."""
    try:
        read = peer(name).load()
    except ImportError as error:
        # Recognizers-Text needs emoji < 2 and does not say so.
        raise UsageError(f"{name} cannot be loaded ({error}); see the extra peers") from None

    def extract(document: Document) -> Iterator[Any]:
        for number, article in enumerate(segment(document), 1):
            yield _record(document, article, number, name, read)

    return extract
