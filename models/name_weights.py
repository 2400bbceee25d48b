"""The weight tables of the name models, shipped in ``seeds/``."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from .. import seeds
from ..errors import SeedError

_COLUMNS = ("feature", "weight", "source")


@cache
def weights(name: str) -> dict[str, float]:
    """Feature → weight of the table ``name``; do not modify."""
    # Without a dictionary for each row: these tables are long.
    file = resources.files(seeds) / name
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
