"""Parts in a list that share a morpheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..segmented import tokens
from .pieces import Span, list_runs, split_and, without_lead, without_tail

LONGEST = 16
"""Longest part in a list, in characters."""


def _fits(text: str, span: Span, role: str, morpheme: str, first: bool, last: bool) -> Span | None:
    """The part that a segment holds in a list whose parts share ``morpheme``.

    The first segment may have a lead-in before its part, the last one an end
    behind it.
    """
    start, end = span
    piece = text[start:end]
    if role == "first":
        at = 0 if piece.startswith(morpheme) else piece.rfind(morpheme) if first else -1
        if at < 0 and len(morpheme) == 1 and text[start - 1] in "，,；;" and len(piece) <= 7:
            verb = tokens(piece)[0]  # 培养名师、名匠，创建|名校
            at = (
                verb.end
                if verb.kind in ("V", "VN") and piece.startswith(morpheme, verb.end)
                else -1
            )
        if at < 0 or len(piece) - at <= len(morpheme):
            return None
        return start + at, end
    if role == "last":
        if piece.endswith(morpheme):
            at = len(piece) - len(morpheme)
        elif last:
            at = piece.find(morpheme)
        else:
            return None
        if at < 1:
            return None
        return start, start + at + len(morpheme)
    if role == "till":
        at = piece.find(morpheme)
        return (start, start + at + len(morpheme)) if 1 < at + 1 <= 5 else None
    if role == "cut":
        at = piece.find(morpheme)
        return (start + at, end) if at >= 0 and at + len(morpheme) < len(piece) else None
    if role == "closed":
        at = piece.find(morpheme, 1)
        return (start, end) if 0 < at <= 4 and at + len(morpheme) + 2 <= len(piece) else None
    if role == "any":
        return (start, end) if morpheme in piece and len(piece) >= 4 else None
    if role == "middle":
        at = piece.find(morpheme)
        return (start, end) if at > 0 and at + len(morpheme) < len(piece) else None
    # role "frame": the two characters of the morpheme around something (先…后…, 敲…门)
    at = piece.find(morpheme[0])
    to = piece.find(morpheme[1], at + 2)
    return (start, end) if at >= 0 and to > at + 1 else None


_LEAD_IN = re.compile(
    "(?:(?:[^，。]{0,6}?(?:做到|实现|围绕|确保|达到|坚持|推动|落实|包括|聚焦|指的是|分别是|分别为|靠的是|就是|也就是"
    "|组成了?|以|将|由|从|即|是|为|指))(?=[一-鿿“]{2}))"
)
"""What leads up to the first part of a list."""
_LEAD_WORD = re.compile(
    "(?:做到|实现|确保|达到|坚持|坚定|按照|根据|通过|聚焦|紧扣|着眼|瞄准|锚定|部署开展|包括|指的是|分别是|分别为|也就是|就是|即|围绕)(?:了)?"
)
_TAIL = re.compile(
    "等?(?:这)?[二两三四五六七八九十](?:大|个|项|类|种|条|步|件|方面|环节|支|级|张|本|道)[一-鿿]{0,6}$"
    "|等(?:[一-鿿]{0,6})$|的$"
)
"""What closes a list behind its last part: …三项内容, 等制度."""


def edge(text: str, span: Span, at: int) -> bool:
    """Whether a word ends ``at`` characters into the span, or nothing is before it."""
    return at == 0 or any(token.end == at for token in tokens(text[span[0] : span[1]]))


def without_close(text: str, span: Span) -> Span:
    """A last part without what closes the list (三项内容)."""
    match = _TAIL.search(text, span[0] + 2, span[1])
    return (span[0], match.start()) if match else span


def opened(text: str, span: Span, lengths: set[int], many: bool = False) -> Span:
    """A first part without what leads up to it; ``lengths`` are those of the others.

    ``many``: three or more of them.
    """
    start, end = span
    word = _LEAD_WORD.match(text, start, end)
    if word and end - word.end() > 1:
        start = word.end()
    if end - start in lengths or (start and text[start - 1] in ":：-—(（“"):
        return start, end
    lead = _LEAD_IN.match(text, start, end)
    if lead and end - lead.end() >= min(lengths):
        start = lead.end()
    size = end - start
    if len(lengths) == 1 and size > (n := next(iter(lengths))):
        # 电动汽车、锂电池: a clause that opens with no verb or function word has no lead.
        opens = start and text[start - 1] in "，,。；;\n" and size <= n + 2
        first = tokens(text[start:end])[0]
        # 坚定|道路自信 beside two of one length: a word of its own before the part.
        led = many and size - n > 1
        if opens and not led and first.kind not in ("V", "F", "L"):
            return start, end
        verb = first.kind in ("V", "F", "L") and not _RESULT.match(text, start, start + 2)
        alone = size - n > 1 or verb or text[start] in "以将由即为指分"
        if alone and (many or edge(text, (start, end), size - n)):
            return end - n, end
    elif size > max(lengths) + 1:
        return without_lead(text, (start, end), max(2, min(lengths) - 1))
    return start, end


def _trimmed(text: str, parts: list[Span], role: str, morpheme: str) -> list[Span] | None:
    """First part without its lead-in, last one without what follows it."""
    inner = parts[:-1] if role in ("first", "cut") else parts[1:]
    lengths = {end - start for start, end in (inner or parts)}
    s1, e1 = parts[-1]
    if role in ("last", "till", "middle", "frame", "any", "closed"):
        common = lengths if role in ("last", "till") else {b - a for a, b in parts[1:-1]} or lengths
        parts[0] = opened(text, parts[0], common, len(parts) > 3)
    if role in ("first", "cut", "middle", "frame", "any"):
        s1, e1 = parts[-1] = without_close(text, parts[-1])
        size = e1 - s1
        common = lengths if role in ("first", "cut") else {b - a for a, b in parts[1:-1]} or lengths
        ends = text[e1 : e1 + 1] in "，。；,;、-—)）\n"
        if len(common) == 1 and size > (n := next(iter(common))) and len(parts) > 2:
            noun = tokens(text[s1 + n : e1])[0].kind == "N"  # 锂电池、太阳能|电池
            # 新产业、新业态、新商业模式|为核心: the word goes on up to a verb.
            whole = without_tail(text, (s1, e1), n)
            kept = (noun or role in ("first", "cut")) and size <= n + 2 and ends
            if noun and n < whole[1] - s1 <= n + 2:
                parts[-1] = whole
            elif not kept and noun and whole[1] == e1 and role in ("first", "cut"):
                return None  # 夏季|田管机械化作业: one phrase
            elif not kept and not (
                edge(text, (s1, e1), n) or text.startswith((morpheme, "”"), s1 + n)
            ):
                return None  # 质量标准品|牌赋值
            elif not kept:
                parts[-1] = (s1, s1 + n)
        elif size > max(common) + 3:
            parts[-1] = without_tail(text, parts[-1], max(2, min(common)))
    if role == "last" and len(lengths) > 1:
        parts = [_without_adverb(text, p, len(morpheme) + 1) for p in parts]
    parts = [without_order(text, part) for part in parts]
    if role in ("middle", "closed"):
        closed = _closed(text, parts, morpheme)
        if role == "closed" and closed == parts:
            return None
        parts = closed
    if role == "middle" and len(morpheme) == 1 and not _parallel(text, parts, morpheme):
        return None
    if {text[a] for a, _ in parts} in _WITH and all(
        text[a:b].endswith(morpheme) and b - a > len(morpheme) + 2 for a, b in parts
    ):
        parts = [(a + 1, b) for a, b in parts]  # 用感情的尺子, 用法律的尺子
    parts = _without_results(text, parts, morpheme)
    if any(not 1 < end - start <= LONGEST for start, end in parts):
        return None
    if len({text[a:b] for a, b in parts}) < len(parts):
        return None
    return parts


def _parallel(text: str, parts: Sequence[Span], char: str) -> bool:
    """Whether a character stands at one place of every part, or every part is short.

    完善公立医院补偿机制, 支持医药企业 share 医 by chance.
    """
    if max(b - a for a, b in parts) <= 7:
        return True
    front = {text.find(char, a + 1, b) - a for a, b in parts}
    back = {b - text.rfind(char, a, b) for a, b in parts}
    return len(front) == 1 or len(back) == 1


_OPENS = frozenset("联共互同齐")
"""Morphemes that open a word of two characters (联建, 共享)."""


def _closed(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts cut behind the morpheme where it ends a word in most: 红灯|停业, 政治|定向."""
    ends = [text.find(morpheme, a + 1, b) + len(morpheme) for a, b in parts]
    if morpheme in _OPENS and all(
        end - a == 3 and b - a == 7 for (a, b), end in zip(parts, ends, strict=True)
    ):
        # 支部联建|聚合力: four characters and three, the morpheme opens a word.
        return [(a, a + 4) for a, _ in parts]
    cut = [(a, end) for (a, _), end in zip(parts, ends, strict=True)]
    rests = [b - end for (_, b), end in zip(parts, ends, strict=True)]
    heads = {end - a for a, end in cut}
    if min(rests) < 2 or max(heads) > 4 + len(morpheme):
        return parts
    if "".join(text[a] for a, _ in parts) in _COUNT:
        return parts  # 一问收入, 二问困难
    if any("了" in text[a:b] for a, b in parts):
        return parts
    closing = sum(
        any(t.end == end - a and len(t.text) > 1 and t.kind != "V" for t in tokens(text[a:b]))
        for (a, b), (_, end) in zip(parts, cut, strict=True)
    )
    # 红灯停业整改, 黄灯限期改正: what follows is as long in each, and longer than the part
    # or of one verb (楼长管安全); 红色工单两小时到场: a noun of two characters.
    level = len(set(rests)) == 1
    verbs = {text[end] for _, end in cut}
    even = (level and rests[0] > max(heads) and len(heads) == 1) or (
        len(heads) == 1 and len(morpheme) > 1 and min(rests) > 2
    )
    even = even or (level and rests[0] > 2 - (closing > 0) and len(verbs) == 1)
    return cut if even or 2 * closing > len(parts) else parts


