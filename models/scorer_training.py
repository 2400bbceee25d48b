"""Fitting the scorers with scikit-learn: logistic regression, Platt scaling, operating points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .scorer import OperatingPoint, TypeScorer


@dataclass(frozen=True)
class Row:
    """One candidate to learn from."""

    features: Mapping[str, float] = field(hash=False)
    label: bool
    weight: float = 1.0


def fit(rows: Sequence[Row], *, strength: float = 0.5, least: int = 6) -> TypeScorer:
    """L2-penalised logistic regression over features seen in at least ``least`` rows.

    A row counts for its weight.  Deterministic (lbfgs from zero).  With one class only,
    the bias is the Laplace-smoothed log-odds and there are no weights.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    positive = sum(row.label for row in rows)
    if positive in (0, len(rows)):
        return TypeScorer(math.log((positive + 1) / (len(rows) - positive + 1)), {})
    seen: dict[str, int] = {}
    for row in rows:
        for name in row.features:
            seen[name] = seen.get(name, 0) + 1
    kept = {name for name, n in seen.items() if n >= least}
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(
        [{k: v for k, v in row.features.items() if k in kept} for row in rows]
    )
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, [row.label for row in rows], sample_weight=[row.weight for row in rows])
    weights = {
        name: round(float(weight), 4)
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= 0.0005
    }
    return TypeScorer(round(float(model.intercept_[0]), 4), weights)


def platt(
    log_odds: Sequence[float],
    labels: Sequence[bool],
    weights: Sequence[float] | None = None,
) -> tuple[float, float]:
    """Slope and intercept that map log-odds to calibrated log-odds (Platt 1999).

    Targets are smoothed as in Platt's paper, so perfect separation does not
    lead to infinite confidence.  ``weights`` say how much each example counts (default 1).
    """
    from scipy.optimize import minimize

    counts = weights or [1.0] * len(labels)

    positive = sum(labels)
    negative = len(labels) - positive
    if not positive or not negative:
        return 1.0, 0.0
    high = (positive + 1) / (positive + 2)
    low = 1 / (negative + 2)
    targets = [high if label else low for label in labels]

    def loss(point: Sequence[float]) -> float:
        total = 0.0
        for x, target, count in zip(log_odds, targets, counts, strict=True):
            z = point[0] * x + point[1]
            # Cross-entropy written so that neither exponential overflows.
            total += count * (math.log1p(math.exp(-abs(z))) + max(z, 0.0) - target * z)
        return total

    found = minimize(loss, [1.0, 0.0], method="Nelder-Mead", options={"maxiter": 2000})
    return round(float(found.x[0]), 4), round(float(found.x[1]), 4)


def wilson_lower(right: int, n: int, z: float = 1.959964) -> float:
    """Lower end of the 95 % Wilson interval of ``right`` out of ``n``.

    >>> round(wilson_lower(96, 100), 3)
    0.902
    """
    if n == 0:
        return 0.0
    share = right / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n)


def operating_point(shown: Sequence[tuple[float, bool]], target: float) -> OperatingPoint:
    """The lowest confidence from which up ``target`` precision is supported.

    ``shown`` are (confidence, right) of resolved mentions.  When no threshold's
    lower 95 % bound reaches the target, the threshold with the best bound is
    given and ``reached`` is false.
    """
    ranked = sorted(shown, key=lambda pair: -pair[0])
    best = OperatingPoint(1.0, False, 0.0, 0)
    found: OperatingPoint | None = None
    right = 0
    for n, (confidence, is_right) in enumerate(ranked, 1):
        right += is_right
        if n < len(ranked) and ranked[n][0] == confidence:
            continue
        bound = wilson_lower(right, n)
        # Rounded down, so that the mentions it was measured on stay in.
        threshold = math.floor(confidence * 10_000) / 10_000
        point = OperatingPoint(threshold, bound >= target, round(bound, 4), n)
        if point.reached:
            found = point
        if bound > best.lower_bound:
            best = point
    return found or best
