"""Names in quotation marks, with or without a head noun or a coined prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.marks import OPENING
from ..candidates import Candidate
from . import prior
from .before import signs_before
from .behind import signs_behind
from .context import Context
from .elsewhere import counts_people, elsewhere, signs_again
from .inner import inside
from .prefixes import fixed, prefix_features, prefixes
from .quotes import Quote, listed
from .rows import row_of_pairs
from .served import for_whom
from .setting import setting
from .shape import parted_of, shape_of
from .tails import Tail, first_of_two, is_open, said_new, tail_features, tails
from .vocabulary import HeadWord, alternatives, classed, head_ending, heads, word_before

_EXPLAINED = re.compile("[，,]?(?:就是|是指|指的是|即)")
_FORMS = re.compile("(?:[、和与及]?“[^”\n]{1,20}”)*等[^，。；、\n“]{0,4}?(?:方式|形式|载体)")
"""通过“甲”“乙”等形式: what a public body works by."""
_FAR = 8
"""A head noun that ends this many characters behind a plain word is not named by it."""


@cache
def _column() -> re.Pattern[str]:
    """What a column above a headline may be called."""
    return re.compile(
        f"(?!{alternatives('no_column')})(?!.*(?:{alternatives('genre')})$)[一-鿿·• ]{{3,16}}"
    )


_WITHIN = re.compile("(?:分钟|一刻钟|小时|公里)$")
"""15分钟|“戏台圈”: the time is part of a circle's name (``initiative.circle``)."""

_NOT_COINED = ("in.idiom", "in.population", "in.word", "in.sentence", "in.term", "people")
"""Signs of what a name shows by itself that make no coined one of it."""
_WITH_COINED = (
    ("shape", "in.head", "after.predicate", "after.brand", "clause.launch")
    + ("spread.headed", "spread.again", "spread.often", "spread.many")
    + ("before.launch", "before.use", "before.body_de", "before.launch_de")
    + ("before.naming", "before.body")
)
"""Signs that say more of a coined name."""


def _placed(context: Context, start: int, name: str) -> bool:
    """Whether the name begins with a place's (石林人参果)."""
    return any(
        context.body_ends.get(start + k, (-1, ""))[0] == start for k in range(2, min(5, len(name)))
    )


def _quote_candidates(
    context: Context, quote: Quote, row: tuple[Quote, ...]
) -> Iterator[Candidate]:
    """Candidates of one quotation; ``row`` are those of its list."""
    text = context.text
    start, end = quote.inside
    name = text[start:end]
    name_signs = inside(name)
    if "in.brand" in name_signs and _placed(context, start, name):
        name_signs["in.place_brand"] = 1.0
    # 五色 is a word, and yet a formula where its five parts follow.
    if (shape_of(name) or parted_of(name)) is not None and context.spells_out(start, end):
        name_signs |= {"parts": 1.0, "shape": 1.0}
        name_signs.pop("in.word", None)
    if "shape" not in name_signs and counts_people(context, name):
        name_signs["people"] = 1.0
    spread = signs_again(context, name, start) | elsewhere(context, name)
    found = tails(text, quote.end)
    lefts = [(quote.start, "")]
    if quote.depth == 0:
        lefts += prefixes(context, quote.start)
    yield Candidate(
        "INITIATIVE",
        start,
        end,
        "initiative.quoted",
        {},
        _bare(context, quote, row, found, name_signs, spread),
    )
    alone = {"one_character": float(end - start == 1)}
    always = fixed(context, lefts[-1], quote)
    # What the article always calls so has no shorter name.
    edges = lefts[1:] if always else lefts
    general = alone | {
        f"h.{k}": v for k, v in (name_signs | spread).items() if not k.startswith("n=")
    }
    for rank, (tail_end, kind, _) in enumerate(found[:4]):
        features = {**general, **tail_features(text, quote, found, rank)}
        if "in.idiom" in name_signs and not features["head.strong"]:
            features["h.in.idiom+weak"] = 1.0
        if name.endswith(("式", "化", "型")) and not features["head.strong"]:
            features["h.manner+weak"] = 1.0
        if name in heads() and not features["head.strong"]:
            features["h.word+weak"] = 1.0
        # “盘活”苗寨环境改造项目: a verb, not the name of what follows far behind.
        if "in.word" in name_signs and tail_end - quote.end >= _FAR:
            features["h.word+gap"] = 1.0
        for left, how in edges:
            extra = dict(features)
            if how and not always:
                extra.update(prefix_features(context, left, quote.start, how))
            elif not how and len(lefts) > 1:
                other = prefix_features(context, *lefts[-1][:1], quote.start, lefts[-1][1])
                extra.update({f"not.{key}": value for key, value in other.items()})
            edge = left if how else for_whom(context, left)
            extra.update({f"h.{k}": v for k, v in signs_before(context, edge).items()})
            if edge < left and features["head.strong"] and "h.before.launch" in extra:
                extra["h.served"] = 1.0
            if features["head.strong"] and len(row) > 1 and row_of_pairs(context, row):
                extra["h.row_of_pairs"] = 1.0
            extra["prior"] = prior.headed(extra)
            yield Candidate(
                "INITIATIVE",
                left,
                tail_end,
                "initiative.prefixed" if how else "initiative.headed",
                {"kind": kind},
                extra,
            )
    for left, how in lefts[1:]:
        if how == "coined" and not any(t[2] for t in found):
            traits = prefix_features(context, left, quote.start, how)
            if "prefix.good" in traits or "prefix.brand" in traits:
                yield Candidate(
                    "INITIATIVE",
                    left,
                    quote.end,
                    "initiative.prefixed",
                    {},
                    {**traits, "prior": -2.5 + 4.5 * traits.get("prefix.brand", 0.0)},
                )
        if how == "edition" and not found and _HONOURED.isdisjoint(name_signs):
            yield Candidate(
                "INITIATIVE",
                left,
                first_of_two(text, quote.end),
                "initiative.edition",
                {},
                {"edition": 1.0, "prior": 1.5, **prefix_features(context, left, quote.start, how)},
            )


