"""Stand-off annotation of broadcast news items, which are not in the repository.

``standoff/news_train.jsonl`` (learnt from) and ``standoff/news_held.jsonl`` (only
measured on) hold a line per item: offsets, labels, attributes and a hash, but no
running text (the form is that of :mod:`.realpages`).  The items are those of a
file of news with ``id``, ``date``, ``title`` and ``text``; they were drawn at
random among those that name a grass-roots unit.  One annotator read each item,
from scratch and by the guidelines, without having seen what the program says.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping, Set
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from .document import Document
from .gold import AnnotatedDocument
from .reading import document_from_text
from .realpages import folder, rebuild

PARTS = ("train", "held")


def source_text(item: Mapping[str, Any]) -> str:
    """The text that offsets refer to: headline, line break, body."""
    return f"{item['title']}\n{item['text'].strip()}\n"


def annotated_news(
    part: str, raw: Path, standoff: Path | None = None
) -> Iterator[AnnotatedDocument]:
    """The annotated items of ``part``, their text read from ``raw`` (JSON lines, xz).

    Raises :class:`CorpusError` for an unknown part, when ``raw`` lacks an item,
    and when an item's text is not the annotated one.
    """
    if part not in PARTS:
        raise CorpusError(f"unknown part {part!r} of the news; choose from {', '.join(PARTS)}")
    rows = rows_of(part, standoff)
    wanted = {Path(row["source"]).stem for row in rows}
    items = items_of(raw, wanted)
    for row in rows:
        id = Path(row["source"]).stem
        document = document_of(items[id])
        # An item is a group of its own: nothing tells which place it is set in.
        gold = rebuild(row, document.text.encode("utf-8"))
        yield AnnotatedDocument(document, gold, {"county": id})


def annotated_ids(standoff: Path | None = None) -> frozenset[str]:
    """Ids of all annotated items, learnt from or held out."""
    return frozenset(Path(row["source"]).stem for part in PARTS for row in rows_of(part, standoff))


def unannotated(raw: Path) -> Iterator[str]:
    """Texts of the items that nobody has annotated."""
    known = annotated_ids()
    with lzma.open(raw, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["id"] not in known:
                yield item["text"]


def rows_of(part: str, standoff: Path | None) -> list[dict[str, Any]]:
    """The lines of the stand-off file of a part of the news."""
    path = (standoff or folder()) / f"news_{part}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged_rows(
    part: str, raw: Path, standoff: Path | None
) -> Iterator[tuple[dict[str, Any], Document]]:
    """The lines of a stand-off file of judgements, each with the item that was judged.

    Raises :class:`CorpusError` when ``raw`` lacks an item, and when an item's text is
    not the one that was judged.
    """
    rows = rows_of(part, standoff)
    items = items_of(raw, {Path(row["source"]).stem for row in rows})
    for row in rows:
        document = document_of(items[Path(row["source"]).stem])
        if document.sha256 != row["sha256"]:
            raise CorpusError(f"{row['source']}: not the judged text (its sha256 differs)")
        yield row, document


def document_of(item: Mapping[str, Any]) -> Document:
    """The document of an item of news."""
    return document_from_text(
        source_text(item),
        id=item["id"],
        path=f"{item['id']}.txt",
        published=date.fromisoformat(item["date"]),
    )


def items_of(raw: Path, wanted: Set[str]) -> dict[str, dict[str, Any]]:
    """The ``wanted`` items by id.  Raises :class:`CorpusError` when one is missing."""
    try:
        with lzma.open(raw, "rt", encoding="utf-8") as lines:
            items = {item["id"]: item for item in map(json.loads, lines) if item["id"] in wanted}
    except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
        raise CorpusError(f"{raw}: not a file of news items ({error})") from None
    if missing := sorted(wanted - items.keys()):
        raise CorpusError(f"{raw}: has no item {missing[0]} ({len(missing)} missing)")
    return items
