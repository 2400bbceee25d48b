"""A division and a service's or department's short name where it acts (青河消防组织…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..candidates import BREAK, Candidate
from ..readings import CLEAR, FORMED

_SERVICES = {
    "公安": "government",
    "消防": "government",
    "税务": "government",
    "交警": "government",
    "检察": "procuratorate",
    "边检": "government",
    "水务": "enterprise",
    "燃气": "enterprise",
    "海事": "government",
    "城管": "government",
}


@cache
def _acts() -> re.Pattern[str]:
    """What follows a service that acts; 消防员, 税务部门, 公安机关 are other words."""
    words = either("org_context.tsv", "acts")
    return re.compile(f"[，：、”,:]|[以与在将对把从向为让携会已]|{words}|并(?!购|网)")


@cache
def _goes_on() -> re.Pattern[str]:
    """What goes on from a service's name and makes another of it (公安|机关, 消防|车)."""
    return re.compile(either("org_context.tsv", "service_goes_on"))


@cache
def _department() -> re.Pattern[str]:
    """A department's field that also is a field of work, where the department surely acts."""
    words = either("org_context.tsv", "service")
    acts = either("org_context.tsv", "acts")
    return re.compile(f"(?:{words})(?=[“‘”]?(?:[将把让携已]|要(?![素点闻塞])|讯(?=[（( ])|{acts}))")


_UNITS = re.compile("[一-鿿]{0,5}?(?:支队|大队|中队)")
"""The units of a service go on from its name (柳州交警|北岭二大队)."""


@cache
def _no_service() -> re.Pattern[str]:
    """What follows the short name of a service and makes something else of both (应急|为民)."""
    return re.compile(either("org_context.tsv", "no_service"))


_BEGINS = frozenset("¶，。；：！？、“ （(,;:!?■▲|丨】")
_LEADS = frozenset("是由向与和对被到在从但为请了据让给着把")


def _chained(sc: lx.Scan, start: int) -> Iterator[tuple[int, str]]:
    """The division that begins at ``start``, alone or with the one after it: (end, last)."""
    for middle, word in sc.words_from(start, lx.AREA):
        yield middle, word
        yield from sc.words_from(middle, lx.AREA)


def services(sc: lx.Scan) -> Iterator[Candidate]:
    """A division and a service's short name where it acts (青河消防|组织…), and told again."""
    text = sc.text
    names: dict[str, str] = {}
    found: set[int] = set()
    for start, tag in sc.start_tags.items():
        if not tag & lx.AREA or not (
            lx.left(text, start, 1) in _BEGINS or text[start - 1] in _LEADS
        ):
            continue
        for middle, word in _chained(sc, start):
            if lx.lexicon().level.get(word) == "country":
                continue
            if match := _department().match(text, middle):
                names[text[start : match.end()]] = "department"
                continue
            kind = _SERVICES.get(text[middle : middle + 2])
            end = middle + 2
            if kind is None or _no_service().match(text, end) or _UNITS.match(text, end):
                continue
            if _acts().match(text, end) or not _goes_on().match(text, end):
                found.add(start)
                names[text[start:end]] = kind
                yield from _service(start, end, kind)
    for name, kind in names.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if at not in found and not (
                _goes_on().match(text, end) or _no_service().match(text, end)
            ):
                yield from _service(at, end, kind)
            at = text.find(name, end)


def _service(start: int, end: int, kind: str) -> Iterator[Candidate]:
    """The service, and walls against its division and against names that run across its end."""
    if kind == "department":
        yield Candidate("ORG", start, end, "org.acting", {"kind": "government"}, FORMED)
    else:
        yield Candidate("ORG", start, end, "org.service", {"kind": kind}, CLEAR)
    yield Candidate("PLACE", start, end, "org.service.idiom", decoy=True)
    yield Candidate("ORG", end - 1, end + 1, BREAK, decoy=True)
