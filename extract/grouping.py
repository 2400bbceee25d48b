"""Mentions of the same body, place or person within an article form one entry.

A group is found by the surface: equal surfaces are one; a shorter name joins
the longer one that it ends (区委组织部 with 二七区委组织部, 周圈村 with
新河镇周圈村) when exactly one longer name can be meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .candidates import Mention


def join_suffixes(names: Sequence[str], fits: Callable[[str, str], bool]) -> dict[str, str]:
    """Each name to the fullest name of its group.

    ``names`` are distinct surfaces in order of first mention; ``fits(short,
    long)`` says whether the short name may stand for the long one.  A short
    name that fits several longer ones which do not themselves belong together
    keeps to itself.
    """
    by_length = sorted(dict.fromkeys(names), key=lambda n: (-len(n), names.index(n)))
    fullest: dict[str, str] = {}
    for name in by_length:
        roots = {
            fullest[other] for other in fullest if len(other) > len(name) and fits(name, other)
        }
        fullest[name] = next(iter(roots)) if len(roots) == 1 else name
    return fullest


_JOINS = frozenset(("、", "和", "与", "及", "以及"))


def lists_of(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """``mentions``, in text order, in the lists that marks and joins make of them (甲、乙和丙);
    one that stands alone is a list of its own."""
    run: list[Mention] = []
    for mention in mentions:
        if run and text[run[-1].end : mention.start] not in _JOINS:
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def number_groups(mentions: Sequence[Mention], key: Callable[[Mention], str]) -> list[Mention]:
    """``mentions`` with ``entity`` numbered by group, in order of first mention."""
    numbers: dict[str, int] = {}
    result = []
    for mention in mentions:
        number = numbers.setdefault(key(mention), len(numbers))
        result.append(mention.with_attrs({**mention.attrs, "entity": number}))
    return result
