"""What a careful reader would expect of a candidate before any training, as log-odds.

The scorer gets these sums (``prior``) beside the signs themselves.  They state the
annotation guidelines, where no text that was learnt from shows a sign; what is hopeless by
them is not proposed.
"""

from __future__ import annotations

from collections.abc import Mapping

_BARE = {
    "in.sentence": -4.0,
    "in.punctuation": -2.5,
    "in.spoken": -0.7,
    "in.person": -2.0,
    "in.place_brand": 2.5,
    "in.idiom": -5.0,
    "in.population": -5.0,
    "people": -3.2,
    "in.term": 1.7,
    "in.circle": 3.5,
    "shape=pair": 0.7,
    "before.coining": 0.3,
    "brought_out": 1.5,
    "served": 3.5,
    "rising+de_head": 5.0,
    "in.word": -3.2,
    "in.function": -0.7,
    "in.honour": -3.5,
    "after.honour": -3.5,
    "before.honour_before": -3.0,
    "before.speech": -4.0,
    "before.nickname": -5.0,
    "after.period": -5.0,
    "in.period": -4.0,
    "after.team": -3.6,
    "before.metaphor_verb": -0.8,
    "shape": 2.4,
    "in.strong": 3.0,
    "in.head": 1.7,
    "spread.headed": 3,
    "spread.again": 1.6,
    "spread.title_body": 0.7,
    "before.launch": 1.3,
    "before.use": 1.2,
    "before.naming": 0.6,
    "before.launch_de": 1.3,
    "before.body_de": 0.8,
    "before.issue": 1.5,
    "before.article": 0.5,
    "clause.launch": 0.3,
    "after.predicate": 0.7,
    "after.brand": 1.5,
    "after.gloss": 0.5,
    "after.deng": 0.3,
    "in.brand": 0.5,
    "tail": -3.2,
    "tail.open": -0.8,
    "is_part": -4.0,
    "in.show": -3.0,
    "in.dream": -4.0,
    "after.work": -3.0,
    "after.de_long": -2.5,
    "parts": 2.5,
    "in.status": -2.5,
    "in.team": -3.5,
    "in.slogan": -2.0,
    "one_character": -3.0,
    "after.part": -3.5,
    "after.column": -1.5,
    "after.theme": -5.5,
    "after.slogan": -3.0,
    "shape+theme": 5.0,
    "shape+population": -4.5,
    "shape+slogan": 2.5,
    "after.things": -4.0,
    "after.mention": -3.0,
    "before.thing": -1.5,
    "clause.metaphor": -0.5,
    "clause.made_into": -3.8,
    "before.metaphor_de": -1.5,
    "in.metaphor": -3.0,
    "in.task": -5.5,
    "in.rank": -1.5,
    "in.model": -6.5,
    "before.problem": -3.0,
    "after.notion": -2.5,
    "after.define": 2.0,
    "coined+spread.many": 0.8,
    "in.headword": -5.0,
    "after.change": -4.5,
    "after.group": -3.0,
    "after.ranked": -4.5,
    "in.nickname": -4.0,
    "after.place": -2.5,
    "before.label": -2.5,
    "coined+spread.often": 0.7,
    "list.headed": 6.0,
    "list.strong": 2.0,
    "after.this": 2.5,
    "after.new": 2.0,
    "after.list_kind": 4.2,
    "list_kind+metaphor_verb": 1.8,
    "after.incident": -5.0,
    "before.so_called": -3.5,
    "coined+de_head": 1.2,
    "in.verb_first": -1.9,
    "shape=ones": -2.0,
    "n=1": -1.0,
    "n=2": -2.0,
    "n=3": -1.5,
    "n=4": 0.8,
    "n=5": 0.9,
    "n=8": 0.6,
    "after.generic": 1.8,
    "before.body": 1.2,
    "clause.use": 0.9,
    "in.ascii": 1,
    "by_form": 3.0,
    "in.chain": -5.0,
    "in.site": -2.5,
    "before.count": -2.0,
    "set.point": 1.0,
    "set.contest": 1.0,
    "spread.contest": 1.5,
    "set.shown": -2.0,
    "set.label": -2.5,
    "set.honours": -4.5,
    "set.kind": 1.5,
    "set.goals": -4.0,
    "in.people": -2.5,
    "shape.people": -1.0,
    "spread.raised": -2.0,
    "spread.honour": -1.5,
    "spread.counted": -1.0,
    "spread.sort": -1.0,
    "set.doubtful": -1.5,
    "set.honoured": -1.5,
    "set.titles": -2.0,
    "set.apposed": 1.5,
}
_HEADED = {
    "head.strong": 2.5,
    "one_character": -3.0,
    "head.direct": 0.7,
    "head.open": -1.0,
    "head.open.listed": 2.0,
    "gap.function": -1.5,
    "gap.adverb": -2.5,
    "gap.verb": -1.5,
    "gap.unknown": -0.2,
    "next=N": -1.5,
    "next=VN": -0.7,
    "next.stop": 0.5,
    "head.continued": -2.5,
    "head.before_strong": -2.0,
    "head.after_strong": -0.3,
    "head.after_clause": -2.5,
    "gap.like": -3.5,
    "gap.weapon": -6.0,
    "h.manner+weak": -3.0,
    "gap.new": -4.0,
    "h.word+weak": -2.5,
    "h.word+gap": -3.5,
    "h.in.idiom+weak": -2.5,
    "h.in.sentence": -4.0,
    "h.before.launch": 0.7,
    "h.before.use": 0.5,
    "h.served": 3.5,
    "h.in.population": -3.0,
    "h.people": -2.5,
    "next.team": -3.0,
    "next.theme": -3.0,
    "h.parts": 0.7,
    "h.shape": 0.7,
    "h.after.honour": -2.0,
    "h.in.period": -4.0,
    "prefix.coined": -2.2,
    "prefix.good": 3.0,
    "prefix.fair": 0.5,
    "prefix.brand": 2.0,
    "prefix.placeish": -2.0,
    "not.prefix.good": -2.5,
    "not.prefix.fair": -0.5,
    "not.prefix.brand": -2.5,
    "prefix.verb": -1.5,
    "prefix.verb_last": -2.0,
    "prefix.launch_last": -3.0,
    "prefix.body": -2.0,
    "prefix.listed": -2.0,
    "prefix.unknown": 0.7,
    "prefix.edition": 2.5,
    "prefix.joined": 3.0,
    "prefix.pun": 3.5,
    "not.prefix.pun": -4.0,
    "not.prefix.joined": -4.0,
    "not.prefix.edition": -2.0,
    "prefix.descriptive": -2.5,
    "head.generic_rest": -6.0,
    "head.own": 1.5,
    "h.in.status": -3.0,
    "h.in.chain": -5.0,
    "h.spread.raised": 2.5,
}
_UNQUOTED = {
    "bare.familiar": 1.0,
    "festival": 0.8,
    "bare.common": -1.2,
    "bare.generic": -3.5,
    "bare.generic_long": -1.5,
    "bare.generic_first": -0.7,
    "bare.verb": -0.5,
    "bare.function": -0.8,
    "bare.weak": -4.0,
    "bare.digits": -1.5,
    "bare.dated": -1.0,
    "bare.edition": 3.5,
    "bare.unknown": 0.7,
    "bare.place": -1.0,
    "bare.spread.launched": 1.5,
    "bare.launched": 1.6,
    "bare.before.use": 0.5,
    "bare.before.launch_de": 0.8,
    "bare.before.body": 0.7,
    "bare.line": 0.5,
    "bare.before.issue": 2.0,
    "edge=counted": 0.7,
    "bare.body_action": 1.2,
    "bare.spread.again": 1.2,
    "bare.spread.title_body": 1.0,
    "bare.next.stop": 0.4,
    "bare.next.predicate": 0.8,
    "bare.next=N": -1.0,
    "edge=soft": -0.7,
    "bare.counted": -3.0,
    "edge=other_verb": -1.0,
    "edge=run": -0.2,
    "bare.cuts_body": -3.0,
    "bare.once_plain": -0.8,
    "bare.needs_repeat": -2.5,
    "bare.joined": -4.0,
    "bare.rooms": -2.5,
    "bare.next.inside": -1.2,
    "bare.after_deng": -2.0,
    "bare.sites": -2.5,
    "bare.listed": 0.8,
    "bare.spread.often": 1.5,
    "bare.next.plans": -4.0,
    "bare.round": 1.5,
    "bare.cuts_round": -2.0,
    "bare.short": -3.0,
    "bare.verb_only": -3.0,
    "bare.idle": -1.0,
    "bare.policy": 0.8,
    "bare.term": 2.5,
    "bare.means": 1.8,
    "bare.inner_event": -4.0,
    "bare.kept": 1.0,
    "bare.plain": -2.0,
    "bare.plain_coined": -0.7,
    "bare.works": -0.8,
    "bare.second": 1.5,
    "bare.next.event": -2.5,
    "bare.week": 9.0,
}


