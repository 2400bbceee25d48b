"""Lists and quoted words whose numerals, read together, are the figures of a code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..segmented import tokens
from ..vocabulary import UP_TO_TEN
from .cells import Span, bare, distance, items, quoted
from .glosses import lead
from .rows import FAR

CLASSIFIER = "[个名位支类项条户家处座级张种套批者大组台分人本把次道间块份件]"


def in_marks(text: str, own: Sequence[Span], digits: str) -> list[Span] | None:
    """Quoted things whose numerals, in their order, are the code: 紧扣“一条主线”…搭建“一个平台”."""
    found: dict[str, Span] = {}
    for start, end in quoted(text):
        named = any(s < end and start < e for s, e in own)
        if not named and distance([(start, end)], own) <= FAR and _FIGURE.match(text, start, end):
            found.setdefault(text[start:end], (start, end))
    read = "".join(_digits(word) for word in found)
    return list(found.values()) if read == digits and len(found) == len(digits) else None


_FIGURE = re.compile(f"[0-9一两二三四五六七八九十]{CLASSIFIER}[一-鿿]{{2}}")


def spelled(text: str, near: Sequence[Span], code: str, reach: int = 300) -> list[Span] | None:
    """A list whose numerals, read together, are the code: “1262” → 12小时…、6小时…、2小时…."""
    for run in _lists(text):
        for i in range(len(run)):
            read = ""
            for j in range(i, min(i + len(code), len(run))):
                digits = _digits(text[run[j][0] : run[j][1]])
                if not digits or not code.startswith(read + digits):
                    break
                read += digits
                if read == code and j > i:
                    if min(abs(run[i][0] - e) for _, e in near) > reach:
                        return None
                    parts = list(run[i : j + 1])
                    parts[0] = lead(text, parts[0])
                    if (things := _things(text, parts)) is not None:
                        return things
                    if parts[0][1] - parts[0][0] > 14 and "%" not in text[slice(*parts[0])]:
                        parts[0] = _without_lead(text, parts[0], 3)
                    return parts
    return None


def _lists(text: str) -> Iterator[list[Span]]:
    """The enumerations of a text: neighbouring pieces joined by 、，or ；."""
    run: list[Span] = []
    for piece in items(text, ()):
        if run and piece.before[:1] not in "、，,；;":
            yield run
            run = []
        run.append((piece.start, piece.end))
    yield run


def _without_lead(text: str, span: Span, least: int) -> Span:
    """The end of ``span`` after its last verb or function word, ``least`` characters kept."""
    start, end = span
    cut = start
    for token in tokens(text[start:end]):
        at = start + token.end
        if token.kind in ("V", "F", "L") and end - at >= least:
            cut = at
    return bare(text, cut, end)


_COUNTED = re.compile(
    "[^，,。；;]{0,24}?(?P<n>[0-9一两三四五六七八九十]+(?:次|本|张|条|支|把|名|个|套|项|块|间|处|座|份|批|类))[一-鿿]{2,}"
)


def _things(text: str, parts: Sequence[Span]) -> list[Span] | None:
    """The counted things alone: 开通|一条热线, 组建|两支队伍, where every part has one."""
    found = [_COUNTED.fullmatch(text, a, b) for a, b in parts]
    if not all(found):
        return None
    starts = [m.start("n") for m in found if m]
    ends = [m.end("n") for m in found if m]
    return [
        (a, min(phrase_end(text, b), end))
        for a, b, (_, end) in zip(starts, ends, parts, strict=True)
    ]


def _digits(piece: str) -> str:
    """The numeral of a piece in digits: 提前12小时会商 → 12, 两名骨干 → 2, 70% → 7."""
    match = re.search("(?:[0-9](?=0%))|[0-9]+|[一二两三四五六七八九十]", piece)
    if match is None:
        return ""
    if match[0].isdecimal():
        return match[0]
    return str(UP_TO_TEN.index(match[0])) if match[0] in UP_TO_TEN else "2"


def phrase_end(text: str, least: int) -> int:
    """The end of the noun phrase that goes on at ``least``."""
    end = least
    while end < len(text) and end - least < 10 and re.match("[一-鿿A-Za-z]", text[end]):
        end += 1
    for token in tokens(text[least:end]):
        if token.start and token.kind in ("V", "F", "L"):
            return least + token.start
    return end
