"""Estates with their committee (银桥一居民区党总支, 安平路21弄居委会), and by name (柳岸居民区)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .evidence import uncut
from .forms import begins, whole

_NUM = "[一二三四五六七八九十]{1,3}"
_PART = "(?:党总支|党支部|党委)?"
_ESTATE = re.compile(
    f"(?:(?P<lane>(?:路|街)\\d{{1,5}}弄)|(?P<village>{_NUM}村)|(?P<number>{_NUM})(?=居民区|居委))"
    f"(?:第?{_NUM})?(?:居民区|居委会?|居民委员会){_PART}"
)
"""What an estate's name ends in: a lane's or village's number and its committee."""
_NAMED = re.compile(
    "(?:(?:街道|镇)的?|(?:^|(?<=[\\n¶，。；：！？“、（])|(?<=[在由与和对到]))(?=[一-鿿]{2,6}居民区(?:党|居委)))"
    "(?P<stem>(?:(?![的与和在由对到是各个街镇])[一-鿿]){2,6}?)居民区(?![内里])"
)
"""An estate by its name, behind its street office or before its party branch."""
_OFFICES = ("街道", "镇", "乡")
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


@cache
def _plain() -> re.Pattern[str]:
    """What says what sort of estate it is or where it lies (老旧居民区, 沿街居民区)."""
    return re.compile(either("org_context.tsv", "estate_plain"))


def estates(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Numbered and named estates, wherever the article names them."""
    text = sc.text
    names: set[str] = set()
    for match in _ESTATE.finditer(text):
        start = _begins(text, sc, match.start())
        if start >= 0 and text[start] != "第" and openers.opener(text, start, match.end()) is None:
            names.add(text[start : match.end()])
            names.add(re.sub(f"{_PART}$", "", text[start : match.end()]))
    for match in _NAMED.finditer(text):
        if not _plain().search(match["stem"]):
            names.add(f"{match['stem']}居民区")
    known = begins(found) if names else {}
    for name in sorted(names):
        for match in re.finditer(re.escape(name) + _PART, text):
            kind = "party" if "党" in match[0][-3:] else "community"
            start = whole(sc, match.start(), known)
            if start >= match.start() - 2 and text.endswith(_OFFICES, 0, match.start()):
                continue  # 柳浦街|道长…: where its office begins is not known
            yield from uncut(start, match.end(), "org.estate", kind, FORMED)
