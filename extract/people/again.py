"""Names that no list knows, told by standing again and again: 才让东主, 乔进双梅.

Letters behind a title that stand elsewhere too, each time together and among other words, are
somebody's name, whatever they are. Two or three letters with a surname are left to the name model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ...models.names import compound, surnames
from ..candidates import Candidate
from ..readings import TAGGED
from .context import verbs
from .foreign import foreign

_NEVER = re.compile("[^一-鿿]|[的了着在有这那就也和与是我你他她要等会能]|某")
"""What no such name has in it."""

_WORDS = (
    lx.COMMON | lx.TITLE | lx.HEAD | lx.PLACES | lx.ORG_FIXED | lx.IDIOM | lx.SPEECH
) & ~lx.NAME_UNIT


def again(sc: lx.Scan) -> Iterator[Candidate]:
    """Every place of such a name, with a wall against what is shorter (乔进双 in 乔进双梅)."""
    text = sc.text
    names: set[str] = set()
    for at in sorted(end for end, tag in sc.end_tags.items() if tag & lx.TITLE):
        for size in (5, 4, 3):
            name = text[at : at + size]
            if len(name) == size and _is_name(sc, at, name):
                names.add(name)
                break
    for name in sorted(names):
        for match in re.finditer(name, text):
            start, end = match.span()
            signs = {
                **dict.fromkeys(TAGGED, 0.95),
                "title_before": float(bool(sc.end_tags.get(start, 0) & lx.TITLE)),
                "speech_after": float(bool(sc.start_tags.get(end, 0) & lx.SPEECH)),
                "length": float(end - start),
                "repeated": 1.0,
            }
            yield Candidate("PERSON", start, end, "person.again", {}, signs)
            yield Candidate("PERSON", start + 1, end, "person.again.idiom", decoy=True)


def _is_name(sc: lx.Scan, start: int, name: str) -> bool:
    """Whether the letters at ``start``, behind a title, are somebody's name."""
    text, size = sc.text, len(name)
    times = text.count(name)
    if times < 2 or _NEVER.search(name) or name[-1] in verbs():
        return False
    if name[:2] in compound() or (size == 3 and name[0] in surnames()):
        return False
    abroad = sum(char in foreign() for char in name) >= size - (size > 3)
    if not abroad and (times < 3 or size == 3):
        return False
    if text.count(name[:2]) != times or text.count(name[1:]) != times:
        return False
    places = [match.span() for match in re.finditer(name, text)]
    if len({text[end : end + 1] for _, end in places}) < min(3, times):
        return False
    if len({text[max(0, at - 1) : at] for at, _ in places}) < 2:
        return False
    return not any(
        end - at > 1 or at == start + size - 1
        for at in range(start, start + size)
        for end, _ in sc.words_from(at, _WORDS)
    )
