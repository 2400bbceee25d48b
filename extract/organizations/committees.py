"""Committees named by their party or assembly and its level (民革市委会, 市政协提案委),
development zones after their division, estates with their committee (银桥一居民区党总支),
villages with a transliterated name (达来嘎查)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import across
from ...seeds.table import either
from .. import openers
from ..candidates import BREAK, Candidate
from ..people.foreign import foreign
from ..readings import CLEAR, FORMED, Reading
from .evidence import PARTIES, uncut
from .forms import whole

_PARTY = "|".join(PARTIES)
_COMMITTEE = re.compile(
    f"(?:{_PARTY})(?:[省市县区州]委会?(?!员)"
    "|(?P<place>[一-鿿]{2,9}?)(?:委员会|(?<=[省市县区州])委会?(?!员)|总支|支部))"
)
"""A democratic party's committee of a level or a division."""
_FRONT = re.compile(
    "(?:中共|中国共产党|政协|中国人民政治协商会议|共青团)(?P<place>[一-鿿]{2,9}?)委员会"
)
"""A committee of the party, the conference or the league by its full name."""


@cache
def _standing() -> re.Pattern[str]:
    """A standing committee of a conference or a congress."""
    topics = either("org_context.tsv", "topic")
    after = either("org_context.tsv", "standing_after")
    return re.compile(
        f"(?:政协|人大(?:常委会)?)(?:{topics}|、){{1,8}}委(?:员会)?"
        f"(?=(?:常务|专职)?副?主任|{after}|[，。、）)])"
    )


_GROUP = re.compile(
    "(?:中共)?(?P<place>[一-鿿]{0,6}?)(?P<level>[省市县区州旗]委)"
    "(?P<task>[一-鿿]{2,12}?)(?:工作)?(?:领导小组|委员会)(?:办公室)?(?![一-鿿]{0,2}成员单位)"
)
"""A committee's group or commission for one task (县委农村工作领导小组, 市委审计委员会)."""


@cache
def _no_task() -> re.Pattern[str]:
    """What stands in no task of a committee's group."""
    return re.compile(
        "[的和与及对在向把将从了由让为等各是、]|[县区镇乡村]人民"
        f"|{either('org_context.tsv', 'no_task')}"
    )


def _groups(sc: lx.Scan) -> Iterator[Candidate]:
    """Groups of a committee, with the division before its level where one stands there."""
    for match in _GROUP.finditer(sc.text):
        if _no_task().search(match["task"]):
            continue
        start = match.start("level")
        begin = whole(sc, start, {})
        if begin == start and sc.text[start - 1 : start] in ("省", "市", "县", "区"):
            continue
        # 中共青河县委: the level is the division's last character.
        named = [at for at, _ in sc.words_to(start + 1, lx.AREA)]
        start = min((begin, *named))
        if sc.text.startswith("中共", start - 2):
            start -= 2
        yield from uncut(start, match.end(), "org.task_group", "party", FORMED)


