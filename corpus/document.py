"""``Document``: one decoded input, before it is cut into articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .view import TextView


@dataclass(frozen=True)
class Document:
    """A decoded source.

    ``text`` is the source exactly as decoded with ``encoding`` (no newline
    translation); every offset that leaves the package indexes it.  ``view``
    is the part of it that holds the news: all of a text file, the main text
    of an HTML page.  ``markup``: the source is HTML, with tags and entities among the text.
    """

    id: str
    path: str | None
    text: str
    sha256: str
    encoding: str
    view: TextView
    title: str | None = None
    published: date | None = None
    warnings: tuple[str, ...] = ()
    markup: bool = False
