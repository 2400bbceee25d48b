"""More annotated text from little: the names in it are swapped for others of their kind.

A county becomes another county, 雷集村 another village, 孟凡晓 another person,
the same way throughout an article; everything else stays.  What a model learns
from the result is the surroundings of names, not the corpus's own names.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..seeds.table import DIVISION_COLUMNS, read_table
from . import lexicon as lx
from . import names as person_names

Mentions = Sequence[tuple[int, int, str]]

_TOWN = re.compile("(.{2,4}?)(街道|镇|乡)$")
_ODD = re.compile("(族|地区|办事处|经济|开发|管委)$")
_UNIT = re.compile("([一-鿿]{2,4}?)(街道|镇|乡|社区|村(?!委|党|民|支))")
_SITE = re.compile("([一-鿿]{2,3})(小区|花园|路|公园|广场|河|山|水库|湖|大道|街|大桥)$")
_BODY = re.compile(
    "(有限公司|有限责任公司|合作社|协会|志愿服务队|救援队|服务队|集团|小学|中学|学校|幼儿园"
    "|医院|酒店|商会|家庭农场|公司)$"
)
_FIXED_NAME = re.compile("[某女士先生大爷 ]")


@dataclass(frozen=True)
class Pools:
    """What names are swapped for."""

    divisions: dict[str, list[str]]
    """Level → full names, level + ``s`` → short names."""
    towns: list[str]
    stems: list[str]
    surnames: list[str]
    """Surnames as often as people bear them."""
    rare: list[str]
    double: list[str]
    given_one: list[str]
    given_two: list[str]


def pools(people: Iterable[str]) -> Pools:
    """Pools from the seed tables and a list of people's names (as often as wished)."""
    divisions: dict[str, list[str]] = defaultdict(list)
    towns: list[str] = []
    for row in read_table("divisions.tsv.gz", DIVISION_COLUMNS):
        if row["level"] == "town":
            match = _TOWN.match(row["name"])
            if match and not _ODD.search(match[1]):
                towns.append(match[1])
            continue
        divisions[row["level"]].append(row["name"])
        if row["short"]:
            divisions[row["level"] + "s"].append(row["short"])
    kinds = person_names.surnames()
    usual = [n for n in dict.fromkeys(people) if kinds.get(n[:1]) == "single"]
    three = [n for n in usual if len(n) == 3]
    return Pools(
        dict(divisions),
        towns,
        [row["stem"] for row in read_table("name_stems.tsv", ("stem", "source"))],
        [n[0] for n in three],
        [s for s, kind in kinds.items() if kind == "rare"],
        [s for s, kind in kinds.items() if kind == "compound"],
        [n[1] for n in usual if len(n) == 2],
        [n[1:] for n in three],
    )


class Swapper:
    """Swaps the names of one article consistently."""

    def __init__(self, pool: Pools, rng: random.Random) -> None:
        self._pool = pool
        self._rng = rng
        self._done: dict[tuple[str, str], str] = {}

    def _once(self, kind: str, old: str, new: list[str]) -> str:
        key = (kind, old)
        if key not in self._done:
            self._done[key] = self._rng.choice(new)
        return self._done[key]

    def person(self, name: str) -> str:
        """Another person's name of the same shape."""
        key = ("person", name)
        if key not in self._done:
            pool, rng = self._pool, self._rng
            if name[:2] in person_names.compound() and len(name) > 2:
                given = pool.given_two if len(name) == 4 else pool.given_one
                self._done[key] = rng.choice(pool.double) + rng.choice(given)
            else:
                surname = rng.choice(pool.rare if rng.random() < 0.1 else pool.surnames)
                given = pool.given_one if len(name) == 2 else pool.given_two
                self._done[key] = surname + rng.choice(given)
        return self._done[key]

    def place(self, surface: str, kind: str) -> str:
        """``surface`` with its divisions, unit stems and own name swapped."""
        pool, rng = self._pool, self._rng
        level = lx.lexicon().level
        pieces: list[str] = []
        at = 0
        while at < len(surface):
            end = self._division(surface, at)
            if end:
                word = surface[at:end]
                which = level[word] + ("" if word[-1] in "省市县区旗州盟" else "s")
                pieces.append(self._once("division", word, pool.divisions[which]))
                at = end
                continue
            match = _UNIT.match(surface, at)
            if match and not re.search("[省市县区旗州]", match[1]):
                stems = pool.stems if rng.random() < 0.3 else pool.towns
                pieces.append(self._once("stem", match[1], stems) + match[2])
                at = match.end()
                continue
            pieces.append(surface[at])
            at += 1
        new = "".join(pieces)
        if kind == "PLACE" and new == surface:
            site = _SITE.match(surface)
            if site and rng.random() < 0.8:
                new = rng.choice(pool.stems if rng.random() < 0.5 else pool.towns) + site[2]
        if kind == "ORG" and _BODY.search(new) and rng.random() < 0.6:
            new = self._body(new)
        return new

    def _division(self, surface: str, at: int) -> int:
        level = lx.lexicon().level
        for end in range(min(len(surface), at + 12), at + 1, -1):
            if level.get(surface[at:end]) in ("county", "city", "province"):
                return end
        return 0

    def _body(self, surface: str) -> str:
        """An enterprise's or association's own name, its first two characters swapped."""
        at = 0
        while end := self._division(surface, at):
            at = end
        match = _BODY.search(surface)
        assert match is not None
        own = surface[at : at + 2]
        if (
            match.start() - at < 2
            or own[0] in "省市县区第“"
            or re.search("[省市县区镇乡村街]", own)
        ):
            return surface
        stems = self._pool.stems if self._rng.random() < 0.5 else self._pool.towns
        return surface[:at] + self._once("body", own, stems)[:2] + surface[at + 2 :]


def augment(
    texts: Iterable[tuple[str, Mentions]], pool: Pools, copies: int, seed: int
) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """``copies`` swapped versions of every text; the same ones for the same seed."""
    rng = random.Random(seed)
    kinds = person_names.surnames()
    for text, mentions in texts:
        for _ in range(copies):
            swapper = Swapper(pool, rng)
            pieces: list[str] = []
            moved: list[tuple[int, int, str]] = []
            length = at = 0
            for start, end, kind in sorted(mentions):
                surface = text[start:end]
                if kind == "PERSON":
                    named = surface[:1] in kinds or surface[:2] in kinds
                    if 2 <= len(surface) <= 4 and named and not _FIXED_NAME.search(surface):
                        surface = swapper.person(surface)
                elif kind in ("ORG", "PLACE"):
                    surface = swapper.place(surface, kind)
                before = text[at:start]
                length += len(before)
                moved.append((length, length + len(surface), kind))
                length += len(surface)
                pieces += [before, surface]
                at = end
            pieces.append(text[at:])
            yield "".join(pieces), moved
