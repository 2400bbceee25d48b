"""Where in the cells of a row the parts stand: one way of cutting for all of them.

Only the first cell of a list may have something before its part that the others have not,
only the last one something behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ....corpus.marks import QUOTES
from ..segmented import tokens
from ..vocabulary import UP_TO_TEN, alternatives
from .cells import Span, bare
from .rows import Row

LONGEST = 18
"""Longest part, in characters."""

Cut = Callable[[str, Span, str], Span | None]
"""Where the part stands in a cell, given the morpheme that it may go by; ``None`` for nowhere."""

_QUOTED = re.compile("[“‘]([^“”‘’]{1,10})[”’]")


@cache
def _lead() -> re.Pattern[str]:
    """What may stand before the first part of a list."""
    return re.compile(f"[^，。]{{0,8}}?(?:{alternatives('part_lead')})(?=[一-鿿“])")


@cache
def _tail() -> re.Pattern[str]:
    """What closes a list behind its last part: 等三项制度."""
    tally = alternatives("part_tally")
    return re.compile(
        f"(?:等|这)*[二两三四五六七八九十](?:{tally})[一-鿿]{{0,8}}$|等[一-鿿]{{0,6}}$|的$"
    )


_MARK = re.compile("[“”‘’《》\n，。；：]")
_INNER = re.compile("“[^“”，。；：]{1,6}”")


def cuts(text: str, row: Row, shared: Sequence[str]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Ways to cut the cells of a row, by name, each with its parts."""
    for name, cut, loose, morpheme in _ways(text, row, shared):
        found: list[Span] = []
        for cell in row.cells:
            part = cut(text, cell, morpheme)
            if part is None:
                break
            found.append(part)
        else:
            for edge, parts in _trimmed(text, found) if loose else [("", tuple(found))]:
                if _sound(text, parts):
                    yield name + edge, parts


def wholes(text: str, row: Row) -> Iterator[tuple[Span, ...]]:
    """The cells of a row as parts, with and without what may lead up to them or close them."""
    if row.family.startswith("list"):
        yield from (p for _, p in _trimmed(text, row.cells) if _sound(text, p, uneven=True))
    elif _sound(text, row.cells, uneven=True):
        yield row.cells


def _sound(text: str, parts: Sequence[Span], *, uneven: bool = False) -> bool:
    lengths = [b - a for a, b in parts]
    if min(lengths) < 1 or max(lengths) > LONGEST:
        return False
    if not uneven and max(lengths) > 3 * min(lengths) + 4:
        return False
    words = {text[a:b] for a, b in parts}
    return len(words) == len(parts) and not any(_broken(w) for w in words)


def _broken(word: str) -> bool:
    """Whether a mark cuts a word off: quotation marks may stand around a piece of it."""
    plain = _INNER.sub("", word)
    return not plain or _MARK.search(plain) is not None


def _ways(text: str, row: Row, shared: Sequence[str]) -> Iterator[tuple[str, Cut, bool, str]]:
    """Every way to cut: its name, whether the outer edges of the row are open, the morpheme."""
    listed = row.family.startswith("list")
    yield "whole", _whole, listed, ""
    if row.family in ("run", "spaced", "heads run"):
        return
    texts = [text[a:b] for a, b in row.cells]
    if any("“" in t or "‘" in t for t in texts):
        yield "quoted", _inside, False, ""
    common = [(r, m) for r, m in enumerate(shared) if all(m in t for t in texts)]
    for rank, morpheme in common[:2]:
        for name, cut, loose in _by_morpheme(texts, morpheme):
            yield f"{name} m{rank}", cut, loose and listed, morpheme
    if all(tokens(t)[0].kind in ("V", "F", "L", "VN") for t in texts):
        yield "behind verb", _behind_verb, False, ""
    if all("的" in t[1:-1] for t in texts):
        yield "behind 的", _behind_of, False, ""
    if not listed or common or _near_even(texts):
        yield "before verb", _before_verb, False, ""
        yield "before act", _before_act, False, ""
        yield "noun", _noun, False, ""
    if all(text[max(0, a - 2) : a - 1] == "第" for a, _ in row.cells):
        yield "with order", _with_order, False, ""
    if all(t[1:] and t[0] == numeral for t, numeral in zip(texts, UP_TO_TEN[1:], strict=False)):
        yield "without order", _without_order, False, ""
    if row.family.startswith(("hits", "ordered")):
        yield from _by_width(texts)


