"""Learning the scorer from annotated documents, end to end, without looking at its own answers.

Candidates are proposed as at run time and labelled by exact span and type.
Of what tagger and name models have learnt from they are too sure.  So articles of our own that
mirror real pages are tagged by a tagger that has learnt from other writers, and name models
learn from the files that mirror none; the scorer's are those that do, and the news, where
names and what only looks like them are as frequent as on a reader's page.  (The tagger's first
stage has read machine marks of the news.)  The first look that the second learns from and the
scores that the calibration is fitted on are cross-fitted by source, a writer or a judged item:
a reader's page is by none of our writers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..corpus.article import Article
from ..corpus.gold import AnnotatedDocument
from ..corpus.segment import segment
from ..models.folds import FOLDS, fold_of
from ..models.scorer import OperatingPoint, Scorer, TypeScorer
from ..models.scorer_training import Row, fit, operating_point, platt
from ..models.segmenter import Segmenter
from .candidates import TYPES
from .pipeline import first_scores, pooled_candidates, score
from .pool import Pooled, Scored
from .resolve import resolve
from .second_look import second_look
from .tagged import Probabilities

TARGETS = (0.9, 0.95, 0.97)

Tag = Callable[[str], Probabilities]
"""Tag probabilities for a text."""


OTHER: Mapping[str, float] = {"COUNT": 0.5}
"""How much a candidate counts in text of our own that mirrors no real page: nothing where tagger
or name models are asked, which have learnt from it."""

JUDGED: Mapping[str, float] = {"INITIATIVE": 0.5}
"""How much a judged candidate of weight 1 counts (others: a quarter, for being doubtful cases)."""


@dataclass(frozen=True)
class Example:
    """The pooled candidates of one article, and which are gold mentions.

    ``weights`` say how much each candidate counts: nothing where it is not known
    whether it is right.  ``fold`` is the fold of the source.
    """

    article: Article
    source: str
    lifelike: bool
    fold: int
    candidates: tuple[Pooled, ...]
    weights: tuple[float, ...]
    gold: frozenset[tuple[str, int, int]]

    def right(self, item: Pooled) -> bool:
        """Whether the candidate is a gold mention, exactly."""
        return (item.type, *self.article.view.to_source(item.start, item.end)) in self.gold


def examples(
    documents: Iterable[AnnotatedDocument],
    tag: Tag | None,
    segmenter: Segmenter | None = None,
) -> list[Example]:
    """Pooled candidates of annotated and judged documents; with a tagger's opinion if given.

    ``segmenter`` adds word boundaries.
    """
    result = []
    for annotated in documents:
        gold = gold_of(annotated)
        for article in segment(annotated.document):
            probabilities = tag(article.text) if tag else None
            boundaries = segmenter.boundaries(article.text) if segmenter else None
            pooled = pooled_candidates(article, probabilities, boundaries)
            counts = weights(article, pooled, annotated)
            result.append(
                Example(
                    article,
                    annotated.source,
                    annotated.lifelike,
                    fold_for(annotated),
                    tuple(pooled),
                    counts,
                    gold,
                )
            )
    return result


def gold_of(annotated: AnnotatedDocument) -> frozenset[tuple[str, int, int]]:
    """The gold mentions of a document: (type, start, end) in its source."""
    return frozenset((m["type"], m["start"], m["end"]) for m in annotated.mentions)


def fold_for(annotated: AnnotatedDocument) -> int:
    """The fold of a document: of its writer, or of the item where items were judged."""
    whole = annotated.sites is None
    return fold_of(annotated.source if whole else annotated.group)


def weights(
    article: Article,
    pooled: Iterable[Pooled],
    annotated: AnnotatedDocument,
    other: Mapping[str, float] = OTHER,
) -> tuple[float, ...]:
    """How much each candidate counts: by its type, or by the sites that it touches.

    ``other`` are the weights by type in text of our own that mirrors no real page.
    """
    if annotated.sites is None:
        return tuple(1.0 if annotated.lifelike else other.get(item.type, 0.0) for item in pooled)
    result = []
    for item in pooled:
        start, end = article.view.to_source(item.start, item.end)
        touched = [
            site.weight
            for site in annotated.sites
            if site.start < end and start < site.end and item.type in site.types
        ]
        result.append(max(touched, default=0.0) * JUDGED.get(item.type, 0.25))
    return tuple(result)


def without_words(parts: Iterable[Example]) -> list[Example]:
    """The same examples as they are without a segmenter."""
    return [
        replace(
            example,
            candidates=tuple(
                replace(
                    item,
                    features={
                        name: value
                        for name, value in item.features.items()
                        if not name.startswith("word.")
                    },
                )
                for item in example.candidates
            ),
        )
        for example in parts
    ]


STRENGTH = {"INITIATIVE": 0.2}
"""Types whose first look is held closer to nought than the default: many signs, and a
``prior`` that sums them up as the guidelines have it."""


def _fit(
    rows: dict[str, list[Row]], strength: Mapping[str, float] | None = None
) -> dict[str, TypeScorer]:
    return {kind: fit(rows[kind], strength=(strength or {}).get(kind, 0.5)) for kind in TYPES}


def _fit_first(parts: Sequence[Example]) -> dict[str, TypeScorer]:
    """The first look: how likely a candidate is where no longer name covers it.

    Candidates inside a longer mention of another type (the county in a county
    bureau's name) are left out: they are refused for their company, not for
    themselves, and would teach that a county's name is no sign of a place.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for example in parts:
        cover = _Cover(example.gold)
        for item, weight in zip(example.candidates, example.weights, strict=True):
            right = example.right(item)
            span = example.article.view.to_source(item.start, item.end)
            if weight and (right or not cover.by_another(item.type, *span)):
                rows[item.type].append(Row(item.features, right, weight))
    return _fit(rows, STRENGTH)


class _Cover:
    """Which spans lie inside a longer gold mention of another type."""

    def __init__(self, gold: Iterable[tuple[str, int, int]]) -> None:
        # Gold mentions do not overlap, so the last one that begins no later decides.
        self._gold = sorted((start, end, kind) for kind, start, end in gold)

    def by_another(self, kind: str, start: int, end: int) -> bool:
        """Whether a longer mention of a type other than ``kind`` covers the span."""
        i = bisect_right(self._gold, start, key=lambda row: row[0]) - 1
        if i < 0:
            return False
        first, last, type_ = self._gold[i]
        return type_ != kind and last >= end and last - first > end - start


def _fit_second(
    parts: Sequence[Example], first: Sequence[Sequence[float]]
) -> dict[str, TypeScorer]:
    """The second look, from first log-odds of models that saw nothing of the source."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for example, log_odds in zip(parts, first, strict=True):
        seen = second_look(example.article.text, example.candidates, log_odds)
        for item, weight, features in zip(example.candidates, example.weights, seen, strict=True):
            if weight:
                rows[item.type].append(Row(features, example.right(item), weight))
    return _fit(rows)


def _split(parts: Sequence[Example], fold: int) -> tuple[list[Example], list[Example]]:
    return [e for e in parts if e.fold != fold], [e for e in parts if e.fold == fold]


def _held_out_first(parts: Sequence[Example]) -> list[list[float]]:
    """First log-odds of every example's candidates by a model of the other folds."""
    scorers = [Scorer(_fit_first(_split(parts, fold)[0]), {}, {}) for fold in range(FOLDS)]
    return [first_scores(e.candidates, scorers[e.fold]) for e in parts]


Point = tuple[float, bool, float]
"""A resolved mention: its log-odds, whether it is right, how much it counts."""
Shown = dict[str, list[Point]]


def resolved(parts: Sequence[Example], scorer: Scorer) -> Shown:
    """The mentions that the resolver leaves, as far as it is known whether they are right."""
    shown: Shown = {kind: [] for kind in TYPES}
    for example in parts:
        counts = dict(zip(map(_key, example.candidates), example.weights, strict=True))
        for winner in resolve(score(example.article.text, example.candidates, scorer)):
            if weight := counts[_key(winner)]:
                right = example.right(winner.pooled)
                shown[winner.type].append((winner.log_odds, right, weight))
    return shown


def _key(item: Pooled | Scored) -> tuple[str, int, int]:
    return item.type, item.start, item.end


def held_out(parts: Sequence[Example]) -> tuple[Shown, Shown]:
    """:func:`resolved` by weights that saw nothing of the source: other text, lifelike text."""
    other: Shown = {kind: [] for kind in TYPES}
    lifelike: Shown = {kind: [] for kind in TYPES}
    for fold in range(FOLDS):
        inside, outside = _split(parts, fold)
        if not outside:
            continue
        scorer = Scorer(_fit_first(inside), _fit_second(inside, _held_out_first(inside)), {})
        for found, wanted in ((other, False), (lifelike, True)):
            mentions = resolved([e for e in outside if e.lifelike == wanted], scorer)
            for kind, points in mentions.items():
                found[kind].extend(points)
    return other, lifelike


def calibrated(other: Sequence[Point], lifelike: Sequence[Point]) -> tuple[float, float]:
    """Platt's slope and intercept, lifelike text counting for no less than the other."""
    total = sum(weight for *_, weight in lifelike)
    more = max(1.0, sum(weight for *_, weight in other) / total) if total else 1.0
    points = [*other, *((x, right, weight * more) for x, right, weight in lifelike)]
    return platt([x for x, *_ in points], [r for _, r, _ in points], [w for *_, w in points])


def train(train_examples: Sequence[Example], dev_examples: Sequence[Example]) -> Scorer:
    """The scorer: weights from all of train, calibration out of source, points from dev."""
    other, lifelike = held_out(train_examples)
    second = _fit_second(train_examples, _held_out_first(train_examples))
    types = {}
    for kind, fitted in second.items():
        slope, intercept = calibrated(other[kind], lifelike[kind])
        types[kind] = replace(fitted, slope=slope, intercept=intercept)
    scorer = Scorer(_fit_first(train_examples), types, {})
    # Weights are for learning: every mention of dev is annotated, and measures.
    measured = [replace(e, weights=(1.0,) * len(e.candidates)) for e in dev_examples]
    shown = resolved(measured, scorer)
    points: dict[str, dict[str, OperatingPoint]] = {}
    for target in TARGETS:
        points[f"{target:g}"] = {}
        for kind in TYPES:
            pairs = [(types[kind].confidence(x), right) for x, right, _ in shown[kind]]
            points[f"{target:g}"][kind] = operating_point(pairs, target)
    return replace(scorer, operating_points=points)
