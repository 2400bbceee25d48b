"""Predicted mentions against gold ones: exact matches and the classes of errors.

Every gold and every predicted mention ends in exactly one class:

- ``exact``: same type and span;
- ``type``: same span, another type;
- ``boundary``: same type, spans overlap;
- ``both``: another type, spans overlap;
- ``missed``: a gold mention that no prediction touches (or all that do are taken);
- ``spurious``: the reverse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .sources import Pair, Span

CLASSES = ("exact", "type", "boundary", "both", "missed", "spurious")


@dataclass(frozen=True)
class Match:
    """One gold mention, one prediction, or the two that were paired."""

    kind: str
    gold: Span | None
    predicted: Span | None

    @property
    def article(self) -> int:
        """The gold article to which it counts."""
        span = self.gold or self.predicted
        assert span is not None
        return span.article

    @property
    def right(self) -> bool:
        """Whether it is an exact match."""
        return self.kind == "exact"


@dataclass(frozen=True)
class Matched:
    """All matches of one source, in source order."""

    pair: Pair
    matches: tuple[Match, ...] = field(hash=False)


def overlap(a: Span, b: Span) -> int:
    """How many source characters two mentions share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _pair_up(
    gold: list[Span], predicted: list[Span], may: Callable[[Span, Span], bool]
) -> list[tuple[Span, Span]]:
    """One-to-one pairs for which ``may`` holds, largest overlap first; takes them out."""
    options = []
    first = 0
    for i, g in enumerate(gold):
        while first < len(predicted) and predicted[first].start < g.start - _LONGEST:
            first += 1
        for j in range(first, len(predicted)):
            p = predicted[j]
            if p.start >= g.end:
                break
            if (shared := overlap(g, p)) and may(g, p):
                options.append((-shared, i, j))
    options.sort()
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    gold[:] = [g for i, g in enumerate(gold) if i not in used_gold]
    predicted[:] = [p for j, p in enumerate(predicted) if j not in used_predicted]
    return pairs


_LONGEST = 2000
"""No mention is longer in the source, so predictions that begin earlier are past."""


def _same_span(g: Span, p: Span) -> bool:
    return (g.start, g.end) == (p.start, p.end)


_STEPS: tuple[tuple[str, Callable[[Span, Span], bool]], ...] = (
    ("exact", lambda g, p: g.key == p.key),
    ("type", _same_span),
    ("boundary", lambda g, p: g.type == p.type),
    ("both", lambda g, p: True),
)


def match_spans(gold: Iterable[Span], predicted: Iterable[Span]) -> list[Match]:
    """Match the mentions of one source.  Better classes are settled first."""
    rest_gold = sorted(gold, key=lambda s: (s.start, s.end, s.type))
    rest_predicted = sorted(predicted, key=lambda s: (s.start, s.end, s.type))
    matches = [
        Match(kind, g, p)
        for kind, may in _STEPS
        for g, p in _pair_up(rest_gold, rest_predicted, may)
    ]
    matches += [Match("missed", g, None) for g in rest_gold]
    matches += [Match("spurious", None, p) for p in rest_predicted]
    matches.sort(key=_position)
    return matches


def _position(match: Match) -> tuple[int, int]:
    span = match.gold or match.predicted
    assert span is not None
    return span.start, span.end


def match_all(pairs: Iterable[Pair], types: Sequence[str]) -> list[Matched]:
    """Match every source, over mentions of ``types`` only."""
    chosen = set(types)
    return [
        Matched(
            pair,
            tuple(
                match_spans(
                    (s for s in pair.gold.spans if s.type in chosen),
                    (s for s in pair.predicted.spans if s.type in chosen),
                )
            ),
        )
        for pair in pairs
    ]
