"""The parts of codes: “1+3+N” → 一名党员, 三名…, 若干…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..segmented import tokens
from ..shape import Group
from ..vocabulary import classed
from .pieces import Span, list_runs, without_lead

_CHINESE = "零一二三四五六七八九十"
_CLASSIFIER = "[个名位支类项条户家处座级张种套批者大组台分]"
_OPEN = f"(?:若干|多|N|X|n){_CLASSIFIER}?"


def _numeral(number: int) -> str:
    forms = [str(number)]
    if number <= 10:
        forms.append(_CHINESE[number])
    if number == 2:
        forms.append("两")
    if 10 < number < 20:
        forms.append("十" + _CHINESE[number - 10])
    if number % 10 == 0 and 10 < number < 100:
        forms.append(_CHINESE[number // 10] + "十")
    return "|".join(forms)


def parts_of(text: str, near: Sequence[Span], groups: Sequence[Group]) -> list[Span] | None:
    """One stretch per figure, in order, within 120 characters of a mention of the code."""
    for start, end in near:
        for low, high in ((end, min(len(text), end + 140)), (max(0, start - 70), start)):
            found = _in_order(text, low, high, groups)
            if found is not None:
                return found
    return None


def spelled(text: str, near: Sequence[Span], code: str) -> list[Span] | None:
    """A list whose numerals, read together, are the code: “1262” → 12小时…、6小时…、2小时…."""
    for run in list_runs(text):
        for i in range(len(run)):
            read = ""
            for j in range(i, min(i + len(code), len(run))):
                digits = _digits(text[run[j][0] : run[j][1]])
                if not digits or not code.startswith(read + digits):
                    break
                read += digits
                if read == code and j > i:
                    if min(abs(run[i][0] - e) for _, e in near) > 300:
                        return None
                    parts = list(run[i : j + 1])
                    if parts[0][1] - parts[0][0] > 14:
                        parts[0] = without_lead(text, parts[0], 3)
                    return parts
    return None


def _digits(piece: str) -> str:
    """The numeral of a piece in digits: 提前12小时会商 → 12, 两名骨干 → 2."""
    match = re.search("[0-9]+|[一二两三四五六七八九十]", piece)
    if match is None:
        return ""
    if match[0].isdigit():
        return match[0]
    return str(_CHINESE.index(match[0])) if match[0] in _CHINESE else "2"


def _in_order(text: str, low: int, high: int, groups: Sequence[Group]) -> list[Span] | None:
    parts: list[Span] = []
    position = low
    for group in groups:
        if group.number is None:
            pattern = re.compile(_OPEN)
        elif group.morpheme.isdigit():
            pattern = re.compile(
                f"(?<![\\d一二三四五六七八九十+])(?:{_numeral(group.number)}){_CLASSIFIER}"
            )
        else:
            return None
        match = pattern.search(text, position, high)
        if match is None:
            return None
        end = _phrase_end(text, match.end(), match[0][-1] in "名位支")
        if end - match.end() < 1:
            return None
        parts.append((match.start(), end))
        position = end
    if parts[0][0] - low > 40:
        return None
    return parts


def _phrase_end(text: str, start: int, people: bool) -> int:
    """Where the noun phrase that begins at ``start`` ends: punctuation or a verb.

    ``people``: it counts people, so a verb at its end is what they do (一名干部带队).
    """
    stop = re.compile(r"[^\w]|[、，,。；;：:\n]").search(text, start)
    end = stop.start() if stop else len(text)
    piece = text[start : min(end, start + 16)]
    cut = tokens(piece)
    for i, token in enumerate(cut):
        if not token.start:
            continue
        before = cut[i - 1]
        if token.kind in ("F", "L"):
            # 一名医护人员捆在一起: an unknown character before it is a verb.
            lone = before.kind == "U" and before.start >= 2
            return start + (before.start if lone else token.start)
        if token.start >= 2 and token.text in classed("part_verb"):
            return start + token.start
        if token.kind in ("V", "VN") and token.start >= 2:
            after = cut[i + 1 :]
            if (after or people) and not any(t.kind == "N" for t in after):
                return start + token.start
            if token.kind == "V" and len(token.text) == 1:
                return start + token.start
    return start + len(piece)
