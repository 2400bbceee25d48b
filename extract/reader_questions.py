"""The questions that the reader learns: those of the choices that it is asked in, with answers.

Parts of formulas in passages and articles, what counts count in articles and news, who runs
initiatives: each in the window, and with the fold, in which the choice will ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..corpus.counted import counted_news
from ..corpus.formulas import passages
from ..corpus.gold import AnnotatedDocument, annotated
from ..corpus.news import annotated_news
from ..models.folds import fold_of
from ..models.reader import Asked, Question, Span
from . import sponsor_training
from .counts.what_training import Find, counted_questions
from .formula_training import of_documents, of_passages
from .initiatives.formulas.choose import at_first_look
from .initiatives.sponsor import asked_of
from .reader_signs import PARTS_WINDOW, around, places_of


def all_questions(news: Path, find: Find) -> Iterator[Asked]:
    """Every question of the train split, the passages and the annotated and judged news.

    ``find`` finds the mentions of articles of which only the counts were judged.
    """
    documents = [*annotated("train"), *annotated_news("train", news)]
    yield from _parts(documents)
    for group, question, what in counted_questions(documents, counted_news(news), find):
        yield Asked(question, _of_count(question, what), fold_of(group))
    yield from _sponsors(documents)


def _parts(documents: Iterable[AnnotatedDocument]) -> Iterator[Asked]:
    for told in (*of_passages(passages("train")), *of_documents(documents)):
        for case in told.cases():
            low, window, own = around(told.text, case.wanted.own, PARTS_WINDOW)
            question = Question("parts", window, own, number=case.wanted.number)
            sets = (o.parts for o in at_first_look(told.text, case.wanted))
            right = next((parts for parts in sets if case.words(parts) == case.right), None)
            inside = right is not None and all(a >= low for a, _ in right)
            answer = tuple((a - low, b - low) for a, b in right or ()) if inside else None
            yield Asked(question, answer, fold_of(told.group))


def _of_count(question: Question, what: str | None) -> tuple[Span, ...] | None:
    """Where what is counted stands nearest to the count; ``None`` where it stands nowhere."""
    if what is None:
        return ()
    ((start, end),) = question.own
    places = places_of(what, question)
    nearest = min(places, key=lambda p: min(abs(p[0] - end), abs(start - p[1])), default=None)
    return None if nearest is None else (nearest,)


def _sponsors(documents: Iterable[AnnotatedDocument]) -> Iterator[Asked]:
    for asked in sponsor_training.ask(sponsor_training.pages(documents), None):
        question = asked_of(asked.text, asked.spans)
        name = asked.right[0]
        # A body that the window does not name is not known there.
        places = tuple(places_of(name, question)) or None if name is not None else ()
        yield Asked(question, places, fold_of(asked.place))
