"""The published figures beside the gold sets: suites, links, audits, peers, public sets, speed."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..corpus.markup import TYPES
from ..errors import UsageError
from . import (
    audit_publish,
    audit_score,
    audit_study,
    checks,
    conformance,
    conformance_dates,
    conformance_numbers,
    formulas,
    links,
    peers,
    report,
    tables,
)
from .readers import Readers
from .sources import GoldSource, Pair, load_gold, pair, run_records
from .tables import as_markdown, make

NAMED_ENTITIES = ("msra.test", "peoples_daily.test", "uner_gsdsimp.test", "cluener.dev")


@dataclass(frozen=True)
class GoldSet:
    """A gold set: its title, the GOLD argument to load it, and that argument as printed."""

    title: str
    name: str
    shown: str
    note: str

    @property
    def short(self) -> str:
        """For the heads of tables."""
        return self.shown.split(":")[0]


@dataclass(frozen=True)
class Found:
    """One system's answers on one gold set."""

    gold: GoldSet
    pairs: tuple[Pair, ...] = field(hash=False)
    result: report.Evaluation = field(hash=False)


def evaluated(
    gold: GoldSet,
    sources: Sequence[GoldSource],
    system: str,
    records: Iterable[Mapping[str, Any]],
    types: Sequence[str] = TYPES,
) -> Found:
    """A system's records on a gold set, scored."""
    pairs = tuple(pair(sources, records))
    result = report.evaluate(pairs, types, gold=gold.shown, system=system)
    return Found(gold, pairs, result)


def command(*words: str) -> str:
    """The command that prints a figure."""
    return f"`zhengwen {' '.join(words)}`"


def suites(folder: Path, readers: Readers) -> list[str]:
    """Number and date cases of other projects."""
    outcomes = checks.suite_outcomes(folder, readers)
    return [
        "## Conformance suites",
        "The test cases of two other projects for Chinese numbers and dates, without the part "
        "that is held back for a last test, and without what Recognizers-Text marks as "
        "unsupported by design. They were read while the grammars were written: the shares say "
        "how far the grammars cover what others thought of, not how they do on unseen forms. "
        "A case is right when all its expressions are found with span and value, nothing else "
        "with them. Spans may leave out the words that our guidelines leave out (自, 从, 截至, "
        "起 …); of JioNLP's lengths of time and recurrences only the kind is compared.",
        "Where our guidelines or the news differ from a suite by intent, the case falls under a "
        f"convention: {len(conformance_numbers.REASONS)} single cases of numbers, "
        f"{len(conformance_dates.CONVENTIONS) + len(conformance_dates.JIO_CONVENTIONS)} forms of "
        "dates besides traditional characters and options of JioNLP, each listed with its reason "
        "in `evaluation/conformance_numbers.py` and `evaluation/conformance_dates.py`. The first "
        "share counts all cases, the second leaves those out; the number cases were listed "
        "because they differ, so theirs is 1 unless "
        "something broke.",
        command("evaluate", "suites:DIR/data/specs", "[--errors]"),
        as_markdown(conformance.table(outcomes)),
    ]


def adcodes(readers: Readers) -> list[str]:
    """Division codes against the table made by hand."""
    return [
        "## Division codes",
        "Codes of the statistics bureau for places and bodies of the train split, against a "
        "table made by hand (`evaluation/adcodes.tsv`). A first version's codes were shown to the "
        "reader who mended them, and the rules were revised after that reading: figures of a known "
        "sample, an upper limit. Gold mentions are interpreted, so that "
        "nothing but the link is judged. Linked: of the surfaces that name a division, those that "
        "got a code; right: of the codes given, those that are the one by hand.",
        command("evaluate", "adcodes", "[--errors]"),
        as_markdown(links.table(links.cases(readers.interpret))),
    ]


