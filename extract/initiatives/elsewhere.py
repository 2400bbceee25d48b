"""What the other places of a quoted name in the article make of it: an honour, people who are
trained, one of many of its kind.
"""

from __future__ import annotations

import re

from .context import Context
from .often import places_of

RAISED = re.compile("培养|培育|培训|选育|选树|选拔|招募|聘任|人选|候选人")
"""“吹哨人”培养工程: people or bodies that are made so, and what is done for it."""
_HONOURED_BEFORE = re.compile(
    "(?:模范|先进|示范|优秀|标兵|荣获|获评|评为|授予|荣膺|获得|摘得|捧回|争创|评选出|评出|认定为|命名为"
    "|[省市县区]级|国家级)$"
)
_HONOURED_AFTER = re.compile(
    "(?:荣誉)?(?:称号|荣誉|奖|殊荣|美誉|考核验收|验收|名单|授牌|牌匾|奖牌)"
)
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
_OPENING, _CLOSING = '“‘"', '”’"'


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
        quoted = text[at - 1 : at] in _OPENING and text[end : end + 1] in _CLOSING
        start = at - quoted
        before = text[max(0, start - 12) : start]
        if quoted:
            if RAISED.match(text, end + 1):
                found["spread.raised"] = 1.0
            if _HONOURED_BEFORE.search(before) or _HONOURED_AFTER.match(text, end + 1):
                found["spread.honour"] = 1.0
        elif len(name) > 2 and before and not _NO_NOUN.search(before):
            nouns.add(before[-2:])
        if _COUNTED.search(before) and not _NOUN_AFTER.match(text, end + quoted):
            found["spread.counted"] = 1.0
    if len(nouns) > 1:
        found["spread.sort"] = 1.0
    return found
