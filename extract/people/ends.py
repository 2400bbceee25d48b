"""Where names end whatever their letters say: before a prize, an adverb, a brand or 摄."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ...models import lexicon as lx
from ...models.names import surnames
from ...seeds.table import either
from . import context

_PRIZE = re.compile("(?:荣[获膺立登]|喜[获提迎领摘])(?![奖得评选])")
_TAKEN_BY = re.compile("(?<![拍主合统])摄(?=[（(）)¶]|$)")
"""摄 behind the name of who took the picture (记者张海摄)."""
_BUSY = re.compile(
    "正(?=[在忙主组带领通拿坐站蹲弯指招端捧挥埋伏]|[和与跟给为向把用].{1,12}[，,说讲聊])"
)
_BRAND = re.compile("(?<=[一-鿿]{2})牌(?=[一-鿿])(?![匾坊照子楼局位号桌九友面])")


def sure_ends(sc: lx.Scan) -> frozenset[int]:
    """Where names of two letters end before 荣获 or 正, or before 为 and the office they get."""
    return _prizes(sc).union(_busy(sc), _appointed(sc.text))


def other_ends(text: str) -> Iterator[int]:
    """Where a letter ends a name, if there is one: before 摄, adverbs and brands."""
    taken = (match.start() for match in _TAKEN_BY.finditer(text))
    return chain(taken, _before_adverbs(text), _before_brands(text))


def _prizes(sc: lx.Scan) -> frozenset[int]:
    """Where a name of two letters ends before 荣获 (周敏荣获), unless the third is known."""
    text = sc.text
    found = set()
    for match in _PRIZE.finditer(text):
        start = match.start() - 2
        if start >= 0 and text[start] in surnames() and text.count(text[start : start + 3]) == 1:
            found.add(match.start())
    return frozenset(found)


def _busy(sc: lx.Scan) -> Iterator[int]:
    """Where names of two letters end before 正 of somebody busy (村民王伟|正忙着).

    Not where 王伟正 stands elsewhere too.
    """
    text = sc.text
    for match in _BUSY.finditer(text, 2):
        start = match.start() - 2
        titled = text[start] in surnames() and sc.end_tags.get(start, 0) & lx.TITLE
        word = any(end == start + 2 for end, _ in sc.words_from(start, lx.COMMON | lx.TITLE))
        if titled and not word and text.count(text[start : match.end()]) == 1:
            yield match.start()


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        f"(?:{either('people_words.tsv', 'appoints')})(?P<name>[一-鿿]{{2}})为"
        "(?=[^，,。；;！!？?\n]{1,30}?[长任席记员官师问事裁][，,。；;、¶])"
    )


def _appointed(text: str) -> Iterator[int]:
    """Where names of two letters end before 为 and an office (聘任张海|为馆长)."""
    for match in _office().finditer(text):
        if match["name"][0] in surnames():
            yield match.end("name")


def _before_adverbs(text: str) -> Iterator[int]:
    """Where names of two letters end before an adverb that begins like a third (李明|兴奋)."""
    for match in context.adverb_pattern().finditer(text, 2):
        if text[match.start() - 2] in surnames():
            yield match.start()


def _before_brands(text: str) -> Iterator[int]:
    """Where what a ware is branded with has its last letter but one (王守义牌十三香)."""
    for match in _BRAND.finditer(text):
        yield match.start() - 1
