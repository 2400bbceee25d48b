"""Passages that tell, or do not tell, the parts of a numbered name.

``formulas.jsonl`` holds passages of our own, written after the ways in which real local papers
explain such names: ``name`` with the ``components`` that the passage spells out, in order
(``complete``: as many as the name says), and in a few words the ``form`` of telling.  The set
``train`` is learnt from; the set ``held`` only measures, and nobody who writes rules reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

SETS = ("train", "held")


@dataclass(frozen=True)
class Passage:
    """One passage and the parts of its name by hand."""

    set: str
    form: str
    name: str
    components: tuple[str, ...]
    complete: bool
    text: str


def passages(name: str | None = None) -> list[Passage]:
    """The passages of one set, or all."""
    text = resources.files(__package__).joinpath("formulas.jsonl").read_text(encoding="utf-8")
    found = []
    for row in map(json.loads, text.splitlines()):
        if name is None or row["set"] == name:
            parts = tuple(row["components"])
            found.append(
                Passage(row["set"], row["form"], row["name"], parts, row["complete"], row["text"])
            )
    return found


def faults() -> Iterator[str]:
    """What is wrong with the passages: names and parts that they do not hold, sets that overlap."""
    seen: dict[str, str] = {}
    for number, passage in enumerate(passages(), 1):
        where = f"formulas.jsonl:{number}: {passage.name}"
        if passage.set not in SETS:
            yield f"{where}: unknown set {passage.set!r}"
        if passage.name not in passage.text:
            yield f"{where}: the name is not in the text"
        for part in passage.components:
            if part not in passage.text:
                yield f"{where}: {part} is not in the text"
        if passage.complete and not passage.components:
            yield f"{where}: all parts, and none"
        if seen.setdefault(passage.text, passage.set) != passage.set:
            yield f"{where}: the passage stands in two sets"
