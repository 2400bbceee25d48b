"""The published figures: one Markdown file, made by one command, never by hand.

    zhengwen evaluate --results -o evaluation/RESULTS.md [--shared DIR] [--with-test] [--peers]

Everything but the timings comes out the same on every run.  ``DIR`` holds
``pages`` and ``gold`` (real pages with stand-off annotation) and ``data/ner``
(public named-entity sets); what is not there is left out and said to be.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..corpus.markup import TYPES
from . import audit_study, peers, report, scores, tables
from .matching import match_all
from .sources import GoldSource, Pair, load_gold, pair, run_records
from .tables import as_markdown, make

TARGETS = (0.9, 0.95, 0.97)
NAMED_ENTITIES = ("msra.test", "peoples_daily.test", "uner_gsdsimp.test", "cluener.dev")

Run = Callable[..., Any]
"""Options of ``zhengwen extract`` to an extractor."""


@dataclass(frozen=True)
class GoldSet:
    """A gold set: its title, the GOLD argument to load it, and that argument as printed."""

    title: str
    name: str
    shown: str
    note: str


@dataclass(frozen=True)
class Found:
    """One system's answers on one gold set."""

    gold: GoldSet
    pairs: tuple[Pair, ...] = field(hash=False)
    result: report.Evaluation = field(hash=False)


def gold_sets(shared: Path | None, with_test: bool) -> list[GoldSet]:
    """The gold at hand."""
    found = []
    if with_test:
        found.append(
            GoldSet(
                "Own corpus, test split",
                "test",
                "test",
                "Written and annotated for this package; neither rules nor models have seen it.",
            )
        )
    if shared is not None and (shared / "gold").is_dir():
        found.append(
            GoldSet(
                "Real pages",
                f"real:{shared / 'pages'}:{shared / 'gold'}",
                "real:DIR/pages:DIR/gold",
                "Pages of newspapers; the texts are not ours to publish, the annotation is "
                "stand-off. They were read while the rules were written.",
            )
        )
    found.append(
        GoldSet(
            "Own corpus, dev split",
            "dev",
            "dev",
            "Measured on while the rules were written: an upper limit, not a promise. Operating "
            "points are set on it.",
        )
    )
    return found


def _options(**given: Any) -> argparse.Namespace:
    none = dict.fromkeys(("types", "min_confidence", "min_precision", "calibration"))
    return argparse.Namespace(**(none | {"no_tagger": False, "segmenter": False} | given))


def _evaluated(
    gold: GoldSet,
    sources: Sequence[GoldSource],
    system: str,
    records: Iterable[Mapping[str, Any]],
    types: Sequence[str] = TYPES,
) -> Found:
    pairs = tuple(pair(sources, records))
    result = report.evaluate(pairs, types, gold=gold.shown, system=system)
    return Found(gold, pairs, result)


def _command(*words: str) -> str:
    return f"`zhengwen {' '.join(words)}`"


def _mention_section(full: Found, rules: Found) -> list[str]:
    e = full.result
    articles = f"{e.sources} files, {e.cut.gold} articles, {e.types[-1].gold} mentions"
    return [
        f"## {full.gold.title}",
        f"{full.gold.note} {articles}.",
        f"{_command('evaluate', full.gold.shown, '--run')}",
        as_markdown(tables.mentions(e)),
        f"Rules alone: {_command('evaluate', full.gold.shown, '--run', '--no-tagger')}",
        as_markdown(tables.mentions(rules.result)),
        "Attributes of exactly found mentions (entities are asked once an article; precision over "
        "values given, recall over values annotated; lenient accepts a text that contains the "
        "other):",
        as_markdown(tables.attributes(e)),
        f"Article fields ({e.cut.predicted} articles predicted, {e.cut.paired} paired with the "
        f"gold's {e.cut.gold}, {e.cut.exact_bodies} with the exact body):",
        as_markdown(tables.fields(e)),
        "Reliability of the confidence (the noise floor is the error that perfect confidences "
        "would show on as many mentions; bins off: 50 or more mentions and off by more than the "
        "95 % interval plus .03):",
        as_markdown(tables.reliability(e)),
    ]


