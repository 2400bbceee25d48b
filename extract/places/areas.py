"""Places that one noun makes of another's name: a place and its area (柳州地区), polders and
sluices (和丰圩, 石桥闸).

The longer name wins over the place.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...seeds.table import either
from ..candidates import Candidate
from ..links import parse
from ..readings import FORMED, Reading
from .context import begins

SURE = 0.5
COUNTY = 6
"""Digits of a county's code; those of towns have more."""
_AREA = re.compile(
    "地区(?!生产|总值|行署|行政|[专署差]|司令|分会|总部|发展银行)|(?:都市圈|城市群)(?![一-鿿]{0,4}规划》)"
)
"""What makes an area of a place; 柳州|地区生产总值 is of any."""


def _areas(
    sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading], own: Iterable[str]
) -> Iterator[Candidate]:
    """Regions, short names of divisions and stations with 地区 (柳州地区, 西站地区)."""
    text = sc.text
    stems = [m.span() for stem in own for m in re.finditer(re.escape(stem), text)]
    # 柳州市|地区 are the areas within.
    named = [k for k in known if k.p >= SURE and k.tags & lx.PLACES]
    places = [(k.start, k.end) for k in named if not k.tags & lx.DIV_FULL]
    places += stems
    for head, options in found:
        best = options[0]
        if best.type == "PLACE" and best.start >= 0 and best.p >= SURE:
            places.append((best.start, head.end))
    for start, end in sorted(set(places)):
        match = _AREA.match(text, end)
        if match is None:
            continue
        attrs = {"level": "region"}
        yield Candidate("PLACE", start, match.end(), "place.area", attrs, FORMED)
        yield Candidate("PLACE", start, end, "place.area.idiom", decoy=True)


_PART = re.compile(
    "城区(?!街道|[中小]学|分局|支行)|(?:[东西南北左右]岸|沿岸|两岸)(?!风光|景观|物流|湿地|公园|共和国|村|社区|街道)"
    "|[东西南北]延(?!伸)"
)
"""Parts and sides that are no part of a name (柳峡|城区, 柳溪|西岸, 柳山路|南延)."""
_QUARTER = re.compile("片区|地带|一带")
"""What follows a region's name and is no part of it (渝北|片区)."""


def _halves(sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading]) -> Iterator[Candidate]:
    """Places before their part or side (柳峡城区), regions before their quarter (渝北片区)."""
    text, lex = sc.text, lx.lexicon()
    longer = {(o[0].start, h.end) for h, o in found if o[0].start >= 0 and o[0].p >= SURE}
    for place in known:
        if any(start < place.start and place.end <= end for start, end in longer):
            # 永|安溪, 清|漳河
            continue
        region = lex.level.get(place.word) == "region"
        part = _QUARTER if region else _PART
        named = (region or place.p >= 0.3) and place.tags & lx.PLACES
        match = part.match(text, place.end) if named else None
        # 约旦河西岸 is a region's name.
        if match and place.word + match[0] not in lex.level:
            start, attrs = divided(text, place.end), {"level": lex.level[place.word]}
            start = min(start, place.start)
            yield Candidate("PLACE", start, place.end, "place.half", attrs, FORMED)
    for head, options in found:
        best = options[0]
        if best.type != "PLACE" or best.start < 0 or best.p < SURE:
            continue
        match = _PART.match(text, head.end)
        if match and text[best.start : match.end()] not in lex.level:
            attrs = {"level": lex.place_head_level.get(head.word, "site")}
            yield Candidate("PLACE", best.start, head.end, "place.half", attrs, FORMED)


_POLDER = re.compile("(?P<name>[一-鿿]{2,3})(?P<noun>[圩垸闸])")


@cache
def _no_water() -> re.Pattern[str]:
    """What no name of a polder or sluice holds, and what goes on in another word (圩镇)."""
    return re.compile(either("place_words.tsv", "no_polder"))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(either("place_words.tsv", "polder_goes_on"))


