"""Places of datelines, of one name or more (浙中在线磐安6月16日讯, 中新网青海互助6月27日电), also
behind the day (江苏网12月20日南通讯) and behind the reporters (记者 王海 成武报道).

Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import BREAK, Candidate
from ..links import parse
from ..readings import FORMED

_WIRE = re.compile(
    "(?:(?<!本)[网社报台]|在线|客户端|融媒)(?=(?P<name>[一-鿿]{2,9})\\d{1,2}月\\d{1,2}日(?:电|讯|消息|报道))"
)
_AFTER = re.compile("\\d{1,2}月\\d{1,2}日[ \u3000]?(?P<name>[一-鿿]{2,7})(?=[讯电][ \u3000（(])")


_FILED = re.compile("(?:记者|通讯员)[^\n。，]{2,30}?[一-鿿][ \u3000](?P<name>[一-鿿]{2,3})(?=报道)")
_LEVELS = {"县": "county", "区": "county", "旗": "county", "市": "city", "州": "city"}


def filed(sc: lx.Scan) -> Iterator[Candidate]:
    """The place that a piece is reported from behind its reporters, where the text has it with its
    level (记者 王海 成武报道 … 成武县)."""
    for match in _FILED.finditer(sc.text):
        told = [kind for last, kind in _LEVELS.items() if match["name"] + last in sc.text]
        if told:
            span = match.span("name")
            level = lx.lexicon().level.get(match["name"], told[0])
            yield Candidate("PLACE", *span, "place.wire", {"level": level}, FORMED)
            yield Candidate("PERSON", *span, "place.wire.idiom", decoy=True)


def datelines(sc: lx.Scan) -> Iterator[Candidate]:
    """Chains of divisions between an agency and the day, divisions between the day and 讯."""
    level = lx.lexicon().level
    for match in (*_WIRE.finditer(sc.text), *_AFTER.finditer(sc.text)):
        name = match["name"]
        codes, size = parse(name)
        if size < len(name) or level.get(name) == "town":
            continue
        start, end = match.span("name")
        attrs = {"level": "city" if len(codes[0]) == 4 else "county"}
        yield Candidate("PLACE", start, end, "place.wire", attrs, FORMED)
        # 浙中在线|磐安: the outlet's name ends where the place's begins.
        yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
        for at in range(2, len(name) - 1):
            yield Candidate("PLACE", start, start + at, "place.wire.idiom", decoy=True)
