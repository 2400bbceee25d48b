"""The second look: a candidate beside the company it keeps in its article.

A name that the article surely names once is likely named wherever its letters
stand again; a candidate that a surer one overlaps is likely not there.  The
second scorer of a type sees the first one's log-odds and:

- ``twin``: the surest other candidate of the same type with the same surface, and
  ``best``, the surer of the two;
- ``listed``: the surest candidate of the same type that 、, 和, 与 or 及, or only marks of
  quotation, join to it;
- ``tail``: of a body, the surest longer candidate elsewhere that goes on from a division or
  another body to this one's surface (县公安局|落别派出所), and ``whole``, the other way round,
  the surest candidate elsewhere for its own last part;
- ``rival``: the surest candidate that overlaps this one, by whether it is of the
  same type and longer or shorter, or of another type; as the log-probability that it
  is absent, so that an unlikely rival (二七区“三链融合” read as one) costs nothing.

All but the last are log-odds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from ..corpus.marks import ALL_QUOTES, JOINS
from .pool import Pooled

_LIMIT = 6.0


def _clip(x: float) -> float:
    return max(-_LIMIT, min(_LIMIT, x))


def _tell(features: dict[str, float], name: str, log_odds: float) -> None:
    """Note another candidate, this likely: its log-odds, that it is there, whether it is sure."""
    features[name] = _clip(log_odds)
    features[f"{name}.is"] = 1.0
    features[f"{name}.sure"] = float(log_odds > 1.0)


def second_look(
    text: str, pooled: Sequence[Pooled], log_odds: Sequence[float]
) -> list[dict[str, float]]:
    """Second-look features of every candidate; ``pooled`` sorted by start."""
    features = [{"first": _clip(x)} for x in log_odds]
    _add_twins(text, pooled, log_odds, features)
    _add_tails(text, pooled, log_odds, features)
    _add_listed(text, pooled, log_odds, features)
    _add_rivals(pooled, log_odds, features)
    return features


def _add_twins(
    text: str,
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    twins: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, item in enumerate(pooled):
        twins[item.type, text[item.start : item.end].strip("“”")].append(i)
    for members in twins.values():
        if len(members) < 2:
            continue
        ranked = sorted(members, key=lambda i: -log_odds[i])
        for i in members:
            other = ranked[1] if i == ranked[0] else ranked[0]
            _tell(features[i], "twin", log_odds[other])
            features[i]["best"] = max(features[i]["twin"], features[i]["first"])


_PARTS = frozenset("省市县区州盟旗镇乡道村局院委会厅社处队司所校")
"""How the division or body ends that a longer name has before its last part."""


def _add_tails(
    text: str,
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    bodies: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(pooled):
        if item.type == "ORG":
            bodies[text[item.start : item.end]].append(i)
    longer: dict[str, list[int]] = defaultdict(list)
    shorter: dict[str, list[int]] = defaultdict(list)
    for name, members in bodies.items():
        for cut in range(2, len(name) - 2):
            if name[cut - 1] in _PARTS and (last := name[cut:]) in bodies:
                longer[last] += members
                shorter[name] += bodies[last]
    for kind, related in (("tail", longer), ("whole", shorter)):
        for name, others in related.items():
            for i in bodies[name]:
                item = pooled[i]
                elsewhere = [
                    log_odds[j]
                    for j in others
                    if pooled[j].end <= item.start or pooled[j].start >= item.end
                ]
                if elsewhere:
                    _tell(features[i], kind, max(elsewhere))


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of a candidate with the marks of quotation that enclose it.

    >>> _edges("办起“暖灯”、“晒谷”", 3, 5)
    (2, 6)
    """
    closing = ALL_QUOTES.get(text[start - 1 : start])
    enclosed = closing is not None and text[end : end + 1] == closing
    return (start - 1, end + 1) if enclosed else (start, end)


def _add_listed(
    text: str,
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    starts: dict[tuple[str, int], float] = {}
    ends: dict[tuple[str, int], float] = {}
    edges = [_edges(text, item.start, item.end) for item in pooled]
    for item, (start, end), odds in zip(pooled, edges, log_odds, strict=True):
        for known, at in ((starts, start), (ends, end)):
            key = (item.type, at)
            if odds > known.get(key, -_LIMIT):
                known[key] = odds
    for item, (start, end), mine in zip(pooled, edges, features, strict=True):
        # “甲”“乙”: nothing joins them but their marks.
        left = start - (text[start - 1 : start] in JOINS)
        right = end + (text[end : end + 1] in JOINS)
        best = -_LIMIT
        if left < start or text[start - 1 : start] in ALL_QUOTES.values():
            best = ends.get((item.type, left), best)
        if right > end or text[end : end + 1] in ALL_QUOTES:
            best = max(best, starts.get((item.type, right), best))
        if best > -_LIMIT:
            _tell(mine, "listed", best)


_SHORTER = "rival.other.shorter", "rival.same.shorter"
_LONGER = "rival.other.longer", "rival.same.longer"


def _add_rivals(
    pooled: Sequence[Pooled],
    log_odds: Sequence[float],
    features: Sequence[dict[str, float]],
) -> None:
    active: list[tuple[int, int, str, float, dict[str, float]]] = []
    for item, odds, mine in zip(pooled, log_odds, features, strict=True):
        start, end, kind = item.start, item.end, item.type
        length, value = end - start, -math.log1p(math.exp(_clip(odds)))
        active = [other for other in active if other[0] > start]
        for _, size, type_, theirs_value, theirs in active:
            same = kind == type_
            _note(mine, (_LONGER if size > length else _SHORTER)[same], theirs_value)
            _note(theirs, (_LONGER if length > size else _SHORTER)[same], value)
        active.append((end, length, kind, value, mine))


def _note(features: dict[str, float], name: str, value: float) -> None:
    """Note at a candidate that another one, absent at log-probability ``value``, overlaps it."""
    features[name] = min(value, features.get(name, 0.0))
