"""Short names of divisions in headlines (说尽柳州变迁), where the article has the full name.

The tagger knows few counties; in a headline a name that nothing longer covers is nearly always
the place.  Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.article import Article
from ...models import lexicon as lx
from ..candidates import Candidate
from ..readings import FORMED
from .context import fuller

HEADS = ("title", "kicker", "subtitle")
SURE = 0.5
COVERED = 0.3
"""A name that a longer one covers so likely may be a part of it."""
_OPEN = frozenset("¶\n 　：:，,、“—")


def titled(article: Article, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, and those for short names in headlines by their form, too."""
    found = list(candidates)
    # 黄平谷陇：…, a county and its town
    chained = {c.start for c in found if c.rule in ("place.stem_chain", "place.chain")}
    yield from found
    for candidate in found:
        start, end = candidate.start, candidate.end
        if candidate.rule == "place.short" and start not in chained and _stands(article, candidate):
            features = {**candidate.features, **FORMED}
            yield Candidate("PLACE", start, end, "place.title", candidate.attrs, features)


def _stands(article: Article, candidate: Candidate) -> bool:
    """Whether the name is in a headline, whole in the article, and free; an everyday word
    (光明, 会同) at the begin of a phrase."""
    mine, text = candidate.features, article.text
    if mine["known_p"] < SURE or mine["cover"] >= COVERED or "marked" in mine:
        return False
    block = article.block_at(candidate.start)
    if block is None or block.role not in HEADS:
        return False
    name = text[candidate.start : candidate.end]
    if name in lx.lexicon().common and lx.left(text, candidate.start, 1) not in _OPEN:
        return False
    return fuller(text, name) == "full"
