"""Stand-off judgements of what counts count in broadcast news, which is not in the repository.

``standoff/news_counted.jsonl`` holds a line per item: its counts that were judged, each
with where the counted thing is named, if anywhere; no running text.  Readers saw whole
paragraphs with the counts that the program finds in them marked, and not what it thinks
is counted.  Paragraphs were drawn at random from items that name grass-roots units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .document import Document
from .news import judged_rows


@dataclass(frozen=True)
class CountedItem:
    """An item and, by the span of a count in its text, what it counts (``None``: not named)."""

    document: Document
    counted: Mapping[tuple[int, int], str | None] = field(hash=False)


def counted_news(raw: Path, standoff: Path | None = None) -> Iterator[CountedItem]:
    """The items with judged counts, their text read from ``raw`` (JSON lines, xz).

    Raises :class:`CorpusError` when ``raw`` lacks an item, and when an item's text is
    not the one that was judged.
    """
    for row, document in judged_rows("counted", raw, standoff):
        yield CountedItem(
            document,
            {
                (start, end): document.text[what[0] : what[1]] if what else None
                for start, end, *what in row["counts"]
            },
        )
