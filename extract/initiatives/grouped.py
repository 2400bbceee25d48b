"""Mentions of one initiative, and its fullest name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..candidates import Mention
from .kinds import numbered
from .names import bare_name, core_of
from .shape import listed_of


def _key(surface: str) -> str:
    """What mentions of one initiative share: the quoted part, or the whole surface."""
    part = core_of(surface) if re.search('[“‘"]', surface) and surface[0] != "《" else surface
    return re.sub('[“”‘’"《》·\\s]', "", part)


def _tail(text: str, group: Sequence[Mention]) -> str:
    """What a name that lists its parts counts behind them (四单机制), nothing for others."""
    surface = text[group[0].start : group[0].end]
    return re.split("[”’]", surface)[-1] if listed_of(surface) is not None else ""


def groups_of(text: str, found: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one initiative: those that share what is quoted or stands before the head."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[_key(text[mention.start : mention.end])].append(mention)
    # 竹乡三员 and 三员: a numbered name with its lead joins the bare one; 两圈三链 is no 三链.
    for key in sorted(groups, key=len):
        if len(key) < 2 or numbered(key) is None:
            continue
        for other in groups:
            shape = numbered(other) if other != key and other.endswith(key) else None
            if shape is not None and shape.form != "pair":
                groups[other].extend(groups.pop(key))
                break
    # “甲单、乙单”两单机制 and “两单”机制: the list is told, or left out.
    for listing in [k for k, group in groups.items() if len(k) > 3 and _tail(text, group)]:
        tail = _tail(text, groups[listing])
        for key in [k for k in groups if len(k) > 1 and k != listing and tail.startswith(k)]:
            groups[listing].extend(groups.pop(key))
    ordered = [sorted(group, key=lambda m: m.start) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].start)


def name_of(text: str, group: Sequence[Mention]) -> str:
    """The fullest name of a group, marks that enclose all of it taken off."""
    names = [bare_name(text[m.start : m.end]) for m in group]
    return max(names, key=lambda name: (len(name), -names.index(name)))
