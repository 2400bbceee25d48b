"""Candidates for places: divisions and other known names, names with a place head,
road crossings and numbers, and the bare stems of grass-roots units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Option
from ...models.heads import Head
from ...models.known import Known, KnownPlaces
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..links import ancestors, divisions, parse
from ..links_places import BEARING
from ..readings import TAGGED, Reading, readings
from .addresses import addresses
from .areas import areas
from .borders import borders
from .cover import freed
from .datelines import datelines, filed
from .forms import by_form
from .in_towns import in_towns
from .lines import joined, lines
from .listed import listed
from .phrases import phrases
from .sights import sights
from .sites import sites
from .stems import UNITS, named, stems
from .streets import streets
from .structures import structures
from .tails import tails
from .titles import titled
from .venues import venues
from .waters import waters
from .works import works

FLOOR = 0.15
"""Readings less likely than this are not proposed by themselves."""

KNOWN = 0.75
_COMPOUNDS = openers.COMPOUNDS | {"新村", "苑"}
_HOUSING = ("小区", "家属院", "家属楼", "家属区")
_PARENTS = ("街道", "镇", "乡", "社区")
_AREAS = (*_PARENTS, "村")
_CROSSING = re.compile(
    r"[与和]([一-鿿]{1,6}?(?:路|街|大道|大街|巷))?(?:的)?(?:交叉路?口|交会处|交汇处|交叉口|路口|口)"
)
_HOUSE = re.compile(r"\d{1,4}(?:号(?:院|楼|大院)?|[栋幢]|弄(?:\d{1,4}号楼?)?)")
_EXIT = re.compile(r"[一-鿿]{2,4}?(?:出口|入口|收费站|服务区|互通|枢纽)")


def _chains(sc: lx.Scan, found: list[Known]) -> Iterator[Candidate]:
    """Divisions (chains of full names joined) and other names in the lexicon."""
    lex = lx.lexicon()
    chained: set[int] = set()
    by_start = {k.start: k for k in found}
    for known in found:
        if known.start in chained or known.p < FLOOR or _only_a_part(sc.text, known.word):
            continue
        full = bool(known.tags & lx.DIV_FULL)
        end, word, last, length = known.end, known.word, known.tags, 1
        while (after := by_start.get(end)) and (
            (full and after.tags & lx.DIV_FULL) or _one_chain(sc.text, known.start, after)
        ):
            chained.add(end)
            end, word, last = after.end, after.word, after.tags
            length += 1
        if full:
            rule = "place.division"
        else:
            rule = "place.short" if known.tags & lx.DIV_SHORT else "place.name"
        features = {
            "goes_on": float(goes_on(sc, end)),
            "known_p": known.p,
            "share": lex.likely(known.word),
            "chain": float(length),
            "head_after": _head_after(sc, end),
        }
        yield Candidate("PLACE", known.start, end, rule, {"level": lex.level[word]}, features)
        ranked = _RANKED.match(sc.text, end - 1) is not None
        shorter = last & lx.DIV_FULL and lex.level.get(word[:-1]) is not None
        if (features["goes_on"] or ranked) and shorter:
            # 深圳市民, 江苏苏州市民, 盱眙县城: the unit's character belongs to the next word.
            cut = {"known_p": known.p, "share": lex.likely(word[:-1]), "cut": 1.0}
            attrs = {"level": lex.level[word[:-1]]}
            if ranked:
                # 柳州|市级媒体, 柳州|市域, 柳州|市区, 盱眙|县城
                cut |= dict.fromkeys(TAGGED, 0.9)
                yield Candidate("PLACE", end - 1, end + 1, "place.idiom", decoy=True)
            yield Candidate("PLACE", known.start, end - 1, "place.short", attrs, cut)


def _only_a_part(text: str, word: str) -> bool:
    """Whether 东区 or 郊区 is some town's, not the district of that name.

    It is where no city that has such a district is named.
    """
    if not BEARING.fullmatch(word):
        return False
    cities = {above[0] for code in parse(word)[0] if (above := ancestors(code))}
    return not any(divisions()[city].short in text for city in cities)


def goes_on(sc: lx.Scan, end: int) -> bool:
    """Whether the unit's character before ``end`` begins an everyday word (市民, 县城, 区域).

    Not where a word begins behind it that leaves none for the rest (市|民宿, 县|乡村).
    """
    word = sc.longest(end - 1, lx.COMMON)
    if word is None or word[0] <= end:
        return False
    after = sc.longest(end, lx.COMMON)
    if after is None or after[0] <= word[0] or word[0] > end + 1:
        return True
    return sc.longest(word[0], lx.COMMON) is not None


def _head_after(sc: lx.Scan, end: int) -> float:
    """1 where a head follows that is no part of an everyday word (社区 in 社区居民 is one)."""
    tags = sc.start_tags.get(end, 0)
    if not tags & lx.HEAD:
        return 0.0
    if not tags & (lx.COMMON | lx.IDIOM):
        return 1.0
    head = sc.longest(end, lx.HEAD)
    word = sc.longest(end, lx.COMMON | lx.IDIOM)
    return float(head is None or word is None or head[0] >= word[0])


def _one_chain(text: str, start: int, after: Known) -> bool:
    """Whether the divisions from ``start`` through ``after`` contain one another (河南三门峡)."""
    if after.p < 0.5:
        return False
    level = lx.lexicon().level
    if level.get(text[start : after.start]) == "country" and level.get(after.word) == "city":
        # 土耳其伊斯坦布尔
        return bool(after.tags & lx.PLACE_NAME)
    if not after.tags & lx.AREA:
        return False
    return parse(text[start : after.end])[1] == after.end - start


def _features(head: Head, option: Option, options: tuple[Option, ...]) -> dict[str, float]:
    none = next((o.p for o in options if o.start == NONE), 0.0)
    best = max((o.p for o in options if o is not option and o.start != NONE), default=0.0)
    return {
        "edge_p": option.p,
        "none_p": none,
        "other_p": best,
        "bare": float(option.start == BARE),
        f"head={head.word}": 1.0,
        "org_head": float(bool(head.tags & lx.ORG_HEAD)),
        "edge_sure": float(option.p > 0.9),
    }


def _from_heads(text: str, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    lex = lx.lexicon()
    known = {
        text[options[0].start : head.end]
        for head, options in found
        if options[0].type == "PLACE" and options[0].start >= 0 and options[0].p >= KNOWN
    }
    units = {
        (options[0].start, head.end): options[0].p
        for head, options in found
        if head.word in _PARENTS and options[0].type == "ORG" and options[0].start >= 0
    }
    for head, options in found:
        if not head.tags & lx.PLACE_HEAD:
            continue
        if head.word == "新区" and text[head.start - 1 : head.start] == "高":
            # 高新区 is a body, like every development zone.
            continue
        level = lex.place_head_level[head.word]
        for number, option in enumerate(options):
            if option.start == NONE or option.type != "PLACE":
                continue
            bare = option.start == BARE
            start = head.start if bare else option.start
            again = option.p < KNOWN and not bare and text[start : head.end] in known
            if (number > 2 or option.p < FLOOR) and not again:
                continue
            features = openers.features(text, start, head) | _features(head, option, options)
            features["known"] = float(again)
            rule = "place.known" if again else f"place.{'bare' if bare else level}"
            yield Candidate("PLACE", start, head.end, rule, {"level": level}, features)
            inner = _after_unit(units, start, head)
            # 双桥镇|西柳湾村: a body's name goes on.
            goes = text.startswith(UNITS, head.end)
            if not bare and option.p >= 0.5 and inner is not None and not goes:
                yield Candidate("PLACE", inner, head.end, rule, {"level": level}, features)
            if not bare and (other := openers.after(text, option, options, head)):
                features = _features(head, other, options)
                features["from_opener"] = 1.0
                attrs = {"level": level}
                begin = head.start if other.start == BARE else other.start
                yield Candidate("PLACE", begin, head.end, "place.opened", attrs, features)
            if (level == "road" or head.word in _COMPOUNDS) and not bare and option.p >= FLOOR:
                # 石桥街道|柳岭路12弄: the road alone.
                begin = start if inner is None or level != "road" else inner
                yield from _longer_roads(text, begin, head.end, option.p)


def _after_unit(units: Mapping[tuple[int, int], float], start: int, head: Head) -> int | None:
    """Where the name goes on after a unit that it begins with (南溪镇|柳堤公园)."""
    ends = [e for (s, e), p in units.items() if s == start and p >= KNOWN and e <= head.start - 2]
    return max(ends, default=None)


_RANKED = re.compile(
    "[市县省]级|[市县]域|市区(?![域块划位县级委政长人]|两级)|县城(?![乡镇区管市投建]|中村)"
)
"""Words that begin with the last character of a division's full name."""
_GAP = re.compile("[一-鿿]{2,8}")


