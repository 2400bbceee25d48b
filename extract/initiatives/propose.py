"""All candidates for initiatives of an article."""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.article import Article
from ..candidates import Candidate
from .codes import propose_again, propose_hotlines, propose_numbered
from .context import context_of
from .quoted import propose_quoted
from .unquoted import propose_unquoted


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text; the scorer tells names from other phrases."""
    context = context_of(article)
    yield from propose_quoted(context)
    yield from propose_unquoted(context)
    yield from propose_numbered(context)
    yield from propose_hotlines(context)
    yield from propose_again(context)
