"""CoNLL: one character a line with its offset and a BIO tag, an empty line between lines of text.

White space is not written; the second column is the character's code-point
offset in the source, so that the text can be laid out again.  A line break
inside a mention does not end the sentence.  Columns are separated by tabs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import CorpusError
from . import markup
from .spans import Span, SpanText, mentions


def _tags(gold: markup.GoldFile) -> list[str]:
    tags = ["O"] * len(gold.text)
    for mention in mentions(gold):
        for offset in range(mention.start, mention.end):
            tags[offset] = f"{'B' if offset == mention.start else 'I'}-{mention.type}"
    return tags


def _lines(gold: markup.GoldFile) -> Iterator[str]:
    yield f"# id = {gold.id}"
    yield f"# length = {len(gold.text)}"
    open_line = False
    for offset, (char, tag) in enumerate(zip(gold.text, _tags(gold), strict=True)):
        if char == "\n" and tag == "O" and open_line:
            yield ""
            open_line = False
        elif not char.isspace():
            yield f"{char}\t{offset}\t{tag}"
            open_line = True
    if open_line:
        yield ""


def write(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """``SPLIT.conll``."""
    text = "".join(line + "\n" for gold in files for line in _lines(gold))
    (folder / f"{split}.conll").write_text(text, encoding="utf-8", newline="\n")


def read(path: Path) -> Iterator[SpanText]:
    """Texts with white space as plain spaces and line breaks lost, spans at source offsets."""
    name: str | None = None
    chars: list[str] = []
    spans: list[Span] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# id = "):
            if name is not None:
                yield SpanText(name, "".join(chars), tuple(spans))
            name, chars, spans = line.removeprefix("# id = "), [], []
        elif line.startswith("# length = "):
            chars = [" "] * int(line.removeprefix("# length = "))
        elif line:
            char, position, tag = line.split("\t")
            offset = int(position)
            chars[offset] = char
            if tag.startswith("B-"):
                spans.append(Span(offset, offset + 1, tag[2:]))
            elif tag.startswith("I-"):
                if not spans or spans[-1].type != tag[2:]:
                    raise CorpusError(f"{path.name}: {tag} continues nothing at {offset}")
                spans[-1] = Span(spans[-1].start, offset + 1, tag[2:])
    if name is not None:
        yield SpanText(name, "".join(chars), tuple(spans))
