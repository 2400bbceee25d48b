"""The second look: what a candidate's neighbours say of it."""

from __future__ import annotations

from zhengwen.extract.pool import Pooled
from zhengwen.extract.second_look import second_look

TEXT = "石桥镇、柳河镇和县医院来了。柳河镇好。"


def _pooled(kind: str, surface: str, at: int = 0) -> Pooled:
    start = TEXT.index(surface, at)
    return Pooled(kind, start, start + len(surface), ("org.unit",), {}, {})


def test_joined_names_vouch_for_one_another() -> None:
    items = [_pooled("ORG", "石桥镇"), _pooled("ORG", "柳河镇"), _pooled("ORG", "县医院")]
    first, second, third = second_look(TEXT, items, [3.0, -0.5, -2.0])
    assert first["listed"] == -0.5
    assert second["listed"] == 3.0
    assert second["listed.sure"] == 1.0
    assert third["listed"] == -0.5


def test_only_the_same_type_is_listed() -> None:
    items = [_pooled("PLACE", "石桥镇"), _pooled("ORG", "柳河镇")]
    assert all("listed" not in found for found in second_look(TEXT, items, [3.0, -0.5]))


def test_a_twin_elsewhere_counts() -> None:
    items = [_pooled("ORG", "柳河镇"), _pooled("ORG", "柳河镇", 10)]
    first, second = second_look(TEXT, items, [4.0, -1.0])
    assert second["twin"] == 4.0
    assert first["twin"] == -1.0


def test_a_longer_name_elsewhere_tells_of_its_last_part() -> None:
    text = "青河县公安局石桥派出所到了。石桥派出所好，新石桥派出所也好。"
    spans = [(0, 11), (6, 11), (14, 19), (21, 26)]
    items = [Pooled("ORG", start, end, ("org.body",), {}, {}) for start, end in spans]
    whole, inside, again, _ = second_look(text, items, [3.0, -4.0, -1.0, -2.0])
    assert whole["whole"] == -1.0
    assert again["tail"] == 3.0
    assert again["tail.sure"] == 1.0
    assert "tail" not in inside, "the longer name there says nothing of its own part"
