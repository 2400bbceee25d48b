"""Training the left-edge model (``edges``) on annotated sentences.

Each example is a head in a text with the reading that the annotation gives it.
Texts come as ``(text, mentions, complete)``: mentions are ``(start, end, type)``;
``complete`` is false for machine-made marks, of which only the edges of marked
names and the places where a head is part of another word are believed.
"""

from __future__ import annotations

import gzip
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import edges as model
from . import lexicon as lx
from .heads import Head, heads

Words = tuple[frozenset[int], frozenset[int]]
"""Of a segmentation: the ends of its words, and the starts of words that follow a frequent word."""

Text = tuple[str, Sequence[tuple[int, int, str]], Words | None]
"""A text, its mentions, and the words of its segmentation (None: the marks are complete)."""

Example = tuple[list[list[str]], list[int], float]
"""Feature lists of the options, indices of the right ones, weight."""


def _plain(head: Head, words: Words) -> bool:
    """Whether an unmarked head is surely no name: part of another word, or a word after
    a frequent word."""
    ends, after_frequent = words
    if head.end not in ends:
        return True
    if head.tags & lx.ORG_FIXED or head.start not in after_frequent:
        return False
    return lx.lexicon().org_family.get(head.word) != "dept"


def examples(texts: Iterable[Text], weight: float) -> Iterable[Example]:
    """The examples that annotated texts give."""
    for text, mentions, words in texts:
        sc = lx.scan(text)
        by_end = {end: (start, kind) for start, end, kind in mentions}
        covered = [-1] * (len(text) + 1)
        for number, (start, end, _) in enumerate(mentions):
            for i in range(start, end):
                covered[i] = number
        edge_cache: dict[int, list[str]] = {}
        inner_cache: dict[int, list[str]] = {}
        for head in heads(sc):
            gold: tuple[int, str] | None
            if head.end in by_end:
                start, kind = by_end[head.end]
                kinds = model.types(head)
                if start > head.start:
                    continue
                if kind not in kinds:
                    if words is None and kind not in ("ORG", "PLACE"):
                        gold = (model.NONE, kinds[0])
                    else:
                        kind = kinds[0]
                        gold = (model.BARE if start == head.start else start, kind)
                else:
                    gold = (model.BARE if start == head.start else start, kind)
                if gold[0] == model.BARE and words is not None and not head.tags & lx.ORG_FIXED:
                    continue
                if gold[0] == model.BARE:
                    gold = (model.BARE, kinds[0])
            elif words is None:
                inside = covered[head.end - 1]
                if inside >= 0 and covered[head.end] == inside:
                    continue
                gold = (model.NONE, model.types(head)[0])
            elif covered[head.end - 1] < 0 and _plain(head, words):
                gold = (model.NONE, model.types(head)[0])
            else:
                continue
            options: list[list[str]] = []
            right: list[int] = []
            kinds = model.types(head)
            positions = list(model.edges(sc, head))
            inner: list[str] = []
            for number, start in enumerate(positions):
                if number:
                    before = positions[number - 1]
                    if before not in inner_cache:
                        inner_cache[before] = model.inner_features(sc, before)
                    inner = inner + inner_cache[before]
                if start not in edge_cache:
                    edge_cache[start] = model.edge_features(sc, start)
                shared = edge_cache[start] + inner + model.shape_features(sc, head, start)
                for kind in kinds:
                    extra = model.type_features(sc, head, start, kind) if len(kinds) > 1 else []
                    if gold[0] == start and (kind == gold[1] or words is not None):
                        right.append(len(options))
                    options.append(shared + extra)
            for which in (model.NONE, model.BARE):
                if gold[0] == which:
                    right.append(len(options))
                options.append(model.alone_features(sc, head, which))
            if right:
                yield options, right, weight


def train(
    data: list[Example], epochs: int = 3, rate: float = 0.25, decay: float = 1e-6, seed: int = 0
) -> dict[str, float]:
    """Weights by AdaGrad on the softmax loss."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    shuffle = random.Random(seed)
    for epoch in range(epochs):
        shuffle.shuffle(data)
        loss = 0.0
        for options, right, importance in data:
            scores = [sum([weights.get(f, 0.0) for f in option]) for option in options]
            top = max(scores)
            exps = [math.exp(s - top) for s in scores]
            total = sum(exps)
            good = sum(exps[i] for i in right)
            loss -= importance * math.log(max(good / total, 1e-12))
            if good / total > 0.995:
                continue
            gradient: dict[str, float] = defaultdict(float)
            for i, option in enumerate(options):
                p = exps[i] / total
                delta = p - (exps[i] / good if i in right else 0.0)
                if abs(delta) < 1e-4:
                    continue
                for f in option:
                    gradient[f] += delta
            for f, g in gradient.items():
                g = g * importance + decay * weights[f]
                if g:
                    squares[f] += g * g
                    weights[f] -= rate * g / math.sqrt(squares[f])
        print(f"epoch {epoch + 1}: loss {loss / max(1, len(data)):.4f}", flush=True)
    return dict(weights)


def prune(weights: dict[str, float], data: Iterable[Example], least: int = 2) -> dict[str, float]:
    """Without the features that the right options of fewer than ``least`` examples have."""
    seen: Counter[str] = Counter()
    for options, right, _ in data:
        for i, option in enumerate(options):
            if i in right or least > 1:
                seen.update(set(option))
    return {f: w for f, w in weights.items() if abs(w) > 0.04 and seen[f] >= least}


def write(weights: dict[str, float], path: Path) -> None:
    """The weights as a seed table; the same bytes for the same weights."""
    lines = ["feature\tweight\tsource\n"]
    lines += [f"{f}\t{w:.2f}\tlearnt\n" for f, w in sorted(weights.items())]
    data = "".join(lines).encode("utf-8")
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as packed:
        packed.write(data)
