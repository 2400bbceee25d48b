"""The way through: document → articles → candidates → mentions → records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from ..corpus.article import Article
from ..corpus.document import Document
from ..corpus.reading import Failure, document_from_text, read_documents
from ..corpus.script import in_simplified
from ..corpus.segment import segment
from ..errors import UsageError
from ..models import reader as reading
from ..models import scorer as scoring
from ..models import segmenter as segmenting
from ..models import tagger as tagging
from . import counts, dates, initiatives, organizations, people, places, tagged
from .arguments import day_of, text_of
from .build import build_record
from .candidates import TYPES, Candidate, Mention
from .links import locality_of
from .pool import Pooled, Scored, pool
from .record import SCHEMA_ID, Record
from .resolve import resolve
from .second_look import second_look

KINDS: tuple[ModuleType, ...] = (organizations, places, people, counts, dates, initiatives)
"""The kind packages, in the order in which they interpret: later ones may use what
earlier ones settled (a person's organization, an initiative's sponsor)."""
ASK = (counts, initiatives)
"""Those that ask the reader."""


def pooled_candidates(
    article: Article,
    probabilities: tagged.Probabilities | None = None,
    boundaries: frozenset[int] | None = None,
) -> list[Pooled]:
    """Every source's candidates for one article, pooled.

    ``probabilities`` are the tagger's for the article's clean text, or ``None``
    to go by the rules alone; ``boundaries`` the segmenter's word edges, if it is used.
    """
    found: list[Candidate] = []
    for kind in KINDS:
        found.extend(kind.propose(article))
    if probabilities is not None:
        found.extend(tagged.propose(article.text, probabilities))
    return pool(article, found, probabilities, boundaries)


def first_scores(pooled: Sequence[Pooled], scorer: scoring.Scorer) -> list[float]:
    """Log-odds of pooled candidates, each by itself."""
    return [scorer.first[item.type].log_odds(item.features) for item in pooled]


def score(text: str, pooled: Sequence[Pooled], scorer: scoring.Scorer) -> list[Scored]:
    """Pooled candidates of ``text`` with the scorer's log-odds and probability."""
    result = []
    first = first_scores(pooled, scorer)
    for item, features in zip(pooled, second_look(text, pooled, first), strict=True):
        log_odds = scorer.types[item.type].log_odds(features)
        result.append(Scored(item, log_odds, scoring.logistic(log_odds)))
    return result


def interpret(
    article: Article, mentions: Sequence[Mention], read: reading.Read | None = None
) -> list[Mention]:
    """Values, links and groups for resolved mentions, kind by kind.

    Where rules and weights alone leave it open, ``read`` is asked what a count counts, which
    the parts of a formula are and who runs an initiative.
    """
    current = list(mentions)
    for kind in KINDS:
        more = {"read": read} if kind in ASK else {}
        done = {(m.type, m.start, m.end): m for m in kind.interpret(article, current, **more)}
        current = [done.get((m.type, m.start, m.end), m) for m in current]
    return current


def interpret_spans(article: Article, spans: Iterable[tuple[str, int, int]]) -> list[Mention]:
    """Attributes of mentions that are given: (type, start, end) in the clean text.

    So values, links and groups can be judged apart from finding.  The reader is asked.
    """
    mentions = [Mention(kind, start, end, 1.0, ()) for kind, start, end in spans]
    return interpret(article, sorted(mentions, key=lambda m: m.start), reading.read)


