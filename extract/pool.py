"""Pooling: all sources' candidates for one span become one, with the features of all.

The features of a pooled candidate are what the scorer sees:

- ``rule=ID`` for every rule that proposed it, and every feature the rules gave;
- ``decoy=ID`` / ``decoy.inside`` / ``decoy.across`` for decoys of its type that
  cover it or cut it;
- ``zone=ROLE`` of the block it stands in, the length of the surface, how often
  the surface stands in the article, what stands directly left and right of it;
- ``tag.…``: the tagger's probabilities at the edges and inside, for the types it is asked of;
- ``word.left`` / ``word.right``: the segmenter puts a word boundary at the edge;
- ``logit.NAME``: the log-odds of a feature that is a probability.

How it stands to other candidates is for the second look (:mod:`.second_look`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ..corpus.article import Article
from .candidates import BREAK, Candidate
from .places import context
from .refusals import impossible
from .tagged import ASKED, Probabilities, span_features, unsupported


@dataclass(frozen=True)
class Pooled:
    """One span of one type with everything its sources said about it."""

    type: str
    start: int
    end: int
    rules: tuple[str, ...]
    attrs: Mapping[str, Any] = field(hash=False)
    features: Mapping[str, float] = field(hash=False)


@dataclass(frozen=True)
class Scored:
    """A pooled candidate with its log-odds and probability."""

    pooled: Pooled
    log_odds: float
    probability: float

    @property
    def type(self) -> str:
        """The mention type."""
        return self.pooled.type

    @property
    def start(self) -> int:
        """Offset of the first character in the clean text."""
        return self.pooled.start

    @property
    def end(self) -> int:
        """Offset after the last character in the clean text."""
        return self.pooled.end


_MARKS = {
    **dict.fromkeys(("", "\n", "\r"), "edge"),
    **dict.fromkeys("“‘《【「『(（[", "open"),
    **dict.fromkeys("”’》】」』)）]", "close"),
    **dict.fromkeys("，,。；;：:！!？?…", "stop"),
    "、": "comma",
}


@lru_cache(maxsize=1 << 14)
def _neighbours(char: str) -> tuple[str, str]:
    """Features of the character beside a candidate: to its left, to its right."""
    name = _MARKS.get(char)
    if name is None:
        if char.isspace():
            name = "space"
        elif char.isdigit():
            name = "digit"
        else:
            name = char if "\u4e00" <= char <= "\u9fff" else "other"
    return f"left={name}", f"right={name}"


_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "5-6"), (9, "7-9"), (14, "10-14"))


@cache
def _lengths() -> tuple[str, ...]:
    """Features of lengths 0 to 14."""
    return tuple(
        "length=" + next(name for limit, name in _LENGTHS if n <= limit) for n in range(15)
    )


_LONGER = "length=15+"


_LOGITS = tuple(
    (name, f"logit.{name}")
    for name in (
        *("edge_p", "none_p", "other_p", "name_p", "known_p", "fixed_p", "share"),
        *("tag.begin", "tag.end", "tag.span", "tag.inside"),
    )
)
"""Features that are probabilities, and the features of their log-odds."""


def _logit(p: float) -> float:
    """Log-odds of ``p``, which is kept half a percent away from 0 and 1."""
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


@lru_cache(maxsize=1 << 10)
def _rule_feature(rule: str) -> str:
    return f"rule={rule}"


def pool(
    article: Article,
    candidates: Iterable[Candidate],
    probabilities: Probabilities | None = None,
    boundaries: frozenset[int] | None = None,
) -> list[Pooled]:
    """Pooled candidates of one article, sorted by start, end and type.

    ``probabilities`` adds the tagger's opinion of every candidate, ``boundaries``
    (offsets of word edges) the segmenter's.
    """
    groups: dict[tuple[int, int, str], list[Candidate]] = defaultdict(list)
    decoys: dict[str, list[Candidate]] = defaultdict(list)
    walls: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if is_wall(candidate):
            walls[candidate.type].append(candidate)
        elif candidate.decoy:
            decoys[candidate.type].append(candidate)
        else:
            groups[candidate.start, candidate.end, candidate.type].append(candidate)
    for found in (*decoys.values(), *walls.values()):
        found.sort(key=_by_place)
    reach = max((wall.end - wall.start for found in walls.values() for wall in found), default=0)
    text = article.text
    keys = sorted(
        key
        for key in groups
        if not (text[key[0]].isspace() or text[key[1] - 1].isspace())
        and not unsupported(key[2], (candidate.rule for candidate in groups[key]))
        and not walled(key, walls.get(key[2], ()), reach)
        and not impossible(key[2], text, key[0], key[1])
    )
    opinions: Iterator[dict[str, float]] = iter(())
    if probabilities is not None:
        opinions = iter(span_features(probabilities, [key for key in keys if key[2] in ASKED]))
    lengths = _lengths()
    zones = _zones(article, keys)
    repeated: dict[str, int] = {}
    pooled: list[Pooled] = []
    for key, zone in zip(keys, zones, strict=True):
        start, end, kind = key
        features: dict[str, float] = {}
        attrs: dict[str, Any] = {}
        rules: dict[str, None] = {}
        for candidate in groups[key]:
            rules[candidate.rule] = None
            features[_rule_feature(candidate.rule)] = 1.0
            features.update(candidate.features)
            for name, value in candidate.attrs.items():
                attrs.setdefault(name, value)
        if len(rules) > 1:
            features["rules>1"] = 1.0
        if against := decoys.get(kind):
            _add_decoys(features, against, start, end)
        features[zone] = 1.0
        features[lengths[end - start] if end - start < len(lengths) else _LONGER] = 1.0
        surface = text[start:end]
        times = repeated.get(surface)
        if times is None:
            times = repeated[surface] = text.count(surface)
        if times > 1:
            features["repeated"] = 1.0
            if times > 3:
                features["repeated>3"] = 1.0
        features[_neighbours(text[start - 1] if start else "")[0]] = 1.0
        features[_neighbours(text[end : end + 1])[1]] = 1.0
        if kind == "PLACE":
            covered = features.get("cover", 0.0) >= 0.5
            features.update(context.features(text, start, end, covered=covered))
        if probabilities is not None and kind in ASKED:
            # A rule may know better than the tagger where its spans end.
            features = {**next(opinions), **features}
            if kind == "PLACE":
                # Beside both edges it only fits the noise: .853 → .857 F out of fold.
                del features["tag.inside"]
        for name, logit in _LOGITS:
            if (p := features.get(name)) is not None:
                features[logit] = _logit(p)
        if boundaries is not None:
            features["word.left"] = float(start in boundaries)
            features["word.right"] = float(end in boundaries)
        names = tuple(rules) if len(rules) == 1 else tuple(sorted(rules))
        pooled.append(Pooled(kind, start, end, names, attrs, features))
    return pooled


def is_wall(candidate: Candidate) -> bool:
    """Whether a decoy forbids names of its type: a break or a set phrase."""
    return candidate.decoy and candidate.rule.endswith((BREAK, ".idiom"))


def walled(key: tuple[int, int, str], walls: Sequence[Candidate], reach: int) -> bool:
    """Whether a span covers a place where names of its type break, or lies in or cuts an idiom.

    ``walls`` are in order of starts, none longer than ``reach``.
    """
    start, end, _ = key
    for i in range(bisect_left(walls, start - reach, key=_start), len(walls)):
        wall = walls[i]
        if wall.start >= end:
            break
        if wall.rule == BREAK:
            if start <= wall.start < end - 1:
                return True
        elif start < wall.end and wall.start < end:
            longer = end - start > wall.end - wall.start
            if not (longer and start <= wall.start and wall.end <= end):
                return True
    return False


def _zones(article: Article, keys: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """For each span the feature of the block that it begins in; ``keys`` in order of starts."""
    blocks = iter(article.blocks)
    block = next(blocks, None)
    for start, _, _ in keys:
        while block is not None and block.end <= start:
            block = next(blocks, None)
        yield f"zone={block.role if block is not None and block.start <= start else 'none'}"


def _start(candidate: Candidate) -> int:
    return candidate.start


def _by_place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.end


def _add_decoys(
    features: dict[str, float], decoys: Sequence[Candidate], start: int, end: int
) -> None:
    """Mark a candidate that a decoy of its type covers or cuts."""
    # Decoys are short: none that begins 60 characters earlier reaches the candidate.
    i = bisect_left(decoys, start - 60, key=_start)
    while i < len(decoys) and decoys[i].start < end:
        decoy = decoys[i]
        i += 1
        if decoy.end <= start:
            continue
        if decoy.start <= start and decoy.end >= end:
            features["decoy.inside"] = 1.0
            features[f"decoy={decoy.rule}"] = 1.0
        elif not (start <= decoy.start and decoy.end <= end):
            features["decoy.across"] = 1.0
