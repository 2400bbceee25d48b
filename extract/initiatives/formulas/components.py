"""Choosing among the mechanisms: the parts of one numbered name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..segmented import tokens
from ..shape import Group, Shape, shape_of
from ..vocabulary import classed
from . import (
    acrostic,
    beside,
    closed,
    figures,
    glosses,
    groups,
    heads,
    lists,
    nearby,
    ones,
    pairs,
    rows,
    tally,
)
from .nearest import distance, even, nearest, quoted_openings
from .pieces import Span, openings
from .tidy import tidy


@dataclass(frozen=True)
class Parts:
    """The parts of a formula as spans; ``complete`` when there are as many as it says."""

    spans: tuple[Span, ...]
    complete: bool
    mechanism: str


def _morphemes(rest: str) -> list[tuple[str, bool]]:
    """Shared morphemes to try and whether the name goes on behind them: 链融合 → 链."""
    body = rest[1:] if len(rest) > 1 and rest[0] in "大个项条张把只道种本步位杯类支" else rest
    found: dict[str, bool] = {body: False}
    if len(body) > 2:
        found.setdefault(body[:2], True)
        found.setdefault(body[-2:], True)
    if len(body) > 1:
        found.setdefault(body[:1], len(body) > 2)
        found.setdefault(body[-1:], True)
    return list(found.items())


def _single(
    text: str, own: Sequence[Span], number: int, rest: str
) -> tuple[list[Span], str] | None:
    """The first credible set of parts of a name that counts one thing.

    What the name says the parts share decides before how they are told: sets that lack it
    are looked at last.
    """
    body = _morphemes(rest)[0][0]
    plain = body in classed("generic_part") or not body
    lacking: list[_Found] = []
    for found, mechanism in _options(text, own, number, rest):
        if not plain and not all(body[0] in text[a:b] for a, b in found):
            lacking.append((found, mechanism))
        elif (parts := _credible(text, own, number, rest, found, mechanism)) is not None:
            return tidy(text, parts, "" if plain else body), mechanism
    for found, mechanism in lacking:
        if (parts := _credible(text, own, number, rest, found, mechanism)) is not None:
            return tidy(text, parts, body), mechanism
    return None


def _credible(
    text: str,
    own: Sequence[Span],
    number: int,
    rest: str,
    found: Sequence[Span],
    mechanism: str,
) -> list[Span] | None:
    """The parts that a mechanism found, unless they may stand there by chance."""
    name = re.sub("[“”‘’]", "", text[own[0][0] : own[0][1]])
    core = name[max(name.find(rest[0]) - 1, 0) :][: len(rest) + 1]
    body = _morphemes(rest)[0][0]
    parts = list(quoted_openings(text, found))
    quoted = all(text[a - 1] == "“" for a, _ in parts)
    far = distance(parts, own)
    if number == 2 and not quoted and (far > 60 or not _beside(text, parts, own)):
        return None
    loose = mechanism in ("list", "heads", "scattered", "frame")
    if number == 2 and loose and not quoted and any(_leads(text, p, body[0]) for p in parts):
        return None
    words = [text[a:b] for a, b in parts]
    inside = any(v in w and v != w and len(v) > 1 for v in words for w in words)
    if inside and mechanism in ("heads", "scattered", "same frame", "short heads"):
        return None  # 秋分, 秋分过后
    if mechanism == "heads" and len(body) > 1 and _goes_on(text, parts, body):
        return None  # 既要服务|项目落地, 又要服务|企业纾困
    if sum(core in word for word in words) > 1:
        return None  # 唐三彩是…, 唐三彩题… are no parts of 三彩
    if rest[0] == "个" and len(body) > 1 and mechanism not in ("counted", "apposed"):
        # 四个共同: every part has it, and not the parts of 四个坚持 beside it.
        held = sum(body in word for word in words)
        if body not in classed("generic_part") and held < len(parts):
            return None
    return None if any(re.search("[“”《》]", word) for word in words) else parts


def _goes_on(text: str, parts: Sequence[Span], body: str) -> bool:
    """Whether all parts end with a verb that the clause goes on behind."""
    verb = tokens(body)[0].kind in ("V", "VN")
    return verb and all(
        text[a:b].endswith(body) and re.match("[一-鿿]{2}", text[b:]) for a, b in parts
    )


def _leads(text: str, part: Span, morpheme: str) -> bool:
    """Whether a part opens with a verb or function word that is not what the name counts."""
    first = tokens(text[part[0] : part[1]])[0]
    return first.kind in ("V", "F", "L") and morpheme not in first.text


def _beside(text: str, parts: Sequence[Span], own: Sequence[Span]) -> bool:
    """Whether two parts stand in the sentence of a mention, or right behind it."""
    for start, end in own:
        gap = text[end : parts[0][0]] if end <= parts[0][0] else text[parts[-1][1] : start]
        if len(gap) <= 6 or not re.search("[。！!？?\n]", gap):
            return True
    return False


_Found = tuple[list[Span], str]


def _options(text: str, own: Sequence[Span], number: int, rest: str) -> Iterator[_Found]:
    """Sets of parts with their mechanism, from the surest to the loosest."""
    body = _morphemes(rest)[0][0]
    after = own[0][1]
    # 四项举措: 举措 names no part.
    generic = body in classed("generic_part")
    yield from _each("marked list", beside.listed(text, own, number))
    yield from _each("marked row", beside.row(text, own, number))
    if body:
        yield from _each("marked", beside.marked(text, own, number, body))
    if generic or body == "" or body in ("字经", "字诀", "步法"):
        yield from _each("headed", beside.headed(text, own, number))
        yield from _each("quoted heads", heads.quoted_heads(text, after, number))
        yield from _each("quoted heads", heads.quoted_inside(text, after, number))
        yield from _each("colon heads", heads.colon_heads(text, after, number))
    if rest.startswith("季") and number == 4:
        yield from _each("series", groups.series(text, after, "春夏秋冬"))
    if body == "一":
        # 四个一: the gloss alone, every part with 一 in it.
        for _, end in own:
            for parts in glosses.glossed(text, end, number):
                if all("一" in text[a:b] for a, b in parts):
                    yield parts, "gloss"
        yield from _one("list", nearest(text, lists.shared(text, own, number, "一", ("any",)), own))
        yield from _each("heads", ones.with_one(text, after, number))
        return
    if generic and len(body) > 1:
        # 三大工程: 强基工程, 暖心工程, …
        found = nearest(text, lists.shared(text, own, number, body, ("last",)), own)
        yield from _one("list", found)
        yield from _each("heads", heads.named(text, own, number, body))
    if not generic:
        yield from _each("ordinals", heads.ordinals(text, own, number, body))
    for _, end in own:
        for parts in glosses.pointed(text, end, number):
            if generic or all(any(c in text[a:b] for c in body) for a, b in parts):
                yield parts, "points"
    if not generic:
        yield from _sharing(text, own, number, rest)
    for _, end in own:
        for parts in glosses.glossed(text, end, number):
            a, b = parts[-1]
            shared = [body in text[x:y] for x, y in parts]
            if len(body) > 1 and text[a:b].endswith(body) and sum(shared) == 1 and number > 2:
                parts[-1] = (a, b - len(body))  # 孤寡老人、残疾人、信访家庭|必访
            about = any(c in text[a:b] for c in body for a, b in parts)
            if number > 2 or about or len({b - a for a, b in parts}) == 1:
                yield parts, "gloss"
    if not generic:
        for _, end in own:
            yield from _each("list", nearby.before_verb(text, end, number, body[:1]))
        yield from _each("colon heads", heads.colon_heads(text, after, number))
    yield from _each("apposed", nearby.apposed(text, own, number))
    if number > 2:
        yield from _each("same frame", heads.same_frame(text, after, number))
        yield from _each("short heads", heads.short_heads(text, after, number))
    for _, end in own:
        yield from _each("points", glosses.pointed(text, end, number))
    for _, end in own:
        for parts in heads.points(text[: end + 700], end, number):
            told = sum(any(c in text[a:b] for c in body) for a, b in parts)
            near = number > 2 and parts[0][0] <= end + 12
            if generic or near or 2 * told >= max(number, 3):
                yield parts, "points"
    if body and not generic and body not in "大个项条":
        yield from _each("tally", tally.listed(text, own, number, body))
    if not generic:
        yield from _each("clauses", closed.clauses(text, own, number, body))
        yield from _each("spaced", closed.spaced(text, number, body))
        yield from _each("closed", closed.middle(text, own, number, body[:1]))
        yield from _each("closed", closed.first(text, own, number, body))
        yield from _each("scattered", heads.scattered(text, own, number, body))
        if len(body) > 2:
            yield from _each("scattered", heads.scattered(text, own, number, body[-2:]))


def _each(mechanism: str, options: Iterator[list[Span]]) -> Iterator[_Found]:
    return ((parts, mechanism) for parts in options)


def _one(mechanism: str, parts: list[Span] | None) -> Iterator[_Found]:
    if parts is not None:
        yield parts, mechanism


def _sharing(text: str, own: Sequence[Span], number: int, rest: str) -> Iterator[_Found]:
    """Sets whose parts share a morpheme of the name."""
    body = _morphemes(rest)[0][0]
    shared = _morphemes(rest)
    if body[0] == "彩":
        shared.append(("色", True))
    for morpheme, more in shared:
        if rest[0] == "个" and len(morpheme) < len(body) <= 3:
            continue  # 四个自信: parts have all of 自信
        roles: tuple[str, ...] = ("first", "last", "closed", "middle")
        if len(morpheme) == 1 and len(body) == 2 and body[1] == morpheme:
            roles = ("last", "closed")
        if rest[0] == "个" and len(morpheme) > 1:
            roles = ("first", "last", "cut")
        if more and len(morpheme) == 1 and morpheme == body[0]:
            roles = ("first", "last", "till", "middle")
        if len(morpheme) == 1 and len(body) > 2 and morpheme == body[-1] and number > 2:
            continue  # 四好农村路: 路 is what they are and not what is counted
        # One character of a longer word is a weak tie.
        reach = 150 if len(morpheme) == 1 and len(body) > 2 else 700
        options = lists.shared(text, own, number, morpheme, roles)
        yield from _one("list", nearest(text, options, own, reach))
        for parts in heads.shared(text, own, number, morpheme, more):
            quoted = all(text[a - 1] == "“" for a, _ in parts)
            if quoted or (number > 2 and even(text, parts, distance(parts, own))):
                yield parts, "heads"
    if len(body) == 2:
        options = lists.shared(text, own, number, body, ("frame",))
        yield from _one("frame", nearest(text, options, own))
    for morpheme, _ in _morphemes(rest):
        if len(morpheme) == 1:
            found = nearest(text, heads.joined(text, own, number, morpheme), own)
            yield from _one("joined", found)
            if number > 2:
                found = nearest(text, heads.quoted(text, own, number, morpheme), own)
                yield from _one("quoted", found)
    yield from _each("repeated heads", rows.repeated(text, own, number, body[:1]))
    yield from _each("in heads", rows.in_heads(text, own, number, body[:1]))
    yield from _each("counted", nearby.counted(text, own, number, body))
    if len(body) > 1:
        yield from _one("framed heads", _framed_heads(text, own, number, body[-2:]))


def _framed_heads(text: str, own: Sequence[Span], number: int, frame: str) -> list[Span] | None:
    parts = []
    for opening in openings(text):
        piece = text[opening.start : opening.end]
        if opening.line and len(piece) <= 8 and frame[0] in piece[1:3] and piece.endswith(frame[1]):
            parts.append((opening.start, opening.end))
    return parts if len(parts) == number else None


def take_row(text: str, own: Sequence[Span], core: str) -> Parts | None:
    """The parts of a name without a numeral whose characters each open one (望闻问切)."""
    low = max(0, own[0][0] - REACH // 10)
    high = min(len(text), own[0][0] + 2 * REACH)
    near = [(start - low, end - low) for start, end in own if end <= high]
    found = beside.inside(text[low:high], near) or acrostic.parts_of(text[low:high], near, core)
    if found is None:
        return None
    return Parts(tuple((start + low, end + low) for start, end in found), True, "row")


REACH = 4000
"""How far from a name's first mention its parts are surely looked for, in characters: as
long as long articles are, so that only longer texts are cut, and take linear time."""


def take_apart(text: str, own: Sequence[Span], shape: Shape) -> Parts | None:
    """The parts of a name of this shape, whose mentions stand at ``own`` in ``text``.

    ``None`` when the article does not spell out exactly as many parts as the
    name says: nothing is invented.
    """
    own = _everywhere(text, own)
    if len(text) <= 2 * REACH:
        return _take_apart(text, own, shape)
    # Windows in steps: neighbouring names share one, and what is cached for it.
    low = max(0, own[0][0] // REACH - 1) * REACH
    high = low + 3 * REACH
    near = [(start - low, end - low) for start, end in own if low <= start and end <= high]
    parts = _take_apart(text[low:high], near, shape)
    if parts is None:
        return None
    return replace(parts, spans=tuple((start + low, end + low) for start, end in parts.spans))


def _everywhere(text: str, own: Sequence[Span]) -> list[Span]:
    """The mentions, and where what they quote stands without being one (五治 in “五治融合”)."""
    core = re.sub('^.*?[“‘"]|[”’"].*$', "", text[own[0][0] : own[0][1]])
    if len(core) < 2 or text.count(core) == len(own):
        return list(own)
    more = [
        match.span()
        for match in re.finditer(f'(?<=[“‘"]){re.escape(core)}', text)
        if not any(s < match.end() and e > match.start() for s, e in own)
    ]
    return [*own, *more]


def _take_apart(text: str, own: Sequence[Span], shape: Shape) -> Parts | None:
    if shape.form == "code":
        named = [g for g in shape.groups if g.number is not None and not g.morpheme.isdigit()]
        inner = [shape_of(g.morpheme) for g in named]
        numbered = [i for i in inner if i is not None and i.form == "single"]
        if len(numbered) == 1 and len(named) == len(shape.groups):
            # 院委会+三员: only the numbered half has parts.
            return _take_apart(text, own, numbered[0])
    if shape.form == "repeat":
        number = len(shape.groups)
        found_list = next((p for _, e in own for p in glosses.glossed(text, e, number)), None)
        if found_list is None:
            lead = shape.groups[0].morpheme[:1]
            found_list = nearest(text, lists.shared(text, own, number, lead, ("first",)), own)
        return Parts(tuple(found_list), True, "gloss") if found_list else None
    if shape.form in ("code", "figures"):
        spans = figures.parts_of(text, own, shape.groups)
        if spans is None and shape.form == "figures":
            digits = "".join(g.morpheme for g in shape.groups)
            spans = figures.spelled(text, own, digits) or tally.figures(text, own, digits)
        return Parts(tuple(spans), True, "figures") if spans else None
    if shape.form == "pair" and shape.groups[-1] == Group(1, "体") and len(shape.groups) == 2:
        # 四微一体: what the four make is no part.
        shape = replace(shape, form="single", groups=shape.groups[:1])
    if shape.form in ("pair", "ones") and (told := beside.told(text, own, shape.groups)):
        return Parts(tuple(told), True, "told")
    if shape.form == "pair":
        pair = pairs.parts_of(text, own, shape.groups)
        return Parts(tuple(pair[0]), pair[1], "pair") if pair else None
    if shape.form == "single":
        wanted = shape.groups[0].number
        if wanted is None or wanted < 2:
            return None
        found = _single(text, own, wanted, shape.groups[0].morpheme)
        if found is not None:
            return Parts(tuple(found[0]), True, found[1])
    return None
