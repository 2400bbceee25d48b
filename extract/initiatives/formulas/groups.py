"""Parts of names that count several things, and of known series (四季)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..shape import Group
from ..vocabulary import UP_TO_TEN
from .glosses import GLOSS, lead
from .lists import LONGEST, without_close
from .pieces import Span, bare, list_runs, segments, split_and

_TOLD = r"[”’\"]?[，,]?(?:则|就)?(?:是指|指的是|分别是|分别为|就是|也就是|包括|即|是|指|为)"


def told(text: str, own: Sequence[Span], group: Group) -> Iterator[list[Span]]:
    """What a group of a pair is said to be: “一网”就是一张党群服务网；“三联”则是干部联户、….

    The group is looked for in quotation marks of its own.
    """
    if group.number is None:
        return
    name = re.escape(UP_TO_TEN[group.number] if group.number < len(UP_TO_TEN) else "") + re.escape(
        group.morpheme
    )
    for match in re.finditer(f'[“‘"]{name}{_TOLD}', text):
        if any(s <= match.start() < e for s, e in own):
            continue
        stop = _TOLD_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        if group.number == 1:
            article = re.compile("一[张个名条套支座项本]").match(text, match.end())
            start = article.end() if article else match.end()
            cut = re.compile("[，,、]").search(text, start, end)
            end = cut.start() if cut else end
            if 1 < end - start <= LONGEST:
                yield [(start, end)]
            continue
        parts = [(s.start, s.end) for s in segments(text) if match.end() <= s.end <= end]
        if not parts:
            continue
        parts[0] = (max(parts[0][0], match.end()), parts[0][1])
        for whole in (parts, parts[:-1] + split_and(text, parts[-1])):
            if len(whole) == group.number:
                whole = [*whole[:-1], without_close(text, whole[-1])]
                if all(1 < b - a <= LONGEST for a, b in whole):
                    yield whole


_TOLD_END = re.compile("[。！!？?；;\n]")


def mixed(text: str, own: Sequence[Span], groups: Sequence[Group]) -> Iterator[list[Span]]:
    """Parts of all groups in one row of points: 扶志，…；扶智，…；扶技，…；防辍学，….

    Each point opens with its group's morpheme.
    """
    wanted = [g.morpheme[:1] for g in groups for _ in range(g.number or 0)]
    if len(wanted) < 3 or any(g.number is None for g in groups):
        return
    for _, end in own:
        match = GLOSS.match(text, end)
        if not match:
            continue
        start = match.end()
        stop = re.compile("[。\n]").search(text, start)
        until = stop.start() if stop else len(text)
        for mark in "；;，,、":
            pieces = text[start:until].split(mark)
            if len(pieces) != len(wanted):
                continue
            parts: list[Span] = []
            position = start
            for piece in pieces:
                head = re.split("[，,：:]", piece)[0]
                parts.append(lead(text, bare(text, position, position + len(head))))
                position += len(piece) + 1
            if all(
                text[a] == char and 2 <= b - a <= LONGEST
                for (a, b), char in zip(parts, wanted, strict=True)
            ):
                yield parts


def series(text: str, near: int, chars: str) -> Iterator[list[Span]]:
    """A row whose parts open with the characters of a known series: 春抹芽、夏疏果、秋修枝、冬清园.

    Looked for within 300 characters behind ``near``; the parts are of one length.
    """
    for run in list_runs(text):
        for i in range(len(run) - len(chars) + 1):
            parts = run[i : i + len(chars)]
            if parts[0][0] < near or parts[0][0] > near + 300:
                continue
            first = text.find(chars[0], *parts[0])
            if first < 0:
                continue
            parts = [(first, parts[0][1]), *parts[1:]]
            even = len({b - a for a, b in parts}) == 1 and 1 < parts[0][1] - first <= 8
            if even and all(text[a] == c for (a, _), c in zip(parts, chars, strict=True)):
                # 春富|抓茶, 夏富|抓瓜: what all have behind the season and one verb.
                columns = [{text[a + k : a + k + 1] for a, _ in parts} for k in (1, 2)]
                same = parts[0][1] - first > 3 and all(len(c) == 1 for c in columns)
                yield [(a, a + 2) for a, _ in parts] if same else parts
