"""Nature by what stands around it: the section of a river in a division or town (柳江|石桥镇|段),
mountains before their foot (柳山山脉|石岭|南麓) and behind their height (海拔1200米的|石岭山),
glaciers (柳古冰川), ditches, pastures and the like that are told twice (青柳渠).

Offsets are code points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...seeds.table import classed, either
from .. import openers
from ..candidates import BREAK, Candidate
from ..links import parse
from ..readings import FORMED
from .context import OPENED, before, begins

LIKELY = 0.3
"""A name of the tables this likely is a river's."""
_AREAS = ("province", "city", "county", "region")
_SECTION = re.compile(
    "(?:^|(?<=[¶\\n,。;、:(“对在沿和与及]))(?P<river>(?![在对沿和与及从至到将把经被]|我国|全国)[一-鿿]{1,3}[河江溪渠]|[一-鿿]{2,3}运河)"
    "(?P<where>[一-鿿]{2,8}?)段(?![时落位])"
)
_WHERE = re.compile("(?P<where>(?!河)[一-鿿]{2,8}?)段(?![时落位])")
_TOWN = re.compile("[一-鿿]{2,3}(?:镇|乡|街道)")


def _parted(sc: lx.Scan, known: Sequence[Known]) -> Iterator[tuple[int, int, int]]:
    """Where rivers, known ones or at a name's begin, and what a section lies in begin and end."""
    level = lx.lexicon().level
    found: set[int] = set()
    for match in _SECTION.finditer(sc.text):
        found |= {match.start(), match.end("river")}
        yield match.start(), match.end("river"), match.end("where")
    for place in known:
        river = level.get(place.word) == "natural" and place.word[-1] in "河江溪渠"
        where = _WHERE.match(sc.text, place.end) if river and place.p >= LIKELY else None
        if where and found.isdisjoint((place.start, place.end)):
            yield place.start, place.end, where.end("where")


