"""Annotated text with ``Document`` and gold side by side: own corpus and real pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from . import markup
from .article import Article
from .document import Document
from .reading import document_from_text, read_bytes

SPLITS = ("train", "dev", "test", "mirror")


@dataclass(frozen=True)
class Site:
    """A stretch of a document of which it is known what mentions of ``types`` touch it.

    ``start`` and ``end`` are source offsets, end exclusive; ``weight`` says for how many
    like it the site stands.
    """

    start: int
    end: int
    types: frozenset[str]
    weight: float = 1.0


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document and its gold in the guidelines' JSON form (source offsets).

    ``sites`` is None when the whole document is annotated; otherwise nothing is known
    outside of them.
    """

    document: Document
    gold: dict[str, Any] = field(hash=False)
    meta: dict[str, str] = field(hash=False)
    sites: tuple[Site, ...] | None = None

    @property
    def mentions(self) -> list[dict[str, Any]]:
        """Its gold mentions, article by article."""
        return [m for article in self.gold["articles"] for m in article["mentions"]]

    @property
    def group(self) -> str:
        """The place that the document is set in; keeps one place in one fold."""
        return f"{self.meta.get('province', '')}{self.meta.get('county', '')}"

    @property
    def source(self) -> str:
        """Who wrote it; empty for real text, which nobody wrote for a corpus."""
        return self.meta.get("writer", "")

    @property
    def lifelike(self) -> bool:
        """Whether names and what only looks like them are as frequent as in papers.

        So they are in real text, and in ours where it mirrors a real page.
        """
        return not self.source or "mirrors" in self.meta


def mentions_in(
    article: Article, mentions: Iterable[dict[str, Any]]
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Those gold mentions that lie in ``article``: start and end in its clean text, the mention."""
    for mention in mentions:
        source = mention["start"], mention["end"]
        start, end = article.view.from_source(*source)
        if end > start and article.view.to_source(start, end) == source:
            yield start, end, mention


def annotated_files(split: str, folder: Path | None = None) -> list[markup.GoldFile]:
    """The marked-up files of one split, by id.  Raises :class:`CorpusError`."""
    if split not in SPLITS:
        raise CorpusError(f"unknown split {split!r}; choose from {', '.join(SPLITS)}")
    root = folder or Path(str(resources.files(__package__).joinpath("annotated")))
    return [markup.read(path) for path in sorted((root / split).glob("*.txt"))]


def annotated(split: str, folder: Path | None = None) -> Iterator[AnnotatedDocument]:
    """Documents of one split with their gold."""
    for gold in annotated_files(split, folder):
        published = gold.meta.get("published")
        document = document_from_text(
            gold.text,
            id=gold.id,
            published=date.fromisoformat(published) if published else None,
        )
        yield AnnotatedDocument(document, markup.to_json(gold), gold.meta)


def real_pages(pages: Path, gold: Path) -> Iterator[AnnotatedDocument]:
    """The real pages in folder ``pages`` with the stand-off annotation in folder ``gold``.

    Raises :class:`CorpusError` when a page's hash differs from the annotated one.
    """
    for path in sorted(gold.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        page = pages / data["source"]
        document = read_bytes(page.read_bytes(), id=page.stem, path=page.name)
        if document.sha256 != data["sha256"]:
            raise CorpusError(f"{page.name}: not the annotated text (its sha256 differs)")
        yield AnnotatedDocument(document, data, {})
