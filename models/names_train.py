"""Training the name model (``names``) and the given-name characters on annotated sentences."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from . import lexicon as lx
from . import names as model
from .edges_train import Example

Text = tuple[str, Sequence[tuple[int, int, str]]]


def given_table(texts: Iterable[Text], path: Path, per_name: int = 3) -> None:
    """Write log-odds of characters in given names; each name counts ``per_name`` times at most.

    A character seen in one name only counts as seen in none: a table that knew the names
    of the training texts better than those of others would make the model too sure of it.
    """
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
    for char in sorted(anywhere):
        if not "一" <= char <= "鿿":
            continue
        n = inside[char] if inside[char] > 1 else 0
        odds = math.log((n + 0.3) / total_in) - math.log((anywhere[char] + 3) / total)
        odds = max(model.PLAIN, min(odds, model.UNSEEN) if n == 0 else odds)
        rows.append(f"{char}\t{odds:.2f}\tcounts over public name annotation\n")
    path.write_text("".join(rows), encoding="utf-8")


def untitled(texts: Iterable[Text], share: float, seed: int) -> Iterator[Text]:
    """Texts in which titles between a body and a name are left out (县中学李四 for 县中学教师李四).

    Results of contests and lists of winners name people so; the annotated news seldom does.
    Only texts with such a title are given, ``share`` of them.
    """
    rng = random.Random(seed)
    for text, mentions in texts:
        bodies = {end for _, end, kind in mentions if kind == "ORG"}
        if not bodies or rng.random() > share:
            continue
        sc = lx.scan(text)
        cuts: list[tuple[int, int]] = []
        for start, _, kind in mentions:
            if kind == "PERSON":
                cuts += [(at, start) for at, _ in sc.words_to(start, lx.TITLE) if at in bodies][:1]
        if not cuts:
            continue
        kept = [True] * len(text)
        for low, high in cuts:
            kept[low:high] = [False] * (high - low)
        moved = [0]
        for keep in kept:
            moved.append(moved[-1] + keep)
        yield (
            "".join(c for c, keep in zip(text, kept, strict=True) if keep),
            [(moved[s], moved[e], kind) for s, e, kind in mentions],
        )


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