def formula_parts(readers: Readers) -> list[str]:
    """Formulas taken apart, on passages after real ones."""
    return [
        "## Formulas taken apart",
        "Passages of our own (`corpus/formulas.jsonl`), written after the ways in which real "
        "local papers tell the parts of a numbered name; the names are given. The choice of parts "
        "is learnt from the set *train*; nobody who writes rules looked at *held*, but its figures "
        "were printed while rules were tried, and two rules were dropped for them. *right*: "
        "exactly the parts by hand, in order.",
        command("evaluate", "formulas", "[--errors]"),
        as_markdown(formulas.table(formulas.cases(readers.interpret))),
    ]


def audits() -> list[str]:
    """Judgements of a random sample of the news, where the package holds some."""
    rows = audit_publish.shipped()
    found = audit_score.score(rows)
    if not found.types:
        return []
    head = ("type", "mentions", "judged", "precision", "boundary right", "mean confidence")
    cells = [
        (
            *(t.type, f"{t.precision.size:,.0f}", t.precision.n, audit_score.share(t.precision)),
            *(audit_score.share(t.with_boundary), t.confidence),
        )
        for t in found.types
    ]
    bands = [
        (t.type, band, e.n, audit_score.share(e))
        for t in found.types
        for band, e in t.bands.items()
    ]
    values = [
        (t.type, key, e.n, audit_score.share(e))
        for t in found.types
        for key, e in t.attributes.items()
    ]
    notes = Counter((r.type, r.verdict, r.note) for r in rows if r.note and r.verdict in "nb")
    parts = [
        "## National news, judged by sample",
        "Mentions drawn at random from all that the program finds in national television news, "
        "each judged right, wrong, or right with a wrong boundary. How they were drawn and judged, "
        "and every judgement by record and offsets: [audits/README.md](audits/README.md). These "
        "items are in no gold, but the news is not unseen: the rules were tried on it while they "
        "were written, words were counted over it, and the tagger learnt from machine marks on "
        "it. It is another register than local news, and what the program misses is not seen "
        "here. "
        "Weighted by the design, intervals by Agresti and Coull at the effective sample size.",
        command("audit", "score", "evaluation/audits/*.tsv"),
        as_markdown(make(head, cells)),
        "By the program's confidence:",
        as_markdown(make(("type", "confidence", "judged", "precision"), bands, 2)),
    ]
    if values:
        parts += [
            "Values of right mentions, where they were judged:",
            as_markdown(make(("type", "attribute", "judged", "right"), values, 2)),
        ]
    if notes:
        least = sorted(notes.items(), key=lambda item: (TYPES.index(item[0][0]), -item[1], item[0]))
        verdicts = {"n": "wrong", "b": "boundary"}
        parts += [
            "What was wrong (judgements with a class of error; counts are unweighted):",
            as_markdown(
                make(
                    ("type", "verdict", "class", "n"),
                    [(kind, verdicts[v], note, n) for (kind, v, note), n in least],
                    3,
                )
            ),
        ]
    return parts


def other_tools(
    sets: Sequence[tuple[GoldSet, Sequence[GoldSource]]], own: Sequence[Found]
) -> list[str]:
    """Peers on the same text, with this package's figures first."""
    parts = [
        "## Other tools on the same text",
        "They get the clean text of our segmentation, paragraph by paragraph, and are scored on "
        "the types that they know, next to this package on the same gold. Their guidelines "
        "differ from ours (numbers without their unit, places inside names of bodies, 区 and 县 "
        "as words), which overlap F forgives in part; none was made for this genre, and the "
        "own corpus follows our guidelines: the figures say how far a tool serves this purpose, "
        "not how good it is at its own. jieba's tags `t` and `m` are taken for dates and counts, "
        "and JioNLP's counts are sums of money only.",
        command("evaluate", "GOLD", "--peer", "NAME"),
    ]
    ready, missing = [], []
    for peer in peers.PEERS:
        if peer.installed:
            try:
                ready.append((peer, peers.extract_with(peer.name)))
            except UsageError as error:
                missing.append(str(error))
    if missing:
        parts.append(f"Not run: {'; '.join(missing)}.")
    if not ready:
        return [*parts, "None was installed when this file was made."]
    known = [kind for kind in TYPES if any(kind in peer.types for peer, _ in ready)]
    rows: list[tuple[tables.Cell, ...]] = []
    for (gold, sources), ours in zip(sets, own, strict=True):
        results = [("zhengwen", ours)]
        for peer, extract in ready:
            records = run_records(sources, extract)
            results.append((peer.title, evaluated(gold, sources, peer.name, records, peer.types)))
        rows += [
            (gold.short, kind, title, t.gold, t.precision, t.recall, t.f, t.overlap_f)
            for kind in known
            for title, found in results
            for t in found.result.types
            if t.type == kind
        ]
    head = ("gold", "type", "tool", "n", "precision", "recall", "F", "overlap F")
    return [*parts, as_markdown(make(head, rows, 3))]