_HONOURED = frozenset(("in.honour", "in.rank", "in.idiom", "in.population"))
"""What an edition of is no event: 第五届“全国文明单位”."""


@cache
def _policy_heads() -> frozenset[HeadWord]:
    return frozenset(heads()[word] for word in classed("policy_head") if word in heads())


def _bare(
    context: Context,
    quote: Quote,
    row: tuple[Quote, ...],
    found: list[Tail],
    name_signs: dict[str, float],
    spread: dict[str, float],
) -> dict[str, float]:
    """Signs for the name without its quotation marks.

    Where a head noun of its own follows, little else matters and nothing else is
    shown to the scorer, so that it learns the other signs from names that stand alone.
    """
    text = context.text
    new = [t for t in found if said_new(text[quote.end : t[0]])]
    found = [t for t in found if t not in new]
    strong = [t for t in found if t[2]]
    if strong:
        first = strong[0][0] - quote.end
        return {"headed": 1.0, f"headed.n={min(first, 10)}": 1.0, "prior": -3.0}
    name = text[slice(*quote.inside)]
    features = {**name_signs, **spread, **_beside(context, quote, row)}
    features |= setting(text, quote, row)
    _add_row(features, text, quote, row)
    if not found and "shape=code" in name_signs and _told_by_signs(text, name):
        features["told_by_signs"] = 1.0
    if row_of_pairs(context, row):
        features["row_of_pairs"] = 1.0
    features["after.new"] = float(any(strong for _, _, strong in new))
    features["depth"] = float(quote.depth > 0)
    features["one_character"] = float(quote.end - quote.start == 3)
    if name in context.parts:
        features["is_part"] = 1.0
    _drop_outweighed(features, name)
    if found and is_open(text[quote.end : found[0].end]):
        features["tail.open"] = 1.0
    elif found:
        features["tail"] = 1.0
        features[f"tail.n={min(found[0].end - quote.end, 6)}"] = 1.0
    if (
        name_signs.keys().isdisjoint(_NOT_COINED)
        and not features.get("before.metaphor_verb")
        and not features.get("after.honour")
    ):
        features["coined"] = 1.0
        features |= {f"coined+{sign}": 1.0 for sign in _WITH_COINED if sign in features}
    # 所谓“三零”，就是…: explained, not doubted.
    if "before.so_called" in features and _EXPLAINED.match(text, quote.end):
        features.pop("before.so_called")
    _weigh_list(features, row)
    if "before.use" in features and "in.join" not in features and _FORMS.match(text, quote.end):
        features["by_form"] = 1.0
    _add_pairs(features, name_signs)
    if "coined" in features and len(name) > 2 and _brought_out(context, quote):
        features["brought_out"] = 1.0
        if for_whom(context, quote.start) < quote.start:
            features["served"] = 1.0
    features["prior"] = prior.bare(features)
    return features


def _beside(context: Context, quote: Quote, row: tuple[Quote, ...]) -> dict[str, float]:
    """What stands before and behind the quotation, or the list it stands in."""
    start = row[0].start
    return (
        signs_before(context, for_whom(context, start))
        | signs_before(context, for_whom(context, quote.start))
        | signs_behind(context, row[-1].end, start)
        | signs_behind(context, quote.end, start)
    )


def _add_row(features: dict[str, float], text: str, quote: Quote, row: tuple[Quote, ...]) -> None:
    """What the head noun of a list and the other names in it say."""
    if row[-1] != quote and any(strong for _, _, strong in tails(text, row[-1].end)):
        features["list.headed"] = 1.0
        for sign in ("in.function", "in.word", "in.spoken"):
            features.pop(sign, None)
    # 开设“银发学堂”“周末书场”: named together with what is sure to be a name.
    if "before.launch" in features and any(
        other != quote and "in.strong" in inside(text[slice(*other.inside)]) for other in row
    ):
        features["list.strong"] = 1.0


