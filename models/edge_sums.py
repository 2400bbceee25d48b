"""Sums of weights for the readings of a head, looked up without writing features out.

:mod:`zhengwen.models.edges` defines the features by name; here the same weights
lie in small tables by word and character, because one large table of names is
slow to read.  ``tests/test_edge_sums.py`` holds the two against each other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property

from . import edges as ed
from . import lexicon as lx
from .heads import Head

_CUT_HEADS = lx.PLACES | lx.ORG_FIXED | lx.ORG_HEAD
_LEVELS = frozenset("县市区镇乡州旗省村")
_NOTHING: dict[str, float] = {}

Table = dict[str, float]
Node = tuple[float, Table]
"""Weight of a string, and the weights of the characters that lengthen it."""


class _Alone:
    """Weights of one way of a head to stand alone (``N`` or ``B``)."""

    def __init__(self, mark: str, weights: Mapping[str, float]) -> None:
        self.mark = mark
        self.always = weights.get(mark, 0.0)
        self.tables: dict[str, dict[str, Table]] = {n: defaultdict(dict) for n in "3456789"}
        self.after: Table = {}
        for key, weight in weights.items():
            which = key[1:2]
            if key[0] != mark or not which.isdigit():
                continue
            rest = key[2:]
            if which == "2":
                self.after[rest] = weight
            elif which == "4":
                self.tables["4"][rest[:1]][rest[1:]] = weight
            elif which == "8":
                self.tables["8"][rest[1:]][rest[:1]] = weight
            elif which in self.tables:
                owner, _, context = rest.partition("|")
                self.tables[which][owner][context] = weight

    def of(self, which: str, owner: str) -> Table:
        """The table of feature ``which`` for a word, group or character."""
        return self.tables[which].get(owner, _NOTHING)


class Weights:
    """The weights of one model, by what they are looked up with."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.get = weights.get
        self._all = weights
        parts: dict[str, Table] = {letter: {} for letter in "abcdefghiklm"}
        for key, weight in weights.items():
            if key[0] in parts:
                parts[key[0]][key[1:]] = weight
        self.left1, self.right1 = parts["a"], parts["d"]
        self.left2 = _nodes(parts["b"], parts["c"], 1)
        self.right2 = _nodes(parts["e"], parts["f"], 2)
        self.both2, self.both_left, self.both_right = parts["g"], parts["h"], parts["i"]
        self.inner1 = parts["k"]
        self.inner2 = _nodes(parts["l"], parts["m"], 2)
        self.heads: dict[tuple[str, int], HeadWeights] = {}
        self.flags: dict[tuple[int, int], tuple[str, ...]] = {}
        self.firsts: dict[str, Table] = defaultdict(dict)
        for key, weight in weights.items():
            if key[0] == "q":
                word, _, first = key[1:].partition("|")
                self.firsts[word][first] = weight

    @cached_property
    def alone(self) -> dict[str, _Alone]:
        """Weights of the head by itself, by mark."""
        return {mark: _Alone(mark, self._all) for mark in "NB"}

    def head(self, head: Head) -> HeadWeights:
        """Weights that depend on the head word."""
        found = self.heads.get((head.word, head.tags))
        if found is None:
            found = self.heads[head.word, head.tags] = HeadWeights(self, head)
        return found


def _nodes(short: Table, long: Table, at: int) -> dict[str, Node]:
    """Tables of two characters with what a third adds; ``at`` is 1 if it stands first, else 2."""
    nodes: dict[str, Node] = {key: (weight, {}) for key, weight in short.items()}
    for key, weight in long.items():
        pair, third = (key[1:], key[:1]) if at == 1 else (key[:2], key[2:])
        nodes.setdefault(pair, (0.0, {}))[1][third] = weight
    return nodes


