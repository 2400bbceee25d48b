"""Datelines at the beginning of a text (本报讯, 记者 …) and bylines at the end of a paragraph."""

from __future__ import annotations

import re
from functools import cache

from ..seeds.table import longest_first, words
from .bylines import Byline, parse_line
from .names import is_name


@cache
def _lead_pattern() -> re.Pattern[str]:
    outlets = longest_first(words("outlet_suffixes.tsv", ("suffix", "source")))
    day = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日"
    own = r"(?:本报|本网|本台|本刊|本站|本社)"
    outlet = rf"(?:(?!首)[\u4e00-\u9fff·]{{2,20}}?(?:{outlets})|{own})"
    return re.compile(
        r"\s*(?P<lead>"
        rf"[【\[(]?\s*{outlet}[\u4e00-\u9fff]{{0,6}}?\s?(?:{day})?\s*(?:讯|电|消息)(?![\u4e00-\u9fff]{{0,1}}[员息器线网])\s*[】\])]?[::]?"
        r"|[\u4e00-\u9fff]{2,6}(?<![通资音简电来])讯(?=[\s(])"
        rf"|{own}(?:[\u4e00-\u9fff]{{2,5}})?\s?{day}\s?(?:讯|电)"
        rf"|(?:[\u4e00-\u9fff]{{2,6}})?{day}(?:讯|电)(?=[\s(])"
        rf"|{outlet}\s?[(][^()]{{0,24}}(?:记者|通讯员)[^()]{{0,60}}[)]"
        r"|[(【][^()【】]{0,24}(?:记者|通讯员)[^()【】]{0,60}[)】](?=\s*[^\s])"
        rf"|(?:{own}|{outlet})?(?:见习|实习|特约|特派|全媒体)?(?:记者|通讯员)\s?[^,。\s]{{2,8}}(?:[\s、][^,。]{{2,8}}){{0,3}}?\s?(?:报道|综合报道)[::\s]"
        rf"|{own}(?:见习|实习|特约|特派|首席|全媒体|融媒体)?(?:记者|通讯员)\s+[\u4e00-\u9fff·]{{1,4}}(?:\s[\u4e00-\u9fff]{{1,3}})?\s+(?=\S)"
        r")"
    )


def lead_length(text: str) -> int:
    """Length of the dateline that begins ``text`` (本报讯, ××日报讯, (记者 …)), else 0."""
    match = _lead_pattern().match(text[:120])
    return match.end("lead") if match else 0


TRAILING_HINT = re.compile(
    r"[)\]】■□◆●\s]$|记者|通讯员|文.?[图摄]|[图文]/|[。!?”…]\s*[■□◆●][^。!?,]{2,24}$"
)
"""What a paragraph may end in that a byline closes."""


def trailing_byline(text: str) -> tuple[int, Byline] | None:
    """A byline at the end of a paragraph, as its distance from the end of ``text``."""
    tail = text[-120:]
    stripped = tail.rstrip(" \t■□◆●")
    cut = len(tail) - len(stripped)
    if stripped.endswith((")", "]", "】")):
        opener = {")": "(", "]": "[", "】": "【"}[stripped[-1]]
        at = stripped.rfind(opener)
        if at > 0:
            found = parse_line(stripped, at, len(stripped))
            if found is not None and found.names:
                return len(stripped) - at + cut, found
        return None
    match = re.search(
        r"(?<=[。!?”…])\s*((?:[\u4e00-\u9fff]{0,16})(?:记者|通讯员|文/图|文/|图/|文图)[^。!?]{0,50}"
        r"|[\u4e00-\u9fff·\s、]{2,24}(?:文/图|图/文|文图|文/摄))$",
        stripped,
    )
    if match:
        found = parse_line(stripped, match.start(1), len(stripped))
        if found is not None and found.explicit and found.names:
            return len(stripped) - match.start(1) + cut, found
    if signed := re.search(r"(?<=[。!?”…])\s*[■□◆●]\s*([\u4e00-\u9fff\s、]{2,24})$", stripped):
        # A square and bare names, all of them sure (……回到村里。■李四海 王桂香).
        names = re.findall(r"[^\s、]+", signed[1])
        found = parse_line(stripped, signed.start(1), len(stripped))
        if found is not None and found.names and all(is_name(n, told=False) for n in names):
            return len(stripped) - signed.start(1) + cut, Byline(found.names, explicit=True)
    return None
