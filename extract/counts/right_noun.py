"""The noun phrase right of a count: 37名|专家, cut before the next verb or stop."""

from __future__ import annotations

from collections.abc import Sequence

from ...corpus.marks import CORNERS, QUOTES
from .clauses import BRACKET, STOP
from .words import FUNCTION, LEAD, NOUN, VERB, VERBAL_NOUN, Token, beside, is_noun, tokens

_PAIRS = QUOTES | CORNERS
MARKS = frozenset(("大关", "关口", "新高", "新低", "纪录"))
"""What a figure passes or sets, never what it counts: 突破2000亿元大关."""
_MEASURE_WORDS = frozenset("长宽高深厚重远大")
"""What a measure says of a thing, never what it counts: 3米|宽."""
_PLACES = frozenset("中内外里上下前后间")


def right_noun(
    text: str, offset: int, people: bool = False, acts: bool = False, limit: int = 24
) -> str | None:
    """The noun phrase that begins at ``offset``, cut before the next verb or stop.

    ``people``: the unit counts people, so the phrase should end in a word for them.
    ``acts``: it counts acts (次, 场, 项), so a verbal noun is a noun.
    """
    begin = offset
    while begin < len(text) and text[begin] in " \u3000":
        begin += 1
    if text[begin : begin + 1] == "的":
        begin += 1
    if text[begin : begin + 1] == "地" and text[begin + 1 : begin + 2] in STOP:
        return "地"
    if text[begin : begin + 1] in _PAIRS:
        return _quoted(text, begin, limit)
    stop = begin
    bound = min(len(text), begin + limit)
    while stop < bound and text[stop] not in STOP and not text[stop].isdigit():
        stop += 1
    if stop == begin:
        return None
    words, human = tokens(text[begin:stop]), beside("human")
    first = last = 0  # token range of the phrase
    for k, word in enumerate(words):
        following = words[k + 1].text if k + 1 < len(words) else ""
        if word.text == "的":
            if last > first and not following:
                break  # 9个民族的7460人
            plain = all(w.kind in (NOUN, "U") for w in words[first:last])
            if last > first and plain and (not people or words[last - 1].text[-1] in human):
                break  # 37个村的老党员
            first = last = k + 1
            continue
        if word.kind in (VERB, FUNCTION, LEAD) and not _inside(words, k, first):
            if word.kind == VERB and following == "的":
                first = last = k + 1
                continue
            if k == first:
                relative = _relative(words, k)
                if relative:
                    first = last = relative
                    continue
                if word.kind == VERB and k == 0 and len(word.text) == 1 and _compound(words, k):
                    last = k + 1
                    continue
                if k < first:
                    continue
            elif k < first:
                continue
            break
        if k < first:
            continue
        if word.kind == VERBAL_NOUN:
            if acts:
                last = k + 1
                continue
            if k == first and first == 0 and not following:
                return None
            if k > first and not _goes_on(words, k, people):
                break
        last = k + 1
    if people:
        persons = [k for k in range(first, last) if words[k].text[-1] in human]
        last = persons[-1] + 1 if persons else last
    if last <= first:
        return None
    phrase = text[begin + words[first].start : begin + words[last - 1].end]
    if len(phrase) == 1 and phrase not in _MEASURE_WORDS and not is_noun(phrase):
        return None
    if phrase in MARKS:
        return None
    if phrase in _MEASURE_WORDS:
        if text[begin + words[last - 1].end : begin + words[last - 1].end + 1] != "的":
            return None
        return right_noun(text, begin + words[last - 1].end, people, acts, limit)
    if begin + words[last - 1].end == stop and (more := BRACKET.match(text, stop)):
        phrase += more[0]
    return phrase if not phrase.isascii() else None


def _relative(words: Sequence[Token], k: int) -> int:
    """Index after the 的 of the relative clause that the verb ``words[k]`` opens, or 0."""
    for j in range(k + 1, min(len(words), k + 7)):
        if words[j].text == "的" and j + 1 < len(words):
            return j + 1
    return 0


def _inside(words: Sequence[Token], k: int, first: int) -> bool:
    """Whether the one-character ``words[k]`` is part of a noun: 红外探头, 蓝领工匠."""
    if len(words[k].text) > 1 or k + 1 >= len(words) or k == first:
        return False
    if words[k + 1].kind not in (NOUN, "U"):
        return False
    if words[k].text in _PLACES:
        return len(words[k - 1].text) == 1
    return (
        words[k].kind == VERB
        and k == first + 1
        and len(words[first].text) == 1
        and words[first].kind == "U"
    )


def _goes_on(words: Sequence[Token], k: int, people: bool) -> bool:
    """Whether the phrase goes on behind the verbal noun ``words[k]``: 社区服务中心."""
    end = k
    while end + 1 < len(words) and words[end + 1].kind in (NOUN, VERBAL_NOUN, "U"):
        end += 1
    if end == k or words[end].kind == VERBAL_NOUN:
        return False
    return words[end].text[-1] in beside("human") if people else words[k + 1].kind == NOUN


def _compound(words: Sequence[Token], k: int) -> bool:
    """Whether a one-character verb opens a noun: 采 + 棉机."""
    return k + 1 < len(words) and words[k + 1].kind == "U"


def _quoted(text: str, begin: int, limit: int) -> str | None:
    """“失踪”苹果 → 苹果; “三员”走马上任 → 三员."""
    close = _PAIRS[text[begin]]
    end = text.find(close, begin + 1, begin + 14)
    if end < 0:
        return None
    return right_noun(text, end + 1, limit=limit) or text[begin + 1 : end]
