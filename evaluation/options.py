"""Options of ``zhengwen evaluate`` and ``zhengwen audit``.

Apart from what the commands do, so that the program's help needs none of it.
"""

from __future__ import annotations

import argparse
from typing import Any

STRATIFIERS = ("type", "confidence", "rule", "source", "year", "province")
EXPORTS = ("ppi", "dsl")

EVALUATE_EXAMPLES = """examples:
  zhengwen evaluate dev --run
  zhengwen evaluate real:pages:gold --run --no-tagger --errors
  zhengwen evaluate gold/ out.jsonl --html report.html --json report.json
  zhengwen evaluate dev a.jsonl --compare b.jsonl
  zhengwen evaluate adcodes
  zhengwen evaluate formulas --errors
"""

AUDIT_EXAMPLES = """examples:
  zhengwen audit sample out.jsonl --per-type 200 --seed 7 -o audit/
  zhengwen audit sample out.jsonl --per-type 200 --stratify type,confidence --seed 7 -o audit/
  zhengwen audit score audit/audit.csv
  zhengwen audit score audit/audit.csv --export dsl --records out.jsonl -o dsl.csv
  zhengwen audit publish audit/audit.csv -o judgements/
  zhengwen audit recalibrate audit/audit.csv -o calibration.json
  zhengwen extract pages/ --calibration calibration.json -o out2.jsonl
"""


def add_parsers(commands: Any) -> None:
    """Add the sub-commands to the program's parser."""
    evaluate = commands.add_parser(
        "evaluate",
        help="scores against annotated text, with intervals",
        description="Compare records with gold: mentions, attributes, article fields, calibration.",
        epilog=EVALUATE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    evaluate.add_argument(
        "gold",
        nargs="?",
        metavar="GOLD",
        help="train, dev or test; real:PAGES_DIR:GOLD_DIR; news:PART:FILE; ner:FILE; gold JSON; "
        "or adcodes, formulas, suites:FOLDER",
    )
    evaluate.add_argument("pred", nargs="?", metavar="PRED.jsonl", help="records to judge")
    evaluate.add_argument("--run", action="store_true", help="extract now instead of reading PRED")
    evaluate.add_argument("--peer", metavar="NAME", help="run another tool, if it is installed")
    evaluate.add_argument("--compare", metavar="OTHER.jsonl", help="a second system, paired")
    evaluate.add_argument("--types", metavar="T,T", help="only these, e.g. COUNT,DATE")
    evaluate.add_argument("--errors", action="store_true", help="list every error instance")
    evaluate.add_argument("--all", action="store_true", help="also rules and slices")
    evaluate.add_argument(
        "--json", metavar="FILE", help="everything as JSON (- for standard output)"
    )
    evaluate.add_argument("--html", metavar="FILE", help="everything as one HTML page with plots")
    evaluate.add_argument("--resamples", type=int, default=2000, metavar="N")
    _add_extract_options(evaluate)
    results = evaluate.add_argument_group("the published figures")
    results.add_argument("--results", action="store_true", help="write them all, as Markdown")
    results.add_argument("--shared", metavar="DIR", help="folder with pages, gold, data")
    results.add_argument("--with-test", action="store_true", help="open the frozen splits too")
    results.add_argument("--peers", action="store_true", help="run other tools, where installed")
    results.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    _add_audit(commands)


def _add_extract_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("with --run")
    group.add_argument("--min-confidence", type=float, metavar="P")
    group.add_argument("--min-precision", type=float, metavar="P")
    group.add_argument("--calibration", metavar="FILE")
    group.add_argument("--no-tagger", action="store_true", help="rules alone")
    group.add_argument("--segmenter", action="store_true", help="ask for word edges too")


def _add_audit(commands: Any) -> None:
    """Add ``audit`` to the program's commands."""
    raw = argparse.RawDescriptionHelpFormatter
    audit = commands.add_parser(
        "audit",
        help="measure precision on your own output by judging a random sample",
        description="Draw a random sample of a run's mentions, judge it in a browser or a "
        "spreadsheet, and learn the precision that your corpus has, with its interval.",
        epilog=AUDIT_EXAMPLES,
        formatter_class=raw,
    )
    actions = audit.add_subparsers(dest="action", required=True, metavar="ACTION")
    sample = actions.add_parser("sample", help="draw mentions and write a page to judge them")
    sample.add_argument("records", metavar="OUT.jsonl", help="output of zhengwen extract")
    sample.add_argument("--per-type", type=int, default=200, metavar="N")
    sample.add_argument(
        "--stratify",
        default="type",
        metavar="BY,BY",
        help=f"of {', '.join(STRATIFIERS)}; by default type",
    )
    sample.add_argument("--types", metavar="T,T", help="only these")
    sample.add_argument("--seed", type=int, required=True, help="names the draw: keep it")
    sample.add_argument("-o", "--output", required=True, metavar="FOLDER")

    score = actions.add_parser("score", help="precision from the judged table")
    score.add_argument("tables", metavar="audit.csv", nargs="+")
    score.add_argument("--target", type=float, default=0.95, help="wanted lower bound")
    score.add_argument("--json", metavar="FILE", help="the figures as JSON")
    score.add_argument("--export", choices=EXPORTS, help="write a table for ppi or dsl")
    score.add_argument("--records", metavar="OUT.jsonl", help="the sampled output, for --export")
    score.add_argument("-o", "--output", metavar="FILE", help="where --export writes")

    publish = actions.add_parser(
        "publish",
        help="the judgements without any text, one table a type",
        description="Write what was drawn and how it was judged, by record and offsets, without "
        "mention, context or values: figures that others can recompute where the texts may not "
        "be given on. `zhengwen audit score` reads these tables too.",
    )
    publish.add_argument("tables", metavar="audit.csv", nargs="+")
    publish.add_argument(
        "--attributes", metavar="KEY,KEY", help="attributes whose values were judged too"
    )
    publish.add_argument("-o", "--output", required=True, metavar="FOLDER")

    recalibrate = actions.add_parser(
        "recalibrate",
        help="fit your own calibration from the judged table",
        description="For an output made without --calibration: the file's slopes and intercepts "
        "are applied to the shipped confidences.",
    )
    recalibrate.add_argument("tables", metavar="audit.csv", nargs="+")
    recalibrate.add_argument("-o", "--output", required=True, metavar="FILE")
