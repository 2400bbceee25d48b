"""One automaton over all name words: divisions, heads of bodies and places, titles.

``scan`` runs it once over an article's clean text; every kind of name reads its
matches from the result.  Offsets are code points into that text, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick_rs

from ..corpus.fold import POINTERS, fold
from ..seeds.table import DIVISION_COLUMNS, WORD_COLUMNS, read_table

DIV_FULL = 1
DIV_SHORT = 2
TOWN = 4
PLACE_NAME = 8
ORG_HEAD = 16
PLACE_HEAD = 32
ORG_FIXED = 64
TITLE = 128
SPEECH = 256
COMMON = 512
IDIOM = 1024
NAME_UNIT = 2048

AREA = DIV_FULL | DIV_SHORT
HEAD = ORG_HEAD | PLACE_HEAD
PLACES = AREA | TOWN | PLACE_NAME

ALIAS_COLUMNS = ("alias", "name", "source")
ORG_HEAD_COLUMNS = ("head", "kind", "family", "source")
ORG_FIXED_COLUMNS = ("name", "kind", "source")
PLACE_HEAD_COLUMNS = ("head", "level", "source")
PLACE_NAME_COLUMNS = ("name", "level", "source")
SHARE_COLUMNS = ("name", "share", "source")


@dataclass(frozen=True)
class Lexicon:
    """The words with what is known of each; parallel lists indexed by pattern number."""

    words: list[str]
    tags: list[int]
    level: dict[str, str]
    """Level of a division's full or short name or another known place (highest when several)."""
    org_kind: dict[str, str]
    org_family: dict[str, str]
    fixed_kind: dict[str, str]
    place_head_level: dict[str, str]
    share: dict[str, float]
    """How often the word, where it occurs, is a place; 0.95 where not listed."""
    common: dict[str, str]
    """Everyday words with a class of frequency, 1 (rare) to 3."""
    automaton: ahocorasick_rs.AhoCorasick

    def likely(self, word: str) -> float:
        """Share of the occurrences of a division's name that are the place."""
        return self.share.get(word, 0.95)


def _marked(text: str) -> str:
    """``text`` with line ends written ¶, a character of its own in features and tables, and
    pointers at pictures as one mark."""
    return text.replace("\n", "¶").replace("\r", "¶").replace("\t", " ").translate(POINTERS)


_RANK = {"country": 0, "province": 1, "city": 2, "county": 3, "town": 4}


