"""Roles before a name, as written, with the body they belong to (柳河县农牧局局长|张海涛).

Offsets are into the article's clean text; ``org_ends`` and ``org_starts`` tell the
bodies found there by where they end and begin.  What follows a name is read in
:mod:`.roles_after`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from . import role_words as words

_STOPS = "，。；：！？、（）()“”《》‘’¶\n ,.;:!?的岁是为有和与对向请由让给被把在说"
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

    见到|农民劳模, 叮嘱了|司机, 护送|村民, 一个|搭档, 1号楼|居民, 该村|村民, 我校|校长,
    一|村民, 据|屋主.
    """
    return re.compile(
        f"(?:[^“”]*(?:(?:{either('people_words.tsv', 'led')})[了过]?|[0-9][栋室])"
        "|(?:[0-9一两二三四五六七八九十几]+|这|那)[个名位]|听(?=老)|据(?!守)|本[报台社刊网]"
        "|(?:该|[我本](?=[^人]))(?:街道|社区|公司|单位|小区|中心|[大支]队|[村镇乡县市区校院局厂站所队社店关庭行段])"
        f"|(?:一|(?:{either('people_words.tsv', 'served')})了?)"
        f"(?=(?:[村居市农牧渔果茶股灾]民|{either('people_words.tsv', 'somebody')})$))"
        "(?=[一-鿿]{2})"
    )


_AGE = re.compile("[^的]*?[0-9〇一二三四五六七八九十]+[多余]?岁的?|[0-9]0后")
_QUOTED = re.compile("(?<![：:说道0-9])“[^“”，。！？、]{2,5}”$")
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
        other = title_before(sc, title - 1)
        if other is None or not _OFFICE.search(text, other, title - 1) or text[other - 1] == "任":
            # 王海任|组长、副镇长李明: the first office is another's.
            break
        title = _widened(sc, other)
    return title


_SEAT = re.compile(
    "(?:(?:党委|党组|党工委|党总支|党支部)(?:委员|成员|常委)|[省市县区州]委常委"
    "|(?:组织|宣传|统战|政法|纪检)委员)$"
)
"""A seat in a committee, listed before an office (党委委员、组织委员、副院长)."""
_AND_ALSO = re.compile("兼(?:任|(?=[一-鿿]))(?!职|任)[一-鿿]{0,10}?$")


def _double(sc: lx.Scan, title: int, clause: int) -> int:
    """Where an office begins that the one at ``title`` is held beside (副秘书长兼事业部部长)."""
    match = _AND_ALSO.search(sc.text, clause, title)
    first = title_before(sc, match.start()) if match else None
    if first is None or not _OFFICE.search(sc.text, first, match.start() if match else title):
        return title
    return _widened(sc, first)


def title_before(sc: lx.Scan, end: int) -> int | None:
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


def person_word(word: str) -> bool:
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
        if organization is not None and _led_by_office(sc, start - len(role), led.end()):
            organization = None
        role = role[led.end() :]
    return role, organization


def _led_by_office(sc: lx.Scan, start: int, size: int) -> bool:
    """Whether a body's office stands before the verb that leads to a role (县委|书记接到|村民)."""
    title = sc.longest(start, lx.TITLE)
    return title is not None and title[0] < start + size


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
            # 《柳河日报》|记者
            between = between.removeprefix("》")
            if between.startswith("、"):
                # 区党委、管委、|人大领导: the role is of the next body, whatever it is.
                break
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
            if between and role_like(sc, start - len(between), start):
                return between, None if invited else org_ends[end]
            break
        if text[end] in "，。；：！？（）()“”《》¶ ,;:!?":
            break
    if quoted := _QUOTED.search(text, max(0, start - 8), start):
        # 村里的“菜把式”李有田
        return quoted.group(), None
    title = title_before(sc, start)
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
        first = _first_office(sc, _double(sc, title, clause))
        return text[first:start], org_ends.get(first)
    wide = text[clause:start]
    before = lx.left(text, clause, 1)
    if led := _led().match(wide):
        wide, before = wide[led.end() :], "，"
    longest = ROLE_LENGTH if wide.endswith(words.endings("long_role")) else 6
    if 2 <= len(wide) <= longest and person_word(wide) and before in _BEFORE_ROLE:
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
            if at in org_ends and role_like(sc, at, begin - 1):
                return text[at:start], org_ends[at]
    return body[-1] + "长", body


def _widened(sc: lx.Scan, title: int) -> int:
    """Start of a role whose title begins at ``title``: with 前 or a nickname, without 其中."""
    text = sc.text
    if text.startswith("代表", title) and (whose := title_before(sc, title)) is not None:
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


def role_like(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether ``[start, end)`` reads as a role: ends in a title or a word for people."""
    text = sc.text
    if any(c in "，。；：¶“”,;:()" for c in text[start:end]):
        return False
    return title_before(sc, end) is not None or person_word(text[start:end])


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
