"""Mentions of one initiative, and its fullest name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..candidates import Mention
from .kinds import numbered
from .names import bare_name, core_of


def _key(surface: str) -> str:
    """What mentions of one initiative share: the quoted part, or the whole surface."""
    part = core_of(surface) if re.search('[“‘"]', surface) and surface[0] != "《" else surface
    return re.sub('[“”‘’"《》·\\s]', "", part)


def groups_of(text: str, found: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one initiative: those that share what is quoted or stands before the head."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[_key(text[mention.start : mention.end])].append(mention)
    # 竹乡三员 and 三员: a numbered name with its lead joins the bare one.
    for key in sorted(groups, key=len):
        if len(key) < 2 or numbered(key) is None:
            continue
        for other in groups:
            if other != key and other.endswith(key) and numbered(other) is not None:
                groups[other].extend(groups.pop(key))
                break
    ordered = [sorted(group, key=lambda m: m.start) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].start)


def name_of(text: str, group: Sequence[Mention]) -> str:
    """The fullest name of a group, marks that enclose all of it taken off."""
    names = [bare_name(text[m.start : m.end]) for m in group]
    return max(names, key=lambda name: (len(name), -names.index(name)))
