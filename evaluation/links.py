"""Division codes of places and bodies against a table made by hand.

``adcodes.tsv`` gives, for a sample of the train split's distinct (file, type, surface), the
code of the division that the mention names or belongs to by its name, nothing where it names
none.  The gold mentions are interpreted as at run time, so that nothing but the links is judged.

Run: ``zhengwen evaluate adcodes`` (``--errors`` lists what is wrong or missing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ..corpus.article import Article
from ..corpus.gold import AnnotatedDocument, annotated
from ..corpus.segment import segment
from ..seeds.table import parse_table
from .scores import share_of
from .tables import Table, make

Interpret = Callable[[Article, Iterable[tuple[str, int, int]]], Sequence[Any]]
"""Mentions with attributes for (type, start, end) in an article's clean text."""

COLUMNS = ("id", "type", "text", "adcode", "source")


@dataclass(frozen=True)
class Case:
    """One surface of one file: the code by hand and the one given (``""`` for none)."""

    id: str
    type: str
    text: str
    gold: str
    given: str


@dataclass(frozen=True)
class LinkScores:
    """``named`` surfaces have a code by hand, ``linked`` of these got one; ``given`` got any
    code, ``right`` of these the one by hand."""

    named: int
    linked: int
    given: int
    right: int

    @property
    def share_linked(self) -> float:
        """Of the surfaces that name a division, those that got a code."""
        return self.linked / self.named

    @property
    def accuracy(self) -> float:
        """Of the codes given, those that are right."""
        return self.right / self.given


def _given(document: AnnotatedDocument, interpret: Interpret) -> Iterator[tuple[str, str, str]]:
    """(type, surface, code) of the document's gold places and bodies."""
    gold = [(m["type"], m["start"], m["end"]) for m in document.mentions]
    for article in segment(document.document):
        low, high = article.span
        spans = [
            (kind, *article.view.from_source(start, end))
            for kind, start, end in gold
            if low <= start < high
        ]
        for m in interpret(article, spans):
            if m.type in ("ORG", "PLACE"):
                surface = article.text[m.start : m.end].replace("\n", "")
                yield m.type, surface, m.attrs.get("adcode") or ""


def cases(interpret: Interpret) -> list[Case]:
    """The table's surfaces with the codes that they get now; the first mention's code counts."""
    table = resources.files(__package__).joinpath("adcodes.tsv").read_text(encoding="utf-8")
    rows = {
        (r["id"], r["type"], r["text"]): r["adcode"]
        for r in parse_table(table, "adcodes.tsv", COLUMNS)
    }
    files = {file for file, _, _ in rows}
    found: dict[tuple[str, str, str], str] = {}
    for document in annotated("train"):
        file = document.document.id
        if file in files:
            for kind, surface, code in _given(document, interpret):
                if (key := (file, kind, surface)) in rows and not found.get(key):
                    found[key] = code
    return [Case(*key, rows[key], code) for key, code in sorted(found.items())]


def score(found: Sequence[Case]) -> LinkScores:
    """Counts over ``found``."""
    return LinkScores(
        sum(bool(c.gold) for c in found),
        sum(bool(c.gold and c.given) for c in found),
        sum(bool(c.given) for c in found),
        sum(bool(c.given) and c.given == c.gold for c in found),
    )


def table(found: Sequence[Case]) -> Table:
    """Figures by type, then of both."""
    cells = []
    for kinds in (("PLACE",), ("ORG",), ("PLACE", "ORG")):
        chosen = [c for c in found if c.type in kinds]
        s = score(chosen)
        linked, right = share_of(s.linked, s.named), share_of(s.right, s.given)
        cells.append((" + ".join(kinds), len(chosen), s.named, linked, s.given, right))
    head = ("type", "surfaces", "name a division", "linked", "codes given", "right")
    return make(head, cells)
