"""Choosing one of several options by their features: plain weights at run time.

The weights come from a multinomial logistic regression over the options of each
question (:mod:`zhengwen.models.choices_training`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum


@cache
def load(name: str) -> dict[str, float]:
    """The shipped weights ``models/<name>``."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def best(options: Sequence[Iterable[str]], weights: Mapping[str, float]) -> int:
    """Index of the option whose features weigh most; the first of equals.

    The sums are exact, so that they do not depend on the order of the features.
    """
    totals = [fsum(map(weights.get, features, repeat(0.0))) for features in options]
    return totals.index(max(totals))


def probabilities(
    options: Sequence[Iterable[str]], weights: Mapping[str, float], temperature: float = 1.0
) -> list[float]:
    """The probability of each option.

    A ``temperature`` above 1 makes probabilities that are too sure more even.
    """
    totals = [fsum(map(weights.get, features, repeat(0.0))) for features in options]
    top = max(totals)
    shares = [exp((total - top) / temperature) for total in totals]
    whole = fsum(shares)
    return [share / whole for share in shares]


def likeliest(
    options: Sequence[Iterable[str]], weights: Mapping[str, float], temperature: float = 1.0
) -> tuple[int, float]:
    """Index of the :func:`best` option, and its probability."""
    found = probabilities(options, weights, temperature)
    p = max(found)
    return found.index(p), p