def named_entities(folder: Path, extractor: Any) -> list[str]:
    """Public sets of named entities."""
    rows: list[tuple[tables.Cell, ...]] = []
    for name in NAMED_ENTITIES:
        path = folder / f"{name}.jsonl.gz"
        if not path.exists():
            continue
        sources = load_gold(f"ner:{path}")
        gold = GoldSet(name, f"ner:{path}", f"ner:DIR/data/ner/{path.name}", "")
        records = run_records(sources, extractor.extract_document)
        found = evaluated(gold, sources, "zhengwen", records, TYPES[:3])
        rows += [
            (name, t.type, t.gold, t.precision, t.recall, t.f, t.overlap_f)
            for t in found.result.types
        ]
    head = ("set", "type", "n", "precision", "recall", "F", "overlap F")
    return [
        "## Public named-entity sets",
        "Single sentences of other registers, under guidelines that differ from ours (sub-districts"
        " and villages are places there, generic bodies are marked, provinces before a body's name "
        "are split or joined), in samples of their test parts. The tagger learnt from other parts "
        "of the same sets, mended towards our guidelines (models/MODEL_CARD.md). Figures in the "
        "literature are of systems trained for each set and its guidelines.",
        command("evaluate", "ner:DIR/data/ner/SET.jsonl.gz", "--run"),
        as_markdown(make(head, rows, 2)),
    ]


def study() -> list[str]:
    """The simulated audits."""
    return [
        "## Coverage of the audit's intervals",
        f"Simulated audits, {audit_study.DRAWS:,} draws each, of eight populations whose precision "
        "is known (.78 to .98; 3,000 and 100,000 mentions): the share of 95 % intervals that hold "
        "it. Coverage swings around its nominal level as that of every interval for counts does.",
        "`python -m zhengwen.evaluation.audit_study`",
        as_markdown(audit_study.summary(audit_study.study())),
    ]


def _rate(extractor: Any, sources: Sequence[GoldSource], seconds: float = 5.0) -> float:
    """Characters per second of processor time, over as many rounds as ``seconds`` allow."""
    documents = [s.document for s in sources if s.document is not None]
    for document in documents[:3]:
        list(extractor.extract_document(document))
    done = 0
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        for document in documents:
            list(extractor.extract_document(document))
            done += len(document.text)
    return done / (time.process_time() - begin)


def _first_record(text: str) -> float:
    """Seconds from starting the program to its end on one article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        arguments = [sys.executable, "-m", "zhengwen", "extract", str(path)]
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run(arguments, check=True, capture_output=True)
            times.append(time.perf_counter() - begin)
    return min(times)


def speed(full: Any, rules: Any, sources: Sequence[GoldSource]) -> list[str]:
    """How fast it is here."""
    texts = [s.text for s in sources if s.text]
    rows: list[tuple[tables.Cell, ...]] = [
        ("whole pipeline", f"{_rate(full, sources):,.0f} characters/s"),
        ("rules alone", f"{_rate(rules, sources):,.0f} characters/s"),
        ("start of the program to the end of its first record", f"{_first_record(texts[0]):.2f} s"),
    ]
    return [
        "## Speed",
        f"One core of {platform.machine()}, Python {platform.python_version()}, the dev split "
        f"({sum(map(len, texts)):,} characters) read again and again; characters per second of "
        "processor time, the program's start by the clock. Timings differ by machine and run.",
        as_markdown(make(("", "figure"), rows)),
    ]
