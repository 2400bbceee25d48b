"""Readings of the heads of names in one text, shared by organizations and places."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..models import name_weights
from ..models.edge_sums import Edges
from ..models.edges import Option
from ..models.heads import Head, heads
from ..models.lexicon import scan
from .refusals import broken

TAGGED = ("tag.begin", "tag.end", "tag.span", "tag.inside")
"""The tagger's features, for rules that overrule it."""

LEAST = 0.05
"""Readings less likely than this are not looked at."""
SHARE = 0.8
"""How much of an impossible reading's weight goes to the others."""

Reading = tuple[Head, tuple[Option, ...]]


def readings(text: str) -> tuple[Reading, ...]:
    """Every head in ``text`` with its readings, best first; kept for the last few texts."""
    return _readings(text, name_weights.source())


@lru_cache(maxsize=4)
def _readings(text: str, weights: Path | None) -> tuple[Reading, ...]:
    del weights  # a part of the key: other weights, other readings
    sc = scan(text)
    scorer = Edges(sc)
    return tuple((head, _possible(text, head, tuple(scorer.options(head)))) for head in heads(sc))


def _possible(text: str, head: Head, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The readings without those of bodies that no name can be (柳湾镇按照区委).

    The others share most of their weight.
    """
    out = [o for o in options if _impossible(text, head, o)]
    if not out:
        return options
    rest = [o for o in options if o not in out]
    total = sum(o.p for o in rest)
    lost = sum(o.p for o in out)
    if total <= 0:
        return options
    share = 1 + SHARE * lost / total
    return tuple(Option(o.start, o.type, min(0.97, o.p * share)) for o in rest)


def _impossible(text: str, head: Head, option: Option) -> bool:
    likely = option.type == "ORG" and option.start >= 0 and option.p >= LEAST
    return likely and broken(text[option.start : head.end])
