"""Dates: points in time, durations, recurrences, with TIMEX3 value and ISO bounds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache

from ...corpus.article import Article
from ..candidates import Candidate, Mention
from ..readings import TAGGED
from .chains import chain_at, find_chains
from .expression import Expression
from .find import DateExpression, find_dates
from .reading import read_chain
from .resolve import resolve_all
from .words import group

__all__ = ["DateExpression", "find_dates", "interpret", "propose"]

TYPE = "DATE"


def _features(text: str, start: int, expression: Expression) -> dict[str, float]:
    """What helps to tell a date from something that looks like one."""
    features: dict[str, float] = {f"bound={expression.bound}": 1.0} if expression.bound else {}
    if expression.amounts and expression.amounts[0].low is None:
        features["amount_unknown"] = 1.0
    one = bool(expression.amounts) and expression.amounts[0].low == 1
    if one and not text.startswith(_lasting(), start - 2):
        # 为期|一周 is a stretch of time, not what 一天能挣 counts by.
        features["amount_one"] = 1.0
    if text[start] in "0123456789":
        features["digits"] = 1.0
    if (expression.form == "decade" and not expression.points) or text.startswith(_AHEAD, start):
        # 明清时期, 未来三天: the tagger has hardly seen them.
        features |= dict.fromkeys(TAGGED, 0.9)
    return features


_AHEAD = ("未来", "今后")
"""What stands before a length of time that is still to come."""


@cache
def _lasting() -> tuple[str, ...]:
    """Words of two characters that say how long (为期, 连续, 时隔)."""
    return tuple(word for name in ("lasts", "lasted") for word in group(name) if len(word) == 2)


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates and decoys over the article's clean text."""
    text = article.text
    for chain in find_chains(text):
        if not chain.atoms:
            yield Candidate(TYPE, chain.start, chain.end, "date.decoy", decoy=True)
            continue
        expression = read_chain(text, chain)
        if expression is not None:
            yield Candidate(
                TYPE,
                chain.start,
                chain.end,
                f"date.{expression.form}",
                {"kind": expression.kind},
                _features(text, chain.start, expression),
            )


def _read(text: str, start: int, end: int) -> Expression:
    """The expression of a span, which may come from another source."""
    chain = chain_at(text, start, end)
    return (read_chain(text, chain) if chain else None) or _UNREAD


_UNREAD = Expression("vague", "vague")


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The dates among ``mentions`` with kind, value, ISO bounds and anchor."""
    text = article.text
    dates = sorted((m for m in mentions if m.type == TYPE), key=lambda m: m.start)
    found = [(m.start, m.end, _read(text, m.start, m.end)) for m in dates]
    resolved = resolve_all(found, text, article.published)
    result = []
    for mention, (_, _, expression, value) in zip(dates, resolved, strict=True):
        attrs = {
            "kind": value.kind if value else expression.kind,
            "value": value.value if value else None,
            "start": value.first if value else None,
            "end": value.last if value else None,
            "anchor": value.anchor if value else None,
        }
        result.append(dataclasses.replace(mention, attrs=attrs))
    return result
