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
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from ...errors import UsageError, ZhengwenError
from .kinds import head_kind, numbered
from .names import QUOTED, core_of
from .vocabulary import alternatives

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
    quoted = QUOTED.search(name)
    if quoted is None:
        core = core_of(name)
        # 五心服务 and 五心调解法: a number and what it counts.
        short = _works().sub("", core)
        return _MARKS.sub("", short if numbered(short) and short[-1] not in "大个项" else core)
    tail = name[quoted.end() :]
    # “三链”融合: what follows is no head noun and belongs to the coinage.
    plain = quoted[1] + tail
    core = core_of(plain)
    generic = core != plain or len(tail) > 2 or _works().fullmatch(tail)
    return _MARKS.sub("", quoted[1] if generic else plain)


@cache
def _works() -> re.Pattern[str]:
    """Words that say what a coined name is used for and do not tell it from others."""
    return re.compile(f"(?:{alternatives('purpose')})$")


_DEEDS = frozenset(("programme", "campaign", "method"))
_ACTS = ("行动", "活动")  # heads for one thing: 敲门行动, 敲门活动


def head_key(name: str, kind: str) -> str:
    """What kind of thing a name's head noun makes it: ``""`` for none, which fits any.

    城市更新行动 and 城市更新大讲堂 are two things with one core.  Behind a quoted
    coinage, 行动, 活动 and 工作法 are one thing said in several ways; a station or
    a brand is another.

    >>> head_key("城市更新行动", "programme"), head_key("城市更新大讲堂", "campaign")
    ('deed', 'campaign')
    >>> head_key("“敲门”行动", "programme") == head_key("“敲门”活动", "campaign")
    True
    >>> head_key("敲门", "brand"), head_key("三链融合工作法", "formula")
    ('', '')
    """
    if kind in ("formula", "document"):
        return ""
    name = _EDITION.sub("", name)
    quoted = QUOTED.search(name)
    if quoted is None and core_of(name) == name:
        return ""
    own = head_kind(name) or ""
    return "deed" if own in _DEEDS and (quoted is not None or name.endswith(_ACTS)) else own


def _told(initiative: dict[str, Any]) -> tuple[str, ...]:
    """The complete parts of a formula, none for none."""
    if initiative.get("components_complete") is False:
        return ()
    return tuple(map(sys.intern, initiative.get("components") or ()))


@dataclass(slots=True)
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
    mentions: int = 0
    first: str | None = None
    last: str | None = None
    launched: str | None = None
    reports: array[int] = field(default_factory=lambda: array("Q"))
    """Numbers of the records that name it, in order."""
    sources: list[str] = field(default_factory=list)
    """Ids of the first of them."""

    @property
    def articles(self) -> int:
        """How many articles report it: two variants in one article are one report."""
        return len(self.reports)

    def add(self, number: int, record: dict[str, Any], initiative: dict[str, Any]) -> None:
        """Count one initiative of one record, the ``number``-th."""
        mentions = initiative.get("mentions") or []
        self.variants[initiative["name"]] += max(1, len(mentions))
        self.kinds[sys.intern(initiative["kind"])] += 1
        if parts := _told(initiative):
            self.components[parts] += 1
        if initiative.get("sponsor"):
            self.sponsors[sys.intern(initiative["sponsor"])] += 1
        if initiative.get("place"):
            self.places[sys.intern(initiative["place"])] += 1
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
        if not self.reports or number != self.reports[-1]:
            self.reports.append(number)
            if len(self.sources) < MOST_SOURCES:
                self.sources.append(sys.intern(record["id"]))

    def allows(self, parts: tuple[str, ...]) -> bool:
        """Whether parts may be this formula's: none are known, or some of them."""
        known = set().union(*self.components)
        return not known or not known.isdisjoint(parts)

    def join(self, other: Entry) -> None:
        """Take in what is known of the same initiative under a name without a head noun."""
        self.variants.update(other.variants)
        self.kinds.update(other.kinds)
        self.components.update(other.components)
        self.sponsors.update(other.sponsors)
        self.places.update(other.places)
        self.number = self.number or other.number
        self.mentions += other.mentions
        for key, choose in (("first", min), ("last", max), ("launched", min)):
            known = [v for v in (getattr(self, key), getattr(other, key)) if v]
            setattr(self, key, choose(known) if known else None)
        # Both lists of ids follow their numbers, the first of them.
        named = dict(zip(self.reports, self.sources, strict=False))
        named |= zip(other.reports, other.sources, strict=False)
        self.reports = array("Q", sorted({*self.reports, *other.reports}))
        self.sources = [named[n] for n in self.reports[:MOST_SOURCES]]

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


_Key = tuple[str, str, str]  # core, where, the head's kind (= and its parts for a namesake)


Where = Callable[[int], str]
"""Where the n-th line stands."""


def _records(lines: Iterable[str], where: Where) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RecordLineError(
                f"{where(number)} is not JSON ({error}); give files made by `zhengwen extract`"
            ) from None
        if not isinstance(record, dict):
            raise RecordLineError(f"{where(number)} is no record; give files of `zhengwen extract`")
        yield number, record


