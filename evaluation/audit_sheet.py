"""The audit's table: one row a drawn mention, judged in the page or in a spreadsheet.

Written as ``utf-8-sig`` so that spreadsheets open Chinese text rightly; read
back in whatever encoding and with whatever separator they saved it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from ..errors import UsageError

RIGHT, WRONG, BOUNDARY = "y", "n", "b"

VERDICTS = {
    **dict.fromkeys(("y", "yes", "right", "1", "true", "对", "是"), RIGHT),
    **dict.fromkeys(("n", "no", "wrong", "0", "false", "错", "否"), WRONG),
    **dict.fromkeys(("b", "boundary", "边界"), BOUNDARY),
}
"""What may be written as a verdict; an empty cell is not judged."""


@dataclass(frozen=True)
class Row:
    """A drawn mention.

    ``position`` counts the records of the output: ids need not be unique there.
    ``population`` mentions lie in its ``stratum``, ``sampled`` were drawn from
    it; ``design`` names what the strata are made of.  ``attributes`` is
    ``key=value; …``, ``wrong_attributes`` names the keys judged wrong.
    """

    item: int
    position: int
    record: str
    type: str
    mention: str
    context: str
    attributes: str
    confidence: float
    rule: str
    start: int
    end: int
    design: str
    stratum: str
    population: int
    sampled: int
    inclusion_probability: float
    verdict: str = ""
    wrong_attributes: str = ""
    note: str = ""
    values: dict[str, str] = field(default_factory=dict, compare=False, hash=False)

    @property
    def unit(self) -> str:
        """Names the mention in the output that was sampled."""
        return f"{self.position}:{self.type}:{self.start}-{self.end}"

    @property
    def wrong(self) -> frozenset[str]:
        """Keys of attributes judged wrong."""
        return frozenset(self.wrong_attributes.replace(",", " ").replace("、", " ").split())


COLUMNS = tuple(f.name for f in fields(Row) if f.name != "values")
_NUMBERS = {
    "item": int,
    "position": int,
    "start": int,
    "end": int,
    "population": int,
    "sampled": int,
    "confidence": float,
    "inclusion_probability": float,
}


def attributes_text(values: dict[str, str]) -> str:
    """``key=value; …``; semicolons inside values become full-width.

    >>> attributes_text({"value": "12", "unit": "条"})
    'value=12; unit=条'
    """
    return "; ".join(f"{key}={value.replace(';', '；')}" for key, value in values.items())


def attributes_of(text: str) -> dict[str, str]:
    """Inverse of :func:`attributes_text`."""
    parts = (part.partition("=") for part in text.split("; ") if "=" in part)
    return {key: value for key, _, value in parts}


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the table for spreadsheets."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([getattr(row, name) for name in COLUMNS])


def _decode(data: bytes, path: Path) -> str:
    # Excel's "Unicode text" is UTF-16 with a byte order mark, its plain CSV the system's GB18030.
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: neither UTF-8 nor GB18030 text")


def text_of(path: Path) -> str:
    """A table's text.  Raises :class:`UsageError`."""
    try:
        return _decode(path.read_bytes(), path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None


def read(path: Path) -> list[Row]:
    """Read a judged table.  Raises :class:`UsageError` naming the row that is faulty."""
    text = text_of(path)
    first = text.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    needed = set(COLUMNS) - {"note", "wrong_attributes"}
    if missing := needed - set(reader.fieldnames or ()):
        raise UsageError(f"{path}: not an audit table; it lacks the column {sorted(missing)[0]}")
    rows = []
    for number, cells in enumerate(reader, 2):
        try:
            given = {name: (cells.get(name) or "").strip() for name in COLUMNS}
            verdict = given["verdict"].lower()
            if verdict and verdict not in VERDICTS:
                raise ValueError(f"verdict {given['verdict']!r}: write y, n or b")
            typed = {name: make(float(given[name])) for name, make in _NUMBERS.items()}
        except ValueError as error:
            raise UsageError(f"{path}:{number}: {error}") from None
        plain = {name: value for name, value in given.items() if name not in _NUMBERS}
        plain["verdict"] = VERDICTS.get(verdict, "")
        rows.append(Row(**plain, **typed, values=attributes_of(given["attributes"])))  # type: ignore[arg-type]
    return rows
