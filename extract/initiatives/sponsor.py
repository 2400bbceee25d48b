"""Who runs an initiative: the choice among the bodies that may.

What the rules find (:mod:`.sponsor_rules`) is a sign among others of the choice, which is
learnt (:mod:`..sponsor_training`); where none is likely enough, the reader is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from ...models.choices import informed, likeliest, load
from ...models.reader import Question, Read
from ..reader_signs import SPONSOR_WINDOW, around, of_phrases
from .runners import Asked, Option, Scene, options
from .sponsor_rules import issuer_of, ruled
from .ties import Span

WEIGHTS = "initiative_sponsor.json"
"""The weights of the choice among bodies: :mod:`..sponsor_training`."""
READ_WEIGHTS = "initiative_sponsor_read.json"
"""Those of the choice where the reader is asked as well."""
SURE = 0.5
"""Lowest probability of a sponsor that is given."""


def question(text: str, scene: Scene, asked: Asked, earlier: str | None) -> list[Option]:
    """The bodies to choose from, with nobody last; ``earlier`` runs the initiative before."""
    ruling = ruled(text, scene, asked)
    name = ruling.choice.name if ruling.choice else None
    return options(text, scene, asked, name, ruling.ways, earlier)


def asked_of(text: str, spans: Sequence[Span]) -> Question:
    """What the reader is asked of an initiative; offsets are those of its window."""
    _, window, own = around(text, spans, SPONSOR_WINDOW)
    return Question("sponsor", window, own)


def with_reading(
    text: str, spans: Sequence[Span], found: Sequence[Option], read: Read
) -> list[Option]:
    """The options with what the reader says of them; ``spans`` are the initiative's mentions."""
    said = of_phrases(read, asked_of(text, spans), [option.name for option in found])
    return [replace(o, features=o.features | more) for o, more in zip(found, said, strict=True)]


def sponsor_of(
    text: str, scene: Scene, asked: Asked, earlier: str | None, read: Read | None = None
) -> str | None:
    """The sponsor of an initiative, as the article names it; offsets into the folded ``text``.

    ``earlier`` is the sponsor of the initiative before it, empty for the first.  Where none of
    the options is likely enough, ``read`` is asked as well.
    """
    if (issuer := issuer_of(scene, asked)) is not None:
        return issuer
    found = question(text, scene, asked, earlier)
    if read is None:
        return chosen(found, load(WEIGHTS))
    return decided(text, asked.spans, found, read, load(WEIGHTS), load(READ_WEIGHTS))


def decided(
    text: str,
    spans: Sequence[Span],
    found: Sequence[Option],
    read: Read,
    plain: Mapping[str, float],
    told: Mapping[str, float],
) -> str | None:
    """The name that is sure by the weights ``plain``; where none is, the reader is asked and
    ``told`` decide."""
    ask = partial(with_reading, text, spans, read=read)
    return chosen(*informed(found, attrgetter("features"), (plain, told), SURE, ask))


def chosen(found: Sequence[Option], weights: Mapping[str, float]) -> str | None:
    """The name of the likeliest option, if it is likelier than not.

    Left open otherwise: a wrong sponsor costs more than none.
    """
    at, probability = likeliest([option.features for option in found], weights)
    return found[at].name if probability >= SURE else None
