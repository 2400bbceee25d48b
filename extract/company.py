"""The second look: a candidate beside the company it keeps in its article.

A name that the article surely names once is likely named wherever its letters
stand again; a candidate that a surer one overlaps is likely not there.  The
second scorer of a type sees the first one's log-odds and, in log-odds too:

- ``twin``: the surest other candidate of the same type with the same surface;
- ``rival``: the surest candidate that overlaps this one, by whether it is of the
  same type and longer or shorter, or of another type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .pool import Pooled

_LIMIT = 6.0


def _clip(x: float) -> float:
    return max(-_LIMIT, min(_LIMIT, x))


def company(
    text: str, pooled: Sequence[Pooled], log_odds: Sequence[float]
) -> list[dict[str, float]]:
    """Second-look features of every candidate; ``pooled`` sorted by start."""
    features = [{"first": _clip(x)} for x in log_odds]
    _add_twins(text, pooled, log_odds, features)
    _add_rivals(pooled, log_odds, features)
    return features


def _add_twins(
    text: str,
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    twins: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(pooled):
        twins[item.type, text[item.start : item.end].strip("“”")].append(i)
    for members in twins.values():
        if len(members) < 2:
            continue
        ranked = sorted(members, key=lambda i: -log_odds[i])
        for i in members:
            other = ranked[1] if i == ranked[0] else ranked[0]
            features[i]["twin"] = _clip(log_odds[other])
            features[i]["twin.is"] = 1.0
            if log_odds[other] > 1.0:
                features[i]["twin.sure"] = 1.0


def _add_rivals(
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    active: list[int] = []
    for i, item in enumerate(pooled):
        active = [j for j in active if pooled[j].end > item.start]
        for j in active:
            _note(pooled, log_odds, features, i, j)
            _note(pooled, log_odds, features, j, i)
        active.append(i)


def _note(
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
    i: int,
    j: int,
) -> None:
    """Note at candidate ``i`` that ``j`` overlaps it."""
    mine, other = pooled[i], pooled[j]
    longer = other.end - other.start > mine.end - mine.start
    kind = "same" if other.type == mine.type else "other"
    name = f"rival.{kind}.{'longer' if longer else 'shorter'}"
    value = _clip(log_odds[j])
    if value > features[i].get(name, -_LIMIT - 1):
        features[i][name] = value
        features[i][f"{name}.is"] = 1.0
        features[i][f"{name}.sure"] = float(value > 1.0)
