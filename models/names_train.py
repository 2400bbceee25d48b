"""Training the name model (``names``) and the given-name characters on annotated sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import lexicon as lx
from . import names as model
from .edges_train import Example

Text = tuple[str, Sequence[tuple[int, int, str]]]


def given_table(texts: Iterable[Text], path: Path, per_name: int = 3) -> None:
    """Write log-odds of characters in given names; each name counts ``per_name`` times at most."""
    inside: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    kinds = model.surnames()
    for text, mentions in texts:
        anywhere.update(text)
        for start, end, kind in mentions:
            name = text[start:end]
            seen[name] += 1
            if kind != "PERSON" or seen[name] > per_name or not 2 <= len(name) <= 4:
                continue
            if name[:2] in model.compound():
                inside.update(name[2:])
            elif name[0] in kinds and len(name) <= 3:
                inside.update(name[1:])
    total_in = sum(inside.values())
    total = sum(anywhere.values())
    rows = ["char\tlogodds\tsource\n"]
    for char, n in sorted(inside.items()):
        if n < 2 or not "一" <= char <= "鿿":
            continue
        odds = math.log((n + 0.3) / total_in) - math.log((anywhere[char] + 3) / total)
        rows.append(f"{char}\t{odds:.2f}\tcounts over public name annotation\n")
    path.write_text("".join(rows), encoding="utf-8")


def examples(texts: Iterable[Text], weight: float, per_name: int = 30) -> Iterable[Example]:
    """The places where a surname stands, with the right length or none."""
    seen: Counter[str] = Counter()
    for text, mentions in texts:
        sc = lx.scan(text)
        by_start = {s: e for s, e, kind in mentions if kind == "PERSON"}
        inside = {i for s, e, kind in mentions if kind == "PERSON" for i in range(s + 1, e)}
        for position in range(len(text)):
            if position in inside:
                continue
            found = model.spans(sc, position)
            if not found:
                continue
            end = by_start.get(position)
            if end is not None:
                name = text[position:end]
                seen[name] += 1
                if seen[name] > per_name or end not in [e for e, _ in found]:
                    continue
            options = [model.features(sc, position, e, odds) for e, odds in found]
            right = [i for i, (e, _) in enumerate(found) if e == end] or [len(options)]
            options.append([])
            yield options, right, weight
