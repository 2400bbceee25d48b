"""Bylines: who wrote, sent in or photographed a piece, read off a line, a bracket or a lead.

Everything here works on *folded* text (:func:`normalize`): one character for
one character, so the offsets found index the original just as well.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from ..seeds.table import read_table, words
from .fold import fold

# The traditional forms of the characters that the patterns of a page are made of.
_SIMPLIFIED = str.maketrans(
    "報訊記者員來發佈時間責編輯審權聞鏈圖攝電話當頁網絡實習見轉開關閱讀載點擊誌號體簡導覽"
    "區鎮鄉縣據觀請簽監製統籌劃總龍馬陳張劉黃趙吳孫羅鄭謝馮鄧許葉蘇呂蔣賈鍾鄒陸賴顧錢湯萬"
    "嚴龔龐樊蘭齊魯韋倪賀聶畢歐陽東處與評論執筆協辦單位視頻廣臺衛衆稱聯擬為導專欄",
    "报讯记者员来发布时间责编辑审权闻链图摄电话当页网络实习见转开关阅读载点击志号体简导览"
    "区镇乡县据观请签监制统筹划总龙马陈张刘黄赵吴孙罗郑谢冯邓许叶苏吕蒋贾钟邹陆赖顾钱汤万"
    "严龚庞樊兰齐鲁韦倪贺聂毕欧阳东处与评论执笔协办单位视频广台卫众称联拟为导专栏",
)

_TRADITIONAL = re.compile("[" + "".join(map(chr, _SIMPLIFIED)) + "]")

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef"
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.]{1,15}")
_ETHNIC = frozenset(
    "阿艾巴布达德尔格古哈吉卡拉丽玛米木尼娜诺其热萨斯苏塔特图吐乌西雅伊扎敖日乐勒和色旺次仁"
    "卓嘎桑央措才让顿珠罗洪呷海来沙马曲石依买提江孜汗别克肯那松高娃云花登道尔吾尼亚孜凯丽热"
    "宗珍曲瓦贡觉群培晋美坚参班玛吉姆平旦姆琼央迪力努尔麦合木哲赛音毕力夫帕朝鲁孟根苏荣青包萨仁牧仁布仁丹增多吉平措拥忠央金格桑益西"
)


def normalize(text: str) -> str:
    """Folded text with the traditional characters of page furniture simplified, 1:1."""
    folded = fold(text)
    return folded.translate(_SIMPLIFIED) if _TRADITIONAL.search(folded) else folded


@dataclass(frozen=True)
class Credit:
    """A credited name: ``[start, end)`` in the text given; ``role`` is None when not stated."""

    role: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Byline:
    """What a byline says.  ``explicit``: a role word or a credit mark stands in it."""

    names: tuple[Credit, ...]
    explicit: bool


@dataclass(frozen=True)
class _Token:
    kind: str  # role, suffix, both, slash, chunk, sep, stop
    start: int
    end: int
    role: str | None = None


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Single surnames, compound surnames, and the single ones that are not rare."""
    rows = read_table("surnames.tsv", ("surname", "kind", "source"))
    single = frozenset(r["surname"] for r in rows if r["kind"] != "compound")
    compound = frozenset(r["surname"] for r in rows if r["kind"] == "compound")
    common = frozenset(r["surname"] for r in rows if r["kind"] == "single")
    return single, compound, common


@cache
def _not_names() -> frozenset[str]:
    return words("byline_stopwords.tsv", ("word", "source"))


@cache
def _role_words() -> tuple[dict[str, tuple[str | None, str]], re.Pattern[str]]:
    """Role words with ``(role, position)``, and the pattern that cuts a byline into tokens."""
    rows = read_table("byline_roles.tsv", ("word", "role", "position", "source"))
    table = {row["word"]: (row["role"] or None, row["position"]) for row in rows}
    # Words of one character, and 文字 and the like, are roles only as whole chunks.
    long = [w for w in table if "记者" in w or ("员" in w and len(w) > 2)]
    inside = "|".join(sorted(map(re.escape, long), key=len, reverse=True))
    slashed = "|".join(sorted((re.escape(w) for w in table if "/" in w), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<slashed>{slashed})(?![{_HAN}]{{2,4}}[\s/]*图[/:])"
        rf"|(?P<role>{inside}|记\s+者|通\s+讯\s+员|(?:作\s+者|摄\s+影|视\s+觉|撰\s+稿|文\s+字|图\s+片)(?=\s*[:|/]))"
        r"|(?P<dots>[·.…]{2,})"
        r"|(?P<sep>[\s、,/:;|丨&◎@+*-]+)"
        rf"|(?P<chunk>(?:(?!{inside})[{_HAN}A-Za-z.·])+)"
        r"|(?P<stop>.)",
        re.DOTALL,
    )
    return table, pattern