def _where(record: dict[str, Any], initiative: dict[str, Any]) -> str:
    """Whose initiative it is: the locality's code, else the place or body named with it."""
    if initiative.get("level") == "national":
        return ""
    locality = record.get("locality") or {}
    return str(
        locality.get("adcode") or initiative.get("place") or initiative.get("sponsor") or "?"
    )


def aggregate(lines: Iterable[str], where: Where = "line {}".format) -> Iterator[dict[str, Any]]:
    """Rows of the register from record lines (JSONL), most reported first.

    Initiatives are one where their names share a core, their heads a kind and the
    articles their locality (else the place or body named), unless they are formulas
    with other parts; state-wide ones are one everywhere.  Error lines are passed over.
    Every line is read before the first row is given.  Raises :class:`RecordLineError`
    for a line that is no record; ``where`` says where it stands.
    """
    entries: dict[_Key, Entry] = {}
    for number, record in _records(lines, where):
        locality = record.get("locality") or {}
        for initiative in record.get("initiatives") or ():
            try:
                name, kind = initiative["name"], initiative["kind"]
                national = initiative.get("level") == "national"
                key = (group_key(name), _where(record, initiative), head_key(name, kind))
                parts = _told(initiative)
                if parts and key in entries and not entries[key].allows(parts):
                    key = (
                        *key[:2],
                        "=" + "/".join(sorted(parts)),
                    )  # a namesake with parts of its own
                entry = entries.get(key)
                if entry is None:
                    entry = entries[key] = Entry(
                        locality=None if national else locality.get("name"),
                        adcode=None if national else locality.get("adcode"),
                    )
                entry.add(number, record, initiative)
            except (KeyError, TypeError, AttributeError) as error:
                raise RecordLineError(
                    f"{where(number)} is no record of `zhengwen extract` ({error!r})"
                ) from None
    _join_bare(entries)
    order = sorted(entries.items(), key=lambda kv: (-kv[1].articles, kv[0]))
    for _, entry in order:
        yield entry.row()


def _join_bare(entries: dict[_Key, Entry]) -> None:
    """Join what can only be one thing with what is surely it.

    A deed whose head noun does not tell its kind (“荷风”诵读大赛) joins the one of its core
    that does (荷风诵读大赛), if there is only one, and a name without a head noun the one
    headed name of its core.
    """
    headed: dict[tuple[str, str], list[_Key]] = {}
    for key in entries:
        if key[2] and not key[2].startswith("="):
            headed.setdefault(key[:2], []).append(key)
    for core, keys in headed.items():
        deeds = [key for key in keys if key[2] in _DEEDS]
        deed, bare = (*core, "deed"), (*core, "")
        if len(deeds) == 1 and deed in entries and _said_alike(entries[deed], entries[deeds[0]]):
            entries[deeds[0]].join(entries.pop(deed))
            keys = [key for key in keys if key != deed]
        if bare in entries and len(keys) == 1:
            entries[keys[0]].join(entries.pop(bare))


def _said_alike(one: Entry, other: Entry) -> bool:
    """Whether two entries have a name in common but for the marks around a part of it."""
    bare = [{_MARKS.sub("", name) for name in entry.variants} for entry in (one, other)]
    return not bare[0].isdisjoint(bare[1])


class RecordLines:
    """Lines of record files, one after the other, and where they stand; ``-`` is standard input."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self._paths = paths
        self._begun: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[str]:
        """Raises :class:`UsageError` for a file that cannot be read."""
        number = 0
        for path in self._paths:
            self._begun.append((number, str(path)))
            for line in self._lines(path):
                number += 1
                yield line

    def _lines(self, path: str | Path) -> Iterator[str]:
        if str(path) == "-":
            yield from sys.stdin
            return
        try:
            with open(path, encoding="utf-8") as file:
                yield from file
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}; give a file of records") from None
        except UnicodeDecodeError:
            raise UsageError(f"{path}: not UTF-8; give a file of records") from None

    def where(self, number: int) -> str:
        """File and line of the ``number``-th line that was read."""
        first, path = next(begun for begun in reversed(self._begun) if begun[0] < number)
        return f"{path}: line {number - first}"


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
    if form == "parquet" and output is None:
        raise UsageError("Parquet cannot go to standard output; name a file")
    lines = RecordLines(paths)
    found = aggregate(lines, lines.where)
    # The first row is there when every line has been read: nothing is written before.
    rows = chain(list(islice(found, 1)), found)
    if form == "parquet":
        assert output is not None
        write_parquet(rows, output)
        return
    with ExitStack() as stack:
        out: IO[str] = sys.stdout
        if output is not None:
            try:
                out = stack.enter_context(open(output, "w", encoding="utf-8", newline=""))
            except OSError as error:
                raise UsageError(f"{output}: {error.strerror}; name a file to write") from None
        (write_csv if form == "csv" else write_jsonl)(rows, out)
