"""Precision, recall and F by type, exact and by overlap, with intervals over articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import intervals as iv
from .matching import CLASSES, Match, Matched

ALL = "ALL"
"""Name of the row over all types (micro average)."""

COUNTED = ("predicted", "gold", "exact", "partial")
"""Per article: predictions, gold mentions, exact matches, same-type overlaps (exact included)."""


@dataclass(frozen=True)
class Tally:
    """Counts by article (rows) and ``COUNTED`` (columns), for each type and ``ALL``."""

    articles: tuple[tuple[str, int], ...]
    by_type: Mapping[str, NDArray[np.float64]] = field(hash=False)


@dataclass(frozen=True)
class Share:
    """A share with what it is of and its 95 % interval."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True)
class TypeScores:
    """The figures of one type."""

    type: str
    gold: int
    predicted: int
    exact: int
    precision: Share
    recall: Share
    f: Share
    overlap_precision: float
    overlap_recall: float
    overlap_f: float
    classes: Mapping[str, int] = field(hash=False)


def article_keys(matched: Iterable[Matched]) -> tuple[tuple[str, int], ...]:
    """Every gold article as (source id, number), also those without mentions."""
    return tuple(
        (item.pair.gold.id, number)
        for item in matched
        for number in range(max(1, len(item.pair.gold.articles)))
    )


def tally(matched: Sequence[Matched], types: Sequence[str]) -> Tally:
    """Count matches by article and type."""
    articles = article_keys(matched)
    row = {key: i for i, key in enumerate(articles)}
    by_type = {kind: np.zeros((len(articles), len(COUNTED))) for kind in (*types, ALL)}
    for item in matched:
        for match in item.matches:
            for column, span in ((0, match.predicted), (1, match.gold)):
                if span is not None:
                    at = row[item.pair.gold.id, match.article]
                    by_type[span.type][at, column] += 1
                    by_type[ALL][at, column] += 1
            if match.kind in ("exact", "boundary") and match.gold:
                at = row[item.pair.gold.id, match.article]
                for kind in (match.gold.type, ALL):
                    by_type[kind][at, 2] += match.kind == "exact"
                    by_type[kind][at, 3] += 1
    return Tally(articles, by_type)


def error_classes(matches: Iterable[Match], kind: str) -> dict[str, int]:
    """How many matches of each class touch ``kind`` (or any type, for ``ALL``)."""
    found: Counter[str] = Counter()
    for match in matches:
        types = {span.type for span in (match.gold, match.predicted) if span}
        if kind == ALL or kind in types:
            found[match.kind] += 1
    return {name: found[name] for name in CLASSES}


def _quotient(a: float, b: float) -> float:
    return float(a / b) if b else 0.0


def share_of(right: int, n: int) -> Share:
    """``right`` of ``n`` that do not hang together, with Wilson's interval."""
    interval = iv.wilson(right, n)
    return Share(_quotient(right, n), n, interval.low, interval.high)


def _share(right: NDArray[np.float64], n: NDArray[np.float64]) -> Share:
    interval = iv.clustered_wilson(list(right), list(n))
    return Share(
        _quotient(float(right.sum()), float(n.sum())), int(n.sum()), interval.low, interval.high
    )


def score(matched: Sequence[Matched], types: Sequence[str], resamples: int) -> list[TypeScores]:
    """Figures of every type, then of all together.

    Precision and recall carry Wilson intervals at the effective sample size,
    F a percentile bootstrap over articles.
    """
    counts = tally(matched, types)
    weights = iv.resample_weights(len(counts.articles), resamples) if counts.articles else None
    rows = []
    for kind in (*types, ALL):
        table = counts.by_type[kind]
        predicted, gold, exact, _ = table.T
        drawn = (weights @ table).T if weights is not None else np.zeros((4, 1))
        f = iv.f_score(drawn[2], drawn[0], drawn[1])
        interval = iv.percentile(f)
        sums = table.sum(axis=0)
        rows.append(
            TypeScores(
                kind,
                int(sums[1]),
                int(sums[0]),
                int(sums[2]),
                _share(exact, predicted),
                _share(exact, gold),
                Share(
                    _quotient(2 * sums[2], sums[0] + sums[1]),
                    int(sums[1]),
                    interval.low,
                    interval.high,
                ),
                _quotient(sums[3], sums[0]),
                _quotient(sums[3], sums[1]),
                _quotient(2 * sums[3], sums[0] + sums[1]),
                error_classes((m for item in matched for m in item.matches), kind),
            )
        )
    return rows


@dataclass(frozen=True)
class Difference:
    """``other − this`` of one figure, with a paired bootstrap interval and two-sided p."""

    type: str
    figure: str
    this: float
    other: float
    difference: float
    low: float
    high: float
    p: float