@cache
def _outlet() -> re.Pattern[str]:
    suffixes = sorted(words("outlet_suffixes.tsv", ("suffix", "source")), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, suffixes)) + ")$")


_ORG_END = re.compile(
    r"(?:局|委|办|厅|院|校|站|所|队|部|会|社|公司|集团|中心|街道|镇|乡|县|区|市|州|旗|省|村|社区|支行|银行|"
    r"法院|检察院|医院|学校|小学|中学|大学|公安|消防|税务|宣传|支部|报道|团委|妇联|工会|协会)$"
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
_PLACE_END = re.compile(r"(?<=..)(?:[镇乡县区市旗州省村局委办厅站所]|街道|社区|法院)$")
_LEAD_MARK = re.compile(r"(?:讯|电|消息)$")
_OWN = re.compile(r"^(?:本报|本网|本台|本刊|本站|本社|我报|我台)")


def is_name(text: str, *, told: bool) -> bool:
    """Whether ``text`` (no spaces) can be a person's name.

    ``told``: a role word announced it, so names without a known surname and
    longer (minority) names are taken too.
    """
    if not text or text in _NOBODY or (not told and text in _not_names()):
        return False
    if "·" in text:
        parts = text.split("·")
        return len(text) <= 20 and all(0 < len(p) <= 9 for p in parts)
    if text.isascii():
        return told and bool(_LATIN_NAME.fullmatch(text))
    if re.search("[A-Za-z.]", text):
        return False
    single, compound, common = _surnames()
    n = len(text)
    if told:
        if (n > 4 or text[0] not in single) and (_ORG_END.search(text) or _outlet().search(text)):
            return False
        return 2 <= n <= 4 or (n <= 8 and sum(c in _ETHNIC for c in text) >= 0.6 * n)
    if _PLACE_END.search(text) and (
        n != 3 or text[-1] not in "旗州省站所办" or text[0] not in common
    ):
        return False
    if n in (3, 4) and text[:2] in compound:
        return True
    if n in (2, 3) and text[0] in (single if n == 3 else common | single):
        return True
    return 2 <= n <= 8 and sum(c in _ETHNIC for c in text) >= 0.75 * n


def _split_names(text: str, start: int, *, told: bool) -> list[tuple[int, int]] | None:
    """The names in a run without separators, or None when it is no run of names."""
    single, compound, common = _surnames()
    n = len(text)
    if n == 4 and text[:2] not in compound and text[0] in common and text[2] in common:
        ethnic = sum(c in _ETHNIC for c in text)
        if ethnic < 3:
            return [(start, start + 2), (start + 2, start + 4)]
    if is_name(text, told=told):
        return [(start, start + n)]
    if 4 <= n <= 15 and not re.search("[A-Za-z.·]", text) and not _ORG_END.search(text):
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
            return [(start + a, start + b) for a, b in itertools.pairwise(cuts)]
    return None


def _after_organization(word: str, start: int) -> tuple[int, int] | None:
    """The name at the end of 县农业局刘广刚, if that is how the run is built."""
    _, compound, common = _surnames()
    for size in (3, 2, 4):
        name, before = word[-size:], word[:-size]
        known = name[:2] in compound if size == 4 else name[0] in common
        if len(before) >= 3 and known and _ORG_END.search(before) and name not in _not_names():
            return start + len(before), start + len(word)
    return None


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    table, pattern = _role_words()
    tokens: list[_Token] = []
    for match in pattern.finditer(text, start, end):
        kind = match.lastgroup or "stop"
        word = match[0]
        word = re.sub(r"\s", "", word) if kind == "role" else word
        if kind in ("slashed", "role") or (kind == "chunk" and word in table):
            role, position = table[word]
            tokens.append(_Token(position, match.start(), match.end(), role))
        elif kind == "dots":
            tokens.append(_Token("sep", match.start(), match.end()))
        else:
            tokens.append(_Token(kind, match.start(), match.end()))
    return tokens


def _cut_credit(token: _Token, text: str) -> list[_Token]:
    """A chunk that ends in a credit (张红运摄) as a name and the credit."""
    table, _ = _role_words()
    word = text[token.start : token.end]
    for size in (4, 3, 2, 1):
        tail = word[-size:]
        if len(word) - size >= 2 and tail in table and table[tail][1] in ("suffix", "both"):
            cut = token.end - size
            role, position = table[tail]
            return [_Token("chunk", token.start, cut), _Token(position, cut, token.end, role)]
    return [token]


class _Reader:
    """Walks the tokens of one byline; ``credits`` grows, ``failed`` stops it."""

    def __init__(self, text: str, *, bare: bool) -> None:
        self.text = text
        self.bare = bare
        self.credits: list[Credit] = []
        self.role: str | None = None
        self.since = 0  # index in credits of the first name after the last role word
        self.since_suffix = 0  # the same, after the last credit
        self.explicit = False
        self.organization = False
        self.end = 0  # end of the last token that was understood

    def see_role(self, token: _Token) -> None:
        self.explicit = True
        self.role = token.role
        self.since = len(self.credits)
        self.end = token.end

    def see_suffix(self, token: _Token, word: str) -> None:
        self.explicit = True
        self.end = token.end
        if token.role is not None:
            # 记者 王小明 通讯员 李华 摄: all who stand before a bare 摄 took the picture;
            # 摄影报道 leaves the roles that are stated.
            keep = "报道" in word
            for i in range(self.since_suffix, len(self.credits)):
                credit = self.credits[i]
                if credit.role is None or not keep:
                    self.credits[i] = Credit(token.role, credit.start, credit.end)
        self.role = None
        self.since = self.since_suffix = len(self.credits)

    def see_names(self, spans: list[tuple[int, int]]) -> None:
        self.credits.extend(Credit(self.role, a, b) for a, b in spans)
        self.end = spans[-1][1]


def _wide_name(tokens: list[_Token], i: int, text: str, *, told: bool) -> int:
    """How many tokens from ``i`` make one name set wide (林 芳, 欧阳 海), else 0."""
    single, compound, _ = _surnames()

    def chunk(j: int) -> str:
        return text[tokens[j].start : tokens[j].end] if j < len(tokens) else ""

    def blank(j: int) -> bool:
        return j < len(tokens) and tokens[j].kind == "sep" and not chunk(j).strip()

    first, second = chunk(i), chunk(i + 2)
    if not blank(i + 1) or i + 2 >= len(tokens) or len(second) > 2:
        return 0
    if told and len(first) == 1 and len(second) == 2 and tokens[i + 2].kind == "chunk":
        return 3 if first in single else 0  # 宋 平原
    if len(second) != 1:
        return 0
    if tokens[i + 2].kind not in ("chunk", "both", "slash") or not (
        "\u3400" <= second <= "\U0002ebef"
    ):
        return 0
    if len(first) == 1 and (told or first in single):
        third = chunk(i + 4)
        if first + second in compound and blank(i + 3) and len(third) == 1:
            return 5
        return 3
    if first in compound and second != "摄":
        return 3
    return 0


def _announces(queue: list[_Token], i: int, text: str, reader: _Reader) -> bool:
    """Whether a credit that stands before or after its names (摄影) stands before them here."""
    after = queue[i + 1] if i + 1 < len(queue) else None
    if after is None or after.kind != "sep":
        return False
    if text[after.start : after.end].strip() or len(reader.credits) == reader.since:
        return True
    long = queue[i].end - queue[i].start > 1
    return long and i + 2 < len(queue) and queue[i + 2].kind == "chunk"


def _read(
    text: str, start: int, end: int, *, bare: bool, greedy: bool, marked: bool = False
) -> _Reader | None:
    """Read ``text[start:end)`` as a byline.

    ``bare`` allows names without any role word; ``greedy`` reads as far as it
    goes (a lead) and never fails.
    """
    reader = _Reader(text, bare=bare)
    queue = _tokens(text, start, end)
    i = 0
    while i < len(queue):
        token = queue[i]
        word = text[token.start : token.end]
        following = text[token.end : token.end + 1]
        told = reader.role is not None
        if wide := _wide_name(queue, i, text, told=told or bare) if len(word) <= 2 else 0:
            stops = greedy and not _ends_name(text, queue[i + wide - 1].end, end)
            if not stops and (told or bare or reader.explicit):
                reader.see_names([(token.start, queue[i + wide - 1].end)])
                i += wide
                continue
        if token.kind == "sep":
            i += 1
            continue
        if token.kind == "role" or (token.kind == "both" and _announces(queue, i, text, reader)):
            reader.see_role(token)
        elif token.kind in ("suffix", "both"):
            reader.see_suffix(token, word)
            if greedy:
                return reader
        elif token.kind == "slash":
            slashed = re.match(r"\s*[/:]", text[token.end : token.end + 3])
            if not slashed and len(word) == 1 and following not in " ":
                return None
            reader.see_role(token)
        elif token.kind == "chunk":
            pieces = _cut_credit(token, text)
            if len(pieces) == 2:
                queue[i : i + 1] = pieces
                continue
            next_role = i + 1 < len(queue) and queue[i + 1].kind == "role"
            # 武侯融媒记者: what clings to the first role word is the outlet, or its place.
            first = next_role and not told and not reader.credits
            if first or (next_role and (_OWN.match(word) or _outlet().search(word))):
                reader.end = token.end
                i += 1
                continue
            if (_OWN.match(word) and len(word) == 2) or (greedy and _LEAD_MARK.search(word)):
                i += 1
                continue
            if word == "和":
                i += 1
                continue
            spans = _split_names(word, token.start, told=told or (marked and bool(reader.credits)))
            at = word.find("和", 1)
            if 2 <= at <= len(word) - 3 and (told or bare):
                left = _split_names(word[:at], token.start, told=told)
                right = _split_names(word[at + 1 :], token.start + at + 1, told=told)
                spans = left + right if left and right else spans
            credited = i + 1 < len(queue) and queue[i + 1].kind in ("suffix", "both")
            if greedy and spans and not credited and not _ends_name(text, token.end, end):
                spans = None
            if (
                greedy
                and spans
                and not is_name(word, told=False)
                and len(reader.credits) > reader.since
            ):
                spans = None  # after the first name of a lead only sure names go on
            if spans and (told or bare or reader.explicit):
                reader.see_names(spans)
            elif not greedy and (found := _after_organization(word, token.start)):
                role = reader.role or "correspondent"
                reader.credits.append(Credit(role, *found))
                reader.organization = True
                reader.end = token.end
            elif not greedy and (
                (reader.explicit or next_role)
                and len(word) <= 24
                and (_ORG_END.search(word) or _outlet().search(word))
            ):
                reader.organization = True
                reader.end = token.end
            elif not greedy and spans and i + 1 < len(queue):
                # Names before their credit: 周沐阳 摄, 时慧敏 文/图.
                reader.see_names(spans)
            else:
                return reader if greedy else None
        else:
            return reader if greedy else None
        i += 1
    return reader


def _ends_name(text: str, offset: int, end: int) -> bool:
    """Whether a name may end at ``offset`` of a lead (a separator or a bracket follows)."""
    return (
        offset >= end
        or text[offset] in " \t、/)]】:;"
        or bool(re.match(r"\d{1,2}[月日]", text[offset : offset + 3]))
    )


_EDGE = " \t\u3000■□◆◇●○▲△▼★☆◎※▍▎|丨-—~·.。"
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "{": "}"}


