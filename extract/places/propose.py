"""Candidates for places: divisions and other known names, and names with a place head."""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE
from ..candidates import Candidate
from ..readings import readings

FLOOR = 0.25


def _known(text: str) -> Iterator[Candidate]:
    """Divisions (chains of full names joined) and other names in the lexicon."""
    sc = lx.scan(text)
    lex = lx.lexicon()
    done = 0
    for start in sorted(sc.start_tags):
        tag = sc.start_tags[start]
        if not tag & (lx.AREA | lx.PLACE_NAME) or start < done:
            continue
        found = sc.longest(start, lx.AREA | lx.PLACE_NAME)
        if found is None:
            continue
        end, word = found
        full = bool(tag & lx.DIV_FULL) and sc.longest(start, lx.DIV_FULL) == found
        level = lex.level[word]
        p = lex.likely(word)
        if not full and p < 0.6:
            for longer in ("市", "县", "区", "州", "旗", "省"):
                if word + longer in sc.text:
                    p = max(p, 0.7)
        chain = 1
        while full and (after := sc.longest(end, lx.DIV_FULL)):
            end, word = after
            chain += 1
            level = lex.level[word]
        rule = "place.division" if full else "place.short" if tag & lx.DIV_SHORT else "place.name"
        if p < 0.5:
            continue
        done = end
        yield Candidate(
            "PLACE", start, end, rule, {"level": level}, {"share": p, "chain": float(chain)}
        )


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    text = article.text
    lex = lx.lexicon()
    yield from _known(text)
    for head, options in readings(text):
        for option in options[:3]:
            if option.start == NONE or option.type != "PLACE" or option.p < FLOOR:
                continue
            bare = option.start == BARE
            start = head.start if bare else option.start
            level = lex.place_head_level[head.word]
            none = next((o.p for o in options if o.start == NONE), 0.0)
            yield Candidate(
                "PLACE",
                start,
                head.end,
                f"place.{'bare' if bare else level}",
                {"head": head.word, "level": level},
                {"edge_p": option.p, "none_p": none, "bare": float(bare)},
            )
