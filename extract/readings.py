"""Readings of the heads of names in one text, shared by organizations and places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..models.edge_sums import Edges
from ..models.edges import Option
from ..models.heads import Head, heads
from ..models.lexicon import scan
from .openers import LEVELS
from .refusals import broken, opening, site

TAGGED = ("tag.begin", "tag.end", "tag.span", "tag.inside")
"""The tagger's features, for rules that overrule it."""
CLEAR: Mapping[str, float] = {**dict.fromkeys(TAGGED, 0.99), "clear": 1.0, "edge_p": 0.97}
"""Features of names whose form tells more than the models, which hardly know the form."""

FORMED: Mapping[str, float] = {**CLEAR, "form": 1.0}
"""The same for forms too rare to learn each by itself: they learn from each other."""

LEAST = 0.02
"""Readings less likely than this are not looked at."""
SHARE = 0.8
"""How much of an impossible reading's weight goes to the others."""

Reading = tuple[Head, tuple[Option, ...]]


@lru_cache(maxsize=4)
def readings(text: str) -> tuple[Reading, ...]:
    """Every head in ``text`` with its readings, best first; kept for the last few texts."""
    sc = scan(text)
    scorer = Edges(sc)
    return tuple((head, _possible(text, head, tuple(scorer.options(head)))) for head in heads(sc))


def _possible(text: str, head: Head, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The readings without those that no name can be (柳湾镇按照区委, 比如青河集团).

    What begins after a word before names, or after the unit that a site lies in, inherits the
    weight; of what no word tells, the others share most.
    """
    out = [o for o in options if _impossible(text, head, o)]
    if out:
        rest = [o for o in options if o not in out]
        total = sum(o.p for o in rest)
        if total > 0:
            share = 1 + SHARE * sum(o.p for o in out) / total
            options = tuple(Option(o.start, o.type, min(0.97, o.p * share)) for o in rest)
    begins = {o: begin for o in options if (begin := _own(text, head, o)) > 0}
    return _moved(options, begins) if begins else options


def _own(text: str, head: Head, option: Option) -> int:
    """Where the name of a reading begins that begins too early, or -1."""
    start = option.start
    if start < 0 or option.p < LEAST:
        return -1
    if option.type == "PLACE":
        begin = site(text, start, head.start)
    else:
        size = opening(text, start, head.end)
        begin = start + size if size else -1
    # 日前|县供电公司: a level is enough before the head of a department.
    level = begin == head.start - 1 and text[begin] in LEVELS and len(head.word) > 2
    return begin if level or begin <= head.start - 2 else -1


def _moved(options: tuple[Option, ...], begins: Mapping[Option, int]) -> tuple[Option, ...]:
    """The readings with the weight of those that begin too early at where the name begins."""
    weights = {(o.start, o.type): o.p for o in options if o not in begins}
    for option, begin in begins.items():
        key = begin, option.type
        weights[key] = min(0.97, weights.get(key, 0.0) + SHARE * option.p)
    moved = [Option(start, kind, p) for (start, kind), p in weights.items()]
    return tuple(sorted(moved, key=lambda o: -o.p))


def _impossible(text: str, head: Head, option: Option) -> bool:
    likely = option.type == "ORG" and option.start >= 0 and option.p >= LEAST
    return likely and broken(text[option.start : head.end])
