"""The published figures: one Markdown file, made by one command, never by hand.

    zhengwen evaluate --results -o evaluation/RESULTS.md [--shared DIR] [--with-test] [--peers]

Everything but the timings comes out the same on every run.  ``DIR`` holds ``pages`` and
``gold`` (real pages with stand-off annotation), ``data/raw`` (broadcast news), ``data/ner``
(public named-entity sets) and ``data/specs`` (suites of number and date cases); what is not
there is left out and said to be.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..corpus.markup import TYPES
from . import result_sections as sections
from . import scores, tables
from .matching import match_all
from .readers import Readers
from .result_sections import Found, GoldSet, command, evaluated
from .scores import Share
from .sources import Pair, load_gold, run_records
from .tables import as_markdown, make

TARGETS = (0.9, 0.95, 0.97)
RESAMPLES = 2000

Run = Callable[..., Any]
"""Options of ``zhengwen extract`` to an extractor."""


def gold_sets(shared: Path | None, with_test: bool) -> list[GoldSet]:
    """The gold at hand."""
    found = []
    if with_test:
        found.append(
            GoldSet(
                "Own corpus, test split",
                "test",
                "test",
                "Written and annotated for this package, in counties that neither rules nor models "
                "have seen, by a writer who wrote no rules. It is invented text in the register of "
                "local news, with hard cases more frequent than in life: an estimate for text like "
                "it, not for any paper.",
            )
        )
        found.append(
            GoldSet(
                "Mirrored pages",
                "mirror",
                "mirror",
                "Articles of our own that mirror pages of local papers and sites one to one, by "
                "two writers who wrote no rules and nothing that was learnt from: to every name, "
                "slogan, honour, description and figure of a page there is one of the same sort "
                "and form, in another place and in other words. So what only looks like a mention "
                "is as frequent as on such pages: of what is here the nearest to an estimate for "
                "them. Frozen before the program was first run on it.",
            )
        )
    if shared is not None and (shared / "gold").is_dir():
        found.append(
            GoldSet(
                "Real pages",
                f"real:{shared / 'pages'}:{shared / 'gold'}",
                "real:DIR/pages:DIR/gold",
                "Pages of newspapers; the texts are not ours to publish, the annotation is "
                "stand-off. They were read while the rules were written, and they are few: these "
                "figures are no estimate for other pages, and intervals over so few articles are "
                "rough.",
            )
        )
    news = None if shared is None else shared / "data" / "raw" / "xwlb.jsonl.xz"
    if news is not None and news.is_file():
        found.append(
            GoldSet(
                "Broadcast news",
                f"news:held:{news}",
                "news:held:DIR/data/raw/xwlb.jsonl.xz",
                "Items of national television news that name a grass-roots unit, drawn at random; "
                "the texts are not ours to publish, the annotation is stand-off. Each was "
                "annotated from scratch by one reader who had not seen what the program says. "
                "No rule was written on them and no annotation of them was learnt from; the "
                "scorer learnt from other annotated items of the same news, and words were "
                "counted, and the tagger taught by machine marks, over all of it. The register "
                "is not that of local pages: many more places, columns and national programmes.",
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


def _glance(all_found: Sequence[Found]) -> list[str]:
    rows: list[tuple[tables.Cell, ...]] = []
    for i, kind in enumerate((*TYPES, scores.ALL)):
        cells: list[tables.Cell] = [kind]
        for found in all_found:
            t = found.result.types[i]
            cells += [t.gold, t.precision, t.recall]
        rows.append(tuple(cells))
    head = ["type"]
    for found in all_found:
        head += [f"{found.gold.short}: n", "precision", "recall"]
    return ["## At a glance", as_markdown(make(head, rows))]


READING = """## How to read this

