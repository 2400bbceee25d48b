"""What stands beside a name: its role, as written, and the body it belongs to.

Offsets are into the article's clean text; ``org_ends`` and ``org_starts`` tell the
bodies found there by where they end and begin.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from . import role_words as words

_STOPS = "，。；：！？、（）()“”《》‘’¶\n ,.;:!?的岁是为有和与对向请由让给被把在说"
_OWN_BODY = tuple(
    (re.compile(f"(?:副|总|代理)?(?:{roles})$"), kinds)
    for roles, kinds in (
        ("校长|校医|[一-鿿]{0,2}(?:教师|老师)|教授|园长|班主任", ("school",)),
        ("院长", ("hospital", "judicial")),
        ("[一-鿿]{0,2}科?(?:医生|医师|护士|护士长)", ("hospital",)),
        ("董事长|[一-鿿]{0,2}经理|厂长|场长", ("enterprise",)),
        ("所长", ("government",)),
        ("支书|社区书记|社区主任|村主任|社区党委书记", ("community", "party")),
        ("队长|大队长|中队长", ("team", "government")),
        ("局长|检察长", ("government", "judicial")),
        ("会长|理事长|秘书长", ("association",)),
        ("馆长", ("culture",)),
    )
)
"""People who are named without the body that they head or serve, and its kind."""

_SERVING = re.compile("(?:检察官|法官|庭长|民警|消防员)$")
_STATE = ("government", "judicial")
"""People who serve a body of the state, and its kinds: told only by their own sentence."""

_FORMER = ("退休", "离休", "前", "原")
_NEAR = 160
"""How far back, in characters, such a body is looked for."""

_AFTER = re.compile("[，,（(]([^，,。；;：:！!？?（）()“”\n]{2,24})[，,。；）)]")
_SETTLEMENTS = ("街道", "镇", "乡", "苏木", "村", "社区", "嘎查", "屯", "寨")
"""Bodies whose 的 before a name says where somebody lives, not whom he works for."""

_SENT = re.compile("(?:随后|随即|又|还)?(?:派来|派出|派驻|选派|委派|派(?!出所))")


@cache
def _invited() -> re.Pattern[str]:
    """What a body does with the person whose role follows: he is not of that body."""
    return re.compile(
        "(?:接到?(?=辖区|群众|居民|市民|村民)|[接收]到(?:某[一-鿿]{0,6}?(?=职工|员工|学生))?"
        f"|组织(?!委员|部)|向(?![阳日荣前上])|帮(?![扶教])|将(?!军)|对(?![象外口内])|把(?!关)"
        f"|[一-鿿]{{0,6}}?(?:{either('people_words.tsv', 'tried')})了?(?![科处部室组庭])"
        f"|{either('people_words.tsv', 'invited')})"
    )


_PREPOSED = re.compile(
    "[一-鿿]{0,6}?(?:(?<!自)由|在(?![职编岗校读任建逃押册家外场线])|随同|跟随|随(?=[^军队访员行]))(?=[一-鿿]{2})"
)
"""Others of a body who are led by the one whose role follows (干警由|院长王海带队)."""


@cache
def _led() -> re.Pattern[str]:
    """What stands before a role and does not belong to it.

    见到|农民劳模, 一个|搭档, 1号楼|居民, 该村|村民, 我校|校长, 一|村民, 据|屋主.
    """
    return re.compile(
        f"(?:[^“”]*(?:{either('people_words.tsv', 'led')}|[0-9][栋室])"
        "|(?:[0-9一两二三四五六七八九十几]+|这|那)[个名位]|听(?=老)|据(?!守)|本[报台社刊网]"
        "|(?:该|[我本](?=[^人]))(?:街道|社区|公司|单位|小区|中心|[大支]队|[村镇乡县市区校院局厂站所队社店关庭行段])"
        f"|一(?=(?:[村居市农牧渔果茶股灾]民|{either('people_words.tsv', 'somebody')})$))"
        "(?=[一-鿿]{2})"
    )


_AGE = re.compile("[^的]*?[0-9〇一二三四五六七八九十]+[多余]?岁的?|[0-9]0后")
_QUOTED = re.compile("(?<![：:说道0-9])“[^“”，。！？、]{2,5}”$")
_LISTED = re.compile(
    "(?:(?:等|等等)人?(?:[0-9一二两三四五六七八九十百多余]{1,4}[名位个])?|[两二三四五六七八九十几]{1,2}[名位])"
)
_LIFE = (
    "(?:[男女]|[一-鿿]{1,4}[族人]|(?:今年)?[0-9]{2}岁|[0-9]{4}年(?:[0-9]{1,2}月)?(?:出?生|入党)"
    "|中共党员)"
)
_IS = re.compile(
    f"(?:[，,]{_LIFE})*[，,]?(?:是|系|现任|担任|出?任|当选为?|获聘为?|被(?:任命|聘[任请]?|推?选举?)为)"
    "(?:一名|一位)?"
)
"""What leads to the role that a sentence states, with what a short life says before."""
_REMOVES = re.compile("免去(?:[一-鿿·]{2,4}、)*$")
_RESIGNS = re.compile("(?:请求)?辞去")
_OF_OFFICE = ("职务", "一职", "的职务")
"""What closes an office that somebody loses."""

_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千多余几数")
_BEFORE_ROLE = frozenset("，。的岁¶”：、名位！？,:!?让给被把向对请由和与")
ROLE_LENGTH = 12
"""Longest role, in characters."""


_OFFICE = re.compile("(?:书记|主任|主席|经理|[^\\W\\d]长)$")


def _first_office(sc: lx.Scan, title: int) -> int:
    """Where the first of several offices begins, the last of which begins at ``title``.

    该局党委书记、局长: their body is one that is only pointed at.
    """
    text = sc.text
    while text[title - 1 : title] == "、":
        if seat := _SEAT.search(text, max(0, title - 8), title - 1):
            title = seat.start()
            continue
        other = _title_before(sc, title - 1)
        if other is None or not _OFFICE.search(text, other, title - 1) or text[other - 1] == "任":
            # 王海任|组长、副镇长李明: the first office is another's.
            break
        title = _widened(sc, other)
    return title


_SEAT = re.compile("(?:(?:党委|党组|党工委|党总支|党支部)(?:委员|成员|常委)|[省市县区州]委常委)$")
"""A seat in a committee, listed before an office (党委委员、副院长)."""


_AND_ALSO = re.compile("兼(?:任|(?=[一-鿿]))(?!职|任)[一-鿿]{0,10}?$")


def _double(sc: lx.Scan, title: int, clause: int) -> int:
    """Where an office begins that the one at ``title`` is held beside (副秘书长兼事业部部长)."""
    match = _AND_ALSO.search(sc.text, clause, title)
    first = _title_before(sc, match.start()) if match else None
    if first is None or not _OFFICE.search(sc.text, first, match.start() if match else title):
        return title
    return _widened(sc, first)


def _title_before(sc: lx.Scan, end: int) -> int | None:
    """Start of the longest title that ends at ``end``."""
    starts = [start for start, _ in sc.words_to(end, lx.TITLE)]
    return min(starts) if starts else None


def _clause_start(text: str, end: int) -> int:
    """Start of the run of characters before ``end`` that no mark or function word cuts."""
    start = end
    while start > 0 and end - start < 16 and text[start - 1] not in _STOPS:
        if text[start - 1].isdigit():
            break
        if text[start - 1] in "名位" and lx.left(text, start - 1, 1) in _NUMERALS:
            break
        start -= 1
    return start


def _person_word(word: str) -> bool:
    if word.endswith(words.endings("verb_end")):
        return False
    return word[-1] in words.known("person_end") or word.endswith(words.endings("person_word"))


def title_end(sc: lx.Scan, start: int) -> int | None:
    """Where a title before ``start`` ends: there, or before a dash (传承人——吴水根)."""
    if sc.end_tags.get(start, 0) & lx.TITLE:
        return start
    dash = _TITLE_DASH.search(sc.text, max(0, start - 6), start)
    if dash is None or not sc.end_tags.get(dash.start(), 0) & lx.TITLE:
        return None
    return dash.start()


def role_before(
    sc: lx.Scan, start: int, org_ends: Mapping[int, str], last_person: int
) -> tuple[str | None, str | None]:
    """Role and organization written directly before a name at ``start``."""
    role, organization = _written_before(sc, start, org_ends, last_person)
    if role is not None and (led := _led().match(role)):
        role = role[led.end() :]
    return role, organization


def _written_before(
    sc: lx.Scan, start: int, org_ends: Mapping[int, str], last_person: int
) -> tuple[str | None, str | None]:
    text = sc.text
    if start and text[start - 1] == "¶":
        return None, None
    if start in org_ends:
        # 六安二中张蓉
        return None, org_ends[start]
    if start > 1 and text[start - 1] == " " and sc.end_tags.get(start - 1, 0) & lx.TITLE:
        start -= 1
    elif (titled := title_end(sc, start)) is not None:
        start = titled
    low = max(0, start - ROLE_LENGTH - 1, last_person - 1)
    for end in range(start - 1, low - 1, -1):
        if end in org_ends and text[end:start] == "的":
            # 雪狼救援队的才次克: a body without a role.
            if org_ends[end].endswith(_SETTLEMENTS):
                return None, None
            return None, org_ends[end]
        if end in org_ends and end < start:
            # 雷集村58岁的脱贫户: the role is what follows the last 的.
            between = text[end:start].rpartition("的")[2]
            between = between[found.end() :] if (found := _AGE.match(between)) else between
            invited = _invited().match(between)
            if sent := invited or _SENT.match(between):
                between = between[sent.end() :]
            if preposed := _PREPOSED.match(between):
                # 县医院|专家在|副院长王海的带领下
                between = between[preposed.end() :]
            if between == "长":
                return _chief(sc, start, end, org_ends)
            if between == "员" and org_ends[end].endswith("队"):
                # …村驻村工作队|员
                return "队员", org_ends[end]
            if between == "民" and org_ends[end].endswith("村"):
                return "村民", org_ends[end]
            if between and _role_like(sc, start - len(between), start):
                return between, None if invited else org_ends[end]
            break
        if text[end] in "，。；：！？（）()“”《》¶ ,;:!?":
            break
    if quoted := _QUOTED.search(text, max(0, start - 8), start):
        # 村里的“菜把式”李有田
        return quoted.group(), None
    title = _title_before(sc, start)
    clause = _clause_start(text, start)
    if title is not None:
        title = _widened(sc, title)
        wide = text[clause:start]
        if clause < title and len(wide) <= 7 and _modifier(text[clause:title]):
            return wide, None
        if peoples := words.PEOPLES.fullmatch(text, clause, title):
            return text[peoples.start() : start], None
        if lead := _LAST_MODIFIER.search(text, clause, title):
            return text[lead.start(1) : start], None
        return text[_first_office(sc, _double(sc, title, clause)) : start], None
    wide = text[clause:start]
    before = lx.left(text, clause, 1)
    if led := _led().match(wide):
        wide, before = wide[led.end() :], "，"
    longest = ROLE_LENGTH if wide.endswith(words.endings("long_role")) else 6
    if 2 <= len(wide) <= longest and _person_word(wide) and before in _BEFORE_ROLE:
        return wide, None
    return None, None


def _chief(
    sc: lx.Scan, start: int, end: int, org_ends: Mapping[int, str]
) -> tuple[str | None, str | None]:
    """The role of whom the last character of a body and 长 name: 县公安局|长 is its 局长.

    县委常委、公安局长 is of the body that the first of his offices is of.
    """
    text, body = sc.text, org_ends[end]
    begin = end - len(body)
    if text[begin - 1 : begin] == "、":
        for at in range(begin - 2, max(0, begin - 9), -1):
            if at in org_ends and _role_like(sc, at, begin - 1):
                return text[at:start], org_ends[at]
    return body[-1] + "长", body


def _widened(sc: lx.Scan, title: int) -> int:
    """Start of a role whose title begins at ``title``: with 前 or a nickname, without 其中."""
    text = sc.text
    if text.startswith("代表", title) and (whose := _title_before(sc, title)) is not None:
        # 优秀教师代表
        title = whose
    before = text[title - 1 : title]
    if before == "其" and text[title] == "中":
        return title + 1
    if before in ("前", "原") and text[title - 2 : title - 1] not in words.known("no_former"):
        return title - 1
    if before == "”" and (nick := _NICKNAME.search(text, max(0, title - 8), title)):
        return nick.start(1)
    return title


_NICKNAME = re.compile("(?<=[一-鿿])(“[一-鿿]{2,4}”)$")


def _role_like(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether ``[start, end)`` reads as a role: ends in a title or a word for people."""
    text = sc.text
    if any(c in "，。；：¶“”,;:()" for c in text[start:end]):
        return False
    return _title_before(sc, end) is not None or _person_word(text[start:end])


