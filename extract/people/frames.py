"""Names that their surroundings tell for sure: who is introduced by sex or people, and rosters.

What such a frame says outweighs the name model and the tagger, who go by the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from ...models import lexicon as lx
from ...models.names import compound, given, surnames
from ...seeds.table import either
from .role_words import known

Span = tuple[int, int]

_INTRODUCED = re.compile(
    "(?<![一-鿿·])([一-鿿]{2,4})"
    "(?=[，,：:（(] ?[男女](?:[，,。；）)]|[一-鿿]{1,4}族)|[，,] ?[一-鿿]{1,4}族[，,])"
)
"""李四海，男，汉族 / 李四海（女，壮族）"""

_SLOT = "(?:[0-9]{1,3}[ .、]{1,2})?(?:[一-鿿]{2,4}|[一-鿿] {1,2}[一-鿿])"
_ROSTER = re.compile(
    f"(?<![一-鿿])(?:{_SLOT}(?:[、，,]| {{1,3}}|¶+))" + f"{{3,60}}{_SLOT}(?![一-鿿])"
)
_INNER = re.compile("(?:、[一-鿿]{2,4}){2,60}(?=、)")
"""The names of a list without its first and last, which stand among other words."""

_NAME = re.compile("[一-鿿]{2,4}|[一-鿿] {1,2}[一-鿿]")
_SHARE = 0.6
"""Share of the names of a roster that must be likely for the others to be believed."""


_PICTURED = re.compile(
    "(?<![一-鿿·])([一-鿿]{2,4})"
    "(?=[（(](?:[左右中前后][一二三四五六]?|[前后]排[左右中]?[一二三四五六]?|化名)[）)])"
)
"""李四海（右）"""


_PUPIL = re.compile("(?:班|年级)的?([一-鿿]{2,3})(?=小朋友(?!们)|同学(?![们会录聚间校家]))")
"""五（2）班李四海小朋友"""


_NO_NAME = re.compile("[科的和等主副名位]")


@cache
def _ward() -> re.Pattern[str]:
    """A name between a ward and a title behind the name (内科李四海副主任)."""
    wards = f"(?:{either('org_context.tsv', 'ward')}|(?<![一-鿿])[一-鿿]{{2,4}}科)"
    return re.compile(
        f"{wards}(?P<name>[一-鿿]{{2,3}}?)(?=副?主任(?!医师的)|副?教授|医[师生]|护士长)"
    )


def _surnamed(name: str) -> bool:
    """Whether ``name`` begins with a surname and is of a name's length."""
    if name[:2] in compound():
        return len(name) in (3, 4)
    return name[0] in surnames() and len(name) in (2, 3)


def letters(name: str) -> float:
    """Log-odds of the letters behind the surname being a given name's."""
    odds = given()
    own = name[2:] if name[:2] in compound() and len(name) > 2 else name[1:]
    return sum(odds.get(char, 0.0) for char in own)