def _sections(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """A river and the division or town that a section of it lies in: two names."""
    text, level = sc.text, lx.lexicon().level
    for start, middle, end in _parted(sc, known):
        river, where = text[start:middle], text[middle:end]
        town = _TOWN.fullmatch(where) is not None
        area = level.get(where) in _AREAS or (len(where) > 3 and parse(where)[1] == len(where))
        zone = lx.lexicon().place_head_level.get(where) == "site"  # 郪江新城|段
        if zone or not (town or area) or level.get(river) in _AREAS or river in lx.lexicon().common:
            continue
        if (led := openers.opener(text, start, middle)) and led[0] < middle - 1:
            start = led[0]
        yield from _natural(start, middle, "place.bank")
        # 沱江|河 is no river of its own here.
        yield Candidate("PLACE", start + 1, middle, "place.bank.idiom", decoy=True)
        yield Candidate("PLACE", middle - 1, middle, BREAK, decoy=True)
        yield Candidate("PLACE", end - 1, end, BREAK, decoy=True)
        if town:
            yield Candidate("ORG", middle, end, "org.unit", {"kind": "subdistrict"}, FORMED)
            yield Candidate("ORG", middle - 1, middle, BREAK, decoy=True)
        else:
            attrs = {"level": level.get(where, "county")}
            for rule in ("place.division", "place.half"):
                yield Candidate("PLACE", middle, end, rule, attrs, FORMED)


def _natural(start: int, end: int, rule: str) -> Iterator[Candidate]:
    """A name of nature by its form, and by ``rule``."""
    for name in ("place.natural", rule):
        yield Candidate("PLACE", start, end, name, {"level": "natural"}, FORMED)


_FOOT = re.compile("(?<=[山岭脉])(?:[东西南北]{1,2}麓|余脉|主峰)")
_LONGEST = 5
_NO_HILL = re.compile("[的了在和与及是有处这那该各每座高群]|^.?[大小].$")


def _foot(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """Mountains before their foot, those of a range alone, with the range in front of them."""
    text = sc.text
    ends = {k.end: k.start for k in known if k.tags & lx.PLACE_NAME}
    for match in _FOOT.finditer(text):
        end = match.start()
        low = max(0, end - _LONGEST)
        behind = text.rfind("山脉", max(0, end - _LONGEST - 1), end - 2)
        if behind >= 0:
            start = behind + 2
            first = _begin(sc, ends, max(0, behind - 4), start)
            if first >= 0:
                yield from _natural(first, start, "place.bank")
                yield Candidate("PLACE", start - 1, start, BREAK, decoy=True)
        else:
            start = _begin(sc, ends, low, end)
        name = text[start:end]
        if start >= 0 and len(name) > 1 and not _NO_HILL.search(name):
            yield from _natural(start, end, "place.bank")


def _begin(sc: lx.Scan, ends: dict[int, int], low: int, end: int) -> int:
    """Where the name begins that ends at ``end``: a known one, or behind a word of place; or -1."""
    if end in ends:
        return ends[end]
    return next((at for at in range(low, end - 1) if begins(sc, at, end)), -1)


_HEIGHT = re.compile(
    "海拔(?:高达|约|近|超|逾)?[\\d.,]{2,6}[多余]?米(?:以上|左右)?(?:、[^,。、]{2,12})?的"
    "(?P<name>[一-鿿]{1,4}?(?:山脉|[山峰岭顶尖梁垴]|高原|垭口))"
    "(?=[上下中里脚腹深主东西南北之,。、的和与])"
)
_ICE = re.compile("(?<=[的川在到于,。、¶])(?P<name>[一-鿿]{2,3})冰川(?![融消退侵地学雪期])")
_HANZI = re.compile("[一-鿿]+")
_TOLD = re.compile("(?P<what>渠|草场|草甸|草原|峡谷|瀑布|雪山|溶洞|天坑|塘坝)")
_BEFORE = OPENED | frozenset("\n对在到沿将把从为由与和")
_GOES_ON = frozenset("道系首长网员水村镇乡站管口头")
"""What makes another word or a body of 渠 and its kind."""


@cache
def _kind() -> re.Pattern[str]:
    """What tells a kind of nature and no name (高山|草场, 现代|冰川)."""
    never = "[的了在和与及是有把将被对从到由以各每全该这那条段个座片处大小老新]"
    kinds = either("place_words.tsv", "kind_of_nature"), either("place_words.tsv", "kind_of_water")
    return re.compile("|".join((never, *kinds)))


def _unnamed(name: str, what: str) -> bool:
    """Whether ``name`` only tells what kind of ``what`` is meant."""
    if what == "渠" and name in classed("place_words.tsv", "ditch"):
        return False
    plain = name in lx.lexicon().common or name in openers.generic()
    return (
        plain or name + what in lx.lexicon().common or _kind().search(name + what[:-1]) is not None
    )


def _alone(sc: lx.Scan) -> Iterator[Candidate]:
    """Mountains behind their height, and glaciers."""
    text = sc.text
    for match in _HEIGHT.finditer(text):
        name = match["name"]
        if len(name) > 2 and not _NO_HILL.search(name) and not _unnamed(name[:-1], name[-1]):
            yield from _natural(*match.span("name"), "place.bank")
    for match in _ICE.finditer(text):
        goes_on = sc.start_tags.get(match.end(), 0) & lx.HEAD
        if not goes_on and not _unnamed(match["name"], "冰川"):
            yield from _natural(match.start(), match.end(), "place.bank")


def _told_twice(sc: lx.Scan) -> Iterator[Candidate]:
    """Ditches, pastures and the like that the article names twice, each time at a name's begin."""
    text = sc.text
    found: dict[str, set[int]] = defaultdict(set)
    for match in _TOLD.finditer(text):
        end = match.end()
        if text[end : end + 1] in _GOES_ON or sc.start_tags.get(end, 0) & lx.HEAD:
            continue
        for size in (2, 3):
            start = match.start() - size
            name = text[start : match.start()] if start >= 0 else ""
            if not _HANZI.fullmatch(name) or _unnamed(name, match["what"]):
                continue
            opened = lx.left(text, start, 1) in _BEFORE or before(text, start) is not None
            if opened and openers.opener(text, start, match.start()) is None:
                found[name + match["what"]].add(start)
    for name, starts in found.items():
        if len(starts) > 1:
            for start in sorted(starts):
                yield from _natural(start, start + len(name), "place.known")


def waters(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _sections(sc, known)
    yield from _foot(sc, known)
    yield from _alone(sc)
    yield from _told_twice(sc)
