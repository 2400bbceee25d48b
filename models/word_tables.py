"""Recipe: the counted rows of ``common_words.tsv`` and ``place_share.tsv``.

``zhengwen train names --data DIR`` calls :func:`write` before it trains, so that the tables
and the weights come from the same data.  Rows whose source is not a count are kept as they
stand: they are written by hand.  Same data, same bytes.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import ahocorasick_rs

from ..corpus.fold import fold
from ..seeds.table import read_table
from . import lexicon as lx

NEWS = "counts over public news"
NAMES = "counts over public name annotation"
NER = ("msra.train_sample", "peoples_daily.dev", "uner_gsdsimp.train", "cluener.train")

CLASSES = ((1000, "3"), (200, "2"), (0, "1"))
"""Least count of each class of frequency."""
LEAST_WORD = 25
LEAST_BEFORE_HEAD = 6
"""Least counts of a word, and of one of at most three characters that ends like a name."""
LEAST_NAME = 5
LISTED_BELOW = 0.9
PRIOR = 0.6
"""Share of a name not seen at all; it weighs as much as one occurrence."""

_HAN = re.compile("[\u4e00-\u9fff]{2,4}")
Row = tuple[str, list[tuple[int, int, str]], list[int]]


def _rows(path: Path) -> Iterator[Row]:
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            marks = [(int(e["start"]), int(e["end"]), str(e["label"])) for e in row["entities"]]
            yield row["text"], marks, row.get("words", [])


def word_classes(rows: Iterable[Row]) -> dict[str, str]:
    """Everyday words of 2 to 4 characters outside marked names and dates, with their class."""
    counts: Counter[str] = Counter()
    for text, marks, ends in rows:
        marked = bytearray(len(text))
        for start, end, _ in marks:
            marked[start:end] = b"\1" * (end - start)
        begin = 0
        for end in ends:
            if end - begin > 1 and not any(marked[begin:end]):
                counts[text[begin:end]] += 1
            begin = end
    lex = lx.lexicon()
    heads = {word for word, tag in zip(lex.words, lex.tags, strict=True) if tag & lx.HEAD}
    found = {}
    for word, n in counts.items():
        if not _HAN.fullmatch(word):
            continue
        if n >= LEAST_WORD or (n >= LEAST_BEFORE_HEAD and len(word) < 4 and word[-1] in heads):
            found[word] = next(name for least, name in CLASSES if n >= least)
    return found


def place_shares(rows: Iterable[Row]) -> dict[str, float]:
    """Of a division's name's occurrences, the share inside marked places and bodies.

    Only names seen at least ``LEAST_NAME`` times whose share is below ``LISTED_BELOW``.
    """
    lex = lx.lexicon()
    words = [word for word, tag in zip(lex.words, lex.tags, strict=True) if tag & lx.AREA]
    automaton = ahocorasick_rs.AhoCorasick(
        words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text, marks, _ in rows:
        cover = bytearray(len(text))
        for start, end, kind in marks:
            if kind in ("PLACE", "ORG"):
                cover[start:end] = b"\1" * (end - start)
        for index, start, end in automaton.find_matches_as_indexes(fold(text)):
            seen[words[index]] += 1
            # Machine marks cut some names in two (香港|特别行政区).
            inside[words[index]] += all(cover[start:end])
    shares = {word: (inside[word] + PRIOR) / (n + 1) for word, n in seen.items()}
    return {
        word: max(0.02, share)
        for word, share in shares.items()
        if seen[word] >= LEAST_NAME and share < LISTED_BELOW
    }


def _kept(path: Path, counted: str) -> tuple[str, list[str]]:
    """The header, and the rows that are no counts (comments go with the header)."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    top = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    return "\n".join(lines[:top]), [s for s in lines[top:] if not s.endswith("\t" + counted)]


def _write(path: Path, counted: str, new: dict[str, str]) -> None:
    header, kept = _kept(path, counted)
    by_hand = {line.split("\t")[0] for line in kept}
    rows = kept + [f"{w}\t{value}\t{counted}" for w, value in new.items() if w not in by_hand]
    path.write_text("\n".join([header, *sorted(rows)]) + "\n", encoding="utf-8")


def write(data: Path, seeds: Path) -> None:
    """Count anew over ``data`` (``ner/`` and ``silver/``) and rewrite both tables in ``seeds``.

    What was read of the old tables is forgotten.
    """
    silver = data / "silver" / "xwlb.lac.jsonl.xz"
    _write(seeds / "common_words.tsv", NEWS, word_classes(_rows(silver)))
    sources = [silver, *(data / "ner" / f"{name}.jsonl.gz" for name in NER)]
    shares = place_shares(row for path in sources for row in _rows(path))
    _write(seeds / "place_share.tsv", NAMES, {w: f"{share:.2f}" for w, share in shares.items()})
    for cached in (read_table, lx.lexicon, lx.scan):
        cached.cache_clear()
