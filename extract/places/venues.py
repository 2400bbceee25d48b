"""Sites whose form tells where they begin: streets by their side of town (向阳西路), venues of
a level (县体育场), parks by their trades (服装智造产业园), sites within sites (柳岭景区雪圈乐园).

Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either
from .. import openers
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .areas import divided
from .context import OPENED, before, begins
from .streets import kind_of_street
from .tails import INNER_UNIT

SURE = 0.75
_STREET = re.compile(
    "(?P<name>[一-鿿]{2,3}[东西南北中](?:大街|[路街])|[一-鿿]{2}大道)"
    "(?=[,，。;；、”)）¶]|一(?![带线路])|[两沿的上]|[与和](?![一-鿿]{1,8}(?:交[叉会汇]|路口|口)))"
)
_NO_STREET = re.compile(
    "[的了在是有各每条此该我新老修建改扩打通从到由向往经过沿走进着为把将被和与及至]"
)


def _streets(sc: lx.Scan) -> Iterator[Candidate]:
    """Streets by their side of town at a clause's begin or behind a word of being there."""
    text = sc.text
    for match in _STREET.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        if _NO_STREET.search(name) or kind_of_street().search(name) or name in lx.lexicon().common:
            continue
        if begins(sc, start, end):
            attrs = {"level": "road"}
            yield Candidate("PLACE", divided(text, start), end, "place.avenue", attrs, FORMED)


@cache
def _level() -> re.Pattern[str]:
    venues = either("place_words.tsv", "venue")
    more = either("place_words.tsv", "site_no_end")
    return re.compile(f"[县市区州旗](?:{venues})(?!{more})")


def _venues(text: str) -> Iterator[Candidate]:
    """Venues of which a county or town has one (县体育场)."""
    for match in _level().finditer(text):
        start = match.start()
        led = (
            before(text, start) is not None
            or openers.words().get(text[start - 2 : start]) == "verb"
        )
        if led or not _HANZI.match(text, max(0, start - 1), start):
            yield Candidate("PLACE", *match.span(), "place.venue", {"level": "site"}, FORMED)


_HANZI = re.compile("[一-鿿]")
_PARK = re.compile(
    '(?P<name>[一-鿿]{4,12}?)(?:产业园|工业园|科技园|物流园|创业园)(?=[,，。;；、"”)）¶]|里|内|[一二三]期|的|等|正|位于|坐落|建在|竣工|开工|投[产用])'
)
_NO_PARK = re.compile("[等要里的了在是有各每条此该我座个处家亩将把被为以和与及还]")


@cache
def _general() -> re.Pattern[str]:
    """Kinds of parks, no names (现代农业产业园)."""
    kinds = either("place_words.tsv", "park_kind")
    return re.compile(f"(?:{kinds})+")


def _acts(name: str) -> bool:
    """Whether a verb stands in what reads as a name (继续深化|苏州工业园)."""
    known = openers.words()
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    verbs = classed("place_words.tsv", "no_park")
    return not pairs.isdisjoint(verbs) or any(known.get(pair) == "verb" for pair in pairs)


def _parks(sc: lx.Scan) -> Iterator[Candidate]:
    """Parks called after their trades (服装智造产业园), with the divisions before them."""
    text = sc.text
    for match in _PARK.finditer(text):
        end = match.end()
        stop = match.end("name")
        for start in range(match.start(), stop - 3):
            name = text[start:stop]
            if not begins(sc, start, end) or _NO_PARK.search(name):
                continue
            if not _general().fullmatch(name) and not _acts(name):
                begin = divided(text, start)
                yield Candidate("PLACE", begin, end, "place.trade_park", {"level": "site"}, FORMED)
            break


_HOSTS = ("景区", "度假区", "旅游区", "风景区", "公园", "广场", "古镇", "古城", "产业园")
_INNER = re.compile("(?:(?![内里的和与及等东西南北新建在门有是各])[一-鿿]){0,4}$")


