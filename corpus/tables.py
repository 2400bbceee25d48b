"""Tables of articles: JSON lines, CSV, TSV, Parquet; one document per row, streamed.

A row's source, which its offsets index, is its title, a line break and its text, or the
text alone where that begins with the title or there is none.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from io import TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ..errors import ReadError
from .document import Document, cut_in_two
from .printed import printed_date
from .script import normalize

if TYPE_CHECKING:
    from .reading import Fields

_CHUNK = 1 << 20
_BATCH = 256  # rows of a Parquet file held at once
_ARRAY = "a list opens; write one object a line instead (jq -c '.[]')"
_NO_VALUE = frozenset(("", "none", "null", "nan", "nat", "n/a", "na", "-"))


def read_table_file(
    stream: BinaryIO,
    form: str,
    path: str,
    stem: str,
    fields: Fields,
    published: date | None,
    encoding: str | None,
) -> Iterator[Any]:
    """Documents, and failures in the place of bad rows, from an open table."""
    from .reading import Failure

    if not stream.seekable():
        spool = tempfile.SpooledTemporaryFile(max_size=16 * _CHUNK)  # noqa: SIM115
        while block := stream.read(_CHUNK):
            spool.write(block)
        spool.seek(0)
        stream = cast(BinaryIO, spool)
    wide = _marked(stream) if encoding is None and form != "parquet" else None
    if form == "jsonl":
        rows = _json_rows(_in_utf8(stream, wide) if wide else stream, path, encoding)
    elif form == "parquet":
        rows = _parquet_rows(stream, path, fields)
    else:
        rows = _csv_rows(stream, path, "\t" if form == "tsv" else ",", fields, encoding or wide)
    for number, row in enumerate(rows, 1):
        if isinstance(row, ReadError):
            yield Failure(path, number, row)
            continue
        try:
            yield _document(row, number, path, stem, fields, published)
        except ReadError as error:
            yield Failure(path, number, error)


def parse_published(value: object, where: str) -> date | None:
    """A date from a cell: a date, a date-time, or text that begins with one.

    >>> parse_published("2023-11-27 09:12", "row 1")
    datetime.date(2023, 11, 27)
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if text.lower() in _NO_VALUE:
        return None
    found = printed_date(normalize(text[:80]))
    if found is None:
        raise ReadError(f"{where}: {text[:40]!r} is not a date like 2023-11-27")
    return found


def _document(
    row: Mapping[str, Any],
    number: int,
    path: str,
    stem: str,
    fields: Fields,
    published: date | None,
) -> Document:
    from .reading import decode, document_from_text, markup_notes

    where = f"{path}: row {number}"
    if fields.text not in row:
        known = ", ".join(map(str, list(row)[:12])) or "none"
        raise ReadError(f"{where}: no field {fields.text!r}; there are {known} (--text-field)")
    text = row[fields.text]
    codec = "utf-8"
    if isinstance(text, bytes):
        text, codec = decode(text, where)
    if not isinstance(text, str):
        kind = "null" if text is None else type(text).__name__
        raise ReadError(f"{where}: field {fields.text!r} holds no text but {kind}")
    given = row.get(fields.id) if fields.id else None
    name = str(given) if given is not None and str(given) != "" else f"{stem}#{number}"
    if str(row.get("schema", "")).startswith("zhengwen/"):
        raise ReadError(f"{where}: a record that zhengwen wrote, no article; leave its file out")
    day = published
    notes: tuple[str, ...] = ()
    try:
        cell = row.get(fields.published) if fields.published else None
        day = parse_published(cell, where) or published
    except ReadError as error:
        # Without the day its dates stay open; with another one they would be wrong.
        day, notes = None, (str(error),)
    title = row.get(fields.title) if fields.title else None
    headline = title.strip() or None if isinstance(title, str) else None
    if headline is not None and not text.lstrip().startswith(headline):
        # Read like the headline of a text file: what it names counts, too.
        text = f"{headline}\n{text}"
    for held, what in ((name, "id"), (text, "text")):
        if told := cut_in_two(held, what):
            raise ReadError(f"{where}: {told}")
    document = document_from_text(text, id=name, path=path, published=day, title=headline)
    return replace(document, encoding=codec, warnings=(*notes, *markup_notes(text)))


def _check_columns(path: str, fields: Fields, names: list[str]) -> None:
    """Raise :class:`ReadError` where a table lacks the text's column, or one asked for by name."""
    known = ", ".join(names) or "none"
    for column in dataclasses.fields(fields):
        name = getattr(fields, column.name)
        wanted = column.name == "text" or (name and name != column.default)
        if wanted and name not in names:
            raise ReadError(
                f"{path}: no column {name!r}; there are {known} (--{column.name}-field)"
            )


def _marked(stream: BinaryIO) -> str | None:
    """The wide encoding that a byte-order mark tells, if one does; the stream is rewound."""
    from .reading import WIDE

    start = stream.read(4)
    stream.seek(0)
    return next((codec for codec, marks in WIDE if start.startswith(marks)), None)


