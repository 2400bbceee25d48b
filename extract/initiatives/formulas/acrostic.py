"""Parts of names that are a row of characters, one for each part: 望闻问切, 加减乘除, 红黄绿."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .cells import Span, bare, heads, items
from .glosses import GLOSS

_ROW = re.compile("[一-鿿]{3,6}")
_LEADS = "做用以念讲搞在"
_PHRASE = re.compile("[“‘]([一-鿿]{3,8})[”’]")
_QUOTED = re.compile("[“‘]([一-鿿])[”’]")


def parts_of(text: str, own: Sequence[Span], core: str) -> list[Span] | None:
    """One part for each character of ``core``, in its order, behind the name.

    Single quoted characters (“望”，看门前…), then clauses of a gloss that begin with
    them (加法做品质，减法除顽疾), then heads (做加法, 访民情).
    """
    if not _ROW.fullmatch(core) or len(set(core)) < len(core):
        return None
    for option in _options(text, own, core):
        if any(a < e and b > s for a, b in option for s, e in own):
            continue
        return option
    return None


def _options(text: str, own: Sequence[Span], core: str) -> Iterator[list[Span]]:
    after = own[0][1]
    for found in (
        _in_order(((m[1], m.span(1)) for m in _QUOTED.finditer(text, after)), core),
        _quoted_heads(text, after, core),
        *(_glossed(text, end, core) for _, end in own),
        _heads(text, after, core, whole=True),
        _heads(text, after, core, whole=False),
    ):
        if found is not None:
            yield found


def _in_order(found: Iterator[tuple[str, Span]], core: str) -> list[Span] | None:
    """The spans of the characters, when each is met first in the order of the name."""
    met: dict[str, Span] = {}
    for char, span in found:
        if char in core:
            met.setdefault(char, span)
    return list(met.values()) if "".join(met) == core else None


def _quoted_heads(text: str, after: int, core: str) -> list[Span] | None:
    """Quoted phrases that open lines: “吹响集结号”… / “拉紧责任弦”…."""
    found = (
        match.span(1)
        for (start, _), opens in heads(text)
        if opens and start >= after and (match := _PHRASE.match(text, start - _marked(text, start)))
    )
    parts = _in_order(((text[a], (a, b)) for a, b in found), core)
    return _alike(text, parts, core, 0) if parts is not None else None


def _marked(text: str, start: int) -> int:
    """1 where a quotation mark stands before ``start``."""
    return int(start > 0 and text[start - 1] in "“‘")


def _glossed(text: str, end: int, core: str) -> list[Span] | None:
    match = GLOSS.match(text, end)
    if match is None:
        return None
    row = [(s.start, s.end) for s in items(text, ()) if match.end() <= s.end <= match.end() + 160]
    if not row:
        return None
    row[0] = bare(text, max(row[0][0], match.end()), row[0][1])
    parts = [(a, b) for a, b in row[: len(core)] if a < b]
    # 绿色代表…，黄色代表…，红色代表…: the order of the article.
    order = "".join(text[a] for a, _ in parts)
    if len(parts) < len(core) or sorted(order) != sorted(core):
        return None
    found = _alike(text, parts, order, 0)
    framed = found is not None and len({text[a + 1] for a, _ in found}) == 1
    return found if order == core or framed else None


def _heads(text: str, after: int, core: str, whole: bool) -> list[Span] | None:
    """Openings of lines (else of sentences) that begin with the characters in order."""
    for lead in (0, 1):
        met: dict[str, Span] = {}
        for (start, end), opens in heads(text):
            char = text[start + lead : start + lead + 1]
            if start < after or (whole and not opens) or not char or char not in core:
                continue
            if lead and text[start] not in _LEADS:
                continue
            met.setdefault(char, (start, end))
        if "".join(met) == core:
            found = _alike(text, list(met.values()), core, lead)
            if found is not None:
                return found
    return None


def _alike(text: str, parts: list[Span], core: str, lead: int) -> list[Span] | None:
    """The parts when they are of one frame; what their heads share (加法, 减法) is kept alone
    where the clauses behind it are of different lengths."""
    if any(text[a + lead : a + lead + 1] != char for (a, _), char in zip(parts, core, strict=True)):
        return None
    lengths = {b - a for a, b in parts}
    size = lead + 2
    if min(lengths) < 2:
        return None
    frames = {text[a + lead + 1 : a + size] for a, _ in parts}
    # 加法做品质 is a part, 绿色代表家庭稳定 says what a part is.
    if len(lengths) == 1 and (len(frames) > 1 or max(lengths) <= size + 3) and max(lengths) <= 10:
        return parts
    if min(lengths) < size:
        return None
    return [(a, a + size) for a, _ in parts] if len(frames) == 1 else None
