"""Many inputs to many lines: in order, in bounded memory, on any number of processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from ..corpus.document import Document
from ..corpus.reading import Failure
from ..errors import WorkerError
from .pipeline import Extractor
from .record import SCHEMA_ID, ErrorRecord, Fault

Item = Document | Failure


@dataclass(frozen=True)
class Line:
    """One output line; ``failed`` when it is an error record."""

    text: str
    failed: bool


def _failure(failure: Failure) -> Line:
    name = failure.path if failure.row is None else f"{failure.path}#{failure.row}"
    return _error(name, failure.path, failure.error)


def _error(name: str | None, path: str | None, error: Exception) -> Line:
    record = ErrorRecord(
        id=name,
        schema=SCHEMA_ID,
        path=path,
        error=Fault(kind=type(error).__name__, message=str(error)),
    )
    return Line(record.to_json(), True)


def document_lines(extractor: Extractor, item: Item) -> Iterator[Line]:
    """Lines of one input.  An article that fails becomes an error line; the rest go on."""
    if isinstance(item, Failure):
        yield _failure(item)
        return
    try:
        articles = extractor.articles(item)
    except Exception as error:
        yield _error(item.id, item.path, error)
        return
    for number, article in enumerate(articles, 1):
        try:
            yield Line(extractor.record(item, article, number).to_json(), False)
        except Exception as error:
            yield _error(f"{item.id}#{number}", item.path, error)


_worker: Extractor | None = None


def _start(extractor: Extractor) -> None:
    # The one piece of process state: an extractor is unpickled once, not per task.
    global _worker
    _worker = extractor
    # Ctrl-C reaches every process of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(items: list[Item]) -> list[Line]:
    assert _worker is not None
    return [line for item in items for line in document_lines(_worker, item)]


BUNDLE_CHARACTERS = 50_000
"""Documents are sent to a process in bundles of about this many characters."""


def _bundles(items: Iterable[Item]) -> Iterator[list[Item]]:
    bundle: list[Item] = []
    size = 0
    for item in items:
        bundle.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= BUNDLE_CHARACTERS or len(bundle) >= 200:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def lines(extractor: Extractor, items: Iterable[Item], workers: int = 1) -> Iterator[Line]:
    """Output lines in input order, the same bytes for any number of ``workers``.

    At most four bundles per worker are in flight, so memory does not grow with
    the number of inputs.  Raises :class:`WorkerError` when a process is killed.
    """
    if workers <= 1:
        for item in items:
            yield from document_lines(extractor, item)
        return
    # ``spawn``: the tagger's runtime keeps threads, which a fork would break.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, context, _start, (extractor,))
    try:
        pending: deque[Future[list[Line]]] = deque()
        for bundle in _bundles(items):
            pending.append(executor.submit(_work, bundle))
            if len(pending) >= 4 * workers:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool:
        raise WorkerError(
            "a worker process was ended from outside (out of memory?); the lines before are "
            "whole; run again with fewer --workers"
        ) from None
    finally:
        # Who stops early does not wait for what is in flight.
        executor.shutdown(wait=False, cancel_futures=True)