_COUNT = "一二三四五六七八九十"
_BESIDE = re.compile("(?:也|又|还|更|既|都)是")
"""What stands before a part and is none of it: 又是|调解员."""


_WITH = ({"用"}, {"以"}, {"凭"}, {"靠"})
_RESULT = re.compile("[一-鿿]{1,3}[好优强实活细牢稳准精]")


def _without_results(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts without the verb and its result before the morpheme: 开好|小喇叭, 用好|小账本."""
    heads = [text[a : max(a, text.find(morpheme, a, b))] for a, b in parts]
    rests = [b - a - len(head) for (a, b), head in zip(parts, heads, strict=True)]
    results = all(_RESULT.fullmatch(head) for head in heads)
    if not results or len(set(heads)) < 2 or min(rests) <= len(morpheme) or morpheme == "一":
        return parts
    return [(a + len(head), b) for (a, b), head in zip(parts, heads, strict=True)]


def without_order(text: str, part: Span) -> Span:
    """A part without 又是 or the like before it."""
    match = _BESIDE.match(text, *part)
    return (match.end(), part[1]) if match and part[1] - match.end() > 1 else part


_ADVERB = re.compile("先|再|最后|然后|首先|其次|每(?:月|季度|天|周|日|年|季)")


def _without_adverb(text: str, part: Span, least: int) -> Span:
    """A part without the adverb before it (先领单, 每月晒单)."""
    match = _ADVERB.match(text, *part)
    return (match.end(), part[1]) if match and part[1] - match.end() >= least else part


def shared(
    text: str, own: Sequence[Span], number: int, morpheme: str, roles: Sequence[str]
) -> Iterator[list[Span]]:
    """Lists of exactly ``number`` parts that share ``morpheme`` in one role.

    Segments that hold a mention of the name itself (``own``) belong to no list.
    """
    if not _enough(text, 0, len(text), number, morpheme, roles):
        return
    likely = (run for run in runs(text) if _enough(text, *_whole(run), number, morpheme, roles))
    for run in _apart(text, likely, own):
        for role in roles:
            i = 0
            while i < len(run):
                found: list[Span] = []
                j = i
                while j < len(run):
                    part = _fits(text, run[j], role, morpheme, j == i, False)
                    if part is None:
                        part = _fits(text, run[j], role, morpheme, j == i, True)
                        if part is not None:
                            found.append(part)
                            j += 1
                        break
                    found.append(part)
                    j += 1
                if len(found) == number:
                    trimmed = _trimmed(text, list(found), role, morpheme)
                    if trimmed is not None:
                        yield trimmed
                i = max(j, i + 1)


def _whole(run: Sequence[Span]) -> Span:
    return run[0][0], run[-1][1]


def _enough(
    text: str, start: int, end: int, number: int, morpheme: str, roles: Sequence[str]
) -> bool:
    """Whether ``number`` parts between ``start`` and ``end`` can each hold the morpheme."""
    if roles == ("frame",):
        return all(text.count(char, start, end) >= number for char in morpheme[:2])
    return text.count(morpheme, start, end) >= number


@lru_cache(maxsize=4)
def runs(text: str) -> tuple[list[Span], ...]:
    """The enumerations of a text, and again with 和 in their ends cut."""
    return tuple(_find_runs(text))


def _find_runs(text: str) -> Iterator[list[Span]]:
    for run in list_runs(text):
        yield from _inside_quotes(text, run)
        whole: list[Span] = []
        for k, span in enumerate(run):
            pieces = split_and(text, span) if k == len(run) - 1 or k == 0 else [span]
            whole.extend(pieces if len(pieces) == 2 else [span])
        if len(whole) > len(run):
            yield whole
        yield run


def _inside_quotes(text: str, run: Sequence[Span]) -> Iterator[list[Span]]:
    """The part of an enumeration that one pair of marks encloses: 以“甲、乙、丙”为抓手."""
    first: tuple[int, int] | None = None
    for i, (start, end) in enumerate(run):
        opening, closing = text.rfind("“", start, end), text.find("”", start, end)
        if first is not None and closing >= 0 and not start <= opening < closing:
            if i > first[0]:
                yield [(first[1], run[first[0]][1]), *run[first[0] + 1 : i], (start, closing)]
            first = None
        if opening > text.rfind("”", start, end):
            first = (i, opening + 1)


_EXPLAINED = re.compile(
    '[”’"]?[^，,。；;：:、“”\n()]{0,10}?(?:指的是|靠的是|分别是|分别为|就是|也就是|包括|指|是|即|为|坚持|做到|让|使|推动|讲求|要求)'
)


def _apart(text: str, rows: Iterable[list[Span]], own: Sequence[Span]) -> Iterator[list[Span]]:
    for run in rows:
        piece: list[Span] = []
        for start, end in run:
            touched = [(s, e) for s, e in own if s < end and e > start]
            if not touched:
                piece.append((start, end))
                continue
            s, _ = min(touched)
            # 储备链、培育链、实践链“三链融合”: the name closes the list.
            if s - start >= 3:
                piece.append((start, s if text[s] in '“‘"' else s - 1))
            if len(piece) > 1:
                yield piece
            piece = []
            # “四快”是接单快、到场快: it opens one.
            after = _EXPLAINED.match(text, max(e for _, e in touched), end)
            if after and end - after.end() > 1:
                piece.append((after.end(), end))
        if len(piece) > 1:
            yield piece
