"""What the other places of a name in the article make of it: said again in headline or body,
an honour, people who are trained, one of many of its kind.
"""

from __future__ import annotations

import re
from functools import cache

from ...corpus.marks import CLOSING, OPENING
from .behind import headed_enough
from .context import Context
from .often import places_of
from .setting import contested
from .vocabulary import alternatives

_COUNTED = re.compile(
    "(?:[0-9]余?|(?<!第)[两二三四五六七八九十])[个支处名间座家条所块](?:[一-鿿]{1,2}级|特色|标准化|社区|乡村)?$"
)
"""两个村级|“就业驿站”，: one of many of its kind."""
_NOUN_AFTER = re.compile("(?![等和与及的])[一-鿿]")
"""3个“千项万亿”|项目: what is counted follows."""
_NO_NOUN = re.compile(
    "(?:[了的在用靠办设起开进到为把将让和与及该这个建展出行成造入是由对、]|[^一-鿿])$"
)
"""What before a name without its marks is no noun that it goes on from."""
_PEOPLE = re.compile("(?:[0-9]余?|[一二两三四五六七八九十百千几多数]余?|[余这那])(?:名|位)$")


@cache
def _raised() -> re.Pattern[str]:
    """“吹哨人”培养工程: people or bodies that are made so, and what is done for it."""
    return re.compile(alternatives("raised"))


@cache
def _honoured_by() -> re.Pattern[str]:
    """荣获“X”: a verb or a rank before an honour."""
    return re.compile(f"(?:{alternatives('honoured_by')})$")


@cache
def _honour() -> re.Pattern[str]:
    """“X”称号: what follows an honour."""
    return re.compile(alternatives("honour_noun"))


@cache
def _made() -> re.Pattern[str]:
    """选聘“X”: what people are made."""
    return re.compile(f"(?:{alternatives('made_people')})了?$")


def elsewhere(context: Context, name: str) -> dict[str, float]:
    """Signs of all places of ``name``, its own among them.

    Several places without marks, each with another noun before it (绣娘就业驿站,
    八角加工就业驿站), make a sort of body of it.
    """
    text = context.text
    found: dict[str, float] = {}
    nouns: set[str] = set()
    for at in places_of(text, name):
        end = at + len(name)
        quoted = text[at - 1 : at] in OPENING and text[end : end + 1] in CLOSING
        start = at - quoted
        before = text[max(0, start - 12) : start]
        if quoted:
            if _raised().match(text, end + 1):
                found["spread.raised"] = 1.0
            if _honoured_by().search(before) or _honour().match(text, end + 1):
                found["spread.honour"] = 1.0
        elif len(name) > 2 and before and not _NO_NOUN.search(before):
            nouns.add(before[-2:])
        if _COUNTED.search(before) and not _NOUN_AFTER.match(text, end + quoted):
            found["spread.counted"] = 1.0
    if len(nouns) > 1:
        found["spread.sort"] = 1.0
    return found


def counts_people(context: Context, name: str) -> bool:
    """Whether the article somewhere counts people by the quoted name (47名“红管家”, “红管家”们)."""
    text = context.text
    at = text.find(f"“{name}”")
    while at >= 0:
        end = at + len(name) + 2
        if _PEOPLE.search(text, max(0, at - 4), at) or _made().search(text, max(0, at - 6), at):
            return True
        if text.startswith(("们", "志愿者", "学员", "队员"), end):
            return True
        at = text.find(f"“{name}”", end)
    return False


def signs_again(context: Context, name: str, own: int) -> dict[str, float]:
    """Signs of the name's other places: headline, body, with a head noun, bare.

    ``own`` is the offset of the occurrence asked about.
    """
    text = context.text
    found: dict[str, float] = {}
    in_title = in_body = headed = bare = contest = 0
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if at == own:
            at = text.find(name, end)
            continue
        if context.in_title(at):
            in_title += 1
        else:
            in_body += 1
        if text[end : end + 1] in CLOSING:
            headed += (
                headed_enough().match(text, end) is not None
                and _raised().match(text, end + 1) is None
            )
        elif text[at - 1 : at] not in OPENING:
            bare += 1
        contest += contested(text, end + (text[end : end + 1] in CLOSING))
        at = text.find(name, end)
    if (in_title and not context.in_title(own)) or (in_body and context.in_title(own)):
        found["spread.title_body"] = 1.0
    if in_title + in_body:
        found["spread.again"] = 1.0
    if in_title + in_body > 1:
        found["spread.often"] = 1.0
    if in_title + in_body > 2:
        found["spread.many"] = 1.0
    if headed:
        found["spread.headed"] = 1.0
    if bare:
        found["spread.bare"] = 1.0
    if contest:
        found["spread.contest"] = 1.0
    return found
