"""From interpreted mentions to the record of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..corpus.article import Article
from ..corpus.document import Document
from ..corpus.view import surface_text
from .candidates import Mention
from .links import Locality, divisions
from .record import (
    SCHEMA_ID,
    ComponentRecord,
    CountRecord,
    DateRecord,
    InitiativeRecord,
    LinkCandidate,
    LocalityRecord,
    MentionRecord,
    OrganizationRecord,
    PersonRecord,
    PlaceRecord,
    Record,
    SourceRecord,
)


def _mention(document: Document, article: Article, mention: Mention) -> MentionRecord:
    source = article.view.to_source(mention.start, mention.end)
    clean = article.text[mention.start : mention.end]
    return MentionRecord(
        text=clean if document.markup else surface_text(document.text, *source),
        span=(mention.start, mention.end),
        source=source,
        confidence=round(mention.confidence, 4),
        by=list(mention.rules),
    )


def _plain(value: Any) -> Any:
    """Numbers as JSON shows them best: whole ones without a decimal point."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, int):
        return value
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)


def _links(attrs: Any) -> list[LinkCandidate]:
    return [
        LinkCandidate(name=divisions()[code].name, adcode=code)
        for code in attrs.get("candidates") or ()
    ]


def _first(mentions: Sequence[Mention], key: str) -> Any:
    for mention in mentions:
        if (value := mention.attrs.get(key)) not in (None, [], ()):
            return value
    return None


def _merged(mentions: Sequence[Mention]) -> dict[str, Any]:
    """Attributes of a group: each key's first value that says something."""
    keys = dict.fromkeys(key for mention in mentions for key in mention.attrs)
    return {key: _first(mentions, key) for key in keys}


def _groups(mentions: Sequence[Mention], kind: str) -> list[list[Mention]]:
    """Mentions of ``kind`` by entity, in the order of first mention."""
    groups: dict[Any, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type == kind:
            entity = mention.attrs.get("entity")
            groups[("at", mention.start) if entity is None else entity].append(mention)
    return list(groups.values())


def _organization(group: Sequence[Mention], cited: list[MentionRecord]) -> OrganizationRecord:
    attrs = _merged(group)
    return OrganizationRecord(
        name=attrs.get("name") or cited[0].text,
        kind=attrs.get("kind") or "other",
        adcode=attrs.get("adcode"),
        candidates=_links(attrs),
        mentions=cited,
    )


def _person(group: Sequence[Mention], cited: list[MentionRecord]) -> PersonRecord:
    attrs = _merged(group)
    return PersonRecord(
        name=attrs.get("name") or cited[0].text,
        role=attrs.get("role"),
        organization=attrs.get("organization"),
        byline=attrs.get("byline"),
        mentions=cited,
    )


def _place(group: Sequence[Mention], cited: list[MentionRecord]) -> PlaceRecord:
    attrs = _merged(group)
    return PlaceRecord(
        name=attrs.get("name") or cited[0].text,
        level=attrs.get("level") or "other",
        adcode=attrs.get("adcode"),
        candidates=_links(attrs),
        mentions=cited,
    )


def _count(attrs: Mapping[str, Any], cited: MentionRecord) -> CountRecord:
    return CountRecord(
        value=_plain(attrs.get("value")),
        low=_plain(attrs.get("low")),
        high=_plain(attrs.get("high")),
        modifier=attrs.get("modifier") or "exact",
        unit=attrs.get("unit"),
        kind=attrs.get("kind") or "cardinal",
        direction=attrs.get("direction"),
        what=attrs.get("what"),
        mentions=[cited],
    )


def _date(attrs: Mapping[str, Any], cited: MentionRecord) -> DateRecord:
    return DateRecord(
        kind=attrs.get("kind") or "date",
        value=attrs.get("value"),
        start=attrs.get("start"),
        end=attrs.get("end"),
        anchor=attrs.get("anchor"),
        mentions=[cited],
    )


def _initiative(
    text: str, group: Sequence[Mention], cited: list[MentionRecord]
) -> InitiativeRecord:
    attrs = _merged(group)
    spans = attrs.get("component_spans") or ()
    return InitiativeRecord(
        name=attrs.get("name") or cited[0].text,
        kind=attrs.get("kind") or "programme",
        number=attrs.get("number"),
        components=list(attrs.get("components") or ()),
        component_spans=[ComponentRecord(text=text[a:b], span=(a, b)) for a, b in spans],
        components_complete=attrs.get("components_complete"),
        components_confidence=_rounded(attrs.get("components_confidence")),
        sponsor=attrs.get("sponsor"),
        place=attrs.get("place"),
        launched=attrs.get("launched"),
        level=attrs.get("level") or "local",
        results=list(attrs.get("results") or ()),
        mentions=cited,
    )


def build_record(
    document: Document,
    article: Article,
    number: int,
    mentions: Sequence[Mention],
    locality: Locality | None,
) -> Record:
    """The record of one article; ``mentions`` are final and in text order."""

    def cite(mention: Mention) -> MentionRecord:
        return _mention(document, article, mention)

    def groups(kind: str) -> list[tuple[list[Mention], list[MentionRecord]]]:
        return [(group, [cite(m) for m in group]) for group in _groups(mentions, kind)]

    return Record(
        id=f"{document.id}#{number}",
        schema=SCHEMA_ID,
        source=SourceRecord(
            path=document.path,
            sha256=document.sha256,
            encoding=document.encoding,
            span=article.span,
            body=article.body,
        ),
        kicker=article.kicker,
        title=article.title,
        subtitle=article.subtitle,
        section_heads=list(article.section_heads),
        reporters=list(article.names("reporter")),
        correspondents=list(article.names("correspondent")),
        photographers=list(article.names("photographer")),
        published=article.published.isoformat() if article.published else None,
        locality=LocalityRecord(name=locality.name, adcode=locality.adcode) if locality else None,
        text=article.text,
        organizations=[_organization(*group) for group in groups("ORG")],
        people=[_person(*group) for group in groups("PERSON")],
        places=[_place(*group) for group in groups("PLACE")],
        counts=[_count(m.attrs, cite(m)) for m in mentions if m.type == "COUNT"],
        dates=[_date(m.attrs, cite(m)) for m in mentions if m.type == "DATE"],
        initiatives=[_initiative(article.text, *group) for group in groups("INITIATIVE")],
        warnings=list(article.warnings),
    )