_TITLE_DASH = re.compile("(?:[—－-]{1,2}|[（(](?:挂职|主持工作|正?[处科]级|试用期)[）)])$")
"""What may stand between a title and the name (传承人——吴水根, 副县长（挂职）赵海)."""

_LAST_MODIFIER = re.compile("(?<=[跟随着把同叫让请找])(老|大|小|年轻)$")
"""One word before a title that belongs to the role, behind a verb (跟着老匠人)."""


def _modifier(text: str) -> bool:
    """Whether ``text`` before a title is part of the role (著名, 省级非遗), not 经 or 上海."""
    if words.modifiers().match(text):
        return True
    if text in words.known("no_modifier"):
        return False
    return len(text) == 2 and text[0] not in words.known("lead") and text not in lx.lexicon().level


_IS_OURS = re.compile(
    "是(?:我们?|咱们?|本|该|这)[一-鿿]{0,4}?的(?=[一-鿿]{2})|是一?[名位个](?=[一-鿿]{2})"
)
"""What a sentence says of somebody before his role (他叫王海，是我们村的|老支书)."""


def role_after(
    text: str, end: int, sc: lx.Scan, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization in apposition after a name that ends at ``end``."""
    match = _AFTER.match(text, end)
    if not match:
        return None, None
    start, stop = match.span(1)
    organization = None
    if start in org_starts and org_starts[start] < stop:
        organization = text[start : org_starts[start]]
        start = org_starts[start]
    if organization is None and (stated := _IS_OURS.match(text, start, stop)):
        start = stated.end()
    role = text[start:stop]
    if not role or len(role) > ROLE_LENGTH or _title_before(sc, stop) is None:
        return None, None
    if organization is None:
        inner = [s for s in org_starts if start < s < stop]
        if inner or len(role) > 8:
            return None, None
    return role.lstrip("的"), organization


_STANDS_FOR = re.compile(
    "代表(?=[^，,。；、：）)说表认和与的在介就向对等们都也还]|$)"
    "(?!发言|通报|提[出议交问]|反[映馈]|建议|围绕|分别|结合|[一作]?汇报|介绍|走[进访]|来到|参[加观]|审议|视察|调研)"
)
"""What somebody does for others (王海代表|我院签约), no role; 王海代表|通报 has it."""


def role_behind(sc: lx.Scan, end: int, credits: Container[str]) -> str | None:
    """The title directly behind a name (何礼敬书记, 谭金海常务副会长); of ``credits`` none is."""
    text = sc.text
    if _STANDS_FOR.match(text, end):
        return None
    before = _honorary().match(text, end)
    title = sc.longest(before.end() if before else end, lx.TITLE) or sc.longest(end, lx.TITLE)
    if title is None or title[1] in credits or title[1].endswith(words.endings("related")):
        return None
    return text[end : title[0]]


def own_body(
    text: str, role: str, start: int, bodies: Sequence[tuple[int, str, str]]
) -> str | None:
    """The last body in the paragraph before ``start`` that a 校长 or 董事长 without a body heads.

    ``bodies`` are (end, name, kind) in order.
    """
    if role.startswith(_FORMER):
        return None
    low = max(start - _NEAR, text.rfind("\n", 0, start))
    for roles, kinds in _OWN_BODY:
        if roles.match(role):
            near = [
                (end, name) for end, name, kind in bodies if low <= end <= start and kind in kinds
            ]
            if not near:
                return None
            end, name = near[-1]
            # Of two bodies in other sentences neither is surely meant.
            sure = "。" not in text[end:start] or len({other for _, other in near}) == 1
            return name if sure else None
    if _SERVING.search(role):
        near = [(end, name) for end, name, kind in bodies if low <= end <= start and kind in _STATE]
        return near[-1][1] if near and "。" not in text[near[-1][0] : start] else None
    return None


@cache
def _appoints() -> re.Pattern[str]:
    return re.compile(f"(?:{either('people_words.tsv', 'appoints')})(?:[一-鿿·]{{2,4}}、)*$")


def _stated(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Where the role begins that is stated of the name at ``[start, end)``, if one is.

    And whether it is one that is lost: 任命孙丽为|局长, 免去赵明的|局长职务.
    """
    if match := _IS.match(text, end):
        return match.end(), False
    if match := _RESIGNS.match(text, end):
        return match.end(), True
    low = max(0, start - 20)
    if text.startswith("为", end) and _appoints().search(text, low, start):
        return end + 1, False
    if text.startswith("的", end) and _REMOVES.search(text, low, start):
        return end + 1, True
    return None


def role_is(
    sc: lx.Scan, start: int, end: int, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization that a sentence states: 罗丕灿是县果农协会的副会长."""
    text = sc.text
    stated = _stated(text, start, end)
    if stated is None:
        return None, None
    start, lost = stated
    organization = None
    if start in org_starts:
        organization = text[start : org_starts[start]]
        start = org_starts[start]
        if not lost and (member := _MEMBER.match(text, start)):
            return (member[1], organization) if _role_like(sc, *member.span(1)) else (None, None)
    ends = _OF_OFFICE if lost else _AFTER_ROLE
    before = _honorary().match(text, start)
    begin = before.end() if before else start
    stop = max((stop for stop, _ in sc.words_from(begin, lx.TITLE)), default=None)
    closed = stop is not None and (text.startswith(ends, stop) or stop == len(text))
    return (text[start:stop], organization) if closed else (None, None)


_MEMBER = re.compile("(?:最?[一-鿿]{0,4}的)?(?:一[名位])?([一-鿿]{2,6}?)(?=期间|[，,。；、：])")
_AFTER_ROLE = ("，", ",", "。", "；", "、", "¶", "：", "期")
"""What follows a stated role: a mark, or 期间."""


@cache
def _honorary() -> re.Pattern[str]:
    """What stands before a title that is stated, and is of it (为|名誉馆长)."""
    return re.compile(either("people_words.tsv", "honorary"))


def role_of_list(text: str, end: int, sc: lx.Scan) -> str | None:
    """The role that closes a list of names: 李四海、王桂香等12名队员."""
    match = _LISTED.match(text, end)
    if not match:
        return None
    stops = [stop for stop, _ in sc.words_from(match.end(), lx.TITLE)]
    role = text[match.end() : max(stops)] if stops else None
    return None if role is None or role.endswith(words.endings("together")) else role
