"""Silver labels that several sources agree on, for pre-training the tagger.

The machine's marks on the news (LAC) know people and places; the package's rules
know bodies, counts, dates and initiatives as the guidelines want them.  Where both
or the surer one speaks, that is the label; where they quarrel, the characters are
left out of the loss (:data:`zhengwen.models.tagger_data.OPEN`).  The rules are asked
without the tagger, so that it does not learn from itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from ..corpus.news import annotated_ids
from ..corpus.reading import document_from_text
from ..corpus.segment import segment
from ..models import scorer as scoring
from ..models.tagger_data import (
    OPEN,
    Sentence,
    Span,
    public_sentences,
    silver_items,
)
from .pipeline import pooled_candidates, score
from .resolve import resolve

SURE = {"ORG": 0.85, "PLACE": 0.8, "PERSON": 0.9, "COUNT": 0.9, "DATE": 0.9, "INITIATIVE": 0.9}
"""From here on the rules are believed."""
POSSIBLE = 0.15
"""Below this the rules' candidates are as good as none."""


def rule_spans(text: str, scorer: scoring.Scorer) -> list[Span]:
    """What the rules say of ``text``: mentions where they are sure, else open characters."""
    spans: list[Span] = []
    for article in segment(document_from_text(text, id="silver")):
        for scored in resolve(score(article.text, pooled_candidates(article), scorer), POSSIBLE):
            kind, p = scored.type, scored.probability
            start, end = article.view.to_source(scored.start, scored.end)
            spans.append((start, end, kind if p >= SURE[kind] else OPEN))
    return spans


def agreed(rules: list[Span], machine: list[Span], trusted: frozenset[str]) -> list[Span]:
    """One set of labels from the rules' and another source's.

    Of the other source the types in ``trusted`` count where the rules are silent,
    what else it marks is open.

    >>> agreed([(0, 5, "ORG")], [(0, 2, "PLACE"), (6, 8, "PERSON"), (9, 11, "ORG")],
    ...        frozenset({"PERSON", "PLACE"}))
    [(0, 5, 'ORG'), (6, 8, 'PERSON'), (9, 11, '?')]
    """
    result: list[Span] = []
    for start, end, kind in machine:
        rivals = [s for s in rules if s[0] < end and start < s[1]]
        if not rivals:
            result.append((start, end, kind if kind in trusted else OPEN))
        elif all(r == (start, end, OPEN) or (r[2] == OPEN and kind == "PERSON") for r in rivals):
            # The rules doubted; the other source decides for people and for whole spans.
            rules = [r for r in rules if r not in rivals]
            result.append((start, end, kind if kind in trusted else OPEN))
        elif any(r[2] == "PERSON" or kind == "PERSON" for r in rivals if r != (start, end, kind)):
            rules = [(*r[:2], OPEN) if r in rivals else r for r in rules]
    return sorted(rules + result)


def write(data: Path, out: Path) -> Path:
    """Write ``out/silver.jsonl``: agreed labels on the news and the public sets.

    News items that people have annotated are left out: they measure, or teach the scorer.

    In the public sets, marked by people, their own names stand and the rules add
    counts and dates.  Returns the path; an existing file is left as it is.
    """
    path = out / "silver.jsonl"
    if path.exists():
        return path
    scorer = scoring.load("rules")
    annotated = annotated_ids()
    items = groupby(silver_items(data), key=lambda row: row[0])
    groups = (list(rows) for id, rows in items if id not in annotated)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as lines:
        for text, spans in _news(groups, scorer):
            lines.write(json.dumps(["news", text, spans], ensure_ascii=False) + "\n")
        for batch in _batched(public_sentences(data), 40):
            for text, spans in _with_quantities(batch, scorer):
                lines.write(json.dumps(["public", text, spans], ensure_ascii=False) + "\n")
    part.rename(path)
    return path


def _batched(sentences: Iterable[Sentence], size: int) -> Iterator[list[Sentence]]:
    rest = iter(sentences)
    while batch := list(islice(rest, size)):
        yield batch


def _each(
    sentences: list[Sentence], between: str, scorer: scoring.Scorer
) -> Iterator[tuple[str, list[Span], list[Span]]]:
    """Each sentence with its own spans, and what the rules say of it when they read them all."""
    found = rule_spans(between.join(text for text, _ in sentences), scorer)
    offset = 0
    for text, marks in sentences:
        end = offset + len(text)
        inside = [(s - offset, e - offset, k) for s, e, k in found if offset <= s and e <= end]
        yield text, marks, inside
        offset = end + len(between)


def _with_quantities(batch: list[Sentence], scorer: scoring.Scorer) -> Iterator[Sentence]:
    """Each sentence's own spans, and the counts and dates that the rules find beside them."""
    for text, marks, rules in _each(batch, "\n", scorer):
        free = [
            s
            for s in rules
            if s[2] in ("COUNT", "DATE") and not any(s[0] < e and b < s[1] for b, e, _ in marks)
        ]
        yield text, sorted(marks + free)


def _news(
    groups: Iterable[list[tuple[str, Sentence]]], scorer: scoring.Scorer
) -> Iterator[Sentence]:
    """Sentences of news items, read whole by the rules."""
    for group in groups:
        for text, marks, rules in _each([sentence for _, sentence in group], "", scorer):
            yield text, agreed(rules, marks, frozenset({"PERSON", "PLACE"}))
