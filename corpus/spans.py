"""Labelled spans of an annotated file: what every exchange format carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from . import markup


@dataclass(frozen=True, order=True)
class Span:
    """Code-point offsets into the file's text, end exclusive, and the mention's type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class SpanText:
    """A text with its labelled spans, as read back from an exchange format."""

    id: str
    text: str
    spans: tuple[Span, ...]


def mentions(gold: markup.GoldFile) -> Iterator[markup.GoldMention]:
    """All mentions of all articles, in source order."""
    for article in gold.articles:
        yield from article.mentions


def span_text(gold: markup.GoldFile) -> SpanText:
    """The spans of ``gold``."""
    found = tuple(Span(m.start, m.end, m.type) for m in mentions(gold))
    return SpanText(gold.id, gold.text, found)


def attribute_json(mention: markup.GoldMention) -> str:
    """The attributes of a mention that are set, as one line of JSON."""
    kept = {key: value for key, value in mention.attrs.items() if value not in (None, [])}
    return json.dumps(kept, ensure_ascii=False)
