"""What a farm, mine, station or committee has below it (柳河林场东沟分场, 安平煤矿夹山井,
省安委会第三检查组): one body with its owner; and posts on the border (满江出入境边防检查站)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ...models.edges import BARE, NONE
from .. import openers
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .evidence import kind_of_head, uncut

LIKELY = 0.4
"""A reading of the whole this likely needs only the form."""
LEAST = 0.15
"""The same where the head of the unit follows by his office (东沟分场|场长)."""
SURE = 0.7
"""A reading of the owner this likely may go on to what no list of heads has (夹山|井)."""
_NAME = "(?:第?[一二三四五六七八九十]{1,3}|(?:(?![的了和与及在为对将把等各有到从以])[一-鿿]){1,3}?)"
_OWNED = re.compile(
    f"(?:[农林牧茶马渔]场(?:{_NAME}(?:分场|管理区|作业区|作业站|生产队|管护站|护林站|居民组)){{1,2}}"
    "|(?:委|会|局|办|部)第?[一二三四五六七八九十]{1,3}"
    "(?:督[察导查]|检查|巡[视察查]|考核|指导|暗访|审计)组)$"
)
"""A farm with its branch, a committee with one of its numbered groups."""
_CHIEF = re.compile("(?<=分场)副?场长")
_BELOW = {
    "煤矿": re.compile(
        "(?:[一二三四五六七八九十]|[一-鿿]{2})(?:井(?![口下上场盖架喷田巷])|采区|采煤队|掘进队)"
    ),
    "供电所": re.compile("[一-鿿]{2}站(?=[接开组在人员工的到，,。、]|负责)"),
}
"""What lies below a mine or a power station, by the owner's head."""
_NO_BELOW = re.compile("[的了和与及在为对将把等各有到从以该本水电]|[风立斜竖主副]井|开展|服务|工作")
_POSTS = ("出入境边防检查站", "边防检查站", "边境检查站")
"""Posts on the border, each of which has a name."""
_NAMED = 0.25


def subunits(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units with their owners, and posts on the border."""
    text = sc.text
    for head, options in found:
        option = next((o for o in options if o.type == "ORG" and o.start != NONE), None)
        if option is None or option.p < LEAST:
            continue
        start = head.start if option.start == BARE else option.start
        kind = kind_of_head(head)[1]
        if head.word in _POSTS and option.p >= _NAMED and start <= head.start - 2:
            yield Candidate("ORG", start, head.end, "org.branch", {"kind": kind}, FORMED)
        chief = head.word == "分场" and start < head.start and _CHIEF.match(text, head.end)
        owned = option.p >= LIKELY and _OWNED.search(text, start, head.end)
        if (chief or owned) and not text.startswith("长", head.end):
            yield from uncut(start, head.end, "org.section", kind, FORMED)
        below = _BELOW.get(head.word)
        if below and option.p >= SURE and (match := below.match(text, head.end)):
            told = openers.opener(text, head.end, match.end()) is None
            if told and not _NO_BELOW.search(match[0]):
                yield from uncut(start, match.end(), "org.section", "enterprise", FORMED)
