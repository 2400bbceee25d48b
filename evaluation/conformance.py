"""Number and date grammars against the test cases of other projects.

The suites are data of others and are not copied here: ``FOLDER`` holds
``recognizers-zh.jsonl.gz`` (Microsoft Recognizers-Text, MIT) and ``jionlp-time.jsonl.gz``
(JioNLP, Apache 2.0).  A case on which our guidelines differ by intent falls under a
*convention*, listed with its reason; what the suites themselves mark as unsupported by
design is no case.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .scores import ALL, Share, share_of
from .tables import Table, make

RECOGNIZERS, JIONLP = "recognizers-zh.jsonl.gz", "jionlp-time.jsonl.gz"


@dataclass(frozen=True)
class Outcome:
    """One case: whether it is read as its suite has it, and the convention that it falls under."""

    suite: str
    model: str
    text: str
    right: bool
    convention: str | None = None


def rows(folder: Path, name: str) -> Iterator[Mapping[str, Any]]:
    """The cases of a suite; none where its file is not at hand."""
    path = folder / name
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def share(outcomes: Sequence[Outcome]) -> Share:
    """The share that is right, with Wilson's interval."""
    return share_of(sum(o.right for o in outcomes), len(outcomes))


def table(outcomes: Sequence[Outcome]) -> Table:
    """Shares by suite and model: of all cases, and of those under no convention."""
    cells = []
    for suite in dict.fromkeys(o.suite for o in outcomes):
        of_suite = [o for o in outcomes if o.suite == suite]
        models = list(dict.fromkeys(o.model for o in of_suite))
        for model in (*models, *([ALL] if len(models) > 1 else [])):
            own = [o for o in of_suite if model in (o.model, ALL)]
            plain = [o for o in own if o.convention is None]
            cells.append((suite, model, len(own), share(own), len(plain), share(plain)))
    head = ("suite", "model", "all cases", "right", "without conventions", "right")
    return make(head, cells, 2)


def conventions(outcomes: Sequence[Outcome]) -> Table:
    """How many cases each convention takes out, and how many of these are right all the same."""
    n = Counter((o.suite, o.convention) for o in outcomes if o.convention)
    right = Counter((o.suite, o.convention) for o in outcomes if o.convention and o.right)
    cells = [(*key, count, right[key]) for key, count in n.items()]
    return make(("suite", "convention", "cases", "right"), sorted(cells), 2)
