"""Recipe: the tagger's dictionary, from jieba's and from this package's seed tables.

jieba (MIT licence) lists some 350,000 words with a word class and a frequency; only
ids are kept of them.  The result is written once, when the tagger is trained, and
is part of the model: seed rows added later do not change what a trained network is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

import numpy as np

from ..seeds.table import DIVISION_COLUMNS, UNIT_COLUMNS, read_table
from . import lexicon as lx
from .dictionary import LENGTHS, Dictionary, word_hashes
from .tagset import code_points

_CLASSES = "n nr nrt ns nt nz j v vn a b d i l m q t s f r c p z ng vg other"
CLASSES = tuple(_CLASSES.split(" "))
"""Word classes of jieba's dictionary; rare ones are joined to their like, or ``other``."""
_LIKE = {"nrfg": "nr", "ad": "a", "an": "a", "ag": "a", "mq": "m", "tg": "t"}
LEVELS = (0, 4, 20, 200)
"""Least frequency of each level; the class ids count levels within classes."""

ROLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("name_stems.tsv", "stem", ("stem", "source")),
    ("place_names.tsv", "name", lx.PLACE_NAME_COLUMNS),
    ("divisions.tsv.gz", "short", DIVISION_COLUMNS),
    ("divisions.tsv.gz", "name", DIVISION_COLUMNS),
    ("place_heads.tsv", "head", lx.PLACE_HEAD_COLUMNS),
    ("org_heads.tsv", "head", lx.ORG_HEAD_COLUMNS),
    ("org_fixed.tsv", "name", lx.ORG_FIXED_COLUMNS),
    ("units.tsv", "unit", UNIT_COLUMNS),
    ("titles.tsv", "title", ("title", "source")),
    ("speech_verbs.tsv", "word", ("word", "source")),
)
"""Seed table, column, all columns: the role of a word is the last that lists it."""


def class_count() -> int:
    """Number of class ids, none included."""
    return len(CLASSES) * len(LEVELS) + 1


def role_count() -> int:
    """Number of role ids, none included."""
    return len(ROLES) + 1


def common_dictionary() -> dict[str, tuple[str, int]]:
    """jieba's words of the lengths that are looked up: class and frequency.

    Raises :class:`ModuleNotFoundError` without jieba (``pip install '.[train]'``).
    """
    text = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines())
    return {word: (tag, int(n)) for word, n, tag in rows if len(word) in LENGTHS}


def roles() -> dict[str, int]:
    """Role ids of the seed tables' words."""
    return {
        row[column]: id
        for id, (name, column, columns) in enumerate(ROLES, 1)
        for row in read_table(name, columns)
        if len(row[column]) in LENGTHS
    }


def shipped(frequent: int) -> Dictionary:
    """The dictionary as it is shipped: jieba's words and the seed tables' roles."""
    return build(common_dictionary(), roles(), frequent)


def build(
    words: Mapping[str, tuple[str, int]], known_roles: Mapping[str, int], frequent: int
) -> Dictionary:
    """A dictionary of ``words`` and of words with a role; the ``frequent`` ones by themselves."""
    ranked = sorted(words, key=lambda word: (-words[word][1], word))[:frequent]
    rank = {word: id for id, word in enumerate(ranked, 1)}
    both = sorted({*words, *known_roles})
    hashes, ids = [], []
    for length in LENGTHS:
        # A word that folding lengthens cannot be looked up.
        kept = [word for word in both if len(code_points(word)) == length]
        keys = np.array([word_hashes(code_points(word), length)[0] for word in kept], np.uint64)
        rows = np.array(list(_ids(kept, words, known_roles, rank)), dtype=np.int16).reshape(-1, 3)
        # Two spellings that fold to the same characters: the one that sorts first stands.
        keys, first = np.unique(keys, return_index=True)
        hashes.append(keys)
        ids.append(rows[first])
    return Dictionary(tuple(hashes), tuple(ids))


def _ids(
    kept: Iterable[str],
    words: Mapping[str, tuple[str, int]],
    known_roles: Mapping[str, int],
    rank: Mapping[str, int],
) -> Iterator[tuple[int, int, int]]:
    for word in kept:
        class_id = 0
        if word in words:
            tag, n = words[word]
            tag = _LIKE.get(tag, tag)
            which = CLASSES.index(tag if tag in CLASSES else "other")
            level = sum(n >= least for least in LEVELS) - 1
            class_id = 1 + which * len(LEVELS) + level
        yield class_id, known_roles.get(word, 0), rank.get(word, 0)
