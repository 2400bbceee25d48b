"""Attributes of initiatives: name, kind, parts, who runs it, where, since when, with what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...corpus.article import Article
from ...corpus.fold import fold
from ...models.reader import Read
from ..candidates import Mention
from .bodies import Body, bodies_of
from .formulas import Parts, of_group, take_apart, take_row, withdrawn
from .grouped import groups_of, name_of
from .kinds import counted, kind_of, numbered
from .launch import launched
from .level import of_another, of_division, of_the_state, run_locally, state_wide
from .names import bare_name, core_of
from .runners import Asked, Option, Scene
from .shape import Shape, listed_of
from .sponsor import question, sponsor_of
from .ties import SENTENCE_END

_NUMBERED = frozenset("号次期届")
_SECOND = frozenset("线代")
"""What is numbered in names that have no parts: 捷龙三号, 二次供水; 二线, 二代 (not 三代人)."""


def _ordinal(shape: Shape) -> bool:
    """Whether a name numbers one of a kind instead of counting parts."""
    return any(
        group.morpheme[:1] in _NUMBERED or (group.number == 2 and group.morpheme[:1] in _SECOND)
        for group in shape.groups
    )


_IN_FORCE = re.compile("[”’]?(?:实施|施行|出台|印发|推行|落地)(?:以来|后|至今)")
_TO_COME = re.compile(
    "(?:力争|目标|预计|争取|提出到|须(?!知)|必须|计划(?:在|用|于|投|新|建)|将(?:在|于|新|建|达|投|为|有|实现|增|再))"
    "[^。；;]*$"
)
_SMALL = re.compile("[一二三四五六七八九十两]{1,2}[^\\W\\d]?")


def _results(
    text: str, reading: _Reading, counts: Sequence[Mention], persons: Sequence[int]
) -> list[int]:
    """Indices of the counts that report on an initiative.

    Those that follow a mention in its paragraph, up to another initiative; no ages, no
    small counts written out (三类事情), no parts, nothing of a sentence about one person
    (behind the mention's own), of what somebody says, of what is to come or of what a
    document rules.  ``persons`` are where people are named.
    """
    group, others = reading.group, reading.others
    parts = reading.parts["component_spans"]
    found: set[int] = set()
    for mention in group:
        if reading.kind == "document" and not _IN_FORCE.match(text, mention.end):
            continue
        end = text.find("\n", mention.end)
        end = len(text) if end < 0 else end
        stop = min((o.start for o in others if mention.end <= o.start < end), default=end)
        low = mention.end
        while low < stop:
            mark = SENTENCE_END.search(text, low, end)
            high = mark.end() if mark else end
            inside = [(i, c) for i, c in enumerate(counts) if low <= c.start < min(high, stop)]
            aged = any(c.attrs.get("kind") == "age" for _, c in inside)
            own = low == mention.end
            if own or not (aged or any(low <= p < high for p in persons)):
                found.update(
                    i
                    for i, c in inside
                    if c.attrs.get("kind") != "age"
                    and not _SMALL.fullmatch(text, c.start, c.end)
                    and not _quoted(text, low, c.start)
                    and not _TO_COME.search(text, low, c.start)
                    and not any(a < c.end and b > c.start for a, b in parts)
                )
            low = high
    return sorted(found)


def _quoted(text: str, low: int, position: int) -> bool:
    """Whether a quotation opened since ``low`` is still open at ``position``."""
    return text.rfind("“", low, position) > text.rfind("”", low, position)


@dataclass(frozen=True)
class _Reading:
    """One initiative of an article: its mentions and what they say of it."""

    group: list[Mention]
    spans: list[tuple[int, int]]
    name: str
    kind: str
    national: bool
    parts: dict[str, Any]
    asked: Asked
    others: list[Mention]


def _readings(
    original: str, text: str, found: Sequence[Mention], read: Read | None = None
) -> Iterator[_Reading]:
    """The initiatives of an article; ``found`` are their mentions in text order."""
    told: list[tuple[list[Mention], str, str, dict[str, Any]]] = []
    for group in groups_of(text, found):
        spans = [(m.start, m.end) for m in group]
        name = name_of(original, group)
        kind = kind_of(text, spans)
        told.append((group, name, kind, _parts(text, original, name, spans, kind, read)))
    claims = [(_counts(name, text), parts["component_spans"]) for _, name, _, parts in told]
    for index in withdrawn(text, claims):
        told[index][3].update(_NONE_TOLD)
    _share_groups(text, original, told)
    for group, name, kind, parts in told:
        spans = [(m.start, m.end) for m in group]
        national = any(state_wide(original, a, b) for a, b in spans)
        inside = {id(m) for m in group}
        others = [m for m in found if id(m) not in inside]
        beside = [(m.start, m.end) for m in others]
        asked = Asked(spans, beside, kind, bool(parts["components"]), national)
        yield _Reading(group, spans, name, kind, national, parts, asked, others)


def _share_groups(
    text: str, original: str, told: Sequence[tuple[list[Mention], str, str, dict[str, Any]]]
) -> None:
    """A name that is a group of a longer one has that one's parts (“两带” of “一核一区两带”)."""
    shapes = [counted(fold(name), text) for _, name, _, _ in told]
    wholes = [
        (shape, parts["component_spans"])
        for shape, (_, _, _, parts) in zip(shapes, told, strict=True)
        if shape is not None and shape.form == "pair" and parts["components_complete"]
    ]
    for shape, (_, _, kind, parts) in zip(shapes, told, strict=True):
        if kind != "formula" or shape is None or shape.form != "single" or shape.lead:
            continue
        spans = of_group(text, shape.groups[0], wholes)
        if spans is not None and spans != parts["component_spans"]:
            parts.update(_spelled(original, Parts(tuple(spans), True)))


def _counts(name: str, text: str) -> str:
    """What a name counts, if that is one thing."""
    shape = counted(fold(name), text)
    return shape.groups[0].morpheme if shape is not None and shape.form == "single" else ""


def _scene(
    article: Article, text: str, mentions: Sequence[Mention], found: Sequence[Mention]
) -> Scene:
    titles = [(b.start, b.end) for b in article.blocks if b.role in ("kicker", "title", "subtitle")]
    return Scene([b for b in bodies_of(text, mentions) if not _within(b, found)], titles)


def questions(
    article: Article,
    mentions: Sequence[Mention],
    answer: Callable[[Sequence[Mention], Sequence[Option]], str | None],
) -> Iterator[tuple[list[Mention], list[Option]]]:
    """Every initiative's mentions, and the bodies that may run it with their features.

    ``answer`` says which of them does, for the next question to go by.
    """
    found = sorted((m for m in mentions if m.type == "INITIATIVE"), key=lambda m: m.start)
    text = fold(article.text)
    scene = _scene(article, text, mentions, found)
    earlier: str | None = ""
    for reading in _readings(article.text, text, found):
        options = question(text, scene, reading.asked, earlier)
        yield reading.group, options
        earlier = answer(reading.group, options)


def interpret(
    article: Article, mentions: Sequence[Mention], read: Read | None = None
) -> list[Mention]:
    """The initiatives among ``mentions`` with their attributes; ``read`` is asked of parts and
    sponsors."""
    found = sorted((m for m in mentions if m.type == "INITIATIVE"), key=lambda m: m.start)
    if not found:
        return []
    text = fold(article.text)
    original = article.text
    scene = _scene(article, text, mentions, found)
    place = _place(original, scene.bodies, scene.lines)
    dates = [m for m in mentions if m.type == "DATE"]
    counts = [m for m in mentions if m.type == "COUNT"]
    persons = [m.start for m in mentions if m.type == "PERSON"]
    result: list[Mention] = []
    earlier: str | None = ""
    for entity, reading in enumerate(_readings(original, text, found, read)):
        local = not reading.national
        run = local or run_locally([text[a:b] for a, b in reading.spans])
        earlier = sponsor_of(text, scene, reading.asked, earlier, read) if run else None
        if of_the_state(earlier) and any(of_division(text, a) for a, _ in reading.spans):
            earlier = None
        if of_another(earlier, [bare_name(text[a:b]) for a, b in reading.spans]):
            earlier = None
        attrs: dict[str, Any] = {
            "name": reading.name,
            "kind": reading.kind,
            "entity": entity,
            **reading.parts,
            "level": "local" if local and not of_the_state(earlier) else "national",
            "results": _results(text, reading, counts, persons) if local else [],
            "launched": launched(text, reading.spans, dates) if local else None,
            "sponsor": original_of(original, text, earlier),
            "place": place if local else None,
        }
        result.extend(replace(m, attrs={**m.attrs, **attrs}) for m in reading.group)
    result.sort(key=lambda m: m.start)
    return result


def _within(body: Body, found: Sequence[Mention]) -> bool:
    """Whether a word that stands for a body is part of an initiative's name (社区 in 社区大讲堂).

    ``found`` in text order.
    """
    index = bisect_right(found, body.start, key=lambda m: m.start) - 1
    return index >= 0 and body.end <= found[index].end


def original_of(original: str, text: str, surface: str | None) -> str | None:
    """The surface as the article writes it (``text`` is folded, offsets are the same)."""
    if surface is None:
        return None
    at = text.find(surface)
    return original[at : at + len(surface)] if at >= 0 else surface


def _place(original: str, bodies: Sequence[Body], lines: Sequence[tuple[int, int]]) -> str | None:
    """The area that the article is about: in its headline, else named most.

    A county counts when it is named once; a city or province that the text only
    mentions in passing (从上海来) does not.
    """
    places = [b for b in bodies if b.type == "PLACE" and not b.stand_in]
    head = [b for b in places if any(s <= b.start < e for s, e in lines)]
    often = Counter(b.name for b in places)
    settled = [b for b in places if often[b.name] > 1 or b.kind in ("county", None)]
    best = max(head or settled, key=lambda b: (often[b.name], -b.start), default=None)
    return original[best.start : best.end] if best is not None else None


_NONE_TOLD: dict[str, Any] = {
    "components": [],
    "component_spans": [],
    "components_complete": None,
    "components_confidence": None,
}
"""The attributes that tell the parts, where none are told."""


def _parts(
    text: str,
    original: str,
    name: str,
    spans: Sequence[tuple[int, int]],
    kind: str,
    read: Read | None,
) -> dict[str, Any]:
    """Number and parts of a formula."""
    attrs: dict[str, Any] = {"number": None, **_NONE_TOLD}
    shape = numbered(fold(name), text)
    asked = counted(fold(name), text)
    if kind != "document" and shape is None:
        # 望闻问切, whatever kind its head noun makes it; “三老”, where the article says who.
        parts = take_row(text, list(spans), core_of(fold(name)))
        if parts is None and asked is not None and not _ordinal(asked):
            parts = take_apart(text, list(spans), asked, read)
        return attrs | _spelled(original, parts)
    if kind != "formula" or shape is None:
        return attrs
    attrs["number"] = shape.number
    if _ordinal(asked or shape):
        return attrs
    inner = listed_of(fold(name)) is not None or shape.form == "code"
    parts = take_row(text, list(spans), core_of(fold(name))) if inner else None
    return attrs | _spelled(original, parts or take_apart(text, list(spans), asked or shape, read))


def _spelled(original: str, parts: Parts | None) -> dict[str, Any]:
    """The attributes that tell the parts, none for none."""
    if parts is None:
        return {}
    return {
        "components": [original[a:b] for a, b in parts.spans],
        "component_spans": list(parts.spans),
        "components_complete": parts.complete,
        "components_confidence": parts.probability,
    }
