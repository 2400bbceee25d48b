"""``zhengwen evaluate`` and ``zhengwen audit``: options and what they do.

What needs an extractor gets it from the command line as a callable, so that
this package reads records and gold only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from ..errors import UsageError
from . import audit_commands, report, sources

SOME_FAILED = 3

AddInput = Callable[[argparse.ArgumentParser], None]
ExtractorOf = Callable[[argparse.Namespace], Any]

EVALUATE_EXAMPLES = """examples:
  zhengwen evaluate dev --run
  zhengwen evaluate real:pages:gold --run --no-tagger --errors
  zhengwen evaluate gold/ out.jsonl --html report.html --json report.json
  zhengwen evaluate dev a.jsonl --compare b.jsonl
"""


def add_parsers(commands: Any, add_input: AddInput) -> None:
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
        help="train, dev or test; real:PAGES_DIR:GOLD_DIR; ner:FILE; gold JSON",
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
    results.add_argument("--shared", metavar="DIR", help="folder with pages, gold and data/ner")
    results.add_argument("--with-test", action="store_true", help="open the test split too")
    results.add_argument("--peers", action="store_true", help="run other tools, where installed")
    results.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    audit_commands.add_parser(commands)


def _add_extract_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("with --run")
    group.add_argument("--min-confidence", type=float, metavar="P")
    group.add_argument("--min-precision", type=float, metavar="P")
    group.add_argument("--calibration", metavar="FILE")
    group.add_argument("--no-tagger", action="store_true", help="rules alone")
    group.add_argument("--segmenter", action="store_true", help="ask for word edges too")


def run(
    args: argparse.Namespace,
    out: IO[str],
    documents: Callable[[argparse.Namespace], Iterable[Any]],
    extractor_of: ExtractorOf,
) -> int:
    """Run the command in ``args``; results go to ``out``.  Returns the exit code."""
    if args.command == "audit":
        return audit_commands.run(args, out)
    return _evaluate(args, out, extractor_of)


def _records(
    args: argparse.Namespace, gold: list[sources.GoldSource], extractor_of: ExtractorOf
) -> Iterable[Mapping[str, Any]]:
    if args.peer:
        from . import peers

        return sources.run_records(gold, peers.extract_with(args.peer))
    if args.run:
        return sources.run_records(gold, extractor_of(args).extract_document)
    if not args.pred:
        raise UsageError("give PRED.jsonl, or --run to extract now")
    return sources.read_records(args.pred)


def _types(args: argparse.Namespace, gold: list[sources.GoldSource]) -> tuple[str, ...]:
    """The types asked for; by default those that a peer or a named-entity set knows."""
    types = sources.types_of(args.types)
    if args.types:
        return types
    if args.gold.startswith("ner:"):
        known = {span.type for source in gold for span in source.spans}
        types = tuple(t for t in types if t in known)
    if args.peer:
        from . import peers

        types = tuple(t for t in types if t in peers.peer(args.peer).types)
    return types


def _system(args: argparse.Namespace) -> str:
    if args.peer:
        return str(args.peer)
    if not args.run:
        return Path(args.pred).name
    parts = ["zhengwen", "rules alone" if args.no_tagger else "full"]
    if args.segmenter:
        parts.append("segmenter")
    for name in ("min_confidence", "min_precision", "calibration"):
        if getattr(args, name) is not None:
            parts.append(f"{name.replace('_', '-')} {getattr(args, name)}")
    return ", ".join(parts)


def _results(args: argparse.Namespace, out: IO[str], extractor_of: ExtractorOf) -> int:
    from . import results

    if args.shared and not Path(args.shared).is_dir():
        raise UsageError(f"{args.shared}: no such folder")
    text = results.generate(
        extractor_of,
        shared=Path(args.shared) if args.shared else None,
        with_test=args.with_test,
        with_peers=args.peers,
    )
    if args.output:
        Path(args.output).write_text(text, encoding="utf-8")
    else:
        out.write(text)
    return 0


def _warn(message: str) -> None:
    print(f"zhengwen: {message}", file=sys.stderr)


def _evaluate(args: argparse.Namespace, out: IO[str], extractor_of: ExtractorOf) -> int:
    if args.results:
        return _results(args, out, extractor_of)
    if not args.gold:
        raise UsageError("give GOLD: train, dev, test, real:PAGES_DIR:GOLD_DIR, or gold files")
    if sum(map(bool, (args.run, args.pred, args.peer))) > 1:
        raise UsageError("give PRED.jsonl, --run or --peer, one of them")
    gold = sources.load_gold(args.gold)
    types = _types(args, gold)
    pairs = sources.pair(gold, _records(args, gold, extractor_of), _warn)
    other = sources.pair(gold, sources.read_records(args.compare), _warn) if args.compare else None
    result = report.evaluate(
        pairs,
        types,
        gold=args.gold,
        system=_system(args),
        other=other,
        resamples=args.resamples,
    )
    if args.json != "-":
        bare = args.peer or args.gold.startswith("ner:")
        sections = ["types"] if bare else ["types", "attributes", "fields", "reliability"]
        sections += ["sources", "rules", "slices"] if args.all else []
        sections += ["compared"] if args.compare else []
        out.write(report.terminal(result, sections))
        if args.errors:
            out.write("\n" + report.error_lines(result))
    if args.json:
        text = json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n"
        if args.json == "-":
            out.write(text)
        else:
            Path(args.json).write_text(text, encoding="utf-8")
    if args.html:
        from . import page

        Path(args.html).write_text(page.render(result), encoding="utf-8")
    return SOME_FAILED if result.without_records else 0
