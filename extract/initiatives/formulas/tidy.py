"""The edges of parts, looked at together: one rule for all of them.

Each step changes all parts or none, so that what is no part of one is none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....models import lexicon as lx
from ..segmented import tokens
from .pieces import MARKS, Span

_MARKS = MARKS + " "
_LEAD = re.compile(f"(?:[{_MARKS}]|做到|确保|实现|推动|坚持|[一二三四五六七八九]是)$")
_MEANS = frozenset("用以靠凭")
_COUNTED = re.compile("(?:至|到|了|约|达)*[0-9.]+(?:%|个百分点|[一-鿿]{1,3})?$")
_WHERE = re.compile("[里上中下]$")


def tidy(text: str, parts: Sequence[Span], body: str) -> list[Span]:
    """The parts with their edges mended.

    ``body`` is what the name counts (链融合 in 三链融合), empty where that names nothing.
    """
    spans = _begin_alike(text, list(parts))
    spans = _to_the_end(text, spans)
    shared = next(
        (m for m in (body, body[:1], body[-1:]) if m and all(m in text[a:b] for a, b in spans)),
        "",
    )
    if not (shared and all(word.endswith(shared) for word in _words(text, spans))):
        spans = _without_counts(text, spans, shared)
    if shared:
        spans = _from_the_start(text, spans, shared)
        for step in (_from_morpheme, _behind, _before_act):
            changed = step(text, spans, shared)
            if all(b - a > len(shared) for a, b in changed):
                spans = changed
    return _without_means(text, spans)


def _words(text: str, parts: Sequence[Span]) -> list[str]:
    return [text[a:b] for a, b in parts]


def _begin_alike(text: str, parts: list[Span]) -> list[Span]:
    """The first part from the character that all others begin with: 定下|每周谈心、每月上课."""
    start, end = parts[0]
    firsts = {text[a] for a, _ in parts[1:]}
    if len(parts) < 3 or len(firsts) > 1 or text[start] in firsts:
        return parts
    at = text.find(next(iter(firsts)), start + 1, end - 1)
    return parts if at < 0 or at - start > 4 else [(at, end), *parts[1:]]


def _to_the_end(text: str, parts: list[Span]) -> list[Span]:
    """Parts that all leave one character to the next mark take it: 组织联|建."""
    rests = {(text[b : b + 1] not in _MARKS) and text[b + 1 : b + 2] in _MARKS for _, b in parts}
    wheres = all(_WHERE.match(text[b]) for _, b in parts if b < len(text))
    return [(a, b + 1) for a, b in parts] if rests == {True} and not wheres else parts


def _without_counts(text: str, parts: list[Span], shared: str) -> list[Span]:
    """Parts without the figures behind them (不予处罚清单|32项), or where they are (种植园|里)."""
    found = [_COUNTED.search(text, a + 2, b) for a, b in parts]
    if sum(m is not None for m in found) > len(parts) // 2:
        return [(a, m.start() if m else b) for (a, b), m in zip(parts, found, strict=True)]
    words = _words(text, parts)
    where = all(_WHERE.search(word) for word in words) and len({word[-1] for word in words}) == 1
    closes = bool(shared) and all(word[:-1].endswith(shared) for word in words)
    leads = bool(shared) and all(text[a - 1] == "在" for a, _ in parts)
    return [(a, b - 1) for a, b in parts] if where and (closes or leads) else parts


def _from_the_start(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts before which each clause has as many characters take them: 一是责任|落实到位."""
    if len(parts) < 3 or all(word in lx.lexicon().common for word in _words(text, parts)):
        return parts
    for size in (1, 2, 3):
        before = [text[max(0, a - size - 4) : a - size] if a > size else "\n" for a, _ in parts]
        heads = [text[a - size : a] for a, _ in parts]
        chinese = all(re.fullmatch("[一-鿿]+", head) for head in heads)
        opened = all(_LEAD.search(b) or not b for b in before)
        if not (chinese and opened and len(set(heads)) == (1 if size == 1 else len(parts))):
            continue
        closes = all(word.endswith(morpheme) for word in _words(text, parts))
        if {head[0] for head in heads} <= _MEANS and closes:
            return parts
        acts = sum(head.endswith("是") or tokens(head)[0].kind in "VFL" for head in heads)
        means = {head[0] for head in heads} <= _MEANS
        return parts if 2 * acts > len(parts) and not means else [(a - size, b) for a, b in parts]
    return parts