def parse_line(text: str, start: int = 0, end: int | None = None) -> Byline | None:
    """A line, or what stands in a bracket, that is a byline as a whole; else None.

    >>> parse_line("记者 唐善普 通讯员 李彦楠 文/图").names[1]
    Credit(role='correspondent', start=11, end=14)
    """
    end = len(text) if end is None else end
    if end - start > 160:
        return None
    bracketed = False
    marked = bool(re.match(r"\s*[□■]", text[start:end]))
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and _BRACKETS.get(text[start]) == text[end - 1]:
        start, end, bracketed = start + 1, end - 1, True
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
    if start >= end:
        return None
    if author := re.match(r"(?:本文)?作者(?:系|为|单位|简介)", text[start:end]):
        # (作者系某村第一书记 王小明): a signature, not a reporter's.
        start += author.end()
        names = re.search(rf"(?<=[\s、,])[{_HAN}·]{{2,4}}$", text[start:end])
        return Byline((), True) if names is None or bracketed else None
    reader = _read(text, start, end, bare=True, greedy=False, marked=marked)
    if reader is None or not (reader.credits or reader.organization):
        return None
    if not reader.explicit and not reader.credits:
        return None
    if not reader.explicit and not bracketed:
        # Bare names on an open line: only a few, all of them sure.
        if len(reader.credits) > 6:
            return None
        if marked:
            return Byline(tuple(reader.credits), False)
        for credit in reader.credits:
            name = re.sub(r"\s", "", text[credit.start : credit.end])
            if not is_name(name, told=False):
                return None
    return Byline(tuple(reader.credits), reader.explicit)


_LEAD_ROLE = re.compile(r"[^。!?\n]{0,40}?(?:记者|通讯员|实习生)")


def parse_lead(text: str, start: int, end: int) -> tuple[Byline, int] | None:
    """Names in an open lead (本报讯 记者 王小明 通讯员 李华 日前,…) and where they end."""
    match = _LEAD_ROLE.match(text, start, min(end, start + 60))
    if match is None:
        return None
    reader = _read(text, start, min(end, start + 80), bare=False, greedy=True)
    if reader is None or not reader.credits:
        return None
    return Byline(tuple(reader.credits), True), reader.end
