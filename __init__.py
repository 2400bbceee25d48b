"""zhengwen 政闻: reading Chinese local-government news by machine.

>>> import zhengwen
>>> records = zhengwen.extract("本报讯 3月5日,青山县举办春耕培训,120名农户参加。", published="2024-03-06")
>>> [(c.value, c.unit, c.what) for c in records[0].counts]
[(120, '名', '农户')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import extract

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .errors import CorpusError, ReadError, SeedError, UsageError, ZhengwenError
    from .extract.api import find_dates, find_numbers, link_place, load, parse_number
    from .extract.pipeline import Extractor
    from .extract.record import Record, schema

_HOMES = {
    **dict.fromkeys(
        ("find_dates", "find_numbers", "link_place", "load", "parse_number"),
        ".extract.api",
    ),
    "Extractor": ".extract.pipeline",
    "Record": ".extract.record",
    "schema": ".extract.record",
    **dict.fromkeys(
        ("CorpusError", "ReadError", "SeedError", "UsageError", "ZhengwenError"), ".errors"
    ),
}

__all__ = [*_HOMES, "__version__", "extract"]


def __getattr__(name: str) -> Any:
    # Public names are loaded on first use: ``import zhengwen`` stays cheap, and
    # the command line starts without the libraries it does not need.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
