"""Learning who runs an initiative: the choice among bodies, fitted on annotated pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..corpus.article import Article
from ..corpus.fold import fold
from ..corpus.gold import AnnotatedDocument, annotated, mentions_in
from ..corpus.news import annotated_news
from ..corpus.segment import segment
from ..models.choices_training import Question, fit, write
from ..models.folds import FOLDS, fold_of
from ..models.reader import Read
from . import organizations, places
from .candidates import Mention
from .initiatives.runners import Option
from .initiatives.sponsor import READ_WEIGHTS, WEIGHTS, chosen, decided, with_reading
from .initiatives.values import questions

RIDGE, LEAST = 6.0, 4
"""Strength of the penalty, and in how many questions a feature must stand."""


def _gold(article: Article, document: AnnotatedDocument) -> list[Mention]:
    """The article's gold mentions, bodies and places interpreted, each with its gold sponsor."""
    found = []
    for start, end, item in mentions_in(article, document.mentions):
        attrs = {"gold": item["attrs"].get("sponsor")} if item["type"] == "INITIATIVE" else {}
        found.append(Mention(item["type"], start, end, 1.0, ("gold",), attrs))
    found.sort(key=lambda m: m.start)
    for kind in (organizations, places):
        done = {(m.type, m.start, m.end): m for m in kind.interpret(article, found)}
        found = [done.get((m.type, m.start, m.end), m) for m in found]
    return found


@dataclass(frozen=True)
class Asked:
    """A gold initiative: its place, the options, and which names are right."""

    place: str
    text: str
    spans: tuple[tuple[int, int], ...]
    options: tuple[Option, ...]
    right: tuple[str | None, ...]

    @property
    def question(self) -> Question | None:
        """The question to learn from, ``None`` where no option is right."""
        names = [option.name for option in self.options]
        at = next((names.index(name) for name in self.right if name in names), None)
        features = tuple(option.features for option in self.options)
        return None if at is None else Question(features, at)

    def told(self, read: Read) -> Asked:
        """The same with what ``read`` says of the options."""
        return replace(self, options=tuple(with_reading(self.text, self.spans, self.options, read)))

    def answered(self, weights: Weights, read: Read) -> bool:
        """Whether the weights choose a right name."""
        args = (self.text, self.spans, self.options, read, weights.plain, weights.read)
        return decided(*args) in self.right


@dataclass(frozen=True)
class Weights:
    """The weights of the choice, without and with what the reader says."""

    plain: dict[str, float]
    read: dict[str, float]


Pages = Sequence[tuple[str, Article, list[Mention]]]
"""Articles with their place and gold mentions."""


def pages(documents: Iterable[AnnotatedDocument]) -> Pages:
    """The articles that have initiatives."""
    found = []
    for document in documents:
        for article in segment(document.document):
            mentions = _gold(article, document)
            if any(m.type == "INITIATIVE" for m in mentions):
                found.append((document.group, article, mentions))
    return found


def _right(group: Sequence[Mention]) -> tuple[str | None, ...]:
    told = tuple(fold(m.attrs["gold"]) for m in group if m.attrs["gold"])
    return told or (None,)


def ask(found: Pages, weights: Mapping[str, float] | None) -> Iterator[Asked]:
    """The questions of some articles, in order.

    What a question knows of the initiative before it is the answer of ``weights``, or
    the gold's for ``None``.
    """

    def answer(group: Sequence[Mention], options: Sequence[Option]) -> str | None:
        return _right(group)[0] if weights is None else chosen(options, weights)

    for place, article, mentions in found:
        for group, options in questions(article, mentions, answer):
            spans = tuple((m.start, m.end) for m in group)
            yield Asked(place, fold(article.text), spans, tuple(options), _right(group))


def fitted(found: Pages, read: Read) -> Weights:
    """Weights from articles; each question is told the gold's answer to the one before.

    ``read`` answers for readers that have not learnt the article.
    """
    plain, told = [], []
    for asked in ask(found, None):
        question, more = asked.question, asked.told(read).question
        plain += [question] if question is not None else []
        told += [more] if more is not None and more != question else []
    return Weights(*(fit(questions, ridge=RIDGE, least=LEAST) for questions in (plain, told)))


def cross_fitted(found: Pages, read: Read) -> float:
    """Share answered rightly by weights that saw nothing of the place, answers in a chain."""
    right: list[bool] = []
    for k in range(FOLDS):
        weights = fitted([page for page in found if fold_of(page[0]) != k], read)
        held = [page for page in found if fold_of(page[0]) == k]
        right += [asked.answered(weights, read) for asked in ask(held, weights.plain)]
    return sum(right) / len(right)


def run(raw: Path, models: Path, read: Read, log: Callable[[str], None]) -> None:
    """Fit the choice on the train split and the annotated news; write its weights.

    ``raw`` is the file of broadcast news, ``models`` the folder that gets them.
    """
    found = pages([*annotated("train"), *annotated_news("train", raw)])
    log(f"sponsors right, cross-fitted by place: {cross_fitted(found, read):.3f}")
    weights = fitted(found, read)
    for name, table in ((WEIGHTS, weights.plain), (READ_WEIGHTS, weights.read)):
        write(table, models / name)
