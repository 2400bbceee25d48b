"""What a count may count: the phrases beside it, with what speaks for each.

Phrases of the run of words right of the unit and of the clause left of the numeral
(:mod:`.cutting`), what the counts before it count, and nothing.
:mod:`zhengwen.extract.counts.what` chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .clauses import BRACKET, change, trimmed
from .counted import RELATIVE, Counted
from .cutting import (
    MENTION,
    QUOTE,
    QUOTED,
    WHEN,
    Span,
    clause_of,
    cut,
    phrases,
    run_after,
    signs_of,
)
from .habits import closings, fit, share
from .known_words import Known
from .right_noun import MARKS
from .words import DIRECTIONS, FUNCTION, LEAD, NOUN, VERB, Token, beside, tokens

_NEARBY = 2000
"""Characters on each side in which a phrase that is the topic comes again."""

_BEFORE = frozenset((VERB, FUNCTION, MENTION, WHEN, LEAD))
"""Kinds of words that a phrase right of a count may follow."""
_NUMBERS = frozenset(("人数", "总数", "数", "数量", "总人数", "户数"))
"""What may stand between a noun and its count: 登记师傅人数1.2万名."""

_PERSONAL = ("people", "household")
_BESIDE = ("R,begins=", "R,last=", "R,rest has", "L,gap=", "L,prev=", "words=")

_LAST_QUOTED = re.compile(r"“([^”]*)”\Z")


@dataclass(frozen=True)
class Option:
    """A phrase (``None``: nothing is named) and its features."""

    phrase: str | None
    features: frozenset[str]


@dataclass(frozen=True)
class Earlier:
    """A count before this one: what it counts, and how far off it is."""

    phrase: str
    gap: str
    same_unit: bool
    dimension: str


def _shape(words: Sequence[Token], signs: str, count: Counted) -> list[str]:
    """Features of a phrase by itself."""
    first, last = words[0], words[-1]
    size = last.end - first.start
    closing = closings(last.text).bit_length()
    return [
        f"last={last.kind}",
        f"first={first.kind}",
        f"signs={signs}",
        f"open={signs[:2]}",
        f"close={signs[-2:]}",
        f"tail={last.text[-1]}",
        f"size={size if size < 5 else 5 + (size > 6) + (size > 9)}",
        f"words={len(words)}",
        f"{count.dimension},last={last.kind}",
        f"{count.dimension},human={last.text[-1] in beside('human')}",
        f"closing={closing}",
        f"closing={closing > 0},words={len(words)}",
        "object=" + share(last.text, 1),
        "subject=" + share(last.text, 2),
        "opening=" + share(first.text, 3),
        *fit(count.unit, last.text),
        "w=" + last.text,
        "v=" + first.text,
        "c=" + last.text[-2:],
        f"v={first.text},{len(words) > 1}",
        f"u={count.unit},{last.text[-1]}",
        *("i=" + a.text[-1] + b.text[0] for a, b in pairwise(words)),
        *("m=" + w.text for w in words[1:-1]),
    ]


def _acts(words: Sequence[Token], j: int) -> bool:
    """Whether ``words[j]`` is an unknown verb by what follows it: 图纸改了, 农户结上亲戚."""
    following = words[j + 1].text[0] if j + 1 < len(words) else ""
    known = j < len(words) and (words[j].kind != "U" or len(words[j].text) > 1)
    return not known and following != "" and following in DIRECTIONS


class _Place:
    """A count in its text: the words around it, and the features that options share."""

    def __init__(self, text: str, count: Counted, floor: int, mentions: Sequence[Span]) -> None:
        self.text, self.count = text, count
        self.sort = "rel" if count.kind in RELATIVE else "abs"
        self.unit = count.unit or "-"
        begin = count.end
        while text[begin : begin + 1] in (" ", "\u3000"):
            begin += 1
        self.of = text.startswith("的", begin)
        begin += self.of
        self.stop = run_after(text, begin)
        self.right = cut(text, begin, self.stop, mentions)
        self.low, high = clause_of(text, count.start, floor)
        self.left = cut(text, self.low, high, mentions)
        self.left_signs = signs_of(self.left)
        self.low = min(self.low, count.start)
        self.known = Known(text, self.low, self.stop)
        self.next = self.right[0].kind if self.right else "stop"
        self.prior = self.left[-1].kind if self.left else "none"

    def rightward(self) -> Iterator[tuple[int, int, list[str]]]:
        """Phrases behind the unit: they begin the run, or follow a verb or 的 in it."""
        words, sort, signs = self.right, self.sort, signs_of(self.right)
        for i, j in phrases(words, self.known, self.low):
            if i and words[i - 1].text != "的" and words[i - 1].kind not in _BEFORE:
                continue
            if words[i].text in MARKS:
                continue
            after = words[j] if j < len(words) else None
            follows = after.kind if after else "stop"
            begins = "of" if i == 0 and self.of else signs[max(0, i - 1) : i]
            if begins == "d" and VERB in signs[:i]:
                begins = "Vd"
            last = words[j - 1]
            relative = any(word.text == "的" for word in words[j + 1 :])
            if relative and follows == VERB and self.count.dimension not in _PERSONAL:
                continue  # 12间匠人打造的工作室: who did it is not what is counted
            if "Vd" in signs[i : j + 1] and not self.of:
                continue  # nor is who did what, nor the clause with its noun
            found = [
                "R",
                f"R,{sort},{self.count.dimension}",
                f"R,{self.unit}",
                f"R,begins={begins}",
                f"R,next={after.kind if after else self.text[self.stop : self.stop + 1]}",
                f"R,last={last.kind},next={follows}",
                f"R,signs={signs[i:j]},next={follows}",
                f"R,before={self.prior}",
                f"R,{sort}",
                f"R,first={words[i].kind},{sort}",
                f"R,of={self.of},{self.count.dimension}",
                f"R,rest={min(8, self.stop - last.end)}",
                f"R,acts={_acts(words, j)},{_acts(words, j - 1)}",
                f"R,rest has 的={relative},next={follows}",
            ]
            found.append("R,n=" + (after.text if after else "stop"))
            found.append("R,e=" + last.text[-1] + (after.text[0] if after else "stop"))
            if i:
                found.append("R,p=" + words[i - 1].text)
            if after:
                found += [f"R,edge={signs[j - 1 : j + 2]}", f"R,{last.text[-1]}|{follows}"]
            if i:
                found += [f"R,late,{sort}", f"R,skipped={signs[:i]}"]
            end = last.end
            if end == self.stop and (more := BRACKET.match(self.text, end)):
                end = more.end()  # 14个村（社区）
            found += self.known.features(words[i].start - self.low, last.end - self.low)
            yield words[i].start, end, found + _shape(words[i:j], signs[i:j], self.count)

    def leftward(self) -> Iterator[tuple[int, int, list[str]]]:
        """Phrases of the clause before the numeral that no noun goes on."""
        words, signs = self.left, self.left_signs
        edge = self.text[self.low - 1 : self.low] if self.low else "\n"
        ends: dict[int, list[str]] = {}
        for i, j in phrases(words, self.known, self.low):
            goes_on = j < len(words) and words[j].kind in (NOUN, "U", QUOTE)
            if goes_on and words[j].text not in _NUMBERS and not _acts(words, j):
                continue
            if not trimmed(self.text[words[i].start : words[j - 1].end]):
                continue
            if j not in ends:
                ends[j] = self._left_end(j)
            found = [
                *ends[j],
                f"L,prev={words[i - 1].kind if i else edge}",
                f"L,prev={words[i - 1].kind if i else 'start'},first={words[i].kind}",
            ]
            found.append("L,p=" + (words[i - 1].text if i else edge))
            found.append("L,b=" + (words[i - 1].text[-1] if i else edge) + words[i].text[0])
            if i:
                found.append(f"L,opens={signs[max(0, i - 2) : i + 1]}")
            if i and words[i - 1].text == "的":
                found.append("L,after 的")
            found += self.known.features(words[i].start - self.low, words[j - 1].end - self.low)
            yield (
                words[i].start,
                words[j - 1].end,
                found + _shape(words[i:j], signs[i:j], self.count),
            )

    def _left_end(self, j: int) -> list[str]:
        """Features that phrases before ``self.left[j]`` share, wherever they begin."""
        sort = self.sort
        gap = self.text[self.left[j - 1].end : self.count.start]
        between = self.left_signs[j:]
        if len(between) > 3:
            between = between[:2] + ".." + between[-1]
        changed = change().search(gap) is not None
        plain = bool(gap) and not trimmed(gap)
        link = "none" if not gap else "plain" if plain else "change" if changed else "other"
        return [
            "L",
            f"L,{sort},{self.count.dimension}",
            f"L,{self.unit}",
            f"L,gap={between}",
            f"L,g={gap}",
            f"L,g={gap[:2]}",
            f"L,change={changed},{sort}",
            f"L,plain={plain},{sort}",
            f"L,after={self.next},{sort}",
            f"L,after={self.next},link={link}",
            f"L,of={self.of}",
            f"L,acts={_acts(self.left, j)},{_acts(self.left, j - 1)}",
        ]

    def inherited(self, earlier: Sequence[Earlier]) -> Iterator[tuple[str, list[str]]]:
        """What the counts before count, nearest first."""
        sort, dimension = self.sort, self.count.dimension
        length = min(len(self.left), 4)
        for k, one in enumerate(earlier):
            known = tokens(one.phrase[-8:])
            yield (
                one.phrase,
                [
                    "P",
                    "P," + fit(self.count.unit, known[-1].text if known else "")[0],
                    f"P,{sort},{dimension}",
                    f"P{k}",
                    f"P{k},same={one.same_unit}",
                    f"P,same={one.same_unit},{sort}",
                    f"P,gap={one.gap}",
                    f"P{k},gap={one.gap},{sort}",
                    f"P,after={self.next},{sort}",
                    f"P,before={self.prior},{sort}",
                    f"P,left={self.left_signs if len(self.left) < 4 else 'long'},{sort}",
                    f"P,words={length},same={one.same_unit}",
                    f"P,after={self.next},same={one.same_unit}",
                    f"P,{one.dimension},{dimension}",
                    f"P,human={one.phrase[-1] in beside('human')},{dimension}",
                ],
            )

    def nothing(self, earlier: Sequence[Earlier]) -> list[str]:
        """Features of the answer that nothing is named."""
        sort, dimension = self.sort, self.count.dimension
        length = min(len(self.left), 4)
        return [
            "none",
            f"none,{sort},{dimension}",
            f"none,{self.unit}",
            f"none,after={self.next},{sort}",
            f"none,before={self.prior},{sort}",
            f"none,after={self.next},before={self.prior}",
            f"none,words={length}",
            f"none,bounded={self.count.bounded},{dimension}",
            f"none,of={self.of},{dimension},after={self.next}",
            f"none,after={self.next},{dimension}",
            f"none,earlier={len(earlier)},words={min(length, 3)},after={self.next}",
        ]


def plain(phrase: str) -> str:
    """A phrase without the spaces in it."""
    return re.sub(r"\s", "", phrase)


def options(
    text: str,
    count: Counted,
    floor: int,
    mentions: Sequence[Span],
    earlier: Sequence[Earlier],
    rule: str | None,
    before: str = "first",
) -> list[Option]:
    """The options for ``count``; ``floor`` is the end of the count before it.

    ``rule`` is what the rules of :mod:`.what_rules` say: a feature,
    and an option of its own if no other is the same.  ``before`` says where the count
    before it has what it counts.
    """
    place = _Place(text, count, floor, mentions)
    found: dict[str | None, set[str]] = {}

    def add(phrase: str | None, features: list[str]) -> None:
        if phrase is not None and phrase.isascii():
            return
        known = found.get(phrase)
        if known is not None:
            known.add("twice")
        found.setdefault(phrase, set()).update(features)

    for beside_it in (place.rightward(), place.leftward()):
        for start, end, features in beside_it:
            add(plain(text[start:end]), features)
            if QUOTED.fullmatch(text, start, end):
                add(plain(text[start + 1 : end - 1]), [*features, "bare"])
            elif (last := _LAST_QUOTED.search(text, start, end)) is not None:
                add(plain(last[1]), [*features, "bare end"])
    for phrase, features in place.inherited(earlier):
        add(phrase, features)
    add(None, place.nothing(earlier))
    if rule is not None and rule not in found:
        at = 0 if len(rule) > 30 else len(rule)
        words = cut(rule, 0, at, ()) or [Token(rule, 0, "U")]
        add(rule, ["rule alone", *_shape(words, signs_of(words), count)])
    nearby = text[max(0, count.start - _NEARBY) : count.start + _NEARBY]
    for option, marks in found.items():
        if option is None:
            side = "none"
        else:
            side = "R" if "R" in marks else "L" if "L" in marks else "P"
            times = min(nearby.count(option), 6)
            marks.add(f"times={times},{min(len(option), 5)}")
            marks.add(f"times={times},{side}")
            if earlier and option[-1] == earlier[0].phrase[-1]:
                marks.add(f"S,tail,{side},{earlier[0].gap}")
            if earlier and option[0] == earlier[0].phrase[0]:
                marks.add(f"S,head,{side},{earlier[0].gap}")
        marks.add(f"S,{side},{before}")
        marks.add(f"S,{side},{before},{place.sort}")
        at_once = "L,g=" in marks or "R,begins=" in marks
        marks.add(f"S,{side},{at_once},{before},next={place.next},prior={place.prior}")
        if option == rule:
            marks.update([f"rule {mark}" for mark in marks if mark.startswith(_BESIDE)])
            marks.update(("rule", f"rule,{side},{place.sort}"))
        elif option is not None and rule is not None:
            if rule.endswith(option):
                marks.add("end of rule")
            elif rule.startswith(option):
                marks.add("start of rule")
            elif option.endswith(rule):
                marks.add("rule and more")
    return [Option(phrase, frozenset(marks)) for phrase, marks in found.items()]
