"""Counts: how many and how much, with value, unit, bounds and what is counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from ...corpus.article import Article
from ...models.reader import Read
from ..candidates import Candidate, Mention
from .counted import Counted
from .cutting import Span
from .find import find_counts
from .units import dimension
from .what import whats

TYPE = "COUNT"


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates and decoys over the article's clean text."""
    return find_counts(article.text)


def with_value(text: str, mention: Mention) -> Mention:
    """``mention`` with the value that the rules read at its span, if it came without one."""
    if "value" in mention.attrs:
        return mention
    begin = max(0, mention.start - 16)
    end = mention.end + 8
    for candidate in find_counts(text[begin:end]):
        span = (candidate.start + begin, candidate.end + begin)
        if span == (mention.start, mention.end) and not candidate.decoy:
            return dataclasses.replace(mention, attrs={**candidate.attrs, **mention.attrs})
    empty = dict.fromkeys(("value", "low", "high", "unit", "direction"))
    return dataclasses.replace(
        mention, attrs={**empty, "modifier": "exact", "kind": "cardinal", **mention.attrs}
    )


def counted(mention: Mention) -> Counted:
    """A count with its value as the search for what it counts sees it."""
    attrs = mention.attrs
    unit = attrs.get("unit")
    bounded = attrs.get("modifier") in ("over", "under")
    kind = attrs.get("kind", "cardinal")
    return Counted(mention.start, mention.end, unit, dimension(unit), kind, bounded)


def others(mentions: Sequence[Mention]) -> list[Span]:
    """The mentions that bound the phrases beside a count."""
    return sorted((m.start, m.end, m.type) for m in mentions if m.type not in (TYPE, "INITIATIVE"))


def interpret(
    article: Article, mentions: Sequence[Mention], read: Read | None = None
) -> list[Mention]:
    """The counts among ``mentions`` with their final attributes; ``read`` is asked of what they
    count."""
    counts = [with_value(article.text, m) for m in mentions if m.type == TYPE]
    found = whats(article.text, [counted(m) for m in counts], others(mentions), read=read)
    return [
        dataclasses.replace(m, attrs={**m.attrs, "what": what})
        for m, what in zip(counts, found, strict=True)
    ]
