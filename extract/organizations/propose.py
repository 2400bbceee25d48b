"""Candidates for organizations: heads with their likeliest left edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Head, Option
from ..candidates import Candidate
from ..readings import readings

FLOOR = 0.25
"""Readings less likely than this are not proposed."""


def _candidate(text: str, head: Head, option: Option, options: tuple[Option, ...]) -> Candidate:
    lex = lx.lexicon()
    bare = option.start == BARE
    start = head.start if bare else option.start
    none = next((o.p for o in options if o.start == NONE), 0.0)
    if head.tags & lx.ORG_FIXED:
        family, kind = "fixed", lex.fixed_kind[head.word]
    else:
        family, kind = lex.org_family[head.word], lex.org_kind[head.word]
    return Candidate(
        "ORG",
        start,
        head.end,
        f"org.{'bare' if bare and family != 'fixed' else family}",
        {"head": head.word, "kind": kind},
        {"edge_p": option.p, "none_p": none, "bare": float(bare)},
    )


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text, in order of their ends."""
    text = article.text
    for head, options in readings(text):
        for option in options[:3]:
            if option.start == NONE or option.type != "ORG" or option.p < FLOOR:
                continue
            yield _candidate(text, head, option, options)


def repeated(candidates: list[Candidate], text: str) -> Counter[str]:
    """How often each surface is proposed."""
    return Counter(text[c.start : c.end] for c in candidates)
