"""Choosing among the mechanisms: the parts of one numbered name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..shape import Group, Shape, shape_of
from ..vocabulary import classed
from . import figures, groups, heads, lists, nearby
from .pieces import Span, segments


@dataclass(frozen=True)
class Parts:
    """The parts of a formula as spans; ``complete`` when there are as many as it says."""

    spans: tuple[Span, ...]
    complete: bool
    mechanism: str


def _distance(parts: Sequence[Span], own: Sequence[Span]) -> int:
    """Characters between the parts and the nearest mention of the name."""
    return min((max(parts[0][0] - e, s - parts[-1][1], 0) for s, e in own), default=0)


def _nearest(
    text: str, options: Iterator[list[Span]], own: Sequence[Span], reach: int = 700
) -> list[Span] | None:
    """The set closest to a mention of the name, ``reach`` characters at most from it."""
    best: list[Span] | None = None
    least = reach + 1
    for option in options:
        distance = _distance(option, own)
        if any(a < e and b > s for a, b in option for s, e in own):
            continue
        if distance < least and _even(text, option, distance):
            best, least = option, distance
    return best


def _even(text: str, parts: Sequence[Span], distance: int) -> bool:
    """Whether parts are alike enough for how far from the name they stand.

    Far off, two words or a row of clauses that share a character are chance.
    """
    lengths = [b - a for a, b in parts]
    spread = max(lengths) - min(lengths)
    if any(re.search("[“”‘’《》]", text[a:b]) for a, b in _quoted_openings(text, parts)):
        return False
    if any("了" in text[a:b] for a, b in parts):
        return False  # what happened (送来了新教材) names no part
    if len(parts) == 2:
        return distance <= 15 and spread <= 2 and max(lengths) <= 8
    return distance <= 15 or (spread <= 3 and max(lengths) <= 10)


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
    """The first credible set of parts of a name that counts one thing."""
    for found, mechanism in _options(text, own, number, rest):
        parts = list(_quoted_openings(text, found))
        quoted = all(text[a - 1] == "“" for a, _ in parts)
        if number == 2 and not quoted and _distance(parts, own) > 60:
            continue
        if not any(re.search("[“”《》]", text[a:b]) for a, b in parts):
            return parts, mechanism
    return None


_Found = tuple[list[Span], str]


def _options(text: str, own: Sequence[Span], number: int, rest: str) -> Iterator[_Found]:
    """Sets of parts with their mechanism, from the surest to the loosest."""
    body = _morphemes(rest)[0][0]
    after = own[0][1]
    # 四项举措: 举措 names no part.
    generic = body in classed("generic_part")
    if generic or body == "":
        yield from _each("quoted heads", heads.quoted_heads(text, after, number))
        yield from _each("colon heads", heads.colon_heads(text, after, number))
    if rest.startswith("季") and number == 4:
        yield from _each("series", groups.series(text, after, "春夏秋冬"))
    if body == "一":
        # 四个一: the gloss alone, every part with 一 in it.
        for _, end in own:
            for parts in lists.glossed(text, end, number):
                if all("一" in text[a:b] for a, b in parts):
                    yield parts, "gloss"
        yield from _one(
            "list", _nearest(text, lists.shared(text, own, number, "一", ("any",)), own)
        )
        yield from _each("heads", heads.with_one(text, after, number))
        return
    if generic and len(body) > 1:
        # 三大工程: 强基工程, 暖心工程, …
        found = _nearest(text, lists.shared(text, own, number, body, ("last",)), own)
        yield from _one("list", found)
        yield from _each("heads", heads.named(text, own, number, body))
    if not generic:
        yield from _each("ordinals", heads.ordinals(text, own, number, body))
    for _, end in own:
        for parts in lists.pointed(text, end, number):
            if generic or all(any(c in text[a:b] for c in body) for a, b in parts):
                yield parts, "points"
    if not generic:
        yield from _sharing(text, own, number, rest)
    for _, end in own:
        for parts in lists.glossed(text, end, number):
            about = any(c in text[a:b] for c in body for a, b in parts)
            if number > 2 or about or len({b - a for a, b in parts}) == 1:
                yield parts, "gloss"
    if not generic:
        for _, end in own:
            yield from _each("list", nearby.before_verb(text, end, number, body[:1]))
        yield from _each("colon heads", heads.colon_heads(text, after, number))
    if number > 2:
        yield from _each("same frame", heads.same_frame(text, after, number))
        yield from _each("short heads", heads.short_heads(text, after, number))
    for _, end in own:
        yield from _each("points", lists.pointed(text, end, number))
    for _, end in own:
        for parts in heads.points(text[: end + 700], end, number):
            told = sum(any(c in text[a:b] for c in body) for a, b in parts)
            near = number > 2 and parts[0][0] <= end + 12
            if generic or near or 2 * told >= max(number, 3):
                yield parts, "points"
    if not generic:
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
    for morpheme, more in _morphemes(rest):
        if rest[0] == "个" and len(morpheme) < len(body) <= 3:
            continue  # 四个自信: parts have all of 自信
        roles: tuple[str, ...] = ("first", "last", "closed", "middle")
        if len(morpheme) == 1 and len(body) == 2 and body[1] == morpheme:
            roles = ("last", "closed")
        if rest[0] == "个" and len(morpheme) > 1:
            roles = ("first", "last", "cut")
        if more and len(morpheme) == 1 and morpheme == body[0]:
            roles = ("first", "last", "till", "middle")
        # One character of a longer word is a weak tie.
        reach = 150 if len(morpheme) == 1 and len(body) > 2 else 700
        options = lists.shared(text, own, number, morpheme, roles)
        yield from _one("list", _nearest(text, options, own, reach))
        for parts in heads.shared(text, own, number, morpheme, more):
            quoted = all(text[a - 1] == "“" for a, _ in parts)
            if quoted or (number > 2 and _even(text, parts, _distance(parts, own))):
                yield parts, "heads"
    if len(body) == 2:
        options = lists.shared(text, own, number, body, ("frame",))
        yield from _one("frame", _nearest(text, options, own))
    for morpheme, _ in _morphemes(rest):
        if len(morpheme) == 1:
            found = _nearest(text, heads.joined(text, own, number, morpheme), own)
            yield from _one("joined", found)
            if number > 2:
                found = _nearest(text, heads.quoted(text, own, number, morpheme), own)
                yield from _one("quoted", found)
    yield from _each("repeated heads", heads.repeated(text, own, number, body[:1]))
    yield from _each("counted", nearby.counted(text, own, number, body))
    if len(body) > 1:
        yield from _one("framed heads", _framed_heads(text, own, number, body[-2:]))


def _framed_heads(text: str, own: Sequence[Span], number: int, frame: str) -> list[Span] | None:
    from .pieces import openings

    parts = []
    for opening in openings(text):
        piece = text[opening.start : opening.end]
        if opening.line and len(piece) <= 8 and frame[0] in piece[1:3] and piece.endswith(frame[1]):
            parts.append((opening.start, opening.end))
    return parts if len(parts) == number else None


def _group(text: str, own: Sequence[Span], group: Group) -> list[Span] | None:
    """The parts of one group of a pair, wherever they stand; :func:`_pair` asks how near."""
    number, morpheme = group.number, group.morpheme
    if number is None or number == 1:
        return None
    best: list[Span] | None = None
    for option in lists.shared(text, own, number, morpheme, ("first", "last", "middle")):
        if any(a < e and b > s for a, b in option for s, e in own):
            continue
        if best is None or _distance(option, own) < _distance(best, own):
            best = option
    if best is None and len(morpheme) > 1:
        best = next(nearby.counted(text, own, number, morpheme), None)
    if best is None:
        best = next(heads.shared(text, own, number, morpheme, False), None)
    return best


def _lone(text: str, after: int, morpheme: str) -> list[Span] | None:
    """The one part of a 一托 or 一单: the word with the morpheme soon after the others."""
    from ..segmented import tokens

    for segment in segments(text):
        if segment.start < after:
            continue
        if segment.start > after + 3:
            break
        piece = text[segment.start : segment.end]
        if morpheme in piece and len(piece) <= 6 and piece[0] not in "由把将再":
            return [(segment.start, segment.end)]
    window = text[after : after + 40].split("。")[0].split("\n")[0]
    at = window.find(morpheme)
    if at < 0:
        return None
    for token in tokens(window):
        if token.start <= at < token.end:
            start, end = after + token.start, after + token.end
            if end - start == 1:
                end += 1
            rest = text[end : end + 3]
            stop = next((i for i, c in enumerate(rest) if c in "、，。；,;\n"), len(rest))
            if end - start < 3 and stop <= 1:
                end += stop
            # 随访单: the morpheme ends the word.
            if text[after + at - 1] not in "、，,；;和及" and token.start == at:
                head = window[:at]
                cut = max(head.rfind(c) for c in "、，,；;和及由")
                if 0 < at - cut - 1 <= 3 and window[cut] in "、和及":
                    start, end = after + cut + 1, after + at + 1
            return [(start, end)]
    return None


def _pair(
    text: str, own: Sequence[Span], counted: Sequence[Group]
) -> tuple[list[Span], bool] | None:
    """Parts of every group that the article gives, and whether none is missing.

    五问五促 in an article that only spells out five questions has these as parts and
    is not complete.
    """
    if len(counted) == 2 and counted[0].number == counted[1].number and counted[0].number != 1:
        number = counted[0].number
        frame = counted[0].morpheme[:1] + counted[1].morpheme[:1]
        assert number is not None
        found = _nearest(text, lists.shared(text, own, number, frame, ("frame",)), own)
        found = found or next(heads.framed(text, own, number, frame), None)
        if found is not None:
            return found, True
    if (found := next(groups.mixed(text, own, counted), None)) is not None:
        return found, True
    whole: list[Span] = []
    complete = True
    sets: list[list[Span]] = []
    for group in counted:
        part = next(groups.told(text, own, group), None)
        if part is None and group.number == 1 and whole:
            part = _lone(text, whole[-1][1], group.morpheme[:1])
        elif part is None:
            part = _group(text, own, group)
        if part is None or any(a < y and b > x for a, b in part for x, y in whole):
            complete = False
            continue
        whole.extend(part)
        sets.append(part)
    # Two words far from the name may be anything, unless the other groups stand beside.
    for part in sets:
        beside = any(
            other is not part and max(part[0][0] - other[-1][1], other[0][0] - part[-1][1]) <= 3
            for other in sets
        )
        if len(part) == 2 and not beside and _distance(part, own) > 60:
            complete = False
            whole = [span for span in whole if span not in part]
    if not complete:
        # Two words alone may be anything, unless they follow the name.
        near = bool(whole) and any(0 <= whole[0][0] - end <= 4 for _, end in own)
        if len(whole) < (2 if near else 3) or _distance(whole, own) > 300:
            return None
    if any(re.search("[“”《》]", text[a:b]) for a, b in whole):
        return None
    return whole, complete


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
    if len(core) < 2:
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
        found_list = next((p for _, e in own for p in lists.glossed(text, e, number)), None)
        if found_list is None:
            lead = shape.groups[0].morpheme[:1]
            found_list = _nearest(text, lists.shared(text, own, number, lead, ("first",)), own)
        return Parts(tuple(found_list), True, "gloss") if found_list else None
    if shape.form in ("code", "figures"):
        spans = figures.parts_of(text, own, shape.groups)
        if spans is None and shape.form == "figures":
            spans = figures.spelled(text, own, "".join(g.morpheme for g in shape.groups))
        return Parts(tuple(spans), True, "figures") if spans else None
    if shape.form == "pair":
        pair = _pair(text, own, shape.groups)
        return Parts(tuple(pair[0]), pair[1], "pair") if pair else None
    if shape.form == "single":
        wanted = shape.groups[0].number
        if wanted is None or wanted < 2:
            return None
        found = _single(text, own, wanted, shape.groups[0].morpheme)
        if found is not None:
            return Parts(tuple(found[0]), True, found[1])
    return None


_OPENING = re.compile("“([^“”]{1,8})”")


def _quoted_openings(text: str, parts: Sequence[Span]) -> Sequence[Span]:
    """Where every part opens with a quoted name (“先行步”摸清底数), those names alone."""
    found = [_OPENING.match(text, start, end) for start, end in parts]
    names = [match.span(1) for match in found if match is not None]
    return names if len(names) == len(parts) else parts
