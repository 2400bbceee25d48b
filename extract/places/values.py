"""Attributes of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...corpus.article import Article
from ..candidates import Mention


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The places among ``mentions`` with their attributes."""
    return [replace(m) for m in mentions if m.type == "PLACE"]
