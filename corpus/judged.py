"""Stand-off judgements of single places in broadcast news, which is not in the repository.

``standoff/news_judged.jsonl`` holds a line per item: which stretches of it were judged,
for mentions of which types, how many like it a stretch stands for, and the mentions that
touch it; no running text.  A judge saw the stretch in its sentence with the spans that
the program had thought of, in the order of the text and without its opinion of them, and
could give any other span.  Stretches were drawn from items that name grass-roots units:
for initiatives at random, but no wording more than twice; for names mostly those that the
program was in doubt about, with the others weighted for being drawn more rarely.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .gold import AnnotatedDocument, Site
from .news import judged_rows


def judged_news(raw: Path, standoff: Path | None = None) -> Iterator[AnnotatedDocument]:
    """Items with their judged sites, the text read from ``raw`` (JSON lines, xz).

    Raises :class:`CorpusError` when ``raw`` lacks an item, and when an item's text is
    not the one that was judged.
    """
    for row, document in judged_rows("judged", raw, standoff):
        yield AnnotatedDocument(document, _gold(row), {"county": document.id}, _sites(row))


def _sites(row: dict[str, Any]) -> tuple[Site, ...]:
    return tuple(
        Site(start, end, frozenset(group["types"]), weight)
        for group in row["judged"]
        for start, end, weight, _ in group["sites"]
    )


def _gold(row: dict[str, Any]) -> dict[str, Any]:
    mentions = {
        tuple(mention)
        for group in row["judged"]
        for *_, found in group["sites"]
        for mention in found
    }
    rows = [
        {"type": kind, "start": start, "end": end}
        for kind, start, end in sorted(mentions, key=lambda m: m[1:])
    ]
    return {"source": row["source"], "articles": [{"mentions": rows}]}
