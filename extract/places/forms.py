"""Candidates for places by the form of their surroundings: datelines, numbered roads,
waters before their banks, stations named after a division."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...models.known import Known
from ...models.names import surnames
from ...seeds.table import either
from ..candidates import BREAK, Candidate
from ..honours import listed, praised, strong, tells
from ..links import parse
from ..readings import FORMED, TAGGED
from .context import JOINED, before
from .cover import marked

_NUMBERED = re.compile(
    r"(?:国道|省道|县道|乡道)(?:[GSXYC]\d{1,4}|\d{2,3}(?![\d.．]|[余多]?(?:公里|千米|米|条|处|个)))线?|(?<![A-Za-z0-9])[GSXYC]\d{1,4}(?:国道|省道|县道|乡道)"
    r"|(?<![A-Za-z0-9])[GSXY]\d{1,4}(?:[一-鿿]{1,4}高速(?:公路)?|国道|省道|线)?"
    r"|\d{3}(?:国道|省道|县道)"
)

_SURE_ROAD = re.compile("[国省县乡]道")
"""A letter and figures alone may be anything."""


@cache
def _dateline() -> re.Pattern[str]:
    """An agency, the place and the day."""
    agencies = either("place_words.tsv", "agency")
    return re.compile(
        rf"(?:{agencies}|(?:^|\n)[ \u3000]*[一-鿿]{{1,4}}网)"
        r"([一-鿿]{2,7}?)(?=(?:新闻)?\d{1,2}月\d{1,2}日(?:电|讯|报道|消息|[（(]))"
    )


def _datelines(sc: lx.Scan) -> Iterator[Candidate]:
    """The place between an agency and the day (新华社柳州8月9日电)."""
    lex = lx.lexicon()
    for match in _dateline().finditer(sc.text.replace("¶", "\n")):
        word = match[1]
        # 喀什疏附: a prefecture and its county.
        chain = any(
            word[:i] in lex.level and word[i:] in lex.level for i in range(2, len(word) - 1)
        )
        listed = float(word in lex.level or chain)
        features = {"listed": listed, "sure": listed}
        attrs = {"level": lex.level.get(word, "county")}
        start, end = match.span(1)
        yield Candidate("PLACE", start, end, "place.dateline", attrs, features)


_NEWS = re.compile(
    r"(?:(?:本报|本台|本刊)([一-鿿]{2,7}?)(?:\d{1,2}日|\d{1,2}月\d{1,2}日)?"
    r"|(?:^|\n)[ \u3000]*((?!本[报台刊])[一-鿿]{2,4}))(?:讯|电)(?=[ \u3000（(\n“\d])"
)
_SIGNED = re.compile("[ \u3000]*[(（](?:记者|通讯员|特约)")


@cache
def _no_dateline() -> re.Pattern[str]:
    """What no place of a dateline is (综合|讯, 日报)."""
    words = either("place_words.tsv", "no_dateline")
    return re.compile(f"{words}|[综快简短通专特时喜资网台社报]$")


def _news(sc: lx.Scan) -> Iterator[Candidate]:
    """The place that a report is from (本报柳州讯, 柳州讯)."""
    lex = lx.lexicon()
    for match in _NEWS.finditer(sc.text.replace("¶", "\n")):
        which = 1 if match[1] else 2
        word = match[which]
        if _no_dateline().search(word):
            continue
        listed = word in lex.level
        signed = _SIGNED.match(sc.text, match.end()) is not None
        features = {"listed": float(listed), "sure": float(listed or signed or bool(match[1]))}
        if listed and (signed or match[1]):
            # The tagger knows short names by the news, not everyday words (会同, 光明).
            features |= dict.fromkeys(TAGGED, 0.95)
        attrs = {"level": lex.level.get(word, "county")}
        start, end = match.span(which)
        yield Candidate("PLACE", start, end, "place.dateline", attrs, features)


_BANK = re.compile(
    r"(?=([一-鿿]{1,3}?[河江湖溪海渠库水沟塘湾潭])(?:[河江湖溪海]畔|畔|两岸|[东西南北左右][岸侧]|沿岸|岸边|之滨|边的|边上))"
)


def _banks(sc: lx.Scan) -> Iterator[Candidate]:
    """Waters before their banks where a sentence, a list or a preposition ends before them."""
    for match in _BANK.finditer(sc.text):
        start, end = match.span(1)
        if before(sc.text, start) is None and sc.text[start - 1 : start] not in _OPEN:
            continue
        stem = sc.text[start : end - 1]
        if stem[-1:] == sc.text[end - 1]:
            # 柳河|河畔
            continue
        if sc.text[start:end] in lx.lexicon().common or _OPEN.intersection(stem):
            continue
        features = {"length": float(end - start), "stem1": float(end - start == 2)}
        yield Candidate("PLACE", start, end, "place.bank", {"level": "natural"}, features)


@cache
def _home() -> re.Pattern[str]:
    """A name of two or three letters and a home or grave."""
    homes = either("place_words.tsv", "home")
    return re.compile(f"(?=(?P<name>[一-鿿]{{2,3}})(?P<home>{homes}))")


def _homes(sc: lx.Scan) -> Iterator[Candidate]:
    """Homes and graves called after a person (李大山故居), the name's three letters or two."""
    known = surnames()
    found: dict[int, re.Match[str]] = {}
    for match in _home().finditer(sc.text):
        if match["name"][0] not in known or match["name"] in lx.lexicon().level:
            continue
        start = match.start()
        begins = lx.left(sc.text, start, 1) in _OPEN or sc.end_tags.get(start, 0)
        if begins or before(sc.text, start) is not None:
            found.setdefault(match.end("home"), match)
    for end, match in found.items():
        features = dict.fromkeys(TAGGED, 0.9)
        yield Candidate("PLACE", match.start(), end, "place.home", {"level": "site"}, features)
        yield Candidate("PERSON", *match.span("name"), "place.home.idiom", decoy=True)


