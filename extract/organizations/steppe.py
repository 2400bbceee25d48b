"""Villages and townships of the grassland, with transliterated names (达来嘎查)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import Candidate
from ..people.foreign import foreign
from ..readings import Reading
from .evidence import uncut

_STEPPE = frozenset(("嘎查", "苏木"))
_PARTY_OF = re.compile("党(?:支部|总支|委)")
READ = 0.15
"""A reading of a transliterated name this likely will do, for the models know few."""


def steppe(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Villages and townships of the grassland, with the unit before them (辉苏木达来嘎查)."""
    text, letters = sc.text, foreign()
    for head, options in found:
        if head.word not in _STEPPE:
            continue
        starts = [o.start for o in options if o.type == "ORG" and o.start >= 0 and o.p >= READ]
        for start in sorted(starts):
            stem = re.sub("^.*(?:苏木|[镇乡旗市县区])", "", text[start : head.start])
            if 2 <= len(stem) <= 7 and 2 * sum(c in letters for c in stem) >= len(stem):
                part = _PARTY_OF.match(text, head.end)
                kind = "party" if part else lx.lexicon().org_kind[head.word]
                end = part.end() if part else head.end
                yield from uncut(start, end, "org.steppe", kind)
                break
