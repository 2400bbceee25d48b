"""Candidates for organizations: heads with their likeliest left edges, and what the
article settles elsewhere (repeated names, short forms, aliases)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Head, Option, across, divide
from .. import openers
from ..candidates import BREAK, Candidate
from ..links import parse
from ..readings import Reading, readings

FLOOR = 0.15
"""Readings less likely than this are not proposed by themselves."""

_DIVIDES = frozenset("省市县区旗州镇乡道")
"""Last characters of full names of divisions."""

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


_SHORT_PARTS = frozenset(
    ("党委", "党组", "党校", "小学", "中学", "工会", "分社", "妇联", "团委", "中队", "支行", "分行")
)


def _parts(sc: lx.Scan, end: int) -> Iterator[tuple[int, str]]:
    """Bodies whose name begins at ``end``, so that they may be a part of the one before."""
    if not sc.start_tags.get(end, 0) & lx.ORG_HEAD:
        return
    title = sc.longest(end, lx.TITLE)
    for stop, word in sc.words_from(end, lx.ORG_HEAD):
        # 交警中队|中队长 is an office; 村|党支部书记 that of the branch.
        office = title is not None and title[0] > stop and word[0] != "党"
        if not office and (len(word) > 2 or word in _SHORT_PARTS):
            yield stop, word


_BRANCH = re.compile(
    "试验站|教学点|分校|分院|校区|项目部|支行|分行|分公司|营业部|营业点|服务站|基地|工作站|管理站|管理所"
    "|中队|大队|派出所|分局|分部|办事处|联络处|记者站|分社|学区|分会|法庭|税务所|供电所|检查站"
)


def _branches(sc: lx.Scan, end: int) -> Iterator[tuple[int, str]]:
    """Branches named after a place that follow a body at ``end`` (农业大学|五常试验站)."""
    for middle, _ in sc.words_from(end, lx.AREA | lx.TOWN):
        match = _BRANCH.match(sc.text, middle)
        if match and match[0] in lx.lexicon().org_kind:
            yield match.end(), match[0]


def _features(
    sc: lx.Scan, head: Head, option: Option, options: tuple[Option, ...]
) -> dict[str, float]:
    text = sc.text
    bare = option.start == BARE
    start = head.start if bare else option.start
    none = next((o.p for o in options if o.start == NONE), 0.0)
    best = max((o.p for o in options if o is not option and o.start != NONE), default=0.0)
    family, _ = _kind(head)
    name = text[start : head.end]
    _, chain = parse(name)
    found = openers.features(text, start, head)
    found |= {
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
        # 柳湾村|文明实践站: the name goes on.
        "part_after": float(any(True for _ in _parts(sc, head.end))),
        "late_division": float(not bare and _late(sc, start, head.start)),
        "graduate": float(head.word in ("大学", "学院") and text.startswith("毕业", head.end)),
    }
    return found


def _late(sc: lx.Scan, start: int, limit: int) -> bool:
    """Whether a division begins one or two characters after a start where no place begins."""
    if sc.start_tags.get(start, 0) & (lx.PLACES | lx.ORG_FIXED):
        return False
    return any(sc.start_tags.get(at, 0) & lx.DIV_FULL for at in range(start + 1, start + 3))


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
            features = _features(sc, head, option, options)
            short = len(head.word) == 2 and (across(sc, head.start) or across(sc, head.end))
            if fixed and bare and not short:
                # A listed body stands by itself unless it is the tail of a longer name.
                features["fixed_p"] = 0.9 if head.word[0] not in _LEVEL_CHARS else 0.75
            yield Candidate("ORG", start, head.end, rule, attrs, features)
            if not bare and option.p >= 0.4 and head.tags & lx.ORG_HEAD:
                yield from _of_body(sc, head, option, option.p)
            if not bare and (other := openers.after(text, option, options, head)):
                features = _features(sc, head, other, options)
                features["from_opener"] = 1.0
                begin = head.start if other.start == BARE else other.start
                yield Candidate("ORG", begin, head.end, "org.opened", attrs, features)


def _of_body(sc: lx.Scan, head: Head, option: Option, p: float) -> Iterator[Candidate]:
    """A part of the body or unit that follows its name directly (柳湾村|党支部)."""
    lex = lx.lexicon()
    branches = () if len(head.word) == 1 else tuple(_branches(sc, head.end))
    for end, word in (*_parts(sc, head.end), *branches):
        features = {
            "edge_p": p,
            "by_place": float(len(word) < end - head.end),
            "part_size": float(len(word)),
            f"part={word}": 1.0,
            f"family={lex.org_family[word]}": 1.0,
            f"owner={lex.org_family.get(head.word, 'fixed')}": 1.0,
            "title_across": float(bool(sc.start_tags.get(head.end, 0) & lx.TITLE)),
        }
        attrs = {"kind": lex.org_kind[word]}
        yield Candidate("ORG", option.start, end, "org.part", attrs, features)


def known_names(text: str, found: tuple[Reading, ...]) -> dict[str, str]:
    """Surfaces that the article settles as organizations, with their kinds."""
    known: dict[str, str] = {}
    for head, options in found:
        option = options[0]
        if option.type == "ORG" and option.start >= 0 and option.p >= KNOWN:
            name = text[option.start : head.end]
            known[name] = kind = _kind(head)[1]
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
            if all(o.start != start for o in options):
                features = _features(sc, head, Option(start, "ORG", 0.0), options)
                features["known"] = features["unread"] = 1.0
                yield Candidate(
                    "ORG", start, head.end, "org.known", {"kind": known[name]}, features
                )
        for option in options:
            if option.type != "ORG" or option.start < 0 or option.p >= KNOWN:
                continue
            kind = known.get(text[option.start : head.end])
            if kind is not None:
                features = _features(sc, head, option, options)
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


_CHAINED = lx.DIV_FULL | lx.TOWN
_NO_STEM = frozenset("一二两三四五六七八九十几每各数多也而还又是有不很都只就在把被这那沿全本该某")
_UNITS = frozenset(("社区", "村", "新村", "街道"))
_BEFORE_UNIT = frozenset("¶，。；：！？、“”（）(),;:的")


def _everyday(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units named with an everyday word (希望社区, 和平村) after a mark or another unit."""
    text = sc.text
    lex = lx.lexicon()
    for head, options in found:
        if head.word not in _UNITS:
            continue
        for size in (2, 3):
            start = head.start - size
            stem = text[max(0, start) : head.start]
            if start < 0 or stem not in lex.common or stem in openers.generic():
                continue
            if stem[0] in _NO_STEM or text[head.end : head.end + 1] in openers.FALL:
                continue
            unit = bool(sc.end_tags.get(start, 0) & (lx.ORG_HEAD | lx.TOWN | lx.DIV_FULL))
            if not unit and lx.left(text, start, 1) not in _BEFORE_UNIT:
                continue
            if (first := openers.opener(text, start, head.start)) and first[0] == head.start:
                continue
            option = openers.at(start, "ORG", options)
            features = _features(sc, head, option, options)
            features["unit_before"] = float(unit)
            features["repeated"] = float(text.count(text[start : head.end]) > 1)
            kind = lex.org_kind[head.word]
            yield Candidate("ORG", start, head.end, "org.everyday", {"kind": kind}, features)
            yield from _of_body(sc, head, option, option.p)
            whole = _whole(sc, start, {})
            if whole < start:
                option = openers.at(whole, "ORG", options)
                features = _features(sc, head, option, options)
                yield Candidate("ORG", whole, head.end, "org.everyday", {"kind": kind}, features)


