"""Parts at the heads of paragraphs, sections and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..segmented import tokens
from .pieces import Opening, Span, openings

_QUOTED = re.compile('[“‘"]([^“”‘’"]{1,8})[”’"]')
_ORDINAL = re.compile("第([一二三四五六七八九十])")
_POINTS = re.compile(
    "(?:^|[。；;：:，,\n])(?:([一二三四五六七八九])(?:是|要)(?:要)?"
    "|第([一二三四五六七八九])(?:步|招|条|关|环|个)?(?:是|[，,])?)“?"
)


def opening_sets(text: str, after: int) -> Iterator[list[Opening]]:
    """Sets of parallel openings: section heads, then lines, then sentences."""
    everything = [o for o in openings(text) if o.start >= after or o.line]
    yield [o for o in everything if o.whole]
    yield [o for o in everything if o.line]
    yield everything


def distinct(text: str, parts: Sequence[Span]) -> list[Span]:
    """The parts without those that say the same as an earlier one."""
    seen: dict[str, Span] = {}
    for start, end in parts:
        seen.setdefault(text[start:end], (start, end))
    return list(seen.values())


def shared(
    text: str, own: Sequence[Span], number: int, morpheme: str, whole: bool
) -> Iterator[list[Span]]:
    """Openings that hold ``morpheme``: 红色聚力, …; 严密“储备链”, …; 板凳课堂：….

    ``own`` are the spans of the name itself; ``whole`` takes the clause rather
    than its beginning up to the morpheme.
    """
    if text.count(morpheme) < number:
        return
    for group in opening_sets(text, own[0][0] if own else 0):
        parts: list[Span] = []
        found: list[tuple[int, int, int]] = []
        for opening in group:
            if text.find(morpheme, opening.start, opening.end) < 0:
                continue
            if any(s < opening.end and e > opening.start for s, e in own):
                continue
            piece = text[opening.start : opening.end]
            quoted = [
                m for m in _QUOTED.finditer(piece) if morpheme in m[1] and len(m[1]) > len(morpheme)
            ]
            if quoted:
                parts.append((opening.start + quoted[0].start(1), opening.start + quoted[0].end(1)))
                continue
            at = piece.find(morpheme)
            if "“" in piece or "”" in piece or at < 0 or at > 7 or len(piece) <= len(morpheme):
                continue
            if at == 0 and len(piece) > 8 + len(morpheme) // 2:
                continue
            found.append((opening.start, opening.end, at + len(morpheme)))
        cut = _cut(text, found, whole, len(morpheme), _is_noun(morpheme))
        cut = [(a, b) for a, b in cut if not re.search("[、，]", text[a:b])]
        parts = sorted(parts + _without_verbs(text, cut, morpheme))
        parts = distinct(text, parts)
        lengths = [b - a for a, b in parts]
        # 秋分至, 秋收正当时: clauses that begin alike by chance are not as long as one another.
        opens = len(morpheme) == 1 and all(text[a] == morpheme for a, _ in parts)
        if len(parts) == number and not (opens and max(lengths) - min(lengths) > 1):
            yield parts
        elif len(parts) > number:
            yield from _even(parts, number)


def _without_verbs(text: str, parts: list[Span], morpheme: str) -> list[Span]:
    """Parts without the verbs before them, where these differ: 织密|平安网, 兜牢|民生网.

    Only where every part ends with the morpheme and leaves a word of two characters
    before it.
    """
    if len(morpheme) == 1 and {b - a for a, b in parts} == {3} and len(parts) > 2:
        # 守初心, 铸匠心: a verb of its own to each and a word.
        words = [tokens(text[a + 1 : b]) for a, b in parts]
        known = sum(len(cut) == 1 and cut[0].kind == "N" for cut in words)
        if len({text[a] for a, _ in parts}) == len(parts) and 2 * known >= len(parts):
            return [(a + 1, b) for a, b in parts]
    size = len(morpheme) + 2
    if len(parts) < 2 or not all(
        text[a:b].endswith(morpheme) and size + 1 < b - a <= size + 3 for a, b in parts
    ):
        return parts
    verbs = [text[a : b - size] for a, b in parts]
    first = [tokens(text[a:b])[0] for a, b in parts]
    led = sum(
        t.kind in ("V", "F", "L") and t.end <= len(v) for t, v in zip(first, verbs, strict=True)
    )
    if len(set(verbs)) < len(parts) or 2 * led < len(parts):
        return parts
    return [(b - size, b) for _, b in parts]


def _is_noun(morpheme: str) -> bool:
    cut = tokens(morpheme)
    return morpheme.endswith("子") or (len(cut) == 1 and len(morpheme) > 1 and cut[0].kind == "N")


def _even(parts: Sequence[Span], number: int) -> Iterator[list[Span]]:
    """The parts of one length, where exactly ``number`` have it."""
    lengths = [end - start for start, end in parts]
    for length in dict.fromkeys(lengths):
        if lengths.count(length) == number and 2 <= length <= 4:
            yield [part for part, n in zip(parts, lengths, strict=True) if n == length]


def _cut(
    text: str, found: Sequence[tuple[int, int, int]], whole: bool, size: int, word: bool
) -> list[Span]:
    """Where the parts in parallel openings end; one rule for all of them.

    红色|聚力: most have a word that ends with the morpheme, so the part does too.
    支部联建|强堡垒: the morpheme begins a compound of two characters.  ``size`` is the
    morpheme's length, ``word``: it is a noun by itself (菜篮子).
    """
    closing = sum(
        any(token.end == end and len(token.text) > 1 for token in tokens(text[start:stop]))
        for start, stop, end in found
    )
    ends = [end for _, _, end in found]
    if ends and max(ends) - min(ends) > 2:
        return []  # 王大爷是治保员, 宣讲员是老周: not parallel
    if ends and size > 1 and max(ends) == size:
        return [(start, stop) for start, stop, _ in found]  # 聚焦政策落地
    closes = 2 * closing > len(found) or word
    parts: list[Span] = []
    for start, stop, end in found:
        length = stop - start
        if closes and not whole and end > 1:
            parts.append((start, start + end))
        elif length <= 5 or (whole and length <= 8):
            parts.append((start, stop))
        elif end > 1:
            parts.append((start, min(stop, start + end + (not closes))))
        elif length <= 8:
            parts.append((start, stop))
    return parts


@lru_cache(maxsize=4)
def _quoted_words(text: str) -> tuple[Span, ...]:
    """Quoted words of two to four characters."""
    return tuple(m.span(1) for m in _QUOTED.finditer(text) if 1 < len(m[1]) < 5)


def quoted(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Quoted words that share their first or last character: “电梯” … “扶梯” … “云梯”.

    Accepted when exactly ``number`` different ones of one length stand in the article.
    """
    if text.count(morpheme) < number:
        return
    for edge in (-1, 0):
        parts = [
            (start, end)
            for start, end in _quoted_words(text)
            if text[end - 1 if edge else start] == morpheme
            and not any(s <= start and end <= e for s, e in own)
        ]
        parts = distinct(text, parts)
        if len(parts) == number and len({b - a for a, b in parts}) == 1:
            yield parts


