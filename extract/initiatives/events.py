"""Editions of events (第九届…节), fairs by their short names (柚博会), censuses, 河长制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .quotes import positions_inside
from .segmented import tokens
from .vocabulary import alternatives, terms, word_before

_NTH = "(?:第[一二三四五六七八九十百0-9]{1,4}届|首届)"
_EDITION = (
    rf"(?:{_NTH}|(?:19|20)[0-9]{{2}}年?(?:度)?(?=[^\W\d]))"
    r"(?:中国·?)?"
)
_EVENT = re.compile(
    rf"{_EDITION}(?P<name>[一-鿿·—\-]{{2,16}}?)"
    r"(?P<head>节|(?<![机社])会|赛|(?<![发开进拓扩施伸])展(?!开)|周|季|(?<![今当昨近])日|论坛|马拉松|那达慕|联赛|月)"
    r"(?=[^一-鿿]|[在于上中开举拉正落启期推吸以由将为共暨的现收圆火盛顺第和与及]|$)"
)
_NUMBERED = re.compile(
    rf"{_NTH}(?P<name>[一-鿿·]{{2,16}}?)"
    "(?P<head>节(?![目日气能水约省假庆点奏俗])|大会(?![堂员])|[大联选争]赛(?![事场道车程制季])|论坛|马拉松"
    "|(?<=[家街桌里])宴(?!会|席)|[周月季](?=(?:系列|主题)?活动|启动|开幕|暨))"
)
"""An event with its edition, whatever follows: 第四届萝卜节|如期, 首届百家宴|开席."""


@cache
def _known_event() -> re.Pattern[str]:
    """An event of a known sort, whatever follows: 第十五届全国运动会|越野滑雪比赛."""
    stems = alternatives("event_stem")
    return re.compile(
        rf"{_EDITION}(?P<name>[一-鿿·—\-]{{0,16}}?(?:{stems}))(?P<head>会)(?![议员场址标徽谈])"
    )


@cache
def _sentence() -> re.Pattern[str]:
    """What stands in no name of an event: 第九届…代表分别在大会 is half a sentence."""
    return re.compile(f"[个名位家部场](?:中小|作品|多)|{alternatives('no_event')}")


def _events(text: str) -> Iterator[re.Match[str]]:
    found = {m.start(): m for m in _NUMBERED.finditer(text)}
    found |= {m.start(): m for m in _EVENT.finditer(text) if not _sentence().search(m["name"])}
    # The shorter of two that begin together.
    for match in _known_event().finditer(text):
        other = found.get(match.start())
        if other is None or other.end() > match.end():
            found[match.start()] = match
    yield from (found[at] for at in sorted(found))


@cache
def _short() -> re.Pattern[str]:
    """Fairs by their short name: 本届|柚博会, 在|农交会|上."""
    return re.compile(
        f"(?:{alternatives('fair_lead')}"
        r"|[的了在对从于与和及逛到该市县省区州，。、；：“”（）\n \u3000]"
        "|^)(?P<name>(?:国际)?[一-鿿](?<![为此在轨相处国])(?:博|交|洽|贸)会)(?![员议处点口计])"
    )


def _shorts(context: Context) -> Iterator[Candidate]:
    inside = positions_inside(context.text, context.quotes)
    for match in _short().finditer(context.text):
        if match.start("name") not in inside:
            features = {"event": 1.0, "event.short": 1.0, "event.head=会": 1.0, "prior": 2.5}
            yield Candidate(
                "INITIATIVE",
                *match.span("name"),
                "initiative.event_short",
                {"kind": "campaign"},
                features,
            )


_BODIES = ("委员会", "董事会", "理事会", "大会闭幕会", "常委会")
_CENSUS = re.compile("第[一二三四五六七八九十]{1,2}次全国[一-鿿]{0,4}普查")
_CHIEF = re.compile("[一-鿿]{1,2}长制|[河湖林田山路街][湖库草]?[（(][一-鿿]{1,2}[）)]长制")
"""河长制, 林（草）长制."""


def propose_events(context: Context) -> Iterator[Candidate]:
    """A candidate per edition of an event, census and 河长制, outside quotation marks."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for match in _events(text):
        if match.start() in inside or match.start("head") in inside:
            continue
        name = match["name"]
        # 2000家企业…: a count.
        if match[0][:4].isdigit() and name[0] in "家名个人余多公万亿吨米元户亩套台场次项所座款":
            continue
        if match[0].endswith(_BODIES) or _sentence().search(name):
            continue
        # 2018鄠邑登高采菊节: a year without 年 belongs to the name; 2018年 is a date, mostly.
        numbered = "届" in match[0][:6]
        span = text[match.start() - 1 : match.start()] in ("-", "至", "、")
        branded = not (numbered or span or match[0][4:5] == "年")
        features = {
            "event": 1.0,
            f"event.head={match['head']}": 1.0,
            "event.edition": float(numbered),
            "event.branded": float(branded),
            "event.dot": float("·" in name),
            "event.function": float(any(t.kind in "FL" for t in tokens(name))),
            "prior": 0.5 + 2.0 * (numbered or branded) + ("·" in name),
        }
        attrs = {"kind": "campaign"}
        yield Candidate("INITIATIVE", *match.span(), "initiative.event", attrs, features)
        # 2022年|社区科普周: the date is none of the name.
        if not (numbered or branded or span) and len(name) > 2:
            features = features | {"event.dated": 1.0, "prior": -0.5}
            start = match.start("name")
            yield Candidate("INITIATIVE", start, match.end(), "initiative.event", attrs, features)
    yield from _shorts(context)
    for match in _CENSUS.finditer(text):
        if match.start() not in inside:
            yield Candidate(
                "INITIATIVE",
                *match.span(),
                "initiative.event",
                {"kind": "programme"},
                {"event": 1.0, "event.head=普查": 1.0, "prior": 2.5},
            )
    for match in _CHIEF.finditer(text):
        bracketed = match[0].endswith(("）长制", ")长制"))
        for start in range(match.start(), match.start() + 1 if bracketed else match.end() - 2):
            if start in inside:
                continue
            features = {
                "chief": 1.0,
                "chief.aside": float(bracketed),
                f"chief.n={match.end() - start}": 1.0,
                **{f"chief.{k}": v for k, v in signs_before(context, start).items()},
                "prior": (1.0 if word_before(text, start, "launch") else -1.0)
                + 1.5 * (text[start : match.end()] in terms() or bracketed),
            }
            yield Candidate(
                "INITIATIVE", start, match.end(), "initiative.chief", {"kind": "method"}, features
            )
