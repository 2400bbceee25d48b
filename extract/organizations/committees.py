"""Committees named by their party or assembly and its level (民革市委会, 市政协提案委), and a
committee's groups for one task (县委农村工作领导小组)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..candidates import Candidate
from ..links import parse
from ..readings import FORMED, Reading
from .evidence import PARTIES, uncut
from .forms import whole

_PARTY = "|".join(PARTIES)
_COMMITTEE = re.compile(
    f"(?:{_PARTY})(?:[省市县区州]委会?(?!员)"
    "|(?P<place>[一-鿿]{2,9}?)(?:委员会|(?<=[省市县区州])委会?(?!员)|总支|支部))"
)
"""A democratic party's committee of a level or a division."""
_CHAIRED = re.compile(f"[省市县区州]?(?:{_PARTY})(?=(?:驻会|专职|兼职)?副?主委)")
"""A democratic party of a level before its head (县农工党|驻会副主委)."""
_NAMED = re.compile("[一-鿿]{2,3}[市县区州]")
"""A division by its last character, whether or not it is listed."""
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
            named = kind == "party" and _NAMED.fullmatch(place or "")
            if place and not named and not _divided(sc, *match.span("place")):
                continue
            what = kind or kind_of_committee(match[0])
            yield from uncut(match.start(), match.end(), "org.committee", what)
    for match in _CHAIRED.finditer(text):
        start = min(whole(sc, match.start(), {}), whole(sc, match.start() + 1, {}))
        yield from uncut(start, match.end(), "org.committee", "party", FORMED)
    yield from _groups(sc)
    for match in _standing().finditer(text):
        start = whole(sc, match.start(), {})
        if start == match.start() > 0 and text[start - 1] in "省市县区州旗":
            start -= 1
        yield from uncut(start, match.end(), "org.committee", "legislature")


_OF_VILLAGE = re.compile("村?(?:村委会|委会)|村民委员会")
_UNIT = re.compile("[镇乡]|街道")
_VILLAGE = 0.5
"""A village this likely has the committee that follows its name, and one called after its stem."""


def village_committees(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A village's committee (柳湾村村委会), by a village's stem, too (柳湾村委会)."""
    text = sc.text
    villages: set[str] = set()
    for head, options in found:
        option = options[0]
        if head.word != "村" or option.type != "ORG" or option.start < 0 or option.p < _VILLAGE:
            continue
        match = _OF_VILLAGE.match(text, head.end)
        if match and len(match[0]) > 2:
            yield from uncut(
                option.start, match.end(), "org.village_committee", "community", FORMED
            )
        elif not match:
            units = [m.end() for m in _UNIT.finditer(text, option.start, head.start)]
            _, size = parse(text[option.start : head.end])
            villages.add(text[max(option.start + size, *units, 0) : head.end])
    for name in sorted(villages):
        if len(name) < 3:
            continue
        for match in re.finditer(f"{re.escape(name)}委会", text):
            start = whole(sc, match.start(), {})
            yield from uncut(start, match.end(), "org.village_committee", "community", FORMED)


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
