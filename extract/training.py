"""Learning the scorer from annotated documents, end to end, without looking at its own answers.

Candidates are proposed as at run time and labelled by exact span and type.
Weights are cross-fitted: every article is scored by a model that saw no article
of its county, and calibration is fitted on those scores after resolution.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ..corpus.article import Article
from ..corpus.gold import AnnotatedDocument
from ..corpus.segment import segment
from ..models.name_weights import weights_from
from ..models.scorer import OperatingPoint, Scorer, TypeScorer
from ..models.scorer_training import Row, fit, operating_point, platt
from ..models.segmenter import Segmenter
from .candidates import TYPES
from .pipeline import pooled_candidates, score
from .pool import Pooled
from .resolve import resolve
from .tagged import Probabilities

FOLDS = 5
TARGETS = (0.9, 0.95, 0.97)

Tag = Callable[[AnnotatedDocument, str], Probabilities]
"""Tag probabilities for a text of a document (cross-fitted ones for training)."""


@dataclass(frozen=True)
class Example:
    """The pooled candidates of one article, and which are gold mentions."""

    article: Article
    group: str
    candidates: tuple[Pooled, ...]
    gold: frozenset[tuple[str, int, int]]

    def right(self, item: Pooled) -> bool:
        """Whether the candidate is a gold mention, exactly."""
        return (item.type, *self.article.view.to_source(item.start, item.end)) in self.gold


def examples(
    documents: Iterable[AnnotatedDocument],
    tag: Tag | None,
    names: Path | None = None,
    segmenter: Segmenter | None = None,
) -> list[Example]:
    """Pooled candidates of annotated documents; with a tagger's opinion if given.

    ``names`` holds the name models' weights by fold: for documents that the
    shipped weights have learnt from.  ``segmenter`` adds word boundaries.
    """
    result = []
    for annotated in documents:
        gold = frozenset(
            (m["type"], m["start"], m["end"])
            for article in annotated.gold["articles"]
            for m in article["mentions"]
        )
        unseen = weights_from(names / str(fold_of(annotated.group))) if names else nullcontext()
        with unseen:
            for article in segment(annotated.document):
                probabilities = tag(annotated, article.text) if tag else None
                boundaries = segmenter.boundaries(article.text) if segmenter else None
                pooled = pooled_candidates(article, probabilities, boundaries)
                result.append(Example(article, annotated.group, tuple(pooled), gold))
    return result


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


def fold_of(group: str, folds: int = FOLDS) -> int:
    """The fold of a group: by hash, so that it does not depend on the other groups."""
    return hashlib.sha256(group.encode("utf-8")).digest()[0] % folds


def _fit_types(parts: Sequence[Example]) -> dict[str, TypeScorer]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for example in parts:
        for item in example.candidates:
            rows[item.type].append(Row(item.features, example.right(item), example.group))
    return {kind: fit(rows[kind]) for kind in TYPES}


def resolved(parts: Sequence[Example], scorer: Scorer) -> dict[str, list[tuple[float, bool]]]:
    """(log-odds, right) of the mentions that the resolver leaves, by type."""
    shown: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in TYPES}
    for example in parts:
        for winner in resolve(score(example.candidates, scorer)):
            shown[winner.type].append((winner.log_odds, example.right(winner.pooled)))
    return shown


def train(train_examples: Sequence[Example], dev_examples: Sequence[Example]) -> Scorer:
    """The scorer: weights from all of train, calibration out of fold, points from dev."""
    held_out: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in TYPES}
    for fold in range(FOLDS):
        inside = [e for e in train_examples if fold_of(e.group) != fold]
        outside = [e for e in train_examples if fold_of(e.group) == fold]
        if not inside or not outside:
            continue
        for kind, pairs in resolved(outside, Scorer(_fit_types(inside), {})).items():
            held_out[kind].extend(pairs)
    types = {}
    for kind, fitted in _fit_types(train_examples).items():
        slope, intercept = platt(*_columns(held_out[kind]))
        types[kind] = replace(fitted, slope=slope, intercept=intercept)
    scorer = Scorer(types, {})
    shown = resolved(dev_examples, scorer)
    points: dict[str, dict[str, OperatingPoint]] = {}
    for target in TARGETS:
        points[f"{target:g}"] = {}
        for kind in TYPES:
            pairs = [(types[kind].confidence(x), right) for x, right in shown[kind]]
            threshold, bound, n = operating_point(pairs, target)
            points[f"{target:g}"][kind] = OperatingPoint(
                threshold=round(threshold, 4) if threshold is not None else 0.99,
                reached=threshold is not None,
                lower_bound=round(bound, 4),
                n=n,
            )
    return Scorer(types, points)


def _columns(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [x for x, _ in pairs], [right for _, right in pairs]
