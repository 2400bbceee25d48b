"""What speaks for and against a set of spans as the parts of a name: signs, named.

A sign is a string; ``a|b`` is the sign that both hold.  What they say:

- ``row=list 、``, ``cut=to m``, ``more|list``: the row and the cut that the set comes from (``m``
  is a morpheme of the name; ``<`` and ``>`` say that a lead was cut off the first part or an
  end off the last, and how), and whether the row goes on;
- ``gap=≤6>``, ``stops=0>``, ``glue=is``: how far from the name, before it (``<``) or behind it
  (``>``), with how many sentence ends between, joined by what (:mod:`.where`);
- ``share=whole last``: all parts hold what the name counts, at their end; ``share=told``: it is
  said behind them; ``length=≤1``, ``long=≤4``: spread and mean of their lengths; ``left=``,
  ``right=``: what stands between them and the marks beside them; ``cut left=``, ``split left=``:
  how many ends cut a word (:mod:`.wording`);
- ``before=把``, ``behind=等三``, ``begins=送``, ``parted by=、``: the letters at the edges of the
  set and of its parts, and beside them (:mod:`.letters`);
- ``thing|…``, ``送|…``: the same for names that count a thing, or 送.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import wording
from .cells import Span
from .letters import letters
from .wanted import Wanted, counted_class
from .where import where

Way = tuple[str, str, bool]
"""The family of a row, the cut that made parts of it, and whether the row goes on."""


def first_signs(
    text: str, wanted: Wanted, parts: tuple[Span, ...], ways: Sequence[Way]
) -> frozenset[str]:
    """The signs that are soon seen, for a first look at many sets of ``parts``."""
    share, more = _shared(text, wanted, parts)
    found = {share, *more, *_ways(ways), *where(text, wanted, parts)}
    rows = [f"row={family}" for family, _, _ in ways]
    found.update(f"{share}|{other}" for other in _places(found) + rows)
    found.update(f"{wanted.counts[0]}|{share}|{cut}" for _, cut, _ in ways)
    return frozenset(found)


def signs(
    text: str, wanted: Wanted, parts: tuple[Span, ...], ways: Sequence[Way]
) -> frozenset[str]:
    """The signs of ``parts``; ``ways`` are the rows and cuts that they come from."""
    share, more = _shared(text, wanted, parts)
    form = list(wording.form(text, parts))
    edges = list(wording.edges(text, parts))
    found = {share, *more, *_ways(ways), *where(text, wanted, parts), *form, *edges}
    found.update(wording.elsewhere(text, wanted, parts))
    found.update(letters(text, wanted, parts))
    long = next(n for n in form if n.startswith("long="))
    at_edges = [n for n in edges if n.startswith(_AT_EDGES) and "|" not in n]
    # What the name counts decides how long its parts are and where they hold it.
    counted = {wanted.counts[0], counted_class(wanted)}
    if wanted.shared:
        counted.add(str(min(len(wanted.shared[0]), 3)))
    for what in counted:
        found |= {f"{what}|{share}", f"{what}|{long}", f"{what}|{share}|{long}"}
    for what in counted - {wanted.counts[0]}:
        found.update(f"{what}|{share}|{n}" for n in at_edges)
    whole = any(family.startswith("list") and not more for family, _, more in ways)
    if whole and any(n.startswith(_BESIDE) for n in found):
        # 三张清单: 问题、任务、责任, and no fourth.
        size = "two" if wanted.number == 2 else "few" if wanted.number < 5 else "many"
        found |= {f"whole list beside|{size}", f"whole list beside|{share}"}
    places = [*_places(found), *dict.fromkeys(f"row={family}" for family, _, _ in ways)]
    beside = [n for n in at_edges if n.startswith(("left=", "right="))]
    found.update(f"{name}|{other}" for name in (share, *beside) for other in places)
    if wanted.number == 2:
        found.update(f"{name}|two" for name in (share, *places, form[0]))
    return frozenset(found)


_BESIDE = ("gap=≤2", "gap=≤6", "gap=≤12")
_AT_EDGES = ("left=", "right=", "known=", "cut ")


def _places(found: set[str]) -> list[str]:
    return [n for n in found if n.startswith(("gap=", "glue=")) and "|" not in n]


def _shared(text: str, wanted: Wanted, parts: tuple[Span, ...]) -> tuple[str, list[str]]:
    """The sign of what the parts share with the name, and others like it."""
    found = list(wording.shared(text, wanted, parts))
    share = next((n for n in found if n.startswith("share=")), "")
    return share, found


def _ways(ways: Sequence[Way]) -> Iterator[str]:
    for family, cut, more in ways:
        yield f"row={family}"
        plain = re.sub("m[0-9]", "m", cut)
        yield f"cut={plain}"
        yield f"row={family.split()[0]}|cut={plain}"
        if more:
            yield f"more|{family.split()[0]}"
    if len(ways) > 1:
        yield "several ways"
