"""All candidates for initiatives of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...corpus.article import Article
from ..candidates import Candidate
from .codes import (
    propose_again,
    propose_hotlines,
    propose_known,
    propose_numbered,
    propose_united,
)
from .context import Context, context_of
from .events import propose_events
from .quoted import propose_quoted
from .titles import propose_titles
from .unquoted import propose_unquoted

HOPELESS = -4.0
"""Candidates whose prior log-odds are not above this are not proposed."""
LEAST = {"initiative.unquoted": -0.5, "initiative.headed": -0.5, "initiative.again": -0.5}
"""The same for what the training text takes for names more often than papers do that it
does not know."""

SHOWN = ("prior", "shape", "parts", "coined")
"""Signs that the scorer sees.  ``prior`` sums up the others: shown one by one they made
it learn the style of its training pages (:mod:`.ablation`)."""

_SOURCES = (
    propose_quoted,
    propose_titles,
    propose_unquoted,
    propose_events,
    propose_numbered,
    propose_united,
    propose_hotlines,
    propose_known,
    propose_again,
)


def every(context: Context) -> Iterator[Candidate]:
    """Every candidate with all its signs."""
    for source in _SOURCES:
        yield from source(context)


def balanced(text: str) -> bool:
    """Whether every mark of quotation has its partner in ``text``.

    >>> balanced("“火种”行动"), balanced("形象”目标")
    (True, False)
    """
    return all(text.count(a) == text.count(b) for a, b in ("“”", "‘’", "《》", "（）", "()"))


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text; the scorer tells names from other phrases."""
    context = context_of(article)
    for candidate in every(context):
        if candidate.features["prior"] > LEAST.get(candidate.rule, HOPELESS) and balanced(
            context.text[candidate.start : candidate.end]
        ):
            yield replace(candidate, features=shown(candidate.features))


def shown(features: Mapping[str, float]) -> dict[str, float]:
    """The signs among ``features`` that the scorer sees."""
    return {k: v for k, v in features.items() if v and k.startswith(SHOWN)}
