"""``zhengwen audit``: sample, score, publish, recalibrate."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path
from typing import IO

from ..errors import UsageError
from . import (
    audit_calibrate,
    audit_export,
    audit_publish,
    audit_sample,
    audit_score,
    audit_sheet,
)
from .sources import read_records, types_of


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Run the action in ``args``."""
    actions = {"sample": _sample, "score": _score, "publish": _publish}
    return (actions | {"recalibrate": _recalibrate})[args.action](args, out)


def _read(args: argparse.Namespace) -> list[audit_sheet.Row]:
    """The rows of every table given, as drawn or as published."""
    rows: list[audit_sheet.Row] = []
    for path in map(Path, args.tables):
        text = audit_sheet.text_of(path)
        if audit_publish.is_published(text):
            rows += audit_publish.parse(text, path.name)
        else:
            rows += audit_sheet.read(path)
    if not any(row.verdict for row in rows):
        raise UsageError(
            f"{' '.join(args.tables)}: nothing is judged yet; fill the column verdict (y, n, b)"
        )
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.verdict and (row.record, row.unit) in seen:
            where = f"{row.record}: {row.type} at {row.start}-{row.end}"
            raise UsageError(f"{where} is judged twice; leave one of its rows")
        seen.add((row.record, row.unit))
    return rows


def _sample(args: argparse.Namespace, out: IO[str]) -> int:
    if args.per_type < 1:
        raise UsageError("--per-type must be 1 or more")
    design = audit_sample.design_of(args.stratify)
    rows = audit_sample.draw(
        read_records(args.records), args.per_type, design, args.seed, types_of(args.types)
    )
    name = f"{Path(args.records).name}, {args.per_type} per type, seed {args.seed}"
    table, page = audit_sample.write(rows, Path(args.output), name)
    sizes = {row.stratum: row.population for row in rows}
    for kind in dict.fromkeys(sorted(row.type for row in rows)):
        own = [row for row in rows if row.type == kind]
        total = sum(sizes[name] for name in {row.stratum for row in own})
        strata = len({row.stratum for row in own})
        out.write(f"{kind}: {len(own)} of {total} mentions drawn, {strata} strata\n")
    out.write(f"open {page} in a browser, or fill in {table}\n")
    return 0


def _score(args: argparse.Namespace, out: IO[str]) -> int:
    rows = _read(args)
    scores = audit_score.score(rows, args.target)
    if args.export:
        if not args.records or not args.output:
            raise UsageError("--export needs --records OUT.jsonl and -o FILE")
        with open(args.output, "w", encoding="utf-8", newline="") as file:
            n = audit_export.export(rows, read_records(args.records), args.export, file)
        out.write(f"{args.output}: {n} mentions, {len(rows) - scores.unjudged} judged\n")
        return 0
    out.write(audit_score.terminal(scores))
    if args.json:
        text = json.dumps(dataclasses.asdict(scores), ensure_ascii=False, indent=1)
        Path(args.json).write_text(text + "\n", encoding="utf-8")
    return 0


def _publish(args: argparse.Namespace, out: IO[str]) -> int:
    attributes = [name.strip() for name in (args.attributes or "").split(",") if name.strip()]
    published = audit_publish.strip(_read(args), attributes)
    for path in audit_publish.write(published.rows, Path(args.output)):
        out.write(f"{path}\n")
    if published.notes_left_out:
        out.write(f"{published.notes_left_out} notes left out: they are no class of errors\n")
    return 0


def _recalibrate(args: argparse.Namespace, out: IO[str]) -> int:
    fits, left = audit_calibrate.recalibrate(_read(args))
    if not fits:
        raise UsageError(
            f"no type has {audit_calibrate.LEAST} judgements in {' '.join(args.tables)}; "
            "judge more first"
        )
    text = json.dumps(audit_calibrate.to_json(fits), indent=1)
    Path(args.output).write_text(text + "\n", encoding="utf-8")
    for kind, fit in fits.items():
        out.write(f"{kind}: slope {fit.slope:g}, intercept {fit.intercept:g}, n {fit.n}\n")
    if left:
        out.write(f"as shipped, fewer than {audit_calibrate.LEAST} judged: {', '.join(left)}\n")
    return 0
