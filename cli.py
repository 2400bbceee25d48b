"""The command line: ``zhengwen COMMAND``.

Results go to standard output or ``-o``; progress and messages go to standard
error.  Exit codes: 0 all inputs done, 1 bad usage or a run that had to stop,
3 some inputs failed, 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import __version__
from .errors import WorkerError, ZhengwenError
from .evaluation.options import add_parsers as add_evaluation_parsers

if TYPE_CHECKING:
    from .corpus.article import Article
    from .evaluation.readers import Readers
    from .extract.pipeline import Extractor

OK, STOPPED, SOME_FAILED, INTERRUPTED = 0, 1, 3, 130

EXTRACT_EXAMPLES = """examples:
  zhengwen extract pages/ -o out.jsonl
  zhengwen extract news.csv --text-field content --published-field date > out.jsonl
  cat article.txt | zhengwen extract - --published 2024-01-16 --types COUNT,DATE
  zhengwen extract archive/*.html --workers 8 --min-precision 0.95 --manifest run.json
"""


class _Parser(argparse.ArgumentParser):
    """argparse exits with 2 on bad usage; this program documents 1."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(STOPPED, f"{self.prog}: {message}\n")


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, glob, or -")
    parser.add_argument(
        "--format",
        choices=("text", "html", "jsonl", "csv", "tsv", "parquet"),
        help="of every input; by default told from the file's ending (text for -)",
    )
    parser.add_argument("--text-field", default="text", help="column that holds the text")
    parser.add_argument("--id-field", default="id", help="column that names the row (id)")
    parser.add_argument("--title-field", default="title", help="column of the title (title)")
    parser.add_argument(
        "--published-field", default="published", help="column of the date (published)"
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="publication date (YYYY-MM-DD) of inputs that do not state their own",
    )
    parser.add_argument(
        "--encoding", help="of all inputs but Parquet; by default UTF-8, else GB18030"
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="zhengwen",
        description="Read Chinese local-government news: organizations, people, places, counts, "
        "dates and named initiatives as JSON, every one grounded in the source.",
        epilog="exit codes: 0 all inputs done, 1 bad usage or a run that had to stop, "
        "3 some inputs failed, 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"zhengwen {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    raw = argparse.RawDescriptionHelpFormatter

    extract = commands.add_parser(
        "extract",
        help="articles to JSONL records",
        description="Write one JSON record per article, one line each, as soon as it is done.",
        epilog=EXTRACT_EXAMPLES,
        formatter_class=raw,
    )
    _add_input(extract)
    extract.add_argument("-o", "--output", metavar="OUT.jsonl", help="default: standard output")
    extract.add_argument("--errors", metavar="FILE", help="error lines go here, not to the output")
    extract.add_argument("--types", metavar="T,T", help="keep only these, e.g. COUNT,DATE")
    extract.add_argument(
        "--min-confidence",
        type=float,
        metavar="P",
        help="lowest confidence shown (default 0.5; initiatives 0.45, people 0.4, dates 0.3)",
    )
    extract.add_argument(
        "--min-precision",
        type=float,
        metavar="P",
        help="per type, the confidence that supports this precision (0.9, 0.95 or 0.97)",
    )
    extract.add_argument("--calibration", metavar="FILE", help="from `zhengwen audit recalibrate`")
    extract.add_argument("--no-tagger", action="store_true", help="rules alone (far faster)")
    extract.add_argument("--segmenter", action="store_true", help="ask for word edges too (slower)")
    extract.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="processes (by default 1)"
    )
    extract.add_argument("--manifest", metavar="FILE", help="write how the run was made, as JSON")

    split = commands.add_parser("split", help="show how inputs are cut into articles")
    _add_input(split)

    register = commands.add_parser(
        "initiatives",
        help="a register of initiatives over many records",
        description="Group the initiatives of record files into one row each: variants, "
        "articles, dates, places, sponsors, parts.",
    )
    register.add_argument("records", nargs="+", metavar="OUT.jsonl")
    register.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    register.add_argument(
        "--form", choices=("csv", "jsonl", "parquet"), help="by default the ending of -o"
    )

    commands.add_parser("schema", help="print the JSON Schema of an output line")
    _add_corpus(commands)
    _add_train(commands)
    add_evaluation_parsers(commands)
    return parser


def _add_corpus(commands: Any) -> None:
    corpus = commands.add_parser("corpus", help="the annotated corpus: check, stats, export")
    actions = corpus.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="validate every annotated file; 3 if one is faulty")
    check.add_argument("files", nargs="*", help="default: the whole corpus")
    stats = actions.add_parser("stats", help="tables by split, type, place and phenomenon")
    stats.add_argument("--json", action="store_true")
    export = actions.add_parser("export", help="write the corpus in an exchange format")
    export.add_argument(
        "format", choices=("json", "conll", "docbin", "brat", "doccano", "labelstudio")
    )
    export.add_argument("-o", "--output", required=True, metavar="FOLDER")
    export.add_argument("--split", action="append", choices=("train", "dev", "test", "mirror"))


def _add_train(commands: Any) -> None:
    train = commands.add_parser("train", help="retrain the shipped models")
    train.add_argument(
        "model",
        choices=(
            *("encoder", "tagger", "reader", "names", "segmenter"),
            *("counts", "sponsors", "formulas", "scorer"),
        ),
    )
    train.add_argument("--data", metavar="DIR", help="folder with ner/, silver/ and raw/")
    train.add_argument("--out", metavar="DIR", default="models-out", help="work folder")


def _documents(args: argparse.Namespace) -> Iterator[Any]:
    from .corpus.reading import read_documents

    return read_documents(
        args.inputs,
        form=args.format,
        text_field=args.text_field,
        id_field=args.id_field,
        title_field=args.title_field,
        published_field=args.published_field,
        published=_day(args.published),
        encoding=args.encoding,
        skip=_written(args),
        note=_note,
    )


def _note(message: str) -> None:
    print(f"zhengwen: {message}", file=sys.stderr)


def _written(args: argparse.Namespace) -> frozenset[Path]:
    """The files that the command writes.  Raises :class:`UsageError` if it reads one of them."""
    from .errors import UsageError

    options = (getattr(args, name, None) for name in ("output", "errors", "manifest"))
    paths = [Path(path).resolve() for path in options if path]
    written = frozenset(paths)
    if len(written) < len(paths):
        raise UsageError("-o, --errors and --manifest are files of their own; name three")
    for given in args.records if args.command == "initiatives" else args.inputs:
        if given != "-" and Path(given).resolve() in written:
            raise UsageError(f"{given} is read and written; give the output another name")
    return written


def _day(text: str | None) -> Any:
    from datetime import date

    from .errors import UsageError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--published {text}: not a date; write YYYY-MM-DD") from None


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


@contextlib.contextmanager
def _out(path: str | None) -> Iterator[IO[str]]:
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
    else:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            yield file


class _Progress:
    """A counter on standard error, on a terminal only."""

    def __init__(self) -> None:
        self.articles = 0
        self.failed = 0
        self._live = sys.stderr.isatty()

    def step(self, failed: bool) -> None:
        self.failed += failed
        self.articles += not failed
        if self._live and (self.articles + self.failed) % 20 == 0:
            print(f"\r{self.articles} articles, {self.failed} failed", end="", file=sys.stderr)

    def close(self) -> None:
        if self._live:
            print(f"\r{self.articles} articles, {self.failed} failed", file=sys.stderr)


def extractor_of(args: argparse.Namespace) -> Extractor:
    """The extractor that the options ask for."""
    from .extract.pipeline import load

    return load(
        types=[t.strip().upper() for t in args.types.split(",")] if args.types else None,
        min_confidence=args.min_confidence,
        min_precision=args.min_precision,
        tagger=not args.no_tagger,
        segmenter=args.segmenter,
        calibration=args.calibration,
    )


def readers() -> Readers:
    """The grammars and attributes that the evaluation judges by themselves."""
    from .evaluation.readers import Readers
    from .extract import dates, numbers, pipeline
    from .extract.dates.timex import bounds

    return Readers(
        numbers.find_numbers,
        numbers.find_ranges,
        dates.find_dates,
        bounds,
        pipeline.interpret_spans,
    )


def _extract(args: argparse.Namespace) -> int:
    from .extract.batch import lines

    documents = _documents(args)
    extractor = extractor_of(args)
    progress = _Progress()
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(_out(args.output))
        errors = stack.enter_context(_out(args.errors)) if args.errors else out
        # Opened now: a run of hours should not end with a folder that is not there.
        manifest = stack.enter_context(_out(args.manifest)) if args.manifest else None
        for line in lines(extractor, documents, args.workers):
            target = errors if line.failed else out
            target.write(line.text + "\n")
            target.flush()
            progress.step(line.failed)
        if manifest is not None:
            told = extractor.manifest(args.min_precision)
            told |= {"articles": progress.articles, "failed": progress.failed}
            manifest.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    progress.close()
    if args.min_precision is not None:
        _report_operating_points(extractor, args.min_precision)
    return SOME_FAILED if progress.failed else OK


def _report_operating_points(extractor: Extractor, target: float) -> None:
    from .models.scorer import operating_points

    for kind, point in operating_points(extractor.scorer, target).items():
        if not point.reached:
            print(
                f"zhengwen: {kind} does not reach precision {target:g} on the dev split (best "
                f"lower bound {point.lower_bound:.3f}); only its surest mentions are shown",
                file=sys.stderr,
            )


def _split(args: argparse.Namespace) -> int:
    from .corpus.reading import Failure
    from .corpus.segment import segment

    failed = False
    with _out(None) as out:
        for item in _documents(args):
            if isinstance(item, Failure):
                failed = True
                print(f"zhengwen: {item.error}", file=sys.stderr)
                continue
            out.write(f"=== {item.id} ({item.encoding})\n")
            for number, article in enumerate(segment(item), 1):
                _show(out, number, article)
    return SOME_FAILED if failed else OK


def _show(out: IO[str], number: int, article: Article) -> None:
    start, end = article.span
    published = f", published {article.published}" if article.published else ""
    out.write(f"--- article {number}, source {start}–{end}{published}\n")
    for block in article.blocks:
        out.write(f"{block.role:>9} │ {article.text[block.start : block.end]}\n")
    for name in article.bylines:
        out.write(f"{name.role:>13}: {name.name}\n")
    for warning in article.warnings:
        out.write(f"      warning: {warning}\n")


def _schema(args: argparse.Namespace) -> int:
    from .extract.record import schema

    with _out(None) as out:
        out.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return OK


def _initiatives(args: argparse.Namespace) -> int:
    from .extract.initiatives import register

    _written(args)
    with _out(None):  # in UTF-8 whatever the system's encoding
        register.run(args.records, args.output, args.form)
    return OK


def _corpus(args: argparse.Namespace) -> int:
    from .corpus import commands

    with _out(None) as out:
        return SOME_FAILED if commands.run(args, out) else OK


def _train(args: argparse.Namespace) -> int:
    from .extract import recipes

    recipes.run(args.model, Path(args.data) if args.data else None, Path(args.out))
    return OK


def _end_workers(code: int) -> int:
    """End worker processes and, if there were any, this one; else returns ``code``.

    A pool of which a process was killed may wait for ever when the interpreter ends it
    (https://github.com/python/cpython/issues/94777); every file is closed by now.
    """
    import multiprocessing

    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    if children or "concurrent.futures.process" in sys.modules:
        sys.stderr.flush()
        os._exit(code)
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    # The tables are built once and kept; looking for garbage less often saves a tenth of the start.
    gc.set_threshold(100_000, 20, 50)
    args = _parser().parse_args(argv)
    handlers = {
        "extract": _extract,
        "split": _split,
        "initiatives": _initiatives,
        "schema": _schema,
        "corpus": _corpus,
        "train": _train,
    }
    try:
        if args.command in handlers:
            return handlers[args.command](args)
        from .evaluation import commands as evaluation_commands

        with _out(None) as out:
            code: int = evaluation_commands.run(args, out, extractor_of, readers)
            return code
    except WorkerError as error:
        print(f"zhengwen: {error}", file=sys.stderr)
        return _end_workers(STOPPED)
    except ZhengwenError as error:
        print(f"zhengwen: {error}", file=sys.stderr)
        return STOPPED
    except KeyboardInterrupt:
        print("zhengwen: interrupted; the lines written are whole", file=sys.stderr)
        return _end_workers(INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe went away (| head): not an error of ours.
        sys.stderr.close()
        return OK
    except OSError as error:
        # A file that the options name, or a full disk; inputs fail line by line.
        name = error.filename or getattr(args, "output", None)
        where = f"{name}: " if name else ""
        print(f"zhengwen: {where}{error.strerror or error}", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
