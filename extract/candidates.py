"""What sources propose and what the resolver leaves: candidates and mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..corpus.markup import TYPES as TYPES

BREAK = "break"
"""Rule of decoys that no candidate of their type may cover: names end before or begin after."""


@dataclass(frozen=True)
class Candidate:
    """A span that one rule or model proposes; offsets into the article's clean text.

    ``rule`` is the id that reaches the output's ``by`` (``count.numeral_unit``).
    ``attrs`` are what the rule already knows of the value.  ``features`` are
    numbers for the scorer (0/1 flags or small reals); names need no type prefix.
    A ``decoy`` competes for its characters like any candidate and is dropped
    when it wins; its ``type`` is the type it protects against.
    """

    type: str
    start: int
    end: int
    rule: str
    attrs: Mapping[str, Any] = field(default_factory=dict, hash=False)
    features: Mapping[str, float] = field(default_factory=dict, hash=False)
    decoy: bool = False


@dataclass(frozen=True)
class Mention:
    """A resolved mention; offsets into the article's clean text, end exclusive."""

    type: str
    start: int
    end: int
    confidence: float
    rules: tuple[str, ...]
    attrs: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def with_attrs(self, attrs: Mapping[str, Any]) -> Mention:
        """The same mention with other attributes."""
        return Mention(self.type, self.start, self.end, self.confidence, self.rules, attrs)