@cache
def _no_gap() -> re.Pattern[str]:
    """What stands in no name between a unit and the head of a site."""
    return re.compile(
        "[的了在和与及将把对为是有向从被让及各每该全]|[一二三四五六七八九十两几]个"
        f"|{either('place_words.tsv', 'no_gap')}"
    )


_CUT_OFF = re.compile("[民委办志组]|便民|居民")


def _in_units(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Compounds, markets and parks whose name begins where a unit's ends (西河社区|顺达小区)."""
    units = {
        head.end: options[0].p
        for head, options in found
        if head.word in _AREAS and options[0].type == "ORG" and options[0].p >= 0.3
    }
    ends = sorted(units)
    for head, options in found:
        park = _is_park(head)
        if not (head.tags & lx.PLACE_HEAD or park) or len(head.word) < 2 or head.word in UNITS:
            continue
        at = bisect_left(ends, head.start - 1)
        if not at or (start := ends[at - 1]) < head.start - 8:
            continue
        gap = sc.text[start : head.start]
        if not _GAP.fullmatch(gap) or _no_gap().search(gap) or _CUT_OFF.match(gap):
            continue
        # 望湖新村|小区: a longer head follows.
        if sc.text.startswith((*UNITS, "小区", "区"), head.end) or gap in openers.generic():
            continue
        mine = openers.at(start, "PLACE", options)
        features = _features(head, mine, options)
        features |= {"unit_p": units[start], "gap_common": float(gap in lx.lexicon().common)}
        compound = head.word in _COMPOUNDS and gap not in lx.lexicon().common
        if (compound and len(gap) <= 5) or (mine.p >= KNOWN and units[start] >= KNOWN):
            # The models cut a unit from its compound badly; the form tells.
            features |= dict.fromkeys(TAGGED, 0.9) | {"clear": 1.0}
        level = lx.lexicon().place_head_level.get(head.word, "site")
        yield Candidate("PLACE", start, head.end, "place.in_unit", {"level": level}, features)


def _is_park(head: Head) -> bool:
    """Whether the head is a park's that may be no more than a site (产业园, 示范园区)."""
    kind = lx.lexicon().org_kind.get(head.word)
    return kind == "park" and head.word.endswith(("园", "园区", "基地"))


def _parks(found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Parks that lexicon and models know as bodies, as sites."""
    for head, options in found:
        if head.tags & lx.PLACE_HEAD or not _is_park(head):
            continue
        best = options[0]
        if best.start < 0 or best.p < FLOOR:
            continue
        features = _features(head, best, options)
        yield Candidate("PLACE", best.start, head.end, "place.park", {"level": "site"}, features)


_PARTED = re.compile("[¶，。；：！？,;:!?]")
"""What parts a body from a compound that is called after another."""


def _housing(text: str, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Compounds called after a works, an office or a village (酱菜厂小区, 柳湾村小区)."""
    bodies = {
        head.end: options[0]
        for head, options in found
        if head.word not in _PARENTS and options[0].type == "ORG"
    }
    for head, _ in found:
        body = bodies.get(head.start)
        if head.word not in _HOUSING or body is None:
            continue
        # 街道办事处|东湾社区|酱菜厂小区: the last body alone.
        start = max(
            (
                h.end
                for h, options in found
                if h.word in _PARENTS or h.tags & lx.ORG_FIXED
                if body.start < h.end < head.start - 2
            ),
            default=body.start,
        )
        if start < 0 or body.p < 0.5 or _PARTED.search(text, start, head.start):
            continue
        features = {"edge_p": body.p, f"head={head.word}": 1.0, **dict.fromkeys(TAGGED, body.p)}
        yield Candidate("PLACE", start, head.end, "place.site", {"level": "site"}, features)


def _longer_roads(text: str, start: int, end: int, p: float) -> Iterator[Candidate]:
    """A road with its crossing (A路与B路交叉口), building number (A街9号院) or exit."""
    for pattern, rule in (
        (_CROSSING, "place.crossing"),
        (_HOUSE, "place.house"),
        (_EXIT, "place.exit"),
    ):
        if match := pattern.match(text, end):
            # The tagger often ends before the crossing.
            features = {"edge_p": p, **dict.fromkeys(TAGGED, p)}
            yield Candidate("PLACE", start, match.end(), rule, {"level": "road"}, features)


def _idioms(sc: lx.Scan) -> Iterator[Candidate]:
    """Set phrases that hold a place's or a body's form (金山银山, 铺路搭桥): decoys."""
    for start, tag in sc.start_tags.items():
        if tag & lx.IDIOM:
            for end, word in sc.words_from(start, lx.IDIOM):
                # 建平县|乡村: a division's last character begins no 县乡村.
                division = word[0] in openers.LEVELS and sc.end_tags.get(start + 1, 0) & lx.DIV_FULL
                if not division and not openers.at_centre(sc.text, start, word):
                    yield Candidate("PLACE", start, end, "place.idiom", decoy=True)


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    sc = lx.scan(article.text)
    found = readings(article.text)
    known = KnownPlaces(sc).all()
    own = named(sc, found)
    sources = (
        _chains(sc, known),
        _from_heads(sc.text, found),
        _in_units(sc, found),
        _parks(found),
        _housing(sc.text, found),
        stems(sc, known, found, own),
        tails(sc, known, found, own),
        sights(sc),
        by_form(sc, known),
        streets(sc),
        structures(sc, found),
        addresses(sc, known, found),
        in_towns(sc, found),
        works(sc, found),
        waters(sc, known),
        borders(sc),
        listed(sc),
        lines(sc),
        joined(sc),
        sites(sc, known, found),
        areas(sc, known, found, own),
        phrases(sc, known, own),
        venues(sc, found),
        datelines(sc),
        filed(sc),
    )
    yield from titled(article, freed(sc.text, chain.from_iterable(sources), found))
    yield from _idioms(sc)
