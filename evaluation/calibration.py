"""Is a confidence of 0.9 right nine times in ten?  Reliability, ECE with noise floor, Brier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from . import intervals as iv
from .matching import Matched
from .scores import ALL

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Bins of the reliability table: narrower where most mentions lie."""

SIMULATIONS = 1000


@dataclass(frozen=True)
class Bin:
    """Predictions whose confidence lies in ``[low, high)`` (the last bin is closed)."""

    low: float
    high: float
    n: int
    confidence: float
    precision: float
    interval: iv.Interval

    @property
    def off(self) -> bool:
        """Of 50 or more, and off by more than the interval plus .03."""
        near = self.interval.low - 0.03 <= self.confidence <= self.interval.high + 0.03
        return self.n >= 50 and not near


@dataclass(frozen=True)
class Reliability:
    """Calibration of one type.

    ``ece`` is over bins of equal mass; ``floor`` is the mean ECE that perfect
    confidences would show on as many mentions, ``floor_high`` its 97.5 % point:
    an ECE below that is noise.
    """

    type: str
    n: int
    confidence: float
    precision: float
    ece: float
    floor: float
    floor_high: float
    brier: float
    brier_base: float
    bins: tuple[Bin, ...] = field(hash=False)


Shown = Sequence[tuple[float, bool]]
"""(confidence, right) of predicted mentions."""


def shown_of(matched: Iterable[Matched], kind: str) -> list[tuple[float, bool]]:
    """Confidences of the predictions of ``kind`` and whether each is exactly right."""
    return [
        (match.predicted.confidence, match.right)
        for item in matched
        for match in item.matches
        if match.predicted is not None and kind in (ALL, match.predicted.type)
    ]


def bins(shown: Shown) -> list[Bin]:
    """The reliability table; empty bins are left out."""
    rows = []
    for i, low in enumerate(EDGES[:-1]):
        high = EDGES[i + 1]
        last = high == EDGES[-1]
        inside = [(c, r) for c, r in shown if low <= c < high or (last and c == high)]
        if not inside:
            continue
        n, right = len(inside), sum(r for _, r in inside)
        mean = sum(c for c, _ in inside) / n
        rows.append(Bin(low, high, n, mean, right / n, iv.wilson(right, n)))
    return rows


def _masses(n: int) -> list[tuple[int, int]]:
    """Up to ten slices of ``n`` sorted predictions with at least ten in each."""
    parts = max(1, min(10, n // 10))
    cuts = [round(i * n / parts) for i in range(parts + 1)]
    return [(cuts[i], cuts[i + 1]) for i in range(parts)]


def ece(shown: Shown) -> float:
    """Expected calibration error over bins of equal mass."""
    ranked = sorted(shown)
    if not ranked:
        return 0.0
    total = 0.0
    for low, high in _masses(len(ranked)):
        part = ranked[low:high]
        total += abs(sum(c for c, _ in part) - sum(r for _, r in part))
    return total / len(ranked)


def noise_floor(
    confidences: Sequence[float], simulations: int = SIMULATIONS
) -> tuple[float, float]:
    """Mean and 97.5 % point of the ECE if every confidence were the true probability."""
    ranked = np.sort(np.asarray(confidences, float))
    if not ranked.size:
        return 0.0, 0.0
    generator = np.random.default_rng(iv.SEED)
    outcomes = generator.random((simulations, ranked.size)) < ranked
    total = np.zeros(simulations)
    for low, high in _masses(ranked.size):
        total += np.abs(outcomes[:, low:high].sum(axis=1) - ranked[low:high].sum())
    errors = total / ranked.size
    return float(errors.mean()), float(np.percentile(errors, 97.5))


def reliability(shown: Shown, kind: str) -> Reliability | None:
    """The figures of one type; ``None`` when nothing was predicted."""
    if not shown:
        return None
    n = len(shown)
    precision = sum(r for _, r in shown) / n
    floor, floor_high = noise_floor([c for c, _ in shown])
    return Reliability(
        kind,
        n,
        sum(c for c, _ in shown) / n,
        precision,
        ece(shown),
        floor,
        floor_high,
        sum((c - r) ** 2 for c, r in shown) / n,
        precision * (1 - precision),
        tuple(bins(shown)),
    )
