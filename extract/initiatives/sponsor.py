"""Who runs an initiative: subject, possessor, 由…牵头, and what the article names nearest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..candidates import Mention
from .vocabulary import classed

_AGENT_AFTER = re.compile(
    "[”’\"]?[^。！？\n]{0,6}?由(?=[^，。\n]{2,40}?(?:牵头|主办|开发|组织|负责|发起|承办|推出|实施|打造|联合|运营|主导|建设|举办))"
)
_ANAPHOR = re.compile("(?:该|我)?(?P<unit>镇|乡|县|区|市|街道|社区|村|旗|局|院|校|学校|州)(?:里|上|内)?(?=[^一-鿿]|[推实开启把用将办建探创打定搞的从]|$)")
_SENTENCE = re.compile("[。！？\n]")
_JOINED = re.compile("(?:、|和|与|会同|联合|及|以及|携手|，|,)+(?:当地|辖区)?$")
_HOST = re.compile("主办|牵头|发起|举办|组织")
_SUPPORT = re.compile("(?:在|到|走进|面向|针对|对|给|从|向|为|与|赴|来到|通过|据|于)$")


def _sentence(text: str, position: int) -> tuple[int, int]:
    start = 0
    for match in _SENTENCE.finditer(text, max(0, position - 300), position):
        start = match.end()
    if not start:
        start = max(0, position - 300)
    found = _SENTENCE.search(text, position)
    return start, found.start() if found else len(text)


def _first_of_list(text: str, bodies: Sequence[Mention], index: int) -> Mention:
    """The first of joined bodies: 县林业局 in 县林业局与县教育局联合开展."""
    while index > 0:
        gap = text[bodies[index - 1].end : bodies[index].start]
        if len(gap) <= 4 and _JOINED.fullmatch(gap) and "，" not in gap and "," not in gap:
            index -= 1
        else:
            break
    return bodies[index]


def _located(text: str, body: Mention) -> bool:
    """Whether the body is only where something happens (在…, 走进…)."""
    return _SUPPORT.search(text[max(0, body.start - 2) : body.start]) is not None


def _launches(piece: str) -> bool:
    return any(len(word) > 1 and word in piece for word in classed("launch")) or re.search(
        "[推办建创搞设评编]", piece
    ) is not None


def sponsor_here(
    text: str, mention: tuple[int, int], bodies: Sequence[Mention], kind: str
) -> tuple[str | None, float]:
    """The body that the sentence of a mention names as running it, and how sure that is."""
    start, end = mention
    low, high = _sentence(text, start)
    starts = [b.start for b in bodies]
    agent = _AGENT_AFTER.match(text, end)
    if agent:
        i = bisect_left(starts, agent.end())
        if i < len(bodies) and bodies[i].start - agent.end() <= 4 and bodies[i].end <= high:
            return text[bodies[i].start : bodies[i].end], 3.0
    before = [k for k, b in enumerate(bodies) if low <= b.start and b.end <= start]
    if before:
        k = before[-1]
        body = bodies[k]
        gap = text[body.end : start].strip("“‘\" ")
        if gap in ("", "的", "：", ":"):
            if not _located(text, body):
                return text[body.start : body.end], 2.8 if gap == "的" else 2.2
        # Further left: the nearest body that a launch verb follows.
        for k in reversed(before):
            body = bodies[k]
            between = text[body.end : start]
            if len(between) > 60:
                break
            if _located(text, body) and not re.match("(?:主办|举办|牵头|组织|开展)", between):
                continue
            if _launches(between) or re.search("(?:以|按照|依托|通过|运用|用|围绕)$", between.strip("“‘\" ")):
                return _name(text, _first_of_list(text, bodies, k)), 2.5
    return None, 0.0


def _name(text: str, body: Mention) -> str:
    return text[body.start : body.end]


def sponsor_near(
    text: str, mention: tuple[int, int], bodies: Sequence[Mention], headline: Sequence[Mention]
) -> str | None:
    """The body that acts where the mention's own sentence names none.

    镇里, 该街道: the last body of that rank; otherwise the last acting body in the
    paragraph, then the body of the headline.
    """
    start, _ = mention
    low, _ = _sentence(text, start)
    earlier = [b for b in bodies if b.end <= start]
    anaphor = None
    for match in _ANAPHOR.finditer(text, low, start):
        anaphor = match
    if anaphor is not None:
        unit = anaphor["unit"]
        for body in reversed(earlier):
            if _name(text, body).endswith(unit):
                return _name(text, body)
    paragraph = text.rfind("\n", 0, start) + 1
    for body in reversed(earlier):
        if body.start < paragraph:
            break
        if body.type == "ORG" and not _located(text, body):
            return _name(text, body)
    if headline:
        return _name(text, headline[0])
    for body in reversed(earlier):
        if body.type == "ORG" and not _located(text, body):
            return _name(text, body)
    return _name(text, earlier[-1]) if earlier else None