def _sum(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(weights[name] * value for name, value in features.items() if name in weights)


def _clamped(total: float) -> float:
    return max(-6.0, min(8.0, total))


_NAMED = frozenset(("spread.headed", "list.headed", "after.list_kind"))
"""What makes a name of a set phrase: a head noun elsewhere, or one for all of its row."""


_EVENT = frozenset(("in.strong", "in.campaign"))
"""What may be an event among games: “邻里节”等趣味活动."""
_NEVER = frozenset(("in.population", "in.product"))
"""What makes a quoted phrase no name whatever stands beside it: 一老一小, 抖音."""


SURE = 16.0
"""What is a name by its form, whatever the tagger, which has not read the form, thinks of it."""


def bare(features: Mapping[str, float]) -> float:
    """For a name in quotation marks without a head noun behind them."""
    if _NEVER & features.keys() or ("in.idiom" in features and not _NAMED & features.keys()):
        return -6.0
    if "in.bodies" in features:
        return -6.0
    # “两人三足”等趣味项目: however it is numbered.
    if "after.fun" in features and _EVENT.isdisjoint(features):
        return -8.0
    if "after.press" in features:
        return -8.0
    total = -1.2 + _sum(_BARE, features)
    if "coined" in features:
        total += 0.3
    if "row_of_pairs" in features or "told_by_signs" in features:
        return SURE
    return _clamped(total)


def headed(features: Mapping[str, float]) -> float:
    """For a quotation with its head noun."""
    # “法律明白人”培养工程: what makes people so is a programme.
    raised = "h.spread.raised" in features and "head.kind=programme" in features
    if any(f"h.{sign}" in features for sign in _NEVER) and not raised:
        return -6.0
    if "h.row_of_pairs" in features:
        return SURE
    return _clamped(-0.2 + _sum(_HEADED, features))


def unquoted(features: Mapping[str, float]) -> float:
    """For a name without quotation marks that ends in a head noun."""
    return _clamped(-1.8 + _sum(_UNQUOTED, features))


def again(rule: str, features: Mapping[str, float]) -> float:
    """The prior of a candidate anew, for signs that were taken away from it."""
    if rule == "initiative.quoted" and "headed" not in features:
        return bare(features)
    if rule in ("initiative.headed", "initiative.prefixed") and "head" in features:
        return headed(features)
    if rule in ("initiative.unquoted", "initiative.festival"):
        return unquoted(features)
    return features["prior"]
