"""Training text for the tagger: public sets, silver labels, the project's own corpus.

The sources disagree with the guidelines in known ways (see the corpora's
datasheet); what a rule can mend is mended here, before training:

- 街道, 社区, 镇, 乡, 村 are marked as places; here they are organizations;
- a chain of places (河南省 + 郑州市) is split; here it is one place;
- a place before a body (郑州市 + 教育局) is split off; here it is part of the body.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
Sentence = tuple[str, list[Span]]

NER_TRAIN = (
    "msra.train_sample",
    "peoples_daily.dev",
    "uner_gsdsimp.train",
    "resume.train",
    "cluener.train",
)
"""Public sets that the tagger learns from."""
OPEN = "?"
"""The kind of a span that may be anything: it is left out of the loss."""
_KEEP = frozenset({"ORG", "PLACE", "PERSON"})
_GRASS_ROOTS = re.compile(r".+(?:街道|社区|[镇乡村])$")


def mend(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans of foreign annotation under this project's guidelines.

    >>> mend([(0, 3, "PLACE"), (3, 6, "PLACE"), (6, 9, "ORG")], "河南省郑州市教育局办公")
    [(0, 9, 'ORG')]
    >>> mend([(0, 4, "PLACE")], "柳浦街道")
    [(0, 4, 'ORG')]
    """
    result: list[Span] = []
    for start, end, kind in sorted(spans):
        if kind not in _KEEP:
            continue
        if kind == "PLACE" and _GRASS_ROOTS.fullmatch(text[start:end]):
            kind = "ORG"
        if result and result[-1][1] == start and result[-1][2] == "PLACE" and kind != "PERSON":
            start = result.pop()[0]
        if result and result[-1][1] > start:
            continue
        result.append((start, end, kind))
    return result


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def labelled(path: Path) -> Iterator[Sentence]:
    """Sentences of one public or silver file with mended spans."""
    for row in _rows(path):
        spans = [(e["start"], e["end"], e["label"]) for e in row["entities"]]
        yield row["text"], mend(spans, row["text"])


def public_sentences(data: Path) -> Iterator[Sentence]:
    """Sentences of the public sets :data:`NER_TRAIN` under ``data/ner``."""
    for name in NER_TRAIN:
        yield from labelled(data / "ner" / f"{name}.jsonl.gz")


def silver_items(data: Path) -> Iterator[tuple[str, Sentence]]:
    """The silver labels under ``data/silver``: news item and sentence, in order."""
    for row in _rows(data / "silver" / "xwlb.lac.jsonl.xz"):
        spans = [(e["start"], e["end"], e["label"]) for e in row["entities"]]
        yield row["id"], (row["text"], mend(spans, row["text"]))


def agreed_sentences(path: Path, source: str) -> list[Sentence]:
    """Sentences of a file of agreed labels, from one source (``news`` or ``public``).

    One-character places (京剧, 抵港) are no mentions here, and stay open: the public
    sets mark them, the guidelines do not.
    """
    result: list[Sentence] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row_source, text, spans = json.loads(line)
            if row_source == source:
                short = [(s, e, OPEN if e - s == 1 and k == "PLACE" else k) for s, e, k in spans]
                result.append((text, short))
    return result
