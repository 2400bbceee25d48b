"""Counts: how many and how much, with value, unit, bounds and what is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...corpus.article import Article
from ..candidates import Candidate, Mention
from .find import find_counts

TYPE = "COUNT"


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates and decoys over the article's clean text."""
    return find_counts(article.text)


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The counts among ``mentions`` with their final attributes."""
    return [m for m in mentions if m.type == TYPE]
