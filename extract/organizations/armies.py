"""Armies of the revolution and their units, which are told by number or by their full name
(八路军一二〇师, 红六军团, 中国人民解放军第一野战军)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..candidates import Candidate
from ..readings import FORMED
from .corps import DIGITS, MASTER
from .evidence import uncut

_N = f"[{DIGITS}十百0-9]{{1,3}}"
_BRIGADE = f"旅(?![游行客馆店途])|师(?![{MASTER}])"
_LEVEL = f"(?:方面军|野战军|军团|兵团|纵队|支队|军(?![人队民区部])|{_BRIGADE}|团(?![员队结体长]))"
_PART = f"(?:(?!三军)第?{_N}{_LEVEL})"
"""A unit by number; 三军 are the three services."""
_ARMY = re.compile(
    f"中国工农红军(?:{_PART}+|西路军)?|中国人民(?:解放军|志愿军)(?:{_PART}+|[东西中华][南北原]野战军)?"
    f"|(?:八路军|新四军|解放军|志愿军|东北抗联|抗联){_PART}+"
    f"|(?<![一-鿿])红{_N}(?:方面军|军团|军(?![人队民])|师(?![{MASTER}])){_PART}*"
    f"|(?<=[是的为在由和、])红{_N}(?:方面军|军团){_PART}*"
    f"|(?<![第{DIGITS}十百])[{DIGITS}]{{3}}(?:{_BRIGADE})"
)
"""An army by its full name, or its unit by number (三五九旅)."""


@cache
def _site() -> re.Pattern[str]:
    """What makes a sight of an army (八路军一二〇师|司令部旧址)."""
    return re.compile(f"[一-鿿]{{0,8}}?(?:{either('org_context.tsv', 'army_site')})")


def armies(sc: lx.Scan) -> Iterator[Candidate]:
    """The armies and their units, but not where a sight is called after them."""
    text = sc.text
    if not any(sign in text for sign in "军旅师"):
        return
    for match in _ARMY.finditer(text):
        if site := _site().match(text, match.end()):
            yield Candidate("ORG", match.start(), site.end(), "org.army.idiom", decoy=True)
        else:
            yield from uncut(*match.span(), "org.army", "government", FORMED)
            yield Candidate("PLACE", *match.span(), "org.army.idiom", decoy=True)
