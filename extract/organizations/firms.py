"""Short names of firms: a carrier's branch or a fund of a division (青河联通, 青河水投), and a firm
by its coined name and trade before one of its staff (洁美家政|保洁班长)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..candidates import Candidate
from ..readings import CLEAR, FORMED, Reading
from .evidence import kind_of_head


@cache
def _carrier() -> re.Pattern[str]:
    """A carrier, and not what is telecommunication or moves."""
    funds = either("org_context.tsv", "fund")
    mobile = either("org_context.tsv", "mobile")
    telecom = either("org_context.tsv", "telecom")
    return re.compile(
        "联通(?=[，。、：；”）¶在为将与和的公已还共向工党营志员积近坚开派组成推投安]|$)"
        f"|(?:{funds})(?![放入资债产票诉保标身递稿影]|平台|集团|公司|联社)"
        f"|电信(?!{telecom})"
        f"|移动(?!{mobile})"
    )


@cache
def _ranked() -> re.Pattern[str]:
    """What kind of firm the next is."""
    return re.compile(f"(?:{either('refusal_words.tsv', 'firm_rank')})企业")


READ = 0.1
"""A reading this likely behind it is the firm's name."""


def ranked(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Firms behind what kind they are (龙头企业|绿源食品公司)."""
    after = {match.end() for match in _ranked().finditer(sc.text)}
    for head, options in found if after else ():
        if not head.tags & lx.ORG_HEAD or kind_of_head(head)[1] != "enterprise":
            continue
        for option in options:
            if option.type == "ORG" and option.start in after and option.p >= READ:
                attrs = {"kind": "enterprise"}
                yield Candidate("ORG", option.start, head.end, "org.opened", attrs, FORMED)


@cache
def _staffed() -> re.Pattern[str]:
    """A coined name and a trade, before one of the firm's staff."""
    trades = either("org_context.tsv", "service_trade")
    staff = either("org_context.tsv", "staff")
    return re.compile(
        "(?:(?<![一-鿿])|(?<=[由给向与和请跟的]))"
        f"(?P<name>(?P<coined>[一-鿿]{{2,3}})(?:{trades}))"
        f"(?!公司|集团|有限|机械|合作)(?=的?(?:[一-鿿]{{2}})??(?:{staff}))"
    )


def staffed(sc: lx.Scan) -> Iterator[Candidate]:
    """Firms by coined name and trade where one of their staff follows (洁美家政|保洁班长)."""
    lex = lx.lexicon()
    for match in _staffed().finditer(sc.text):
        coined = match["coined"]
        if any(coined[at : at + 2] in lex.common for at in range(len(coined) - 1)):
            continue
        if coined in lex.level or _NO_COIN.search(coined):
            continue
        yield Candidate("ORG", *match.span("name"), "org.staffed", {"kind": "enterprise"}, FORMED)


_NO_COIN = re.compile(
    "[的了是在有没和与及把被让对从到以各每全本该这那我某几多数个们不等一两二三四五六七八九十名位市县区镇村省]"
)
_LEVELS = ("省", "市", "县", "区", "旗", "州")


def operators(sc: lx.Scan) -> Iterator[Candidate]:
    """The carrier with the name of a division directly before it."""
    for match in _carrier().finditer(sc.text):
        for start, word in sc.words_to(match.start(), lx.DIV_SHORT | lx.DIV_FULL):
            if lx.lexicon().likely(word) < 0.5 and not sc.text[start : match.start()].endswith(
                _LEVELS
            ):
                continue  # 会同|电信部门
            yield Candidate(
                "ORG", start, match.end(), "org.operator", {"kind": "enterprise"}, CLEAR
            )


@cache
def _national() -> re.Pattern[str]:
    """A state firm by its short name (中国一重), and nothing that goes on from it (一重大项目)."""
    return re.compile(
        f"中国(?:{either('org_context.tsv', 'national_firm')})"
        "(?![大要点复奏唱]|[一-鿿]{0,6}?(?:公司|集团))"
    )


def national(sc: lx.Scan) -> Iterator[Candidate]:
    """State firms with 中国, which is no place there (为|中国重汽|供货)."""
    for match in _national().finditer(sc.text):
        yield Candidate("ORG", *match.span(), "org.coined", {"kind": "enterprise"}, FORMED)
        yield Candidate("PLACE", match.start(), match.end(), "org.coined.idiom", decoy=True)