def _inner(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Sites directly behind the site they lie in (柳岭景区雪圈乐园), as one name."""
    hosts = {
        head.end: options[0]
        for head, options in found
        if head.word.endswith(_HOSTS) and options[0].type == "PLACE" and options[0].start >= 0
    }
    for head, _ in found:
        if not head.tags & lx.PLACE_HEAD or len(head.word) < 2:
            continue
        for start in range(head.start, max(0, head.start - 5), -1):
            host = hosts.get(start)
            if host is None or host.p < SURE or not _INNER.match(sc.text, start, head.start):
                continue
            ended = sc.text[head.end : head.end + 1] in _ENDS
            if ended and not _acts(sc.text[start : head.start]):
                attrs = {"level": "site"}
                yield Candidate("PLACE", host.start, head.end, "place.inner", attrs, FORMED)
            break


_ENDS = frozenset("¶，。；、,;)）等和的是内里举")


_BUILT = re.compile(
    "(?:建[成起]|打造|修建)[了起成出]?(?:一[座个处])?"
    "(?P<names>“?[一-鿿]{3,14}?(?:馆|展室|陈列室|展厅)(?:”?[、和与”“]+[一-鿿]{3,14}?(?:馆|展室|陈列室|展厅))*”?)"
    "(?=[,，。;；、和与等]|[一-鿿]{2,6}长廊|投)"
)
_HALL = re.compile("[一-鿿]+")


def _halls(sc: lx.Scan) -> Iterator[Candidate]:
    """Halls that are built, by their names (建成“柳岭傩舞展示馆”“石桥旧居展室”)."""
    lex = lx.lexicon()
    for match in _BUILT.finditer(sc.text):
        for hall in _HALL.finditer(match["names"]):
            start = match.start("names") + hall.start()
            end = start + len(hall[0])
            quoted = sc.text[start - 1 : start] == "“"
            named = any(hall[0][:n] in lex.level for n in (2, 3, 4)) or quoted
            if named and not _NO_AT.search(hall[0]) and not _acts(hall[0]):
                yield Candidate("PLACE", start, end, "place.built", {"level": "site"}, FORMED)


_SERVICE = re.compile(
    "(?:12309)?(?:检察服务|诉讼服务|公益诉讼指挥)(?:大厅|中心)"
    "(?=[、,，。；;]|和|内|里|大屏|门口|现场|参观|体验)"
)
_VISITED = re.compile(
    "(?:在|走进|来到|参观了?|[察查]看了?|体验了?|走访了?|[窗接]口、|厅、|中心、|室、)$"
)


def _services(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Halls of courts that visitors see (走进区法院诉讼服务中心), with their body."""
    bodies = {
        head.end: options[0].start
        for head, options in found
        if options[0].type == "ORG" and options[0].start >= 0 and options[0].p >= _HOST
    }
    for match in _SERVICE.finditer(sc.text):
        start = bodies.get(match.start(), match.start())
        if start == match.start() and match[0].startswith("诉讼服务"):
            continue  # every court has one
        if _VISITED.search(sc.text, max(0, start - 4), start):
            yield Candidate("PLACE", start, match.end(), "place.service", {"level": "site"}, FORMED)


_MEMORIAL = re.compile(
    "(?P<what>(?:(?![的了在和与等、及])[一-鿿]){2,12}?(?:纪念馆|博物馆|陈列馆|展览馆))(?![长员群])"
)
_ACTS = re.compile("[组联邀迎举开策推承聘荣入被已还将获在是]|先后|正式|通过|利用|充分|作为")
"""What a hall does that is no mere site (柳岭革命纪念馆|组织, 迎来)."""


def _memorials(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Halls of memory behind their division (康县陇南根据地纪念馆): sites where one is or comes
    to, bodies where they act."""
    text = sc.text
    for start, tag in sc.start_tags.items():
        if not tag & (lx.DIV_FULL | lx.DIV_SHORT) or lx.left(text, start, 1) not in _BEFORE_HALL:
            continue
        division = max(end for end, _ in sc.words_from(start, lx.DIV_FULL | lx.DIV_SHORT))
        match = _MEMORIAL.match(text, division)
        if match is None or _acts(match["what"].replace("根据地", "")):
            continue
        end = match.end()
        before_it = text[max(0, start - 4) : start]
        if _being_there().search(before_it[-3:]) or _VISITED.search(before_it):
            yield Candidate("PLACE", start, end, "place.memorial", {"level": "site"}, FORMED)
            yield Candidate("ORG", start, end, "place.memorial.idiom", decoy=True)
        elif lx.left(text, start, 1) in OPENED and _ACTS.match(text, end):
            yield Candidate("ORG", start, end, "org.memorial", {"kind": "culture"}, FORMED)
    for head, options in found:
        start, end = options[0].start, head.end
        if options[0].type != "ORG" or start < 0 or not head.word.endswith(_HALLS):
            continue
        if _VISITED.search(text, max(0, start - 4), start) and not _ACTS.match(text, end):
            yield Candidate("PLACE", start, end, "place.memorial", {"level": "site"}, FORMED)
            yield Candidate("ORG", start, end, "place.memorial.idiom", decoy=True)


_HALLS = ("纪念馆", "博物馆", "陈列馆", "展览馆")
_BEFORE_HALL = OPENED | frozenset("在到进观了往达于访 \u3000")
_HOST = 0.5
_YARD = re.compile("(?<=社区|小区)[0-9]{1,3}号(?:庭院|院落|大院|楼院|院)(?![一-鿿]{0,2}长)")


def _yards(text: str) -> Iterator[Candidate]:
    """Yards of a community by their number (柳湾社区12号庭院)."""
    for match in _YARD.finditer(text):
        yield Candidate("PLACE", *match.span(), "place.yard", {"level": "site"}, FORMED)


@cache
def _being_there() -> re.Pattern[str]:
    """A word of being at a site."""
    return re.compile(
        f"(?:(?<![现正存所实外内潜旨好重])在|{either('place_words.tsv', 'being_there')})$"
    )


@cache
def _event() -> re.Pattern[str]:
    """What goes on at a site, behind its name."""
    return re.compile(
        "[,，。;；、¶]|举[行办]|启[幕动]|开[幕展赛启业]"
        rf"|{either('place_words.tsv', 'goes_on_there')}|[一二三四五六七八九\d]楼"
    )


_NO_AT = re.compile("[着的了在是有各每条此该我个处家把被以和与及至等这那某本全边]")
_FAR = 7
"""Characters that a name has at most before its head."""


def _at(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Sites between a word of being there and what goes on there (在寿山广场举行)."""
    text, common = sc.text, lx.lexicon().common
    for head, _ in found:
        site = head.tags & lx.PLACE_HEAD and len(head.word) > 1
        if not site or not _event().match(text, head.end):
            continue
        lowest = max(0, head.start - _FAR)
        starts = range(head.start - 2, lowest, -1)
        start = next((at for at in starts if _being_there().search(text, max(0, at - 3), at)), -1)
        if start < 0:
            continue
        units = list(INNER_UNIT.finditer(text, start, head.start))
        begin = units[-1].end() if units else start
        name = text[begin : head.start]
        plain = name in common or name in openers.generic() or _acts(name)
        # 陕西|景区 are all of them.
        plain = plain or lx.lexicon().level.get(name) == "province"
        if not plain and len(name) > 1 and _NAME.fullmatch(name) and not _NO_AT.search(name):
            attrs = {"level": lx.lexicon().place_head_level[head.word]}
            yield Candidate("PLACE", begin, head.end, "place.at", attrs, FORMED)


_NAME = re.compile("(?!县城|城区|镇区|老城)[一-鿿]+(?<![路街道])")


def venues(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _streets(sc)
    yield from _venues(sc.text)
    yield from _parks(sc)
    yield from _inner(sc, found)
    yield from _halls(sc)
    yield from _yards(sc.text)
    yield from _services(sc, found)
    yield from _at(sc, found)
    yield from _memorials(sc, found)
