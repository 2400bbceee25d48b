"""All candidates for initiatives of an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...corpus.article import Article
from ..candidates import Candidate
from .again import propose_again
from .codes import propose_codes
from .context import Context, context_of
from .dashed import propose_dashed
from .days import propose_days
from .events import propose_events
from .festivals import propose_festivals
from .known import propose_circles, propose_hotlines, propose_known
from .letters import letters
from .numbered import propose_numbered, propose_united
from .pairs import propose_pairs
from .quoted import propose_quoted
from .repeats import propose_repeats
from .titles import propose_titles
from .unquoted import propose_unquoted
from .weeks import cut_off, plan_of, propose_weeks

HOPELESS = -6.5
"""Candidates whose prior log-odds are not above this are not proposed."""
LEAST = {"initiative.unquoted": -5.5, "initiative.prefixed": -5.5}
"""The same for sources of which one in forty or less is a name below it, in judged news."""

_WITHOUT_MARKS = frozenset(
    f"initiative.{name}" for name in ("unquoted", "known", "event", "festival")
)
"""Sources of names that may end too early: 宣传周|活动."""

_SOURCES = (
    propose_quoted,
    propose_dashed,
    propose_titles,
    propose_unquoted,
    propose_events,
    propose_festivals,
    propose_days,
    propose_weeks,
    propose_repeats,
    propose_numbered,
    propose_pairs,
    propose_united,
    propose_codes,
    propose_hotlines,
    propose_known,
    propose_circles,
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


def hopeful(rule: str, prior: float, surface: str) -> bool:
    """Whether a candidate of ``rule`` with this prior is worth the scorer's while."""
    return prior > LEAST.get(rule, HOPELESS) and balanced(surface)


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text; the scorer tells names from other phrases."""
    context = context_of(article)
    for candidate in every(context):
        surface = context.text[candidate.start : candidate.end]
        if candidate.rule in _WITHOUT_MARKS and (
            cut_off(context.text, candidate.end)
            or plan_of(context.text, candidate.start, candidate.end)
        ):
            continue
        if hopeful(candidate.rule, candidate.features["prior"], surface):
            signs = {name: value for name, value in candidate.features.items() if value}
            yield replace(candidate, features={**signs, **letters(surface)})
