"""The annotated corpus as a ``datasets.DatasetDict`` with explicit features."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import markup
from .check import listed
from .gold import SPLITS, annotated_files

if TYPE_CHECKING:
    from datasets import DatasetDict, Features

_META = ("form", "province", "county", "outlet", "published", "style", "writer")
_LISTS = ("subjects", "phenomena", "decoys")


def features() -> Features:
    """The columns.  One row is one annotated file.

    Offsets are code points into ``text``, end exclusive.  An attribute that
    does not belong to the mention's type is null or an empty list; ``number``
    is the value of a COUNT (one number, or the two ends of a range), ``value``
    that of a DATE.  ``body`` is empty for an article without body text.
    """
    from datasets import ClassLabel, Features, Value

    text, integer = Value("string"), Value("int32")
    mention = {
        "type": ClassLabel(names=list(markup.TYPES)),
        "start": integer,
        "end": integer,
        "text": text,
        **dict.fromkeys(("kind", "level", "role", "org", "unit", "what", "modifier"), text),
        "number": [Value("float64")],
        "value": text,
        "components": [text],
        "sponsor": text,
    }
    article = {
        **dict.fromkeys(("kicker", "title", "subtitle", "published"), text),
        "body": [integer],
        **{
            key: [text] for key in ("reporters", "correspondents", "photographers", "section_heads")
        },
        "mentions": [mention],
    }
    return Features(
        {
            "id": text,
            "sha256": text,
            "text": text,
            **dict.fromkeys(_META, text),
            **{key: [text] for key in _LISTS},
            "articles": [article],
        }
    )


def _mention(mention: dict[str, Any]) -> dict[str, Any]:
    attrs = dict(mention["attrs"])
    value = attrs.pop("value", None)
    number: list[float] = []
    if mention["type"] == "COUNT":
        number = [float(part) for part in (value if isinstance(value, list) else [value])]
        value = None
    row: dict[str, Any] = {
        key: attrs.get(key)
        for key in ("kind", "level", "role", "org", "unit", "what", "modifier", "sponsor")
    }
    return {
        **{key: mention[key] for key in ("type", "start", "end", "text")},
        **row,
        "number": number,
        "value": value,
        "components": attrs.get("components") or [],
    }


def row(gold: markup.GoldFile) -> dict[str, Any]:
    """One annotated file as a row of the dataset."""
    articles = [
        {
            **article,
            "body": article["body"] or [],
            "mentions": [_mention(mention) for mention in article["mentions"]],
        }
        for article in markup.to_json(gold)["articles"]
    ]
    return {
        "id": gold.id,
        "sha256": gold.sha256,
        "text": gold.text,
        **{key: gold.meta.get(key) or None for key in _META},
        **{key: listed(gold.meta.get(key)) for key in _LISTS},
        "articles": articles,
    }


def load_dataset(folder: Path | None = None) -> DatasetDict:
    """All splits, mirror too; ``folder`` holds them (default: the shipped corpus)."""
    from datasets import Dataset, DatasetDict

    shape = features()
    return DatasetDict(
        {
            split: Dataset.from_list(
                [row(gold) for gold in annotated_files(split, folder)], features=shape
            )
            for split in SPLITS
        }
    )