def _from_morpheme(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts with 一 from there, without the verb before it: 新建|一所幼儿园."""
    words = _words(text, parts)
    places = [word.find("一") for word in words]
    if morpheme != "一" or min(places) < 2 or max(places) > 3:
        return parts
    verbs = sum(tokens(word[:at])[0].kind == "V" for word, at in zip(words, places, strict=True))
    if 2 * verbs < len(words) or len({w[:n] for w, n in zip(words, places, strict=True)}) < 2:
        return parts
    return [(a + at, b) for (a, b), at in zip(parts, places, strict=True)]


def _behind(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts that end with the morpheme, behind who does it or what is told of it.

    企业提|需求单, 事前开|恳谈会, 由干部兼任的|安全员.
    """
    words = _words(text, parts)
    if not all(word.endswith(morpheme) for word in words) or len(parts) < 2:
        return parts
    owned = [word.rfind("的") + 1 for word in words]
    least = len(morpheme) + 1
    if all(0 < at <= len(word) - least for word, at in zip(words, owned, strict=True)):
        if min(owned) <= 3:
            return parts
        return [(a + n, b) for (a, b), n in zip(parts, owned, strict=True)]
    if len(morpheme) > 1:
        return parts
    cuts = []
    for word in words:
        acts = [
            t.end
            for t in tokens(word)
            if t.kind == "V"
            and t.text not in ("有", "是")
            and t.start
            and t.end <= len(word) - least
        ]
        cuts.append(min(acts, default=0))
    if min(cuts) > 1 and min(map(len, words)) > least + 2:
        return [(a + n, b) for (a, b), n in zip(parts, cuts, strict=True)]
    return parts


def _before_act(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts before what is told of them: 微网格|连起千家门, 自治|有平台, 红账|记难事.

    The morpheme stands at one place of all; a verb that all share does behind it, or an everyday
    word ends with it or begins so; of 一名组长|牵头, the verbs that end them.
    """
    words = _words(text, parts)
    places = {word.find(morpheme) for word in words}
    if len(parts) < 2 or len(places) > 1:
        return parts
    at = next(iter(places))
    if (shared := _shared_verb(words, at + len(morpheme))) is not None:
        return [(a, a + shared) for a, _ in parts]
    if morpheme == "一" and at == 0:
        ends = [_last_act(word) for word in words]
        return [(a, a + n) for (a, _), n in zip(parts, ends, strict=True)] if all(ends) else parts
    common = lx.lexicon().common
    known = sum(word[:2] in common for word in words)
    if at == 1 and len(morpheme) == 1 and min(map(len, words)) > 3 and 3 * known >= 2 * len(words):
        return [(a, a + 2) for a, _ in parts]
    if at == 0 and len(morpheme) == 1 and min(map(len, words)) > 5:
        sizes = {1 + tokens(word[1:])[0].end for word in words}
        if sizes == {3}:
            return [(a, a + 3) for a, _ in parts]
    return parts


def _last_act(word: str) -> int:
    """Where the verb of two characters begins that ends a part (一个专班|跟进), else 0."""
    cut = tokens(word)
    last = cut[-1]
    acts = last.kind in ("V", "VN", "U") and len(last.text) == 2 and "一" not in last.text
    if len(cut) > 1 and len(last.text) == 1 and cut[-2].kind == "V" and len(cut[-2].text) == 1:
        last, acts = cut[-2], True  # 挂|墙
    return last.start if acts and last.start > 2 else 0


def _shared_verb(words: Sequence[str], least: int) -> int | None:
    """The place, from ``least`` on, of a verb of one character at one place of all words."""
    for place in range(max(2, least), min(map(len, words)) - 1):
        chars = {word[place] for word in words}
        alone = all(
            any(t.start == place and t.end == place + 1 and t.kind == "V" for t in tokens(word))
            for word in words
        )
        if chars == {"有"} or (len(chars) == 1 and alone):
            return place
    return None


def _without_means(text: str, parts: list[Span]) -> list[Span]:
    """Parts without 用 or 以 before a word of everyday language: 用|真心."""
    rests = [text[a + 1 : b] for a, b in parts]
    if {text[a] for a, _ in parts} <= _MEANS and all(r in lx.lexicon().common for r in rests):
        return [(a + 1, b) for a, b in parts]
    return parts
