"""Candidates for people: bylines, names known by their shape, Chinese names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from ...corpus.article import Article, BylineName
from ...corpus.byline_names import is_name
from ...models import lexicon as lx
from ...models.names import NameOption, Names, openers, surnames
from ..candidates import BREAK, Candidate
from ..readings import TAGGED
from . import context, frames
from .again import again
from .ends import other_ends, somebody_once, sure_ends, with_their_people
from .foreign import aged, dotted_names, ethnic_names, repeated_ethnic, titled_foreign
from .namesakes import namesakes
from .pairs import pairs
from .roles import title_end
from .shapes import (
    credits,
    editors,
    masked_names,
    nicknames,
    no_names,
    offices,
    old_names,
    sent,
    wide_names,
)

FLOOR = 0.3
"""Names less likely than this are not proposed unless the article supports them."""

FLOOR_SEEN = 0.03
"""The same where something beside it says that a name may stand there."""

FLOOR_TITLED = 0.01
"""The same directly after a title."""

SECOND = 0.1
"""The same for a name of the other length at the same surname (周敏 beside 周敏喜)."""

KNOWN = 0.6
"""A name this likely somewhere in the article supports its other occurrences."""

SURELY = 0.99
"""Probability of a name that its frame tells."""

SURE = 0.9
"""The same for two letters without a title or a verb of speech beside them."""


def _idioms(sc: lx.Scan) -> Iterator[Candidate]:
    """Plants, wares, set phrases, verbs that a name must not run into (黄桃, 捐建): decoys."""
    for start, tag in sc.start_tags.items():
        if tag & lx.IDIOM:
            for end, _ in sc.words_from(start, lx.IDIOM):
                yield Candidate("PERSON", start, end, "person.idiom", decoy=True)
        elif tag & lx.PLACE_NAME:
            # Countries and cities abroad are written with the letters of names (贝鲁特).
            level = lx.lexicon().level
            for end, word in sc.words_from(start, lx.PLACE_NAME):
                if level.get(word) in ("country", "city"):
                    yield Candidate("PERSON", start, end, "person.abroad.idiom", decoy=True)


def _beside_idiom(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether a plant or ware stands beside it in a list (白萝卜、万某某)."""
    text = sc.text
    if text[start - 1 : start] == "、":
        if sc.end_tags.get(start - 1, 0) & lx.IDIOM:
            return True
        if any(text[start - 1 - n : start - 1] in context.wares() for n in (2, 3, 4)):
            return True
    if text[end : end + 1] != "、":
        return False
    after = bool(sc.start_tags.get(end + 1, 0) & lx.IDIOM)
    return after or any(text[end + 1 : end + 1 + n] in context.wares() for n in (2, 3, 4))


def _in_crops(sc: lx.Scan) -> Iterator[Candidate]:
    """Plants and wares beside others in a list (黄桃、杨梅): decoys."""
    text = sc.text
    for match in _LISTED.finditer(text):
        start = match.start()
        end = next((start + n for n in (4, 3, 2) if text[start : start + n] in context.wares()), 0)
        if end and _beside_idiom(sc, start, end):
            yield Candidate("PERSON", start, end, "person.ware.idiom", decoy=True)


_LISTED = re.compile("(?<=、)[一-鿿]|[一-鿿](?=[一-鿿]{1,3}、)")


_RARITY = {"rare": {"rare": 1.0}, "word": {"rare": 1.0, "surname_word": 1.0}}


def _features(sc: lx.Scan, option: NameOption, support: float, count: int) -> dict[str, float]:
    after = sc.start_tags.get(option.end, 0)
    return {
        "name_p": option.p,
        "given": option.given,
        "title_before": float(title_end(sc, option.start) is not None),
        "speech_after": float(bool(after & lx.SPEECH)),
        "place": float(bool(sc.start_tags.get(option.start, 0) & (lx.AREA | lx.PLACE_NAME))),
        "support": support,
        "repeated": float(count > 1),
        "title_after": float(bool(after & lx.TITLE)),
        **_RARITY.get(surnames().get(sc.text[option.start], ""), {}),
        "ends_place": float(sc.text[option.end - 1] in "集屯寨庄店堡湾沟巷坪塬墩垭坳圩岙"),
        "listed_idiom": float(_beside_idiom(sc, option.start, option.end)),
    }


