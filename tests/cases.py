"""Reading ``tests/cases/*.txt``: sentences with the expected mentions marked inside.

``⟦TYPE surface|key=value;key=value⟧`` marks a mention, as in the corpus.  A line
without marks must yield nothing of the file's types.  ``# …`` is a comment,
``@published=2024-01-16`` sets the date of the lines after it (``@published=``
unsets it), ``\\n`` in a line stands for a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_MARK = re.compile(r"⟦(?P<type>[A-Z]+) (?P<surface>[^⟦⟧|]+)(?:\|(?P<attrs>[^⟦⟧]*))?⟧")
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Marked:
    type: str
    start: int
    end: int
    attrs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """One sentence; ``str()`` is its test id."""

    file: str
    line: int
    text: str
    mentions: tuple[Marked, ...]
    published: date | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/cases/<name>``."""
    cases: list[Case] = []
    published: date | None = None
    for number, raw in enumerate((FOLDER / name).read_text(encoding="utf-8").split("\n"), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        if raw.startswith("@published="):
            value = raw.removeprefix("@published=").strip()
            published = date.fromisoformat(value) if value else None
            continue
        line = raw.replace("\\n", "\n")
        pieces: list[str] = []
        length = position = 0
        mentions: list[Marked] = []
        for match in _MARK.finditer(line):
            before = line[position : match.start()]
            pieces += [before, match["surface"]]
            start = length + len(before)
            length = start + len(match["surface"])
            attrs = tuple(
                tuple(part.split("=", 1)) for part in (match["attrs"] or "").split(";") if part
            )
            mentions.append(Marked(match["type"], start, length, attrs))
            position = match.end()
        pieces.append(line[position:])
        cases.append(Case(name, number, "".join(pieces), tuple(mentions), published))
    return cases
