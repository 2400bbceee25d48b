"""Candidates for organizations: heads with their likeliest left edges, and what the
article settles elsewhere (repeated names, short forms, aliases)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Option, across
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..links import parse
from ..readings import CLEAR, TAGGED, Reading, readings
from .armies import armies
from .bodies import (
    academies,
    branches,
    departments,
    numbered,
    offices,
    settled,
    shortened,
    universities,
)
from .bracketed import bracketed
from .cells import cells
from .chains import chains
from .coined import coined
from .committees import committees, village_committees
from .corps import corps
from .courts import courts
from .estates import estates
from .evidence import UNITS, corporate, kind_of_head, of_body, reading_features
from .fields import fields
from .firms import national, operators, ranked, staffed
from .forms import branded, breaks, by_form, everyday, groups, idioms, pairs, side_by_side
from .lists import bodies, firms
from .outlets import outlets
from .parted import parted
from .rooms import premises
from .sections import sections
from .services import services
from .steppe import steppe
from .streets import housed, streets
from .subunits import subunits
from .teams import teams
from .units import again, examples, siblings, towns
from .zones import zones

FLOOR = 0.05
"""Readings less likely than this are not proposed by themselves."""

_DIVIDES = frozenset("省市县区旗州镇乡道")
"""Last characters of full names of divisions."""


_EVERYBODY = "(?:企业|央企|国企|民企|居民|群众)"


@cache
def _behind_everyday() -> re.Pattern[str]:
    """A list with things of everyday (学校、派出所、超市) names none of its bodies."""
    everyday = f"(?:{either('org_context.tsv', 'everyday')})"
    return re.compile(
        rf"(?:(?:^|[、，。；：和与及有到去在对让由各\n]){everyday}|{_EVERYBODY})[、和与及]$"
    )


@cache
def _before_everyday() -> re.Pattern[str]:
    """The same before what stands in the list next."""
    everyday = f"(?:{either('org_context.tsv', 'everyday')})"
    return re.compile(rf"[、和与及](?:{everyday}|{_EVERYBODY})(?:[、，。；和与及等的]|$)")


KNOWN = 0.75
"""A name this likely somewhere in the article supports its other occurrences."""

_ALIAS = re.compile("(?:以下简称|下称|简称)[:：]?[“‘]?([^”’“）)（(，。、]{2,12})[”’]?[）)]")


def _from_heads(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    text = sc.text
    for head, options in found:
        fixed = bool(head.tags & lx.ORG_FIXED) and not any(
            o.start >= 0 and o.p >= 0.4 for o in options
        )
        if fixed and all(o.start != BARE for o in options):
            # A listed body may stand here whatever the model makes of what is before it.
            options = (*options[:4], Option(BARE, "ORG", 0.0))
        for option in options[:5]:
            bare = option.start == BARE
            if option.start == NONE or option.type != "ORG":
                continue
            if option.p < FLOOR and not (fixed and bare):
                continue
            if bare and not fixed and _among_everyday(text, head.start, head.end):
                continue
            family, kind = kind_of_head(head)
            start = head.start if bare else option.start
            rule = f"org.{'bare' if bare and family != 'fixed' else family}"
            attrs = {"kind": kind}
            features = reading_features(sc, head, option, options)
            short = len(head.word) == 2 and (across(sc, head.start) or across(sc, head.end))
            if fixed and bare and not short:
                # A listed body stands by itself unless it is the tail of a longer name.
                features["fixed_p"] = 0.9 if head.word[0] not in openers.LEVELS else 0.75
                if len(head.word) > 3 and option.p > 0.9:
                    # The list knows the central bodies (农业农村部) better than the tagger.
                    features |= dict.fromkeys(TAGGED, 0.95)
            yield Candidate("ORG", start, head.end, rule, attrs, features)
            if not bare and option.p >= 0.4 and head.tags & lx.ORG_HEAD:
                yield from of_body(sc, head, option, option.p)
            if not bare and (other := openers.after(text, option, options, head)):
                features = reading_features(sc, head, other, options)
                features["from_opener"] = 1.0
                begin = head.start if other.start == BARE else other.start
                yield Candidate("ORG", begin, head.end, "org.opened", attrs, features)


def _among_everyday(text: str, start: int, end: int) -> bool:
    return (
        _before_everyday().match(text, end) is not None
        or _behind_everyday().search(text[max(0, start - 6) : start]) is not None
    )


def known_names(text: str, found: tuple[Reading, ...]) -> dict[str, str]:
    """Surfaces that the article settles as organizations, with their kinds."""
    known: dict[str, str] = {}
    for head, options in found:
        option = options[0]
        if option.type == "ORG" and option.start >= 0 and option.p >= KNOWN:
            name = text[option.start : head.end]
            known[name] = kind = kind_of_head(head)[1]
            # Named again without the division before it (希望社区).
            _, chain = parse(name)
            if name[chain - 1 : chain] in _DIVIDES and 2 <= chain < head.start - option.start - 1:
                known.setdefault(name[chain:], kind)
    return known


def _again(sc: lx.Scan, found: tuple[Reading, ...], known: dict[str, str]) -> Iterator[Candidate]:
    """Readings that are unlikely by themselves but give a name known from elsewhere."""
    text = sc.text
    by_head: dict[str, list[str]] = {}
    for head, options in found:
        if head.tags & lx.ORG_HEAD and head.word not in by_head:
            by_head[head.word] = [k for k in known if k.endswith(head.word) and k != head.word]
        for name in by_head.get(head.word, ()):
            start = head.end - len(name)
            if start < 0 or not text.startswith(name, start):
                continue
            read = any(
                0 <= o.start <= start and o.p >= (KNOWN if o.start == start else FLOOR)
                for o in options
            )
            if not read and _stands_alone(sc, start, head.start, head.end):
                attrs = {"kind": known[name]}
                yield Candidate("ORG", start, head.end, "org.again", attrs, CLEAR)
            if all(o.start != start for o in options):
                features = reading_features(sc, head, Option(start, "ORG", 0.0), options)
                features["known"] = features["unread"] = 1.0
                yield Candidate(
                    "ORG", start, head.end, "org.known", {"kind": known[name]}, features
                )
        for option in options:
            if option.type != "ORG" or option.start < 0 or option.p >= KNOWN:
                continue
            kind = known.get(text[option.start : head.end])
            if kind is not None:
                features = reading_features(sc, head, option, options)
                features["known"] = 1.0
                yield Candidate(
                    "ORG", option.start, head.end, "org.known", {"kind": kind}, features
                )


_LEADS = frozenset("的和与在向是为由到从对让把被及跟着了给比拿用、")


def _stands_alone(sc: lx.Scan, start: int, head: int, end: int) -> bool:
    """Whether a known unit is named again with nothing before it that may belong to it.

    A mark, a line's begin or a particle stands before it, its stem is no everyday word, and
    the head does not go on (村民).
    """
    text = sc.text
    if text[head:end] not in UNITS or head - start < 2 or text[start:head] in lx.lexicon().common:
        return False
    if end - head == 1 and text[end : end + 1] in openers.FALL:
        return False
    if sc.start_tags.get(end, 0) & (lx.ORG_HEAD | lx.PLACE_HEAD):
        return False
    before = text[start - 1 : start]
    return not "一" <= before <= "鿿" or (before in _LEADS and not across(sc, start))


def _shorter(text: str, known: dict[str, str]) -> Iterator[Candidate]:
    """Short forms of enterprises (塬味食品 for 陕西塬味食品有限公司) and declared aliases."""
    forms: dict[str, tuple[str, str]] = {}
    for name, kind in known.items():
        if kind != "enterprise" or not (match := corporate().search(name)):
            continue
        _, chain = parse(name)
        core = name[chain : match.start()]
        if len(core) >= 3:
            forms[core] = ("org.short", kind)
        if chain and len(core) >= 2:
            forms[name[: match.start()]] = ("org.short", kind)
            forms[core + "公司"] = ("org.short", kind)
    for match in _ALIAS.finditer(text):
        forms[match[1]] = ("org.alias", "enterprise")
    for form, (rule, kind) in forms.items():
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            features = {"length": float(len(form)), "corporate": float(form.endswith("公司"))}
            yield Candidate("ORG", at, end, rule, {"kind": kind}, features)
            at = text.find(form, end)


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    sc = lx.scan(article.text)
    text = sc.text
    found = readings(article.text)
    yield from _from_heads(sc, found)
    known = known_names(text, found)
    yield from _again(sc, found, known)
    yield from _shorter(text, known)
    yield from everyday(sc, found)
    yield from by_form(sc, found)
    yield from branded(sc, found)
    yield from groups(text, found)
    yield from pairs(sc, found)
    yield from side_by_side(text, found)
    yield from settled(sc, found)
    yield from departments(sc, found)
    yield from numbered(sc)
    yield from shortened(sc)
    yield from offices(sc, found)
    yield from services(sc)
    yield from universities(sc)
    yield from academies(sc)
    yield from branches(found)
    yield from committees(sc)
    yield from village_committees(sc, found)
    yield from zones(sc, found)
    yield from sections(sc, found)
    yield from streets(sc, found)
    yield from housed(sc, found)
    yield from estates(sc, found)
    yield from steppe(sc, found)
    yield from firms(sc)
    yield from bracketed(sc)
    yield from operators(sc)
    yield from national(sc)
    yield from staffed(sc)
    yield from ranked(sc, found)
    yield from bodies(sc, found)
    yield from premises(sc)
    yield from fields(sc)
    yield from outlets(text)
    yield from teams(text)
    yield from towns(sc, found)
    yield from examples(sc, found)
    yield from again(sc, found)
    yield from siblings(sc, found)
    yield from parted(sc, found)
    yield from chains(sc, found)
    yield from cells(sc, found)
    yield from corps(sc, found)
    yield from armies(sc)
    yield from courts(sc)
    yield from subunits(sc, found)
    yield from coined(sc)
    yield from breaks(sc)
    yield from idioms(sc)
