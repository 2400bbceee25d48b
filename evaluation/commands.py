"""``zhengwen evaluate`` and ``zhengwen audit``: what they do.

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
from .readers import Readers

SOME_FAILED = 3

ExtractorOf = Callable[[argparse.Namespace], Any]
ReadersOf = Callable[[], Readers]


def run(
    args: argparse.Namespace,
    out: IO[str],
    extractor_of: ExtractorOf,
    readers_of: ReadersOf,
) -> int:
    """Run the command in ``args``; results go to ``out``.  Returns the exit code."""
    if args.command == "audit":
        return audit_commands.run(args, out)
    return _evaluate(args, out, extractor_of, readers_of)


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


def _results(
    args: argparse.Namespace, out: IO[str], extractor_of: ExtractorOf, readers_of: ReadersOf
) -> int:
    from . import results

    if args.shared and not Path(args.shared).is_dir():
        raise UsageError(f"{args.shared}: no such folder")
    text = results.generate(
        extractor_of,
        readers_of,
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


def _evaluate(
    args: argparse.Namespace, out: IO[str], extractor_of: ExtractorOf, readers_of: ReadersOf
) -> int:
    if args.results:
        return _results(args, out, extractor_of, readers_of)
    if not args.gold:
        raise UsageError("give GOLD: train, dev, test, real:PAGES_DIR:GOLD_DIR, or gold files")
    from . import checks

    if checks.is_check(args.gold):
        return checks.run(args, out, readers_of)
    if sum(map(bool, (args.run, args.pred, args.peer))) > 1:
        raise UsageError("give PRED.jsonl, --run or --peer, one of them")
    if args.resamples < 1:
        raise UsageError("--resamples is the number of draws: 1 or more")
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
