"""Signs of how the spans of a set are worded: how alike they are, and where words end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ....corpus.marks import QUOTES
from ....models.lexicon import lexicon
from ..segmented import tokens
from ..vocabulary import classed
from .cells import COUNTS_OFF, MARKS, Span, tallied
from .wanted import Wanted, bucket, common, level

_UNIT_ENDS = frozenset("村镇乡县市区州省局委办院校队社组站部会厂行司道")
_DIGIT = re.compile("[0-9%]")
_ORDER_BEFORE = re.compile(f"(?:{COUNTS_OFF}|第[一二三四五六七八九十]个)$")
_FUNCTION = frozenset("的了是在和与及就都也还又将把被让使从对")


def shared(text: str, wanted: Wanted, parts: tuple[Span, ...]) -> Iterator[str]:
    """Signs of what the parts have in common, with the name and with one another."""
    words = [text[a:b] for a, b in parts]
    for rank, morpheme in enumerate(wanted.shared):
        count = sum(morpheme in w for w in words)
        if count == len(words):
            kind = "whole" if rank == 0 else "char" if len(morpheme) == 1 else "piece"
            first = all(w.startswith(morpheme) for w in words)
            last = all(w.endswith(morpheme) for w in words)
            aligned = len({w.find(morpheme) for w in words}) == 1
            place = "first" if first else "last" if last else "level" if aligned else "any"
            if morpheme in words:
                place += "=itself"
            yield f"share={kind} {place}"
            break
        if count and rank == 0:
            yield "share some"
    else:
        if wanted.shared and tallied(text, wanted.own, parts[-1][1], len(parts), wanted.shared[0]):
            yield "share=told"  # 正职、副职、委员三个梯队
        else:
            yield "share=generic" if wanted.generic or not wanted.shared else "share=none"
    for name, column in (("firsts", {w[0] for w in words}), ("lasts", {w[-1] for w in words})):
        alike = "same" if len(column) == 1 else "differ" if len(column) == len(words) else "some"
        yield f"{name}={alike}"
    inner = set(words[0])
    for w in words[1:]:
        inner &= set(w)
    if inner and wanted.shared and not any(c in m for c in inner for m in wanted.shared):
        yield "share another"


def form(text: str, parts: tuple[Span, ...]) -> Iterator[str]:
    """Signs of the length and the words of the parts."""
    words = [text[a:b] for a, b in parts]
    lengths = [len(w) for w in words]
    spread = max(lengths) - min(lengths)
    yield f"length={bucket(spread, 0, 1, 2, 4, 8)}"
    if len(lengths) > 2:
        outer = sorted(lengths)
        yield f"outlier={bucket(outer[-1] - outer[-2], 0, 1, 2, 4)}"
    yield f"long={bucket(round(sum(lengths) / len(lengths)), 1, 2, 3, 4, 5, 6, 8, 10, 14)}"
    kinds = ["".join(t.kind[0] for t in tokens(w)) for w in words]
    yield f"kinds={bucket(len(set(kinds)) * 10 // len(kinds), 3, 5, 7, 9)}"
    shapes = {tuple(len(t.text) for t in tokens(w)) for w in words}
    yield f"shapes={'same' if len(shapes) == 1 else 'differ'}"
    for where, index in (("opens", 0), ("closes", -1)):
        yield f"{where}={common(k[index] for k in kinds)}"
    if words[0].startswith(tuple(classed("part_lead"))):
        yield "opens with a lead"
    if any(_DIGIT.search(w) for w in words):
        yield "digits"
    if any("了" in w for w in words):
        yield "了"
    if any("的" in w for w in words):
        yield "的"
    if any("“" in w for w in words):
        yield "quotation inside"
    if {w[-1] for w in words} <= _UNIT_ENDS:
        yield "bodies"
    if any("、" in w or "，" in w for w in words):
        yield "clause mark inside"
    loose = sum(w[0] in _FUNCTION or w[-1] in _FUNCTION for w in words)
    if loose:
        yield "function word at an edge" if loose < len(words) else "function words at edges"


def edges(text: str, parts: tuple[Span, ...]) -> Iterator[str]:
    """What stands between the parts and the marks beside them, and which words they cut."""
    before, after = _marks(text)
    lefts, rights = [], []
    quotes = order = cut_left = cut_right = split_left = split_right = 0
    for start, end in parts:
        low, high = max(before[start], start - 12), min(after[end], end + 12)
        counted = _ORDER_BEFORE.search(text, max(0, start - 6), start)
        order += counted is not None
        lefts.append("" if counted else text[low:start])
        rights.append(text[end:high])
        quotes += text[start - 1 : start] in QUOTES and text[end : end + 1] in QUOTES.values()
        words = _word_edges(text[low:high])
        cut_left += start - low not in words
        cut_right += end - low not in words
        split_left += splits(text[max(0, start - 2) : start], text[start : start + 2])
        split_right += splits(text[max(0, end - 2) : end], text[end : end + 2])
    n = len(parts)
    if lefts[0] and text[max(0, parts[0][0] - len(lefts[0]) - 1)] in "“‘（(：:":
        yield "cut behind an opening mark"  # “蹲|点干部宣讲、书记宣讲…”
    yield f"quotes={level(quotes, n)}"
    yield f"order={level(order, n)}"
    yield f"left={_rest(lefts, 0)}"
    yield f"right={_rest(rights, -1)}"
    for side, inner in (("right", rights[:-1]), ("left", lefts[1:])):
        sizes = [len(rest) for rest in inner]
        if min(sizes):
            even = "even" if len(set(sizes)) == 1 else "uneven"
            yield f"{side}={even}|{bucket(min(sizes), 1, 2, 3, 4)}"
    yield f"cut left={level(cut_left, n)}"
    yield f"cut right={level(cut_right, n)}"
    yield f"split left={level(split_left, n)}"
    yield f"split right={level(split_right, n)}"
    common = lexicon().common
    yield f"known={level(sum(text[a:b] in common for a, b in parts), n)}"


@lru_cache(maxsize=4)
def _marks(text: str) -> tuple[list[int], list[int]]:
    """For each offset where the clause piece around it begins, and where it ends."""
    before = [0] * (len(text) + 1)
    after = [len(text)] * (len(text) + 1)
    for i, char in enumerate(text):
        before[i + 1] = i + 1 if char in MARKS else before[i]
    for i in range(len(text) - 1, -1, -1):
        after[i] = i if text[i] in MARKS else after[i + 1]
    return before, after


@lru_cache(maxsize=4096)
def _word_edges(piece: str) -> frozenset[int]:
    """Where words begin in a piece of a clause, and its end."""
    return frozenset([*(t.start for t in tokens(piece)), len(piece)])


@lru_cache(maxsize=8192)
def splits(before: str, after: str) -> bool:
    """Whether an everyday word lies across two sides of an offset."""
    common = lexicon().common
    return any(
        before[i:] + after[:j] in common
        for i in range(len(before))
        for j in range(1, len(after) + 1)
    )


def _rest(rests: Sequence[str], outer: int) -> str:
    """What stands between the parts and the marks on one side; ``outer``: the open end's index."""
    inner = [r for i, r in enumerate(rests) if i != outer % len(rests)]
    if not any(inner):
        rest = rests[outer]
        if not rest:
            return "none"
        cut = tokens(rest)
        return "outer " + (cut[-1] if outer == 0 else cut[0]).kind
    if not all(inner):
        return "some"
    kinds = [(tokens(r)[-1] if outer == 0 else tokens(r)[0]).kind for r in inner]
    verbs = sum(k in ("V", "F", "L", "VN") for k in kinds)
    same = len(set(inner)) == 1
    name = "same" if same else "verbs" if 2 * verbs > len(inner) else "words"
    return f"all {name}" + ("" if rests[outer] else " but outer")


def elsewhere(text: str, wanted: Wanted, parts: tuple[Span, ...]) -> Iterator[str]:
    """Signs that the parts are told again, or stand in the name itself."""
    words = [text[a:b] for a, b in parts]
    again = sum(text.count(w) > 1 for w in words if len(w) > 1)
    if again == len(words):
        yield "told again"
    elif again:
        yield "some told again"
    if any(w in text[s:e] and len(w) > 1 for w in words for s, e in wanted.own):
        yield "in the name"