def _divided(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether divisions alone cover the span (青河县, 林州市石桥区)."""
    while start < end:
        found = [e for e, _ in sc.words_from(start, lx.AREA) if e <= end]
        if not found:
            return False
        start = max(found)
    return True


def committees(sc: lx.Scan) -> Iterator[Candidate]:
    """Committees of parties by level or division; standing committees of assemblies."""
    text = sc.text
    for pattern, kind in ((_COMMITTEE, "party"), (_FRONT, "")):
        for match in pattern.finditer(text):
            place = match["place"]
            if place and not _divided(sc, *match.span("place")):
                continue
            what = kind or kind_of_committee(match[0])
            yield from uncut(match.start(), match.end(), "org.committee", what)
    yield from _groups(sc)
    for match in _standing().finditer(text):
        start = whole(sc, match.start(), {})
        if start == match.start() > 0 and text[start - 1] in "省市县区州旗":
            start -= 1
        yield from uncut(start, match.end(), "org.committee", "legislature")


def kind_of_committee(name: str) -> str:
    """The kind of what is called 委员会, by what it belongs to.

    >>> kind_of_committee("市政协提案委员会"), kind_of_committee("中共青河县委员会")
    ('legislature', 'party')
    """
    if re.search("政协|人民政治协商|人大|人民代表", name):
        return "legislature"
    if re.search("共青团|工会|妇女|青年|残疾人|学生", name):
        return "mass"
    if re.search(f"中共|党|纪律|政法|统战|{_PARTY}", name):
        return "party"
    return "government"


_ZONE = re.compile(
    "(?:国家级?|省级)?(?:经济技术|高新技术产业|经济|高新技术|循环经济|旅游)?开发区|经开区|高新区"
)


@cache
def _alone() -> re.Pattern[str]:
    """A zone that acts under the name of its kind, as a paper calls its own (开发区把…)."""
    return re.compile(
        r"(?:^|(?<=[\n¶，。；！？：”]))[ \u3000]*(?P<zone>开发区)(?=[ \u3000]*(?:[\n¶]|$)"
        f"|(?:{either('org_context.tsv', 'zone_acts')}))"
    )


_ASKED = re.compile("(?<=[找由让跟])开发区(?!内|里|建设)")
ACTS = 2
"""A zone must act so many times to be known by the name of its kind."""


def _own_zone(text: str) -> Iterator[Candidate]:
    """The one zone of an article, where its kind acts for it several times."""
    found = [match.span("zone") for match in _alone().finditer(text)]
    if len(found) < ACTS:
        return
    for start, end in (*found, *(match.span() for match in _ASKED.finditer(text))):
        yield Candidate("ORG", start, end, "org.zone_alone", {"kind": "park"}, FORMED)


_LEVEL = re.compile("(?<![一全各每两三几多该等我本])[省市县区州]$")


def zones(sc: lx.Scan) -> Iterator[Candidate]:
    """Development zones after their division or level (青州经开区, 视察|县经开区)."""
    text = sc.text
    for match in _ZONE.finditer(text):
        at = match.start()
        start = whole(sc, at, {})
        bare = start == at or (at - start == 2 and across(sc, start))
        if bare and _LEVEL.search(text, max(0, at - 2), at):
            # 视察|县经开区: the verb's last character and the level make no division.
            start = at - 1
            if start and across(sc, start):
                yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
        whose = sc.start_tags.get(match.end(), 0) & lx.ORG_HEAD
        if start == at or whose or text.startswith(("级", "建设"), match.end()):
            continue
        yield Candidate("ORG", start, match.end(), "org.zone", {"kind": "park"}, CLEAR)
    yield from _own_zone(text)


_NUM = "[一二三四五六七八九十]{1,3}"
_PART = "(?:党总支|党支部|党委)?"
_ESTATE = re.compile(
    f"(?:(?P<lane>(?:路|街)\\d{{1,5}}弄)|(?P<village>{_NUM}村)|(?P<number>{_NUM})(?=居民区|居委))"
    f"(?:第?{_NUM})?(?:居民区|居委会?|居民委员会){_PART}"
)
"""What an estate's name ends in: a lane's or village's number and its committee."""
_LED = frozenset("由与和对被到在从但为请了据向经")


def _begins(text: str, sc: lx.Scan, end: int) -> int:
    """Where the stem before ``end`` begins: after a mark, a coverb or a unit; -1 for nowhere."""
    for start in range(end - 1, max(-1, end - 6), -1):
        if not "一" <= text[start] <= "鿿":
            return -1
        before = text[start - 1 : start]
        unit = text[max(0, start - 2) : start] == "街道" or before in ("镇", "乡")
        if not "一" <= before <= "鿿" or (before in _LED and end - start > 1):
            return start
        if unit and sc.end_tags.get(start, 0) & (lx.TOWN | lx.ORG_HEAD):
            return start
    return -1


def estates(sc: lx.Scan) -> Iterator[Candidate]:
    """Numbered estates with their committee (银桥一居民区, 安平路21弄居委会)."""
    text = sc.text
    names: set[str] = set()
    for match in _ESTATE.finditer(text):
        start = _begins(text, sc, match.start())
        if start >= 0 and text[start] != "第" and openers.opener(text, start, match.end()) is None:
            names.add(text[start : match.end()])
            names.add(re.sub(f"{_PART}$", "", text[start : match.end()]))
    for name in names:
        for match in re.finditer(re.escape(name) + _PART, text):
            kind = "party" if "党" in match[0][-3:] else "community"
            start = whole(sc, match.start(), {})
            yield from uncut(start, match.end(), "org.estate", kind)


_STEPPE = frozenset(("嘎查", "苏木"))
_PARTY_OF = re.compile("党(?:支部|总支|委)")
READ = 0.15
"""A reading of a transliterated name this likely will do, for the models know few."""


def steppe(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Villages and townships of the grassland, with the unit before them (辉苏木达来嘎查)."""
    text, letters = sc.text, foreign()
    for head, options in found:
        if head.word not in _STEPPE:
            continue
        starts = [o.start for o in options if o.type == "ORG" and o.start >= 0 and o.p >= READ]
        for start in sorted(starts):
            stem = re.sub("^.*(?:苏木|[镇乡旗市县区])", "", text[start : head.start])
            if 2 <= len(stem) <= 7 and 2 * sum(c in letters for c in stem) >= len(stem):
                part = _PARTY_OF.match(text, head.end)
                kind = "party" if part else lx.lexicon().org_kind[head.word]
                end = part.end() if part else head.end
                yield from uncut(start, end, "org.steppe", kind)
                break
