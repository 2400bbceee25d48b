"""What stands before a quotation and belongs to the name: editions, coined words, puns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from .context import Context
from .quotes import Quote
from .segmented import tokens
from .served import for_whom
from .shape import shape_of
from .vocabulary import classed, word_before

_EDITION = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}届|首届)(?:中国·?)?(?:[一-鿿]{2,4}·){0,3}"
    r"[^\W的在和与为以于是由将“”]{0,6}$"
)
"""首届中国·德保·都安“壮乡年味”…节: an edition and its places."""
_DETERMINERS = "一二两三四五六七八九十几这那每各首多"
_OPENING = ("launch", "use", "naming")
_JOINED = re.compile("(“[^“”\n]{1,10}”|[一-鿿]{1,5}|[0-9N])[+]$")
"""积分+“爱心超市”模式."""
_WITH_RESULT = re.compile("[一-鿿][准定足牢活深实紧宽透熟齐响作]")
"""A verb with its result (认准, 抱定, 做足), of which no list has all."""
_PREFIX_STOP = re.compile(r"[^一-鿿A-Za-z0-9·]")


def prefixes(context: Context, start: int) -> Iterator[tuple[int, str]]:
    """Left edges before an opening mark at ``start`` that a coined prefix may have."""
    text = context.text
    edition = _EDITION.search(text, max(0, start - 24), start)
    if edition:
        yield edition.start(), "edition"
        start = edition.start()
    joined = _JOINED.search(text, max(0, start - 14), start)
    if joined:
        cut = tokens(joined[1])
        long = len(joined[1]) > 3 and joined[1][0] != "“"
        yield joined.start() + (cut[-1].start if long else 0), "joined"
        return
    if _pun(context, start):
        yield start - 1, "pun"
        return
    low = max(context.line_start(start), start - 8)
    run = text[low:start]
    stops = [m.end() for m in _PREFIX_STOP.finditer(run)]
    left = low + (stops[-1] if stops else 0)
    for back in range(1, start - left + 1):
        at = start - back
        if text[at : at + 1] in "的了在是把被让从对为以和与及或等由将于也已再个暨":
            left = at + 1
            break
        if start - at >= 1 and at in context.body_ends and context.body_ends[at][1]:
            left = at
            break
        word = next(filter(None, (word_before(text, at, k) for k in _OPENING)), None)
        if word is not None and len(word) > 1:
            left = at
            break
    if text[left:start] in ("红", "先锋", "蓝", "橙", "绿") and left in context.body_ends:
        # 浔阳红: the place is part of the coinage.
        left = context.body_ends[left][0]
    if text[left:start] in lx.lexicon().fixed_kind:
        return  # 省委“两高四着力”: the body, and what it calls for
    if for_whom(context, start) < start:
        return  # 农民工“扬帆”计划: whom it is for
    if 2 <= start - left <= 6 and not re.match(
        "[0-9一每各第]|多[场个]|[二三四五六七八九十两]+[大个项场]", text[left:start]
    ):
        yield left, "coined"


def _pun(context: Context, start: int) -> bool:
    """Whether one character in marks goes with the one before it: 推进|迎“客”行动."""
    text, at = context.text, start - 1
    if text[start + 2 : start + 3] != "”" or text[at : at + 1] not in classed("pun_verb"):
        return False
    opened = at == context.line_start(at) or not "一" <= text[at - 1] <= "鿿"
    return (
        opened
        or at in context.body_ends
        or any(word_before(text, at, kind) is not None for kind in _OPENING)
    )


def prefix_features(context: Context, left: int, start: int, how: str) -> dict[str, float]:
    """Signs that what stands before the opening mark belongs to the name."""
    text = context.text
    piece = text[left:start]
    found = {f"prefix.{how}": 1.0, f"prefix.n={start - left}": 1.0}
    cut = tokens(piece)
    # 经 in 经纬雁阵: no verb of its own before a single unknown character.
    if any(
        token.kind in "VFL"
        and not (
            len(token.text) == 1
            and after.kind == "U"
            and after.end == after.start + 1
            and after.text not in _DETERMINERS
        )
        for token, after in zip(cut, (*cut[1:], *cut[-1:]), strict=True)
    ):
        found["prefix.verb"] = 1.0
    if (cut and cut[-1].kind in ("V", "F", "L")) or _WITH_RESULT.fullmatch(piece):
        found["prefix.verb_last"] = 1.0
    if any(t.kind == "U" for t in cut):
        found["prefix.unknown"] = 1.0
    if all(t.kind in ("N", "VN") for t in cut):
        found["prefix.nouns"] = 1.0
    if start in context.body_ends:
        found["prefix.body"] = 1.0
    opened = left == context.line_start(left) or not "一" <= text[left - 1] <= "鿿"
    for kind in _OPENING:
        if kind != "naming" and word_before(text, start, kind):
            found["prefix.launch_last"] = 1.0
        if word_before(text, left, kind):
            opened = True
    if piece[-1:] in classed("place_end"):
        found["prefix.placeish"] = 1.0
    if piece.startswith(tuple(classed("weak_lead"))):
        found["prefix.weak"] = 1.0
    # 人民调解、行政调解“三调联动”: the last of a list of words.
    if re.search('[^”’"]、$', text[max(0, left - 2) : left]) and "prefix.unknown" not in found:
        found["prefix.listed"] = 1.0
    if piece in classed("descriptive") or any(t.text in classed("descriptive") for t in cut):
        found["prefix.descriptive"] = 1.0
    if re.search("(?:红|先锋|蓝|橙|绿|初心|头雁|暖心)$", piece) and not piece.endswith(
        ("网红", "分红", "走红", "火红", "大红", "鲜红", "通红", "变红", "片红", "堂红")
    ):
        found["prefix.brand"] = 1.0
    bad = (
        "prefix.verb_last",
        "prefix.launch_last",
        "prefix.body",
        "prefix.placeish",
        "prefix.verb",
        "prefix.descriptive",
        "prefix.weak",
        "prefix.listed",
    )
    if (opened or left in context.body_ends) and not any(key in found for key in bad):
        # Coined prefixes stand before numbered names (经纬雁阵“六共”) or are short (官小二).
        numbered = shape_of(text[start + 1 : text.find("”", start)]) is not None
        short = start - left <= 3 and "prefix.unknown" in found
        sure = numbered or short or "prefix.brand" in found
        found["prefix.good" if sure else "prefix.fair"] = 1.0
    return found


def fixed(context: Context, edge: tuple[int, str], quote: Quote) -> bool:
    """Whether the article says the same coined words before the same quotation again."""
    left, how = edge
    if how != "coined" or quote.start - left < 3:
        return False
    if context.text.count(context.text[left : quote.end]) < 2:
        return False
    found = prefix_features(context, left, quote.start, how)
    return "prefix.good" in found and "prefix.unknown" in found
