"""Places by what they are called within a unit or a town: quarters (柳岭片区), hamlets directly
after their village (石桥村小柳洼) and its stages (石桥社区大舞台)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..readings import CLEAR, Reading
from .addresses import town
from .context import OPENED, begins


@cache
def _quarter() -> re.Pattern[str]:
    """A quarter that somebody is in, by its name."""
    return re.compile(
        f"(?P<name>[一-鿿]{{2,4}})片区(?!的?(?:{either('place_words.tsv', 'quarter_goes_on')}))"
    )


_OPEN = OPENED - {"-"} | frozenset("在的对是为由从到与和着")
SURE = 0.75
_SMALL = ("村", "社区")
_TOWNS = ("镇", "乡")
_HAMLET = re.compile(
    "(?P<name>[一-鿿]{2,3}[洼湾冲坳岗坪垸屯沟庄咀嘴塝坡塆寨堡圩埠营岭畈垭坑坝坎窑峪岔塬砭垴峁岘墕])"
    "(?=[，。、；的已是有位（(,]|游人|游客|景区|自然村|村民组|组(?![织建成合团])|$)"
)
_FAMILY = re.compile(
    "(?P<name>[一-鿿]家(?:[洼湾冲坳岗坪沟庄咀嘴塝坡坨塆寨堡圩岭畈垭坑坝坎窑峪岔塬梁店峁岘墕]|圪[崂垯塔]))"
    "(?!村|社区)"
)
"""A hamlet called after a family, whatever follows."""

_ENDED = re.compile("[,，。、；;¶]|的|(?:自然村|村民组|组|屯|水库|片区|[新老]?宅)|人|等")
"""What follows a hamlet directly behind its town (石桥镇柳家庄的老人)."""


@cache
def _no_hamlet() -> re.Pattern[str]:
    """What no name of a hamlet holds."""
    return re.compile(
        "[的了在和与及是有把将为被让对向从到由以各每全本该这那党民]"
        f"|{either('place_words.tsv', 'no_hamlet')}"
    )


_STAGE = re.compile(
    "(?:百姓|文化|乡村|村民|群众|居民|幸福|百姓文化)?(?:大舞台|大戏台|小舞台|百姓舞台)(?![”“])"
)


_MARKET = re.compile("(?P<stem>[一-鿿]{2,3})圩镇")


@cache
def _no_quarter() -> re.Pattern[str]:
    """What no name of a quarter holds."""
    words = either("place_words.tsv", "no_quarter")
    return re.compile(
        "[的了在和与及是有把将为被让对向从到由以各每全本该这那我某几多数个们等两三四五六七八九十]"
        f"|{words}|^[城江河山][东西南北]|新$"
    )


def _markets(text: str) -> Iterator[Candidate]:
    """The places where the article's towns sit (石桥圩镇 beside 石桥镇)."""
    for match in _MARKET.finditer(text):
        for start in (match.start(), match.start() + 1):
            stem = text[start : match.end("stem")]
            if len(stem) > 1 and stem + "镇" in text:
                attrs = {"level": "site"}
                yield Candidate("PLACE", start, match.end(), "place.market", attrs, CLEAR)
                break


def _quarters(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """Quarters of a town by name (柳岭片区)."""
    text = sc.text
    places = {k.end: k.start for k in known if k.p >= 0.3 and k.tags & lx.PLACES}
    for match in _quarter().finditer(text):
        end = match.end("name")
        start = places.get(end, -1)
        if start < 0:
            starts = range(match.start(), end - 1)
            start = next((at for at in starts if begins(sc, at, end, _OPEN)), -1)
        name = text[start:end]
        lex = lx.lexicon()
        if start < 0 or _no_quarter().search(name) or name in lex.common:
            continue
        if lex.level.get(name) == "region":
            # 渝东|片区
            continue
        yield Candidate("PLACE", start, match.end(), "place.quarter", {"level": "site"}, CLEAR)
        yield Candidate("PLACE", start, end, "place.quarter.idiom", decoy=True)


def _listed(text: str, first: re.Match[str]) -> Iterator[str]:
    """A family's hamlet and those that are listed behind it (吕家峁、刘家岘和李家圪崂)."""
    match: re.Match[str] | None = first
    while match is not None:
        yield match["name"]
        end = match.end()
        match = _FAMILY.match(text, end + 1) if text[end : end + 1] in ("、", "和", "与") else None


def _within(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Hamlets and stages directly after the sure name of a village or an estate."""
    text = sc.text
    hamlets: set[str] = set()
    for head, options in found:
        option = options[0]
        if option.type != "ORG" or option.start < 0 or option.p < SURE:
            continue
        if head.word in _TOWNS:
            if (match := _FAMILY.match(text, head.end)) and _ENDED.match(text, match.end()):
                hamlets.update(_listed(text, match))
                yield from town(sc, option.start, head.end)
            continue
        if head.word not in _SMALL:
            continue
        if match := _STAGE.match(text, head.end):
            attrs = {"level": "site"}
            yield Candidate("PLACE", option.start, match.end(), "place.stage", attrs, CLEAR)
            yield Candidate("ORG", option.start, head.end, "place.stage.idiom", decoy=True)
        elif head.word == "村" and (
            match := _HAMLET.match(text, head.end) or _FAMILY.match(text, head.end)
        ):
            name = match["name"]
            if _no_hamlet().search(name) or name in lx.lexicon().common:
                continue
            if openers.opener(text, head.end, match.end()) is None:
                hamlets.add(name)
    for name in sorted(hamlets):
        for match in re.finditer(re.escape(name) + "(?!村)", text):
            attrs = {"level": "village"}
            yield Candidate("PLACE", match.start(), match.end(), "place.hamlet", attrs, CLEAR)


@cache
def _quoted() -> re.Pattern[str]:
    """A site called after a quotation (“柳苗”公园): brands of parks are places."""
    nouns = either("place_words.tsv", "quoted_site")
    more = either("place_words.tsv", "site_no_end")
    return re.compile(
        f"(?<!健身)(?:“[^“”¶,，。!！]{{2,6}}”|‘[^‘’¶,，。!！]{{2,6}}’)(?:主题|文化|口袋|小|健身|生态|法治|廉政|党建)?(?:{nouns})(?!{more})"
    )


def _named_sites(sc: lx.Scan) -> Iterator[Candidate]:
    """Parks, squares and walks called after a quotation."""
    for match in _quoted().finditer(sc.text):
        if not sc.start_tags.get(match.end(), 0) & lx.HEAD:
            attrs = {"level": "site"}
            yield Candidate("PLACE", match.start(), match.end(), "place.quoted", attrs, CLEAR)


def sites(sc: lx.Scan, known: Sequence[Known], found: Sequence[Reading]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _markets(sc.text)
    yield from _quarters(sc, known)
    yield from _within(sc, found)
    yield from _named_sites(sc)
