"""The record: one typed object per article, and its JSON form.

The keys, their order and their meaning are the package's contract
(``zhengwen/1``); ``schema()`` gives the JSON Schema that every output line
satisfies.  ``span`` indexes the record's ``text``, ``source`` the decoded
source file; ends are exclusive, units are code points.
"""

from __future__ import annotations

from typing import Any

import msgspec

from .record_notes import NOTES, VALUES

SCHEMA_ID = "zhengwen/1"
SCHEMA_URI = "urn:zhengwen:schema:record:1"


class MentionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One grounded occurrence.  ``text`` equals the source slice without line breaks."""

    text: str
    span: tuple[int, int]
    source: tuple[int, int]
    confidence: float
    by: list[str]


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Where the article stands.  ``span`` and ``body`` are source offsets."""

    path: str | None
    sha256: str
    encoding: str
    span: tuple[int, int]
    body: tuple[int, int] | None


class LocalityRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The place that the article is about, as an administrative division."""

    name: str
    adcode: str


class LinkCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """A division that a name may stand for when the article does not settle it."""

    name: str
    adcode: str


class OrganizationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An organization of the article with all its mentions."""

    name: str
    kind: str
    adcode: str | None
    candidates: list[LinkCandidate]
    mentions: list[MentionRecord]


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the article.  ``byline`` is the credit (reporter …) or null."""

    name: str
    role: str | None
    organization: str | None
    byline: str | None
    mentions: list[MentionRecord]


class PlaceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the article with all its mentions."""

    name: str
    level: str
    adcode: str | None
    candidates: list[LinkCandidate]
    mentions: list[MentionRecord]


class CountRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity.  ``low``/``high`` bound it (null: open); ``what`` is counted.

    ``direction`` is ``up`` or ``down`` for an amount of change (增长12%, 减少15起).
    """

    value: float | int | list[float | int] | None
    low: float | int | None
    high: float | int | None
    modifier: str
    unit: str | None
    kind: str
    direction: str | None
    what: str | None
    mentions: list[MentionRecord]


class DateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression.  ``value`` is TIMEX3; ``start``/``end`` are inclusive ISO days."""

    kind: str
    value: str | None
    start: str | None
    end: str | None
    anchor: str | None
    mentions: list[MentionRecord]


class ComponentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a formula where the article spells it out."""

    text: str
    span: tuple[int, int]


class InitiativeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A named programme, method, campaign, platform, document, brand or formula."""

    name: str
    kind: str
    number: int | None
    components: list[str]
    component_spans: list[ComponentRecord]
    components_complete: bool | None
    components_confidence: float | None
    sponsor: str | None
    place: str | None
    launched: str | None
    level: str
    results: list[int]
    mentions: list[MentionRecord]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one article."""

    id: str
    schema: str
    source: SourceRecord
    kicker: str | None
    title: str | None
    subtitle: str | None
    section_heads: list[str]
    reporters: list[str]
    correspondents: list[str]
    photographers: list[str]
    published: str | None
    locality: LocalityRecord | None
    text: str
    organizations: list[OrganizationRecord]
    people: list[PersonRecord]
    places: list[PlaceRecord]
    counts: list[CountRecord]
    dates: list[DateRecord]
    initiatives: list[InitiativeRecord]
    warnings: list[str]

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists, keys in contract order."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self) -> str:
        """The record as one line of JSON, UTF-8 text not ASCII-escaped."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """Inverse of :meth:`to_dict`.  Raises ``msgspec.ValidationError``."""
        return msgspec.convert(data, cls)

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """Inverse of :meth:`to_json`.  Raises ``msgspec.ValidationError``."""
        return msgspec.json.decode(line, type=cls)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong with an input, and where."""

    kind: str
    message: str


class ErrorRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An input that could not be read or extracted; takes the record's line."""

    id: str | None
    schema: str
    path: str | None
    error: Fault

    def to_json(self) -> str:
        """The error as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an output line: a record or an error.

    >>> schema()["$id"]
    'urn:zhengwen:schema:record:1'
    """
    (line, error), definitions = msgspec.json.schema_components(
        [Record, ErrorRecord], ref_template="#/$defs/{name}"
    )
    for name in definitions:
        definitions[name]["additionalProperties"] = False
        for field, told in definitions[name]["properties"].items():
            told["description"] = NOTES[name][field]
            if (name, field) in VALUES:
                told["enum"] = list(VALUES[name, field])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_URI,
        "title": "A line of zhengwen output",
        "anyOf": [line, error],
        "$defs": definitions,
    }