@dataclass(frozen=True)
class Extractor:
    """Extracts records; made by :func:`load`, safe to share and to pickle.

    ``min_confidence`` gives the lowest confidence shown, by type; ``segmenter``
    adds word boundaries to what the scorer sees (no gain: see the model card).
    """

    scorer: scoring.Scorer
    types: frozenset[str] = frozenset(TYPES)
    min_confidence: Mapping[str, float] = field(default_factory=dict)
    tagger: bool = True
    segmenter: bool = False

    def manifest(self, min_precision: float | None = None) -> dict[str, Any]:
        """How this extractor works, for a run's manifest: version, types, thresholds."""
        points = (
            {}
            if min_precision is None
            else {
                kind: dataclasses.asdict(point)
                for kind, point in scoring.operating_points(self.scorer, min_precision).items()
            }
        )
        return {
            "zhengwen": version("zhengwen"),
            "schema": SCHEMA_ID,
            "types": sorted(self.types),
            "tagger": self.tagger,
            "segmenter": self.segmenter,
            "min_confidence": {
                kind: self.min_confidence.get(kind, MIN_CONFIDENCE[kind])
                for kind in sorted(self.types)
            },
            "min_precision": min_precision,
            "operating_points": points,
        }

    def articles(self, document: Document) -> list[Article]:
        """The articles of a document."""
        return segment(document)

    def mentions(self, article: Article) -> list[Mention]:
        """The interpreted mentions of one article, in text order.

        A text in traditional characters is read, and its attributes are given, in
        simplified ones.
        """
        return self._mentions(in_simplified(article))

    def _mentions(self, article: Article) -> list[Mention]:
        probabilities = tagging.load().probabilities(article.text) if self.tagger else None
        boundaries = segmenting.load().boundaries(article.text) if self.segmenter else None
        pooled = pooled_candidates(article, probabilities, boundaries)
        resolved = [
            Mention(
                s.type,
                s.start,
                s.end,
                self.scorer.types[s.type].confidence(s.log_odds),
                s.pooled.rules,
                s.pooled.attrs,
            )
            for s in resolve(score(article.text, pooled, self.scorer))
        ]
        shown = [
            m
            for m in resolved
            if m.confidence >= self.min_confidence.get(m.type, MIN_CONFIDENCE[m.type])
        ]
        read = reading.read if self.tagger else None
        return [m for m in interpret(article, shown, read) if m.type in self.types]

    def record(self, document: Document, article: Article, number: int) -> Record:
        """The record of one article of ``document``."""
        simple = in_simplified(article)
        mentions = self._mentions(simple)
        return build_record(document, article, number, mentions, locality_of(simple, mentions))

    def extract_document(self, document: Document) -> Iterator[Record]:
        """Records of a document's articles, one at a time."""
        for number, article in enumerate(self.articles(document), 1):
            yield self.record(document, article, number)

    def extract(
        self,
        text: str,
        published: date | str | None = None,
        source: str | None = None,
    ) -> list[Record]:
        """Records of the articles in ``text``; ``source`` names it in ids and paths.

        Raises :class:`UsageError` for what is no text, and for an unreadable date.
        """
        name = Path(source).stem if source else "text"
        document = document_from_text(
            text_of(text), id=name, path=source, published=day_of(published)
        )
        return list(self.extract_document(document))

    def extract_file(self, path: str | Path, published: date | str | None = None) -> list[Record]:
        """Records of one file; ``published`` is the date of what states none of its own.

        Raises :class:`ReadError` at the first thing in it that cannot be read: the
        command line goes on behind a bad row.
        """
        records: list[Record] = []
        for document in read_documents([path], published=day_of(published)):
            if isinstance(document, Failure):
                raise document.error
            records.extend(self.extract_document(document))
        return records

    def pipe(
        self, texts: Iterable[str | Document], published: date | str | None = None
    ) -> Iterator[Record]:
        """Records of a stream of texts or documents, in order.

        ``published`` is the date of the texts; documents have their own.  Raises
        :class:`UsageError` for a single string, whose characters would be texts, for what is
        neither text nor document, and for an unreadable date.
        """
        if isinstance(texts, str) or not isinstance(texts, Iterable):
            raise UsageError("pipe reads a stream of texts; for one text call extract")
        day = day_of(published)
        for number, item in enumerate(texts, 1):
            document = (
                item
                if isinstance(item, Document)
                else document_from_text(text_of(item), id=f"text{number}", published=day)
            )
            yield from self.extract_document(document)


MIN_CONFIDENCE = dict.fromkeys(TYPES, 0.5) | {"PERSON": 0.4, "DATE": 0.3, "INITIATIVE": 0.45}
"""Shown by default: mentions that are more likely right than wrong.  Of people, dates and
initiatives a little less is asked: on the dev split and on 160 excerpts of local pages F is best
there, and confidence is rather too low than too high."""


def _known(types: Iterable[str]) -> frozenset[str]:
    """The given types; :class:`UsageError` where one is none of ours."""
    chosen = frozenset(types)
    if unknown := chosen - set(TYPES):
        raise UsageError(f"unknown type {sorted(unknown)[0]!r}; choose from {', '.join(TYPES)}")
    return chosen


def load(
    *,
    types: Iterable[str] | None = None,
    min_confidence: float | Mapping[str, float] | None = None,
    min_precision: float | None = None,
    tagger: bool = True,
    segmenter: bool = False,
    calibration: str | Path | None = None,
) -> Extractor:
    """An extractor with the shipped models.

    ``min_precision`` picks per type the confidence that the dev split supports
    at the lower 95 % bound; types that cannot reach it are left at the highest
    threshold known.  ``calibration`` is a file made by ``zhengwen audit
    recalibrate``.  ``segmenter`` asks for word boundaries too, off by default: they
    bring no gain (figures in the model card).  Raises
    :class:`UsageError` for unknown types or targets.
    """
    if isinstance(types, str) or not isinstance(types, Iterable | None):
        raise UsageError(f"types is a list of types: [{types!r}]")
    if segmenter and not tagger:
        raise UsageError("the segmenter works beside the tagger only")
    scorer = scoring.load("full_words" if segmenter else "full" if tagger else "rules")
    chosen = _known(TYPES if types is None else types)
    if calibration is not None:
        scorer = scoring.recalibrated(scorer, Path(calibration))
    thresholds: dict[str, float] = {}
    if min_precision is not None:
        thresholds = {
            kind: point.threshold
            for kind, point in scoring.operating_points(scorer, min_precision).items()
        }
    if isinstance(min_confidence, Mapping):
        _known(min_confidence)
        thresholds |= min_confidence
    elif min_confidence is not None:
        thresholds |= dict.fromkeys(TYPES, min_confidence)
    numbers = all(isinstance(threshold, int | float) for threshold in thresholds.values())
    if not numbers or any(not 0 <= threshold <= 1 for threshold in thresholds.values()):
        raise UsageError("the lowest confidence is a probability: from 0 to 1")
    return Extractor(scorer, chosen, thresholds, tagger, segmenter)
