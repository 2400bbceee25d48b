"""Sub-district offices called 街 without 道, as papers of some cities do (柳林街 for 柳林街道), and
those before a house of theirs (柳林街道|文昌路12号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import BREAK, Candidate
from ..links import parse
from ..readings import CLEAR, FORMED, Reading
from .forms import whole

SURE = 0.75
"""A reading this likely names a sub-district."""
_STREET = (
    "街(?![道区口巷边头上面坊舞拍景角心尾段市]"
    "|两[侧边旁]|[0-9０-９一二三四五六七八九十]|沿线|东|西|南|北)"
)
_SITED = frozenset("在到沿经从于")
"""What stands before a street that is a site."""
_SPEAKS = re.compile(f"(?<![^¶]) *(?P<name>[一-鿿]{{2,9}}{_STREET})[：:]")


def _stems(found: tuple[Reading, ...], text: str) -> set[str]:
    """What the sub-districts of the article are called, without their division and 街道."""
    stems = set()
    for head, options in found:
        option = options[0]
        if head.word == "街道" and option.type == "ORG" and option.start >= 0 and option.p >= SURE:
            name = text[option.start : head.start]
            stem = name[parse(name)[1] :]
            if len(stem) >= 2:
                stems.add(stem)
    return stems


def streets(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Names with 街 whose 街道 the article knows, or that a headline lets speak (柳林街：…)."""
    text = sc.text
    if "街" not in text:
        return
    for match in _SPEAKS.finditer(text):
        chain = parse(match["name"])[1]
        if 0 < chain < len(match["name"]) - 2:
            yield from _office(match.start("name"), match.end("name"))
    for stem in sorted(_stems(found, text)):
        for match in re.finditer(re.escape(stem) + _STREET, text):
            if text[match.start() - 1 : match.start()] not in _SITED:
                yield from _office(whole(sc, match.start(), {}), match.end())


_HOUSE = re.compile(
    "[一-鿿]{2,5}?(?:路|街|巷|大道)(?:[0-9一二三四五六七八九十]{1,5}(?:号|弄|-))"
    "|[一-鿿]{2,6}?(?:小区|花园|家园|新村|公寓)(?=[0-9一二三四五六七八九十]{1,4}号?[楼栋幢单])"
)
"""A house by its road and number, or in a compound."""
READ = 0.05
"""A reading this likely will do before a house: the models take both for one place."""


def housed(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Sub-districts before one of their houses, which is a place of its own."""
    for head, options in found:
        if head.word != "街道" or not _HOUSE.match(sc.text, head.end):
            continue
        read = [o for o in options if o.type == "ORG" and o.start >= 0 and o.p >= READ]
        if read:
            attrs = {"kind": "subdistrict"}
            yield Candidate("ORG", read[0].start, head.end, "org.town", attrs, FORMED)
            for other in ("ORG", "PLACE"):
                yield Candidate(other, head.end - 1, head.end + 1, BREAK, decoy=True)


def _office(start: int, end: int) -> Iterator[Candidate]:
    """The office, and a wall against the road."""
    yield Candidate("ORG", start, end, "org.street", {"kind": "subdistrict"}, CLEAR)
    yield Candidate("PLACE", start, end, "org.street.idiom", decoy=True)