def _polders(sc: lx.Scan) -> Iterator[Candidate]:
    """Polders and sluices (和丰圩, 民主垸, 石桥闸), all of them where one stands clearly, each
    with the divisions before it."""
    text = sc.text
    names: set[str] = set()
    for match in _POLDER.finditer(text):
        end = match.end()
        if _goes_on().match(text, end):
            continue
        for start in (match.start(), match.start() + 1):
            name = text[start:end]
            if len(name) > 2 and not _no_water().search(name) and begins(sc, start, end):
                names.add(name)
                break
    for name in sorted(names):
        for match in re.finditer(re.escape(name), text):
            if not _goes_on().match(text, match.end()):
                start, attrs = divided(text, match.start()), {"level": "natural"}
                yield Candidate("PLACE", start, match.end(), "place.polder", attrs, FORMED)
                # 王家闸 is nobody's name.
                yield Candidate("PERSON", *match.span(), "place.polder.idiom", decoy=True)


def _chains(sc: lx.Scan) -> Iterator[Candidate]:
    """A province's or city's name and that of a division in it, by their table alone
    (内蒙古呼伦贝尔)."""
    text, lex = sc.text, lx.lexicon()
    end = 0
    for start in range(len(text) - 3):
        if start < end or not sc.start_tags.get(start, 0) & (lx.DIV_FULL | lx.DIV_SHORT):
            continue
        first = max(stop for stop, _ in sc.words_from(start, lx.DIV_FULL | lx.DIV_SHORT))
        codes, size = parse(text[start : start + _LONGEST])
        last = text[first : start + size]
        if start + size < first + 2 or min(map(len, codes)) > COUNTY or last in lex.common:
            continue
        end = start + size
        clear = begins(sc, start, end) and _ENDED.match(text, end)
        if text[start:first] in lex.common or not clear:
            continue
        attrs = {"level": "city" if len(codes[0]) == 4 else "county"}
        yield Candidate("PLACE", start, end, "place.chain", attrs, FORMED)


_ENDED = re.compile("[,，。;；、:：”)） ¶]|的|等|籍|境内|一带")
_LONGEST = 16
"""Characters that a chain of divisions has at most."""


_SEATS = re.compile(
    "(?P<items>[一-鿿]{4,12}(?:、[一-鿿]{4,9})+?)等(?:[几多各数两三四五六七八九十\\d]+)?(?:处(?![理分罚境])|地(?![的区方面])|个?点位?)"
)
_NO_SEAT = re.compile("[的了在是有与和及等各]|[部畔侧岸]$")
_FORMER = re.compile("(?P<short>[一-鿿]{2,3})[县市区旗]")
"""A division by the level that it had (太谷县)."""


def _division(text: str, start: int, end: int) -> int:
    """Length of the chain of divisions at ``start``, no towns; 0 where none is."""
    codes, size = parse(text[start:end])
    if codes and min(map(len, codes)) <= COUNTY:
        return size
    match = _FORMER.match(text, start, end)
    known = match and lx.lexicon().level.get(match["short"]) in ("county", "city")
    return match.end() - start if match and known else 0


def _seats(sc: lx.Scan) -> Iterator[Candidate]:
    """Places of a list that each stand behind their county (榆次区蔺郊、太谷县庞庄等几处)."""
    text, lex = sc.text, lx.lexicon()
    for match in _SEATS.finditer(text):
        spans = []
        for item in re.finditer("[^、]+", match["items"]):
            end = match.start("items") + item.end()
            for start in range(match.start("items") + item.start(), end - 3):
                size = _division(text, start, end)
                rest = text[start + size : end]
                if (
                    size
                    and 2 <= len(rest) <= 3
                    and rest not in lex.common
                    and not _NO_SEAT.search(rest)
                ):
                    spans.append((start, end))
                    break
                if size:
                    break
        if len(spans) >= 2:
            for start, end in spans:
                attrs = {"level": "village"}
                yield Candidate("PLACE", start, end, "place.seat", attrs, FORMED)


def divided(text: str, end: int) -> int:
    """Where the chain of divisions, no towns, begins that ends at ``end``, or ``end``.

    >>> divided("在湖南岳阳市华容县", 9), divided("在岸边", 3)
    (1, 3)
    """
    for start in range(max(0, end - 14), end - 1):
        codes, size = parse(text[start:end])
        # 东至 is a county, and where an area ends.
        if size == end - start and min(map(len, codes)) <= COUNTY and text[start:end] != "东至":
            return start
    return end


def areas(
    sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading], own: Iterable[str]
) -> Iterator[Candidate]:
    """All of this module's candidates; ``own`` are the stems of the article's units."""
    yield from _areas(sc, known, found, own)
    yield from _halves(sc, known, found)
    yield from _polders(sc)
    yield from _chains(sc)
    yield from _seats(sc)
