"""All candidates for initiatives of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...corpus.article import Article
from ..candidates import Candidate
from .codes import propose_again, propose_hotlines, propose_numbered
from .context import context_of
from .quoted import propose_quoted
from .unquoted import propose_events, propose_unquoted

HOPELESS = -4.0
"""Candidates whose prior log-odds are not above this are not proposed."""

SHOWN = ("prior", "shape", "parts", "in.", "coined")


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text; the scorer tells names from other phrases."""
    context = context_of(article)
    for source in (
        propose_quoted,
        propose_unquoted,
        propose_events,
        propose_numbered,
        propose_hotlines,
        propose_again,
    ):
        for candidate in source(context):
            if candidate.features["prior"] > HOPELESS:
                yield replace(candidate, features=_shown(candidate.features))


def _shown(features: Mapping[str, float]) -> dict[str, float]:
    """The signs that the scorer sees.

    ``prior`` sums up the others: shown one by one they made it learn the style of
    its training pages (see the ablation in ``evaluation/``).
    """
    return {k: v for k, v in features.items() if v and k.startswith(SHOWN)}