def shown_from(found: Found, least: Mapping[str, float]) -> tuple[Pair, ...]:
    """The pairs with only the mentions whose confidence reaches their type's threshold."""
    kept = []
    for p in found.pairs:
        spans = tuple(s for s in p.predicted.spans if s.confidence >= least.get(s.type, 0.0))
        kept.append(replace(p, predicted=replace(p.predicted, spans=spans)))
    return tuple(kept)


def _operating_section(all_found: Sequence[Found], extractor: Any) -> list[str]:
    parts = [
        "## Operating points",
        "`--min-precision P` shows a type's mentions from the confidence upwards at which the dev "
        "split supports P at its lower 95 % bound. What that gives, by gold set:",
        f"{_command('evaluate', 'GOLD', '--run', '--min-precision', 'P')}",
    ]
    rows: list[tuple[tables.Cell, ...]] = []
    for target in TARGETS:
        points = extractor.manifest(target)["operating_points"]
        least = {kind: point["threshold"] for kind, point in points.items()}
        by_set = [
            scores.score(match_all(shown_from(found, least), TYPES), TYPES, 100)
            for found in all_found
        ]
        for i, kind in enumerate(TYPES):
            point = points[kind]
            claim = "yes" if point["reached"] else f"no ({tables.number(point['lower_bound'])})"
            cells: list[tables.Cell] = [f"{target:g}", kind, claim, f"{point['threshold']:.3f}"]
            for figures in by_set:
                cells += [figures[i].precision, figures[i].recall.value]
            rows.append(tuple(cells))
    head = ["P", "type", "claimed", "confidence from"]
    for found in all_found:
        head += [f"{found.gold.shown.split(':')[0]}: precision", "recall"]
    parts.append(as_markdown(make(head, rows, 3)))
    return parts


def _peer_section(sets: Sequence[tuple[GoldSet, Sequence[GoldSource]]]) -> list[str]:
    parts = [
        "## Other tools on the same text",
        "They get the clean text of our segmentation, paragraph by paragraph, and are scored on "
        "the types that they know. Their guidelines differ from ours: the figures say how far a "
        "tool serves this purpose, not how good it is at its own.",
        f"{_command('evaluate', 'GOLD', '--peer', 'NAME')}",
    ]
    rows: list[tuple[tables.Cell, ...]] = []
    for peer in peers.PEERS:
        if not peer.installed:
            continue
        extract = peers.extract_with(peer.name)
        for gold, sources in sets:
            found = _evaluated(gold, sources, peer.name, run_records(sources, extract), peer.types)
            rows += [
                (peer.name, gold.shown.split(":")[0], t.type, t.gold, t.precision, t.recall, t.f)
                for t in found.result.types
                if t.type != scores.ALL
            ]
    if not rows:
        return [*parts, "None was installed when this file was made."]
    head = ("tool", "gold", "type", "n", "precision", "recall", "F")
    return [*parts, as_markdown(make(head, rows, 3))]


def _entity_section(folder: Path, run: Run) -> list[str]:
    extractor = run(_options())
    rows: list[tuple[tables.Cell, ...]] = []
    for name in NAMED_ENTITIES:
        path = folder / f"{name}.jsonl.gz"
        if not path.exists():
            continue
        sources = load_gold(f"ner:{path}")
        gold = GoldSet(name, f"ner:{path}", f"ner:DIR/data/ner/{path.name}", "")
        records = run_records(sources, extractor.extract_document)
        found = _evaluated(gold, sources, "zhengwen", records, TYPES[:3])
        rows += [
            (name, t.type, t.gold, t.precision, t.recall, t.f, t.overlap_f)
            for t in found.result.types
        ]
    head = ("set", "type", "n", "precision", "recall", "F", "overlap F")
    return [
        "## Public named-entity sets",
        "Single sentences of other registers, under guidelines that differ from ours (sub-districts"
        " and villages are places there, generic bodies are marked, provinces before a body's name "
        "are split or joined). For comparison with the literature only.",
        f"{_command('evaluate', 'ner:DIR/data/ner/SET.jsonl.gz', '--run')}",
        as_markdown(make(head, rows, 2)),
    ]


