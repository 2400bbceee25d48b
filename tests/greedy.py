"""Candidates of one kind resolved without a scorer, for the tests of counts and dates."""

from __future__ import annotations

from collections.abc import Iterable

from zhengwen.extract.candidates import Candidate, Mention


def longest_first(candidates: Iterable[Candidate]) -> list[Mention]:
    """The longest candidates that do not overlap, in text order; decoys win and are dropped."""
    taken: set[int] = set()
    kept = []
    for c in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        span = set(range(c.start, c.end))
        if span & taken:
            continue
        taken |= span
        if not c.decoy:
            kept.append(Mention(c.type, c.start, c.end, 1.0, (c.rule,), c.attrs))
    return sorted(kept, key=lambda m: m.start)
