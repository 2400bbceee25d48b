"""Speed of number, count and date reading, in characters per second on one core.

    python evaluation/bench_numbers.py NEWS.jsonl.xz [every]

The news is JSON lines with a ``text`` key, packed with xz, gzip or not at all; ``every``
takes one text in so many.  Other tools run on the same texts where they are installed.
"""

from __future__ import annotations

import gzip
import importlib
import json
import lzma
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

OPENERS: dict[str, Callable[..., Iterable[str]]] = {".xz": lzma.open, ".gz": gzip.open}
PEER_CHARACTERS = 20_000
"""How much text the slow peers are given."""

WARM_UP = 50
"""Texts that are read before the clock runs: tables are read and patterns compiled on first use."""


def read_texts(path: Path, every: int = 1) -> list[str]:
    """The texts of the news file, one in ``every``."""
    opener = OPENERS.get(path.suffix, open)
    lines = opener(path, "rt", encoding="utf-8")
    return [json.loads(line)["text"] for i, line in enumerate(lines) if i % every == 0]


def speed(run: Callable[[str], object], texts: Sequence[str]) -> float:
    """Characters per second of ``run`` over ``texts``, after a few to fill its tables."""
    for text in texts[:WARM_UP]:
        run(text)
    begin = time.process_time()
    for text in texts:
        run(text)
    return sum(map(len, texts)) / (time.process_time() - begin)


def _recognizers(package: str, recognizer: str, model: str) -> Callable[[str], object]:
    module = importlib.import_module(package)
    parse: Callable[[str], object] = getattr(getattr(module, recognizer)("zh-cn"), model)().parse
    return parse


def _jionlp(method: str) -> Callable[[str], object]:
    extract: Callable[[str], object] = getattr(importlib.import_module("jionlp").ner, method)
    return extract


PEERS: dict[str, Callable[[], Callable[[str], object]]] = {
    "Recognizers-Text number": lambda: _recognizers(
        "recognizers_number", "NumberRecognizer", "get_number_model"
    ),
    "Recognizers-Text date": lambda: _recognizers(
        "recognizers_date_time", "DateTimeRecognizer", "get_datetime_model"
    ),
    "JioNLP money": lambda: _jionlp("extract_money"),
    "JioNLP time": lambda: _jionlp("extract_time"),
}


def _peers() -> dict[str, Callable[[str], object]]:
    """The other tools that are installed and can be loaded."""
    found = {}
    for name, load in PEERS.items():
        try:
            found[name] = load()
        except ImportError as error:
            print(f"{name}: not run ({error})", file=sys.stderr)
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the speeds; returns the exit status."""
    if not arguments or not Path(arguments[0]).exists():
        print(__doc__)
        return 2
    texts = read_texts(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1)
    counts = importlib.import_module("zhengwen.extract.counts")
    numbers = importlib.import_module("zhengwen.extract.numbers")
    dates = importlib.import_module("zhengwen.extract.dates")
    articles = importlib.import_module("zhengwen.corpus.article")
    views = importlib.import_module("zhengwen.corpus.view")
    mention = importlib.import_module("zhengwen.extract.candidates").Mention

    def find_counts(text: str) -> object:
        return list(counts.find_counts(text))

    def find_dates(text: str) -> object:
        return dates.find_dates(text, "2024-06-30")

    def both(text: str) -> object:
        return find_counts(text), find_dates(text)

    def whole(text: str) -> object:
        article = articles.Article(views.TextView.of(text), (), (0, len(text)))
        found = [c for c in counts.propose(article) if not c.decoy]
        made = [mention(c.type, c.start, c.end, 1.0, (c.rule,), c.attrs) for c in found]
        return counts.interpret(article, made)

    rows: dict[str, float] = {
        # Together first: what expressions mean is kept, so a second pass over a text is faster.
        "both, with values": speed(both, texts),
        "find_counts again": speed(find_counts, texts),
        "find_dates again": speed(find_dates, texts),
        "counts, with what is counted": speed(whole, texts),
        "find_numbers": speed(numbers.find_numbers, texts[: max(1, len(texts) // 4)]),
    }
    few, size = [], 0
    for text in texts:
        few.append(text)
        size += len(text)
        if size > PEER_CHARACTERS:
            break
    for name, run in _peers().items():
        rows[name] = speed(run, few)
    print(f"{sum(map(len, texts)):,} characters in {len(texts):,} texts")
    for name, rate in rows.items():
        print(f"{name:32} {rate:14,.0f} characters/s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
