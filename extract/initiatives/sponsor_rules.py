"""Who runs an initiative, by rule: what the text states, else who acts where it stands.

Every way of finding a sponsor has a name and a strength; the strongest decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ..links import parse
from .bodies import Body
from .runners import Asked, Scene
from .ties import Span, launches, located, sentence_of, ties, uses

STRENGTH = {
    "agent": 4.5,
    "host": 4.0,
    "agent later": 3.9,
    "possessor": 3.8,
    "beside": 3.7,
    "subject near": 3.6,
    "titled near": 3.5,
    "title": 3.4,
    "headline": 3.3,
    "subject far": 2.8,
    "titled far": 2.7,
    "possessor far": 2.6,
    "user": 2.5,
    "sole": 1.55,
    "subjectless": 1.5,
    "acting": 1.5,
    "local": 1.5,
    "following": 0.5,
    "paragraph": 1.0,
    "headline place": 0.9,
    "before": 0.6,
}
"""How sure each way is, after how often it was right in the train split."""
_OPENING = re.compile("^(?:《|“)?(?:关于)?")
_UNIT = re.compile("自治县|自治旗|[省市县区旗镇乡村州]|街道|社区")
_ISSUE = re.compile("(?:印发|出台|制定|发布|推出|制订|颁布|编制)(?:了)?(?:《[^》]*》[、和])*$")
_GRASS_ROOTS = re.compile("(?:街道|社区|镇|乡|村)$")
_ORGAN = re.compile("(?:街道|镇|乡|社区|村)?(?:党委|党工委|党总支|党支部|办事处|政府|党组织)")


@dataclass(frozen=True)
class Choice:
    """A sponsor with how it was found; the higher ``strength``, the surer."""

    name: str
    how: str

    @property
    def strength(self) -> float:
        """How sure it is."""
        return STRENGTH[self.how]


def _own(text: str, span: Span, kind: str, names: Container[str]) -> Choice | None:
    """The place or body that a document's or unquoted name opens with."""
    surface = text[span[0] : span[1]]
    if kind == "brand" or (kind != "document" and surface[0] in "“《"):
        return None
    opening = _OPENING.match(surface)
    at = opening.end() if opening else 0
    place = None
    for unit in _UNIT.finditer(surface, at + 1, at + 14):
        found = surface[at : unit.end()]
        stem = re.sub("(?:自治)?[县市区旗]$", "", found)
        if found in names or (parse(found)[1] == len(found) and text.count(found) > 1):
            place = found
        elif len(stem) > 1 and stem in names:
            place = stem  # 江孜 for 《江孜县…》 in an article that only says 江孜
    if place is None:
        return None
    low, _ = sentence_of(text, span[0])
    if kind == "document" and _ISSUE.search(text[low : span[0]]) and place not in names:
        return None
    return Choice(place, "title")


def _headline(span: Span, scene: Scene) -> Choice | None:
    """For a mention in the headline: the body that the headline or kicker names."""
    if not any(s <= span[0] < e for s, e in scene.lines):
        return None
    near = [b for b in scene.in_heads if b.type == "ORG"]
    if not near:
        return None
    return Choice(min(near, key=lambda b: abs(b.start - span[0])).name, "headline")


def _following(text: str, end: int, scene: Scene) -> Choice | None:
    """The first body after the name in its sentence or the next, as subject."""
    _, high = sentence_of(text, end)
    line = text.find("\n", end)
    limit = min(high + 30, line if line >= 0 else len(text))
    index = bisect_left(scene.starts, end)
    if index == len(scene.bodies) or scene.bodies[index].start >= limit:
        return None
    body = scene.bodies[index]
    if located(text, body) or body.type != "ORG" or scene.no_host(body):
        return None
    return Choice(body.name, "following")


def _sole(text: str, start: int, scene: Scene) -> Choice | None:
    """The one body of which the text up to the name, or all of it, speaks."""
    line = text.rfind("\n", 0, start) + 1
    here = scene.between(line, start)
    near = [b for b in (*here, *scene.in_heads) if scene.hosts(b) and not b.stand_in]
    if len({b.entity for b in near}) == 1:
        return Choice(near[0].name, "sole")
    return Choice(scene.only, "sole") if scene.only is not None else None


