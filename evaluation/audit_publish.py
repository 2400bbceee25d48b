"""Judgements without any text, to be published where the audited texts may not be.

One TSV a type: which span of which record was drawn from which stratum, and what was said of
it.  Whoever has the texts can look every judgement up; who has not can still compute the
figures.  ``zhengwen audit score`` reads these tables as it reads ``audit.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from ..errors import UsageError
from ..seeds.table import parse_table
from .audit_sheet import VERDICTS, Row

COLUMNS = (
    *("record", "start", "end", "confidence", "design", "stratum", "population", "sampled"),
    *("verdict", "checked", "wrong", "note"),
)
"""``start`` and ``end`` index the decoded source; ``checked`` and ``wrong`` name attributes
whose values were judged, and those judged wrong; ``note`` is the class of the error."""

CLASS = re.compile(r"[A-Za-z]{1,20}(?:[ -][A-Za-z]{1,20}){0,2}|[\u4e00-\u9fff]{1,8}")
"""What may be a note: up to three English words or eight Chinese characters."""

FOLDER = "audits"
"""Where this package keeps the judgements behind its own figures."""


@dataclass(frozen=True)
class Published:
    """The rows without text, and how many notes were left out because they were no class."""

    rows: tuple[Row, ...]
    notes_left_out: int


def strip(rows: Iterable[Row], attributes: Sequence[str] = ()) -> Published:
    """Rows without mention, context, values and item numbers.

    Only ``attributes`` count as judged: a table does not tell a value that was found right
    from one that nobody looked at.  Rows that come twice (a table given out in parts) are
    taken once, with their verdict; two verdicts on one mention raise :class:`UsageError`.
    """
    kept: dict[tuple[str, str, int, int], Row] = {}
    left_out = 0
    for row in rows:
        key = (row.type, row.record, row.start, row.end)
        before = kept.get(key)
        if before and before.verdict and row.verdict not in ("", before.verdict):
            raise UsageError(
                f"{row.record} {row.start}-{row.end}: judged {before.verdict} and {row.verdict}"
            )
        if before and before.verdict:
            continue
        note = row.note.strip()
        told = bool(CLASS.fullmatch(note)) and note not in row.context and note not in row.mention
        left_out += bool(note) and not told
        values = {name: "" for name in attributes if name in row.values}
        kept[key] = replace(
            row,
            item=0,
            position=0,
            record=row.record.rsplit("/", 1)[-1],
            mention="",
            context="",
            attributes="",
            rule="",
            wrong_attributes=" ".join(sorted(row.wrong & values.keys())),
            note=note if told else "",
            values=values,
        )
    ordered = sorted(kept.values(), key=lambda r: (r.type, r.record, r.start, r.end))
    return Published(tuple(ordered), left_out)


def write(rows: Sequence[Row], folder: Path) -> list[Path]:
    """One ``TYPE.tsv`` a type in ``folder``; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in dict.fromkeys(row.type for row in rows):
        lines = ["\t".join(COLUMNS)]
        for r in rows:
            if r.type == kind:
                cells = (r.record, r.start, r.end, r.confidence, r.design, r.stratum)
                more = (r.population, r.sampled, r.verdict, " ".join(r.values))
                lines.append("\t".join(map(str, (*cells, *more, r.wrong_attributes, r.note))))
        paths.append(folder / f"{kind}.tsv")
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def is_published(text: str) -> bool:
    """Whether a table's text is in this form."""
    return text.startswith("\t".join(COLUMNS[:3]))


def parse(text: str, name: str) -> list[Row]:
    """The rows of a published table.  Raises :class:`UsageError` naming what is faulty."""
    rows = []
    for cells in parse_table(text, name, COLUMNS):
        try:
            if cells["verdict"] and cells["verdict"] not in VERDICTS:
                raise ValueError(f"verdict {cells['verdict']!r}")
            population, sampled = int(cells["population"]), int(cells["sampled"])
            rows.append(
                Row(
                    item=0,
                    position=0,
                    record=cells["record"],
                    type=cells["stratum"].split("|")[0],
                    mention="",
                    context="",
                    attributes="",
                    confidence=float(cells["confidence"]),
                    rule="",
                    start=int(cells["start"]),
                    end=int(cells["end"]),
                    design=cells["design"],
                    stratum=cells["stratum"],
                    population=population,
                    sampled=sampled,
                    inclusion_probability=round(sampled / population, 10),
                    verdict=VERDICTS.get(cells["verdict"], ""),
                    wrong_attributes=cells["wrong"],
                    note=cells["note"],
                    values=dict.fromkeys(cells["checked"].split(), ""),
                )
            )
        except (ValueError, ZeroDivisionError) as error:
            at = f"{cells['record']} {cells['start']}-{cells['end']}"
            raise UsageError(f"{name}: {at}: {error}") from None
    return rows


def shipped() -> list[Row]:
    """The judgements behind this package's own figures, every type."""
    folder = resources.files(__package__).joinpath(FOLDER)
    if not folder.is_dir():
        return []
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return [row for f in tables for row in parse(f.read_text(encoding="utf-8"), f.name)]
