"""What ``zhengwen evaluate`` measures without gold mentions: suites, codes, parts of formulas.

zhengwen evaluate suites:FOLDER [--errors]
zhengwen evaluate adcodes [--errors]
zhengwen evaluate formulas [--errors]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ..errors import UsageError
from . import conformance, conformance_dates, conformance_numbers, formulas, links
from .conformance import Outcome
from .readers import Readers
from .tables import as_text

SUITES, ADCODES, FORMULAS = "suites:", "adcodes", "formulas"


def is_check(gold: str) -> bool:
    """Whether GOLD names one of these and not annotated text."""
    return gold in (ADCODES, FORMULAS) or gold.startswith(SUITES)


def suite_outcomes(folder: Path, readers: Readers) -> list[Outcome]:
    """Every case of the suites in ``folder``, numbers first."""
    numbers = conformance_numbers.outcomes(folder, readers)
    return [*numbers, *conformance_dates.outcomes(folder, readers)]


def run(args: argparse.Namespace, out: IO[str], readers: Callable[[], Readers]) -> int:
    """Print the figures, with ``--errors`` every case that is wrong."""
    if args.gold == ADCODES:
        cases = links.cases(readers().interpret)
        out.write(as_text(links.table(cases)) + "\n")
        for case in cases if args.errors else []:
            if case.gold != case.given:
                told = f"by hand {case.gold or '–'} │ given {case.given or '–'}"
                out.write(f"{case.id}  {case.type} {case.text}: {told}\n")
        return 0
    if args.gold == FORMULAS:
        taken = formulas.cases(readers().interpret)
        lines = formulas.errors(taken) if args.errors else []
        out.write("\n".join([as_text(formulas.table(taken)), *lines]) + "\n")
        return 0
    folder = Path(args.gold.removeprefix(SUITES))
    outcomes = suite_outcomes(folder, readers())
    if not outcomes:
        names = f"{conformance.RECOGNIZERS} nor {conformance.JIONLP}"
        raise UsageError(f"{folder}: holds neither {names}")
    out.write(as_text(conformance.table(outcomes)) + "\n\n")
    out.write(as_text(conformance.conventions(outcomes)) + "\n")
    for outcome in outcomes if args.errors else []:
        if not outcome.right:
            told = outcome.convention or "no convention"
            out.write(f"{outcome.suite}, {outcome.model}  {outcome.text}  ({told})\n")
    return 0
