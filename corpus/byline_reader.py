"""The names and roles that a byline gives, read from its tokens one after the other.

Everything here works on text that :func:`.script.normalize` has folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .byline_names import (
    after_organization,
    body_end,
    is_department,
    is_name,
    names_in,
    outlet_end,
    stopwords,
    surnames,
)
from .byline_tokens import Token, cut_credit, tokens

Span = tuple[int, int]

_LEAD_MARK = re.compile(r"(?:讯|电|消息)$")
_OWN = re.compile(r"^(?:(?:本|我)报|本[网台刊站社]|我台)")
_PLACED = re.compile(r"[省市县区镇乡村局委办社报网台]|公司|中心|学校")
"""What stands in a credit that is more than a run of names."""
_SENDER = re.compile(r"(?<=..)(?:[镇乡村县局委办]|街道|社区)$")
_SLASH = re.compile(r"\s*[/:|丨]")
_STROKES = "/|丨"
_DAY = re.compile(r"\d{1,2}[月日]")


@dataclass(frozen=True)
class Credit:
    """A credited name: ``[start, end)`` in the text given; ``role`` is None when not stated."""

    role: str | None
    start: int
    end: int


class Reader:
    """Reads ``text[start:end)`` as a byline.

    ``bare`` allows names without any role word; ``greedy`` reads as far as it goes (a lead) and
    takes what it has read by then; ``marked``: a sign or a bracket sets the byline off.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        *,
        bare: bool,
        greedy: bool,
        marked: bool = False,
    ) -> None:
        self.text = text
        self.limit = end
        self.bare, self.greedy, self.marked = bare, greedy, marked
        self.queue = tokens(text, start, end)
        self.credits: list[Credit] = []
        self.role: str | None = None
        self.since = 0  # index in credits of the first name after the last role word
        self.since_suffix = 0  # the same, after the last credit
        self.explicit = False
        self.organization = False
        self.end = 0  # end of the last token that was understood
        self.others = False  # editors and the like are being named
        self.failed = False

    def read(self) -> bool:
        """Whether the text is a byline, for a greedy reader as far as it was read."""
        i = 0
        while i < len(self.queue):
            step = self._token(i)
            if step is None:
                return self.greedy and not self.failed
            i += step
        return True

    @property
    def told(self) -> bool:
        """Whether a role word announces the names that come."""
        return self.role is not None

    def _word(self, i: int) -> str:
        return self.text[self.queue[i].start : self.queue[i].end] if i < len(self.queue) else ""

    def _kind(self, i: int) -> str:
        return self.queue[i].kind if i < len(self.queue) else ""

    def _token(self, i: int) -> int | None:
        """How many tokens are read at ``i``; None where the byline ends."""
        token = self.queue[i]
        if wide := self._wide_name(i) if len(self._word(i)) <= 2 else 0:
            end = self.queue[i + wide - 1].end
            if self.others:
                return wide
            if (self.told or self.bare or self.explicit) and (
                not self.greedy or self._ends_name(end)
            ):
                self._see_names([(token.start, end)])
                return wide
        if token.kind == "sep":
            return 1
        if token.kind == "other":
            if self.greedy:
                return None
            self.others, self.role = True, None
        elif self.others and token.kind != "role":
            pass
        elif token.kind == "role" or (token.kind == "both" and self._announces(i)):
            self._see_role(token)
        elif token.kind in ("suffix", "both"):
            self._see_suffix(token)
            if self.greedy:
                return None
        elif token.kind == "slash":
            return self._slash(i)
        elif token.kind == "chunk":
            return self._chunk(i)
        else:
            return None
        return 1

    def _see_role(self, token: Token) -> None:
        self.explicit = True
        self.others = False
        self.role = token.role
        self.since = len(self.credits)
        self.end = token.end

    def _see_suffix(self, token: Token) -> None:
        self.explicit = True
        self.end = token.end
        if token.role is not None:
            # All who stand before a bare 摄 took the picture; 摄影报道 and 供稿 leave stated roles.
            keep = token.role != "photographer" or "报道" in self.text[token.start : token.end]
            for i in range(self.since_suffix, len(self.credits)):
                credit = self.credits[i]
                if credit.role is None or not keep:
                    self.credits[i] = Credit(token.role, credit.start, credit.end)
        self.role = None
        self.since = self.since_suffix = len(self.credits)

    def _see_names(self, spans: list[Span]) -> None:
        self.credits.extend(Credit(self.role, a, b) for a, b in spans)
        self.end = spans[-1][1]

    def _wide_name(self, i: int) -> int:
        """How many tokens from ``i`` make one name set wide (林 芳, 欧阳 海), else 0."""
        single, compound, _ = surnames()
        told = self.told or self.bare

        def blank(j: int) -> bool:
            return self._kind(j) == "sep" and not self._word(j).strip()

        first, second = self._word(i), self._word(i + 2)
        begin = self.queue[i].start
        if self._kind(i) == "slash" and self.text[begin - 1 : begin] in tuple(_STROKES):
            return 0  # 赵海涛/文 钱敏/图
        if not blank(i + 1) or i + 2 >= len(self.queue) or len(second) > 2:
            return 0
        if told and len(first) == 1 and len(second) == 2 and self._kind(i + 2) == "chunk":
            return 3 if first in single else 0  # 宋 平原
        if len(second) != 1:
            return 0
        if self._kind(i + 2) not in ("chunk", "both", "slash") or not (
            "\u3400" <= second <= "\U0002ebef"
        ):
            return 0
        if len(first) == 1 and (told or first in single):
            if first + second in compound and blank(i + 3) and len(self._word(i + 4)) == 1:
                return 5
            return 3
        return 3 if first in compound and second != "摄" else 0

    def _announces(self, i: int) -> bool:
        """Whether a credit that may stand on either side (摄影) stands before its names here."""
        if self._kind(i + 1) != "sep":
            return False
        if self._word(i + 1).strip() or len(self.credits) == self.since:
            return True
        return len(self._word(i)) > 1 and self._kind(i + 2) == "chunk"

    def _slash(self, i: int) -> int | None:
        """A credit of one character beside a stroke: 文/王海, 赵海涛/文."""
        token = self.queue[i]
        if self._closes(i):
            self._see_suffix(token)
            return 1
        slashed = _SLASH.match(self.text, token.end, token.end + 3)
        following = self.text[token.end : token.end + 1]
        if not slashed and len(self._word(i)) == 1 and following not in " ":
            self.failed = True
            return None
        self._see_role(token)
        return 1

    def _closes(self, i: int) -> bool:
        """Whether 文 or 图 stands behind its names (赵海涛/文 钱敏/图, 赵海涛 文 钱敏 图)."""
        if len(self.credits) == self.since_suffix:
            return False
        token = self.queue[i]
        if self.text[token.start - 1] in _STROKES and not _SLASH.match(self.text, token.end):
            return True
        last = next((t for t in reversed(self.queue) if t.kind != "sep"), token)
        return last.kind == "slash" and last.end - last.start == 1

    def _chunk(self, i: int) -> int | None:
        """A run of characters: an outlet, a body, or names."""
        token, word = self.queue[i], self._word(i)
        pieces = cut_credit(token, self.text)
        if len(pieces) == 2:
            self.queue[i : i + 1] = pieces
            return 0
        if self._passed_over(i):
            return 1
        if self._supplies(i):
            self._see_organization(token)
            return 1
        spans = self._names(i)
        if self._credited(i) and len(word) > 6 and (found := after_organization(word, token.start)):
            # (柳湾县林业局王海供稿)
            spans = [found]
        if spans and (self.told or self.bare or self.explicit):
            self._see_names(spans)
        elif not self.greedy and (found := after_organization(word, token.start)):
            self.credits.append(Credit(self.role or "correspondent", *found))
            self._see_organization(token)
        elif not self.greedy and self._is_organization(i):
            self._see_organization(token)
        elif not self.greedy and spans and i + 1 < len(self.queue):
            # Names before their credit: 周沐阳 摄, 时慧敏 文/图.
            self._see_names(spans)
        else:
            return None
        return 1

    def _see_organization(self, token: Token) -> None:
        self.organization = True
        self.end = token.end

    def _passed_over(self, i: int) -> bool:
        """Whether the chunk is read as something beside the names: an outlet, a place, 和."""
        token, word = self.queue[i], self._word(i)
        next_role = self._kind(i + 1) == "role"
        of_outlet = bool(outlet_end().search(word))
        # 武侯融媒记者: what clings to the first role word is the outlet, or its place.
        first = next_role and not self.told and not self.credits
        if first or (next_role and (_OWN.match(word) or of_outlet)):
            self.end = token.end
            return True
        if (_OWN.match(word) and len(word) == 2) or (self.greedy and _LEAD_MARK.search(word)):
            return True
        if word[-1] == "发" and not self.greedy and outlet_end().search(word[:-1]):
            self.end = token.end  # (新华社发 罗永贵 摄): who spread the picture
            return True
        if word == "和" or (not self.credits and self._shares_outlet(i)):
            return True
        of_body = len(word) >= 4 and body_end().search(word)
        works_at = not self.greedy and not self.credits and (of_outlet or of_body)
        if works_at and ("·" in word or self._role_follows(i)):
            # 大河报业·大河日报客户端 记者 林立成, 柳湾镇中心小学 小记者 林夕: where they are.
            self._see_organization(token)
            return True
        sourced = self.credits or (self.told and len(word) >= 5)
        if not self.greedy and sourced and len(word) >= 4 and of_outlet:
            # 大河报 记者 李晓霞 巩州时报 宋磊; 作者:巩州新闻网
            self.organization = self.organization or not self.credits
            self.end = token.end
            return True
        if self.marked and not (self.greedy or self.told or self.credits) and self._sends(i):
            self._see_organization(token)
            return True
        placed = word[-1] in "州市县区" or not (is_name(word, told=False) or _whole_names(word))
        # 记者 王海 北京报道
        return bool(self._reports(i) and self.told and self.credits and placed)

    def _names(self, i: int) -> list[Span] | None:
        """The names that a chunk is made of."""
        token, word = self.queue[i], self._word(i)
        told = self.told
        spans = _from_place(word, token.start) if self._reports(i) and told else None
        spans = spans or names_in(word, token.start, told=told or (self.marked and not self.greedy))
        at = word.find("和", 1)
        if 2 <= at <= len(word) - 3 and (told or self.bare):
            left = names_in(word[:at], token.start, told=told)
            right = names_in(word[at + 1 :], token.start + at + 1, told=told)
            spans = left + right if left and right else spans
        credited = self._kind(i + 1) in ("suffix", "both")
        if self.greedy and spans:
            further = len(self.credits) > self.since
            if not (credited or self._kind(i + 1) == "role" or self._ends_name(token.end)):
                spans = None
            elif further and not is_name(word, told=False):
                spans = None  # after the first name of a lead only sure names go on
        if spans is None and credited and 5 <= len(word) <= 9 and not _PLACED.search(word):
            spans = names_in(word, token.start, told=True)  # 柯晓东颜莉摄
        return spans

    def _reports(self, i: int) -> bool:
        return i + 1 < len(self.queue) and self.text.startswith("报道", self.queue[i + 1].start)

    def _is_organization(self, i: int) -> bool:
        """Whether the chunk is the body or outlet of those who are named."""
        word = self._word(i)
        follows = i + 1 < len(self.queue)
        sure = self.explicit or self._kind(i + 1) == "role"
        # (农技站 王海供稿)
        signs = self.marked and follows and (len(word) >= 4 or is_department(word))
        return (
            (sure or signs)
            and len(word) <= 24
            and bool(body_end().search(word) or outlet_end().search(word))
        )

    def _credited(self, i: int) -> bool:
        """Whether a credit follows a chunk of a byline that stands by itself."""
        return not self.greedy and self._kind(i + 1) in ("suffix", "both")

    def _supplies(self, i: int) -> bool:
        """Whether the chunk is the office that a picture or piece is from (宣传部供稿)."""
        word = self._word(i)
        if not self._credited(i) or not body_end().search(word) or len(word) < 3:
            return False
        return len(word) > 3 or word in stopwords() or word[0] not in surnames()[2]

    def _sends(self, i: int) -> bool:
        """Whether a chunk names the place or office that sent a piece in (柳湾镇 王海)."""
        sender = _SENDER.search(self._word(i))
        return bool(sender) and any(t.kind == "chunk" for t in self.queue[i + 1 :])

    def _shares_outlet(self, i: int) -> bool:
        """Whether the chunk and an outlet with a role word share what follows.

        A stroke joins them (石榴云/新疆日报记者), or both are outlets (某日报、某报全媒体记者).
        """
        if [token.kind for token in self.queue[i + 1 : i + 4]] != ["sep", "chunk", "role"]:
            return False
        if self._word(i + 1) == "/":
            return bool(outlet_end().search(self._word(i + 2)))
        return self._word(i + 1) in ("、", "·") and bool(outlet_end().search(self._word(i)))

    def _role_follows(self, i: int) -> bool:
        """Whether the token after ``i``, separators left out, is a role word before its names."""
        after = next((token for token in self.queue[i + 1 :] if token.kind != "sep"), None)
        return after is not None and after.kind == "role"

    def _ends_name(self, offset: int) -> bool:
        """Whether a name may end at ``offset`` of a lead (a separator or a bracket follows)."""
        return (
            offset >= self.limit
            or self.text[offset] in " \t、/)]】:;"
            or _DAY.match(self.text, offset, offset + 3) is not None
        )


def _whole_names(word: str) -> bool:
    """Whether a run is two or more names of three characters (王小明李晓华|报道)."""
    names = [word[i : i + 3] for i in range(0, len(word), 3)]
    return len(names) > 1 and len(word) % 3 == 0 and all(is_name(n, told=False) for n in names)


def _from_place(word: str, start: int) -> list[Span] | None:
    """The name before the place that a reporter reports from (王小明上海|报道)."""
    for size in (3, 2):
        place = 2 <= len(word) - size <= 3 and not is_name(word[size:], told=False)
        if place and is_name(word[:size], told=False):
            return [(start, start + size)]
    return None
