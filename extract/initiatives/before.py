"""Signs before a quotation or a phrase that it names an initiative, or does not."""

from __future__ import annotations

import re
from functools import cache

from .context import Context
from .vocabulary import ISSUE_BEFORE, alternatives, long_words, speech_verbs, word_before

_ADVERBS = "了着过起出好成到"
_SAID = re.compile(
    "[说喊问唱讲叫答提听夸赞叹写念](?:叨|道|得|到|起)?(?:着|过|了)?的?(?:最多|最多的|都|就)?是$"
)
"""念叨的是“…”, 问得最多的是“…”."""
_NUMBER_OF = re.compile(
    "(?:[0-9]余?|[两二三四五六七八九十])[个支处名间座家条]$|第[一二三四五六七八九十]批$"
)
"""6个“少儿服务”: one of many of its kind."""
_NICKNAME = re.compile("(?:外号|绰号|昵称|雅号)[^，,。]{0,4}$")
_SO_CALLED = re.compile("所谓的?$")
_ARTICLE = re.compile("一[个场套条支张项种]$")
_STOP = re.compile("[，,。；;！!？?]")


@cache
def _fought() -> re.Pattern[str]:
    """整治“四堆”: what is fought, no programme."""
    return re.compile(f"(?:{alternatives('fought')})(?:着|了)?$")


@cache
def _labelled() -> re.Pattern[str]:
    """认定为“…”: what something is found to be."""
    return re.compile(f"(?:{alternatives('labelled')})为$")


@cache
def _made_into() -> re.Pattern[str]:
    """把食堂打造成暖心的“…”: a figure of speech."""
    return re.compile(f"(?:{alternatives('made_into')})(?:成为|成|为)[^，,]*$")


@cache
def _thing() -> re.Pattern[str]:
    """一张“明白纸”: mostly a thing or a figure of speech."""
    return re.compile(f"[一这那](?:{alternatives('thing_counter')})$")


@cache
def _launched() -> re.Pattern[str]:
    """推行…的“X”: a verb some way before a name behind 的."""
    return re.compile(alternatives("launch_de"))


def signs_before(context: Context, position: int) -> dict[str, float]:
    """What stands before ``position``: verbs, a possessor, a colon, 一个/一场."""
    text = context.text
    found: dict[str, float] = {}
    at = position
    while at and text[at - 1] == " ":
        at -= 1
    for kind in ("launch", "use", "naming", "metaphor_verb", "honour_before", "coining"):
        word = word_before(text, at, kind)
        if word is None and at and text[at - 1] in _ADVERBS:
            word = word_before(text, at - 1, kind)
        if word is not None:
            found[f"before.{kind}"] = 1.0
    if at and text[at - 1] == "的":
        found["before.de"] = 1.0
        if at - 1 in context.body_ends:
            found["before.body_de"] = 1.0
        if _launched().search(text, max(context.line_start(at), at - 14), at - 1):
            found["before.launch_de"] = 1.0
    if _NICKNAME.search(text, max(0, at - 8), at):
        found["before.nickname"] = 1.0
    if at in context.body_ends:
        found["before.body"] = 1.0
        found[f"before.{context.body_ends[at][1]}"] = 1.0
    if at and text[at - 1] in "：:":
        found["before.colon"] = 1.0
        clause = text[max(0, at - 8) : at - 1]
        if any(clause.endswith(verb) for verb in speech_verbs()):
            found["before.speech"] = 1.0
    if _SAID.search(text, max(0, at - 8), at):
        found["before.speech"] = 1.0
    if _SO_CALLED.search(text, max(0, at - 3), at):
        found["before.so_called"] = 1.0
    if _fought().search(text, max(0, at - 4), at):
        found["before.problem"] = 1.0
    if _labelled().search(text, max(0, at - 4), at):
        found["before.label"] = 1.0
    if at and text[at - 1] in "、”和与及":
        found["before.list"] = 1.0
    if ISSUE_BEFORE.search(text, max(0, at - 6), at):
        found["before.issue"] = 1.0
    if _NUMBER_OF.search(text, max(0, at - 6), at):
        found["before.count"] = 1.0
    if _ARTICLE.search(text, max(0, at - 2), at):
        found["before.article"] = 1.0
    if _thing().search(text, max(0, at - 2), at):
        found["before.thing"] = 1.0
    clause = text[max(context.line_start(at), at - 16) : at]
    clause = _STOP.split(clause)[-1]
    if _made_into().search(clause):
        found["clause.made_into"] = 1.0
    for kind in ("launch", "use"):
        if long_words(kind).search(clause):
            found[f"clause.{kind}"] = 1.0
    if "before.metaphor_verb" not in found and long_words("metaphor_verb").search(clause):
        found["clause.metaphor"] = 1.0
        if "before.de" in found:
            found["before.metaphor_de"] = 1.0
    return found
