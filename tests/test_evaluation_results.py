"""The published figures and the peers, with stand-ins for extractor and tools."""

from __future__ import annotations

import random
import re
from argparse import Namespace
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from zhengwen.cli import main, readers
from zhengwen.corpus.document import Document
from zhengwen.corpus.reading import document_from_text
from zhengwen.errors import UsageError
from zhengwen.evaluation import audit_study, peers, result_sections, results, tables
from zhengwen.evaluation.scores import Share
from zhengwen.evaluation.sources import TYPES, gold_records, load_gold


class Stand:
    """An extractor that knows the gold and drops a few mentions."""

    def __init__(self, options: Namespace) -> None:
        self.rng = random.Random(2 if options.no_tagger else 1)
        self.gold = {s.sha256: s for s in load_gold("dev")}

    def extract_document(self, document: Document) -> Iterator[dict[str, Any]]:
        for record in gold_records(self.gold[document.sha256]):
            for count in record["counts"]:
                count["mentions"][0]["confidence"] = round(self.rng.uniform(0.8, 1), 3)
            yield record

    def manifest(self, min_precision: float) -> dict[str, Any]:
        point = {"threshold": min_precision, "reached": True, "lower_bound": 0.96, "n": 9}
        return {"zhengwen": "0", "operating_points": dict.fromkeys(TYPES, point)}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    study = audit_study.study
    monkeypatch.setattr(audit_study, "study", lambda: study(draws=200, per_type=(100,)))
    monkeypatch.setattr(result_sections, "_rate", lambda extractor, sources: 123456.0)
    monkeypatch.setattr(result_sections, "_first_record", lambda text: 1.0)


def test_results_are_the_same_on_every_run() -> None:
    first, second = (
        results.generate(Stand, readers, shared=None, with_test=False, with_peers=False)
        for _ in range(2)
    )
    assert first == second
    assert "The frozen splits were not opened" in first
    parts = ("At a glance", "Own corpus, dev split", "Operating points", "Division codes")
    for part in (*parts, "Coverage", "Speed", "`zhengwen "):
        assert part in first
    recall = [line for line in first.splitlines() if line.startswith("| 0.95 | COUNT | yes")]
    shown = float(recall[0].split("|")[-2])
    # Confidences are spread evenly over .8 to 1: a quarter lies above .95.
    assert shown == pytest.approx(0.25, abs=0.06)


def test_agreement_is_quoted_from_the_datasheet() -> None:
    sheet = resources.files("zhengwen.corpus").joinpath("DATASHEET.md").read_text(encoding="utf-8")
    sheet = sheet[sheet.index("**Annotated twice.**") :]
    for kind in TYPES:
        strict, *_ = re.findall(rf"^\| {kind} \| \d+ \| \d+ \| ([\d.]+) \|", sheet, re.M)
        shown = tables.number(round(float(strict) / 100 + 1e-9, 2))[:-1]
        assert re.search(rf"{re.escape(shown)}(?: for)? {kind}", results.READING), (kind, shown)


def test_the_readme_quotes_the_results() -> None:
    """Each row of the README's table: type, then n, precision and recall of each gold set."""
    root = Path(__file__).parents[1]
    readme = (root / "README.md").read_text(encoding="utf-8")
    published = (root / "evaluation" / "RESULTS.md").read_text(encoding="utf-8")
    lines = [line for line in published.splitlines() if line.startswith("|")]
    table = readme[readme.index("<!-- results -->") :].split("\n\n")[0].splitlines()[3:]
    assert len(table) == len(TYPES) + 1
    for row in table:
        kind, *cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) % 3 == 0
        for quoted in (cells[i : i + 3] for i in range(0, len(cells), 3)):
            assert any(
                line.startswith(f"| {kind} |") and all(f" {cell} |" in line for cell in quoted)
                for line in lines
            ), row


def test_other_tools_stand_beside_our_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(line: str) -> Iterator[peers.Found]:
        return (("DATE", m.start(), m.end()) for m in re.finditer(r"\d+月\d+日", line))

    def fail() -> peers.Read:
        raise ImportError("no wheel")

    stand = peers.Peer("stand", (), ("DATE",), lambda: read)
    monkeypatch.setattr(peers, "PEERS", (stand, peers.Peer("broken", (), TYPES, fail)))
    sources = load_gold("dev")
    gold = result_sections.GoldSet("Dev", "dev", "dev", "")
    own = result_sections.evaluated(
        gold, sources, "full", (r for s in sources for r in gold_records(s))
    )
    text = "\n".join(result_sections.other_tools([(gold, sources)], [own]))
    rows = [line for line in text.splitlines() if line.startswith("| dev")]
    assert [[c.strip() for c in row.split("|")[1:4]] for row in rows] == [
        ["dev", "DATE", "zhengwen"],
        ["dev", "DATE", "stand"],
    ]
    assert "Not run: broken cannot be loaded (no wheel)" in text


