"""How much a line looks like a picture's caption: by its marks, its credit, its wording."""

from __future__ import annotations

import re
from functools import cache

from ..seeds.table import either
from .byline_names import is_name
from .bylines import Byline

_START = re.compile(
    r"(?P<sure>[▲▼△▽↑↓←→]"
    r"|(?:图片|图|照片)(?:说明?|注释?):"
    r"|(?:本|图片|图示|大|小)?图为|[上下左右中题]图|本组图|图[一二三四五六1-9]?[:|丨]"
    r"|图[一二三四五六1-9][为 ]|图 [|丨]|图[①-⑨]"
    r"|(?:\((?:上|下|左|右|中|左上|右上|左下|右下|大|小)?图\)))"
    r"|(?P<likely>[■□])|(?P<maybe>[●◆◇★])"
)
_CAPTION_END = re.compile(
    r"(?:[。\s)”!?](?:[\u4e00-\u9fff·/]{0,14}?(?:记者|通讯员))?[\s:]*[\u4e00-\u9fff·]{1,12}(?:\s{1,3}[\u4e00-\u9fff·]{1,6}){0,3}\s{0,3}/?"
    r"(?:摄影报道|摄影|摄|供图|(?<=[\s/])图)|[(](?:[^()]{0,24})(?:摄|供图|摄影|(?<![(组多附])图|提供|资料图片?|资料照片)[)]|"
    r"[(](?:资料图片?|资料照片|图片来源.{0,12}|(?:供图|图|摄影?)[:/|].{2,20})[)]|\s资料片|"
    r"\s(?:摄影|供图|拍摄)[\s:/|]?[\u4e00-\u9fff·]{2,14}|(?:通讯员|受访者|资料|主办方|单位|公司|学校|社区|街道|中心|局|镇)\s?(?:供图|提供))$"
)

_SCENE = re.compile(
    r"(?:现场|合影|留影|合照|剪影|掠影|外景|全景|一角|场景|讲话|发言|致辞|接旗|授旗|揭牌|剪彩|签约|颁奖|宣誓)$"
    r"|^在(?![这此])[\u4e00-\u9fff]{3,14}(?:举[办行]|开展|进行|表演|参观|学习|调研|走访|巡查|采摘|作业)"
    r"|^[\u4e00-\u9fff]{2,12}现场[,:]"
    r"|^[\u4e00-\u9fff]{2,10}在[\u4e00-\u9fff]{3,14}(?:走访|巡[查逻]|宣传|劝导|检查|采摘|作业|劳作|讲解"
    r"|排查|慰问|表演|参观|学习|训练|调研|义诊|清扫)$"
)
"""How a line under a picture ends or begins that no other mark makes a caption."""
SCENE = 1.5
"""Weight of a short line that reads like a caption."""
_SIDE = re.compile(r"[(](?:[左右前后中][一二三四五六]?|[左右前后]排)(?:[)]|[起侧数为一二三四五六])")


@cache
def _picture_pattern() -> re.Pattern[str]:
    subject, verb = (either("page_words.tsv", f"scene_{part}") for part in ("subject", "verb"))
    return re.compile(
        rf"[\u4e00-\u9fff“”·、()]{{0,18}}?(?:{subject})们?(?:[\u4e00-\u9fff·、]{{2,8}})?(?:{verb})"
        r"[\u4e00-\u9fff“”、·()]{3,}"
        r"|(?:俯瞰|航拍|深入|参与|出席|走进|慰问|参加|参观)[\u4e00-\u9fff“”、·]{4,}(?:景|会|节目|展演|仪式|活动)"
    )


@cache
def _act_pattern() -> re.Pattern[str]:
    """Who does what for whom: 专家为村民听诊, 王丽华副院长给患者换药."""
    subject, person, act = (
        either("page_words.tsv", f"scene_{part}") for part in ("subject", "person", "act")
    )
    return re.compile(
        rf"(?:[\u4e00-\u9fff]{{0,8}}?(?:{subject})(?<!下乡)们?|(?P<who>[\u4e00-\u9fff]{{2,3}}?)(?:[\u4e00-\u9fff]{{2,5}})??)"
        rf"(?:正?在)?[为给帮向教][\u4e00-\u9fff]{{0,4}}?(?:{person})们?[\u4e00-\u9fff]{{0,4}}?(?:{act})[\u4e00-\u9fff]{{0,4}}"
    )


@cache
def _view_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff“”·、]{{2,20}}(?:{either('page_words.tsv', 'scene_view')})")


def shows_view(text: str) -> bool:
    """Whether a short line names a view: what captions say, and a headline may, too.

    >>> shows_view("柳湾晨光"), shows_view("绿色发展添动能")
    (True, False)
    """
    return len(text) <= 24 and _view_pattern().fullmatch(text) is not None


def begins_caption(text: str) -> bool:
    """Whether a line opens with the mark or the words of a caption: ▲, ■, 图为."""
    match = _START.match(text)
    return match is not None and match.lastgroup != "maybe"


def tells_scene(text: str) -> bool:
    """Whether a short line says who does what, as a caption does and no section head.

    Of the 569 section heads of the train split none reads so; many a headline does.

    >>> tells_scene("派出所民警向村民讲解防骗常识"), tells_scene("做强产业,富民有路")
    (True, False)
    >>> tells_scene("王丽华为患者检查伤口"), tells_scene("党员为群众解忧")
    (True, False)
    """
    bare = re.sub(r"\s", "", text).removesuffix("。")
    if 8 <= len(bare) <= 34 and _picture_pattern().fullmatch(bare):
        return True
    act = _act_pattern().fullmatch(bare) if 6 <= len(bare) <= 24 else None
    return act is not None and (act["who"] is None or is_name(act["who"], told=False))


def caption_weight(text: str, size: int, byline: Byline | None) -> float:
    """How much a line speaks for a picture's caption: 0.0 where nothing does, 4.0 for a sure mark.

    ``size`` counts the line's characters without white space; ``byline`` is what the line
    reads as, if it credits somebody: a byline alone is no caption.
    """
    if size > 160 or (byline is not None and (byline.explicit or size <= 8)):
        return 0.0
    weight = 0.0
    if match := _START.match(text):
        weight = {"sure": 4.0, "likely": 2.0, "maybe": 0.0}[match.lastgroup or "maybe"]
    if size <= 110 and text.count("。") <= 1 and _SIDE.search(text):
        weight += 2.0  # 王海(左二)在查看苗情
    if size <= 120 and _CAPTION_END.search(text):
        weight += 3.0 if size <= 90 else 1.5
    elif not weight and 4 <= size <= 32 and _SCENE.search(text) and text[-1] not in "。:;":
        weight = SCENE
    if weight and size > 110:
        weight -= 1.0
    return weight
