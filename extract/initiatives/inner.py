"""What a name in quotation marks shows by itself: its numerals, words, last part and length."""

from __future__ import annotations

import re
from functools import cache

from .segmented import tokens
from .shape import Shape, laid_out, parted_of, rising, shape_of
from .vocabulary import alternatives, classed, head_ending, heads, terms

_PUNCTUATION = re.compile(r"[，。！？；：,!?;:…]")
_SOME = ("一批", "一些", "一套", "一种", "各种", "各项", "多种", "多项", "这种", "这些")
_FESTIVE = ("节", "季", "月", "周", "赛")
"""Head nouns of one character that end names of four or more (“山城生活节”)."""
_BODIES = frozenset(
    ("中心", "委", "会", "所", "站", "馆", "院", "部", "室", "个中心", "部门", "单位")
)
"""What a numeral counts in nicknames for bodies together (“三中心”)."""
_KINDS_OF_PEOPLE = "员师长人者户老小残困孤贤委嫂匠"
"""How what a numeral counts ends in labels for people (“五师一员”, “一老一残”)."""
_TEAM = ("队", "团", "工作组", "协会", "联盟", "联合会", "合作社", "公司")
_CHAIN = re.compile(
    "[+](?:[^+]+[+])*[^+]*(?:农户|贫困户|脱贫户|种植户|养殖户|大户|合作社|基地)(?:[+]|$)"
)
"""公司+合作社+农户: how a farm is run, wherever it is."""
_SITE = re.compile("[一-鿿]{4,}(?:中心|基地|实验区|示范区|先行区|园区|分公司)$")
"""A house or an area with a full name (某区文明实践培训中心): a body, or an honour."""
_TEAMS = ("小组", "专班", "服务队", "突击队", "宣讲队", "小分队", "志愿队", "宣传队")
"""What no number in a name makes a programme of (七彩服务队)."""
_STATUS = "待未已拟"
"""First characters of labels that say in what state something is (“待受理”项目)."""


@cache
def _honoured() -> re.Pattern[str]:
    """What a title of honour is given to (“枫桥式派出所”)."""
    return re.compile(f"(?:{alternatives('honoured')}|[^一-鿿]村)$")


@cache
def _nicknames() -> tuple[str, ...]:
    """How nicknames for people end (“说茶人”, “红围巾”)."""
    return (*sorted(classed("nickname_end")), "人才", "骨干", "大使")


@cache
def _people() -> tuple[str, ...]:
    """Words that say what people are (“渠上好把式”)."""
    return tuple(sorted(classed("nickname")))


@cache
def _policy_verbs() -> tuple[str, ...]:
    return tuple(classed("policy_verb"))


@cache
def _metaphor_tails() -> tuple[str, ...]:
    return tuple(classed("metaphor_tail"))


_TALLIED = re.compile(
    "[二两三四五六七八九十](?:车|户|病|难|果|类(?:人员|人群|群体|对象|重点人群)|多[二两三四五六七八九]少)"
)
"""Vehicles, households, ills and people that are counted together: “四车”, “三户”, “五类人员”."""