def _by_width(texts: Sequence[str]) -> Iterator[tuple[str, Cut, bool, str]]:
    """Cuts of one width, where what stands beside the parts is no word that is known."""
    least, longest = min(map(len, texts)), max(map(len, texts))
    for width in (2, 3, 4):
        if width + 1 < least:
            yield f"without last {width}", _without_last(width), False, ""
        if width <= least and width < longest:
            yield f"first {width}", _first(width), False, ""
            yield f"last {width}", _last(width), False, ""


def _by_morpheme(texts: Sequence[str], morpheme: str) -> Iterator[tuple[str, Cut, bool]]:
    """Cuts that go by the morpheme in each cell."""
    yield "to", _to, True
    yield "from", _from, True
    if any(t.count(morpheme) > 1 for t in texts):
        yield "to last", _to_last, True
    yield "from, before verb", _from_before_verb, False
    yield "to, behind verb", _to_behind_verb, False
    for width in range(1, 5):
        yield f"{width} to", _some_to(width), False
        yield f"from, {width}", _from_some(width), False
    if len(morpheme) == 1:
        for left, right in ((1, 1), (2, 1), (1, 2), (2, 2)):
            yield f"{left} around {right}", _around(left, right), False


def _near_even(texts: Sequence[str]) -> bool:
    lengths = [len(t) for t in texts]
    return max(lengths) - min(lengths) <= 4


def _whole(text: str, cell: Span, morpheme: str) -> Span | None:
    return cell


def _inside(text: str, cell: Span, morpheme: str) -> Span | None:
    found = [m.span(1) for m in _QUOTED.finditer(text, *cell)]
    if not found and text[cell[0] - 1 : cell[0]] in QUOTES:
        return cell
    return found[0] if len(found) == 1 else None


def _to(text: str, cell: Span, morpheme: str) -> Span | None:
    at = text.find(morpheme, cell[0] + 1, cell[1])
    return None if at < 0 else (cell[0], at + len(morpheme))


def _to_last(text: str, cell: Span, morpheme: str) -> Span | None:
    at = text.rfind(morpheme, cell[0] + 1, cell[1])
    return None if at < 0 else (cell[0], at + len(morpheme))


def _from(text: str, cell: Span, morpheme: str) -> Span | None:
    at = text.find(morpheme, *cell)
    return None if at < 0 or at + len(morpheme) == cell[1] else (at, cell[1])


def _from_before_verb(text: str, cell: Span, morpheme: str) -> Span | None:
    """一批老校长|坐镇, 看燃气软管|有没有老化."""
    at = text.find(morpheme, *cell)
    rest = at + len(morpheme)
    for token in tokens(text[rest : cell[1]]) if at >= 0 else ():
        if token.start > 0 and token.kind in ("V", "F", "L"):
            return at, rest + token.start
    return None


def _to_behind_verb(text: str, cell: Span, morpheme: str) -> Span | None:
    """织密|组织网, 守好|出村关."""
    part = _to_last(text, cell, morpheme)
    behind = None if part is None else _behind_verb(text, part, morpheme)
    return behind if behind and behind[1] - behind[0] > len(morpheme) else None


def _some_to(width: int) -> Cut:
    def cut(text: str, cell: Span, morpheme: str) -> Span | None:
        at = text.rfind(morpheme, cell[0] + width, cell[1])
        return None if at < 0 else (at - width, at + len(morpheme))

    return cut


def _from_some(width: int) -> Cut:
    def cut(text: str, cell: Span, morpheme: str) -> Span | None:
        at = text.find(morpheme, *cell)
        end = at + len(morpheme) + width
        return (at, end) if at >= 0 and end <= cell[1] else None

    return cut


def _around(left: int, right: int) -> Cut:
    def cut(text: str, cell: Span, morpheme: str) -> Span | None:
        if cell[1] - cell[0] < left + len(morpheme) + right:
            return None
        at = text.find(morpheme, cell[0] + left, cell[1] - right)
        return None if at < 0 else (at - left, at + len(morpheme) + right)

    return cut


def _behind_verb(text: str, cell: Span, morpheme: str) -> Span | None:
    first = tokens(text[slice(*cell)])[0]
    start = cell[0] + first.end
    if text[start : start + 1] in ("好", "了", "出", "成"):
        start += 1
    return bare(text, start, cell[1]) if start < cell[1] else None


