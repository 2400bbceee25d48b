"""What the fields of a record mean and which values they take, for the JSON Schema.

By record and field; a test holds them against the records and against their output.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..corpus.markup import (
    BYLINE_ROLES,
    DATE_KINDS,
    INITIATIVE_KINDS,
    MODIFIERS,
    ORG_KINDS,
    PLACE_LEVELS,
)

COUNT_KINDS = frozenset(
    (
        *("cardinal", "change", "percent", "ratio", "multiple", "money", "area", "length"),
        *("volume", "weight", "energy", "power", "speed", "rate", "temperature", "angle"),
        *("pressure", "concentration", "data", "age", "dimension"),
    )
)

VALUES: Mapping[tuple[str, str], tuple[str | None, ...]] = {
    ("OrganizationRecord", "kind"): tuple(sorted(ORG_KINDS)),
    ("PlaceRecord", "level"): tuple(sorted(PLACE_LEVELS)),
    ("PersonRecord", "byline"): (*BYLINE_ROLES, None),
    ("CountRecord", "modifier"): tuple(sorted(MODIFIERS)),
    ("CountRecord", "kind"): tuple(sorted(COUNT_KINDS)),
    ("CountRecord", "direction"): ("up", "down", None),
    ("DateRecord", "kind"): tuple(sorted(DATE_KINDS)),
    ("DateRecord", "anchor"): ("absolute", "published", "article", None),
    ("InitiativeRecord", "kind"): tuple(sorted(INITIATIVE_KINDS)),
    ("InitiativeRecord", "level"): ("local", "national"),
}
"""The values of fields that take one of a few."""

_SOURCE = "code points in the decoded source, end exclusive"
_TEXT = "code points in the record's text, end exclusive"
_ADCODE = (
    "division code by GB/T 2260, as many digits as its level has: 2 province, 4 prefecture, "
    "6 county, 9 town or street; pad with zeros to join six-digit tables"
)
_CANDIDATES = "divisions that the name may stand for where the article does not settle it"

NOTES: Mapping[str, Mapping[str, str]] = {
    "Record": {
        "id": "document and number of the article in it",
        "schema": "version of this contract",
        "source": "where the article stands in its source",
        "kicker": "line above the headline",
        "title": "headline, its lines joined",
        "subtitle": "line below the headline",
        "section_heads": "headings inside the article",
        "reporters": "names credited as reporters",
        "correspondents": "names credited as correspondents",
        "photographers": "names credited for pictures",
        "published": "day of publication, YYYY-MM-DD: given, else printed on the page",
        "locality": "the division that the article is about",
        "text": "the article's clean text, one paragraph a line",
        "organizations": "bodies, one entry each with all its mentions",
        "people": "people, one entry each",
        "places": "places, one entry each",
        "counts": "quantities, one entry a mention",
        "dates": "dates, times, durations, recurrences, one entry a mention",
        "initiatives": "named programmes, methods, campaigns …, one entry each",
        "warnings": "what a reader of the record should know about how it was read",
    },
    "SourceRecord": {
        "path": "path as given; null for standard input and strings",
        "sha256": "of the file's bytes; of a row's or string's text in UTF-8",
        "encoding": "codec that the source was decoded with",
        "span": f"the article, {_SOURCE}",
        "body": f"its body without headline and credits, {_SOURCE}",
    },
    "LocalityRecord": {"name": "short name of the division", "adcode": _ADCODE},
    "LinkCandidate": {"name": "name of the division", "adcode": _ADCODE},
    "OrganizationRecord": {
        "name": "the fullest name that the article gives it",
        "kind": "sort of body; subdistrict: streets, towns, townships; community: "
        "residents' and villagers' units",
        "adcode": f"of the division that it belongs to; {_ADCODE}",
        "candidates": _CANDIDATES,
        "mentions": "where it is named",
    },
    "MentionRecord": {
        "text": "the characters of the source, without line breaks and the spaces around them",
        "span": _TEXT,
        "source": _SOURCE,
        "confidence": "probability that span and type are right",
        "by": "the rules and models that proposed it",
    },
    "PersonRecord": {
        "name": "the name without spaces",
        "role": "title or description beside the name, as written; in credits the byline role",
        "organization": "surface of the body that the person belongs to, as the text has it there",
        "byline": "the credit, for those who made the article",
        "mentions": "where the person is named",
    },
    "PlaceRecord": {
        "name": "the fullest name that the article gives it",
        "level": "sort of place",
        "adcode": _ADCODE,
        "candidates": _CANDIDATES,
        "mentions": "where it is named",
    },
    "CountRecord": {
        "value": "the number, 万 and 亿 multiplied out; [low, high] of a range; 12 for 12%, 3 for "
        "三成, 1/3 for 三分之一, 1 for 翻一番; null where the text gives bounds alone",
        "low": "lower bound, null where it is open",
        "high": "upper bound, null where it is open",
        "modifier": "how the number is bent: about (近, 约), over (余, 超, 以上), under (不足)",
        "unit": "unit or classifier as written, without 万 and 亿",
        "kind": "what sort of quantity; change: an amount of change (增长12%), percent: a share",
        "direction": "which way a change goes by its verb (增长 up, 下降 down), else null",
        "what": "the counted thing as written, null where it is not named",
        "mentions": "where it is written; one mention",
    },
    "DateRecord": {
        "kind": "sort of time expression",
        "value": "TIMEX3 value: 2024-03-15, 2024-Q1, 2023/2025, P3M, T09:00, with TMO, TAF, TEV, "
        "TNI for morning, afternoon, evening, night; X for unknown digits; PAST_REF, PRESENT_REF, "
        "FUTURE_REF for 近日, 目前, 今后; null where nothing fixes it",
        "start": "first day or minute, ISO 8601, where the calendar fixes it",
        "end": "last day or minute, inclusive",
        "anchor": "what fixed the value: the expression itself (absolute), the day of publication, "
        "another date of the article; null where nothing had to or nothing did",
        "mentions": "where it is written; one mention",
    },
    "InitiativeRecord": {
        "name": "the name as most often written",
        "kind": "sort of initiative; formula: numbered (三链融合)",
        "number": "how many parts a formula counts",
        "components": "the parts that the article spells out, in its order",
        "component_spans": "the parts with their places",
        "components_complete": "whether there are as many parts as the name counts; null without "
        "parts",
        "components_confidence": "probability that the parts are exactly these; null without "
        "parts, and where rules read them (names that count several things, codes)",
        "sponsor": "surface of the body or place that runs it, as the text has it there",
        "place": "where it is run",
        "launched": "day, month or year of its start, where stated",
        "level": "national for the state's own (一带一路), else local",
        "results": "indices into counts that the article reports as its results",
        "mentions": "where it is named",
    },
    "ComponentRecord": {"text": "the part as written", "span": _TEXT},
    "ErrorRecord": {
        "id": "document that failed, where it has an id",
        "schema": "version of this contract",
        "path": "path as given",
        "error": "what went wrong",
    },
    "Fault": {"kind": "class of the error", "message": "what was wrong, where, what to do"},
}
"""What each field means."""