class HeadWeights:
    """Weights that go with one head word."""

    def __init__(self, weights: Weights, head: Head) -> None:
        self.group = ed.group_of(head)
        self.word = head.word
        self._get = weights.get
        self.alone = {mark: self._alone(weights.alone[mark]) for mark in "NB"}
        self._lengths: dict[str, float] = {}
        self._firsts = weights.firsts.get(head.word, _NOTHING)

    def _alone(self, table: _Alone) -> tuple[float, Table, tuple[Table, ...]]:
        get, mark, word, group = self._get, table.mark, self.word, self.group
        base = table.always + get(f"{mark}1{word}", 0.0) + get(f"{mark}0{group}", 0.0)
        owners = (word, word[-1], group, word, word, word[0], group)
        return (
            base,
            table.after,
            tuple(table.of(n, o) for n, o in zip("3456789", owners, strict=True)),
        )

    def shape(self, length: str, first: str) -> float:
        """Weights of the length of the name before the head and its first character."""
        total = self._lengths.get(length)
        if total is None:
            total = self._get(f"o{self.group}|{length}", 0.0)
            total += self._get(f"p{self.word}|{length}", 0.0)
            self._lengths[length] = total
        return total + self._firsts.get(first, 0.0)


class Sums:
    """Sums of weights in one text; those of positions are kept."""

    def __init__(self, sc: lx.Scan, weights: Weights) -> None:
        self._scan = sc
        self._weights = weights
        self._edge: dict[int, float] = {}
        self._inner: dict[int, float] = {}
        self._words: dict[int, tuple[str, ...]] = {}

    def _flags(self, position: int) -> tuple[str, ...]:
        """What the lexicon sees at ``position``; lists of the same tags are kept."""
        sc = self._scan
        begin = sc.start_tags.get(position, 0) & ed.BEGIN_TAGS
        end = sc.end_tags.get(position, 0) & ed.END_TAGS
        if not begin and not end:
            return ()
        if begin & lx.DIV_SHORT:
            # How likely the word is a place tells here, too.
            return tuple(ed.flags(sc, position))
        found = self._weights.flags.get((begin, end))
        if found is None:
            found = self._weights.flags[begin, end] = tuple(ed.flags(sc, position))
        return found

    def _common(self, position: int) -> tuple[str, ...]:
        """What everyday words do at ``position``; kept, as several sums ask."""
        found = self._words.get(position)
        if found is None:
            found = self._words[position] = tuple(ed.common(self._scan, position))
        return found

    def edge(self, position: int) -> float:
        """A name beginning at ``position``."""
        total = self._edge.get(position)
        if total is not None:
            return total
        w, text = self._weights, self._scan.text
        before = lx.left(text, position, 3)
        after = text[position : position + 3]
        left, right = before[1:], after[:2]
        last, first = before[2:], after[:1]
        total = w.left1.get(last, 0.0) + w.right1.get(first, 0.0) + w.both2.get(last + first, 0.0)
        if node := w.left2.get(left):
            total += node[0] + node[1].get(before[:1], 0.0)
        if node := w.right2.get(right):
            total += node[0] + node[1].get(after[2:], 0.0)
        total += w.both_left.get(left + first, 0.0) + w.both_right.get(last + right, 0.0)
        for flag in self._flags(position):
            total += w.get("j" + flag, 0.0)
        for flag in self._common(position):
            total += w.get("C" + flag, 0.0)
        self._edge[position] = total
        return total

    def inner(self, position: int) -> float:
        """``position`` lying inside a name."""
        total = self._inner.get(position)
        if total is not None:
            return total
        sc, w = self._scan, self._weights
        text = sc.text
        here = text[position]
        total = w.inner1.get(here, 0.0)
        if node := w.inner2.get(text[position - 1 : position + 1]):
            total += node[0] + node[1].get(text[position + 1 : position + 2], 0.0)
        for flag in self._flags(position):
            total += w.get("n" + flag, 0.0)
            if flag in ("eH", "eO", "eF"):
                total += w.get(f"n{flag}{here}", 0.0)
        if sc.end_tags.get(position, 0) & lx.COMMON:
            total += w.get("n<", 0.0)
        if sc.start_tags.get(position, 0) & lx.COMMON:
            total += w.get("n>", 0.0)
            for _, word in sc.words_from(position, lx.COMMON):
                total += w.get("n>" + word, 0.0)
        self._inner[position] = total
        return total

    def alone(self, head: Head, mark: str) -> float:
        """The head being no name (``N``) or one by itself (``B``)."""
        sc, get = self._scan, self._weights.get
        known = self._weights.head(head)
        total, afters, (w3, w4, g5, w6, w7, w8, g9) = known.alone[mark]
        after = sc.text[head.end : head.end + 2]
        before = lx.left(sc.text, head.start, 2)
        last, first = before[1:], after[:1]
        total += (
            afters.get(first, 0.0)
            + w3.get(first, 0.0)
            + w4.get(after, 0.0)
            + g5.get(last, 0.0)
            + w6.get(last, 0.0)
            + w7.get(before, 0.0)
            + w8.get(last, 0.0)
            + g9.get(first, 0.0)
        )
        group = known.group
        for flag in self._flags(head.start):
            total += get(f"{mark}e{group}|{flag}", 0.0)
        for flag in self._common(head.start):
            total += get(f"{mark}w{flag}", 0.0) + get(f"{mark}w{group}{flag}", 0.0)
        if ed.across(sc, head.end):
            total += get(f"{mark}x{group}", 0.0)
        if sc.start_tags.get(head.end, 0) & lx.HEAD:
            total += get(f"{mark}h{group}", 0.0)
        return total

    def shape(self, head: Head, start: int) -> float:
        """The span of a name from ``start`` as a whole."""
        sc, get = self._scan, self._weights.get
        known = self._weights.head(head)
        group = known.group
        size = head.start - start
        first = sc.text[start]
        total = known.shape(ed.length_class(size), first)
        if sc.start_tags.get(start, 0) & _CUT_HEADS:
            for end, word in sc.words_from(start, _CUT_HEADS):
                if end == head.start:
                    total += get(f"r{group}|whole", 0.0)
                elif end == head.end and len(word) > len(head.word):
                    total += get(f"r{group}|known", 0.0)
                elif end > head.start:
                    total += get(f"r{group}|cross", 0.0)
        frequency = lx.lexicon().common.get(sc.text[start : head.start])
        if frequency:
            total += get(f"S{group}|{frequency}", 0.0) + get(f"S{head.word}|{frequency}", 0.0)
        if size == 1:
            total += get(f"s{group}|{first}", 0.0)
        elif first in _LEVELS and size > 1:
            total += get("t" + first, 0.0)
        return total


