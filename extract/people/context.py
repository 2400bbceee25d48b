"""What stands beside a possible name, as features for the scorer.

Offsets are into the scanned text, one character for one of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import across, openers
from ...seeds.table import either, longest_first, words
from .role_words import known

_AGED = re.compile("[0-9〇一二三四五六七八九十]{1,3}[多余]?岁的?$|[0-9一二三四五六七八九]0后的?$")
_FROM = re.compile("[村镇乡区县市街组寨屯庄社坊队里家省州旗院校厂店]的$|来自[一-鿿]{2,8}的$")


@cache
def _called() -> re.Pattern[str]:
    """A verb or preposition directly before a name."""
    return re.compile(f"(?:{either('people_words.tsv', 'called')})$")


_ASPECT = frozenset("着了在起过到完出给住上下来去回")


@cache
def _kin() -> re.Pattern[str]:
    """Others with whom somebody is told, behind the name."""
    return re.compile(
        f"(?:{either('people_words.tsv', 'household')}"
        "|等[0-9一二两三四五六七八九十百余]*[名位人]|等人)"
    )


def verbs() -> frozenset[str]:
    """Characters that a verb or another word behind a name begins with."""
    return known("verb")


@cache
def wares() -> frozenset[str]:
    """Plants, animals, wares and everyday words that begin with a surname (杨梅, 马头琴)."""
    return words("name_wares.tsv", ("word", "source"))


@cache
def never() -> frozenset[str]:
    """Words of two letters that begin with a surname and no name begins with (尤其, 赫然)."""
    return words("name_never.tsv", ("word", "source")) | openers("clause")


@cache
def adverbs() -> frozenset[str]:
    """Adverbs and verbs behind names whose first letter names end in too (兴奋, 格外, 连忙)."""
    return words("name_adverbs.tsv", ("word", "source"))


@cache
def adverb_pattern() -> re.Pattern[str]:
    """Finds one of :func:`adverbs`."""
    return re.compile(longest_first(adverbs()))


def _titles_over(sc: lx.Scan, position: int) -> Iterator[tuple[int, int]]:
    """Titles that ``position`` cuts (老师傅 before 傅几刀)."""
    for low in range(max(0, position - 3), position):
        for high, _ in sc.words_from(low, lx.TITLE):
            if high > position:
                yield low, high


SIGNS = frozenset(
    ("aged", "from", "called", "verb_after", "aspect_after", "kin_after", "role_before")
)
"""The features that say that a name may stand here."""


def features(sc: lx.Scan, start: int, end: int) -> dict[str, float]:
    """Signs beside ``[start, end)`` that it is a name, or that a word is cut there."""
    text = sc.text
    before = text[max(0, start - 12) : start]
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    result: dict[str, float] = {}
    if _AGED.search(before):
        result["aged"] = 1.0
    elif _FROM.search(before):
        result["from"] = 1.0
    elif _called().search(before):
        result["called"] = 1.0
    if not "一" <= before[-1:] <= "鿿":
        result["clause"] = 1.0
    elif before[-1] in known("role_end") and not sc.end_tags.get(start, 0) & lx.TITLE:
        result["role_before"] = 1.0
    if first in verbs():
        result["verb_after"] = 1.0
    if second in _ASPECT and "一" <= first <= "鿿":
        result["aspect_after"] = 1.0
    if _kin().match(text, end):
        result["kin_after"] = 1.0
    if across(sc, end):
        result["cut.right"] = 1.0
    if across(sc, start):
        result["cut.left"] = 1.0
    if any(low < start for low, _ in _titles_over(sc, start)):
        result["cut.title"] = 1.0
    for size in (4, 3, 2):
        if text[start : start + size] in wares():
            result["ware" if start + size <= end else "ware.cut"] = 1.0
            break
    frequency = lx.lexicon().common.get(text[start:end])
    if frequency:
        result["word"] = 1.0
    elif len(text[start:end]) == 3 and lx.lexicon().common.get(text[start : start + 2]):
        result["word.first"] = 1.0
    return result
