"""Choosing one of several options by their features: plain weights at run time.

The weights come from a multinomial logistic regression over the options of each
question (:mod:`zhengwen.models.choices_training`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import TypeVar

Option = TypeVar("Option")


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


def informed(
    found: Sequence[Option],
    features: Callable[[Option], Iterable[str]],
    weights: tuple[Mapping[str, float], Mapping[str, float]],
    clear: float,
    ask: Callable[[Sequence[Option]], Sequence[Option]],
    temperature: float = 1.0,
) -> tuple[Sequence[Option], Mapping[str, float]]:
    """The options and the weights to choose by.

    These are the first ``weights`` where one option is at least as likely as ``clear`` by them.
    Elsewhere ``ask`` gives the options with what somebody says of them, who is slow to answer,
    and they are the second.
    """
    plain, told = weights
    if likeliest([features(option) for option in found], plain, temperature)[1] >= clear:
        return found, plain
    return ask(found), told
