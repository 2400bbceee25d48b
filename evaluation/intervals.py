"""Intervals for shares, with a design effect; bootstrap over articles, plain and paired.

Mentions of one article resemble each other, so articles are what is resampled,
and Wilson's interval is taken at the effective number of mentions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959964
RESAMPLES = 2000
SEED = 20240116


@dataclass(frozen=True)
class Interval:
    """Ends of a 95 % interval."""

    low: float
    high: float


def wilson(right: float, n: float, z: float = Z95) -> Interval:
    """Wilson's (1927) score interval for ``right`` out of ``n`` (which may be effective sizes).

    >>> w = wilson(96, 100); print(f"{w.low:.3f} {w.high:.3f}")
    0.902 0.984
    """
    if n <= 0:
        return Interval(0.0, 1.0)
    share = right / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(max(0.0, share * (1 - share)) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Interval(max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def agresti_coull(share: float, n: float, z: float = Z95) -> Interval:
    """Agresti and Coull's (1998) interval for a share seen among ``n`` (> 0; may be effective).

    It has the middle of Wilson's and contains it.  For 1 to 2 % more width its coverage
    does not fall below .94 (n ≥ 100, shares from .7 to .99) where Wilson's falls to .92;
    Brown, Cai and DasGupta (2001) recommend it from n = 40 on.

    >>> a = agresti_coull(0.96, 100); print(f"{a.low:.3f} {a.high:.3f}")
    0.898 0.988
    """
    size = n + z * z
    middle = (share * n + z * z / 2) / size
    spread = z * math.sqrt(middle * (1 - middle) / size)
    return Interval(max(0.0, middle - spread), min(1.0, middle + spread))


def design_effect(right: Sequence[float], n: Sequence[float]) -> float:
    """By how much clustering in articles inflates the variance of Σright/Σn; at least 1.

    ``right`` and ``n`` are per article (linearised variance of a ratio).
    """
    r, m = np.asarray(right, float), np.asarray(n, float)
    total = m.sum()
    clusters = int((m > 0).sum())
    if clusters < 2:
        return 1.0
    share = r.sum() / total
    simple = share * (1 - share) / total
    if simple <= 0:
        return 1.0
    residual = r - share * m
    variance = clusters / (clusters - 1) * float((residual**2).sum()) / total**2
    return max(1.0, float(variance / simple))


def clustered_wilson(right: Sequence[float], n: Sequence[float]) -> Interval:
    """Wilson's interval for a share of mentions counted per article."""
    effect = design_effect(right, n)
    return wilson(sum(right) / effect, sum(n) / effect)


def resample_weights(
    articles: int, resamples: int = RESAMPLES, seed: int = SEED
) -> NDArray[np.int64]:
    """How often each article is drawn in each bootstrap sample; ``(resamples, articles)``."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(articles, np.full(articles, 1 / articles), size=resamples)


def percentile(values: NDArray[np.float64]) -> Interval:
    """The middle 95 % of bootstrap values."""
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))


def f_score(
    exact: NDArray[np.float64], predicted: NDArray[np.float64], gold: NDArray[np.float64]
) -> NDArray[np.float64]:
    """F1 from counts; 0 where nothing was predicted and nothing was there to find."""
    total = predicted + gold
    zero = np.zeros(total.shape)
    return np.asarray(np.divide(2 * exact, total, out=zero, where=total > 0), float)


def ratio(right: NDArray[np.float64], n: NDArray[np.float64]) -> NDArray[np.float64]:
    """right / n; NaN where n is 0."""
    none = np.full(n.shape, np.nan)
    return np.asarray(np.divide(right, n, out=none, where=n > 0), float)


def needed(target: float, share: float) -> int | None:
    """Smallest n at which :func:`agresti_coull` reaches ``target`` if the share seen is ``share``.

    ``None`` when no sample does because ``share ≤ target``.

    >>> needed(0.95, 0.98)
    220
    """
    if share <= target:
        return None
    low, high = 1, 1
    while agresti_coull(share, high).low < target:
        low, high = high, high * 2
        if high > 10_000_000:
            return None
    while low < high:
        middle = (low + high) // 2
        if agresti_coull(share, middle).low >= target:
            high = middle
        else:
            low = middle + 1
    return high