def inside(name: str) -> dict[str, float]:
    """What the name itself shows: pattern, length, punctuation, word lists, its own head."""
    found: dict[str, float] = {}
    shape: Shape | None = shape_of(name)
    # “一心、两轴、四片”; “三荤、两素” is a row of words.
    parted = parted_of(name) if shape is None else None
    row = rising(name) is not None
    if row:
        found["rising"] = 1.0
    if parted is not None and (row or laid_out(parted)):
        shape = parted
    if shape is not None:
        found["shape"] = 1.0
        found[f"shape={shape.form}"] = 1.0
    if _PUNCTUATION.search(name):
        found["in.punctuation"] = 1.0
    if name.endswith(tuple("。！？!?…")):
        found["in.sentence"] = 1.0
    if re.search("[、·—\\-+]", name) and (shape is None or shape is not parted):
        found["in.join"] = 1.0
    if name.endswith(_nicknames()) and (shape is None or len(name) > 4):
        found["in.person"] = 1.0
    if name.endswith(_people()):
        found["in.person"] = found["in.people"] = 1.0
    for kind in ("idiom", "population", "product"):
        if name in classed(kind):
            found[f"in.{kind}"] = 1.0
    if _TALLIED.fullmatch(name):
        found["in.population"] = 1.0
    if name in terms():
        found["in.term"] = 1.0
    honour = any(word in name for word in classed("honour_in"))
    if honour and (ending := head_ending(name, 0, len(name))) is not None:
        honour = not ending.strong
    if honour or name.startswith("最美") or name.endswith(("表彰大会", "表彰会")):
        found["in.honour"] = 1.0
    cut = tokens(name)
    # 五金 counts nothing; “构建食物供给体系” is a task, no name.
    if shape is not None and len(cut) == 1 and cut[0].kind == "N":
        shape = None
        found.pop("shape")
    if shape is None and len(name) >= 6 and name.startswith(_policy_verbs()):
        found["in.task"] = 1.0
    if shape is None and _honoured().search(name):
        found["in.rank"] = 1.0
    if len(name) == 2 and name[0] == name[1]:
        found["in.nickname"] = 1.0
    head = head_ending(name, 1 if len(name) > 1 else 0, len(name), inner=True)
    # 号 is no head noun of 信号.
    if head is not None and len(head.word) == 1 and cut[-1].kind != "U" and len(cut[-1].text) > 1:
        head = None
    if "in.people" in found:
        head = None
    if name[:1] in _STATUS:
        found["in.status"] = 1.0
    if head is not None:
        found["in.head"] = 1.0
        found[f"in.{head.kind}"] = 1.0
        if head.strong or (len(name) > 3 and head.word in _FESTIVE):
            found["in.strong"] = 1.0
    known = [t for t in cut if t.kind != "U"]
    if (len(cut) == 1 and known) or (
        # 大治理, 弱信号: a plain word with a word of size.
        name[0] in "大小微弱强洋土新老"
        and len(name) <= 4
        and len(rest := tokens(name[1:])) == 1
        and rest[0].kind != "U"
    ):
        found["in.word"] = 1.0
    if any(t.kind in "FL" for t in cut) and "in.strong" not in found:
        found["in.function"] = 1.0
    if cut and cut[0].kind in ("V", "VN"):
        found["in.verb_first"] = 1.0
    if cut and all(t.kind == "U" for t in cut):
        found["in.unknown"] = 1.0
    if re.search("[我你他她咱您这那吗呢吧啊了]", name) and (head is None or not head.strong):
        found["in.spoken"] = 1.0
    if re.match("(?:一刻钟|[0-9一二三四五六七八九十半]+(?:分钟|小时|公里)).{1,9}圈$", name):
        found["in.circle"] = 1.0
    if re.fullmatch("十[一二三四五六]五", name):
        found["in.period"] = 1.0
    if name.endswith(("个展", "作品展", "艺术展", "摄影展", "书画展", "画展")):
        found["in.show"] = 1.0
    if shape is not None and not row and any(g.morpheme in _BODIES for g in shape.groups):
        found["in.bodies"] = 1.0
    if shape is not None and any(
        g.morpheme.endswith(tuple(_KINDS_OF_PEOPLE)) for g in shape.groups
    ):
        found["shape.people"] = 1.0
    if re.search("[一二三四五六七八九十0-9]号$|·[一-鿿]{1,4}号$", name):
        found["in.model"] = 1.0
    # “超市”, “一批机制”: the head noun alone is no name; “大走访” may be.
    if (len(name) == 2 and name in heads() and heads()[name].strong) or (
        len(name) == 4 and name[:2] in _SOME and name[2:] in heads()
    ):
        found["in.headword"] = 1.0
    if len(name) > 2 and (name.startswith(("精神", "心灵")) or name.endswith(_metaphor_tails())):
        found["in.metaphor"] = 1.0
    if name.endswith(_TEAMS) or (shape is None and name.endswith(_TEAM)):
        found["in.team"] = 1.0
    if "、" in name and len(name) >= 9 and shape is None and head is None:
        found["in.slogan"] = 1.0
    if shape is None and _SITE.match(name):
        found["in.site"] = 1.0
    if _CHAIN.search(name):
        found["in.chain"] = 1.0
    if name.endswith("梦"):
        found["in.dream"] = 1.0
    if re.search("[A-Za-z0-9]", name):
        found["in.ascii"] = 1.0
    if head is None or not head.strong:
        found[f"n={min(len(name), 8)}"] = 1.0
    return found