def test_results_command(tmp_path, monkeypatch) -> None:
    made = {}

    def generate(run: Any, readers: Any, **options: Any) -> str:
        made.update(options)
        return "# Results\n"

    monkeypatch.setattr(results, "generate", generate)
    out = tmp_path / "RESULTS.md"
    assert main(["evaluate", "--results", "--with-test", "-o", str(out)]) == 0
    assert out.read_text() == "# Results\n"
    assert made == {"shared": None, "with_test": True, "with_peers": False}
    assert main(["evaluate", "--results", "--shared", str(tmp_path / "no")]) == 1


def test_tables_in_every_form() -> None:
    table = tables.make(
        ("name", "n", "share"), [("三<b>", 3, Share(0.5, 4, 0.1, 0.9)), ("x", 0, None)]
    )
    assert tables.as_text(table).splitlines()[1] == "三<b>  3  .500 [.100–.900]"
    assert tables.as_markdown(table).splitlines()[3] == "| x | 0 | – |"
    assert "三&lt;b&gt;" in tables.as_html(table)
    assert tables.plain(Share(0.0, 0, 0.0, 1.0)) == "–"
    assert tables.interval(Share(-0.1, 1, -0.2, 0.1)) == "[-.200, .100]"


TEXT = (
    "青山县通报春耕情况\n\n本报讯 3月5日,青山县组织120名农户参加春耕培训,农户罗永平收\n\n获颇多。\n"
)


def test_a_peers_mentions_are_mapped_to_the_source(monkeypatch) -> None:
    def read(line: str) -> Iterator[peers.Found]:
        for kind, word in (
            ("PLACE", "青山县"),
            ("COUNT", "120"),
            ("COUNT", "120名"),
            ("X", "收获"),
        ):
            at = line.find(word)
            if at >= 0:
                yield kind if kind != "X" else "ORG", at, at + len(word)

    stand = peers.Peer("stand", (), TYPES, lambda: read)
    monkeypatch.setattr(peers, "PEERS", (stand,))
    (record,) = peers.extract_with("stand")(document_from_text(TEXT, id="a"))
    found = [
        (m["text"], TEXT[slice(*m["source"])])
        for group in ("places", "counts", "organizations")
        for entity in record[group]
        for m in entity["mentions"]
    ]
    # Overlaps go to the longest; a word over a cut line keeps its source span.
    assert found == [("青山县", "青山县")] * 2 + [("120名", "120名"), ("收获", "收\n\n获")]


def test_words_are_joined_by_tag() -> None:
    tagged = [("3", "m"), ("月", "m"), ("在", "p"), ("青山县", "ns"), ("2", "m"), ("个", "m")]
    assert list(peers._words(tagged, {"ns": "PLACE"}, {"m": "COUNT"})) == [
        ("COUNT", 0, 2),
        ("PLACE", 3, 6),
        ("COUNT", 6, 8),
    ]


def test_unknown_and_missing_peers_are_told() -> None:
    with pytest.raises(UsageError, match="unknown peer 'oracle'"):
        peers.peer("oracle")
    for peer in peers.PEERS:
        if not peer.installed:
            with pytest.raises(UsageError, match="is not installed"):
                peers.peer(peer.name)


@pytest.mark.parametrize("peer", [p.name for p in peers.PEERS])
def test_installed_peers_run(peer: str) -> None:
    if not next(p for p in peers.PEERS if p.name == peer).installed:
        pytest.skip(f"{peer} is not installed")
    try:
        extract = peers.extract_with(peer)
    except UsageError as error:
        pytest.skip(str(error))
    (record,) = extract(document_from_text(TEXT, id="a"))
    assert record["dates"] + record["counts"] + record["places"]


def test_named_entity_sets(tmp_path, capsys) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"text": "罗永平到青山县。", "entities": ['
        '{"start": 0, "end": 3, "label": "PERSON"}, {"start": 4, "end": 7, "label": "PLACE"}, '
        '{"start": 3, "end": 4, "label": "GAME"}]}\n',
        encoding="utf-8",
    )
    (source,) = load_gold(f"ner:{path}")
    assert [(s.type, s.text) for s in source.spans] == [("PERSON", "罗永平"), ("PLACE", "青山县")]
    (tmp_path / "bad.jsonl").write_text("no\n")
    assert main(["evaluate", f"ner:{tmp_path / 'bad.jsonl'}", "x.jsonl"]) == 1
    assert "not JSON lines of named entities" in capsys.readouterr().err
