"""Recipe: train the name models (left edges, people, known places) from data.

``zhengwen train names --data DIR`` reads the corpus's train
split, the public sets ``DIR/ner`` and the machine-marked news
``DIR/silver/xwlb.lac.jsonl.xz`` and writes the weight tables in ``seeds/``.
Same data, same bytes.  About a quarter of an hour on one core.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from ..corpus import markup
from ..seeds.table import DIVISION_COLUMNS, read_table
from . import edges_train, known_train, names_train, word_tables
from . import lexicon as lx
from .augment import Pools, augment, pools

Marked = tuple[str, list[tuple[int, int, str]]]
Row = dict[str, list[int]]

_JOINED = re.compile("(街道|镇|乡|村|社区|组|[省市县区州旗盟]|开发区|园区|屯|苏木|嘎查)$")
_DIVISIONS = frozenset(("province", "city", "county"))
_OPENERS = frozenset("的在和与到对为是以将了把被让从向由及各某该本这那等")
_BEFORE_GENERIC = frozenset("在让对与和把将到从向为由给各该本某新多并及等是以")
GENERIC = (
    *["社区"] * 6,
    *["街道"] * 4,
    *["村", "农村"] * 2,
    *["镇", "乡", "学校", "医院", "公司", "小区", "企业", "机关", "党组织", "党支部", "村委会"],
    *["居委会", "银行", "工厂", "党委", "物业公司"],
)
"""Heads that are put behind everyday words to show what is no name (组织社区工作者)."""

STEP = 4
"""Every which sentence of the machine-marked news is learnt from."""
NER = ("msra.train_sample", "uner_gsdsimp.train", "resume.train")


def joined(entities: Iterable[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Machine marks with chains of places and bodies joined as the guidelines want them."""
    result: list[tuple[int, int, str]] = []
    level = lx.lexicon().level
    for start, end, kind in entities:
        if kind not in ("PLACE", "ORG"):
            continue
        if result and result[-1][1] == start:
            before = text[result[-1][0] : start]
            division = before in level and level[before] in _DIVISIONS
            if kind == "ORG" or division or _JOINED.search(text[start:end]):
                result[-1] = (result[-1][0], end, kind)
                continue
        result.append((start, end, kind))
    return result


def _entities(row: dict[str, list[dict[str, int | str]]]) -> list[tuple[int, int, str]]:
    return [(int(e["start"]), int(e["end"]), str(e["label"])) for e in row["entities"]]


class Silver:
    """The machine-marked news: texts, marks, word ends; read once."""

    def __init__(self, path: Path) -> None:
        self.rows: list[tuple[str, list[tuple[int, int, str]], list[int]]] = []
        self.frequency: Counter[str] = Counter()
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text, marks, words = row["text"], _entities(row), row["words"]
                self.rows.append((text, marks, words))
                inside = {i for start, end, _ in marks for i in range(start, end)}
                at = 0
                for end in words:
                    if at not in inside:
                        self.frequency[text[at:end]] += 1
                    at = end
        self.stems = {
            row["name"][:2] for row in read_table("divisions.tsv.gz", DIVISION_COLUMNS)
        } - {"全面", "加强"}

    def edges(self, step: int) -> Iterator[edges_train.Text]:
        """Every ``step``-th sentence with the heads that surely are no names."""
        for text, marks, words in self.rows[::step]:
            plain: set[int] = set()
            previous: str | None = None
            at = 0
            for end in words:
                if (
                    previous is None
                    or not previous.isalnum()
                    or previous in _OPENERS
                    or (
                        len(previous) >= 2
                        and self.frequency[previous] >= 100
                        and previous not in self.stems
                    )
                ):
                    plain.add(at)
                previous, at = text[at:end], end
            yield text, joined(marks, text), (frozenset(words), frozenset(plain))

    def generic(self, step: int, seed: int) -> Iterator[edges_train.Text]:
        """Sentences with a generic head put between two everyday words."""
        rng = random.Random(seed)
        level = lx.lexicon().level
        for text, marks, words in self.rows[::step]:
            inside = {i for start, end, _ in marks for i in range(start, end)}
            spans = pairwise([0, *words])
            places = []
            for (start, end), (after, last) in pairwise(spans):
                word = text[start:end]
                if start in inside or after in inside or word in level or word in self.stems:
                    continue
                usual = len(word) >= 2 and self.frequency[word] >= 60
                if (usual or word in _BEFORE_GENERIC) and self.frequency[text[after:last]] >= 40:
                    places.append(after)
            if places:
                at = rng.choice(places)
                changed = text[:at] + rng.choice(GENERIC) + text[at:]
                yield changed, [], (frozenset(range(len(changed) + 1)), frozenset([at]))


