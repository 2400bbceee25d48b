"""``zhengwen train``: how the shipped models are made, each from one command."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..corpus.gold import AnnotatedDocument, annotated
from ..corpus.judged import judged_news
from ..corpus.news import annotated_news
from ..corpus.segment import segment
from ..errors import UsageError
from ..models.scorer import Scorer
from . import silver
from .pipeline import load
from .training import examples, train, without_words

MODELS = Path(__file__).resolve().parent.parent / "models"
"""Where the package reads its models, and a checkout's training writes them."""


NEWS = "xwlb.jsonl.xz"
"""The file of broadcast news in the data's folder ``raw``."""

_CALIBRATION = 60
"""Articles that show the range of the tagger's activations."""


def _log(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _sentences(documents: Iterable[AnnotatedDocument]) -> Iterator[tuple[str, list[Any]]]:
    """Clean text of annotated articles with gold spans, as the tagger will see it."""
    for item in documents:
        gold = [
            (m["start"], m["end"], m["type"])
            for article in item.gold["articles"]
            for m in article["mentions"]
        ]
        for article in segment(item.document):
            spans = []
            for start, end, kind in gold:
                low, high = article.view.from_source(start, end)
                if high > low and article.view.to_source(low, high) == (start, end):
                    spans.append((low, high, kind))
            yield article.text, sorted(spans)


def tagger(data: Path, out: Path) -> None:
    """Pre-train (resumes from ``out``), tune and ship.

    Writes ``models/tagger.onnx`` and ``models/tagger.json``.  Learns from the articles of the
    train split that mirror no page: the scorer learns from the others, to which the tagger is new.
    """
    from ..models import dictionary_training, tagger_export
    from ..models import tagger_training as training
    from ..models.tagset import character_table

    config = training.Config()
    dictionary = dictionary_training.shipped(config.frequent)
    agreed = silver.write(data, out)
    state = training.pretrain(agreed, out, dictionary, config, _log)
    sentences = list(_sentences(d for d in annotated("train") if not d.lifelike))
    tuned = training.tune(state, dictionary, sentences, agreed, config, _log)
    texts = [text for text, _ in sentences[:_CALIBRATION]]
    tagger_export.export(*tuned, dictionary, config, MODELS, texts)
    network, rows = tuned
    dev = list(_sentences(annotated("dev")))
    figures = training.measure(network, character_table(rows), dictionary, dev)
    (out / "metrics.json").write_text(json.dumps({"dev": figures}, indent=1), encoding="utf-8")
    _log(json.dumps(figures, indent=1))


def scorer(data: Path) -> None:
    """Fit the scorers: full, rules alone, full with word boundaries; writes ``models/scorer.json``.

    Learns from the train split and from annotated and judged news of ``data``; from articles
    that tagger and name models have learnt from only where these are not asked
    (:mod:`.training`).
    """
    from ..models import segmenter as segmenting
    from ..models import tagger as tagging

    tag = tagging.load_from(MODELS).probabilities
    documents = {split: list(annotated(split)) for split in ("train", "dev")}
    documents["train"] += annotated_news("train", data / "raw" / NEWS)
    documents["train"] += judged_news(data / "raw" / NEWS)
    words = segmenting.load()
    full = examples(documents["train"], tag, words)
    full_dev = examples(documents["dev"], tag, words)
    variants = {
        "full": train(without_words(full), without_words(full_dev)),
        "full_words": train(full, full_dev),
        "rules": train(examples(documents["train"], None), examples(documents["dev"], None)),
    }
    text = json.dumps(
        {name: _plain(variant) for name, variant in variants.items()},
        ensure_ascii=False,
        indent=0,
        sort_keys=True,
    )
    (MODELS / "scorer.json").write_text(text + "\n", encoding="utf-8")


def _plain(scorer: Scorer) -> dict[str, Any]:
    points: dict[str, dict[str, Any]] = defaultdict(dict)
    for target, kinds in scorer.operating_points.items():
        for kind, point in kinds.items():
            points[target][kind] = asdict(point)
    return {
        "first": {kind: asdict(row) for kind, row in scorer.first.items()},
        "types": {kind: asdict(row) for kind, row in scorer.types.items()},
        "operating_points": points,
    }


def run(model: str, data: Path | None, out: Path) -> None:
    """Train ``model``.  Raises :class:`UsageError` when its data are missing."""
    if model == "formulas":
        from . import formula_training

        formula_training.run(MODELS, _log)
        return
    if data is None or not data.is_dir():
        raise UsageError(f"train {model} needs --data DIR (a folder with ner/, raw/ and silver/)")
    if model == "tagger":
        tagger(data, out)
    elif model == "names":
        from ..models import names_recipe

        names_recipe.run(data, MODELS.parent / "seeds")
    elif model == "segmenter":
        from ..models.segmenter_training import train_segmenter

        train_segmenter(data, MODELS / "news.pkuseg", _log)
    elif model == "counts":
        from .counts import what_training

        read = load().mentions
        what_training.run(data / "raw" / NEWS, MODELS.parent / "seeds", MODELS, read)
    elif model == "sponsors":
        from . import sponsor_training

        sponsor_training.run(data / "raw" / NEWS, MODELS, _log)
    else:
        scorer(data)
