"""Loading seed tables: TSV files with a header row and a ``source`` column."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from ..errors import SeedError


def parse_table(text: str, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a seed table as dictionaries, in file order.

    The header must be exactly ``columns``; lines that begin with ``#`` and
    empty lines are skipped.  Raises :class:`SeedError` naming file, line and
    column of a bad row.

    >>> parse_table("word\\tsource\\n个\\town\\n", "x.tsv", ("word", "source"))
    [{'word': '个', 'source': 'own'}]
    """
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if cells != list(columns):
                raise SeedError(
                    f"{name}:{number}: header is {cells}, expected {list(columns)}; mend the table"
                )
            continue
        if len(cells) != len(columns):
            raise SeedError(
                f"{name}:{number}: {len(cells)} columns, expected {len(columns)}"
                f" ({', '.join(columns)})"
            )
        if not cells[0]:
            raise SeedError(f"{name}:{number}: column {columns[0]} is empty")
        rows.append(dict(zip(columns, cells, strict=True)))
    if header is None:
        raise SeedError(f"{name}: the table is empty; it needs a header row")
    return rows


def _read(name: str) -> str:
    data = resources.files(__package__).joinpath(name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


@cache
def read_table(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The shipped table ``seeds/<name>``; read once per process.  Do not modify the rows."""
    return tuple(parse_table(_read(name), name, columns))


def longest_first(words: Iterable[str]) -> str:
    """Regular-expression alternatives for ``words``, in an order in which the longest fits.

    >>> longest_first(["社", "区", "社区"])
    '社区|区|社'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def words(name: str, columns: tuple[str, ...]) -> frozenset[str]:
    """The first column of a shipped table as a set."""
    return frozenset(row[columns[0]] for row in read_table(name, columns))


WORD_COLUMNS = ("word", "class", "source")
DIVISION_COLUMNS = ("code", "name", "short", "level", "parent", "source")
UNIT_COLUMNS = ("unit", "canonical", "dimension", "only_digits", "not_before", "source")
"""Columns of tables that several packages read."""


@cache
def _classes(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table(name, WORD_COLUMNS):
        found[row["class"]].add(row["word"])
    return {kind: frozenset(known) for kind, known in found.items()}


@cache
def classed(name: str, kind: str) -> frozenset[str]:
    """Words of a class of a shipped table with the columns ``word``, ``class`` and ``source``.

    >>> "山区" in classed("count_context.tsv", "area")
    True
    """
    return _classes(name)[kind]


def either(name: str, kind: str) -> str:
    """The words of a class of such a table as alternatives of a pattern, the longest first.

    >>> either("org_context.tsv", "short").split("|")[:2]
    ['人大常委会', '纪委监委']
    """
    return longest_first(classed(name, kind))
