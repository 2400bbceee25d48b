"""``zhengwen corpus check|stats|export``: the annotated corpus on the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import IO

from . import check, export, stats
from .gold import SPLITS, annotated_files


def run(args: argparse.Namespace, out: IO[str]) -> bool:
    """Run the action in ``args``; ``True`` when a fault was found."""
    if args.action == "check":
        return _check([Path(name) for name in args.files], out)
    if args.action == "stats":
        tables = stats.statistics(gold for split in SPLITS for gold in annotated_files(split))
        if args.json:
            out.write(json.dumps(tables, ensure_ascii=False, indent=1) + "\n")
        else:
            out.writelines(line + "\n" for line in stats.lines(tables))
        return False
    target = Path(args.output)
    for split in args.split or SPLITS:
        written = export.write(args.format, split, annotated_files(split), target)
        out.write(f"{split}: {written} files annotated, in {target}\n")
    return False


def _check(paths: list[Path], out: IO[str]) -> bool:
    found = list(check.paths_faults(paths) if paths else check.corpus_faults())
    out.writelines(fault + "\n" for fault in found)
    what = f"{len(paths)} files" if paths else "the corpus"
    out.write(f"{what}: {len(found)} faults\n" if found else f"{what}: no faults\n")
    return bool(found)