def _in_utf8(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The lines of a stream of a wide encoding, in which no byte ends a line, in UTF-8."""
    text = TextIOWrapper(stream, encoding=encoding, newline="\n")
    try:
        for line in text:
            yield line.encode("utf-8")
    finally:
        text.detach()


def _codec(stream: BinaryIO, path: str, encoding: str | None) -> str:
    """The codec that the whole stream fits, found without holding it; then rewound."""
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise ReadError(f"{path}: there is no encoding {encoding!r}") from None
        return encoding
    start = stream.read(3)
    utf8 = "utf-8-sig" if start == codecs.BOM_UTF8 else "utf-8"
    failed: list[str] = []
    for name in (utf8, "gb18030"):
        stream.seek(0)
        decoder = codecs.getincrementaldecoder(name)()
        done = 0
        try:
            while block := stream.read(_CHUNK):
                decoder.decode(block)
                done += len(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            held = len(error.object) - min(len(error.object), _CHUNK)
            failed.append(f"{name} (byte {max(0, done - held + error.start)})")
            continue
        stream.seek(0)
        return name
    stream.seek(0)
    raise ReadError(f"{path}: neither {' nor '.join(failed)}; give the encoding or mend the file")


def _json_rows(
    stream: Iterable[bytes], path: str, encoding: str | None
) -> Iterator[Mapping[str, Any] | ReadError]:
    position = 0
    number = 0
    chinese = False
    for line in stream:
        number += 1
        at, position = position, position + len(line)
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            line, at = line[3:], at + 3
        if not line.strip():
            # An empty line keeps its number, so that rows can be found in the file.
            yield ReadError(f"{path}: row {number} is empty")
            continue
        try:
            row = json.loads(_decoded(line, encoding, chinese))
            chinese = chinese or (not line.isascii() and _is_utf8(line))
        except UnicodeDecodeError as error:
            kind = encoding or "UTF-8"
            yield ReadError(f"{path}: row {number}: byte {at + error.start} is not {kind}")
        except (ValueError, RecursionError) as error:
            why = _ARRAY if line.lstrip().startswith(b"[") else error
            yield ReadError(f"{path}: row {number} is not JSON: {why}")
        else:
            if isinstance(row, dict):
                yield row
            else:
                why = f": {_ARRAY}" if isinstance(row, list) else ""
                yield ReadError(f"{path}: row {number} is no JSON object{why}")


def _decoded(line: bytes, encoding: str | None, utf8: bool) -> str:
    """A line as it is decoded; ``utf8``: a line of the file was UTF-8, so that none is GB18030."""
    if encoding is not None or utf8 or _is_utf8(line):
        return line.decode(encoding or "utf-8")
    try:
        return line.decode("gb18030")
    except UnicodeDecodeError:
        return line.decode("utf-8")  # raises with the place that is not UTF-8


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(
    stream: BinaryIO, path: str, delimiter: str, fields: Fields, encoding: str | None
) -> Iterator[Mapping[str, Any] | ReadError]:
    text = TextIOWrapper(stream, encoding=_codec(stream, path, encoding), newline="")
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 30))
    try:
        first = next((line for line in text if line.strip()), "")
        if delimiter == "," and fields.text not in next(csv.reader([first]), []):
            for other in ";\t":
                if fields.text in next(csv.reader([first], delimiter=other), []):
                    delimiter = other
        reader = csv.reader(chain([first], text), delimiter=delimiter, strict=True)
        header = next(reader, [])
        _check_columns(path, fields, header)
        row: list[str]
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield ReadError(f"{path}: line {reader.line_num} is no row: {error}")
                continue
            except UnicodeDecodeError as error:
                raise ReadError(f"{path}: not {encoding}: {error.reason}") from None
            if not row:
                continue
            if len(row) > len(header):
                message = (
                    f"{path}: line {reader.line_num}: {len(row)} cells under {len(header)} names"
                )
                yield ReadError(message)
                continue
            yield dict(zip(header, row, strict=False))
    finally:
        text.detach()


def _parquet_rows(
    stream: BinaryIO, path: str, fields: Fields
) -> Iterator[Mapping[str, Any] | ReadError]:
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(stream)
        names = table.schema_arrow.names
        _check_columns(path, fields, names)
        wanted = (fields.text, fields.id, fields.published, fields.title)
        columns = [name for name in dict.fromkeys(wanted) if name in names]
        done = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            yield from _batch_rows(batch, f"{path}: row", done)
            done += batch.num_rows
    except (pyarrow.ArrowException, ValueError) as error:
        raise ReadError(f"{path}: not a readable Parquet file: {error}") from None


def _batch_rows(batch: Any, where: str, done: int) -> Iterator[Mapping[str, Any] | ReadError]:
    """The rows of an Arrow batch behind ``done`` others, one by one where one of them is bad."""
    try:
        rows = batch.to_pylist()
    except Exception:  # days beyond year 9999, unknown time zones, text that is no UTF-8: any kind
        for number in range(batch.num_rows):
            try:
                row = batch.slice(number, 1).to_pylist()[0]
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                yield ReadError(f"{where} {done + number + 1}: a value cannot be read ({why})")
            else:
                yield row
    else:
        yield from rows
