"""Words that look like dates and are none: 第三年, 百年大计, 项目前期."""

from __future__ import annotations

from ...seeds.table import words
from .words import either

COLUMNS = ("word", "source")


def decoy_pattern() -> str:
    """A regular expression for everything that must not be read as a date."""
    fixed = either(words("date_decoys.tsv", COLUMNS))
    number = r"第(?:\d+|[一二三四五六七八九十百零两]+)"
    # At a clause's begin 第二天 is the next day, elsewhere the second of several (假期第二天).
    next_day = r"(?<![\u4e00-\u9fff、])第(?:[二三]天|二年(?![级初高中度]))"
    ordinal = rf"(?!{next_day}){number}(?:个?(?:年|天|日|月|周|星期|小时|工作日|世纪)|个季度)(?!期)"
    rate = r"每(?:平方|公里|千米|年级)|(?<=[米里斤吨升瓦克次转数拍帧位元节])每(?:小时|分钟|秒)"
    phone = r"\d{3,4}-\d{7,8}|\d{7,}"
    one_day = r"一天(?!一夜|半)"  # how much in a day: no date of the guidelines
    around = r"(?<![共期时达续满])四周"
    monthly = r"一月一(?![日号至到、一二三四五六七八九十\d])[\u4e00-\u9fff]"  # 一月一主题
    # 达产后|年产值, but 明年开工后年建成; 过去|年度
    yearly = (
        "(?<=[成产建工用营网造级线行])后年(?![底初末中内的建竣完投通交])|(?<=[^超通经不胜]过)去年度"
    )
    return rf"(?:{monthly}|{yearly}|{around}|{ordinal}|{one_day}|{rate}|{phone}|{fixed})"