def compare(
    this: Sequence[Matched], other: Sequence[Matched], types: Sequence[str], resamples: int
) -> list[Difference]:
    """Two systems on the same gold: the same articles are drawn for both."""
    a, b = tally(this, types), tally(other, types)
    weights = iv.resample_weights(len(a.articles), resamples)
    rows = []
    figures: tuple[tuple[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]], ...] = (
        ("precision", lambda t: iv.ratio(t[2], t[0])),
        ("recall", lambda t: iv.ratio(t[2], t[1])),
        ("f", lambda t: iv.f_score(t[2], t[0], t[1])),
    )
    for kind in (*types, ALL):
        x, y = a.by_type[kind], b.by_type[kind]
        for name, figure in figures:
            ours = float(figure(x.sum(axis=0, keepdims=True).T)[0])
            theirs = float(figure(y.sum(axis=0, keepdims=True).T)[0])
            drawn = figure((weights @ y).T) - figure((weights @ x).T)
            drawn = drawn[~np.isnan(drawn)]
            if not drawn.size:
                continue
            interval = iv.percentile(drawn)
            # Share of resamples on the other side of zero, doubled (never quite 0).
            tail = min((drawn <= 0).sum(), (drawn >= 0).sum()) + 1
            p = min(1.0, 2 * float(tail) / (drawn.size + 1))
            rows.append(
                Difference(kind, name, ours, theirs, theirs - ours, interval.low, interval.high, p)
            )
    return rows


@dataclass(frozen=True)
class CurvePoint:
    """Precision and recall of what is shown from a confidence upwards."""

    threshold: float
    precision: float
    recall: float
    n: int


def curve(matched: Sequence[Matched], kind: str) -> list[CurvePoint]:
    """The precision–recall curve over the confidences of resolved mentions."""
    gold = 0
    shown: list[tuple[float, bool]] = []
    for item in matched:
        for match in item.matches:
            gold += match.gold is not None and kind in (ALL, match.gold.type)
            if match.predicted is not None and kind in (ALL, match.predicted.type):
                shown.append((match.predicted.confidence, match.right))
    shown.sort(key=lambda pair: -pair[0])
    points = []
    right = 0
    for n, (confidence, is_right) in enumerate(shown, 1):
        right += is_right
        if n == len(shown) or shown[n][0] != confidence:
            points.append(CurvePoint(confidence, right / n, _quotient(right, gold), n))
    return points


@dataclass(frozen=True)
class RuleRow:
    """What one rule or source brings.

    ``only`` counts the predictions that nothing else proposed; the right ones
    among them (``lost``) are what would at most be lost without it.
    """

    name: str
    type: str
    predicted: int
    precision: Share
    coverage: float
    only: int
    lost: int


def rules(matched: Sequence[Matched], *, sources: bool = False) -> list[RuleRow]:
    """By rule id, or by source (the part of the id before the first dot)."""
    gold: Counter[str] = Counter()
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    only: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for item in matched:
        for match in item.matches:
            if match.gold is not None:
                gold[match.gold.type] += 1
            if (span := match.predicted) is None:
                continue
            names = {rule.split(".")[0] if sources else rule for rule in span.rules}
            for name in names:
                seen[name, span.type].append(match.right)
                if len(names) == 1:
                    only[name, span.type].append(match.right)
    rows = []
    for (name, kind), outcomes in seen.items():
        right = sum(outcomes)
        alone = only[name, kind]
        rows.append(
            RuleRow(
                name,
                kind,
                len(outcomes),
                share_of(right, len(outcomes)),
                _quotient(right, gold[kind]),
                len(alone),
                sum(alone),
            )
        )
    rows.sort(key=lambda r: (r.type, -r.predicted, r.name))
    return rows


SLICES = ("province", "year", "form")


def slice_values(item: Matched, number: int, by: str) -> str:
    """The slice in which an article lies; ``—`` where the gold does not say."""
    meta = item.pair.gold.meta
    if by == "year":
        article: Mapping[str, Any] = (
            item.pair.gold.articles[number] if item.pair.gold.articles else {}
        )
        published = article.get("published") or meta.get("published") or ""
        return str(published)[:4] or "—"
    return meta.get(by) or "—"


@dataclass(frozen=True)
class SliceRow:
    """The figures of a part of the gold, over all types."""

    by: str
    value: str
    articles: int
    gold: int
    precision: Share
    recall: Share
    f: float


def slices(matched: Sequence[Matched], types: Sequence[str]) -> list[SliceRow]:
    """Figures by province, year and form, over all types."""
    counts = tally(matched, types)
    table = counts.by_type[ALL]
    items = {item.pair.gold.id: item for item in matched}
    rows = []
    for by in SLICES:
        groups: dict[str, list[int]] = defaultdict(list)
        for i, (source, number) in enumerate(counts.articles):
            groups[slice_values(items[source], number, by)].append(i)
        if set(groups) == {"—"}:
            continue
        for value, members in sorted(groups.items()):
            part = table[members]
            predicted, gold, exact, _ = part.T
            sums = part.sum(axis=0)
            rows.append(
                SliceRow(
                    by,
                    value,
                    len(members),
                    int(sums[1]),
                    _share(exact, predicted),
                    _share(exact, gold),
                    _quotient(2 * sums[2], sums[0] + sums[1]),
                )
            )
    return rows
