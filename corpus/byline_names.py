"""Names of people in bylines: what can be one, and where a run of them is cut.

Everything here works on *folded* text (:func:`.script.normalize`): one character for
one character, so the offsets found index the original just as well.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..seeds.table import either, longest_first, read_table, words

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef"
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.]{1,15}")  # an account's lxxw2 or admin is nobody


@cache
def _syllables() -> frozenset[str]:
    return words("name_syllables.tsv", ("syllable", "source"))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Single surnames, compound surnames, and the single ones that are not rare."""
    rows = read_table("surnames.tsv", ("surname", "kind", "source"))
    single = frozenset(r["surname"] for r in rows if r["kind"] != "compound")
    compound = frozenset(r["surname"] for r in rows if r["kind"] == "compound")
    common = frozenset(r["surname"] for r in rows if r["kind"] == "single")
    return single, compound, common


@cache
def stopwords() -> frozenset[str]:
    """Words that look like names and stand in brackets."""
    return words("byline_stopwords.tsv", ("word", "source"))


@cache
def _doings() -> re.Pattern[str]:
    """What reporters do or are at, behind their title, where no name can be (小记者|工作)."""
    return re.compile(either("page_words.tsv", "doing"))


@cache
def outlet_end() -> re.Pattern[str]:
    """How the names of newspapers, stations and sites end."""
    suffixes = longest_first(words("outlet_suffixes.tsv", ("suffix", "source")))
    return re.compile(f"(?:{suffixes})$")


@cache
def body_end() -> re.Pattern[str]:
    """How the names of bodies end."""
    return re.compile(f"(?:{either('page_words.tsv', 'body_end')})$")


# Whom a credit leaves unnamed: 受访者供图, 主办方提供, 供稿:办公室, 本组图片 … 摄.
_UNNAMED = re.compile(
    r"(?:受访|采访|活动|拍摄)(?:者|人|方|单位|企业|对象)|当事人|[主承协]办方|[校院店厂园]方"
    r"|(?:办公|党政|宣传|组织|党建|综合|政务|信息)?(?:办公?室|办|科|股)|本[组版文]?(?:图片?|照片)"
)
_NOBODY = frozenset(
    (
        "未知",
        "佚名",
        "匿名",
        "本站",
        "本网",
        "本报",
        "网络",
        "管理员",
        "转载",
        "不详",
        "原创",
        "编辑部",
    )
)


@cache
def _department() -> re.Pattern[str]:
    return re.compile(f"..+[处股室馆部厅局]|(?:{either('page_words.tsv', 'field')})[科站所队]")


def is_department(text: str) -> bool:
    """Whether a credit names a department: no given name ends so (科技处, 党群部, 农技站)."""
    return _department().fullmatch(text) is not None


_PLACE_END = re.compile(r"(?<=..)(?:[镇乡县区市旗州省村局委办厅站所]|街道|社区|法院)$")


def is_station(text: str) -> bool:
    """Whether a credit names the station where the next one works (柳湾台 王海)."""
    return len(text) == 3 and text[-1] == "台"


def is_name(text: str, *, told: bool) -> bool:
    """Whether ``text`` (no spaces) can be a person's name.

    ``told``: a role word announced it, so names without a known surname and
    longer (minority) names are taken too.
    """
    if (
        not text
        or text in _NOBODY
        or _UNNAMED.fullmatch(text)
        or (not told and text in stopwords())
        or _doings().match(text)
        or is_department(text)
    ):
        return False
    if "·" in text:
        parts = text.split("·")
        if outlet_end().search(text):
            # 大河报业·大河日报客户端 is where a reporter works.
            return False
        return len(text) <= 20 and all(0 < len(p) <= 9 for p in parts)
    if text.isascii():
        return told and bool(_LATIN_NAME.fullmatch(text))
    if re.search("[A-Za-z.]", text):
        return False
    single, compound, common = surnames()
    n = len(text)
    if told:
        other = n > 4 or text[0] not in single
        if other and (body_end().search(text) or outlet_end().search(text)):
            return False
        if n == 4 and text[:2] not in compound and text[-1] in "局委办厅院校站所队部":
            return False  # 区发改局: 区 is a surname, too
        if text[-1] in "网报" or (n == 4 and text.endswith(("街道", "社区"))):
            return False
        if is_station(text) or (text[-1] == "发" and outlet_end().search(text[:-1])):
            # 央广网|发
            return False
        return 2 <= n <= 4 or (n <= 8 and sum(c in _syllables() for c in text) >= 0.6 * n)
    if _PLACE_END.search(text) and (
        n != 3 or text[-1] not in "旗州省站所办" or text[0] not in common
    ):
        return False
    if n in (3, 4) and text[:2] in compound:
        return True
    if n in (2, 3) and text[0] in (single if n == 3 else common | single):
        return True
    return 2 <= n <= 8 and sum(c in _syllables() for c in text) >= 0.75 * n


def names_in(text: str, start: int, *, told: bool) -> list[tuple[int, int]] | None:
    """The names in a run without separators, or None when it is no run of names."""
    single, compound, common = surnames()
    n = len(text)
    if told and n == 4 and text[:2] not in compound and text[0] in common and text[2] in single:
        ethnic = sum(c in _syllables() for c in text)
        units = words("name_units.tsv", ("unit", "source"))
        if ethnic < 3 and not {text[:2], text[2:]} <= units:
            return [(start, start + 2), (start + 2, start + 4)]
    if is_name(text, told=told):
        return [(start, start + n)]
    if told and 4 <= n <= 15 and not re.search("[A-Za-z.·]", text) and not body_end().search(text):
        # 王小明李华: the cheapest cut into pieces of two to four characters with a surname each.
        costs: list[float] = [0.0] + [float("inf")] * n
        back = [0] * (n + 1)
        for i in range(n):
            for size, cost in ((3, 1.0), (2, 1.2), (4, 2.0)):
                piece = text[i : i + size]
                if len(piece) < size:
                    continue
                if size > 2 and piece[:2] in compound:
                    cost = 1.0
                elif size == 4 or piece[0] not in single:
                    continue
                elif piece[0] not in common:
                    cost += 1.5
                if costs[i] + cost < costs[i + size]:
                    costs[i + size] = costs[i] + cost
                    back[i + size] = i
        if costs[n] < float("inf"):
            cuts = [n]
            while cuts[-1]:
                cuts.append(back[cuts[-1]])
            cuts.reverse()
            return [(start + a, start + b) for a, b in pairwise(cuts)]
    return None


_MODAL = re.compile("[不都才就也还将只再又更机]会$")
"""What ends like a body and is none: 生活不会|辜负."""


def after_organization(word: str, start: int) -> tuple[int, int] | None:
    """The name at the end of 县农业局刘广刚, if that is how the run is built."""
    if word[0] in "在从为把被向对让将与和由":
        return None
    _, compound, common = surnames()
    for size in (3, 2, 4):
        name, before = word[-size:], word[:-size]
        known = name[:2] in compound if size == 4 else name[0] in common
        if before[-1:] + name[0] == "队伍" or _MODAL.search(before):
            continue
        if len(before) >= 3 and known and body_end().search(before) and name not in stopwords():
            return start + len(before), start + len(word)
    return None
