"""The reader: what it is asked, what it says, and what the choices make of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from zhengwen.corpus.gold import annotated
from zhengwen.corpus.reading import document_from_text
from zhengwen.corpus.segment import segment
from zhengwen.extract import reader_questions, reader_signs
from zhengwen.extract.pipeline import KINDS, load
from zhengwen.models import reader
from zhengwen.models.reader import Question, Reading

PARTS = "柏川镇推行“三会”议事法，开好“碰头会”“议事会”“评议会”，办结小事二百余件。"
COUNTED = "云桥镇请退休教师到村文化站上课，听课的留守儿童越来越多，如今已有260名。"
SPONSOR = "在梨园社区，居民说起“邻里食堂”都点头。这是澄江街道去年开办的，饭菜便宜。"


def _asked(task: str, text: str, own: str, number: int = 0) -> Question:
    start = text.index(own)
    return Question(task, text, ((start, start + len(own)),), number=number)


def _says(question: Question, answer: str) -> tuple[float, float]:
    """How likely the reader finds that ``answer`` begins and ends where it stands."""
    reading = reader.load().read(question)
    start = question.text.index(answer)
    return float(reading.begins[start]), float(reading.ends[start + len(answer) - 1])


@pytest.mark.parametrize("part", ["碰头会", "议事会", "评议会"])
def test_parts_are_read(part: str) -> None:
    assert min(_says(_asked("parts", PARTS, "“三会”议事法", 3), part)) > 0.5


def test_what_is_counted_is_read() -> None:
    question = _asked("counted", COUNTED, "260名")
    assert min(_says(question, "留守儿童")) > 0.5
    assert max(_says(question, "退休教师")) < 0.3


def test_who_runs_it_is_read() -> None:
    question = _asked("sponsor", SPONSOR, "“邻里食堂”")
    assert min(_says(question, "澄江街道")) > min(_says(question, "梨园社区"))


def test_the_number_and_the_place_decide() -> None:
    text = (
        "全镇建起“三张清单”：问题清单、任务清单、责任清单；又立下“两项制度”：例会制度、通报制度。"
    )
    three, two = _asked("parts", text, "“三张清单”", 3), _asked("parts", text, "“两项制度”", 2)
    assert min(_says(three, "任务清单")) > 2 * max(_says(three, "通报制度"))
    for question, other, part in ((three, two, "任务清单"), (two, three, "通报制度")):
        assert min(_says(question, part)) > 2 * min(_says(other, part))


@pytest.mark.parametrize("text", ["青", "😀", "\n\n", "a\x00b", "𠮷" * 40, "\ud800"])
def test_any_text_is_read(text: str) -> None:
    reading = reader.load().read(Question("counted", text, ((0, 1),)))
    assert len(reading.begins) == len(reading.ends) == len(text)
    assert 0 <= reading.told <= 1


def test_questions_have_keys_of_their_own() -> None:
    base = Question("parts", PARTS, ((5, 12),), number=3)
    others = [
        Question("sponsor", PARTS, ((5, 12),), number=3),
        Question("parts", PARTS, ((5, 11),), number=3),
        Question("parts", PARTS, ((5, 12),), ((20, 22),), 3),
        Question("parts", PARTS, ((5, 12),), number=2),
        Question("parts", PARTS[:-1], ((5, 12),), number=3),
    ]
    assert len({q.key() for q in (base, *others)}) == 6
    assert base.key() == Question("parts", PARTS, ((5, 12),), number=3).key()


def test_readings_are_kept(tmp_path: Path) -> None:
    asked = [_asked("parts", PARTS, "“三会”议事法", 3), _asked("counted", COUNTED, "260名")]
    found = {q.key(): reader.load().read(q) for q in asked}
    reader.save_readings(found, tmp_path / "readings.npz")
    read = reader.load_readings(tmp_path / "readings.npz")
    for question in asked:
        kept = read(question)
        assert kept is not None
        assert np.abs(kept.begins - found[question.key()].begins).max() <= 0.002
        assert kept.told == pytest.approx(found[question.key()].told)
    assert read(_asked("sponsor", SPONSOR, "“邻里食堂”")) is None


def _reading(text: str, *answers: str, told: float = 0.9) -> Reading:
    begins, ends = (np.zeros(len(text), dtype=np.float32) for _ in range(2))
    for answer in answers:
        begins[text.index(answer)] = ends[text.index(answer) + len(answer) - 1] = 0.9
    return Reading(begins, ends, told)


def test_signs_of_parts() -> None:
    spans = [(PARTS.index(p), PARTS.index(p) + 3) for p in ("碰头会", "议事会", "评议会")]
    own = [(5, 12)]

    def read(question: Question) -> Reading:
        assert question.number == 3
        return _reading(question.text, "碰头会", "议事会", "评议会")

    longer = [(a - 1, b + 1) for a, b in spans]
    none, right, wrong = reader_signs.of_parts(read, PARTS, own, 3, [(), spans, longer])
    assert "read:best" in right
    assert "read:best" not in none | wrong
    assert "read:none|mass=3.00" in none
    assert "read:begins=0.00" in right
    assert "read:begins=-5.50" in wrong


def test_signs_of_phrases_that_nobody_has_read() -> None:
    question = Question("counted", COUNTED, ((0, 2),))
    assert reader_signs.of_phrases(lambda q: None, question, ["教师", None]) == [frozenset()] * 2


def test_signs_of_parts_that_nobody_has_read() -> None:
    assert reader_signs.of_parts(lambda q: None, PARTS, [(5, 12)], 3, [(), [(0, 2)]]) == [
        frozenset(),
        frozenset(),
    ]


def test_parts_beyond_the_window_speak_against_a_set() -> None:
    text = PARTS + "某" * 1200 + "夜谈会"
    spans = [(PARTS.index(p), PARTS.index(p) + 3) for p in ("碰头会", "议事会", "评议会")]

    def read(question: Question) -> Reading:
        assert len(question.text) == 1024
        return _reading(question.text, "碰头会", "议事会", "评议会")

    far = [*spans[:2], (len(text) - 3, len(text))]
    near, beyond = reader_signs.of_parts(read, text, [(5, 12)], 3, [spans, far])
    assert "read:best" in near
    assert {"read:least=-5.50", "read:beyond=1.00"} <= beyond


def test_signs_of_phrases() -> None:
    at = COUNTED.index("260名")
    question = Question("counted", COUNTED, ((at, at + 4),))
    right, wrong, away, none = reader_signs.of_phrases(
        lambda q: _reading(q.text, "留守儿童"), question, ["留守儿童", "教师", "村民", None]
    )
    assert "read:best" in right
    assert "read:best" not in wrong | away | none
    assert "read:read=-12.00" in away
    assert "read:none|top=0.00" in none


def test_phrases_are_found_through_marks() -> None:
    text = "小区里的“渠 长”已有12名。"
    question = Question("counted", text, ((11, 14),))
    (signs,) = reader_signs.of_phrases(lambda q: _reading(q.text, "渠 长"), question, ["渠长"])
    assert "read:best" in signs


@pytest.mark.parametrize(
    ("length", "at", "size", "low"),
    [(100, 50, 512, 0), (2000, 100, 512, 0), (2000, 1000, 512, 744), (2000, 1990, 512, 1488)],
)
def test_windows_lie_around_what_is_asked(length: int, at: int, size: int, low: int) -> None:
    text = "某" * length
    found, window, own = reader_signs.around(text, [(at, at + 2)], size)
    assert found == low
    assert len(window) == min(size, length)
    assert own == ((at - low, at + 2 - low),)


def test_questions_are_made_from_annotated_articles() -> None:
    documents = [d for d in annotated("train") if d.lifelike][:12]
    asked = [*reader_questions._sponsors(documents)]
    assert {a.question.task for a in asked} == {"sponsor"}
    told = [a for a in asked if a.answer]
    assert told
    for one in told:
        answers = {one.question.text[start:end] for start, end in one.answer or ()}
        assert len(answers) == 1
        assert all(0 <= start < end <= len(one.question.text) for start, end in one.question.own)


@pytest.mark.parametrize(
    ("text", "what", "answer"),
    [
        ("发放种苗300株，种苗成活率高。", "种苗", (2, 4)),
        ("全村的“渠长”已有300株", "渠长", (4, 6)),
        ("种苗发了300株", None, None),
        ("先后发放了300株", "种苗", None),
    ],
)
def test_what_is_counted_stands_beside_the_count(
    text: str, what: str | None, answer: tuple[int, int] | None
) -> None:
    start = text.index("300株")
    question = Question("counted", text, ((start, start + 4),))
    found = reader_questions._of_count(question, what)
    assert found == (() if what is None else None if answer is None else (answer,))


def test_the_reader_is_asked_only_where_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    shipped = reader.load()

    class Counting:
        def read(self, question: Question) -> Reading:
            asked.append(question.task)
            return shipped.read(question)

    monkeypatch.setattr(reader, "load", Counting)
    text = f"{COUNTED}\n全县新修道路12公里，栽种果树3000棵。\n{PARTS}"
    (article,) = segment(document_from_text(text, id="a"))
    mentions = load().mentions(article)
    counts = sum(m.type == "COUNT" for m in mentions)
    assert asked
    assert asked.count("counted") < counts
    before = len(asked)
    load(tagger=False).mentions(article)
    assert len(asked) == before


def test_kinds_interpret_without_a_reader() -> None:
    (article,) = segment(document_from_text(PARTS, id="a"))
    mentions = load(tagger=False).mentions(article)
    for kind in KINDS:
        kind.interpret(article, mentions)
