"""Datelines at the beginning of a text (本报讯, 记者 …) and bylines at the end of a paragraph."""

from __future__ import annotations

import re
from functools import cache

from ..seeds.table import longest_first, words
from .byline_names import is_name
from .bylines import Byline, Credit, parse_line

_BARE = (
    r"(?:见习|实习|特约|特派|首席|全媒体|融媒体)?记者\s?[\u4e00-\u9fff]{2,4}"
    r"(?:\s?通讯员\s?[\u4e00-\u9fff]{2,9})?\s?"
    r"(?=(?:\d{4}年)?\d{1,2}月\d{1,2}日,(?!.*(?:\.\.\.|…)$))"
)
"""Reporters right before the day of what they tell: 柳河日报|见习记者王海通讯员李华1月27日,.

A link's opening words (…) are none.
"""


@cache
def _lead_pattern() -> re.Pattern[str]:
    outlets = longest_first(words("outlet_suffixes.tsv", ("suffix", "source")))
    day = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?"
    own = r"(?:本报|本网|本台|本刊|本站|本社)"
    # 某某日报-某某网, 某某网(某某日报网): a paper with its site; 某某网3月2日某地电(…)
    outlet = (
        rf"(?:(?:[\u4e00-\u9fff]{{2,12}}[-/])?(?!首)[\u4e00-\u9fff·]{{2,20}}?(?:{outlets})"
        rf"(?:[(][\u4e00-\u9fff]{{2,12}}[)])?|新华社|中新社|红网|{own})"
    )
    return re.compile(
        r"\s*(?P<lead>"
        rf"[【\[(]?\s*{outlet}[\u4e00-\u9fff]{{0,6}}?\s?(?:{day}(?:[\u4e00-\u9fff]{{2,7}}(?=[讯电]\s?[(]))?)?\s*(?:讯|电|消息)(?![\u4e00-\u9fff]{{0,1}}[员息器线网])\s*[】\])]?[::]?"
        r"|[讯电](?=\s?[(][^()]{0,12}(?:记者|通讯员))|[【\[][\u4e00-\u9fff]{2,8}(?:讯|消息)[】\]]"
        r"|[\u4e00-\u9fff]{2,4}消息(?=\s?[(][^()]{0,8}(?:记者|通讯员))"
        r"|[\u4e00-\u9fff]{2,6}(?<![通资音简电来])讯(?=[\s(])"
        rf"|{own}(?:[\u4e00-\u9fff]{{2,5}})?\s?{day}\s?(?:讯|电)"
        rf"|(?:[\u4e00-\u9fff]{{2,6}})?{day}(?:讯|电)(?=[\s(])"
        rf"|{outlet}(?:报道)?\s?[(][^()]{{0,24}}(?:记者|通讯员)[^()]{{0,60}}[)]"
        r"|[(【][^()【】]{0,24}(?:记者|通讯员)[^()【】]{0,60}[)】](?=\s*[^\s])"
        rf"|(?:{own}|{outlet})?(?:见习|实习|特约|特派|全媒体)?(?:记者|通讯员)\s?[^,。\s]{{2,8}}(?:[\s、][^,。]{{2,8}}){{0,3}}?\s?(?:报道|综合报道)(?:[::\s]|$)"
        rf"|(?:{own}|{outlet}){_BARE}"
        # 【柳河网】(王海 李华), 【柳河网】王海报道:
        rf"|[【\[]{outlet}[】\]](?=\s?(?:[(][\u4e00-\u9fff·、\s]{{2,20}}[)]|[\u4e00-\u9fff]{{2,4}}(?:[、\s][\u4e00-\u9fff]{{2,4}}){{0,3}}报道:))"
        rf"|{own}(?:见习|实习|特约|特派|首席|全媒体|融媒体)?(?:记者|通讯员)\s+[\u4e00-\u9fff·]{{1,4}}(?:\s[\u4e00-\u9fff]{{1,3}})?\s+(?=\S)"
        r")"
    )


def lead_length(text: str) -> int:
    """Length of the dateline that begins ``text`` (本报讯, ××日报讯, (记者 …)), else 0."""
    match = _lead_pattern().match(text[:120])
    return match.end("lead") if match else 0


_BARE_LEAD = re.compile(rf"[\u4e00-\u9fff·]{{2,24}}?{_BARE}")


def is_bare_lead(text: str) -> bool:
    """Whether a dateline is but a reporter before a day: amid a text it is of that text."""
    return _BARE_LEAD.match(text[:120]) is not None