@cache
def _weights() -> Weights:
    return Weights(ed.weights())


class Edges:
    """Scores the heads of one text; scores of positions are kept for the text's life."""

    def __init__(self, sc: lx.Scan) -> None:
        self._scan = sc
        self._weights = _weights()
        self._sums = Sums(sc, self._weights)

    def options(self, head: Head) -> list[ed.Option]:
        """The readings of ``head`` with their probabilities, best first."""
        sc, sums, get = self._scan, self._sums, self._weights.get
        kinds = ed.types(head)
        none = sums.alone(head, "N")
        scored: list[tuple[float, int, str]] = [(none, ed.NONE, kinds[0])]
        best = none
        inner = 0.0
        previous = -1
        for start in ed.edges(sc, head):
            if previous >= 0:
                inner += sums.inner(previous)
                if inner < best - ed.FAR_INSIDE:
                    break
            previous = start
            score = sums.edge(start) + inner
            if score < best - ed.FAR:
                continue
            score += sums.shape(head, start)
            best = max(best, score)
            if len(kinds) == 1:
                scored.append((score, start, kinds[0]))
            else:
                for kind in kinds:
                    extra = sum(get(f, 0.0) for f in ed.type_features(sc, head, start, kind))
                    scored.append((score + extra, start, kind))
        if previous < 0 or get("B1" + head.word, 0.0):
            # Heads that no annotation shows as a name by themselves need no look.
            scored.append((sums.alone(head, "B"), ed.BARE, kinds[0]))
        top = max(scored)[0]
        total = sum(math.exp(score - top) for score, _, _ in scored)
        scored.sort(reverse=True)
        return [
            ed.Option(start, kind, math.exp(score - top) / total) for score, start, kind in scored
        ]
