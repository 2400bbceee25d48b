"""The bare stems of the article's grass-roots units (樱桃沟 beside 樱桃沟社区), alone and behind
their division (江西柳源 beside 柳源镇).

A stem that no longer name holds is nearly always the place.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.edges import NONE
from ...models.known import Known
from ...seeds.table import classed, either, longest_first
from .. import openers
from ..candidates import Candidate
from ..readings import TAGGED, Reading
from .cover import marked

_TABLE = "place_words.tsv"
SURE = 0.75
"""A unit this likely gives its stem."""
LISTED = 0.3
"""So does a town of the tables."""
UNITS = ("街道", "镇", "乡", "村", "社区", "艺术园区", "苏木", "嘎查")
_TOWNS = ("街道", "镇", "乡", "苏木")
_ENDED = re.compile("[、，,。；;！!？?]|的(?![名牌])|$|¶")
"""What may stand behind a name and not within one."""


@cache
def _goes_on() -> re.Pattern[str]:
    """What makes a longer name of a stem (柳源蔬菜冷库项目), or a breed (河柳|鸡)."""
    return re.compile(
        "(?:(?![的了在把将让是有给向])[一-鿿]){0,12}?"
        f"(?:{either(_TABLE, 'stem_goes_on')}|业(?=[、，]))|[一-鿿]"
        "(?<![的片籍人话路口])[^一-鿿]|街道|社区|镇(?!上)|乡"
    )


_MEANT = re.compile("[”’](?:是|为|系|在)?(?:[一-鿿]{1,4}语|意[为即思指]|寓意)")
"""What explains a word (“阿日勒”是蒙古语), which then names no place."""
_OPENED = re.compile("[”’》]")
_AT_PLACES = frozenset("、在到往从于")
"""What stands before places and seldom before what the same word says otherwise."""


def named(sc: lx.Scan, found: Sequence[Reading]) -> dict[str, float]:
    """Stem → how likely its unit is."""
    text = sc.text
    result: dict[str, float] = {}
    for head, options in found:
        option = options[0]
        if option.start < 0 or option.p < LISTED or head.word not in UNITS:
            continue
        if option.p < SURE and not sc.end_tags.get(head.end, 0) & lx.TOWN:
            continue
        # The last unit's own name: what follows the last place or unit before the head.
        start = option.start
        for middle in range(head.start - 1, option.start, -1):
            if sc.end_tags.get(middle, 0) & (lx.DIV_FULL | lx.TOWN | lx.ORG_HEAD):
                start = middle
                break
        stem = text[start : head.start]
        if 2 <= len(stem) <= 5 and stem not in lx.lexicon().level:
            result[stem] = max(result.get(stem, 0.0), option.p)
    return result


def _features(text: str, start: int, end: int, p: float) -> dict[str, float]:
    """Features of a stem's occurrence; an ending behind it tells more than the tagger."""
    stem = text[start:end]
    inside = marked(text, start, end) or _goes_on().match(text, end) is not None
    ended = _ENDED.match(text, end) is not None and not inside
    return {
        "support": p,
        **({} if inside else {"known_p": p}),
        "length": float(end - start),
        "repeated": float(text.count(stem) > 2),
        "stem.town": float(any(stem + unit in text for unit in _TOWNS)),
        "stem.ended": float(ended),
        "stem.inside": float(inside),
        "stem.quoted_end": float(_OPENED.match(text, end) is not None),
        **(dict.fromkeys(TAGGED, 0.9) if ended else {}),
    }


def _chain(ends: Mapping[int, Known], start: int) -> int:
    """Where the chain of divisions begins that ends at ``start``, or -1."""
    begin = -1
    while (place := ends.get(start)) is not None:
        begin = start = place.start
    return begin


def _naturals(sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading]) -> Iterator[Candidate]:
    """Deserts, reservoirs and sights without their noun (库布其 beside 库布其沙漠)."""
    text, lex = sc.text, lx.lexicon()
    nouns = classed(_TABLE, "natural_end")
    whole = {text[k.start : k.end] for k in known if k.tags & lx.PLACE_NAME and k.p >= 0.3}
    for head, options in found:
        best = options[0]
        if head.word in nouns and best.type == "PLACE" and best.start >= 0 and best.p >= SURE:
            whole.add(text[best.start : head.end])
    bare = {
        name.removesuffix(noun)
        for name in whole
        for noun in nouns
        if name.endswith(noun) and len(name) > len(noun) + 1
    }
    for stem in sorted(bare):
        if len(stem) > 5 or stem in lex.common or stem in lex.level or stem in openers.generic():
            continue
        for match in re.finditer(f"{re.escape(stem)}(?!{longest_first(nouns)})", text):
            features = _features(text, *match.span(), 0.9)
            yield Candidate("PLACE", *match.span(), "place.stem", {"level": "natural"}, features)


def stems(
    sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading], own: Mapping[str, float]
) -> Iterator[Candidate]:
    """Every occurrence of the article's stems ``own``, and of a division and a stem."""
    yield from _naturals(sc, known, found)
    text = sc.text
    ends = {k.end: k for k in known if k.p >= 0.3 and k.tags & lx.AREA}
    taken = {head.start for head, options in found if options[0].start != NONE}
    everyday = lx.lexicon().common
    for stem, p in own.items():
        for match in re.finditer(re.escape(stem), text):
            start, end = match.span()
            if end in taken or _MEANT.match(text, end):
                continue
            # 建设 is a word, too, in an article about 建设街道.
            if stem in everyday and text[start - 1 : start] not in _AT_PLACES:
                continue
            features = _features(text, start, end, p)
            attrs = {"level": "village"}
            yield Candidate("PLACE", start, end, "place.stem", attrs, features)
            if not text.startswith(UNITS, end) and (begin := _chain(ends, start)) >= 0:
                features |= dict.fromkeys(TAGGED, 0.95)
                yield Candidate("PLACE", begin, end, "place.stem_chain", attrs, features)
