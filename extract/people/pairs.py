"""Names of two syllables beside longer ones of the same tongue (扎西东珠和尼玛, 扎西东珠、格江).

和 is a letter of transliteration, too: what ends in a unit of minority names before it, and goes
on with a name behind it, is two people.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import longest_first
from ..candidates import BREAK, Candidate
from ..readings import TAGGED
from .context import verbs
from .foreign import foreign, name_units

_JOINTS = "和与、"
_LONGEST = 6


@cache
def _first() -> re.Pattern[str]:
    """A name of three letters and more that ends in a unit (图丹|东珠)."""
    letters = "".join(sorted(foreign()))
    return re.compile(f"(?=.{{3}})[{letters}]{{0,2}}(?:{longest_first(name_units())})+")


def _start(sc: lx.Scan, at: int) -> int:
    """Where a longer name begins that ends at ``at``: behind a title or a mark; or -1."""
    text = sc.text
    for start in range(max(0, at - _LONGEST), at - 2):
        opened = not "一" <= text[start - 1 : start] <= "鿿"
        led = opened or sc.end_tags.get(start, 0) & lx.TITLE
        if led and _first().fullmatch(text, start, at):
            return start
    return -1


def _is_name(sc: lx.Scan, start: int) -> bool:
    """Whether the two letters at ``start`` are a name and no part of one: a unit, or letters that
    stand again elsewhere, before a mark or a verb."""
    text, end = sc.text, start + 2
    name, after = text[start:end], text[end : end + 1]
    ended = not "一" <= after <= "鿿" or after in _JOINTS or after in verbs() | {"的"}
    if not ended and not sc.start_tags.get(end, 0) & (lx.SPEECH | lx.COMMON):
        return False
    if name in name_units():
        # 尼玛 is a county, too.
        return not any(name + level in text for level in "县市区")
    if any(stop >= end for stop, _ in sc.words_from(start, lx.COMMON | lx.PLACES | lx.TITLE)):
        return False
    return set(name) <= foreign() and text.count(name) > 1


def pairs(sc: lx.Scan) -> Iterator[Candidate]:
    """Both names of each pair, with walls at what joins them."""
    text = sc.text
    found: dict[int, int] = {}  # start → end
    joints = [m.start() for m in re.finditer(f"[{_JOINTS}]", text)]
    for at in joints:
        if text[at - 1 : at + 1] in name_units() or not _is_name(sc, at + 1):
            continue
        # 扎西东珠、尼玛、|格江
        start = at - 2 if found.get(at - 2) == at else _start(sc, at)
        if start >= 0:
            found[start], found[at + 1] = at, at + 3
    names = sorted({text[start:end] for start, end in found.items()})
    for at in joints if names else ():
        first = next((name for name in names if text.endswith(name, 0, at)), None)
        second = next((name for name in names if text.startswith(name, at + 1)), None)
        if first and second:
            found[at - len(first)], found[at + 1] = at, at + 1 + len(second)
            yield Candidate("PERSON", at - 1, at, BREAK, decoy=True)
            yield Candidate("PERSON", at, at + 1, BREAK, decoy=True)
    for start, end in sorted(found.items()):
        signs = {
            **dict.fromkeys(TAGGED, 0.95),
            "title_before": float(bool(sc.end_tags.get(start, 0) & lx.TITLE)),
            "length": float(end - start),
            "repeated": 1.0,
        }
        yield Candidate("PERSON", start, end, "person.ethnic", {}, signs)
