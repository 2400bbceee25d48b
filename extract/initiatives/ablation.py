"""What carries the result: initiatives found without one kind of evidence or another.

``python -m zhengwen.extract.initiatives.ablation SHARED`` prints a table: systems that
learnt from our own train split and from annotated and judged news, measured on the files of the
train split that mirror real pages and on judged news (both out of fold), on held-out news, the
dev split and the real pages of the folder ``SHARED``.
It reads no test text.  Baselines: every quoted string, and every quoted string with the
first head noun behind it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from ...corpus.article import Article
from ...corpus.gold import AnnotatedDocument, annotated, real_pages
from ...corpus.judged import judged_news
from ...corpus.marks import OPENING
from ...corpus.news import annotated_news
from ...corpus.segment import segment
from ...models.folds import FOLDS
from ...models.scorer import TypeScorer, logistic
from ...models.scorer_training import Row, fit
from ..candidates import Candidate
from ..pool import Scored, pool
from ..resolve import resolve
from ..training import STRENGTH, Example, fold_for, gold_of, weights
from . import prior
from .context import context_of
from .letters import letters
from .propose import every, hopeful
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
LISTS = (
    *("in.idiom", "in.population", "in.product", "in.honour", "in.term", "bare.term", "known"),
    *("h.in.idiom", "h.in.population", "h.in.product", "h.in.term"),
)
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


LETTERS = ("first=", "last=", "has=")
SUMMED = ("prior", "shape", "parts", "coined")
"""The sum of the signs by the guidelines, and the numeral pattern."""

Propose = Callable[[Article], Iterable[Candidate]]


TENTH = 0.1
"""How much a candidate counts in text of our own that mirrors no real page: no tagger is asked
here that has learnt from it, but what looks like an initiative is one far more often there."""


def signs(*, without: Sequence[str] = (), shown: Sequence[str] = ("",)) -> Propose:
    """Candidates as if the signs that begin like one of ``without`` did not exist.

    The scorer sees those that begin like one of ``shown``.
    """

    def propose(article: Article) -> Iterator[Candidate]:
        context = context_of(article)
        for candidate in every(context):
            surface = context.text[candidate.start : candidate.end]
            left = {
                name: value
                for name, value in candidate.features.items()
                if name == "prior" or not name.startswith(tuple(without))
            }
            left["prior"] = prior.again(candidate.rule, left)
            if hopeful(candidate.rule, left["prior"], surface):
                seen = {
                    name: value
                    for name, value in {**left, **letters(surface)}.items()
                    if value
                    and name.startswith(tuple(shown))
                    and not name.startswith(tuple(without))
                }
                yield replace(candidate, features=seen)

    return propose


def quoted_strings(article: Article) -> Iterator[Candidate]:
    """Baseline: every quoted string."""
    for quote in context_of(article).quotes:
        if quote.mark in OPENING and quote.depth == 0:
            yield Candidate("INITIATIVE", *quote.inside, "baseline", {}, {"prior": 6.0})


def quoted_with_head(article: Article) -> Iterator[Candidate]:
    """Baseline: every quoted string that a head noun follows, with it."""
    context = context_of(article)
    for quote in context.quotes:
        if quote.mark in OPENING and quote.depth == 0:
            for tail in tails(context.text, quote.end)[:1]:
                yield Candidate("INITIATIVE", quote.start, tail.end, "baseline", {}, {"prior": 6.0})


def examples(documents: Iterable[AnnotatedDocument], propose: Propose) -> list[Example]:
    """Pooled candidates of every article, initiatives alone."""
    found = []
    for document in documents:
        gold = frozenset(mention for mention in gold_of(document) if mention[0] == "INITIATIVE")
        for article in segment(document.document):
            items = tuple(pool(article, propose(article)))
            counts = weights(article, items, document, {"INITIATIVE": TENTH})
            fold = fold_for(document)
            found.append(
                Example(article, document.source, document.lifelike, fold, items, counts, gold)
            )
    return found


def fitted(parts: Sequence[Example]) -> TypeScorer:
    """A scorer for initiatives alone."""
    rows = [
        Row(item.features, example.right(item), weight)
        for example in parts
        for item, weight in zip(example.candidates, example.weights, strict=True)
        if weight
    ]
    return fit(rows, strength=STRENGTH["INITIATIVE"])


def decided(example: Example, scorer: TypeScorer | None) -> list[bool]:
    """Right or wrong for each mention shown; without a scorer the prior decides."""
    known = {
        (item.start, item.end)
        for item, weight in zip(example.candidates, example.weights, strict=True)
        if weight
    }
    scored = []
    for item in example.candidates:
        odds = scorer.log_odds(item.features) if scorer else item.features.get("prior", 0.0)
        scored.append(Scored(item, odds, logistic(odds)))
    return [
        example.right(s.pooled)
        for s in resolve(scored)
        if s.probability >= 0.5 and (s.start, s.end) in known
    ]


def figures(parts: Sequence[Example], results: Sequence[list[bool]]) -> tuple[float, float, float]:
    """Precision, recall and F over articles; gold counted once per document."""
    right = sum(sum(r) for r in results)
    shown = sum(map(len, results))
    gold = sum(len(g) for g in {id(p.gold): p.gold for p in parts}.values())
    precision = right / shown if shown else 0.0
    recall = right / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _out_of_fold(
    learnt: Sequence[Example], asked: Sequence[Example], learn: bool
) -> list[list[bool]]:
    """Decisions on examples, each by a scorer that did not learn from its fold.

    Only examples of the texts learnt from have a fold; the others' is the same for all.
    """
    results: dict[int, list[bool]] = {}
    for part in range(FOLDS):
        held = {id(e) for e in asked if e.fold == part}
        scorer = fitted([e for e in learnt if id(e) not in held]) if learn else None
        results |= {id(e): decided(e, scorer) for e in asked if e.fold == part}
    return [results[id(e)] for e in asked]


Learn = Callable[[Example], bool]


def both(example: Example) -> bool:
    """Learn from our own articles and from real news."""
    return True


TEXTS = ("mirrored pages", "judged news", "held-out news", "dev", "real pages")


def table(shared: Path) -> Iterator[tuple[str, list[tuple[float, float, float]]]]:
    """Rows: the system, and (precision, recall, F) on each text of :data:`TEXTS`."""
    raw = shared / "data" / "raw" / "xwlb.jsonl.xz"
    own = list(annotated("train"))
    news = [*annotated_news("train", raw)]
    judged = list(judged_news(raw))
    texts = [
        list(annotated_news("held", raw)),
        list(annotated("dev")),
        list(real_pages(shared / "pages", shared / "gold")),
    ]
    every_sign = signs()
    systems: list[tuple[str, Propose, Learn | None]] = [
        ("every quoted string", quoted_strings, None),
        ("quoted string + head noun", quoted_with_head, None),
        ("**full**", every_sign, both),
        ("prior alone (no training)", every_sign, None),
        ("learnt from our own articles alone", every_sign, lambda e: bool(e.source)),
        ("… those that mirror pages", every_sign, lambda e: bool(e.source) and e.lifelike),
        ("learnt from real news alone", every_sign, lambda e: not e.source),
        ("prior and numeral pattern only", signs(shown=SUMMED), both),
        ("every sign, no prior", signs(without=("prior",)), both),
        ("without letters", signs(without=LETTERS), both),
        ("without word segmentation", signs(without=SEGMENTATION), both),
        ("without repetition", signs(without=REPETITION), both),
        ("without lists of idioms and terms", signs(without=LISTS), both),
        ("without verbs before the name", signs(without=VERBS), both),
        ("without numeral patterns and parts", signs(without=NUMERALS), both),
    ]
    # Systems that propose alike stand together, so that candidates are made once for all of them.
    for propose, alike in groupby(systems, key=lambda system: system[1]):
        written, seen = examples(own, propose), examples(judged, propose)
        mirrors = [e for e in written if e.lifelike]
        train = [*written, *examples(news, propose), *seen]
        measured = [examples(documents, propose) for documents in texts]
        for name, _, learn in alike:
            learnt = [e for e in train if learn(e)] if learn else []
            crossed = (mirrors, seen)
            rows = [figures(p, _out_of_fold(learnt, p, learn is not None)) for p in crossed]
            scorer = fitted(learnt) if learn else None
            rows += [figures(p, [decided(e, scorer) for e in p]) for p in measured]
            yield name, rows


def main(argv: Sequence[str]) -> None:
    """Print the table as Markdown."""
    if len(argv) != 1:
        sys.exit("usage: python -m zhengwen.extract.initiatives.ablation SHARED")
    print("| system | " + " | ".join(f"{text} P / R / F" for text in TEXTS) + " |")
    print("| --- " * (len(TEXTS) + 1) + "|")
    for name, rows in table(Path(argv[0])):
        print(
            f"| {name} | " + " | ".join(" / ".join(f"{x:.3f}" for x in r) for r in rows) + " |",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
