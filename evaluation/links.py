"""Division codes of places and bodies against a table made by hand.

``adcodes.tsv`` gives, for a sample of the train split's distinct (file, type, surface), the
code of the division that the mention names or belongs to by its name, nothing where it names
none.  The gold mentions are interpreted as at run time, so that nothing but the links is judged.

Run: ``python -m zhengwen.evaluation.links`` (``--errors`` lists what is wrong or missing).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from ..corpus.gold import AnnotatedDocument, annotated
from ..corpus.segment import segment
from ..extract.candidates import Mention
from ..extract.pipeline import interpret
from ..seeds.table import parse_table
from .intervals import wilson

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


def _given(document: AnnotatedDocument) -> Iterator[tuple[str, str, str]]:
    """(type, surface, code) of the document's gold places and bodies."""
    gold = [
        (m["type"], m["start"], m["end"])
        for article in document.gold["articles"]
        for m in article["mentions"]
    ]
    for article in segment(document.document):
        low, high = article.span
        mentions = [
            Mention(kind, *article.view.from_source(start, end), 1.0, ())
            for kind, start, end in gold
            if low <= start < high
        ]
        mentions.sort(key=lambda m: m.start)
        for m in interpret(article, mentions):
            if m.type in ("ORG", "PLACE"):
                surface = article.text[m.start : m.end].replace("\n", "")
                yield m.type, surface, m.attrs.get("adcode") or ""


def cases() -> list[Case]:
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
            for kind, surface, code in _given(document):
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


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures by type, and the errors if asked."""
    parser = argparse.ArgumentParser(prog="python -m zhengwen.evaluation.links")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    args = parser.parse_args(argv)
    found = cases()
    for kinds in (("PLACE", "ORG"), ("PLACE",), ("ORG",)):
        chosen = [c for c in found if c.type in kinds]
        s = score(chosen)
        a, b = wilson(s.linked, s.named), wilson(s.right, s.given)
        print(
            f"{' + '.join(kinds)}: {len(chosen)} surfaces, {s.named} name a division; "
            f"linked {s.share_linked:.3f} [{a.low:.3f}, {a.high:.3f}], "
            f"right of {s.given} given {s.accuracy:.3f} [{b.low:.3f}, {b.high:.3f}]"
        )
    if args.errors:
        for c in found:
            if c.gold != c.given:
                print(c.id, c.type, c.text, f"by hand {c.gold or '-'}", f"given {c.given or '-'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