def _drop_outweighed(features: dict[str, float], name: str) -> None:
    """Drop signs that others outweigh."""
    # “…工程”的第一要务, “…计划”的作用: the head noun outweighs what is said of the name.
    if "in.strong" in features and head_ending(name, 0, len(name)) in _policy_heads():
        for sign in ("after.slogan", "in.function", "in.spoken"):
            features.pop(sign, None)
    elif (
        "after.de" in features
        and (len(name) >= 9 or "in.join" in features)
        and "shape" not in features
    ):
        features["after.de_long"] = 1.0
    # 按照“15分钟生活圈”理念: a scheme whatever is thought of it.
    if "in.circle" in features:
        for sign in ("after.theme", "after.notion", "after.slogan", "after.work"):
            features.pop(sign, None)
    # 自“…工作法”以来: no period of time.
    if "in.strong" in features:
        features.pop("after.period", None)
    if "in.term" in features:
        for sign in ("in.spoken", "in.function", "in.word", "in.headword", "after.slogan"):
            features.pop(sign, None)


def _weigh_list(features: dict[str, float], row: tuple[Quote, ...]) -> None:
    """What a list of programmes outweighs, and what outweighs it."""
    if "in.slogan" in features or "set.goals" in features:
        features.pop("after.list_kind", None)
    if "after.list_kind" in features and "before.metaphor_verb" in features:
        features["list_kind+metaphor_verb"] = 1.0
    if "after.list_kind" in features and ("before.launch" in features or row[0] != row[-1]):
        # 实施“…”“红色引擎”等八大工程: what is a figure of speech by itself is a name here, and
        # what is an everyday word (“云剑”“断流”等专项行动).
        for sign in ("in.idiom", "in.word"):
            features.pop(sign, None)


def _told_by_signs(text: str, code: str) -> bool:
    """Whether the text says what every sign of a code stands for: “5+X”, “5”是…，“X”是….

    >>> [_told_by_signs(f"“5+X”：“5”是五项{more}", "5+X") for more in ("，“X”即自选", "")]
    [True, False]
    """
    return all(re.search(f"“{re.escape(sign)}”[是即指为代]", text) for sign in code.split("+"))


def _add_pairs(features: dict[str, float], name_signs: dict[str, float]) -> None:
    """Signs that say more together than each by itself."""
    if "shape" in features and "after.theme" in features:
        features["shape+theme"] = 1.0
    if "shape" in features and "after.slogan" in features:
        features["shape+slogan"] = 1.0
    if "after.population" in features and (
        "shape=pair" in name_signs or {"shape", "in.term"} <= name_signs.keys()
    ):
        features["shape+population"] = 1.0
    if "coined" in features and "after.de_head" in features and "after.de_long" not in features:
        features["coined+de_head"] = 1.0
    if "rising" in name_signs and "after.de_head" in features:
        features["rising+de_head"] = 1.0
    if "shape" in name_signs and ("before.launch" in features or "before.use" in features):
        features["launch+shape"] = 1.0


def _brought_out(context: Context, quote: Quote) -> bool:
    """Whether a clause ends with a verb and this name alone as its object: 推行“X”，."""
    text = context.text
    if text[quote.end : quote.end + 1] not in ("，", "。", "；", "、", ",", ";", "以", "后"):
        return False
    verb_end = for_whom(context, quote.start)
    verb_end -= text[verb_end - 1 : verb_end] == "了"
    return word_before(text, verb_end, "bring_out") is not None


def propose_quoted(context: Context) -> Iterator[Candidate]:
    """Candidates of every quotation and 【】 or #…# tag."""
    rows = listed(context.text, context.quotes)
    for quote in context.quotes:
        if quote.mark in OPENING:
            name = context.text[quote.start + 1 : quote.end - 1]
            circle = name.endswith("圈") and _WITHIN.search(
                context.text, max(0, quote.start - 3), quote.start
            )
            letter = len(name) == 1 and name.isascii()
            if quote.end - quote.start <= 42 and not letter and not circle:
                yield from _quote_candidates(context, quote, rows.get(quote, (quote,)))
        elif quote.mark in "【#":
            start, end = quote.inside
            name = context.text[start:end]
            line_start = quote.start == context.line_start(quote.start)
            features = {
                **inside(name),
                **signs_again(context, name, start),
                "prior": -1.5 + 2.0 * (quote.mark == "#"),
                "line_start": float(line_start),
            }
            # 【美丽家园 黄梅在干】 above a headline: the column it stands in.
            column = (
                line_start and context.in_title(start) and _column().fullmatch(name) is not None
            )
            if column:
                features |= {"column.tag": 1.0, "prior": 0.5}
            if not line_start or column or quote.mark == "#":
                yield Candidate("INITIATIVE", start, end, "initiative.tag", {}, features)
