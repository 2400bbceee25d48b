"""Attributes of initiatives."""

from __future__ import annotations

from collections.abc import Sequence

from ...corpus.article import Article
from ..candidates import Mention


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The initiatives among ``mentions`` with their attributes."""
    return [m for m in mentions if m.type == "INITIATIVE"]
