"""Names that their surroundings tell for sure: who is introduced by sex or people, and rosters.

What such a frame says outweighs the name model and the tagger, who go by the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...models import lexicon as lx
from ...models.names import compound, given, surnames

Span = tuple[int, int]

_INTRODUCED = re.compile(
    "(?<![一-鿿·])([一-鿿]{2,4})"
    "(?=[，,：:（(] ?[男女](?:[，,。；）)]|[一-鿿]{1,4}族)|[，,] ?[一-鿿]{1,4}族[，,])"
)
"""李四海，男，汉族 / 李四海（女，壮族）"""

_SLOT = "(?:[0-9]{1,3}[ .、]{1,2})?(?:[一-鿿]{2,4}|[一-鿿] {1,2}[一-鿿])"
_ROSTER = re.compile(
    f"(?<![一-鿿])(?:{_SLOT}(?:[、，,]| {{1,3}}|¶+))" + f"{{3,60}}{_SLOT}(?![一-鿿])"
)
_NAME = re.compile("[一-鿿]{2,4}|[一-鿿] {1,2}[一-鿿]")
_SHARE = 0.6
"""Share of the names of a roster that must be likely for the others to be believed."""


def _surnamed(name: str) -> bool:
    """Whether ``name`` begins with a surname and is of a name's length."""
    if name[:2] in compound():
        return len(name) in (3, 4)
    return name[0] in surnames() and len(name) in (2, 3)


def _given(name: str) -> float:
    odds = given()
    own = name[2:] if name[:2] in compound() and len(name) > 2 else name[1:]
    return sum(odds.get(char, 0.0) for char in own)


def _is_word(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the letters are an everyday word, a title or a place."""
    tags = lx.COMMON | lx.TITLE | lx.PLACES | lx.IDIOM
    return any(stop == end for stop, _ in sc.words_from(start, tags))


def introduced(sc: lx.Scan) -> frozenset[str]:
    """Names introduced by sex or people; one without a known surname must stand thrice."""
    text = sc.text
    found = set()
    for match in _INTRODUCED.finditer(text):
        name = match[1]
        if _is_word(sc, *match.span(1)) or sc.end_tags.get(match.end(1), 0) & lx.TITLE:
            continue
        odds = _given(name)
        if _surnamed(name):
            if odds > -3.0:
                found.add(name)
        elif len(name) == 3 and odds > 1.0 and text.count(name) > 2:
            found.add(name)
    return frozenset(found)


def rosters(sc: lx.Scan, likely: Mapping[Span, float]) -> Iterator[Span]:
    """Names in lists of four and more most of which are ``likely`` names (span → probability)."""
    text = sc.text
    for match in _ROSTER.finditer(text):
        slots = [m.span() for m in _NAME.finditer(text, *match.span())]
        sure = [span for span in slots if likely.get(span, 0.0) >= 0.6]
        if len(slots) < 4 or len(sure) < _SHARE * len(slots):
            continue
        for start, end in slots:
            name = text[start:end].replace(" ", "")
            if (
                _surnamed(name)
                and name[-1] != "等"
                and _given(name) > -4.0
                and not _is_word(sc, start, end)
            ):
                yield start, end