TRAILING_HINT = re.compile(
    r"[)\]】■□◆●\s]$|记者|通讯员|文.?[图摄]|[图文]/|[。!?”…][\s■□◆●/、一-鿿·]{2,24}$|[。!?”]\s*[一-鿿]{2,4}[:|丨]"
)
"""What a paragraph may end in that a byline closes."""
_SQUARES = "■□◆●"
_OPENERS = {")": "(", "]": "[", "】": "【"}
_NOTE = re.compile(
    r"(?:(?:消息|信息|文章|稿件|本文|图文)?(?:来源|来自|转自)|责任编辑|责编|编辑|供稿|审核|审签)\s*[:|丨/]?\s*\S.{0,40}"
    r"|\S{2,20}\s?(?:供稿|整理)"
)
"""Where a piece comes from and who edited it: furniture, also at the end of a paragraph."""


_SPREAD_BY = re.compile(r"(?<=[。!?)”…])\s*(?P<by>(?:新华社|中新社|[一-鿿]{2,8}网)发\s*)$")
"""Who spread a picture, before whom it is by: 新华社发(王海摄)."""


def trailing_byline(text: str) -> tuple[int, Byline] | None:
    """A byline at the end of a paragraph, as its distance from the end of ``text``."""
    tail = text[-120:]
    stripped = tail.rstrip(" \t■□◆●")
    cut = len(tail) - len(stripped)
    if stripped.endswith(tuple(_OPENERS)):
        at = stripped.rfind(_OPENERS[stripped[-1]])
        if at > 0:
            found = parse_line(stripped, at, len(stripped))
            closed = stripped[:at].rstrip()[-1:] in tuple("。!?”…")
            if found is not None and (found.names or closed):
                spread = _SPREAD_BY.search(stripped[:at])
                at = spread.start("by") if spread else at
                return len(stripped) - at + cut, found
        return None
    match = re.search(
        r"(?<=[。!?”…])\s*((?:[\u4e00-\u9fff]{0,16})(?:记者|通讯员|文/图|文/|图/|文图)[^。!?]{0,50}"
        r"|(?:文|图|文字|图片|摄影):\s?[\u4e00-\u9fff·]{2,4}[^。!?]{0,50}"
        r"|[\u4e00-\u9fff·\s、]{2,24}(?:文/图|图/文|文图|文/摄))$",
        stripped,
    )
    if match:
        found = parse_line(stripped, match.start(1), len(stripped))
        if found is not None and found.explicit and found.names:
            return len(stripped) - match.start(1) + cut, found
    if match := _SIGNED.search(stripped):
        at = match.start("names")
        names = list(re.finditer(r"[^\s/、■□◆●]+", match["names"]))
        if all(is_name(name[0], told=False) for name in names):
            credits = tuple(Credit(None, at + n.start(), at + n.end()) for n in names)
            found = Byline(credits, explicit=match["names"][0] in _SQUARES)
            return len(stripped) - at + cut, found
    return None


_SIGNED = re.compile(
    r"(?:(?<=[。!?…])\s*|(?<=”)\s+|(?<=”)(?=[■□◆●]))(?P<names>[■□◆●]?\s*[一-鿿·]{2,4}(?:[\s/、]+[一-鿿·]{2,4}){0,3})$"
)
"""Names right behind the last sentence: …更有盼头。 王海 李华."""


def trailing_note(text: str) -> int:
    """Length of a note at the end of ``text`` that is furniture (来源：…, ××局供稿), else 0.

    >>> trailing_note("日子更有盼头。(柏塘镇供稿)"), trailing_note("日子更有盼头。(记者 王海)")
    (7, 0)
    """
    stripped = text[-80:].rstrip()
    cut = len(text[-80:]) - len(stripped)
    if stripped.endswith(tuple(_OPENERS)):
        at = stripped.rfind(_OPENERS[stripped[-1]])
        inner = stripped[at + 1 : -1].strip()
    else:
        at = max(stripped.rfind(mark) for mark in "。!?”…") + 1
        inner = stripped[at:].strip()
        if not re.match(r"\S{2,6}\s*[:|丨/]", inner):
            return 0
    if at <= 0 or not _NOTE.fullmatch(inner):
        return 0
    if (found := parse_line(inner)) is not None and found.names:
        return 0  # 供稿:王海 credits somebody
    return len(stripped) - at + cut
