"""Stand-off annotation of real newspaper pages, which are not in the repository.

A file ``standoff/NAME.json`` says where the fields and mentions of a page stand
(code-point offsets), with their labels, attributes and the page's hash, but
holds no running text of it.  With the folder of pages at hand, :func:`rebuild`
gives the annotation in the guidelines' JSON form, character for character.

Fields (title, kicker …), and attribute values longer than :data:`LONGEST` that
stand in the page, are lists of ``[start, end]`` pieces; the surface of a mention
is always read off the page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from .view import surface_text

LONGEST = 10
"""Attribute values up to this many characters are kept as text."""

_LINES = ("kicker", "title", "subtitle")


def folder() -> Path:
    """The folder of the shipped stand-off files."""
    return Path(str(resources.files(__package__).joinpath("standoff")))


def _piece(source: str, text: str, near: int) -> list[int] | None:
    """The occurrence of ``text`` in ``source`` nearest to ``near``, line breaks ignored."""
    pattern = r"\s*".join(re.escape(char) for char in text if not char.isspace())
    found = [
        [match.start(), match.end()]
        for match in re.finditer(pattern, source)
        if surface_text(source, *match.span()) == text
    ]
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def _pieces(source: str, text: str, near: int) -> list[list[int]]:
    """Pieces of ``source`` that give ``text`` when joined by one space."""
    whole = _piece(source, text, near)
    if whole is not None:
        return [whole]
    words = text.split(" ")
    pieces: list[list[int]] = []
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            piece = _piece(source, " ".join(words[first:last]), near)
            if piece is not None:
                pieces.append(piece)
                first = last
                break
        else:
            raise CorpusError(f"not in the page: {text!r}")
    return pieces


def _text(source: str, pieces: list[list[int]]) -> str:
    return " ".join(surface_text(source, start, end) for start, end in pieces)


def _strip_value(source: str, value: Any, near: int) -> Any:
    if isinstance(value, str) and len(value) > LONGEST:
        piece = _piece(source, value, near)
        return value if piece is None else {"at": [piece]}
    if isinstance(value, list):
        return [_strip_value(source, part, near) for part in value]
    return value


def _fill_value(source: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _text(source, value["at"])
    if isinstance(value, list):
        return [_fill_value(source, part) for part in value]
    return value


def strip(gold: dict[str, Any], source: str) -> dict[str, Any]:
    """The stand-off form of ``gold``, the annotation of the page text ``source``.

    Raises :class:`CorpusError` when :func:`rebuild` would not give ``gold`` back.
    """
    articles = []
    for article in gold["articles"]:
        body = article["body"]
        near = body[0] if body else 0
        bare = dict(article)
        for key in _LINES:
            bare[key] = None if article[key] is None else _pieces(source, article[key], near)
        bare["section_heads"] = [_pieces(source, head, near) for head in article["section_heads"]]
        bare["mentions"] = [
            {
                **{key: mention[key] for key in ("type", "start", "end")},
                "attrs": {
                    key: _strip_value(source, value, mention["start"])
                    for key, value in mention["attrs"].items()
                },
            }
            for mention in article["mentions"]
        ]
        articles.append(bare)
    stripped = {**gold, "articles": articles}
    if _filled(stripped, source) != gold:
        raise CorpusError(f"{gold['source']}: the stand-off form does not give the annotation back")
    return stripped


def _filled(standoff: dict[str, Any], source: str) -> dict[str, Any]:
    articles = []
    for article in standoff["articles"]:
        full = dict(article)
        for key in _LINES:
            full[key] = None if article[key] is None else _text(source, article[key])
        full["section_heads"] = [_text(source, pieces) for pieces in article["section_heads"]]
        full["mentions"] = [
            {
                **{key: mention[key] for key in ("type", "start", "end")},
                "text": surface_text(source, mention["start"], mention["end"]),
                "attrs": {
                    key: _fill_value(source, value) for key, value in mention["attrs"].items()
                },
            }
            for mention in article["mentions"]
        ]
        articles.append(full)
    return {**standoff, "articles": articles}


def rebuild(standoff: dict[str, Any], page: bytes) -> dict[str, Any]:
    """The annotation of ``page`` (the bytes of the file) in the guidelines' JSON form.

    Raises :class:`CorpusError` when the page is not the annotated one.
    """
    if hashlib.sha256(page).hexdigest() != standoff["sha256"]:
        raise CorpusError(f"{standoff['source']}: not the annotated text (its sha256 differs)")
    return _filled(standoff, page.decode("utf-8"))


def rebuild_all(pages: Path, standoff: Path | None = None) -> Iterator[dict[str, Any]]:
    """The annotation of every page of the stand-off folder, read from the folder ``pages``."""
    for path in sorted((standoff or folder()).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        page = pages / data["source"]
        if not page.exists():
            raise CorpusError(f"{page}: the page of {path.name} is not in the folder")
        yield rebuild(data, page.read_bytes())


def store(gold: dict[str, Any], page: bytes, target: Path) -> Path:
    """Write the stand-off form of ``gold`` into the folder ``target``."""
    if hashlib.sha256(page).hexdigest() != gold["sha256"]:
        raise CorpusError(f"{gold['source']}: not the annotated text (its sha256 differs)")
    path = target / (Path(gold["source"]).stem + ".json")
    data = strip(gold, page.decode("utf-8"))
    path.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
