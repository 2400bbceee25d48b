"""People who are called like a county or town (黄梅, 江山), told by what only people do.

A short name of a place that is a surname and a letter is a place unless the article tells
otherwise: by a quotation that the name says, an age, a calling behind a comma, or what hands and
faces do.  One such place carries the name's others, where the name is not a place's by its
surroundings and the article does not call the county itself (黄梅县).
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...models.names import surnames
from ...seeds.table import either, longest_first, words

Span = tuple[int, int]

_SIZE = 2
"""Letters of such a name: that is how long short names of counties are."""

_LEVELS = re.compile("[省市县区旗州盟镇乡]|街道|自治")
"""What the whole name of a place goes on with."""
_SET = frozenset("在到去往赴从自来离入驻")
"""What goes before a place."""
_OF_PLACE = re.compile(
    "[省市县区旗州盟镇乡村街路河湖山人话籍港站段片区站造]|境内|全境|城区|老区|之[行旅]|本地|当地|方言"
)
"""What goes on behind a place's name."""

_AGED = re.compile("[0-9〇一二三四五六七八九十]{1,3}多?岁的$")
_AGE = re.compile("[，,（(](?:今年)?[0-9一二三四五六七八九十]{2,3}岁")
_CALLED = re.compile("[，,]([一-鿿“”]{2,24})(?=[，。,])")
_IS = re.compile("是(?:一[名位]|[一-鿿]{1,8}的)([一-鿿]{2,8})(?=[，。,])")

_ADVERB = "(?:[却也还又就便总正常很]|这才|连忙|赶紧|有[点些]|十分|一边)"


@cache
def _said() -> re.Pattern[str]:
    """A verb of speech behind a quotation and the name, or before one (石城说)."""
    verb = longest_first(words("speech_verbs.tsv", ("word", "source")))
    return re.compile(f"[一-鿿]{{0,4}}?(?:{verb})(?=[,.:。，：]|“)")


@cache
def _moved() -> re.Pattern[str]:
    """What faces, hands and hearts do, behind a name."""
    moved = either("people_words.tsv", "moved")
    own = either("people_words.tsv", "of_somebody")
    return re.compile(f"{_ADVERB}{{0,2}}(?:{moved})|的(?:{own})")


def _tells(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether what stands beside the name at ``start`` is said of nobody but people."""
    text = sc.text
    if _moved().match(text, end) or _AGE.match(text, end):
        return True
    if _AGED.search(text, max(0, start - 8), start):
        return True
    for pattern in (_CALLED, _IS):
        found = pattern.match(text, end)
        if found and sc.end_tags.get(found.end(1), 0) & lx.TITLE:
            return True
    spoken = _said().match(text, end)
    return spoken is not None and (
        (start > 0 and text[start - 1] in "”」")
        or text[spoken.end() : spoken.end() + 2] in ("：“", ":“")
    )


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether the letters are a place's by what stands beside them (在石城, 石城县, 石城人)."""
    return (start > 0 and text[start - 1] in _SET) or _OF_PLACE.match(text, end) is not None


def namesakes(sc: lx.Scan) -> frozenset[Span]:
    """Where the short name of a place is somebody's name."""
    text = sc.text
    spans: dict[str, list[Span]] = {}
    for start, tag in sc.start_tags.items():
        end = start + _SIZE
        short = tag & lx.DIV_SHORT and text[start] in surnames()
        if short and any(stop == end for stop, _ in sc.words_from(start, lx.DIV_SHORT)):
            spans.setdefault(text[start:end], []).append((start, end))
    found: set[Span] = set()
    for own in spans.values():
        if any(_LEVELS.match(text, end) for _, end in own):
            continue
        bare = [span for span in own if not _is_place(text, *span)]
        if any(_tells(sc, *span) for span in bare):
            found.update(bare)
    return frozenset(found)
