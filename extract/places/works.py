"""Water works and dykes by what they are (石桥圩堤, 柳河进水闸, 柳岭泵站), and the waters that they
lead to one another (引|柳河|水入|石桥渠).

Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either, longest_first
from ..candidates import BREAK, Candidate
from ..readings import FORMED, Reading
from .addresses import town
from .context import begins

SURE = 0.75
_UNITS = ("镇", "乡", "街道", "村", "社区")
_DONE = frozenset("借引开关经由用")
"""What is done with a work, before a name of two letters and more (借|三友泵站)."""


@cache
def _work() -> re.Pattern[str]:
    """A work, with what must not follow it (泵站|站长)."""
    nouns = either("place_words.tsv", "water_work") + "|堤段"
    acts = "(?![一-鿿]{0,4}(?:站长|管理|职工|人员|工程|项目))"
    return re.compile(f"(?=(?P<name>[一-鿿]{{2,4}}?)(?P<noun>{nouns}){acts})")


@cache
def _no_name() -> re.Pattern[str]:
    """What no name of a work holds."""
    words = longest_first(w for w in classed("place_words.tsv", "no_polder") if len(w) > 1)
    words += f"|{either('place_words.tsv', 'no_work')}"
    return re.compile(
        f"[的了在和与及各每该本全这那个座处条段有把将被对第入进到至从由村镇乡]|{words}"
    )


def _named(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the letters before a work are a name: no everyday word lies in them."""
    text = sc.text
    if _no_name().search(text[start:end]):
        return False
    return not any(
        stop <= end for at in range(start, end - 1) for stop, _ in sc.words_from(at, lx.COMMON)
    )


def _works(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """Works behind a mark, a word of place, a verb of those who tend them, or their town."""
    text = sc.text
    units = {
        head.end: options[0].start
        for head, options in found
        if head.word in _UNITS and options[0].type == "ORG" and options[0].p >= SURE
    }
    tends = tuple(classed("place_words.tsv", "to_work"))
    for match in _work().finditer(text):
        start, end = match.start(), match.end("noun")
        if len(match["name"]) > 2 and text[start] in _DONE:
            start += 1
        unit = start in units
        if match["noun"] == "堤段" and not unit:
            continue
        opened = unit or begins(sc, start, end) or text.endswith(tends, 0, start)
        if not opened or not _named(sc, start, match.end("name")):
            continue
        attrs = {"level": "natural" if match["noun"][-1] in "堤段渠" else "site"}
        yield Candidate("PLACE", start, end, "place.polder", attrs, FORMED)
        if unit:
            yield Candidate("PLACE", start - 1, start, BREAK, decoy=True)
            yield Candidate("ORG", start - 1, start, BREAK, decoy=True)
            yield from town(sc, units[start], start)


_LED = re.compile(
    "引(?P<one>[一-鿿]{1,3}[河江湖溪渠])水?[入进至到](?P<other>[一-鿿]{2,3}[河江湖溪渠塘库])(?=[,，。;；、的])"
)


def _led(text: str) -> Iterator[Candidate]:
    """Waters that are led to others (引柳河水入石桥渠)."""
    for match in _LED.finditer(text):
        for which in ("one", "other"):
            yield Candidate("PLACE", *match.span(which), "place.bank", {"level": "natural"}, FORMED)


def works(sc: lx.Scan, found: Sequence[Reading]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _works(sc, found)
    yield from _led(sc.text)