def _acting(text: str, start: int, scene: Scene) -> Iterator[Choice]:
    """The body that acts where the name stands: in the headline, the paragraph, before."""
    heads = scene.in_heads
    alone = [b for b in heads if (b.start, b.end) in scene.lines]
    local = [b for b in heads if b.name[-1] in "镇乡村局院" or b.name.endswith(("街道", "社区"))]
    low, _ = sentence_of(text, start)
    clause = re.split("[，,；;：:]", text[low:start])[-1]
    if not scene.between(low, start) and heads and (uses(text, start) or launches(clause)):
        # A subjectless sentence (实施…计划, 依托…讲堂) goes on with who acts throughout.
        yield Choice((alone or local or heads)[0].name, "subjectless")
    if alone or local:
        yield Choice((alone or local)[0].name, "acting" if alone else "local")
        return
    line = text.rfind("\n", 0, start) + 1
    near = [b for b in scene.between(line, start) if scene.hosts(b) and not located(text, b)]
    heads = [b for b in heads if not scene.no_host(b)]
    if near:
        yield Choice(near[-1].name, "paragraph")
    elif heads:
        yield Choice(heads[0].name, "headline place")
    elif (before := scene.host_before(start)) is not None:
        yield Choice(before.name, "before")


@dataclass(frozen=True)
class Ruling:
    """What the rules make of it: the answer, and every body that some rule speaks for."""

    choice: Choice | None
    ways: tuple[tuple[str, str], ...]


def ruled(text: str, scene: Scene, asked: Asked) -> Ruling:
    """The sponsor by the rules alone."""
    bodies, lines, spans, kind = scene.bodies, scene.lines, asked.spans, asked.kind
    strong: list[Choice] = []
    weak: list[Choice] = []
    for span in spans:
        found = ties(text, span, bodies, scene.starts, asked.others)
        strong += [Choice(body.name, tie) for body, tie in found]
        strong += [
            c
            for c in (_own(text, span, kind, scene.often), _headline(span, scene))
            if c is not None
        ]
    for span in spans:
        sole = _sole(text, span[0], scene)
        weak += [sole] if sole else []
        following = _following(text, span[1], scene)
        weak += [following] if following else []
        weak += _acting(text, span[0], scene)
    ways = tuple(dict.fromkeys((c.name, c.how) for c in (*strong, *weak)))
    choices = strong or weak
    first = max(choices, key=lambda c: c.strength, default=None)
    if first is None:
        return Ruling(None, ways)
    if _ORGAN.fullmatch(first.name):
        # 街道党工委 leads in the text what the headline ascribes to 柳浦街道.
        first = next((c for c in choices if c.how == "headline"), first)
    if asked.national:
        return Ruling(None, ways)
    in_headline = any(s <= start < e for start, _ in spans for s, e in lines)
    # Used or sold rather than run by whoever stands near.
    if first.strength < 2 and kind in ("brand", "platform", "document"):
        return Ruling(None, ways)
    told = in_headline or first.how == "paragraph" or (asked.spelled and first.how == "sole")
    if first.strength < 1.6 and kind == "formula" and not told:
        return Ruling(None, ways)
    return Ruling(Choice(_as_named(first.name, bodies), first.how), ways)


def _as_named(name: str, bodies: Sequence[Body]) -> str:
    """A grass-roots unit by its short name where the article has it: 冢头镇, not 郏县冢头镇."""
    if not _GRASS_ROOTS.search(name):
        return name
    entity = next((b.entity for b in bodies if b.name == name), name)
    forms = Counter(b.name for b in bodies if b.entity == entity and not b.stand_in)
    return min((f for f in forms if len(f) > 2), key=len, default=name)


def issuer_of(scene: Scene, asked: Asked) -> str | None:
    """The one body that a document stands directly behind: 省委《…意见》和县委《…十条》."""
    starts = {start for start, _ in asked.spans} if asked.kind == "document" else set()
    ends = {body.end for body in scene.bodies}
    issuers = (b for b in scene.bodies if b.end in starts and b.type == "ORG")
    return next((b.name for b in issuers if not {b.start, b.start - 1} & ends), None)
