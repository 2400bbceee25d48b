"""The tables of ``edge_sums`` hold the weights of the features that ``edges`` names."""

from __future__ import annotations

import pytest
from zhengwen.models import edge_sums, edges
from zhengwen.models import lexicon as lx
from zhengwen.models.heads import heads

TEXT = (
    "云岭县柳浦镇党委书记何礼敬说，各村要把河长制落到实处。\n"
    "县公安局、市文化和旅游局和青石桥社区在人民路小学办起“红石榴”工作站，"
    "宣传部的同志到格局新颖的江北公园，向湖南大学赠书；中原区建设路街道办事处的志愿队也来了。"
)


def _all(features: list[str]) -> float:
    weights = edges.weights()
    return sum(weights.get(feature, 0.0) for feature in features)


def test_sums_are_those_of_the_named_features() -> None:
    sc = lx.scan(TEXT)
    sums = edge_sums.Sums(sc, edge_sums.Weights(edges.weights()))
    seen = 0
    for head in heads(sc):
        for mark, which in (("N", edges.NONE), ("B", edges.BARE)):
            named = _all(edges.alone_features(sc, head, which))
            assert sums.alone(head, mark) == pytest.approx(named)
        for start in edges.edges(sc, head):
            seen += 1
            assert sums.edge(start) == pytest.approx(_all(edges.edge_features(sc, start)))
            assert sums.shape(head, start) == pytest.approx(
                _all(edges.shape_features(sc, head, start))
            )
            if start:
                assert sums.inner(start) == pytest.approx(_all(edges.inner_features(sc, start)))
    assert seen > 50


def test_readings_of_a_head_are_a_distribution() -> None:
    sc = lx.scan(TEXT)
    scorer = edge_sums.Edges(sc)
    for head in heads(sc):
        options = scorer.options(head)
        assert sum(option.p for option in options) == pytest.approx(1.0)
        assert [option.p for option in options] == sorted((o.p for o in options), reverse=True)