def _honours(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """Divisions that give an honour its rank (“江西省文明社区”, 获评盐城优秀镇)."""
    for place in known:
        match = praised().match(sc.text, place.end) if place.tags & lx.AREA else None
        if match is None or (place.word in lx.lexicon().common and place.p < 0.3):
            continue
        around = (
            sc.text[max(0, place.start - 14) : place.start]
            + sc.text[match.end() : match.end() + 14]
        )
        among = listed().search(sc.text, max(0, place.start - 16), place.start)
        if among or tells(around):
            attrs = {"level": lx.lexicon().level.get(place.word, "county")}
            features = dict.fromkeys(TAGGED, 0.95)
            yield Candidate("PLACE", place.start, place.end, "place.honour", attrs, features)


@cache
def _general() -> re.Pattern[str]:
    """Words for villages and the like, that no name of a body takes in."""
    villages = either("place_words.tsv", "villages")
    bodies = either("place_words.tsv", "rural_body")
    return re.compile(
        f"(?=(?<!美丽)乡村(?!振兴局|旅游局|建设|大舞台)|{villages}|农村(?!{bodies})"
        "|[2-9][0-9]?个?[村镇乡](?![一-鿿]?[道路线])"
        "|(?:红色|乡村|生态|研学)旅游景[区点]"
        f"|{strong().pattern})"
    )


def _generals(sc: lx.Scan) -> Iterator[Candidate]:
    """Divisions before villages in general (青河县|乡村), with those above them.

    A short name needs its full name in the text, or a division above it in front.
    """
    text, level = sc.text, lx.lexicon().level
    for match in _general().finditer(text):
        end = match.start()
        starts = range(max(0, end - 12), end - 1)
        start = next((at for at in starts if parse(text[at:end])[1] == end - at), -1)
        if start < 0 and text[end - 2 : end] in level:
            start = end - 2
        word = text[start:end]
        if start < 0 or "¶" in word:
            continue
        kind = level.get(word, "county")
        sure = len(word) > 2 or kind == "region" or any(word + u in text for u in "市县区旗州省")
        if kind == "town" or not sure or marked(text, start, end):
            continue
        features = {**dict.fromkeys(TAGGED, 0.95), "known_p": 0.95}
        yield Candidate("PLACE", start, end, "place.general", {"level": kind}, features)


_HEADLINE = re.compile("(?<![^¶丨｜|│]) *(?P<chain>[一-鿿]{3,10})[：:]")


def _headlines(sc: lx.Scan) -> Iterator[Candidate]:
    """Divisions that a headline lets speak (江西青河：…)."""
    for match in _HEADLINE.finditer(sc.text):
        chain = match["chain"]
        level = lx.lexicon().level
        last = next((level[chain[i:]] for i in range(len(chain) - 1) if chain[i:] in level), "town")
        if parse(chain)[1] == len(chain) and last != "town":
            attrs = {"level": last}
            features = dict.fromkeys(TAGGED, 0.95)
            yield Candidate("PLACE", *match.span("chain"), "place.headline", attrs, features)


_OPEN = frozenset("¶，。；：！？、“《（ \u3000,;:!?(的了把将与和条在沿到从由自去过以即")


def _stations(sc: lx.Scan, found: Sequence[Known]) -> Iterator[Candidate]:
    """Railway stations named after a division (柳州站, 柳州西站)."""
    for known in found:
        if known.p < 0.5 or known.tags & lx.PLACE_NAME:
            continue
        if match := _STATION.match(sc.text, known.end):
            yield Candidate(
                "PLACE", known.start, match.end(), "place.station", {"level": "site"}, {}
            )


_STATION = re.compile("[东西南北]?站(?![点长台在岗上立起位]|出来|出位)")


def _numbered(sc: lx.Scan) -> Iterator[Candidate]:
    """Roads with a number (国道312线, 省道S246, G30)."""
    for match in _NUMBERED.finditer(sc.text):
        start, end = match.span()
        sure = _SURE_ROAD.search(match[0]) is not None
        features = {"sure": float(sure), **(FORMED if sure else {})}
        yield Candidate("PLACE", start, end, "place.numbered", {"level": "road"}, features)


_SECTION = re.compile(
    r"(?:(?:[GS]\d{1,4})?[一-鿿]{2,4}(?:高速公路|高速|铁路|高铁|国道|省道)|[GS]?\d{3}(?:国道|省道))"
    r"([一-鿿]{2,7})段(?![时落位])"
)


def _sections(sc: lx.Scan) -> Iterator[Candidate]:
    """A section of a road that is called after a division (柳岭高速柳州段)."""
    lex = lx.lexicon()
    for match in _SECTION.finditer(sc.text):
        named = match[1].removesuffix("路")
        pair = len(named) == 2 and match[1] == named and named not in lex.common
        if named not in lex.level and not pair and parse(named)[1] != len(named):
            continue
        start = match.start()
        # The road's name begins after what stands before it: 因|柳岭高速.
        for begin in range(start, match.start(1) - 4):
            if _LEADS.match(sc.text, begin):
                start = begin + 1
        features = dict.fromkeys(TAGGED, 0.9)
        yield Candidate("PLACE", start, match.end(), "place.section", {"level": "road"}, features)


_LEADS = re.compile("[因在沿从到经由对将的是于及和与至往为]")
_BETWEEN = re.compile("[路街道]([与和至到])[一-鿿]{1,6}[路街道](?=之间|段)")
_ADJACENT = re.compile(
    "(?:大道|大街|[东西南北中][路街]|流域)"
    "(?=(?![与和及至]|步行|商业|美食|文化|[一-鿿]{1,5}口|[一-鿿]{2,8}\\d{1,3}(?:号楼|[栋幢座]))([一-鿿])"
    "(?:[一-鿿]{1,3}(?:[路街]|大道|立交桥|大桥)|[一-鿿]{0,2}[江河湖]))"
)
_BOUNDS = re.compile("(?<=[,。、;:(¶])[东西南北]([至达抵起临接连邻濒])(?=[一-鿿]{2})(?!县)")
_BEARING = re.compile("(?<=[东西南北][向往])南非(?=机动车)|中越(?=[一-鿿]越)")
"""What only looks like a country or two (由北向南|非机动车, 工作中|越干越有劲)."""


_BEHIND_SECTION = re.compile(
    "(?<=段[)）])(?P<name>[一-鿿]{2,4}?(?:收费站|服务区|互通|枢纽))(?![一-鿿]?站)"
)


def _exits(text: str) -> Iterator[Candidate]:
    """Exits behind a section of a road in brackets (柳石高速(青河段)|柳岭收费站)."""
    for match in _BEHIND_SECTION.finditer(text):
        yield Candidate("PLACE", *match.span("name"), "place.exit", {"level": "site"}, FORMED)


_DRIVEN = re.compile(
    "(?:^|(?<=[,，。;；、:¶车后])|(?<=出发))上(?![层下方述面部半])"
    "(?P<road>(?:(?![为是的有与和及])[一-鿿]){2,4}高速(?:公路)?)(?!公?路)"
)


def _driven(sc: lx.Scan) -> Iterator[Candidate]:
    """Motorways that somebody drives onto (,上|柳石高速); 上武高速 and 上海绕城高速 are names."""
    for match in _DRIVEN.finditer(sc.text):
        start = match.start()
        if not any(sc.words_from(start, lx.AREA | lx.PLACE_NAME)):
            yield Candidate("PLACE", start, start + 1, BREAK, decoy=True)
            for rule in ("place.road", "place.section"):
                yield Candidate("PLACE", *match.span("road"), rule, {"level": "road"}, FORMED)


@cache
def _ways() -> re.Pattern[str]:
    """Roads in general (柳州|公路总里程)."""
    words = either("place_words.tsv", "ways_go_on")
    return re.compile(f"(?:高速公路|公路|铁路)(?={words})")


def _breaks(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """Between two places that a verb joins (人民路东起迎春路) no name goes on: decoys.

    Nor between a division and its roads (柳州|公路总里程).
    """
    for place in known:
        if place.tags & lx.AREA and _ways().match(sc.text, place.end):
            yield Candidate("PLACE", place.end - 1, place.end, BREAK, decoy=True)
    for match in _BEARING.finditer(sc.text):
        yield Candidate("PLACE", match.start(), match.end() + 2, "place.idiom", decoy=True)
    for match in (
        *_ADJACENT.finditer(sc.text),
        *JOINED.finditer(sc.text),
        *_BETWEEN.finditer(sc.text),
        *_BOUNDS.finditer(sc.text),
    ):
        yield Candidate("PLACE", match.start(1) - 1, match.end(1), BREAK, decoy=True)


def by_form(sc: lx.Scan, known: Sequence[Known]) -> Iterator[Candidate]:
    """All of this module's candidates; ``known`` are the known names in the text."""
    yield from _datelines(sc)
    yield from _news(sc)
    yield from _banks(sc)
    yield from _homes(sc)
    yield from _headlines(sc)
    yield from _generals(sc)
    yield from _honours(sc, known)
    yield from _stations(sc, known)
    yield from _numbered(sc)
    yield from _sections(sc)
    yield from _driven(sc)
    yield from _exits(sc.text)
    yield from _breaks(sc, known)
