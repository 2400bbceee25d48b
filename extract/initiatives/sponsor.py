"""Who runs an initiative: subject, possessor, 由…牵头, and what the article names nearest.

Every way of finding a sponsor has a name and a strength; the strongest wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..candidates import Mention
from .vocabulary import long_words

_LEAD = (
    "牵头|主办|开发|组织|负责|发起|承办|推出|实施|打造|运营|主导|建设|举办|印发|制定"
    "|创办|设立|建立|开设"
)
_AGENT_AFTER = re.compile(f'[”’"]?[^。！!？?\n]{{0,6}}?由(?=[^，,。\n]{{2,40}}?(?:{_LEAD}))')
_HOST = re.compile("^(?:[^，,；;。！!？?\n]{0,18}?)(?:主办|牵头)")
_ANAPHOR = re.compile(
    "(?<![一-鿿])(?:该|我|全)?(?P<unit>镇|乡|县|区|市|街道|社区|村|旗|学校|州|分局|该局|该校|该镇|该县|该区|该村)(?:里|上|内|党委|党工委)?"
    "(?=正|还|也|将|先后|连续|随后|因此|[推实开启把用将办建探创打定搞制出组借依按请想成设投给]|$)"
)
_SENTENCE = re.compile("[。！!？?\n]")
_JOINED = re.compile("(?:、|和|与|会同|联合|及|以及|携手|联手)+(?:当地|辖区)?")
_LOCATED = re.compile(
    "(?:在|到|走进|面向|针对|对|给|从|向|为|与|赴|来到|据|于|请来|邀请|请|联合|会同|距|距离|前往|参加|听|入驻|落户|捐给|和|至)$"
)
_TITLED = re.compile(
    "^(?:党委|党工委)?(?:副)?(?:书记|主任|局长|镇长|县长|区长|市长|乡长|所长|院长|校长|负责人|党支部书记|委员|科长|队长|工作人员|相关负责人|干部|民警|法官|员工)"
)
_SAID = re.compile(
    "^(?:[^，,。]{0,12})(?:介绍|统计|获悉|通报|表示|说|提供的数据|数据显示|的数据|的统计|台账)"
)
_OWN_PLACE = re.compile(
    "^(?:《|“)?(?:关于)?(?P<place>[一-鿿]{2,12}?(?:自治县|自治旗|[省市县区旗镇乡村州]|街道|社区))"
)
_NO_HOST = re.compile("(?:公司|队|报|融媒|合作社|联社|景区|旅游区|园区|剧院|剧团|[湖江河山岭])$")
"""Bodies and places that run nothing merely because they stand near."""
_ISSUE = re.compile("(?:印发|出台|制定|发布|推出|制订|颁布)(?:了)?(?:《[^》]*》[、和])*$")


@dataclass(frozen=True)
class Choice:
    """A sponsor with how it was found; the higher ``strength``, the surer."""

    name: str
    how: str
    strength: float


def sentence_of(text: str, position: int) -> tuple[int, int]:
    """The sentence that holds ``position``: from the last 。！？ or line end to the next."""
    start = max(0, position - 300)
    for match in _SENTENCE.finditer(text, start, position):
        start = match.end()
    found = _SENTENCE.search(text, position)
    return start, found.start() if found else len(text)


def _first_of_list(text: str, bodies: Sequence[Mention], index: int) -> int:
    """The first of joined bodies: 县林业局 in 县林业局与县教育局联合开展."""
    while index > 0:
        gap = text[bodies[index - 1].end : bodies[index].start]
        # 县委|县政府 act as one; the first is named.
        pair = not gap and _name(text, bodies[index - 1]).endswith("委")
        if pair or (0 < len(gap) <= 4 and _JOINED.fullmatch(gap)):
            index -= 1
        else:
            break
    return index


def _name(text: str, body: Mention) -> str:
    return text[body.start : body.end]


def _located(text: str, body: Mention) -> bool:
    """Whether the body is only where something happens or whom it concerns."""
    return _LOCATED.search(text[max(0, body.start - 3) : body.start]) is not None


def _scene(text: str, bodies: Sequence[Mention], index: int) -> bool:
    """Whether a place stands after a body and 在 in one clause (县交通局在国道旁某岭设立…)."""
    if not index or bodies[index - 1].type != "ORG":
        return False
    between = text[bodies[index - 1].end : bodies[index].start]
    return re.match("[^，,。；;！!？?\n]{0,6}在[^，,。；;！!？?\n]{0,12}$", between) is not None


def _launches(piece: str) -> bool:
    if re.search("[推办建创搞设评编摆]|宣布|揭牌", piece):
        return True
    return long_words("launch").search(piece) is not None


def explicit(
    text: str, mention: tuple[int, int], bodies: Sequence[Mention], kind: str
) -> Choice | None:
    """The body that the mention's own sentence names as running it."""
    start, end = mention
    low, high = sentence_of(text, start)
    surface = text[start:end]
    agent = _AGENT_AFTER.match(text, end)
    if agent:
        for body in bodies:
            if agent.end() <= body.start <= agent.end() + 4 and body.end <= high:
                return Choice(_name(text, body), "agent", 4.0)
    inside = [k for k, b in enumerate(bodies) if low <= b.start and b.end <= start]
    for k in inside:
        if not _located(text, bodies[k]) or text[bodies[k].start - 1] == "由":
            between = text[bodies[k].end : start]
            if _HOST.match(between) and len(re.split("[；;]", between)) == 1 and len(between) < 60:
                return Choice(_name(text, bodies[_first_of_list(text, bodies, k)]), "host", 3.8)
    own = _OWN_PLACE.match(surface)
    if inside:
        k = inside[-1]
        gap = text[bodies[k].end : start].strip('“‘" ')
        issued = _ISSUE.search(text[low:start]) is not None
        if kind == "document" and own is not None and not issued:
            return Choice(own["place"], "title", 3.0)
        if gap in ("", "的", "：", ":") and not _located(text, bodies[k]):
            return Choice(_name(text, bodies[k]), "possessor" if gap == "的" else "beside", 3.2)
        for k in reversed(inside):
            between = text[bodies[k].end : start]
            if len(between) > 60:
                break
            first = _first_of_list(text, bodies, k)
            if _located(text, bodies[first]) or _TITLED.match(between) or _SAID.match(between):
                continue
            if between.startswith("的") and "," in between:
                continue
            if bodies[first].type == "PLACE" and _scene(text, bodies, first):
                continue
            last = re.split("[，,；;]", between)[-1]
            if _launches(between):
                near = _launches(last)
                return Choice(_name(text, bodies[first]), "subject", 3.0 if near else 2.4)
            if re.search("(?:以|按照|依托|用|围绕|运用|采用|落实|按)$", between.strip('“‘" ')):
                return Choice(_name(text, bodies[first]), "user", 2.2)
    if own is not None and (kind == "document" or surface[:1] not in "“《"):
        place = own["place"]
        if kind == "document" or text.count(place) > 1:
            return Choice(place, "title", 3.0)
    return None


