"""brat stand-off: ``ID.txt`` and ``ID.ann``, and an ``annotation.conf`` for the types.

Offsets are code points into the text file.  brat wants no line break inside a
span: a mention that a break cuts in two is written as a discontinuous span
(``T1 ORG 3 5;7 9``).  Attributes stand in an ``AnnotatorNotes`` line as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import CorpusError
from . import markup
from .spans import Span, SpanText, attribute_json, mentions

CONFIGURATION = "[entities]\n{types}\n[relations]\n\n[events]\n\n[attributes]\n"
_ENTITY = re.compile(r"T\d+\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of ``[start, end)`` between line breaks, without the spaces beside them.

    >>> fragments("一键\\n 查询", 0, 6)
    [(0, 2), (4, 6)]
    """
    parts: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        piece = match[0]
        left = len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if stripped:
            first = start + match.start() + left
            parts.append((first, first + len(stripped)))
    return parts


def _annotation(gold: markup.GoldFile) -> Iterator[str]:
    for number, mention in enumerate(mentions(gold), 1):
        parts = fragments(gold.text, mention.start, mention.end)
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        surface = " ".join(gold.text[start:end] for start, end in parts)
        yield f"T{number}\t{mention.type} {offsets}\t{surface}"
        yield f"#{number}\tAnnotatorNotes T{number}\t{attribute_json(mention)}"


def write(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """``SPLIT/ID.txt``, ``SPLIT/ID.ann`` and ``annotation.conf``."""
    target = folder / split
    target.mkdir(parents=True, exist_ok=True)
    conf = CONFIGURATION.format(types="\n".join(markup.TYPES))
    (folder / "annotation.conf").write_text(conf, encoding="utf-8", newline="\n")
    for gold in files:
        (target / f"{gold.id}.txt").write_bytes(gold.text.encode("utf-8"))
        text = "".join(line + "\n" for line in _annotation(gold))
        (target / f"{gold.id}.ann").write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> Iterator[SpanText]:
    """The pairs of text and annotation in ``folder``, by name."""
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        spans: list[Span] = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            match = _ENTITY.fullmatch(line)
            if match is None:
                continue
            parts = [tuple(map(int, part.split())) for part in match[2].split(";")]
            surface = " ".join(text[start:end] for start, end in parts)
            if surface != match[3]:
                raise CorpusError(f"{path.name}: {match[3]!r} is not at {match[2]}")
            spans.append(Span(parts[0][0], parts[-1][1], match[1]))
        yield SpanText(path.stem, text, tuple(spans))
