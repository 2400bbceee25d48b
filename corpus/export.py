"""Writing the annotated corpus in exchange formats, one function per format.

The unit is the annotated file (a page with its articles); ``docbin``,
``conll``, ``doccano`` and ``labelstudio`` write one file per split, ``json``
and ``brat`` a text and an annotation file per source in a folder per split.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import UsageError
from . import export_brat, export_conll, export_docbin, export_tools, markup

Writer = Callable[[Sequence[markup.GoldFile], str, Path], None]


def write_json(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """The guidelines' format: ``SPLIT/ID.txt`` and ``SPLIT/ID.json``."""
    target = folder / split
    target.mkdir(parents=True, exist_ok=True)
    for gold in files:
        # Bytes, so that the hash in the JSON holds on every system.
        (target / f"{gold.id}.txt").write_bytes(gold.text.encode("utf-8"))
        text = json.dumps(markup.to_json(gold), ensure_ascii=False, indent=1)
        (target / f"{gold.id}.json").write_text(text + "\n", encoding="utf-8")


WRITERS: dict[str, Writer] = {
    "json": write_json,
    "conll": export_conll.write,
    "docbin": export_docbin.write,
    "brat": export_brat.write,
    "doccano": export_tools.write_doccano,
    "labelstudio": export_tools.write_labelstudio,
}


def write(form: str, split: str, files: Iterable[markup.GoldFile], folder: Path) -> int:
    """Write ``files`` of ``split`` in format ``form`` under ``folder``; how many there were."""
    if form not in WRITERS:
        raise UsageError(f"unknown format {form!r}; choose from {', '.join(WRITERS)}")
    listed = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    WRITERS[form](listed, split, folder)
    return len(listed)
