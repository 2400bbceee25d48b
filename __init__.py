"""zhengwen 政闻: reading Chinese local-government news by machine.

>>> import zhengwen
>>> text = "本报讯 3月5日,青山县举办春耕培训,120名农户参加。"
>>> record = zhengwen.extract(text, published="2024-03-06")[0]
>>> [(count.value, count.unit, count.what) for count in record.counts]
[(120, '名', '农户')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import CorpusError, ReadError, SeedError, UsageError, WorkerError, ZhengwenError
    from .extract.api import (
        extract,
        find_dates,
        find_numbers,
        link_place,
        load,
        parse_number,
    )
    from .extract.pipeline import Extractor
    from .extract.record import Record, schema
else:
    from . import extract

__version__ = "0.1.0"

__all__ = [
    "CorpusError",
    "Extractor",
    "ReadError",
    "Record",
    "SeedError",
    "UsageError",
    "WorkerError",
    "ZhengwenError",
    "__version__",
    "extract",
    "find_dates",
    "find_numbers",
    "link_place",
    "load",
    "parse_number",
    "schema",
]

_API = ("find_dates", "find_numbers", "link_place", "load", "parse_number")
_HOMES = {
    **dict.fromkeys(_API, ".extract.api"),
    "Extractor": ".extract.pipeline",
    "Record": ".extract.record",
    "schema": ".extract.record",
}


def __getattr__(name: str) -> Any:
    # Public names are loaded on first use: ``import zhengwen`` stays cheap, and
    # the command line starts without the libraries it does not need.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, ".errors"), __name__), name)
