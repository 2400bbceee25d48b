"""Taking formulas apart, on passages written after how local papers explain them.

The passages of :mod:`zhengwen.corpus.formulas`.  The names are given, so that nothing but the
parts is judged.  The choice of parts is learnt from the set ``train``; nobody who writes rules
has seen the passages of ``held``.

Run: ``zhengwen evaluate formulas`` (``--errors`` lists what is wrong in the set ``train``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..corpus.formulas import SETS, Passage, passages
from ..corpus.reading import document_from_text
from ..corpus.segment import segment
from .links import Interpret
from .scores import share_of
from .tables import Table, make


@dataclass(frozen=True)
class Case:
    """A passage and the parts given for its formula; ``whole``: that they are said to be all."""

    passage: Passage
    given: tuple[str, ...]
    whole: bool = True

    @property
    def right(self) -> bool:
        """All parts as by hand; of an incomplete formula none, or some of its own, said so."""
        by_hand = self.passage.components
        if self.passage.complete:
            return self.given == by_hand
        return not self.given or (not self.whole and set(self.given) <= set(by_hand))


def _given(text: str, name: str, interpret: Interpret) -> tuple[tuple[str, ...], bool]:
    for article in segment(document_from_text(text, id="case")):
        spans = [
            ("INITIATIVE", m.start(), m.end()) for m in re.finditer(re.escape(name), article.text)
        ]
        for mention in interpret(article, spans):
            if parts := mention.attrs.get("components"):
                return tuple(parts), bool(mention.attrs.get("components_complete"))
    return (), True


def cases(interpret: Interpret) -> list[Case]:
    """Every passage with the parts that it gets now."""
    return [Case(p, *_given(p.text, p.name, interpret)) for p in passages()]


def table(found: Sequence[Case]) -> Table:
    """By set: formulas whose parts the passage spells out, and those whose parts it does not."""
    rows = []
    for name in SETS:
        asked = [c for c in found if c.passage.set == name]
        spelled = [c for c in asked if c.passage.complete]
        given = [c for c in spelled if c.given]
        others = [c for c in asked if not c.passage.complete]
        rows.append(
            (
                name,
                len(spelled),
                share_of(sum(c.right for c in spelled), len(spelled)),
                share_of(sum(c.right for c in given), len(given)),
                len(others),
                share_of(sum(c.right for c in others), len(others)),
            )
        )
    head = (
        "set",
        "spelled out",
        "right",
        "right of those given",
        "not spelled out",
        "none claimed",
    )
    return make(head, rows)


def errors(found: Sequence[Case]) -> list[str]:
    """What is wrong in the set that rules are written on; of the other one, forms alone."""
    told = [
        f"{c.passage.name} [{c.passage.form}]: by hand {' / '.join(c.passage.components) or '–'} │ "
        f"given {' / '.join(c.given) or '–'}"
        for c in found
        if not c.right and c.passage.set == "train"
    ]
    wrong = Counter(c.passage.set for c in found if not c.right)
    return [*told, f"held: {wrong['held']} wrong, not shown"]