def plain_forms(name: str, short: str) -> tuple[str, ...]:
    """The names in use of an autonomous county, prefecture or banner, without its peoples.

    >>> plain_forms("恭城瑶族自治县", "恭城"), plain_forms("兰考县", "兰考")
    (('恭城县', '恭城自治县'), ())
    """
    if not short or not name.endswith(("自治县", "自治州", "自治旗")):
        return ()
    return short + name[-1], short + name[-3:]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; built on first use (about a third of a second)."""
    tags: dict[str, int] = {}
    level: dict[str, str] = {}

    def put(word: str, tag: int) -> None:
        tags[word] = tags.get(word, 0) | tag

    def put_level(word: str, value: str) -> None:
        old = level.get(word)
        if old is None or _RANK.get(value, 9) < _RANK.get(old, 9):
            level[word] = value

    for row in read_table("divisions.tsv.gz", DIVISION_COLUMNS):
        name, short = fold(row["name"]), row["short"]
        put(name, TOWN if row["level"] == "town" else DIV_FULL)
        put_level(name, row["level"])
        if short:
            put(short, DIV_SHORT)
            put_level(short, row["level"])
            for plain in plain_forms(name, short):
                put(plain, DIV_FULL)
                put_level(plain, row["level"])
    for row in read_table("division_aliases.tsv", ALIAS_COLUMNS):
        alias = row["alias"]
        put(alias, DIV_FULL if alias[-1] in "县区旗州盟" else DIV_SHORT)
        put_level(alias, level[fold(row["name"])])
    for row in read_table("place_names.tsv", PLACE_NAME_COLUMNS):
        word = fold(row["name"])
        put(word, PLACE_NAME)
        put_level(word, row["level"])
    kinds: dict[str, str] = {}
    families: dict[str, str] = {}
    for row in read_table("org_heads.tsv", ORG_HEAD_COLUMNS):
        put(row["head"], ORG_HEAD)
        kinds[row["head"]] = row["kind"]
        families[row["head"]] = row["family"]
    fixed: dict[str, str] = {}
    for row in read_table("org_fixed.tsv", ORG_FIXED_COLUMNS):
        word = fold(row["name"])
        put(word, ORG_FIXED)
        fixed[word] = row["kind"]
    heads: dict[str, str] = {}
    for row in read_table("place_heads.tsv", PLACE_HEAD_COLUMNS):
        put(row["head"], PLACE_HEAD)
        heads[row["head"]] = row["level"]
    for row in read_table("titles.tsv", ("title", "source")):
        put(row["title"], TITLE)
    for row in read_table("speech_verbs.tsv", ("word", "source")):
        put(row["word"], SPEECH)
    common: dict[str, str] = {}
    for row in read_table("common_words.tsv", WORD_COLUMNS):
        put(row["word"], COMMON)
        common[row["word"]] = row["class"]
    for row in read_table("name_units.tsv", ("unit", "source")):
        put(row["unit"], NAME_UNIT)
    for row in read_table("name_idioms.tsv", ("idiom", "source")):
        put(row["idiom"], IDIOM)
    share = {
        row["name"]: float(row["share"]) for row in read_table("place_share.tsv", SHARE_COLUMNS)
    }
    words = list(tags)
    return Lexicon(
        words,
        [tags[word] for word in words],
        level,
        kinds,
        families,
        fixed,
        heads,
        share,
        common,
        ahocorasick_rs.AhoCorasick(words),
    )


@dataclass(frozen=True)
class Scan:
    """Matches of the lexicon in one text."""

    text: str
    """The folded text, line ends written ¶."""
    starts: dict[int, list[tuple[int, int]]]
    """Matches by start: (end, pattern number)."""
    ends: dict[int, list[tuple[int, int]]]
    """Matches by end: (start, pattern number)."""
    start_tags: dict[int, int]
    """Union of the tags of the matches that start here."""
    end_tags: dict[int, int]

    def longest(self, start: int, mask: int) -> tuple[int, str] | None:
        """The longest word with a tag of ``mask`` that starts at ``start``: (end, word)."""
        if not self.start_tags.get(start, 0) & mask:
            return None
        lex = lexicon()
        best = max((end, i) for end, i in self.starts[start] if lex.tags[i] & mask)
        return best[0], lex.words[best[1]]

    def words_from(self, start: int, mask: int) -> Iterator[tuple[int, str]]:
        """All words with a tag of ``mask`` that start at ``start``: (end, word)."""
        lex = lexicon()
        for end, i in self.starts.get(start, ()):
            if lex.tags[i] & mask:
                yield end, lex.words[i]

    def words_to(self, end: int, mask: int) -> Iterator[tuple[int, str]]:
        """All words with a tag of ``mask`` that end at ``end``: (start, word)."""
        lex = lexicon()
        for start, i in self.ends.get(end, ()):
            if lex.tags[i] & mask:
                yield start, lex.words[i]


def left(text: str, position: int, n: int) -> str:
    """The ``n`` characters before ``position``; the text begins like a line."""
    if position >= n:
        return text[position - n : position]
    return "¶" * (n - position) + text[:position]


@lru_cache(maxsize=4)
def scan(text: str) -> Scan:
    """Matches of the lexicon in ``text``; kept for the last few texts."""
    folded = _marked(fold(text))
    lex = lexicon()
    tags = lex.tags
    starts: dict[int, list[tuple[int, int]]] = {}
    ends: dict[int, list[tuple[int, int]]] = {}
    start_tags: dict[int, int] = {}
    end_tags: dict[int, int] = {}
    for index, start, end in lex.automaton.find_matches_as_indexes(folded, overlapping=True):
        tag = tags[index]
        found = starts.get(start)
        if found is None:
            starts[start] = [(end, index)]
            start_tags[start] = tag
        else:
            found.append((end, index))
            start_tags[start] |= tag
        found = ends.get(end)
        if found is None:
            ends[end] = [(start, index)]
            end_tags[end] = tag
        else:
            found.append((start, index))
            end_tags[end] |= tag
    return Scan(folded, starts, ends, start_tags, end_tags)
