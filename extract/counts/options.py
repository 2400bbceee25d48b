"""What a count may count: the phrases beside it, with what speaks for each.

Phrases of the run of words right of the unit and of the clause left of the numeral,
what the counts before it count, and nothing.  Mentions and quoted pieces are single
words.  :mod:`zhengwen.extract.counts.what` chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .habits import closings, fit, share
from .phrases import BRACKET, MARKS, RELATIVE, STOP, Counted, change, clause_before, trimmed
from .words import DIRECTIONS, FUNCTION, LEAD, NOUN, VERB, Token, beside, tokens

MENTION, WHEN, QUOTE = "E", "D", "Q"
"""Kinds of the words that mentions (dates apart) and quoted pieces make."""

_WORDS, _LETTERS, _REACH = 6, 16, 20
"""Most words and characters of a phrase; most characters of the run right of a count."""

_NEARBY = 2000
"""Characters on each side in which a phrase that is the topic comes again."""

_PERSONAL = ("people", "household")
_BESIDE = ("R,begins=", "R,last=", "R,rest has", "L,gap=", "L,prev=", "words=")

_OPENING = {"“": "”", "‘": "’", "「": "」", "《": "》"}
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|《[^》]*》")
_SIGNS = {"VN": "A", "的": "d"}
Span = tuple[int, int, str]
"""Start, end and type of a mention."""


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


def run_after(text: str, start: int) -> int:
    """End of the run of words that begins at ``start``; quoted pieces lie inside it."""
    at, bound = start, min(len(text), start + _REACH)
    while at < bound:
        char = text[at]
        if char in _OPENING:
            close = text.find(_OPENING[char], at + 1, at + 14)
            if close < 0:
                break
            at = close + 1
        elif char in STOP or char.isdigit():
            break
        else:
            at += 1
    return min(at, len(text))


def cut(text: str, start: int, end: int, mentions: Sequence[Span]) -> list[Token]:
    """The words of ``text[start:end]`` at their offsets in ``text``."""
    pieces = [
        (low, high, WHEN if kind == "DATE" else MENTION)
        for low, high, kind in mentions
        if start <= low and high <= end
    ]
    for match in _QUOTED.finditer(text, start, end):
        if not any(low < match.end() and match.start() < high for low, high, _ in pieces):
            pieces.append((*match.span(), QUOTE))
    result: list[Token] = []
    at = start
    for low, high, kind in [*sorted(pieces), (end, end, "")]:
        if low < at:
            continue
        result += [Token(word, at + offset, k) for word, offset, k in tokens(text[at:low])]
        if kind:
            result.append(Token(text[low:high], low, kind))
        at = high
    return result


def _signs(words: Sequence[Token]) -> str:
    """One sign for each word: its kind, ``A`` for a verbal noun, ``d`` for 的."""
    return "".join(_SIGNS.get(w.text) or _SIGNS.get(w.kind) or w.kind for w in words)


def _phrases(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Word ranges that may be noun phrases."""
    for i, first in enumerate(words):
        if first.kind == WHEN or first.text in ("的", "、"):
            continue
        if first.kind == FUNCTION and len(first.text) < 3:
            continue
        for j in range(i, min(len(words), i + _WORDS)):
            word = words[j]
            if word.end - first.start > _LETTERS or word.kind in (MENTION, WHEN):
                break
            if word.text != "的" and word.kind != FUNCTION:
                yield i, j + 1


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
        clause = clause_before(text, count.start, floor)
        self.low = text.rfind(clause, floor, count.start) if clause else count.start
        self.left = cut(text, self.low, self.low + len(clause), mentions)
        self.left_signs = _signs(self.left)
        self.next = self.right[0].kind if self.right else "stop"
        self.prior = self.left[-1].kind if self.left else "none"

    def rightward(self) -> Iterator[tuple[int, int, list[str]]]:
        """Phrases behind the unit: they begin the run, or follow a verb or 的 in it."""
        words, sort, signs = self.right, self.sort, _signs(self.right)
        for i, j in _phrases(words):
            if i and words[i - 1].text != "的" and words[i - 1].kind not in (VERB, FUNCTION):
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
            if after:
                found += [f"R,edge={signs[j - 1 : j + 2]}", f"R,{last.text[-1]}|{follows}"]
            if i:
                found += [f"R,late,{sort}", f"R,skipped={signs[:i]}"]
            end = last.end
            if end == self.stop and (more := BRACKET.match(self.text, end)):
                end = more.end()  # 14个村（社区）
            yield words[i].start, end, found + _shape(words[i:j], signs[i:j], self.count)

    def leftward(self) -> Iterator[tuple[int, int, list[str]]]:
        """Phrases of the clause before the numeral that no noun goes on."""
        words, signs = self.left, self.left_signs
        edge = self.text[self.low - 1 : self.low] if self.low else "\n"
        ends: dict[int, list[str]] = {}
        for i, j in _phrases(words):
            if j < len(words) and words[j].kind in (NOUN, "U", QUOTE) and not _acts(words, j):
                continue
            if words[i].kind == LEAD and len(words[i].text) < 3:
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
            if i:
                found.append(f"L,opens={signs[max(0, i - 2) : i + 1]}")
            if i and words[i - 1].text == "的":
                found.append("L,after 的")
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
) -> list[Option]:
    """The options for ``count``; ``floor`` is the end of the count before it.

    ``rule`` is what the rules of :mod:`zhengwen.extract.counts.phrases` say: a feature,
    and an option of its own if no other is the same.
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

    for phrases in (place.rightward(), place.leftward()):
        for start, end, features in phrases:
            add(plain(text[start:end]), features)
    for phrase, features in place.inherited(earlier):
        add(phrase, features)
    add(None, place.nothing(earlier))
    if rule is not None and rule not in found:
        at = 0 if len(rule) > 30 else len(rule)
        words = cut(rule, 0, at, ()) or [Token(rule, 0, "U")]
        add(rule, ["rule alone", *_shape(words, _signs(words), count)])
    nearby = text[max(0, count.start - _NEARBY) : count.start + _NEARBY]
    for option, marks in found.items():
        if option is None:
            side = "none"
        else:
            side = "R" if "R" in marks else "L" if "L" in marks else "P"
            times = min(nearby.count(option), 6)
            marks.add(f"times={times},{min(len(option), 5)}")
            marks.add(f"times={times},{side}")
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
