"""Where the weights of the name models come from: shipped in ``seeds/``, or a folder.

A scorer that learns from the corpus must not see name models which have learnt
from the same articles: they are too sure of themselves there.  ``weights_from``
puts the weights of a fold (made by ``names_recipe --folds``) in their place.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib import resources
from pathlib import Path

from .. import seeds
from ..errors import SeedError

_COLUMNS = ("feature", "weight", "source")
_FOLDER: ContextVar[Path | None] = ContextVar("name weights", default=None)


def source() -> Path | None:
    """The folder in use; ``None`` for the shipped weights."""
    return _FOLDER.get()


@contextmanager
def weights_from(folder: Path) -> Iterator[None]:
    """Use the weight tables in ``folder`` instead of the shipped ones, inside ``with``."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def weights(name: str) -> dict[str, float]:
    """Feature → weight of the table ``name``; do not modify."""
    return _load(name, _FOLDER.get())


@lru_cache(maxsize=9)
def _load(name: str, folder: Path | None) -> dict[str, float]:
    """The table without a dictionary for each row: these tables are long."""
    file = resources.files(seeds) / name if folder is None else folder / name
    header, *lines = gzip.decompress(file.read_bytes()).decode("utf-8").rstrip("\n").split("\n")
    if header.split("\t") != list(_COLUMNS):
        raise SeedError(f"{name}:1: header is {header!r}, expected {list(_COLUMNS)}")
    # Weights are rounded: few numbers, each kept once, stay in the processor's caches.
    numbers: dict[str, float] = {}
    found: dict[str, float] = {}
    for line in lines:
        feature, text, _ = line.split("\t")
        number = numbers.get(text)
        if number is None:
            number = numbers[text] = float(text)
        found[feature] = number
    return found
