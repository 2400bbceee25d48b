"""Units and classifiers: ``seeds/units.tsv`` indexed by first character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...corpus.fold import fold
from ...seeds.table import UNIT_COLUMNS, read_table
from .reads_on import reads_on
from .words import word_ends


@dataclass(frozen=True)
class Unit:
    """A unit or classifier as written.

    ``canonical`` is its plain name (公斤 → 千克); ``dimension`` what it measures
    (people, household, thing, event, money, area, length …).  ``only_digits`` units
    are taken behind Arabic numerals only (3站, but not 三站).  ``blocked`` matches what
    may not follow (支 before 持).
    """

    text: str
    canonical: str
    dimension: str
    only_digits: bool
    blocked: re.Pattern[str] | None


@cache
def units_by_head() -> dict[str, tuple[Unit, ...]]:
    """Units by first character, longest first."""
    found: dict[str, list[Unit]] = {}
    for row in read_table("units.tsv", UNIT_COLUMNS):
        unit = Unit(
            row["unit"],
            row["canonical"],
            row["dimension"],
            row["only_digits"] == "yes",
            re.compile(row["not_before"]) if row["not_before"] else None,
        )
        found.setdefault(unit.text[0], []).append(unit)
    return {
        head: tuple(sorted(units, key=lambda unit: -len(unit.text)))
        for head, units in found.items()
    }


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Lengths of the units that begin with a character, longest first."""
    return {
        head: tuple(sorted({len(unit.text) for unit in units}, reverse=True))
        for head, units in units_by_head().items()
    }


_WORD = 4
"""Most characters of a word that reach beyond the end of a unit."""
_FIRM = frozenset(("级", "大", "届", "群", "排", "招", "付", "部门"))
"""Units that the words behind them never part from, nor join to, what may not follow them."""


def unit_at(text: str, offset: int, arabic: bool) -> Unit | None:
    """The longest unit that begins at ``offset`` and may stand there."""
    known = _by_text()
    for length in _lengths().get(text[offset : offset + 1], ()):
        word = text[offset : offset + length]
        unit = known.get(word)
        if unit is None or (unit.only_digits and not arabic):
            continue
        end = offset + length
        if unit.blocked is not None and (block := unit.blocked.match(text, end)):
            own = block.end() == end + 1 and word not in _FIRM
            if not (own and reads_on(text, end, (block.end(),))):
                continue
        if word[-1].isascii() and word[-1].isalpha():
            after = text[end : end + 1]
            if after.isascii() and after.isalnum():
                continue
        if length == 1 or word in _FIRM or not _crossed(text, offset, end):
            return unit
    return None


def _crossed(text: str, offset: int, end: int) -> bool:
    """Whether a shorter unit than ``text[offset:end]`` reads on across its end: 9座|位于."""
    known = _by_text()
    return any(
        text[offset:short] in known
        and any(over > end for over in word_ends(text, short, end + _WORD))
        and reads_on(text, short, (end,))
        for short in range(offset + 1, end)
    )


@cache
def _by_text() -> dict[str, Unit]:
    return {unit.text: unit for units in units_by_head().values() for unit in units}


def canonical_unit(unit: str) -> str:
    """The plain name of a unit as written.

    >>> canonical_unit("公斤"), canonical_unit("％"), canonical_unit("个")
    ('千克', '%', '个')
    """
    known = _by_text().get(unit) or _by_text().get(fold(unit))
    return known.canonical if known else unit


def dimension(unit: str | None) -> str:
    """What ``unit`` measures; ``thing`` when it is not in the table."""
    known = _by_text().get(unit or "") or _by_text().get(fold(unit or ""))
    return known.dimension if known else "thing"
