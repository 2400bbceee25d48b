"""JSON of two annotation tools: doccano (JSONL) and Label Studio (tasks).

doccano counts UTF-16 code units, as its JavaScript front end does (when it is
not set to count grapheme clusters); Label Studio stores code points.  The two
differ only for characters outside the basic plane (rare name characters).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import markup
from .spans import Span, SpanText, attribute_json, mentions


def utf16_offsets(text: str) -> list[int]:
    """For every code-point offset of ``text`` (its end too) the offset in UTF-16 code units.

    >>> utf16_offsets("a𠮷b")
    [0, 1, 3, 4]
    """
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + (2 if ord(char) > 0xFFFF else 1))
    return offsets


def write_doccano(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """``SPLIT.jsonl``: ``text``, ``label`` as ``[start, end, type]``, attributes as metadata."""
    with (folder / f"{split}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for gold in files:
            units = utf16_offsets(gold.text)
            found = list(mentions(gold))
            row: dict[str, Any] = {
                "source_id": gold.id,
                "text": gold.text,
                "label": [[units[m.start], units[m.end], m.type] for m in found],
                "attributes": [attribute_json(mention) for mention in found],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_doccano(path: Path) -> Iterator[SpanText]:
    """The rows of a doccano file, with code-point offsets."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            back = {unit: offset for offset, unit in enumerate(utf16_offsets(row["text"]))}
            spans = tuple(Span(back[start], back[end], kind) for start, end, kind in row["label"])
            yield SpanText(row["source_id"], row["text"], spans)


def _result(number: int, mention: markup.GoldMention, text: str) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "type": "labels",
        "from_name": "label",
        "to_name": "text",
        "value": {
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "labels": [mention.type],
        },
        "meta": {"text": [attribute_json(mention)]},
    }


LABELING = (
    "<View>\n"
    '  <Labels name="label" toName="text">\n'
    + "".join(f'    <Label value="{kind}"/>\n' for kind in markup.TYPES)
    + '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
)
"""Label Studio's labelling interface for these tasks."""


def write_labelstudio(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """``SPLIT.json`` (a list of tasks) and ``labeling.xml`` (the interface)."""
    tasks = [
        {
            "data": {"text": gold.text, "source_id": gold.id},
            "annotations": [
                {"result": [_result(n, m, gold.text) for n, m in enumerate(mentions(gold), 1)]}
            ],
        }
        for gold in files
    ]
    text = json.dumps(tasks, ensure_ascii=False, indent=1)
    (folder / f"{split}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / "labeling.xml").write_text(LABELING, encoding="utf-8", newline="\n")


def read_labelstudio(path: Path) -> Iterator[SpanText]:
    """The tasks of a Label Studio file."""
    for task in json.loads(path.read_text(encoding="utf-8")):
        results = task["annotations"][0]["result"]
        spans = tuple(
            Span(r["value"]["start"], r["value"]["end"], r["value"]["labels"][0]) for r in results
        )
        yield SpanText(task["data"]["source_id"], task["data"]["text"], spans)
