"""Texts too long for one article: gazettes, yearbooks, an archive run together without line breaks.

What is said elsewhere in an article tells what a name is, so reading one takes time that
grows faster than its length.  No article of a newspaper comes near :data:`LONGEST`; what is
longer is read in parts, one record each, so that nothing is left out and no text holds up a run.
"""

from __future__ import annotations

from dataclasses import replace

from .article import Article, Block

LONGEST = 30_000
"""Characters of one article, at most."""
_ENDS = "。！？!?；;"
_MARGIN = 1_000
"""So many characters before the place where a part should end, the end of a sentence is sought."""


def parts_of(article: Article) -> list[Article]:
    """``article``, or its parts of about one length with a warning that says which each is.

    Parts end where a block ends, else behind a sentence.
    """
    size = len(article.view)
    if size <= LONGEST:
        return [article]
    number = -(-size // (LONGEST - _MARGIN))
    cuts = [0]
    for i in range(1, number):
        cuts.append(max(_cut(article, i * size // number), cuts[-1] + 1))
    cuts.append(size)
    return [
        _part(article, cuts[i], cuts[i + 1], f"part {i + 1} of {number} of one long text")
        for i in range(number)
    ]


def _cut(article: Article, at: int) -> int:
    """The best place for a cut in the ``_MARGIN`` before ``at``."""
    text = article.text
    low = max(0, at - _MARGIN)
    line = text.rfind("\n", low, at)
    if line >= 0:
        return line + 1
    sentence = max(text.rfind(mark, low, at) for mark in _ENDS)
    if sentence < 0:
        return at
    return sentence + (2 if text.startswith(("”", "』", "」"), sentence + 1) else 1)


def _part(article: Article, start: int, end: int, note: str) -> Article:
    """The characters ``[start, end)`` of the clean text as an article of their own."""
    text = article.text
    stop = end - (text[end - 1] == "\n")
    blocks = tuple(
        Block(block.role, max(block.start, start) - start, min(block.end, stop) - start)
        for block in article.blocks
        if block.start < stop and block.end > start
    )
    view = article.view.slice(start, stop)
    whole = article.view.to_source(start, max(stop, start + 1))
    span = (
        article.span[0] if start == 0 else whole[0],
        article.span[1] if end == len(text) else whole[1],
    )
    body = article.body and (max(article.body[0], span[0]), min(article.body[1], span[1]))
    return replace(
        article,
        view=view,
        blocks=blocks,
        span=span,
        body=body if body and body[0] < body[1] else None,
        section_heads=tuple(view.text[b.start : b.end] for b in blocks if b.role == "head"),
        bylines=tuple(
            replace(name, start=name.start - start, end=name.end - start)
            for name in article.bylines
            if start <= name.start and name.end <= stop
        ),
        warnings=(*article.warnings, note),
    )