def _is_word(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the letters are an everyday word, a title or a place."""
    tags = lx.COMMON | lx.TITLE | lx.PLACES | lx.IDIOM
    return any(stop == end for stop, _ in sc.words_from(start, tags))


_NO_AND = re.compile("(?=([一-鿿]{2})和(?:[，。；：！？,;:!?的家说”）)]|$))")
"""和 where it cannot join: what stands before it goes on with it (李元和的)."""

_MILD = frozenset("祥温平柔缓总饱随中调亲谐共暖议附媾")
"""Letters that 和 ends a word with."""


def ends_in_and(sc: lx.Scan, likely: Mapping[Span, float]) -> frozenset[str]:
    """Names in 和 (李元和) that stand more than once, at least once where 和 cannot join.

    ``likely`` are the model's names: the letters before 和 must read as one by themselves.
    """
    text = sc.text
    seen = {text[start:end] for (start, end), p in likely.items() if p >= 0.3}
    found = set()
    for match in _NO_AND.finditer(text):
        base = match[1]
        if base[0] not in surnames() or base[1] in _MILD or text.count(base + "和") < 2:
            continue
        if {base, base + "和"} & seen:
            found.add(base + "和")
    return frozenset(found)


_EACH = re.compile("(?=(?P<name>[一-鿿]{2}各)[一-鿿])")
_LEVELS = frozenset("省市县区旗州盟镇乡村街")
"""What no name of a person has before 各 (全县各级)."""
_SEVERAL = re.compile("[、和与及同跟们等][^，,。；;：:！!？?”\n]*$")


def ends_in_each(sc: lx.Scan) -> frozenset[str]:
    """Names in 各 (李廷各) that stand more than once, where nobody stands beside them to share."""
    text = sc.text
    found = set()
    for match in _EACH.finditer(text):
        name, start = match["name"], match.start()
        if name[0] not in surnames() or name in found or text.count(name) < 2:
            continue
        if _is_word(sc, start, start + 2) or name[1] in _LEVELS:
            continue
        places = [m.start() for m in re.finditer(name, text)]
        after = {text[at + 3 : at + 4] for at in places}
        alone = not any(_SEVERAL.search(text, max(0, at - 30), at) for at in places)
        if alone and len(after) > 1 and text.count(name[:2]) == len(places):
            found.add(name)
    return frozenset(found)


_ON_LINE = re.compile("(?:^|(?<=¶))([一-鿿·]{2,4})[ ]{1,3}[一-鿿0-9、 ]{3,30}(?=¶|$)")


def on_lines(sc: lx.Scan) -> Iterator[Span]:
    """Names at the heads of lines in a row that tell bodies and offices (张立 柳河镇小学教师)."""
    found = [
        match
        for match in _ON_LINE.finditer(sc.text)
        if sc.end_tags.get(match.end(), 0) & lx.TITLE and _surnamed(match[1])
    ]
    for i, match in enumerate(found):
        above = i > 0 and found[i - 1].end() + 1 == match.start()
        below = i + 1 < len(found) and match.end() + 1 == found[i + 1].start()
        if (above or below) and not _is_word(sc, *match.span(1)):
            yield match.span(1)


def introduced(sc: lx.Scan) -> frozenset[str]:
    """Names introduced by sex, people, place in a picture, class at school or ward.

    One without a known surname must stand thrice.
    """
    text = sc.text
    found = set()
    for match in _INTRODUCED.finditer(text):
        name = match[1]
        if _is_word(sc, *match.span(1)) or sc.end_tags.get(match.end(1), 0) & lx.TITLE:
            continue
        odds = letters(name)
        if _surnamed(name):
            if odds > -3.0:
                found.add(name)
        elif len(name) == 3 and odds > 1.0 and text.count(name) > 2:
            found.add(name)
    for match in chain(_PICTURED.finditer(text), _PUPIL.finditer(text)):
        name = match[1]
        if name[0] in "和与及" and text[match.start(1) - 1 : match.start(1)] in (")", "）"):
            name = name[1:]  # 李明（左）和|王强（右）
        if sc.end_tags.get(match.end(1), 0) & (lx.HEAD | lx.TITLE):
            # 石拱桥（左）
            continue
        if _surnamed(name) and letters(name) > 0.0 and not _is_word(sc, *match.span(1)):
            found.add(name)
    for match in _ward().finditer(text):
        name = match["name"]
        if _NO_NAME.search(name) or _is_word(sc, *match.span("name")):
            continue
        if _surnamed(name) and letters(name) > -3.0:
            found.add(name)
    return frozenset(found)


def rosters(sc: lx.Scan, likely: Mapping[Span, float]) -> Iterator[Span]:
    """Names in lists of four and more most of which are ``likely`` names (span → probability)."""
    text = sc.text
    for pattern, least in ((_ROSTER, 4), (_INNER, 2)):
        for match in pattern.finditer(text):
            slots = [m.span() for m in _NAME.finditer(text, *match.span())]
            sure = sum(likely.get(span, 0.0) >= 0.6 for span in slots)
            if len(slots) < least or sure < _SHARE * len(slots):
                continue
            if pattern is _INNER:
                # The first name, directly behind a word for people (区领导谷向、刘畅、马娜).
                at = match.start()
                slots += [(at - n, at) for n in (2, 3) if _led(sc, at - n)]
            yield from (span for span in slots if _fits(sc, *span))


def _led(sc: lx.Scan, start: int) -> bool:
    """Whether a word for people ends at ``start``."""
    before = sc.text[max(0, start - 2) : start]
    return bool(sc.end_tags.get(start, 0) & lx.TITLE) or before in known("roster_lead")


def _fits(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether a place in a list can be a name's."""
    name = sc.text[start:end].replace(" ", "")
    if not _surnamed(name) or name[-1] == "等" or sc.text[end : end + 1] == "·":
        return False
    return letters(name) > -4.0 and not _is_word(sc, start, end)
