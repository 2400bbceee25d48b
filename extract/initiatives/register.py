"""A register of initiatives over many records: who ran what, where, since when.

``aggregate`` reads record lines one at a time and keeps one small entry per
initiative and locality, so its memory grows with the number of initiatives, not
with the number of records.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ...errors import UsageError, ZhengwenError
from .names import core_of

FORMS = ("csv", "jsonl", "parquet")
COLUMNS = (
    "name",
    "variants",
    "kind",
    "number",
    "components",
    "level",
    "locality",
    "adcode",
    "articles",
    "mentions",
    "first",
    "last",
    "launched",
    "sponsors",
    "places",
    "sources",
)
MOST_SOURCES = 20
"""Record ids kept per initiative; ``articles`` counts them all."""

_MARKS = re.compile('[“”‘’"《》【】#·—\\-\\s]')
_EDITION = re.compile("^(?:第[一二三四五六七八九十百0-9]+届|首届|[12][0-9]{3}年(?:度)?)")


class RecordLineError(ZhengwenError):
    """A line that is no record."""


def group_key(name: str) -> str:
    """What the variants of a name share: no marks, head noun or edition.

    >>> group_key("“三链”融合"), group_key("三链融合工作法"), group_key("三链融合")
    ('三链融合', '三链融合', '三链融合')
    >>> group_key("第三届“荷风”诵读大赛") == group_key("“荷风”诵读大赛")
    True
    """
    if name.startswith("《"):
        return _MARKS.sub("", name)
    name = _EDITION.sub("", name)
    quoted = re.search('[“‘"]([^“”"]+)[”’"]', name)
    if quoted is None:
        return _MARKS.sub("", core_of(name))
    tail = name[quoted.end() :]
    # “三链”融合: what follows is no head noun and belongs to the coinage.
    plain = quoted[1] + tail
    core = core_of(plain)
    return _MARKS.sub("", quoted[1] if core != plain or len(tail) > 2 else plain)


@dataclass
class Entry:
    """What is known so far of one initiative in one locality."""

    variants: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    components: Counter[tuple[str, ...]] = field(default_factory=Counter)
    sponsors: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    number: int | None = None
    level: str = "local"
    locality: str | None = None
    adcode: str | None = None
    articles: int = 0
    mentions: int = 0
    first: str | None = None
    last: str | None = None
    launched: str | None = None
    sources: list[str] = field(default_factory=list)
    _latest: int = 0

    def add(self, number: int, record: dict[str, Any], initiative: dict[str, Any]) -> None:
        """Count one initiative of one record, the ``number``-th."""
        mentions = initiative.get("mentions") or []
        self.variants[initiative["name"]] += max(1, len(mentions))
        self.kinds[initiative["kind"]] += 1
        if initiative.get("components") and initiative.get("components_complete") is not False:
            self.components[tuple(initiative["components"])] += 1
        if initiative.get("sponsor"):
            self.sponsors[initiative["sponsor"]] += 1
        if initiative.get("place"):
            self.places[initiative["place"]] += 1
        if initiative.get("level") == "national":
            self.level = "national"
        self.number = self.number or initiative.get("number")
        self.mentions += len(mentions)
        published = record.get("published")
        if published:
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        launched = initiative.get("launched")
        if launched:
            self.launched = min(self.launched or launched, launched)
        if number != self._latest:  # two variants in one article are one report
            self._latest = number
            self.articles += 1
            if len(self.sources) < MOST_SOURCES:
                self.sources.append(record["id"])

    def row(self) -> dict[str, Any]:
        """The register's row, keys as ``COLUMNS``."""
        return {
            "name": _first(self.variants),
            "variants": _ranked(self.variants),
            "kind": _first(self.kinds),
            "number": self.number,
            "components": list(_first(self.components) or ()),
            "level": self.level,
            "locality": self.locality,
            "adcode": self.adcode,
            "articles": self.articles,
            "mentions": self.mentions,
            "first": self.first,
            "last": self.last,
            "launched": self.launched,
            "sponsors": _ranked(self.sponsors),
            "places": _ranked(self.places),
            "sources": self.sources,
        }


