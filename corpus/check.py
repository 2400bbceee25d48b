"""Validation of the annotated corpus: every file by itself, and the splits together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from ..errors import CorpusError
from ..seeds.table import DIVISION_COLUMNS, read_table
from . import formulas, freeze, guideline_rules, markup
from .gold import SPLITS

FORMS = ("page", "web", "article", "brief")
"""Kinds of files: a newspaper page, a web page, one article, one short brief."""

SUBJECTS = frozenset(
    (
        "农业",
        "党建",
        "基层治理",
        "旅游",
        "投资",
        "教育",
        "文化",
        "环境",
        "法院",
        "防灾救灾",
        "交通",
        "民生",
        "志愿服务",
        "公安",
        "医疗",
        "养老",
        "疫情",
        "扶贫",
        "体育",
        "消防",
        "安全生产",
        "会议",
        "统计",
    )
)
"""What files are about."""


def root() -> Path:
    """Folder of the annotated corpus: one sub-folder per split."""
    return Path(str(resources.files(__package__).joinpath("annotated")))


def record(split: str = "test") -> Path:
    """The file of a split's frozen hashes."""
    return Path(str(resources.files(__package__).joinpath(freeze.FILES[split])))


@cache
def _divisions() -> tuple[frozenset[str], frozenset[str]]:
    rows = read_table("divisions.tsv.gz", DIVISION_COLUMNS)
    by_code = {row["code"]: row for row in rows}
    provinces = frozenset(row["name"] for row in rows if row["level"] == "province")
    seats: set[str] = set()
    for row in rows:
        if row["level"] not in ("county", "city"):
            continue
        seats.add(row["name"])
        parent = by_code.get(row["parent"])
        if parent is not None:
            # A district whose name others share is written with its city.
            seats.add(parent["name"] + row["name"])
        if row["code"].startswith("50"):
            seats.add("重庆市" + row["name"])
    return provinces, frozenset(seats)


def listed(field: str | None) -> list[str]:
    """The items of a front matter field that holds a list.

    >>> listed("党建, 农业，养老")
    ['党建', '农业', '养老']
    """
    return [part for part in re.split(r"\s*[,，、]\s*", field or "") if part]


def _front_faults(gold: markup.GoldFile, split: str | None) -> Iterator[str]:
    provinces, seats = _divisions()
    meta = gold.meta
    if meta["form"] not in FORMS:
        yield f"form {meta['form']!r} must be one of {', '.join(FORMS)}"
    if meta["province"] not in provinces:
        yield f"province {meta['province']!r} is not in the table of divisions"
    if meta["county"] not in seats:
        yield f"county {meta['county']!r} is not in the table of divisions"
    if split is not None and meta["split"] != split:
        yield f"split {meta['split']!r} stands in the folder {split}"
    for name in listed(meta.get("subjects")):
        if name not in SUBJECTS:
            yield f"subjects name an unknown subject {name!r}"
    for name in listed(meta.get("decoys")):
        if name.upper() not in markup.TYPES:
            yield f"decoys name an unknown type {name!r}"
    published = meta.get("published")
    if published and not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        yield f"published {published!r} is not YYYY-MM-DD"


def _surfaces(gold: markup.GoldFile, kind: str) -> frozenset[str]:
    """Surfaces of the mentions of one type, without white space."""
    return frozenset(
        re.sub(r"\s", "", mention.text)
        for article in gold.articles
        for mention in article.mentions
        if mention.type == kind
    )


def _article_faults(gold: markup.GoldFile, article: markup.GoldArticle) -> Iterator[str]:
    if not article.title:
        yield "an article has no title"
    if article.body is not None:
        start, end = article.body
        if start >= end or (gold.text[start] + gold.text[end - 1]).strip() == "":
            yield f"body of {article.title!r} is empty"
        elif gold.text[start].isspace() or gold.text[end - 1].isspace():
            yield f"body of {article.title!r} begins or ends with a space"
    joined = re.sub(r"\s", "", gold.text)
    bodies = _surfaces(gold, "ORG")
    named = {"org": bodies, "sponsor": bodies | _surfaces(gold, "PLACE")}
    previous = -1
    for mention in article.mentions:
        where = f"{mention.type} {mention.text!r} at {mention.start}"
        if mention.start < previous:
            yield f"{where}: overlaps the mention before it"
        previous = mention.end
        for fault in guideline_rules.faults(mention):
            yield f"{where}: {fault}"
        for key in ("what", "role"):
            value = mention.attrs.get(key)
            if (
                value
                and value not in markup.BYLINE_ROLES
                and re.sub(r"\s", "", value) not in joined
            ):
                yield f"{where}: {key} {value!r} is not in the file"
        for key, surfaces in named.items():
            value = mention.attrs.get(key)
            if value and re.sub(r"\s", "", value) not in surfaces:
                yield f"{where}: {key} {value!r} is no annotated body or place of the file"
        for part in mention.attrs.get("components") or ():
            if re.sub(r"\s", "", part) not in joined:
                yield f"{where}: component {part!r} is not in the file"


def file_faults(gold: markup.GoldFile, split: str | None = None) -> Iterator[str]:
    """What is wrong in one file; ``split`` is the folder that it stands in."""
    for fault in _front_faults(gold, split):
        yield f"{gold.id}: {fault}"
    for article in gold.articles:
        for fault in _article_faults(gold, article):
            yield f"{gold.id}: {fault}"


def place_faults(files: Iterable[markup.GoldFile]) -> Iterator[str]:
    """Counties that stand in more than one split."""
    splits: dict[tuple[str, str], dict[str, str]] = {}
    for gold in files:
        place = (gold.meta["province"], gold.meta["county"])
        splits.setdefault(place, {})[gold.meta["split"]] = gold.id
    for place, found in splits.items():
        if len(found) > 1:
            yield f"{''.join(place)} stands in several splits: {', '.join(found.values())}"


def paths_faults(paths: Sequence[Path]) -> Iterator[str]:
    """What is wrong in the given files, each by itself."""
    for path in paths:
        try:
            gold = markup.read(path)
        except (CorpusError, OSError, UnicodeDecodeError) as error:
            yield f"{path.name}: {error}" if not isinstance(error, CorpusError) else str(error)
            continue
        yield from file_faults(gold, path.parent.name if path.parent.name in SPLITS else None)


def corpus_faults(folder: Path | None = None, frozen: Path | None = None) -> Iterator[str]:
    """What is wrong in the whole corpus: files, splits and the frozen ones.

    ``frozen`` is the record of the test split of another corpus, which has no other frozen one.
    """
    top = folder or root()
    paths = sorted(path for split in SPLITS for path in (top / split).glob("*.txt"))
    if not paths:
        yield f"{top}: no annotated files"
        return
    yield from paths_faults(paths)
    read: list[markup.GoldFile] = []
    for path in paths:
        try:
            read.append(markup.read(path))
        except (CorpusError, UnicodeDecodeError):
            continue
    yield from place_faults(read)
    for split in ("test",) if frozen else freeze.FILES:
        yield from freeze.faults(top / split, frozen or record(split))
    if folder is None:
        yield from formulas.faults()
