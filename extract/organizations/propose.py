"""Candidates for organizations: heads with their likeliest left edges, and what the
article settles elsewhere (repeated names, short forms, aliases)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Head, Option, across
from ..candidates import Candidate
from ..links import parse
from ..readings import Reading, readings

FLOOR = 0.15
"""Readings less likely than this are not proposed by themselves."""

_LEVEL_CHARS = frozenset("省市县区旗州镇乡村")

KNOWN = 0.75
"""A name this likely somewhere in the article supports its other occurrences."""

_CORPORATE = re.compile(
    "(?:集团|控股|股份|实业|科技|发展)*(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|集团|公司"
    "|农民专业合作社|专业合作社|合作社)$"
)
_ALIAS = re.compile("(?:以下简称|下称|简称)[:：]?[“‘]?([^”’“）)（(，。、]{2,12})[”’]?[）)]")


def _kind(head: Head) -> tuple[str, str]:
    """Family and kind of a head."""
    lex = lx.lexicon()
    if head.tags & lx.ORG_FIXED:
        return "fixed", lex.fixed_kind[head.word]
    return lex.org_family[head.word], lex.org_kind[head.word]


def _features(
    head: Head, option: Option, options: tuple[Option, ...], text: str
) -> dict[str, float]:
    bare = option.start == BARE
    start = head.start if bare else option.start
    none = next((o.p for o in options if o.start == NONE), 0.0)
    best = max((o.p for o in options if o is not option and o.start != NONE), default=0.0)
    family, _ = _kind(head)
    name = text[start : head.end]
    _, chain = parse(name)
    return {
        "edge_p": option.p,
        "none_p": none,
        "other_p": best,
        "bare": float(bare),
        f"family={family}": 1.0,
        f"head={head.word}": 1.0,
        "place_head": float(bool(head.tags & lx.PLACE_HEAD)),
        "chain": float(chain >= 2),
        "all_chain": float(chain == len(name)),
        "level": float(name[:1] in "省市县区旗州镇乡村" and not bare),
    }


def _from_heads(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    text = sc.text
    for head, options in found:
        fixed = bool(head.tags & lx.ORG_FIXED) and not any(
            o.start >= 0 and o.p >= 0.4 for o in options
        )
        for option in options[: 5 if fixed else 3]:
            bare = option.start == BARE
            if option.start == NONE or option.type != "ORG":
                continue
            if option.p < FLOOR and not (fixed and bare):
                continue
            family, kind = _kind(head)
            start = head.start if bare else option.start
            rule = f"org.{'bare' if bare and family != 'fixed' else family}"
            attrs = {"kind": kind}
            features = _features(head, option, options, text)
            short = len(head.word) == 2 and (across(sc, head.start) or across(sc, head.end))
            if fixed and bare and not short:
                # A listed body stands by itself unless it is the tail of a longer name.
                features["fixed_p"] = 0.9 if head.word[0] not in _LEVEL_CHARS else 0.75
            yield Candidate("ORG", start, head.end, rule, attrs, features)


def known_names(text: str, found: tuple[Reading, ...]) -> dict[str, str]:
    """Surfaces that the article settles as organizations, with their kinds."""
    known: dict[str, str] = {}
    for head, options in found:
        option = options[0]
        if option.type == "ORG" and option.start >= 0 and option.p >= KNOWN:
            known[text[option.start : head.end]] = _kind(head)[1]
    return known


def _again(text: str, found: tuple[Reading, ...], known: dict[str, str]) -> Iterator[Candidate]:
    """Readings that are unlikely by themselves but give a name known from elsewhere."""
    for head, options in found:
        for option in options:
            if option.type != "ORG" or option.start < 0 or option.p >= KNOWN:
                continue
            kind = known.get(text[option.start : head.end])
            if kind is not None:
                features = _features(head, option, options, text)
                features["known"] = 1.0
                yield Candidate(
                    "ORG", option.start, head.end, "org.known", {"kind": kind}, features
                )


def _shorter(text: str, known: dict[str, str]) -> Iterator[Candidate]:
    """Short forms of enterprises (塬味食品 for 陕西塬味食品有限公司) and declared aliases."""
    forms: dict[str, tuple[str, str]] = {}
    for name, kind in known.items():
        if kind != "enterprise" or not (match := _CORPORATE.search(name)):
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
    yield from _again(text, found, known)
    yield from _shorter(text, known)