def _ranked(counter: Counter[str]) -> list[str]:
    """Most frequent first; ties in the order of the words, so the output is the same each time."""
    return [word for word, _ in sorted(counter.items(), key=lambda item: (-item[1], item[0]))]


def _first(counter: Counter[Any]) -> Any:
    if not counter:
        return None
    return min(counter.items(), key=lambda item: (-item[1], item[0]))[0]


def aggregate(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Rows of the register from record lines (JSONL), most reported first.

    Initiatives are one where their names share a key and the articles their
    locality; state-wide ones are one everywhere.  Error lines are passed over.
    Raises :class:`RecordLineError` for a line that is no JSON object.
    """
    entries: dict[tuple[str, str | None], Entry] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RecordLineError(
                f"line {number} is not JSON ({error}); give files made by `zhengwen extract`"
            ) from None
        if not isinstance(record, dict):
            raise RecordLineError(f"line {number} is no record; give files of `zhengwen extract`")
        locality = record.get("locality") or {}
        for initiative in record.get("initiatives") or ():
            national = initiative.get("level") == "national"
            adcode = None if national else locality.get("adcode")
            key = (group_key(initiative["name"]), adcode)
            entry = entries.get(key)
            if entry is None:
                entry = entries[key] = Entry(
                    locality=None if national else locality.get("name"), adcode=adcode
                )
            entry.add(number, record, initiative)
    order = sorted(entries.items(), key=lambda kv: (-kv[1].articles, kv[0][0], kv[0][1] or ""))
    for _, entry in order:
        yield entry.row()


def read_lines(paths: Sequence[str | Path]) -> Iterator[str]:
    """Lines of record files, one after the other; ``-`` is standard input."""
    for path in paths:
        if str(path) == "-":
            yield from sys.stdin
            continue
        try:
            with open(path, encoding="utf-8") as file:
                yield from file
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}; give a file of records") from None


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its lists joined by ``|``, for CSV."""
    return {k: "|".join(v) if isinstance(v, list) else v for k, v in row.items()}


def write_csv(rows: Iterable[dict[str, Any]], out: IO[str]) -> None:
    """Rows as CSV with a header; lists joined by ``|``, empty for unknown."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(_flat(row))


def write_jsonl(rows: Iterable[dict[str, Any]], out: IO[str]) -> None:
    """Rows as JSON lines, not ASCII-escaped."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_parquet(rows: Iterable[dict[str, Any]], path: str | Path) -> None:
    """Rows as a Parquet file, lists as list columns.  Needs pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it or choose csv or jsonl") from None
    text, number, many = pa.string(), pa.int64(), pa.list_(pa.string())
    kinds = {"number": number, "articles": number, "mentions": number}
    lists = ("variants", "components", "sponsors", "places", "sources")
    schema = pa.schema(
        [(name, many if name in lists else kinds.get(name, text)) for name in COLUMNS]
    )
    with pq.ParquetWriter(str(path), schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == 10_000:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))


def run(paths: Sequence[str | Path], output: str | Path | None, form: str | None) -> None:
    """``zhengwen initiatives``: the register of ``paths`` written to ``output``.

    ``form`` is csv, jsonl or parquet; ``None`` goes by the ending of ``output``
    (CSV for standard output).  Raises :class:`UsageError`.
    """
    if form is None:
        form = Path(output).suffix.lstrip(".").lower() if output is not None else "csv"
    if form not in FORMS:
        raise UsageError(f"unknown form {form!r}; choose from {', '.join(FORMS)}")
    rows = aggregate(read_lines(paths))
    if form == "parquet":
        if output is None:
            raise UsageError("Parquet cannot go to standard output; name a file")
        write_parquet(rows, output)
        return
    with ExitStack() as stack:
        out: IO[str] = sys.stdout
        if output is not None:
            out = stack.enter_context(open(output, "w", encoding="utf-8", newline=""))
        (write_csv if form == "csv" else write_jsonl)(rows, out)