def public(folder: Path) -> list[Marked]:
    """The public training sets."""
    result = []
    for name in NER:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                result.append((row["text"], _entities(row)))
    return result


def corpus(folder: Path) -> list[Marked]:
    """The articles in ``folder`` that mirror no page: the scorer learns from those that do."""
    result = []
    for path in sorted(folder.glob("*.txt")):
        gold = markup.read(path)
        if "mirrors" in gold.meta:
            continue
        for article in gold.articles:
            if not article.mentions:
                continue
            low = min(m.start for m in article.mentions)
            high = max(m.end for m in article.mentions)
            if article.body:
                low, high = min(low, article.body[0]), max(high, article.body[1])
            marks = [(m.start - low, m.end - low, m.type) for m in article.mentions]
            result.append((gold.text[low:high], marks))
    return result


def train_edges(
    silver: Silver, ner: list[Marked], own: list[Marked], pool: Pools, out: Path
) -> None:
    """Weights of the left-edge model."""
    sets = [
        (silver.edges(STEP), 0.5),
        (((t, joined(m, t), (frozenset(range(len(t) + 1)), frozenset())) for t, m in ner), 0.5),
        (silver.generic(2 * STEP, 3), 0.35),
    ]
    data = [e for texts, weight in sets for e in edges_train.examples(texts, weight)]
    exact = list(edges_train.examples(((t, m, None) for t, m in own), 1.0))
    data += exact * 2
    swapped = augment(own, pool, 4, 0)
    data += edges_train.examples(((t, m, None) for t, m in swapped), 0.6)
    weights = edges_train.train(data)
    edges_train.write(edges_train.prune(weights, data), out / "edge_weights.tsv.gz")


def train_people(
    silver: Silver, ner: list[Marked], own: list[Marked], pool: Pools, out: Path
) -> None:
    """Weights of the name model; the table of given-name characters must be there."""
    machine = [(t, m) for t, m, _ in silver.rows[::STEP]]
    named = [(t, m) for t, m in machine if any(kind == "PERSON" for _, _, kind in m)]
    swapped = list(augment(own, pool, 4, 0))
    data = [*names_train.examples(machine, 0.3), *names_train.examples(ner, 0.6)]
    # The news names few people often: its own names teach less than others in their place.
    others = list(augment(named, pool, 1, 1))
    data += names_train.examples(others, 0.3)
    data += list(names_train.examples(own, 1.0)) * 2
    data += names_train.examples(swapped, 0.6)
    data += names_train.examples(names_train.untitled([*swapped, *others], 0.5, 2), 0.4)
    weights = edges_train.train(data)
    edges_train.write(edges_train.prune(weights, data), out / "name_weights.tsv.gz")


def train_known(silver: Silver, own: list[Marked], pool: Pools, out: Path) -> None:
    """Weights of the model of known places."""
    none: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    data = list(known_train.examples(((t, m, none) for t, m, _ in silver.rows[:: STEP // 2]), 0.5))
    exact = list(known_train.examples(((t, m, None) for t, m in own), 1.0))
    exact += known_train.examples(((t, m, None) for t, m in augment(own, pool, 2, 0)), 0.6)
    data += exact * 2
    weights = edges_train.train(data, epochs=4)
    edges_train.write(edges_train.prune(weights, data), out / "known_weights.tsv.gz")


def run(data: Path, out: Path) -> None:
    """Train all tables into ``out``."""
    word_tables.write(data, out)
    silver = Silver(data / "silver" / "xwlb.lac.jsonl.xz")
    ner = public(data / "ner")
    own = corpus(Path(__file__).parents[1] / "corpus" / "annotated" / "train")
    people = [
        text[start:end]
        for text, marks in [*((t, m) for t, m, _ in silver.rows), *ner]
        for start, end, kind in marks
        if kind == "PERSON"
    ]
    pool = pools(people)
    marked = [*((t, m) for t, m, _ in silver.rows), *ner, *own, *own]
    names_train.given_table(marked, out / "given_chars.tsv")
    read_table.cache_clear()
    train_edges(silver, ner, own, pool, out)
    train_people(silver, ner, own, pool, out)
    train_known(silver, own, pool, out)