_QUOTED = re.compile(
    "“[^“”¶，。；：]{1,8}”[^的了在是上和与，。、“”¶]{0,10}(?:公司|合作社|集团|农场|联合体|[队坊馆社店厂])$"
)
_OUTLET = re.compile(
    "(?<![一-鿿·])(?:[一-鿿A-Za-z]{2,8}[·丨|])?[一-鿿]{1,6}?(?:新闻客户端|新闻网|融媒体?|全媒体|传媒"
    "|客户端|新闻|报业|电视台|网|在线|发布)"
    "(?= ?(?:特约|见习|实习|首席|全媒体)?记者| ?通讯员|讯[（(，])"
)


_BY_FORM = {"edge_p": 0.97, "fixed_p": 0.97}
"""What the form of a quoted brand or an outlet before 记者 counts for as a left edge."""


def _whole(sc: lx.Scan, start: int, begins: Mapping[int, int]) -> int:
    """Start of the places and units that stand directly before ``start``.

    ``begins`` holds where the sure readings begin, by their ends.
    """
    while start:
        places = [at for at, _ in sc.words_to(start, _CHAINED | lx.DIV_SHORT)]
        if start in begins:
            places.append(begins[start])
        if not places:
            break
        start = min(places)
    return start


def _by_form(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Enterprises and teams whose brand is quoted (“山杏红”农业发展有限公司) and outlets
    before 记者."""
    text = sc.text
    begins = {
        head.end: options[0].start
        for head, options in found
        if options[0].type == "ORG" and options[0].start >= 0 and options[0].p >= KNOWN
    }
    for head, _ in found:
        if not head.tags & lx.ORG_HEAD:
            continue
        family, kind = _kind(head)
        if not (kind == "team" or (kind == "enterprise" and head.word != "工作室")):
            continue
        if match := _QUOTED.search(text, max(0, head.start - 24), head.end):
            # The corpus has hardly any of these to learn from: the form speaks for itself.
            features = {f"head={head.word}": 1.0, f"family={family}": 1.0, **_BY_FORM}
            start = _whole(sc, match.start(), begins)
            yield Candidate("ORG", start, head.end, "org.quoted", {"kind": kind}, features)
    for match in _OUTLET.finditer(text):
        yield Candidate(
            "ORG",
            match.start(),
            match.end(),
            "org.outlet",
            {"kind": "media"},
            {**_BY_FORM, "own": float(match[0][0] in "本我")},
        )


def _pairs(sc: lx.Scan) -> Iterator[Candidate]:
    """Two listed bodies side by side (市委市政府): each is one."""
    lex = lx.lexicon()
    for middle, tag in sc.end_tags.items():
        if not tag & sc.start_tags.get(middle, 0) & lx.ORG_FIXED:
            continue
        start = min(s for s, _ in sc.words_to(middle, lx.ORG_FIXED))
        end = max(e for e, _ in sc.words_from(middle, lx.ORG_FIXED))
        for s, e in ((start, middle), (middle, end)):
            attrs = {"kind": lex.fixed_kind[sc.text[s:e]]}
            yield Candidate("ORG", s, e, "org.pair", attrs, {"fixed_p": 0.95})
        yield Candidate("ORG", middle - 1, middle + 1, BREAK, decoy=True)


def _breaks(sc: lx.Scan) -> Iterator[Candidate]:
    """Verbs between two bodies (街道|联合|县文化馆): no name runs across them."""
    for middle, tag in sc.end_tags.items():
        if tag & (lx.ORG_HEAD | lx.ORG_FIXED | lx.DIV_FULL | lx.TOWN):
            for size in (1, 2):
                if divide(sc, middle + size) == middle:
                    yield Candidate("ORG", middle, middle + size, BREAK, decoy=True)
                    break


def _idioms(sc: lx.Scan) -> Iterator[Candidate]:
    """Set phrases that hold a body's form (村规民约, 乡里乡亲): decoys."""
    for start, tag in sc.start_tags.items():
        if tag & lx.IDIOM:
            for end, _ in sc.words_from(start, lx.IDIOM):
                yield Candidate("ORG", start, end, "org.idiom", decoy=True)


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    sc = lx.scan(article.text)
    text = sc.text
    found = readings(article.text)
    yield from _from_heads(sc, found)
    known = known_names(text, found)
    yield from _again(sc, found, known)
    yield from _shorter(text, known)
    yield from _everyday(sc, found)
    yield from _by_form(sc, found)
    yield from _pairs(sc)
    yield from _breaks(sc)
    yield from _idioms(sc)