- A mention counts as right when its span and its type are exactly those of the gold. *Overlap F* \
counts a mention of the right type that shares a character with the gold's as right.
- *n* and *gold* are mentions in the gold, *pred* those that the program shows, *exact* the right \
ones. Every other mention is in one class of errors: *wrong type* (same span), *boundary* (same \
type, overlapping), *both*, *missed* (nothing touches it), *spurious* (it touches nothing).
- Intervals are 95 %: Wilson's at the effective sample size (mentions of one article resemble each \
other) for precision and recall, a percentile bootstrap over articles (2,000 draws) for F and for \
differences.
- Two annotators who did not see each other's marks agreed on the own corpus with an F of .94 for \
ORG, .90 PLACE, 1.00 PERSON, .99 COUNT, .95 DATE and .88 INITIATIVE, on `what` in 85 %, `sponsor` \
in 75 % and people's roles and bodies in 87 % of cases; on the mirrored pages with .97 for ORG, \
.96 PLACE, 1.00 PERSON, 1.00 COUNT, .98 DATE and .93 INITIATIVE (corpus/DATASHEET.md). Above these \
figures a system has learnt this annotation's habits.
- – stands where there is nothing to count."""


def _difference(full: Found, rules: Found) -> str:
    """Rules alone, and what the tagger adds."""
    of_rules, of_full = match_all(rules.pairs, TYPES), match_all(full.pairs, TYPES)
    added = {
        d.type: Share(d.difference, 1, d.low, d.high)
        for d in scores.compare(of_rules, of_full, TYPES, RESAMPLES)
        if d.figure == "f"
    }
    rows = [
        (t.type, t.gold, t.precision, t.recall, t.f, added.get(t.type)) for t in rules.result.types
    ]
    head = ("type", "n", "precision", "recall", "F", "F of the whole − F of the rules")
    return as_markdown(make(head, rows))


def _mention_section(full: Found, rules: Found) -> list[str]:
    e = full.result
    articles = f"{e.sources} files, {e.cut.gold} articles, {e.types[-1].gold} mentions"
    return [
        f"## {full.gold.title}",
        f"{full.gold.note} {articles}.",
        command("evaluate", full.gold.shown, "--run"),
        as_markdown(tables.mentions(e)),
        "Rules alone, without the tagger, and the paired difference: "
        + command("evaluate", full.gold.shown, "--run", "--no-tagger"),
        _difference(full, rules),
        "Attributes of exactly found mentions; those of a body, place, person or initiative are "
        "asked once an article. *right*: the value is the gold's, none where the gold has none; "
        "*precision*: of the values given; *recall*: of the values annotated; *lenient*: a text "
        "that contains the other, or is contained in it, will do; *commonest*: what always giving "
        "the gold's commonest value would get.",
        as_markdown(tables.attributes(e)),
        f"Article fields ({e.cut.predicted} articles predicted, {e.cut.paired} paired with the "
        f"gold's {e.cut.gold}, {e.cut.exact_bodies} with the exact body; *right*: as the "
        "gold has it, nothing where it has nothing):",
        as_markdown(tables.fields(e)),
        "Reliability of the confidence. *gap*: mean confidence less precision; *noise floor*: the "
        "calibration error (ECE) that perfect confidences would show on as many mentions, and its "
        "97.5 % point; *bins off*: bins of 50 or more mentions that are off by more than their "
        "95 % interval plus .03.",
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
    rows: list[tuple[tables.Cell, ...]] = []
    held = dict.fromkeys((found.gold.short for found in all_found), 0)
    claims = 0
    for target in TARGETS:
        points = extractor.manifest(target)["operating_points"]
        least = {kind: point["threshold"] for kind, point in points.items()}
        by_set = [
            scores.score(match_all(shown_from(found, least), TYPES), TYPES, 100)
            for found in all_found
        ]
        for i, kind in enumerate(TYPES):
            point = points[kind]
            claims += point["reached"]
            claim = "yes" if point["reached"] else f"no ({tables.number(point['lower_bound'])})"
            cells: list[tables.Cell] = [f"{target:g}", kind, claim, f"{point['threshold']:.3f}"]
            for found, figures in zip(all_found, by_set, strict=True):
                precision = figures[i].precision
                cells += [precision, figures[i].recall.value]
                held[found.gold.short] += point["reached"] and precision.high >= target
            rows.append(tuple(cells))
    head = ["P", "type", "claimed", "confidence from"]
    for found in all_found:
        head += [f"{found.gold.short}: precision", f"{found.gold.short}: recall"]
    told = ", ".join(f"{n} on {name}" for name, n in held.items())
    return [
        "## Operating points",
        "`--min-precision P` shows a type's mentions from the confidence upwards at which the dev "
        "split supports P at its lower 95 % bound; *claimed* says whether any confidence does, and "
        "the best bound where none does (then only the surest mentions are shown). The bound takes "
        "no account of how many thresholds were looked at, and dev is easier than unseen text: "
        f"the test is another gold. Of {claims} claims the precision is P or more, or its interval "
        f"contains P: {told}.",
        command("evaluate", "GOLD", "--run", "--min-precision", "P"),
        as_markdown(make(head, rows, 3)),
    ]


def generate(
    run: Run,
    readers: Callable[[], Readers],
    *,
    shared: Path | None,
    with_test: bool,
    with_peers: bool,
) -> str:
    """The whole file.  ``run`` makes an extractor from options."""
    full, rules = run(_options()), run(_options(no_tagger=True))
    sets = [(gold, load_gold(gold.name)) for gold in gold_sets(shared, with_test)]
    found = [
        (
            evaluated(gold, sources, "full", run_records(sources, full.extract_document)),
            evaluated(gold, sources, "rules", run_records(sources, rules.extract_document)),
        )
        for gold, sources in sets
    ]
    own = [one for one, _ in found]
    parts = _glance(own)
    for one, two in found:
        parts += _mention_section(one, two)
    parts += _operating_section(own, full)
    parts += sections.audits()
    if with_peers:
        parts += sections.other_tools(sets, own)
    if shared is not None and (shared / "data" / "specs").is_dir():
        parts += sections.suites(shared / "data" / "specs", readers())
    parts += sections.adcodes(readers())
    parts += sections.formula_parts(readers())
    if shared is not None and (shared / "data" / "ner").is_dir():
        parts += sections.named_entities(shared / "data" / "ner", full)
    parts += sections.study()
    parts += sections.speed(full, rules, next(s for g, s in sets if g.name == "dev"))
    opening = _opening(full, shared, with_test, with_peers)
    return "\n\n".join([*opening, _contents(parts), READING, *parts]) + "\n"


def _contents(parts: Sequence[str]) -> str:
    """Links to the sections, as repositories make their anchors."""
    titles = [part.removeprefix("## ") for part in parts if part.startswith("## ")]
    anchors = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
    links = " · ".join(f"[{t}](#{a})" for t, a in zip(titles, anchors, strict=True))
    return (
        f"{links}. Beside this file: what each source of initiatives brings "
        "([INITIATIVES.md](INITIATIVES.md)); the models by themselves "
        "([MODEL_CARD.md](../models/MODEL_CARD.md)). `zhengwen evaluate GOLD --run --all` adds "
        "figures by rule, province, year and form, `--errors` every error."
    )


def _opening(extractor: Any, shared: Path | None, with_test: bool, with_peers: bool) -> list[str]:
    arguments = [
        *(["--shared", "DIR"] if shared else []),
        *(["--with-test"] if with_test else []),
        *(["--peers"] if with_peers else []),
    ]
    made = command("evaluate", "--results", *arguments, "-o", "evaluation/RESULTS.md")
    version = extractor.manifest(TARGETS[0])["zhengwen"]
    parts = [
        "# Results",
        f"zhengwen {version}. Made by {made}; not to be edited. Each section names the command "
        "that prints its figures. All but the timings come out the same on every run.",
    ]
    if shared:
        parts.append(
            "`DIR` is a folder with `pages` and `gold` (newspaper pages and their annotation), "
            "`data/raw` (broadcast news), `data/ner` (public named-entity sets) and `data/specs` "
            "(suites of number and date cases), none of which is ours to publish."
        )
    if not with_test:
        parts.append("The frozen splits were not opened for this file.")
    return parts
