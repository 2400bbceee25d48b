"""The user's own calibration, fitted to the judgements of an audit.

Platt scaling on the log-odds of the shown confidence, design-weighted, with
Platt's smoothed targets and a weak pull towards "leave it as it is", so that a
small audit moves confidences only as far as it can tell.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .audit_sheet import RIGHT, Row

LEAST = 30
"""Types with fewer judgements keep the shipped calibration."""

SLOPE_SPREAD, INTERCEPT_SPREAD = 0.5, 2.0
"""Standard deviations of the prior around slope 1 and intercept 0."""

LOWEST_SLOPE = 0.05
"""A higher confidence never comes to mean a lower one."""


@dataclass(frozen=True)
class Fit:
    """``calibrated log-odds = slope × shown log-odds + intercept``; from ``n`` judgements."""

    slope: float
    intercept: float
    n: int


def logit(p: float) -> float:
    """Log-odds; confidences are written with four decimals, so the ends are held off.

    >>> round(logit(0.5), 3)
    0.0
    """
    p = min(max(p, 0.00005), 0.99995)
    return math.log(p / (1 - p))


def fit(rows: Sequence[Row]) -> Fit:
    """Newton's method for the penalised, weighted logistic likelihood (convex)."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.stratum] += 1
    w = np.array([row.population / counts[row.stratum] for row in rows])
    w *= len(rows) / w.sum()
    x = np.array([logit(row.confidence) for row in rows])
    right = np.array([row.verdict == RIGHT for row in rows])
    positive, negative = right.sum(), (~right).sum()
    target = np.where(right, (positive + 1) / (positive + 2), 1 / (negative + 2))
    design = np.stack([x, np.ones_like(x)], axis=1)
    prior = np.array([1.0, 0.0])
    precision = np.diag([SLOPE_SPREAD**-2, INTERCEPT_SPREAD**-2])

    def loss(point: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        z = design @ point
        entropy = np.logaddexp(0, z) - target * z
        return float((w * entropy).sum() + (point - prior) @ precision @ (point - prior) / 2)

    point = prior.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(design @ point, -700, 700)))
        gradient = design.T @ (w * (p - target)) + precision @ (point - prior)
        hessian = (design * (w * p * (1 - p))[:, None]).T @ design + precision
        step = np.linalg.solve(hessian, gradient)
        scale, now = 1.0, loss(point)
        # Halved while it overshoots: Newton alone may, far from the solution.
        while loss(point - scale * step) > now + 1e-12 and scale > 1e-6:
            scale /= 2
        point = point - scale * step
        if float(np.abs(scale * step).max()) < 1e-9:
            break
    slope = max(LOWEST_SLOPE, float(point[0]))
    return Fit(round(slope, 4), round(float(point[1]), 4), len(rows))


def recalibrate(rows: Sequence[Row]) -> tuple[dict[str, Fit], list[str]]:
    """Fits by type, and the types left as they are for want of judgements."""
    judged: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        judged[row.type] += [row] if row.verdict else []
    fits = {kind: fit(found) for kind, found in sorted(judged.items()) if len(found) >= LEAST}
    return fits, sorted(set(judged) - set(fits))


def to_json(fits: dict[str, Fit]) -> dict[str, dict[str, dict[str, float | int]]]:
    """What ``--calibration`` reads."""
    return {
        "types": {
            kind: {"slope": f.slope, "intercept": f.intercept, "n": f.n} for kind, f in fits.items()
        }
    }
