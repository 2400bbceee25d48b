"""Tables of the annotated corpus: by split, type, form, place, subject, phenomenon, year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from . import markup
from .check import listed
from .gold import SPLITS


def _totals(files: Iterable[markup.GoldFile]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for gold in files:
        totals["files"] += 1
        totals["articles"] += len(gold.articles)
        totals["characters"] += len(re.sub(r"\s", "", gold.text))
        for article in gold.articles:
            totals["mentions"] += len(article.mentions)
            totals.update(mention.type for mention in article.mentions)
    keys = ("files", "articles", "characters", "mentions", *markup.TYPES)
    return {key: totals[key] for key in keys}


def _by(files: list[markup.GoldFile], name: str) -> dict[str, int]:
    """Articles by a field of the front matter, or files when it is a list field."""
    counts: Counter[str] = Counter()
    for gold in files:
        if name in ("subjects", "phenomena", "decoys"):
            counts.update(dict.fromkeys(listed(gold.meta.get(name)), 1))
        elif name == "year":
            year = (gold.meta.get("published") or "unknown")[:7].split("-")[0]
            counts[year] += len(gold.articles)
        elif name == "county":
            counts[gold.meta["province"] + " " + gold.meta["county"]] += len(gold.articles)
        else:
            counts[gold.meta[name]] += len(gold.articles)
    if name in ("year", "province", "county"):
        return dict(sorted(counts.items()))
    return dict(counts.most_common())


def statistics(files: Iterable[markup.GoldFile]) -> dict[str, Any]:
    """All tables as one JSON object.

    Characters are counted without white space.  ``form``, ``province``,
    ``county`` and ``year`` count articles; ``subject``, ``phenomenon`` and
    ``decoys`` count the files whose front matter names them.
    """
    all_files = list(files)
    splits = {split: [g for g in all_files if g.meta["split"] == split] for split in SPLITS}
    kinds: Counter[str] = Counter()
    for gold in all_files:
        for article in gold.articles:
            for mention in article.mentions:
                label = mention.attrs.get("kind") or mention.attrs.get("level")
                if mention.type != "PERSON":
                    kinds[f"{mention.type} {label or mention.attrs.get('modifier')}"] += 1
                else:
                    role = mention.attrs.get("role")
                    byline = role if role in markup.BYLINE_ROLES else "in the text"
                    kinds[f"PERSON {byline}"] += 1
    return {
        "split": {**{s: _totals(f) for s, f in splits.items()}, "all": _totals(all_files)},
        "kind": dict(sorted(kinds.items())),
        "form": _by(all_files, "form"),
        "province": _by(all_files, "province"),
        "county": _by(all_files, "county"),
        "subject": _by(all_files, "subjects"),
        "phenomenon": _by(all_files, "phenomena"),
        "decoys": _by(all_files, "decoys"),
        "year": _by(all_files, "year"),
    }


def lines(tables: dict[str, Any]) -> Iterator[str]:
    """The tables for a terminal."""
    splits: dict[str, dict[str, int]] = tables["split"]
    columns = list(next(iter(splits.values())))
    yield "split  " + " ".join(f"{name:>10}" for name in columns)
    for split, totals in splits.items():
        yield f"{split:<6} " + " ".join(f"{totals[name]:>10}" for name in columns)
    for name, table in tables.items():
        if name == "split":
            continue
        yield ""
        yield f"{name} ({len(table)})"
        for key, number in table.items():
            yield f"{number:>6}  {key}"
