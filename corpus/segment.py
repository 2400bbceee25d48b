"""A document cut into articles (first version)."""

from __future__ import annotations

import re

from .article import Article, Block, BylineName
from .document import Document
from .view import ViewBuilder, lines

_BYLINE = re.compile(r"^[(（]?\s*(?:见习|实习|本报)?(?:记者|通讯员)\s*[:： ]?.{0,40}$")
_NAME = re.compile(r"(记者|通讯员)[\s:：]*((?:[\u4e00-\u9fff·]{2,4}[ \u3000、]*)+)")
_WORD = re.compile(r"(?!记者|通讯员|文图)[\u4e00-\u9fff·]{2,4}")
_FINAL = "。！？!?”…）)；;"


def _role(text: str) -> str:
    if _BYLINE.match(text):
        return "byline"
    if text[0] in "▲■●▼◆" or text.startswith("图为"):
        return "caption"
    if len(text) <= 45 and text[-1] not in "。；;，,、" and not text.startswith("本报讯"):
        return "title"
    return "paragraph"


def segment(document: Document) -> list[Article]:
    """The articles of ``document``, in order; at least one."""
    rows = []
    for start, end in lines(document.view):
        raw = document.view.text[start:end]
        text = raw.strip(" \t\u3000\xa0\x00")
        if text:
            start += raw.index(text)
            rows.append((start, start + len(text), text, _role(text)))
    groups: list[list[tuple[int, int, str, str]]] = []
    for row in rows:
        after_body = groups and any(r[3] == "paragraph" for r in groups[-1])
        after_byline = groups and any(r[3] == "byline" for r in groups[-1])
        if not groups or (row[3] == "title" and after_body and after_byline):
            groups.append([])
        groups[-1].append(row)
    return [_article(document, group) for group in groups] or [
        Article(document.view.slice(0, 0), (), (0, 0), warnings=("no text",))
    ]


def _article(document: Document, rows: list[tuple[int, int, str, str]]) -> Article:
    builder = ViewBuilder()
    blocks: list[Block] = []
    names: list[BylineName] = []
    seen = False
    titles: list[str] = []
    heads: list[str] = []
    body: list[tuple[int, int]] = []
    for start, end, text, found in rows:
        if blocks:
            builder.add_break("\n", min(document.view.offsets[start] - 1, last + 1))
        at = len(builder)
        builder.add(document.view.slice(start, end))
        last = document.view.offsets[end - 1]
        role = "head" if found == "title" and seen else found
        seen = seen or role == "paragraph"
        if role == "title":
            titles.append(text)
        elif role == "head":
            heads.append(text)
        elif role in ("paragraph",):
            body.append(document.view.to_source(start, end))
        blocks.append(Block(role, at, at + len(text)))
        if role == "byline":
            for match in _NAME.finditer(text):
                kind = "reporter" if match[1] == "记者" else "correspondent"
                for word in _WORD.finditer(match[2]):
                    where = at + match.start(2) + word.start()
                    names.append(BylineName(kind, word[0], where, where + len(word[0])))
    return Article(
        builder.build(),
        tuple(blocks),
        document.view.to_source(rows[0][0], rows[-1][1]),
        (body[0][0], body[-1][1]) if body else None,
        title=" ".join(titles) or None,
        section_heads=tuple(heads),
        bylines=tuple(names),
        published=document.published,
    )
