"""What carries the result: initiatives found without one kind of evidence or another.

``python -m zhengwen.extract.initiatives.ablation [PAGES GOLD]`` prints a table for the
train split (out of fold by county), the dev split and, given the folders of real
pages and their annotation, those.  It reads no test text.  Baselines: every quoted
string, and every quoted string with the first head noun behind it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...corpus.article import Article
from ...corpus.gold import AnnotatedDocument, annotated, real_pages
from ...corpus.segment import segment
from ...models.folds import FOLDS, fold_of
from ...models.scorer import TypeScorer, logistic
from ...models.scorer_training import Row, fit
from ..candidates import Candidate
from ..pool import Pooled, Scored, pool
from ..resolve import resolve
from ..training import STRENGTH
from . import prior
from .context import context_of
from .propose import HOPELESS, every, shown
from .tails import tails

SEGMENTATION = (
    "in.word",
    "in.function",
    "in.verb_first",
    "in.unknown",
    "gap.",
    "next=",
    "bare.verb",
    "bare.unknown",
    "bare.function",
    "prefix.verb",
    "prefix.unknown",
    "prefix.nouns",
    "bare.next=",
)
REPETITION = ("spread.", "h.spread.", "bare.spread.", "coined+spread", "repeated")
LISTS = ("in.idiom", "in.population", "in.honour", "in.national", "h.in.population")
VERBS = (
    "before.",
    "clause.",
    "h.before.",
    "h.clause.",
    "bare.before.",
    "bare.launched",
    "coined+before",
    "coined+clause",
    "launch+shape",
    "prefix.launch",
)
NUMERALS = ("shape", "parts", "h.shape", "h.parts", "coined+shape", "is_part")


@dataclass(frozen=True)
class Piece:
    """One article's candidates with their labels' source, for fitting and counting."""

    article: Article
    group: str
    items: tuple[Pooled, ...]
    gold: frozenset[tuple[int, int]]


Propose = Callable[[Article], Iterable[Candidate]]


def without(prefixes: Sequence[str]) -> Propose:
    """Candidates as if the signs that begin so did not exist."""

    def propose(article: Article) -> Iterator[Candidate]:
        for candidate in every(context_of(article)):
            left = {
                k: v for k, v in candidate.features.items() if not k.startswith(tuple(prefixes))
            }
            left["prior"] = prior.again(candidate.rule, left)
            if left["prior"] > HOPELESS:
                yield replace(candidate, features=shown(left))

    return propose


def all_signs(article: Article) -> Iterator[Candidate]:
    """Candidates with every sign shown to the scorer and no prior."""
    for candidate in every(context_of(article)):
        if candidate.features["prior"] > HOPELESS:
            features = {k: v for k, v in candidate.features.items() if k != "prior"}
            yield replace(candidate, features=features)


def quoted_strings(article: Article) -> Iterator[Candidate]:
    """Baseline: every quoted string."""
    for quote in context_of(article).quotes:
        if quote.mark in '“‘"' and quote.depth == 0:
            yield Candidate("INITIATIVE", *quote.inside, "baseline", {}, {"prior": 6.0})


def quoted_with_head(article: Article) -> Iterator[Candidate]:
    """Baseline: every quoted string that a head noun follows, with it."""
    context = context_of(article)
    for quote in context.quotes:
        if quote.mark in '“‘"' and quote.depth == 0:
            for end, _, _ in tails(context.text, quote.end)[:1]:
                yield Candidate("INITIATIVE", quote.start, end, "baseline", {}, {"prior": 6.0})


def pieces(documents: Iterable[AnnotatedDocument], propose: Propose) -> list[Piece]:
    """Pooled candidates of every article."""
    found = []
    for document in documents:
        gold = frozenset(
            (m["start"], m["end"])
            for article in document.gold["articles"]
            for m in article["mentions"]
            if m["type"] == "INITIATIVE"
        )
        for article in segment(document.document):
            items = tuple(pool(article, propose(article)))
            found.append(Piece(article, document.group, items, gold))
    return found


def _right(piece: Piece, item: Pooled) -> bool:
    return piece.article.view.to_source(item.start, item.end) in piece.gold


def fitted(parts: Sequence[Piece]) -> TypeScorer:
    """A scorer for initiatives alone."""
    rows = [Row(i.features, _right(p, i)) for p in parts for i in p.items]
    return fit(rows, strength=STRENGTH["INITIATIVE"])


def decided(piece: Piece, scorer: TypeScorer | None) -> list[bool]:
    """Right or wrong for each mention shown; without a scorer the prior decides."""
    scored = []
    for item in piece.items:
        odds = scorer.log_odds(item.features) if scorer else item.features.get("prior", 0.0)
        scored.append(Scored(item, odds, logistic(odds)))
    return [_right(piece, s.pooled) for s in resolve(scored) if s.probability >= 0.5]


def figures(parts: Sequence[Piece], results: Sequence[list[bool]]) -> tuple[float, float, float]:
    """Precision, recall and F over articles; gold counted once per document."""
    right = sum(sum(r) for r in results)
    shown_n = sum(map(len, results))
    gold = sum(len(g) for g in {id(p.gold): p.gold for p in parts}.values())
    precision = right / shown_n if shown_n else 0.0
    recall = right / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def out_of_fold(parts: Sequence[Piece], learn: bool) -> list[list[bool]]:
    """Decisions by scorers that saw no article of the same county."""
    results: list[list[bool]] = []
    for fold in range(FOLDS):
        scorer = fitted([p for p in parts if fold_of(p.group) != fold]) if learn else None
        results += [decided(p, scorer) for p in parts if fold_of(p.group) == fold]
    return results


def table(real: tuple[Path, Path] | None) -> Iterator[tuple[str, str, float, float, float]]:
    """Rows (system, text, precision, recall, F)."""
    systems: list[tuple[str, Propose, bool]] = [
        ("every quoted string", quoted_strings, False),
        ("quoted string + head noun", quoted_with_head, False),
        ("full", without(("no such sign",)), True),
        ("prior alone (no training)", without(("no such sign",)), False),
        ("every sign to the scorer, no prior", all_signs, True),
        ("without word segmentation", without(SEGMENTATION), True),
        ("without repetition", without(REPETITION), True),
        ("without idiom, population and honour lists", without(LISTS), True),
        ("without verbs before the name", without(VERBS), True),
        ("without numeral patterns and parts", without(NUMERALS), True),
    ]
    for name, propose, learn in systems:
        train = pieces(annotated("train"), propose)
        yield name, "train", *figures(train, out_of_fold(train, learn))
        scorer = fitted(train) if learn else None
        texts: list[tuple[str, Iterable[AnnotatedDocument]]] = [("dev", annotated("dev"))]
        if real is not None:
            texts.append(("real pages", real_pages(*real)))
        for text, documents in texts:
            parts = pieces(documents, propose)
            yield name, text, *figures(parts, [decided(p, scorer) for p in parts])


def main(argv: Sequence[str]) -> None:
    """Print the table as Markdown."""
    real = (Path(argv[0]), Path(argv[1])) if len(argv) == 2 else None
    print("| system | text | P | R | F |\n| --- | --- | --- | --- | --- |")
    for name, text, *numbers in table(real):
        print(f"| {name} | {text} | " + " | ".join(f"{x:.3f}" for x in numbers) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
