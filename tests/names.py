"""Shared by the tests of organizations, places and people: candidates resolved without a scorer."""

from __future__ import annotations

from types import ModuleType

from zhengwen.corpus.article import Article, Block
from zhengwen.corpus.view import TextView
from zhengwen.extract import organizations, people, places, refusals
from zhengwen.extract.candidates import Candidate, Mention
from zhengwen.extract.pool import is_wall, walled

KINDS: tuple[ModuleType, ...] = (organizations, places, people)
SURE = {
    "person.credit": 0.97,
    "person.masked": 0.95,
    "place.crossing": 0.99,
    "place.house": 0.99,
    "place.station": 0.99,
    "person.foreign": 0.45,
}


def article(text: str) -> Article:
    """An article of paragraphs, one to a line."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Article(TextView.of(text), tuple(blocks), (0, len(text)))


def weight(candidate: Candidate) -> float:
    """A stand-in for the scorer: the rule's own probability times the length."""
    features = candidate.features
    p = SURE.get(candidate.rule)
    if p is None:
        sources = ("fixed_p", "edge_p", "known_p", "name_p")
        p = next((features[k] for k in sources if k in features), 0.75)
    return (p - 0.4) * (candidate.end - candidate.start)


def mentions(art: Article) -> list[Mention]:
    """The best candidates of all name kinds, interpreted."""
    proposed = [c for kind in KINDS for c in kind.propose(art)]
    walls = sorted((c for c in proposed if is_wall(c)), key=lambda c: c.start)
    reach = max((c.end - c.start for c in walls), default=0)
    found = [
        c
        for c in proposed
        if c.decoy
        or not (
            walled((c.start, c.end, c.type), [w for w in walls if w.type == c.type], reach)
            or refusals.impossible(c.type, art.text, c.start, c.end)
        )
    ]
    found.sort(key=lambda c: (-weight(c), c.start))
    used: set[int] = set()
    chosen = []
    for c in found:
        if weight(c) <= 0 or not used.isdisjoint(range(c.start, c.end)):
            continue
        used.update(range(c.start, c.end))
        if not c.decoy:
            chosen.append(Mention(c.type, c.start, c.end, 0.9, (c.rule,), c.attrs))
    chosen.sort(key=lambda m: m.start)
    for kind in KINDS:
        done = {(m.type, m.start, m.end): m for m in kind.interpret(art, chosen)}
        chosen = [done.get((m.type, m.start, m.end), m) for m in chosen]
    return chosen
