"""The scorer at run time: plain weights, one logistic model per mention type.

Trained with scikit-learn (:mod:`zhengwen.models.scorer_training`), shipped as
``scorer.json`` and applied here without importing it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import UsageError


@dataclass(frozen=True)
class TypeScorer:
    """Log-odds = bias + Σ weight·feature; Platt scaling for the shown confidence.

    ``slope``/``intercept`` map the log-odds of a *resolved* mention to its
    calibrated log-odds, fitted on out-of-fold predictions.
    """

    bias: float
    weights: Mapping[str, float]
    slope: float = 1.0
    intercept: float = 0.0

    def log_odds(self, features: Mapping[str, float]) -> float:
        """Log-odds that a candidate with these features is a mention, uncalibrated."""
        weights = self.weights
        total = self.bias
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def confidence(self, log_odds: float) -> float:
        """Calibrated probability for a resolved mention's ``log_odds``."""
        return logistic(self.slope * log_odds + self.intercept)


def logistic(x: float) -> float:
    """1 / (1 + e^−x), without overflow.

    >>> logistic(0.0)
    0.5
    """
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-min(x, 700.0)))
    e = math.exp(max(x, -700.0))
    return e / (1.0 + e)


@dataclass(frozen=True)
class OperatingPoint:
    """Where a type reaches a wanted precision.

    ``threshold`` is the confidence from which up the dev split supports the
    target at its lower 95 % bound (``lower_bound``, over ``n`` mentions);
    ``reached`` is false when no threshold does.
    """

    threshold: float
    reached: bool
    lower_bound: float
    n: int


@dataclass(frozen=True)
class Scorer:
    """The scorers of all types, and the operating points that they support.

    ``first`` scores a candidate by itself, ``types`` by the first score and the
    company that the candidate keeps; the calibration is that of ``types``.
    """

    first: Mapping[str, TypeScorer]
    types: Mapping[str, TypeScorer]
    operating_points: Mapping[str, Mapping[str, OperatingPoint]]


def from_json(data: Mapping[str, Any]) -> Scorer:
    """A scorer from one variant of the parsed ``scorer.json``."""
    return Scorer(
        {kind: TypeScorer(**row) for kind, row in data["first"].items()},
        {kind: TypeScorer(**row) for kind, row in data["types"].items()},
        {
            target: {kind: OperatingPoint(**point) for kind, point in points.items()}
            for target, points in data["operating_points"].items()
        },
    )


@cache
def load(variant: str = "full") -> Scorer:
    """The shipped scorer: ``full`` (rules and tagger) or ``rules`` (rules alone)."""
    text = resources.files(__package__).joinpath("scorer.json").read_text(encoding="utf-8")
    return from_json(json.loads(text)[variant])


def operating_points(scorer: Scorer, target: float) -> Mapping[str, OperatingPoint]:
    """Operating points by type for a precision ``target``.

    Raises :class:`UsageError` for a target that was not prepared.
    """
    key = f"{target:g}" if isinstance(target, int | float) else repr(target)
    if key not in scorer.operating_points:
        known = ", ".join(sorted(scorer.operating_points))
        raise UsageError(f"no operating point for precision {key}; choose one of {known}")
    return scorer.operating_points[key]


def recalibrated(scorer: Scorer, path: Path) -> Scorer:
    """``scorer`` with the user's own calibration, as ``zhengwen audit recalibrate`` writes it.

    The file maps a type to ``slope`` and ``intercept``, applied to the shipped
    calibrated log-odds.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["types"]
        types = {
            kind: replace(
                shipped,
                slope=shipped.slope * rows[kind]["slope"],
                intercept=shipped.intercept * rows[kind]["slope"] + rows[kind]["intercept"],
            )
            if kind in rows
            else shipped
            for kind, shipped in scorer.types.items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a calibration file ({error})") from None
    return replace(scorer, types=types)