def _behind_of(text: str, cell: Span, morpheme: str) -> Span | None:
    return text.rfind("的", cell[0], cell[1] - 1) + 1, cell[1]


def _before_verb(text: str, cell: Span, morpheme: str) -> Span | None:
    for token in tokens(text[slice(*cell)])[1:]:
        if token.kind in ("V", "F", "L", "VN"):
            return cell[0], cell[0] + token.start
    return None


def _before_act(text: str, cell: Span, morpheme: str) -> Span | None:
    """值班教师|把学生送出校门: nouns of verbs are no act."""
    for token in tokens(text[slice(*cell)])[1:]:
        if token.kind in ("V", "F", "L") and token.start > 1:
            return cell[0], cell[0] + token.start
    return None


def _noun(text: str, cell: Span, morpheme: str) -> Span | None:
    """The last nouns of a cell, behind its last verb."""
    cut = tokens(text[slice(*cell)])
    for token in reversed(cut[:-1]):
        if token.kind in ("V", "F", "L"):
            return cell[0] + token.end, cell[1]
    return None


def _with_order(text: str, cell: Span, morpheme: str) -> Span | None:
    """第一杯茶暖身: the ordinal is part of the part."""
    return cell[0] - 2, cell[1]


def _without_order(text: str, cell: Span, morpheme: str) -> Span | None:
    """一|看现场, 二|听民声: numerals that count the parts off."""
    return cell[0] + 1, cell[1]


def _first(width: int) -> Cut:
    return lambda text, cell, morpheme: (cell[0], cell[0] + width)


def _last(width: int) -> Cut:
    return lambda text, cell, morpheme: (cell[1] - width, cell[1])


def _without_last(width: int) -> Cut:
    return lambda text, cell, morpheme: (cell[0], cell[1] - width)


def _trimmed(text: str, parts: Sequence[Span]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The parts with what leads up to the first left out or not, and what closes the last."""
    for a, first in _firsts(text, parts):
        for b, last in _lasts(text, parts):
            if len(parts) > 2 or not (a and b):
                yield a + b, (first, *parts[1:-1], last)


def _firsts(text: str, parts: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    start, end = parts[0]
    lengths = {b - a for a, b in parts[1:]}
    seen = {start}
    yield "", parts[0]
    if len(lengths) == 1 and (n := next(iter(lengths))) < end - start:
        seen.add(end - n)
        yield "<", (end - n, end)
    openings = {text[a] for a, _ in parts[1:]}
    if len(openings) == 1 and len(parts) > 2:
        # 定下|每周一次谈心、每月一堂法治课: from what all others begin with.
        at = text.find(next(iter(openings)), start + 1, end)
        if at > 0 and at not in seen:
            seen.add(at)
            yield "<alike", (at, end)
    lead = _lead().match(text, start, end)
    if lead and lead.end() < end and lead.end() not in seen:
        seen.add(lead.end())
        yield "<lead", bare(text, lead.end(), end)
    cut = tokens(text[start:end])[:-1]
    for token in reversed(cut):
        at = start + token.end
        if token.kind in ("V", "F", "L") and at not in seen:
            seen.add(at)
            yield "<verb", (at, end)
            break
    if cut and cut[0].kind in ("V", "F", "L") and start + cut[0].end not in seen:
        seen.add(start + cut[0].end)
        yield "<first verb", (start + cut[0].end, end)
    for token in cut[-3:]:
        if start + token.end not in seen and end - start - token.end > 1:
            yield "<word", (start + token.end, end)


def _lasts(text: str, parts: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    start, end = parts[-1]
    lengths = {b - a for a, b in parts[:-1]} if len(parts) == 2 else {b - a for a, b in parts[1:-1]}
    seen = {end}
    yield "", parts[-1]
    if len(lengths) == 1 and (n := next(iter(lengths))) < end - start:
        seen.add(start + n)
        yield ">", (start, start + n)
    tail = _tail().search(text, start + 1, end)
    if tail and tail.start() not in seen:
        seen.add(tail.start())
        yield ">tail", (start, tail.start())
    cut = tokens(text[start:end])[1:]
    for token in cut:
        at = start + token.start
        if token.kind in ("V", "F", "L", "VN") and at not in seen:
            seen.add(at)
            yield ">verb", (start, at)
            break
    for token in cut[-2:]:
        if start + token.start not in seen and token.start > 1:
            yield ">word", (start, start + token.start)
