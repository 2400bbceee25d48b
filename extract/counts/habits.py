"""How words stand beside counts in the news, and with which units they are counted.

:mod:`zhengwen.extract.counts.what_training` writes the tables.
"""

from __future__ import annotations

from functools import cache
from math import log

from ...seeds.table import read_table

WORDS = "counted_words.tsv"
COLUMNS = ("word", "near", "object", "subject", "opening", "closing", "source")
PAIRS = "counted_pairs.tsv"
PAIR_COLUMNS = ("unit", "word", "beside", "counted", "source")
NO_UNIT = "-"


@cache
def _habits() -> dict[str, tuple[int, ...]]:
    """How often a word stands near counts in the news, and in which place of a phrase."""
    rows = read_table(WORDS, COLUMNS)
    return {row["word"]: tuple(int(row[name]) for name in COLUMNS[1:6]) for row in rows}


def closings(word: str) -> int:
    """How often ``word`` closes a run of nouns behind a unit."""
    return _habits().get(word, (0,) * 5)[4]


def share(word: str, place: int) -> str:
    """How often a word stands in a place of phrases by counts, in sixths; - if too rare."""
    habits = _habits().get(word)
    return "-" if habits is None else str(min(5, 6 * habits[place] // (habits[0] + 1)))


@cache
def fits() -> dict[str, dict[str, str]]:
    """By unit and word, how well they go together in the news; by ``""``, with any unit.

    That is the log odds that the word is what is counted when it stands there.
    """
    sums: dict[str, dict[str, list[int]]] = {"": {}}
    for row in read_table(PAIRS, PAIR_COLUMNS):
        for unit in (row["unit"], ""):
            pair = sums.setdefault(unit, {}).setdefault(row["word"], [0, 0])
            pair[0] += int(row["beside"])
            pair[1] += int(row["counted"])
    return {
        unit: {
            word: f"fits{' here' if unit else ''}={_odds(*pair)}" for word, pair in words.items()
        }
        for unit, words in sums.items()
    }


def _odds(beside: int, counted: int) -> int:
    """Log odds of ``counted`` in ``beside``, in whole nats."""
    share = (counted + 0.3) / (beside + 1)
    return max(-4, min(4, round(log(share / (1 - share)))))


def fit(unit: str | None, word: str) -> tuple[str, str]:
    """Features that say how well ``word`` goes with ``unit``, and with any unit."""
    known = fits()
    here = known.get(unit or NO_UNIT, {}).get(word, "fits here=-")
    return here, known[""].get(word, "fits=-")
