"""Attributes of rightly found mentions against the gold's.

Only exact matches are asked about.  Counts and dates have their attributes to
themselves; organizations, places, people and initiatives share theirs over the
article, so each entity is asked once and is right when its value is one that
the gold gives to any of its mentions (nothing, when the gold gives none).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import intervals as iv
from .matching import Match, Matched
from .scores import Share

KEYS: Mapping[str, tuple[str, ...]] = {
    "ORG": ("kind", "adcode"),
    "PLACE": ("level", "adcode"),
    "PERSON": ("role", "org"),
    "COUNT": ("value", "unit", "modifier", "what"),
    "DATE": ("kind", "value"),
    "INITIATIVE": ("kind", "components", "sponsor"),
}
SINGLE = ("COUNT", "DATE")
LENIENT = ("what", "role", "org", "sponsor")
"""Attributes that are text: also scored where one value contains the other."""

BYLINE_ROLES = ("reporter", "correspondent", "photographer")


@dataclass(frozen=True)
class Fault:
    """One wrong attribute."""

    source: str
    type: str
    text: str
    start: int
    key: str
    gold: Any = field(hash=False)
    predicted: Any = field(hash=False)


@dataclass(frozen=True)
class AttributeScores:
    """How often an attribute is right.

    ``accuracy`` is over all entities asked; ``precision`` over those for which
    a value was given, ``recall`` over those for which the gold has one.
    ``lenient`` also accepts a text that contains the other.  ``commonest`` is what
    always giving the gold's commonest value would get.
    """

    type: str
    key: str
    accuracy: Share
    precision: float | None
    recall: float | None
    lenient: float
    commonest: float
    faults: tuple[Fault, ...] = field(default=(), hash=False)


def predicted_value(kind: str, key: str, attrs: Mapping[str, Any]) -> Any:
    """The record's value under the gold's key."""
    if kind == "PERSON":
        return (
            attrs.get("organization") if key == "org" else attrs.get("byline") or attrs.get("role")
        )
    if key == "components":
        return list(attrs.get("components") or ())
    return attrs.get(key)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return re.sub(r"\s", "", value) if isinstance(value, str) else value


def same(gold: Any, predicted: Any) -> bool:
    """Equality that minds neither spaces nor the type of a number.

    >>> same([2, 3], [2.0, 3]), same("%", "%"), same(None, "个")
    (True, True, False)
    """
    a, b = _plain(gold), _plain(predicted)
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a))
    return bool(a == b)


def alike(gold: Any, predicted: Any) -> bool:
    """:func:`same`, or one of two texts contains the other."""
    if same(gold, predicted):
        return True
    a, b = _plain(gold), _plain(predicted)
    return bool(isinstance(a, str) and isinstance(b, str) and a and b and (a in b or b in a))


def _empty(value: Any) -> bool:
    return value is None or value == []


@dataclass(frozen=True)
class Asked:
    """One question: an entity's value and the values that the gold accepts."""

    article: tuple[str, int]
    type: str
    key: str
    gold: tuple[Any, ...] = field(hash=False)
    predicted: Any = field(hash=False)
    match: Match = field(hash=False)

    @property
    def right(self) -> bool:
        """Whether the value is one of the gold's."""
        return any(same(value, self.predicted) for value in self.gold)

    @property
    def near(self) -> bool:
        """Whether the value is like one of the gold's."""
        if self.key not in LENIENT:
            return self.right
        return any(alike(value, self.predicted) for value in self.gold)


def _entities(item: Matched) -> Iterable[list[Match]]:
    groups: dict[Any, list[Match]] = defaultdict(list)
    for number, match in enumerate(item.matches):
        if match.kind == "exact" and match.gold and match.predicted:
            single = match.gold.type in SINGLE
            groups[number if single else ("entity", match.predicted.entity)].append(match)
    return groups.values()


def _gold_values(item: Matched, matches: Sequence[Match], key: str) -> tuple[Any, ...] | None:
    """Values that the gold accepts; ``None`` when it does not annotate ``key``."""
    spans = [m.gold for m in matches if m.gold is not None]
    if spans[0].type == "PERSON":
        # A person's role stands at one mention; the record tells it of the person.
        names = {_plain(s.text) for s in spans}
        places = {s.article for s in spans}
        spans = [
            s
            for s in item.pair.gold.spans
            if s.type == "PERSON" and s.article in places and _plain(s.text) in names
        ]
    if not any(key in s.attrs for s in spans):
        return None
    values = [s.attrs.get(key) for s in spans]
    told = [v for v in values if not _empty(v)]
    return tuple(told) if told else (values[0],)


def ask(matched: Iterable[Matched]) -> list[Asked]:
    """Every question that the gold answers."""
    found = []
    for item in matched:
        for group in _entities(item):
            first = group[0]
            assert first.gold is not None
            assert first.predicted is not None
            kind = first.gold.type
            for key in KEYS[kind]:
                gold = _gold_values(item, group, key)
                if gold is None:
                    continue
                value = predicted_value(kind, key, first.predicted.attrs)
                place = (item.pair.gold.id, first.article)
                found.append(Asked(place, kind, key, gold, value, first))
    return found


def _fault(asked: Asked) -> Fault:
    gold = asked.match.gold
    assert gold is not None
    told = asked.gold[0] if len(asked.gold) == 1 else list(asked.gold)
    return Fault(
        asked.article[0], asked.type, gold.text, gold.start, asked.key, told, asked.predicted
    )


def _commonest(items: Sequence[Asked]) -> float:
    values = Counter(value for a in items for value in {repr(_plain(v)) for v in a.gold})
    return max(values.values()) / len(items)


def score_attributes(matched: Sequence[Matched]) -> list[AttributeScores]:
    """Figures of every attribute that the gold has, in the order of ``KEYS``."""
    groups: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for asked in ask(matched):
        groups[asked.type, asked.key].append(asked)
    rows = []
    for kind, keys in KEYS.items():
        for key in keys:
            items = groups.get((kind, key))
            if not items:
                continue
            by_article: dict[tuple[str, int], list[bool]] = defaultdict(list)
            for asked in items:
                by_article[asked.article].append(asked.right)
            right = [float(sum(v)) for v in by_article.values()]
            n = [float(len(v)) for v in by_article.values()]
            interval = iv.clustered_wilson(right, n)
            given = [a.right for a in items if not _empty(a.predicted)]
            wanted = [a.right for a in items if not _empty(a.gold[0])]
            total = len(items)
            rows.append(
                AttributeScores(
                    kind,
                    key,
                    Share(sum(right) / total, total, interval.low, interval.high),
                    sum(given) / len(given) if given else None,
                    sum(wanted) / len(wanted) if wanted else None,
                    sum(a.near for a in items) / total,
                    _commonest(items),
                    tuple(_fault(a) for a in items if not a.right),
                )
            )
    return rows
