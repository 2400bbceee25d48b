"""The annotated corpus's source format: newspaper text with inline marks.

One file holds one page, web page or single article.  Front matter between two
``---`` lines says where the text is set; the rest is the file as a newspaper
would have it, with zero-width structure marks (``⟪title⟫``, ``⟪body⟫`` …
``⟪/body⟫``) and mentions written ``⟦TYPE surface|key=value;key=value⟧``.
Everything else (plain text, stand-off gold, exports) is built from these files.

All offsets are code points into the text with the marks removed, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from .view import surface_text

TYPES = ("ORG", "PLACE", "PERSON", "COUNT", "DATE", "INITIATIVE")
"""Mention types, in the order of the guidelines."""

ORG_KINDS = frozenset(
    [
        "party",
        "government",
        "legislature",
        "judicial",
        "mass",
        "subdistrict",
        "community",
        "enterprise",
        "school",
        "hospital",
        "culture",
        "media",
        "association",
        "park",
        "team",
        "other",
    ]
)
PLACE_LEVELS = frozenset(
    [
        "country",
        "province",
        "city",
        "county",
        "town",
        "village",
        "road",
        "site",
        "natural",
        "region",
        "other",
    ]
)
DATE_KINDS = frozenset(["date", "time", "duration", "set", "vague"])
INITIATIVE_KINDS = frozenset(
    ["formula", "programme", "method", "campaign", "platform", "document", "brand"]
)
MODIFIERS = frozenset(["exact", "about", "over", "under"])
BYLINE_ROLES = ("reporter", "correspondent", "photographer")

_ATTRIBUTES = {
    "ORG": {"kind"},
    "PLACE": {"level"},
    "PERSON": {"role", "org"},
    "COUNT": {"value", "unit", "what", "modifier"},
    "DATE": {"kind", "value"},
    "INITIATIVE": {"kind", "components", "sponsor"},
}
_FRONT_KEYS = [
    "id",
    "split",
    "form",
    "province",
    "county",
    "outlet",
    "published",
    "style",
    "subjects",
    "phenomena",
    "decoys",
    "writer",
    "mirrors",
]
_REQUIRED_FRONT = ("id", "split", "form", "province", "county", "writer")
_MARK = re.compile(
    r"⟪article(?P<meta>[^⟫\n]*)⟫[ \t]*\n"
    r"|⟪(?P<tag>/?[a-z]+)⟫"
    r"|⟦(?P<type>[A-Z]+) (?P<surface>[^⟦⟧|]+)(?:\|(?P<attrs>[^⟦⟧]*))?⟧"
)

_LINE_TAGS = ("kicker", "title", "subtitle", "head", "caption")


@dataclass(frozen=True)
class GoldMention:
    """An annotated mention; ``start``/``end`` are offsets into the file's text."""

    type: str
    start: int
    end: int
    text: str
    attrs: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class GoldArticle:
    """One annotated article.  ``body`` is ``None`` when it has no body text."""

    kicker: str | None
    title: str | None
    subtitle: str | None
    body: tuple[int, int] | None
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    photographers: tuple[str, ...]
    section_heads: tuple[str, ...]
    published: str | None
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True)
class GoldFile:
    """One annotated source file: its text, its articles and its front matter."""

    id: str
    text: str
    articles: tuple[GoldArticle, ...]
    meta: dict[str, str] = field(hash=False)

    @property
    def sha256(self) -> str:
        """Hash of the UTF-8 bytes of the text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def _number(text: str) -> int | float:
    """A number, or a fraction such as ``2/3``."""
    numerator, slash, denominator = text.partition("/")
    value = float(numerator) / (float(denominator) if slash else 1)
    return int(value) if value.is_integer() else value


def _attributes(kind: str, raw: str | None, where: str) -> dict[str, Any]:
    given: dict[str, str] = {}
    for part in (raw or "").split(";"):
        if not part.strip():
            continue
        key, equals, value = part.partition("=")
        key = key.strip()
        if not equals or key not in _ATTRIBUTES[kind]:
            raise CorpusError(f"{where}: {kind} has no attribute {part!r}")
        if key in given:
            raise CorpusError(f"{where}: attribute {key} is given twice")
        if value.strip() and value.strip() != "null":
            given[key] = value.strip()
    vocabulary: dict[str, tuple[str, frozenset[str], bool]] = {
        "ORG": ("kind", ORG_KINDS, True),
        "PLACE": ("level", PLACE_LEVELS, True),
        "DATE": ("kind", DATE_KINDS, True),
        "INITIATIVE": ("kind", INITIATIVE_KINDS, True),
        "COUNT": ("modifier", MODIFIERS, False),
    }
    if kind in vocabulary:
        key, words, needed = vocabulary[kind]
        if (needed or key in given) and given.get(key) not in words:
            raise CorpusError(f"{where}: {key} must be one of {', '.join(sorted(words))}")
    if kind == "COUNT":
        try:
            numbers = [_number(part) for part in given["value"].split("~")]
        except (KeyError, ValueError, ZeroDivisionError):
            raise CorpusError(f"{where}: COUNT needs value=NUMBER or value=LOW~HIGH") from None
        if len(numbers) > 2:
            raise CorpusError(f"{where}: a range has two ends")
        return {
            "value": numbers[0] if len(numbers) == 1 else numbers,
            "unit": given.get("unit"),
            "what": given.get("what"),
            "modifier": given.get("modifier", "exact"),
        }
    if kind == "INITIATIVE":
        components = [part for part in given.get("components", "").split("/") if part]
        return {
            "kind": given["kind"],
            "components": components,
            "sponsor": given.get("sponsor"),
        }
    return {key: given.get(key) for key in sorted(_ATTRIBUTES[kind])}


def _front_matter(raw: str, name: str) -> tuple[dict[str, str], str]:
    if not raw.startswith("---\n"):
        raise CorpusError(f"{name}: the file must begin with front matter (---)")
    head, closed, rest = raw[4:].partition("\n---\n")
    if not closed:
        raise CorpusError(f"{name}: the front matter is not closed by ---")
    meta: dict[str, str] = {}
    for number, line in enumerate(head.split("\n"), 2):
        key, colon, value = line.partition(":")
        if not colon or key not in _FRONT_KEYS:
            raise CorpusError(f"{name}:{number}: unknown front matter {line!r}")
        meta[key] = value.strip()
    for key in _REQUIRED_FRONT:
        if not meta.get(key):
            raise CorpusError(f"{name}: the front matter lacks {key}")
    return meta, rest


@dataclass
class _Open:
    published: str | None
    lines: dict[str, list[str]]
    mentions: list[GoldMention]
    body_start: int | None = None
    body_end: int | None = None

    def close(self, where: str) -> GoldArticle:
        if (self.body_start is None) != (self.body_end is None):
            raise CorpusError(f"{where}: an article needs both ⟪body⟫ and ⟪/body⟫")
        names: dict[str, list[str]] = {role: [] for role in BYLINE_ROLES}
        for mention in self.mentions:
            role = mention.attrs.get("role") if mention.type == "PERSON" else None
            if role in names:
                name = re.sub(r"\s", "", mention.text)
                if name not in names[role]:
                    names[role].append(name)
        body = None
        if self.body_start is not None and self.body_end is not None:
            body = (self.body_start, self.body_end)

        def joined(tag: str) -> str | None:
            return " ".join(self.lines[tag]) or None

        return GoldArticle(
            joined("kicker"),
            joined("title"),
            joined("subtitle"),
            body,
            tuple(names["reporter"]),
            tuple(names["correspondent"]),
            tuple(names["photographer"]),
            tuple(self.lines["head"]),
            self.published,
            tuple(self.mentions),
        )


def parse(raw: str, name: str = "corpus file") -> GoldFile:
    """Read one marked-up file.  Raises :class:`CorpusError` naming file and line."""
    meta, marked = _front_matter(raw, name)
    first_line = raw[: len(raw) - len(marked)].count("\n") + 1
    pieces: list[str] = []
    length = 0
    position = 0
    articles: list[GoldArticle] = []
    current: _Open | None = None
    line_marks: list[tuple[str, int]] = []
    where = name

    def plain(text: str) -> None:
        nonlocal length
        if stray := re.search(r"[⟪⟫⟦⟧]", text):
            line = first_line + marked.count("\n", 0, position + stray.start())
            raise CorpusError(f"{name}:{line}: stray mark near {text[stray.start() :][:20]!r}")
        pieces.append(text)
        length += len(text)

    def close() -> None:
        if current is None:
            return
        text = "".join(pieces)
        for tag, start in line_marks:
            end = text.find("\n", start)
            current.lines[tag].append(text[start : end if end >= 0 else len(text)].strip())
        line_marks.clear()
        articles.append(current.close(where))

    for match in _MARK.finditer(marked):
        plain(marked[position : match.start()])
        position = match.end()
        where = f"{name}:{first_line + marked.count(chr(10), 0, match.start())}"
        if match["meta"] is not None:
            close()
            published = re.fullmatch(r"\s*(?:published=(\d{4}-\d\d-\d\d))?\s*", match["meta"])
            if published is None:
                raise CorpusError(f"{where}: unreadable article mark {match[0].strip()!r}")
            current = _Open(published[1], {tag: [] for tag in _LINE_TAGS}, [])
            continue
        if current is None:
            raise CorpusError(f"{where}: mark before the first ⟪article⟫")
        if tag := match["tag"]:
            if tag == "body" and current.body_start is None:
                current.body_start = length
            elif tag == "/body" and current.body_end is None:
                current.body_end = length
            elif tag in _LINE_TAGS:
                if pieces and (text := "".join(pieces[-2:])) and not text.endswith("\n"):
                    raise CorpusError(f"{where}: ⟪{tag}⟫ must begin its line")
                line_marks.append((tag, length))
            else:
                raise CorpusError(f"{where}: unexpected ⟪{tag}⟫")
            continue
        kind, surface = match["type"], match["surface"]
        if kind not in TYPES:
            raise CorpusError(f"{where}: unknown type {kind}")
        if surface != surface.strip():
            raise CorpusError(f"{where}: mention {surface!r} begins or ends with a space")
        attrs = _attributes(kind, match["attrs"], f"{where}: {surface!r}")
        mention = GoldMention(
            kind, length, length + len(surface), surface_text(surface, 0, len(surface)), attrs
        )
        current.mentions.append(mention)
        pieces.append(surface)
        length += len(surface)
    plain(marked[position:])
    close()
    if not articles:
        raise CorpusError(f"{name}: no ⟪article⟫")
    return GoldFile(meta["id"], "".join(pieces), tuple(articles), meta)


def read(path: Path) -> GoldFile:
    """Read the marked-up file at ``path``; its stem must equal its ``id``."""
    gold = parse(path.read_text(encoding="utf-8"), path.name)
    if gold.id != path.stem:
        raise CorpusError(f"{path.name}: id {gold.id!r} differs from the file's name")
    return gold


def to_json(gold: GoldFile) -> dict[str, Any]:
    """The file in the guidelines' stand-off JSON format."""
    return {
        "source": f"{gold.id}.txt",
        "sha256": gold.sha256,
        "articles": [
            {
                "kicker": article.kicker,
                "title": article.title,
                "subtitle": article.subtitle,
                "body": list(article.body) if article.body else None,
                "reporters": list(article.reporters),
                "correspondents": list(article.correspondents),
                "photographers": list(article.photographers),
                "section_heads": list(article.section_heads),
                "published": article.published,
                "mentions": [
                    {
                        "type": mention.type,
                        "start": mention.start,
                        "end": mention.end,
                        "text": mention.text,
                        "attrs": mention.attrs,
                    }
                    for mention in article.mentions
                ],
            }
            for article in gold.articles
        ],
    }
