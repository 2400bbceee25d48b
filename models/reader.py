"""The reader at run time: where in a text the answer to a question stands.

A question is a text with a marked place: a name that counts its parts, a count of which it is
asked what is counted, an initiative of which it is asked who runs it.  The reader tells for
every character how likely an answer begins and ends there, and how likely the text holds
one.  It does not decide: what it says are signs for the choice among the options that the
rules see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import encoder
from .tagset import code_points

FILE = "reader.onnx"
TASKS = ("parts", "counted", "sponsor")
MOST = 15
"""The highest number of parts that it tells from others."""
OWN, OTHER = 1, 2
"""Marks of the place that is asked about, and of others of its kind."""

Span = tuple[int, int]
Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A text, the spans in it that are asked about and those of others, and how many parts."""

    task: str
    text: str
    own: tuple[Span, ...]
    others: tuple[Span, ...] = ()
    number: int = 0

    def marks(self) -> npt.NDArray[np.int64]:
        """The mark of every character."""
        marks = np.zeros(len(self.text), dtype=np.int64)
        for spans, mark in ((self.others, OTHER), (self.own, OWN)):
            for start, end in spans:
                marks[max(start, 0) : max(end, 0)] = mark
        return marks

    def key(self) -> bytes:
        """What tells this question from others."""
        asked = (TASKS.index(self.task), min(self.number, MOST))
        found = hashlib.sha256(repr(asked).encode("ascii"))
        found.update(code_points(self.text).astype(np.uint16).tobytes())
        found.update(self.marks().astype(np.uint8).tobytes())
        return found.digest()[:16]


@dataclass(frozen=True)
class Reading:
    """Probabilities that an answer begins and ends at each character, and that there is one."""

    begins: Probabilities
    ends: Probabilities
    told: float


@dataclass(frozen=True)
class Asked:
    """A question, the spans that answer it, and the fold in which it is held out.

    ``answer`` is ``None`` where it is not known: such questions are answered, not learnt.
    """

    question: Question
    answer: tuple[Span, ...] | None
    fold: int


Read = Callable[[Question], Reading | None]
"""Somebody who reads: the shipped reader, or what readers said who had not learnt the answer."""


class Reader:
    """Answers questions.  Holds an ONNX Runtime session on one thread."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def read(self, question: Question) -> Reading:
        """Where the answer to ``question`` stands."""
        asked = encoder.asked(question.text) | {
            "marks": question.marks()[None],
            "task": np.array([TASKS.index(question.task)]),
            "number": np.array([min(question.number, MOST)]),
        }
        begins, ends, told = self._session.run(None, asked)
        return Reading(begins[0], ends[0], float(told[0]))


@cache
def load() -> Reader:
    """The shipped reader.  Opens no network connection."""
    return Reader(encoder.session(Path(__file__).resolve().parent / FILE))


def read(question: Question) -> Reading:
    """What the shipped reader says, loaded when it is asked first."""
    return load().read(question)


def save_readings(found: Mapping[bytes, Reading], path: Path) -> None:
    """Write readings by the keys of their questions, in steps of 1/255."""
    rows = sorted(found.items())

    def joined(parts: Sequence[Probabilities]) -> npt.NDArray[np.uint8]:
        steps: npt.NDArray[np.uint8] = (np.concatenate(parts) * 255).round().astype(np.uint8)
        return steps

    np.savez_compressed(
        path,
        keys=np.frombuffer(b"".join(key for key, _ in rows), dtype=np.uint8).reshape(-1, 16),
        told=np.array([reading.told for _, reading in rows], dtype=np.float32),
        lengths=np.array([len(reading.begins) for _, reading in rows]),
        begins=joined([reading.begins for _, reading in rows]),
        ends=joined([reading.ends for _, reading in rows]),
    )


def load_readings(path: Path) -> Read:
    """Answers from the file that :func:`save_readings` wrote, ``None`` for other questions."""
    with np.load(path) as file:
        rows = {name: file[name] for name in file.files}
    stops = np.cumsum(rows["lengths"]).tolist()
    places = {key.tobytes(): place for place, key in enumerate(rows["keys"])}

    def read(question: Question) -> Reading | None:
        place = places.get(question.key())
        if place is None:
            return None
        start, stop = stops[place] - int(rows["lengths"][place]), stops[place]
        begins, ends = (
            rows[name][start:stop].astype(np.float32) / 255 for name in ("begins", "ends")
        )
        return Reading(begins, ends, float(rows["told"][place]))

    return read