def _again(
    text: str, names: Iterable[str], done: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Other occurrences of ``names``."""
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if (at, end) not in done:
                yield at, end
            at = text.find(name, end)


def _in_list(text: str, start: int, end: int, begins: set[int], ends: set[int]) -> bool:
    """Whether another likely name stands beside it in a list (李四海、王桂香和赵河生)."""
    left = text[start - 1 : start] in _JOINTS and start - 1 in ends
    right = text[end : end + 1] in _JOINTS and end + 1 in begins
    return left or right


_JOINTS = ("、", "和", "与", "及", " ")


_ADVERBS = frozenset("在亦将也已就均曾还仍又被把给跟说讲称")
_OFFICE = frozenset("省市县区州旗委政党副")
_KIN = frozenset("姨婆公妈爸爷奶哥妹姐嫂叔伯")


def _runs_into(sc: lx.Scan, end: int) -> bool:
    """Whether a name that ends at ``end`` takes the first letter of a verb or set phrase."""
    if sc.text[end - 1 : end + 1] in context.adverbs():
        return True
    return any(stop > end for stop, _ in sc.words_from(end - 1, lx.IDIOM))


def _is_no_word(sc: lx.Scan, option: NameOption) -> bool:
    """Whether the span can be a name: no 某 in it, no title (师傅), adverb, 阿姨, 任 + place."""
    start, end = option.start, option.end
    if sc.text[start] == "阿" and sc.text[start + 1] in _KIN:
        return False
    if sc.text[start : start + 2] in context.never():
        return False
    if (
        sc.text[start] in "任于"
        and sc.text[end : end + 1] in _OFFICE
        and any(stop >= end for stop, _ in sc.words_from(start + 1, lx.AREA))
    ):
        # 任缙云县委书记
        return False
    numbered = sc.text[end - 1] in "一二三四五六七八九十" and sc.text[end : end + 1] in ("中", "小")
    if numbered and sc.start_tags.get(start, 0) & lx.PLACES:
        # 舒城二中薛岩
        return False
    return "某" not in sc.text[start:end] and all(
        stop != end for stop, _ in sc.words_from(start, lx.TITLE)
    )


def _chinese_names(sc: lx.Scan, known_ends: frozenset[int]) -> Iterator[Candidate]:
    """Names of a surname and one or two characters that the name model finds possible.

    ``known_ends``: where names end whatever the model says.
    """
    text = sc.text
    scorer = Names(sc)
    singles = surnames()
    first = openers()
    found: dict[int, list[NameOption]] = {}
    support: dict[str, float] = {}
    count: Counter[str] = Counter()
    for position, char in enumerate(text):
        if char not in first or (
            char not in singles and text[position : position + 2] not in singles
        ):
            continue
        options = [o for o in scorer.at(position) if _is_no_word(sc, o)]
        if len(kept := [o for o in options if not _runs_into(sc, o.end)]) < len(options):
            # 唐英捐建: what speaks for 唐英捐 speaks for 唐英.
            p = sum(o.p for o in options)
            options = [o._replace(p=p) for o in kept]
        if position + 2 in known_ends:
            p = sum(o.p for o in options)
            options = [o._replace(p=p) for o in options if o.end in known_ends]
        if not options:
            continue
        found[position] = options
        for option in options:
            name = text[option.start : option.end]
            count[name] += 1
            support[name] = max(option.p, support.get(name, 0.0))
    likely = [o for options in found.values() for o in options if o.p >= KNOWN]
    begins, ends = {o.start for o in likely}, {o.end for o in likely}
    for options in found.values():
        top = max(options, key=lambda o: o.p)
        titled = title_end(sc, top.start) is not None
        for option in options:
            if option.p < (FLOOR_TITLED if titled else FLOOR_SEEN):
                continue
            start, end = option.start, option.end
            if text[end - 1] in _ADVERBS and end - start > 2:
                # 韩正在 where the article has 韩正 elsewhere too.
                shorter = text[start : end - 1]
                if support.get(shorter, 0.0) >= KNOWN and count[shorter] > count[text[start:end]]:
                    continue
            listed = _in_list(text, start, end, begins, ends)
            beside = context.features(sc, start, end)
            if option is top:
                seen = titled or listed or beside.keys() & context.SIGNS
                if option.p < FLOOR and not (seen or ("clause" in beside and option.given > 2.5)):
                    continue
            elif option.p < SECOND and not titled:
                continue
            name = text[start:end]
            features = {**_features(sc, option, support[name], count[name]), **beside}
            features["listed"] = float(listed)
            # 韩正在 where 韩正 is known.
            others = [support[text[o.start : o.end]] for o in options if o is not option]
            features["other_support"] = max(others, default=0.0)
            if end in known_ends:
                features |= dict.fromkeys(TAGGED, 0.95)
            if option is top:
                yield Candidate("PERSON", start, end, "person.name", {}, features)
            else:
                features["other_p"] = top.p
                features["shorter"] = float(end < top.end)
                yield Candidate("PERSON", start, end, "person.second", {}, features)


def _settled(candidate: Candidate) -> bool:
    """Whether the candidate is sure enough to carry the name's other occurrences.

    Two letters may be joined by chance (林火, 乌军): they need a title or a verb of speech.
    """
    features = candidate.features
    length = candidate.end - candidate.start
    beside = features.get("title_before", 0.0) + features.get("speech_after", 0.0) > 0
    p = features.get("name_p")
    if length == 2:
        return p is not None and p >= (KNOWN if beside else SURE)
    return (p is not None and p >= KNOWN) or (beside and (p is None or p >= 0.2))


def _framed(sc: lx.Scan, found: list[Candidate]) -> list[Candidate]:
    """``found`` with the names that their frames tell for sure, each with a sure name's signs."""
    text = sc.text
    p = {(c.start, c.end): c.features.get("name_p", 0.0) for c in found}
    p |= {(c.start, c.end): SURE for c in found if c.rule == "person.wide"}
    sure = {*frames.rosters(sc, p), *frames.on_lines(sc)}
    in_and = frames.ends_in_and(sc, p) | frames.ends_in_each(sc)
    for name in frames.introduced(sc).union(in_and, somebody_once(sc)):
        sure |= {(m.start(), m.end()) for m in re.finditer(name, text)}
    sure |= namesakes(sc).union(with_their_people(sc))
    signs = {"name_p": SURELY, "given": 3.0, "support": SURELY, **dict.fromkeys(TAGGED, 0.95)}
    result = [
        replace(c, features={**c.features, **signs}) if (c.start, c.end) in sure else c
        for c in found
    ]
    for start, end in sorted(sure - p.keys()):
        repeated = float(text.count(text[start:end]) > 1)
        features = {**context.features(sc, start, end), **signs, "repeated": repeated}
        result.append(Candidate("PERSON", start, end, "person.name", {}, features))
    # Not 李元 in 李元和的: nothing ends between the last two letters.
    ends = (end for start, end in sure if text[start:end] in in_and)
    result += (Candidate("PERSON", e - 2, e, "person.and.idiom", decoy=True) for e in ends)
    return result


def _signs(sc: lx.Scan, byline: BylineName) -> bool:
    """Whether what a byline credits is surely a name: of a name's form, no word and no place."""
    name = byline.name.replace(" ", "")
    words = lx.COMMON | lx.TITLE | lx.PLACES | lx.ORG_FIXED
    known = any(stop == byline.end for stop, _ in sc.words_from(byline.start, words))
    return not known and is_name(name, told=False) and frames.letters(name) > -1.0


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    sc = lx.scan(article.text)
    text = sc.text
    for byline in article.bylines:
        signs = dict.fromkeys(TAGGED, 0.95) if _signs(sc, byline) else {}
        attrs = {"byline": byline.role}
        yield Candidate("PERSON", byline.start, byline.end, "person.byline", attrs, signs)
    yield from credits(sc)
    yield from sent(sc)
    yield from editors(sc)
    yield from _idioms(sc)
    yield from offices(sc)
    yield from no_names(sc)
    yield from _in_crops(sc)
    glued = (a.end for a, b in pairwise(article.bylines) if a.end == b.start)
    known_ends = sure_ends(sc).union(glued)
    ends = chain(known_ends, other_ends(text))
    yield from (Candidate("PERSON", at - 1, at, BREAK, decoy=True) for at in ends)
    dotted = list(dotted_names(sc))
    inside = {i for c in dotted for i in range(c.start, c.end)}
    shaped = chain(
        masked_names(sc),
        wide_names(article, sc),
        ethnic_names(sc),
        repeated_ethnic(sc),
        pairs(sc),
        again(sc),
        aged(sc),
        titled_foreign(sc),
        nicknames(sc),
        old_names(sc),
    )
    found = [*dotted, *(c for c in shaped if c.start not in inside or c.end - 1 not in inside)]
    found = [
        replace(c, features={**context.features(sc, c.start, c.end), **c.features}) for c in found
    ]
    found.extend(_chinese_names(sc, known_ends))
    found = _framed(sc, found)
    titled = {text[c.start : c.end] for c in found if c.features.get("title_before")}
    spoken = {text[c.start : c.end] for c in found if c.features.get("speech_after")}
    for candidate in found:
        name = text[candidate.start : candidate.end]
        features = dict(candidate.features)
        if name in titled and not features.get("title_before"):
            features["title_elsewhere"] = 1.0
        if name in spoken and not features.get("speech_after"):
            features["speech_elsewhere"] = 1.0
        yield replace(candidate, features=features)
    known = {text[c.start : c.end] for c in found if _settled(c)}
    p = {(c.start, c.end): c.features.get("name_p", 0.0) for c in found}
    longest = {start: p[start, end] for start, end in sorted(p)}
    times = Counter(text[start:end] for start, end in p)
    for start, end in _again(text, known, set(p)):
        if start in inside:
            continue
        name = text[start:end]
        features = context.features(sc, start, end)
        features["other_p"] = longest.get(start, 0.0)
        features["short"] = float(len(name) == 2)
        # How many of the places where the letters stand look like a name by themselves.
        features["share"] = times[name] / text.count(name)
        features["title_elsewhere"] = float(name in titled)
        features["speech_elsewhere"] = float(name in spoken)
        yield Candidate("PERSON", start, end, "person.known", {}, features)
