"""Bytes in, ``Document`` out: decoding without loss, never with replacement characters."""

from __future__ import annotations

import hashlib
from datetime import date

from ..errors import ReadError
from .document import Document
from .view import TextView

_BOM = b"\xef\xbb\xbf"


def document_from_text(
    text: str, *, id: str = "text", path: str | None = None, published: date | None = None
) -> Document:
    """A document from a decoded string; its hash is that of the UTF-8 bytes."""
    data = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    return Document(id, path, text, digest, "utf-8", TextView.of(text), published=published)


def decode(data: bytes, name: str = "input") -> tuple[str, str]:
    """``(text, codec name)`` of ``data``: UTF-8 (with or without BOM), else GB18030, strictly."""
    codec = "utf-8-sig" if data.startswith(_BOM) else "utf-8"
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        if codec == "utf-8-sig":
            raise ReadError(f"{name}: byte {error.start + 3} is not UTF-8") from None
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: byte {error.start} is neither UTF-8 nor GB18030") from None