def joined(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Parts run together: 共商共建共管共享."""
    if number < 3 or text.count(morpheme) < number:
        return
    taken = list(own)
    for edge in (0, 1):
        position = text.find(morpheme)
        while position >= 0:
            start, end = position - edge, position - edge + 2 * number
            position = text.find(morpheme, position + 1)
            row = text[max(start, 0) : end]
            if row[edge::2] != morpheme * number or morpheme in row[1 - edge :: 2]:
                continue
            if len(row) < 2 * number or not row.isalnum():
                continue
            if morpheme in (text[start - 1 : start], text[end : end + 1]):
                continue
            if any(s < end and e > start for s, e in taken):
                continue
            taken.append((start, end))
            yield [(start + 2 * k, start + 2 * k + 2) for k in range(number)]


def quoted_heads(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Lines that open with a quoted word: “听”意见建议, “查”平台数据, ….

    Accepted only when exactly ``number`` lines of one article do.
    """
    parts = []
    for opening in openings(text):
        if opening.line and opening.start > after:
            match = re.match("“([^“”]{1,4})”", text[opening.start : opening.start + 8])
            if match:
                parts.append((opening.start + 1, opening.start + match.end() - 1))
    parts = distinct(text, parts)
    if len(parts) == number and len({b - a for a, b in parts}) == 1:
        yield parts


def quoted_inside(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Line heads that set one short word off: 畅通渠道“听”，… / 归纳梳理“写”，….

    Accepted when exactly ``number`` heads, three or more, quote words of one length.
    """
    if number < 3:
        return
    parts = []
    for opening in openings(text):
        if opening.line and opening.start >= after:
            found = [m.span(1) for m in _QUOTED.finditer(text, opening.start, opening.end)]
            if len(found) == 1 and found[0][1] - found[0][0] <= 2:
                parts.append(found[0])
    parts = distinct(text, parts)
    if len(parts) == number and len({b - a for a, b in parts}) == 1:
        yield parts


def colon_heads(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Section heads of the form X：…: 人：师傅带出徒弟来."""
    parts = [
        (o.start, o.end)
        for o in openings(text)
        if o.whole and o.start > after and o.mark in "：:" and o.mark and o.end - o.start <= 6
    ]
    parts = distinct(text, parts)
    if len(parts) == number:
        yield parts


def ordinals(text: str, own: Sequence[Span], number: int, body: str) -> Iterator[list[Span]]:
    """Heads that count through: 第一杯茶暖身, 第二杯茶消气."""
    parts: list[Span] = []
    wanted = iter("一二三四五六七八九十"[:number])
    expected = next(wanted, "")
    for opening in openings(text):
        piece = text[opening.start : opening.end]
        match = _ORDINAL.match(piece)
        if match and match[1] == expected and body in piece:
            parts.append((opening.start, opening.end))
            expected = next(wanted, "")
    if len(parts) == number:
        yield parts


def points(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """一是…二是…三是… after the name: the clause behind each."""
    parts: list[Span] = []
    expected = 1
    for match in _POINTS.finditer(text, after):
        if "零一二三四五六七八九".index(match[1] or match[2]) != expected:
            continue
        stop = re.compile("[，,。；;：:”\n]").search(text, match.end())
        end = stop.start() if stop else len(text)
        if end - match.end() > 16:
            return
        parts.append((match.end(), end))
        expected += 1
    if len(parts) == number:
        yield parts


def same_frame(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Openings that differ in what they quote only: 念好“山”字经, 念好“水”字经, ….

    Accepted when exactly ``number`` different ones stand behind ``after``.
    """
    frames: dict[tuple[str, str], list[Span]] = {}
    for opening in openings(text):
        piece = text[opening.start : opening.end]
        match = _QUOTED.search(piece)
        if match is None or opening.start < after:
            continue
        frame = (piece[: match.start()], piece[match.end() :])
        if frame != ("", ""):
            span = (opening.start + match.start(1), opening.start + match.end(1))
            frames.setdefault(frame, []).append(span)
    for found in frames.values():
        parts = distinct(text, found)
        if len(parts) == number:
            yield parts


def short_heads(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Neighbouring lines that open with a word set off: 望，看现场. / 闻，听街坊. / ….

    Accepted when exactly ``number`` lines in a row behind ``after`` do, with words of
    one length.
    """
    run: list[Span] = []
    for opening in openings(text):
        if not opening.line or opening.start < after:
            continue
        if not run and opening.start > after + 300:
            break
        fits = (
            opening.mark in "，,：:"
            and opening.mark
            and opening.end - opening.start <= 4
            and text[opening.start] not in "第在从对当据为"
        )
        if fits and (not run or opening.end - opening.start == run[0][1] - run[0][0]):
            run.append((opening.start, opening.end))
            continue
        if len(run) == number:
            break
        run = [(opening.start, opening.end)] if fits else []
    if len(run) == number and len({text[a] for a, _ in run}) == number:
        yield run


def scattered(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Words of one length that end with the morpheme, one to a sentence: 治保员 … 联络员 ….

    Accepted when exactly ``number`` different ones, three or more, stand behind the
    name and no other word ends so.
    """
    if number < 3 or not own:
        return
    found: dict[int, dict[str, Span]] = {}
    sentences: dict[int, set[int]] = {}
    for match in re.finditer(re.escape(morpheme), text[own[0][1] :]):
        end = own[0][1] + match.end()
        if any(s < end and end - len(morpheme) < e for s, e in own):
            continue
        start = max(text.rfind(mark, 0, end) for mark in "，,。；;：:！!？?、“”\n") + 1
        edges = {t.start for t in tokens(text[start:end])}
        for size in (2, 3):
            at = end - len(morpheme) - size
            if at - start in edges and not re.search("[是要一二三四五六七八九]", text[at:end]):
                found.setdefault(size, {}).setdefault(text[at:end], (at, end))
                sentence = max(text.rfind(mark, 0, end) for mark in "。；;\n")
                sentences.setdefault(size, set()).add(sentence)
                break
        else:
            return
    for size, words in found.items():
        if len(found) == 1 and len(words) == number == len(sentences[size]):
            yield list(words.values())


def named(text: str, own: Sequence[Span], number: int, noun: str) -> Iterator[list[Span]]:
    """Openings that begin with a name of two to four characters and the noun: 强基工程修了….

    Accepted when exactly ``number`` different ones of one length do.
    """
    parts = []
    for opening in openings(text):
        piece = text[opening.start : opening.end]
        at = piece.find(noun)
        if 2 <= at <= 4 and not any(s < opening.end and e > opening.start for s, e in own):
            parts.append((opening.start, opening.start + at + len(noun)))
    parts = distinct(text, parts)
    if len(parts) == number and len({b - a for a, b in parts}) == 1:
        yield parts


def framed(text: str, own: Sequence[Span], number: int, frame: str) -> Iterator[list[Span]]:
    """Openings around two characters: 用心送岗，…；贴心送法，…；暖心送学，….

    Accepted when exactly ``number`` different ones of one length have both in order.
    """
    pattern = re.compile(
        f"[^\\W]{{0,3}}{re.escape(frame[0])}[^\\W]{{0,3}}{re.escape(frame[1])}[^\\W]*"
    )
    parts = [
        (o.start, o.end)
        for o in openings(text)
        if pattern.fullmatch(text, o.start, o.end)
        and o.end - o.start <= 10
        and not any(s < o.end and e > o.start for s, e in own)
    ]
    parts = distinct(text, parts)
    if len(parts) == number and len({b - a for a, b in parts}) == 1:
        yield parts
