"""Learning where the parts of a formula stand: the choice among sets of spans.

From passages that tell their parts in the ways that local papers do (``corpus/formulas.jsonl``)
and from the train split's articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..corpus.fold import fold
from ..corpus.formulas import Passage, passages
from ..corpus.gold import AnnotatedDocument, annotated, mentions_in
from ..corpus.reading import document_from_text
from ..corpus.segment import segment
from ..models.choices_training import Question, fit, write
from ..models.folds import FOLDS, fold_of
from ..models.reader import Read
from .candidates import Mention
from .initiatives.formulas import mentions_of
from .initiatives.formulas.cells import Span
from .initiatives.formulas.choose import (
    FIRST,
    READ_WEIGHTS,
    WEIGHTS,
    Option,
    at_first_look,
    by_reading,
    choice,
    options,
    with_reading,
)
from .initiatives.formulas.wanted import Wanted, plain, wanted_of
from .initiatives.grouped import groups_of, name_of
from .initiatives.kinds import counted
from .initiatives.shape import Shape

RIDGE, LEAST = 0.7, 4
"""Strength of the penalty, and in how many questions a sign must stand."""


@dataclass(frozen=True)
class Told:
    """A name in a text and the parts by hand, as far as the text tells them.

    ``group``: what is held out together.
    """

    group: str
    text: str
    own: tuple[Span, ...]
    shape: Shape
    parts: tuple[str, ...]

    def cases(self) -> list[Case]:
        """The questions about the name, one for each thing that it counts two or more of."""
        own = mentions_of(self.text, list(self.own))
        found: list[Case] = []
        at = 0
        for group in self.shape.groups:
            number = group.number or 0
            parts = self._parts(number, group.morpheme, at)
            at += number
            if number > 1 and parts is not None:
                found.append(Case(self, wanted_of(own, number, group.morpheme), parts))
        return found

    def _parts(self, number: int, counts: str, at: int) -> tuple[str, ...] | None:
        """The parts of one group: none where none or few are told, ``None`` where it is unclear."""
        if len(self.parts) == self.shape.number:
            own = tuple(part for part in self.parts if counts[0] in part)
            # 比项目, 看增量, 比服务, 看口碑: told by turns.
            return own if len(own) == number else self.parts[at : at + number]
        if not self.parts or self.shape.form == "single":
            return ()
        # 三优三减 with the three 优 alone.
        windows = [self.parts[i : i + number] for i in range(len(self.parts) - number + 1)]
        return next((w for w in windows if all(counts[0] in part for part in w)), None)


@dataclass(frozen=True)
class Case:
    """A question and the parts that are right."""

    told: Told
    wanted: Wanted
    right: tuple[str, ...]

    def words(self, parts: Sequence[Span]) -> tuple[str, ...]:
        """The parts as the text has them."""
        return tuple(self.told.text[a:b] for a, b in parts)

    @cached_property
    def look(self) -> Question | None:
        """The question at first look, which is the same for every fold."""
        return self.asked(at_first_look(self.told.text, self.wanted))

    def asked(self, found: Sequence[Option]) -> Question | None:
        """The question to learn from, ``None`` where no option is right."""
        at = next((i for i, o in enumerate(found) if self.words(o.parts) == self.right), None)
        signs = tuple(option.signs for option in found)
        return None if at is None else Question(signs, at)


def _shape(name: str) -> Shape | None:
    """The shape of a name that the choice is asked about."""
    shape = counted(name)
    shape = None if shape is None else plain(shape)
    return shape if shape is not None and shape.form in ("single", "pair") else None


def of_passages(rows: Iterable[Passage]) -> Iterator[Told]:
    """The names of passages; those of one text are one group."""
    groups: dict[str, int] = {}
    for row in rows:
        number = groups.setdefault(row.text, len(groups))
        article = next(iter(segment(document_from_text(row.text, id="passage"))))
        text = fold(article.text)
        own = tuple(m.span() for m in re.finditer(re.escape(fold(row.name)), text))
        shape = _shape(fold(row.name))
        if own and shape is not None:
            yield Told(f"passage {number}", text, own, shape, tuple(map(fold, row.components)))


def of_documents(documents: Iterable[AnnotatedDocument]) -> Iterator[Told]:
    """The formulas of annotated articles."""
    for document in documents:
        for article in segment(document.document):
            text = fold(article.text)
            found = []
            for start, end, item in mentions_in(article, document.mentions):
                if item["type"] == "INITIATIVE":
                    parts = tuple(map(fold, item["attrs"].get("components") or ()))
                    found.append(Mention("INITIATIVE", start, end, 1.0, (), {"parts": parts}))
            for group in groups_of(text, found):
                parts = max((m.attrs["parts"] for m in group), key=len)
                shape = _shape(name_of(text, group))
                if shape is not None:
                    own = tuple((m.start, m.end) for m in group)
                    yield Told(document.group, text, own, shape, parts)


@dataclass(frozen=True)
class Weights:
    """The weights of the first look, of the choice, and of the choice that the reader informs."""

    first: dict[str, float]
    full: dict[str, float]
    read: dict[str, float]

    def answer(self, case: Case, read: Read) -> tuple[str, ...]:
        """The parts that the weights choose where ``read`` is asked as well."""
        text, wanted = case.told.text, case.wanted
        found = options(text, wanted, self.first)
        return case.words(
            choice(*by_reading(text, wanted, found, read, self.full, self.read)).parts
        )


def fitted(cases: Sequence[Case], read: Read) -> Weights:
    """Weights from questions and their answers; the choice is learnt among what passes the look.

    ``read`` answers for readers that have not learnt the case.
    """
    first = fit([c.look for c in cases if c.look is not None], ridge=RIDGE, least=LEAST)
    plain, told = [], []
    for case in cases:
        found = options(case.told.text, case.wanted, first)
        if (asked := case.asked(found)) is not None:
            plain.append(asked)
            more = case.asked(with_reading(case.told.text, case.wanted, found, read))
            told += [more] if more is not None and more != asked else []
    full, with_read = (fit(asked, ridge=RIDGE, least=LEAST) for asked in (plain, told))
    return Weights(first, full, with_read)


def run(models: Path, read: Read, log: Callable[[str], None]) -> None:
    """Fit the choice on the passages and the train split; write its weights to ``models``."""
    told = [*of_passages(passages("train")), *of_documents(annotated("train"))]
    cases = [case for one in told for case in one.cases()]
    given = right = 0
    for k in range(FOLDS):
        weights = fitted([c for c in cases if fold_of(c.told.group) != k], read)
        for case in cases:
            if fold_of(case.told.group) == k and case.right:
                answer = weights.answer(case, read)
                given += bool(answer)
                right += answer == case.right
    spelled = sum(bool(case.right) for case in cases)
    log(
        f"{spelled} sets of parts, cross-fitted: {right / max(spelled, 1):.3f} right, "
        f"{right / max(given, 1):.3f} of those given"
    )
    weights = fitted(cases, read)
    tables = {FIRST: weights.first, WEIGHTS: weights.full, READ_WEIGHTS: weights.read}
    for name, table in tables.items():
        write(table, models / name)
