"""The package's errors: one small hierarchy.

Every message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations


class ZhengwenError(Exception):
    """Base of every error that zhengwen raises on purpose."""


class ReadError(ZhengwenError):
    """An input could not be read: undecodable bytes, a missing field, a bad row."""


class SeedError(ZhengwenError):
    """A seed table has a bad row; the message names file, line and column."""


class CorpusError(ZhengwenError):
    """An annotated file breaks the markup or the guidelines."""


class UsageError(ZhengwenError):
    """The caller asked for something that does not exist."""


class WorkerError(ZhengwenError):
    """A worker process ended before its work was done."""
