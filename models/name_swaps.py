"""New names in labelled sentences of any source, drawn as the network learns.

Names repeat in the news (the same leaders every day): a network that sees them as
they are learns the names.  Here names are replaced by others of the same length,
which leaves the labels' offsets as they are; :mod:`.augment` swaps the names of
annotated articles, the same way throughout each, by what they are made of.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from ..seeds.table import DIVISION_COLUMNS, WORD_COLUMNS, read_table
from .names_recipe import GENERIC
from .tagger_data import Sentence

_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_STEM = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?:街道|社区|[省市县区旗镇乡村])")


class NameMaker:
    """Draws new names: of people by the characters of seen ones, of places by their stems.

    Every seen name counts once, however often the news has it, lest the leaders of
    the day decide what a name looks like.
    """

    def __init__(self, names: Iterable[str], stems: Iterable[str]) -> None:
        kept = list(dict.fromkeys(n for n in names if _HAN_NAME.fullmatch(n)))
        surnames = Counter(n[0] for n in kept)
        given = Counter(c for n in kept for c in n[1:])
        self._surnames = [s for s, n in surnames.items() if n >= 3]
        self._surname_weights = list(accumulate(surnames[s] ** 0.7 for s in self._surnames))
        self._given = list(given)
        self._given_weights = list(accumulate(given[c] ** 0.6 for c in self._given))
        self._stems: dict[int, list[str]] = {2: [], 3: []}
        for stem in sorted(set(stems)):
            if len(stem) in self._stems:
                self._stems[len(stem)].append(stem)

    def person(self, length: int, rng: random.Random) -> str:
        """A person's name of ``length`` characters (2 or 3)."""
        head = rng.choices(self._surnames, cum_weights=self._surname_weights)[0]
        tail = rng.choices(self._given, cum_weights=self._given_weights, k=length - 1)
        return head + "".join(tail)

    def stem(self, length: int, rng: random.Random) -> str:
        """A place name's stem of ``length`` characters (2 or 3)."""
        known = self._stems[length]
        if rng.random() < 0.7:
            return rng.choice(known)
        return "".join(rng.choice(rng.choice(known)) for _ in range(length))


def division_stems() -> list[str]:
    """Stems of the names of towns and counties (青山 of 青山县)."""
    rows = read_table("divisions.tsv.gz", DIVISION_COLUMNS)
    matches = (_STEM.fullmatch(row["name"]) for row in rows)
    return [match[1] for match in matches if match]


def swap_names(sentence: Sentence, maker: NameMaker, share: float, rng: random.Random) -> Sentence:
    """The sentence with a share of its names replaced, lengths unchanged.

    People with a Chinese name of two or three characters, also spaced (林 芳), get
    another; in places and organizations the stems before 县, 镇, 社区 and the like do.
    """
    text, spans = sentence
    chars = list(text)
    for start, end, kind in spans:
        if kind == "PERSON":
            han = [i for i in range(start, end) if "\u4e00" <= text[i] <= "\u9fff"]
            plain = all(i in han or text[i].isspace() for i in range(start, end))
            if plain and 2 <= len(han) <= 3 and rng.random() < share:
                for i, char in zip(han, maker.person(len(han), rng), strict=True):
                    chars[i] = char
        elif kind in ("ORG", "PLACE"):
            for found in _STEM.finditer(text, start, end):
                if rng.random() < share:
                    chars[found.start(1) : found.end(1)] = maker.stem(len(found[1]), rng)
    return "".join(chars), spans


def add_generic(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with heads that name no body (加强社区…) put in, once in 150 characters.

    Otherwise any two characters before 社区 look like a name: the corpus is about
    bodies, and swapping has shown the network every stem there is.
    """
    text, spans = sentence
    taken = {i for start, end, _ in spans for i in range(start, end + 1)}
    free = [
        i
        for i in range(2, len(text))
        if i not in taken and "\u4e00" <= text[i - 1] <= "\u9fff" and text[i].isalpha()
    ]
    rng.shuffle(free)
    for at in sorted(free[: len(text) // 150], reverse=True):
        word = rng.choice(_everyday()) if rng.random() < 0.6 else ""
        piece = word + rng.choice(GENERIC)
        text = text[:at] + piece + text[at:]
        spans = [(s + len(piece), e + len(piece), k) if s >= at else (s, e, k) for s, e, k in spans]
    return text, spans


@cache
def _everyday() -> tuple[str, ...]:
    """Everyday words of two characters that are no town's stem."""
    stems = frozenset(division_stems()) - {"全面", "加强"}
    rows = read_table("common_words.tsv", WORD_COLUMNS)
    return tuple(w for row in rows if len(w := row["word"]) == 2 and w not in stems)
