"""The words that bound what is counted: ``seeds/count_words.tsv`` by role."""

from __future__ import annotations

from functools import cache

from ...seeds.table import read_table

COLUMNS = ("word", "role", "source")


@cache
def role(name: str) -> frozenset[str]:
    """Words of one role: ``verb``, ``function``, ``lead`` or ``result``."""
    return frozenset(
        row["word"] for row in read_table("count_words.tsv", COLUMNS) if row["role"] == name
    )


@cache
def boundaries() -> dict[str, tuple[str, ...]]:
    """Verbs and function words by first character, longest first."""
    found: dict[str, set[str]] = {}
    for word in role("verb") | role("function"):
        found.setdefault(word[0], set()).add(word)
    return {head: tuple(sorted(ws, key=lambda w: (-len(w), w))) for head, ws in found.items()}


@cache
def openers() -> dict[str, tuple[str, ...]]:
    """Verbs and clause openers by first character, longest first."""
    found: dict[str, set[str]] = {}
    for word in role("verb") | role("lead"):
        found.setdefault(word[0], set()).add(word)
    return {head: tuple(sorted(ws, key=lambda w: (-len(w), w))) for head, ws in found.items()}


def word_at(text: str, offset: int, words: dict[str, tuple[str, ...]]) -> str:
    """The longest of ``words`` at ``offset``, or an empty string."""
    for word in words.get(text[offset : offset + 1], ()):
        if text.startswith(word, offset):
            return word
    return ""


@cache
def by_role(name: str) -> dict[str, tuple[str, ...]]:
    """Words of one role by first character, longest first."""
    found: dict[str, list[str]] = {}
    for word in role(name):
        found.setdefault(word[0], []).append(word)
    return {head: tuple(sorted(ws, key=lambda w: (-len(w), w))) for head, ws in found.items()}