def _study_section() -> list[str]:
    rows = audit_study.study()
    return [
        "## Coverage of the audit's intervals",
        f"Simulated audits, {audit_study.DRAWS:,} draws each, of eight populations whose precision "
        "is known (.78 to .98; 3,000 and 100,000 mentions): the share of 95 % intervals that hold "
        "it. Coverage swings around its nominal level as that of every interval for counts does.",
        "`python -m zhengwen.evaluation.audit_study`",
        as_markdown(audit_study.summary(rows)),
    ]


def _rate(extractor: Any, sources: Sequence[GoldSource], seconds: float = 5.0) -> float:
    """Characters per second on one core, over as many rounds as ``seconds`` allow."""
    documents = [s.document for s in sources if s.document is not None]
    for document in documents[:3]:
        list(extractor.extract_document(document))
    done = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        for document in documents:
            list(extractor.extract_document(document))
            done += len(document.text)
    return done / (time.perf_counter() - begin)


def _first_record(text: str) -> float:
    """Seconds from starting the program to the end of its run on one article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "zhengwen", "extract", str(path)]
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - begin)
    return min(times)


def _speed_section(run: Run, sources: Sequence[GoldSource]) -> list[str]:
    texts = [s.text for s in sources if s.text]
    rows: list[tuple[tables.Cell, ...]] = [
        ("whole pipeline", f"{_rate(run(_options()), sources):,.0f} characters/s"),
        ("rules alone", f"{_rate(run(_options(no_tagger=True)), sources):,.0f} characters/s"),
        ("start to first record", f"{_first_record(texts[0]):.2f} s"),
    ]
    return [
        "## Speed",
        f"One core of {platform.machine()}, Python {platform.python_version()}, the dev split "
        f"({sum(map(len, texts)):,} characters) read again and again. Timings differ by machine "
        "and run.",
        as_markdown(make(("", "speed"), rows)),
    ]


def generate(run: Run, *, shared: Path | None, with_test: bool, with_peers: bool) -> str:
    """The whole file.  ``run`` makes an extractor from options."""
    full, rules = run(_options()), run(_options(no_tagger=True))
    sets = [(gold, load_gold(gold.name)) for gold in gold_sets(shared, with_test)]
    found = [
        (
            _evaluated(gold, sources, "full", run_records(sources, full.extract_document)),
            _evaluated(gold, sources, "rules", run_records(sources, rules.extract_document)),
        )
        for gold, sources in sets
    ]
    arguments = [
        *(["--shared", "DIR"] if shared else []),
        *(["--with-test"] if with_test else []),
        *(["--peers"] if with_peers else []),
    ]
    parts = [
        "# Results",
        "Made by "
        + _command("evaluate", "--results", *arguments, "-o", "evaluation/RESULTS.md")
        + "; not to be edited. A mention counts when its span and type are exactly right. "
        "Intervals are 95 %: Wilson's at the effective sample size (mentions of one article "
        "resemble each other) for precision and recall, a bootstrap over articles for F.",
    ]
    if shared:
        parts.append("`DIR` is a folder with `pages`, `gold` and `data/ner`.")
    if not with_test:
        parts.append("The test split was not opened for this file.")
    for one, two in found:
        parts += _mention_section(one, two)
    parts += _operating_section([one for one, _ in found], full)
    if with_peers:
        parts += _peer_section(sets)
    if shared is not None and (shared / "data" / "ner").is_dir():
        parts += _entity_section(shared / "data" / "ner", run)
    parts += _study_section()
    parts += _speed_section(run, next(s for g, s in sets if g.name == "dev"))
    return "\n\n".join(parts) + "\n"
