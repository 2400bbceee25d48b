"""``Document``: one decoded input, before it is cut into articles."""

from __future__ import annotations

import re
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


_HALF = re.compile("[\ud800-\udfff]")


def cut_in_two(text: str, what: str) -> str | None:
    """What to tell of a text that holds half a character, as JSON may and no UTF-8 file can.

    >>> cut_in_two("\\ud83d路", "text")
    'half of a character (\\\\ud83d) at 0 of its text, as of an emoji cut in two; mend or delete it'
    """
    half = _HALF.search(text)
    if half is None:
        return None
    return (
        f"half of a character (\\u{ord(half[0]):x}) at {half.start()} of its {what}, "
        "as of an emoji cut in two; mend or delete it"
    )
