"""Pooling: all sources' candidates for one span become one, with the features of all.

The features of a pooled candidate are what the scorer sees:

- ``rule=ID`` for every rule that proposed it, and every feature the rules gave;
- ``decoy=ID`` / ``decoy.inside`` / ``decoy.across`` for decoys of its type that
  cover it or cut it;
- ``zone=ROLE`` of the block it stands in, the length of the surface, how often
  the surface stands in the article, what stands directly left and right of it;
- ``tag.…``: the tagger's probabilities at the edges and inside;
- ``word.left`` / ``word.right``: the segmenter puts a word boundary at the edge;
- ``rival.longer`` / ``rival.other``: it lies inside a longer candidate of its own
  type / overlaps a candidate of another type.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..corpus.article import Article
from .candidates import Candidate
from .tagged import Probabilities, span_features


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


def _neighbour(char: str) -> str:
    """A small class of the character beside a candidate."""
    if not char or char in "\n\r":
        return "edge"
    if char in "“‘《【「『(（[":
        return "open"
    if char in "”’》】」』)）]":
        return "close"
    if char in "，,。；;：:！!？?…":
        return "stop"
    if char in "、":
        return "comma"
    if char.isspace():
        return "space"
    if char.isdigit():
        return "digit"
    return char if "\u4e00" <= char <= "\u9fff" else "other"


_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "5-6"), (9, "7-9"), (14, "10-14"))


def _length(n: int) -> str:
    for limit, name in _LENGTHS:
        if n <= limit:
            return name
    return "15+"


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
    for candidate in candidates:
        if candidate.decoy:
            decoys[candidate.type].append(candidate)
        else:
            groups[candidate.start, candidate.end, candidate.type].append(candidate)
    for found in decoys.values():
        found.sort(key=lambda c: (c.start, c.end))
    keys = sorted(groups)
    rivals = _rivals(keys)
    text = article.text
    repeated: dict[str, int] = {}
    pooled: list[Pooled] = []
    for key in keys:
        start, end, kind = key
        features: dict[str, float] = {}
        attrs: dict[str, Any] = {}
        rules: dict[str, None] = {}
        for candidate in groups[key]:
            rules[candidate.rule] = None
            features[f"rule={candidate.rule}"] = 1.0
            features.update(candidate.features)
            for name, value in candidate.attrs.items():
                attrs.setdefault(name, value)
        if len(rules) > 1:
            features["rules>1"] = 1.0
        _add_decoys(features, decoys[kind], start, end)
        for rival in rivals.get(key, ()):
            features[rival] = 1.0
        block = article.block_at(start)
        features[f"zone={block.role if block else 'none'}"] = 1.0
        features[f"length={_length(end - start)}"] = 1.0
        surface = text[start:end]
        if surface not in repeated:
            repeated[surface] = text.count(surface)
        if repeated[surface] > 1:
            features["repeated"] = 1.0
        if repeated[surface] > 3:
            features["repeated>3"] = 1.0
        features[f"left={_neighbour(text[start - 1] if start else '')}"] = 1.0
        features[f"right={_neighbour(text[end : end + 1])}"] = 1.0
        if probabilities is not None:
            features.update(span_features(probabilities, kind, start, end))
        if boundaries is not None:
            features["word.left"] = float(start in boundaries)
            features["word.right"] = float(end in boundaries)
        pooled.append(Pooled(kind, start, end, tuple(sorted(rules)), attrs, features))
    return pooled


def _add_decoys(
    features: dict[str, float], decoys: Sequence[Candidate], start: int, end: int
) -> None:
    """Mark a candidate that a decoy of its type covers or cuts."""
    # Decoys are short: none that begins 60 characters earlier reaches the candidate.
    i = bisect_left(decoys, start - 60, key=lambda c: c.start)
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


def _rivals(keys: Sequence[tuple[int, int, str]]) -> dict[tuple[int, int, str], set[str]]:
    """For each span, how it stands to the overlapping ones."""
    result: dict[tuple[int, int, str], set[str]] = defaultdict(set)
    active: list[tuple[int, int, str]] = []
    for key in keys:
        start, end, kind = key
        active = [other for other in active if other[1] > start]
        for other in active:
            if other[2] == kind:
                # Sorted by start, then end: ``other`` begins no later.
                if other[1] >= end:
                    result[key].add("rival.longer")
                    result[other].add("rival.shorter")
                elif other[0] == start:
                    result[other].add("rival.longer")
                    result[key].add("rival.shorter")
                else:
                    result[key].add("rival.cut")
                    result[other].add("rival.cut")
            else:
                for one, two in ((key, other), (other, key)):
                    longer = two[1] - two[0] > one[1] - one[0]
                    result[one].add(f"rival.{'longer' if longer else 'shorter'}={two[2]}")
        active.append(key)
    return result