def beside_headline(
    text: str, mention: tuple[int, int], headline: Sequence[Mention]
) -> Choice | None:
    """For a mention in the headline: the body that the headline or kicker names."""
    bodies = [b for b in headline if b.type == "ORG"]
    if not bodies:
        return None
    near = min(bodies, key=lambda b: abs(b.start - mention[0]))
    return Choice(_name(text, near), "headline", 3.1)


def anaphoric(text: str, mention: tuple[int, int], bodies: Sequence[Mention]) -> Choice | None:
    """镇里, 该街道, 县里 before the name: the last body of that rank named so far."""
    start, _ = mention
    low, _ = sentence_of(text, start)
    found = None
    for match in _ANAPHOR.finditer(text, low, start):
        found = match
    if found is None:
        return None
    unit = found["unit"].removeprefix("该").replace("学校", "学").replace("校", "学")
    for body in [*reversed([b for b in bodies if b.end <= start]), *bodies]:
        name = _name(text, body)
        if len(name) > 2 and (
            name.endswith(unit) or (unit == "学" and name.endswith(("中学", "小学", "学校")))
        ):
            return Choice(name, "anaphor", 2.6)
    return None


def following(text: str, mention: tuple[int, int], bodies: Sequence[Mention]) -> Choice | None:
    """The first body after the name in its sentence or the next, as subject."""
    _, end = mention
    _, high = sentence_of(text, end)
    limit = min(high + 30, text.find("\n", end) if "\n" in text[end:] else len(text))
    for body in bodies:
        if end <= body.start < limit:
            if _located(text, body):
                return None
            if body.type == "ORG" and not _NO_HOST.search(_name(text, body)):
                return Choice(_name(text, body), "following", 1.6)
            return None
    return None


def stem_owner(text: str, mention: tuple[int, int], bodies: Sequence[Mention]) -> Choice | None:
    """The county whose stem the name holds: 盱眙县 for 第九届盱眙国际龙虾节."""
    surface = text[mention[0] : mention[1]]
    for body in bodies:
        name = _name(text, body)
        match = re.fullmatch("([一-鿿]{2,4}?)(?:[一-鿿]{0,4}自治)?[县市区旗]", name)
        if body.type == "PLACE" and match and match[1] in surface and len(match[1]) >= 2:
            return Choice(name, "stem", 2.0)
    return None


def acting(
    text: str, mention: tuple[int, int], bodies: Sequence[Mention], headline: Sequence[Mention]
) -> Choice | None:
    """The body that acts: in the headline or kicker, else the paragraph, else before."""
    start, _ = mention
    local = [
        b
        for b in headline
        if _name(text, b)[-2:] in ("街道", "社区") or _name(text, b)[-1] in "镇乡村局院"
    ]
    # A body set as a line of its own acts throughout; in a longer line it may be a scene.
    line = [
        b
        for b in local
        if text[b.start - 1 : b.start] in ("", "\n") and text[b.end : b.end + 1] in ("", "\n")
    ]
    if line:
        local = line
        return Choice(_name(text, local[0]), "headline", 1.5)
    paragraph = text.rfind("\n", 0, start) + 1
    before = [
        b
        for b in bodies
        if b.end <= start and b.type == "ORG" and not _NO_HOST.search(_name(text, b))
    ]
    headline = [b for b in headline if not _NO_HOST.search(_name(text, b))]
    for body in reversed(before):
        if body.start < paragraph:
            break
        if not _located(text, body):
            return Choice(_name(text, body), "paragraph", 1.0)
    if headline:
        return Choice(_name(text, headline[0]), "headline place", 0.9)
    if before:
        return Choice(_name(text, before[-1]), "before", 0.6)
    return None
