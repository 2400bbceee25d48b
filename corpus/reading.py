"""Bytes in, ``Document`` out: decoding without loss, files, folders, globs, standard input.

Nothing is translated: a document's text is the file exactly as decoded, with
its CRLFs, full-width blanks and NULs, and offsets index it.  A byte-order mark
is no part of the text (the codec ``utf-8-sig`` drops it).
"""

from __future__ import annotations

import codecs
import glob
import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from .document import Document
from .view import TextView

FORMS = ("text", "html", "jsonl", "csv", "tsv", "parquet")
"""Forms of input."""

_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
_TABLES = ("jsonl", "csv", "tsv", "parquet")
_BOM = b"\xef\xbb\xbf"
WIDE = (
    # UTF-32 first: its mark begins with that of UTF-16.
    ("utf-32", (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    ("utf-16", (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
"""Encodings of more than one byte a character, with the marks that tell them."""
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Failure:
    """An input, or one row of it, that could not be read."""

    path: str
    row: int | None
    error: ReadError


@dataclass(frozen=True)
class Fields:
    """Names of the columns of a table; an empty name means: do not look for it."""

    text: str = "text"
    id: str = "id"
    published: str = "published"
    title: str = "title"


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()


def document_from_text(
    text: str,
    *,
    id: str = "text",
    path: str | None = None,
    published: date | None = None,
    title: str | None = None,
) -> Document:
    """A document from a decoded string; its hash is that of the UTF-8 bytes."""
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    return Document(id, path, text, digest, "utf-8", TextView.of(text), title, published)


def decode(data: bytes, name: str = "input", encoding: str | None = None) -> tuple[str, str]:
    """``(text, codec name)`` of ``data``, decoded strictly.

    UTF-8 with or without a byte-order mark, UTF-16 or UTF-32 with one, else GB18030, unless
    ``encoding`` says what it is.  Raises :class:`ReadError` naming the first byte that fits
    neither.
    """
    if encoding is not None:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise ReadError(f"{name}: byte {error.start} is not {encoding}") from None
        except LookupError:
            raise ReadError(f"{name}: there is no encoding {encoding!r}") from None
    for codec, marks in WIDE:
        if data.startswith(marks):
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError as error:
                told = f"byte {error.start} is not {codec.upper()}, as the byte-order mark promises"
                raise ReadError(f"{name}: {told}") from None
    codec = "utf-8-sig" if data.startswith(_BOM) else "utf-8"
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        # The codec with a mark counts from behind the mark.
        utf8_at = error.start + (len(_BOM) if codec == "utf-8-sig" else 0)
    if codec == "utf-8-sig":
        raise ReadError(f"{name}: byte {utf8_at} is not UTF-8, as the byte-order mark promises")
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name}: neither UTF-8 (byte {utf8_at}) nor GB18030 (byte {error.start});"
            " give its encoding (--encoding) or mend the file"
        ) from None


_NOT_GB18030 = "read as GB18030, but hardly in it (Big5?); name the encoding"
_FOREIGN = re.compile("[\u3040-\u30ff\u0370-\u04ff\ue000-\uf8ff]")
_HAN = re.compile("[\u4e00-\u9fff]")


_TAGS = re.compile(r"</?(?:p|div|span|br|t[dr]|html|body)\b[^<>]{0,300}>", re.IGNORECASE)
_NOT_HTML = "the text holds HTML tags, read as text; strip them, or give the page as .html"


def markup_notes(text: str) -> tuple[str, ...]:
    """A warning where a text is a web page's source, whose tags would be read as words.

    >>> markup_notes("<p>云岭县"), markup_notes("3<5, 云岭县<br")
    (('the text holds HTML tags, read as text; strip them, or give the page as .html',), ())
    """
    return (_NOT_HTML,) if _TAGS.search(text) else ()


def _garbled(text: str) -> bool:
    """Whether kana, Greek, Cyrillic and private characters are one in twenty of the Chinese."""
    head = text[:4000]
    return 20 * len(_FOREIGN.findall(head)) > len(_HAN.findall(head))


def read_bytes(
    data: bytes,
    *,
    id: str,
    path: str | None = None,
    form: str = "text",
    published: date | None = None,
    encoding: str | None = None,
) -> Document:
    """A document from the bytes of one text or HTML file."""
    name = path or id
    if form == "html":
        from .html import main_text

        declared = _META_CHARSET.search(data[:4096])
        if encoding is None and declared and declared[1].lower().startswith(b"big5"):
            encoding = "big5hkscs"
        text, codec = decode(data, name, encoding)
        page = main_text(text)
        return Document(
            id,
            path,
            text,
            sha256(data),
            codec,
            page.view,
            page.title,
            page.published or published,
            page.warnings,
            markup=True,
        )
    if form != "text":
        raise ReadError(f"{name}: {form} is read row by row; use read_documents")
    text, codec = decode(data, name, encoding)
    notes = (_NOT_GB18030,) if encoding is None and codec == "gb18030" and _garbled(text) else ()
    return Document(
        id,
        path,
        text,
        sha256(data),
        codec,
        TextView.of(text),
        published=published,
        warnings=(*notes, *markup_notes(text)),
    )


def form_of(path: Path) -> str | None:
    """The form that a file's suffix tells, else None."""
    return _SUFFIXES.get(path.suffix.lower())


def shown(path: str | Path) -> str:
    """A path as text that can be written: of names in another encoding, GB18030 is tried first.

    >>> shown("柳溪/一版.txt"), shown("\\udcd2\\udcbb.txt")
    ('柳溪/一版.txt', '一.txt')
    """
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(text)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return text


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """The files below ``folder`` in sorted order, hidden ones left out; folders that fail."""
    failed: list[OSError] = []
    found: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += (Path(root, name) for name in files if not name.startswith("."))
    for error in failed:
        where = shown(error.filename)
        yield Failure(where, None, ReadError(f"{where}: {error.strerror or error}"))
    for path in sorted(found):
        if path.is_file():
            yield path
        elif path.is_symlink() and form_of(path) and not path.exists():
            yield Failure(shown(path), None, ReadError(f"{shown(path)}: a link to no file"))


def _passed_over(folder: str | Path, others: Counter[str]) -> str:
    kinds = " ".join(f"{suffix or '(none)'} {n}" for suffix, n in others.most_common(8))
    return (
        f"{shown(folder)}: {others.total()} files passed over for their endings ({kinds}); "
        "to read such files, name them by a glob, and their form (--format)"
    )


def _expand(
    given: str | Path, form: str | None, note: Callable[[str], None] | None
) -> Iterator[tuple[Path, str] | Failure]:
    """The files that one argument names, with their forms, in sorted order."""
    path, name = Path(given), shown(given)
    if path.is_dir():
        found = False
        others: Counter[str] = Counter()
        for child in _walk(path):
            if isinstance(child, Failure):
                found = True
                yield child
            elif known := form_of(child):
                found = True
                yield child, form or known
            else:
                others[child.suffix.lower()] += 1
        if not found:
            kinds = " ".join(_SUFFIXES)
            message = f"{name}: no file of {kinds} in this folder"
            yield Failure(name, None, ReadError(message))
        if others and note is not None:
            note(_passed_over(given, others))
        return
    if path.exists():
        known = form or form_of(path)
        if known is None:
            message = f"{name}: unknown kind of file; name its form (--format {'|'.join(FORMS)})"
            yield Failure(name, None, ReadError(message))
        else:
            yield path, known
        return
    matches = sorted(glob.glob(str(given), recursive=True)) if glob.has_magic(str(given)) else []
    if not matches:
        yield Failure(name, None, ReadError(f"{name}: no such file"))
    for match in matches:
        yield from _expand(match, form, note)


def read_documents(
    inputs: Sequence[str | Path],
    *,
    form: str | None = None,
    text_field: str = "text",
    id_field: str = "id",
    published_field: str = "published",
    title_field: str = "title",
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    skip: Collection[Path] = (),
    note: Callable[[str], None] | None = None,
) -> Iterator[Document | Failure]:
    """Documents from files, folders, globs and ``-`` (standard input), in order.

    A folder is read recursively in sorted order; a table gives one document per
    row, read as the caller asks for them.  What cannot be read comes out as a
    :class:`Failure` in its place, and reading goes on.  ``published`` is the
    date of what carries none of its own.  A document's id is its file's name without
    the suffix, or its path where several files have that name.  ``skip`` holds files
    that are not read though a folder holds them, as absolute paths.  Of a folder, files with
    other endings are passed over, and ``note`` is told so.
    """
    if form is not None and form not in FORMS:
        raise ReadError(f"there is no form {form!r}; it is one of {', '.join(FORMS)}")
    fields = Fields(text_field, id_field, published_field, title_field)
    # All paths, before anything is read: a name is only unique among all of them.
    found = [
        item
        for given in inputs
        for item in ((None,) if str(given) == "-" else _expand(given, form, note))
        if not (skip and isinstance(item, tuple) and item[0].resolve() in skip)
    ]
    names = _names([item[0] for item in found if isinstance(item, tuple)])
    for item in found:
        if item is None:
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield from _read_stream(stream, form or "text", fields, published, encoding)
        elif isinstance(item, Failure):
            yield item
        else:
            yield from _read_file(*item, names[item[0]], fields, published, encoding)


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """An id for each file: the shortest of stem, path without suffix and path that is its own."""
    unique = dict.fromkeys(paths)
    stems = Counter(path.stem for path in unique)
    bare = Counter(path.with_suffix("").as_posix() for path in unique)
    names = {}
    for path in unique:
        whole = path.with_suffix("").as_posix()
        own = whole if bare[whole] == 1 else path.as_posix()
        names[path] = shown(path.stem if stems[path.stem] == 1 else own)
    return names


def _read_file(
    path: Path,
    form: str,
    name: str,
    fields: Fields,
    published: date | None,
    encoding: str | None,
) -> Iterator[Document | Failure]:
    where = shown(path)
    try:
        if form in _TABLES:
            from .tables import read_table_file

            with path.open("rb") as stream:
                yield from read_table_file(stream, form, where, name, fields, published, encoding)
        else:
            yield read_bytes(
                path.read_bytes(),
                id=name,
                path=where,
                form=form,
                published=published,
                encoding=encoding,
            )
    except ReadError as error:
        yield Failure(where, None, error)
    except OSError as error:
        yield Failure(where, None, ReadError(f"{where}: {error.strerror or error}"))


def _read_stream(
    stream: BinaryIO, form: str, fields: Fields, published: date | None, encoding: str | None
) -> Iterator[Document | Failure]:
    try:
        if form in _TABLES:
            from .tables import read_table_file

            yield from read_table_file(stream, form, "-", "stdin", fields, published, encoding)
        else:
            yield read_bytes(
                stream.read(),
                id="stdin",
                path=None,
                form=form,
                published=published,
                encoding=encoding,
            )
    except ReadError as error:
        yield Failure("-", None, error)
