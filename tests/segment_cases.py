"""Reading ``tests/cases/segment/*.txt``: pages marked up as in the corpus, each after ``=== name``.

Only structure and byline names are marked; everything else about the markup is
as in :mod:`zhengwen.corpus.markup`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zhengwen.corpus.markup import GoldFile, parse

FOLDER = Path(__file__).parent / "cases" / "segment"
_FRONT = "---\nid: case\nsplit: train\nform: page\nprovince: 某省\ncounty: 某县\nwriter: own\n---\n"


@dataclass(frozen=True)
class PageCase:
    """One page; ``str()`` is its test id."""

    file: str
    name: str
    gold: GoldFile

    def __str__(self) -> str:
        return f"{self.file}:{self.name}"


def read_pages() -> list[PageCase]:
    """Every page of every file, in order."""
    pages: list[PageCase] = []
    for path in sorted(FOLDER.glob("*.txt")):
        pieces = re.split(r"^=== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, marked in zip(pieces[1::2], pieces[2::2], strict=True):
            gold = parse(_FRONT + marked.rstrip("\n") + "\n", f"{path.name}: {name}")
            pages.append(PageCase(path.stem, name, gold))
    return pages
