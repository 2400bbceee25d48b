"""``zhengwen train``: how the shipped models are made, each from one command."""

from __future__ import annotations

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..corpus.formulas import passages
from ..corpus.gold import AnnotatedDocument, annotated, mentions_in
from ..corpus.judged import judged_news
from ..corpus.news import annotated_news, unannotated
from ..corpus.reading import document_from_text
from ..corpus.segment import segment
from ..errors import UsageError
from ..models import encoder as encoding
from ..models import reader as reading
from ..models import tagger as tagging
from ..models.folds import FOLDS, halves
from ..models.scorer import Scorer
from ..models.tagger import Tagger
from . import silver
from .pipeline import load
from .training import examples, train, without_words

MODELS = Path(__file__).resolve().parent.parent / "models"
"""Where the package reads its models, and a checkout's training writes them."""


NEWS = "xwlb.jsonl.xz"
"""The file of broadcast news in the data's folder ``raw``."""


def _log(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _sentences(documents: Iterable[AnnotatedDocument]) -> Iterator[tuple[str, list[Any]]]:
    """Clean text of annotated articles with gold spans, as the tagger will see it."""
    for item in documents:
        for article in segment(item.document):
            found = mentions_in(article, item.mentions)
            yield article.text, sorted((start, end, m["type"]) for start, end, m in found)


def _halves(documents: Iterable[AnnotatedDocument]) -> dict[str, int]:
    """The half of each writer whose articles mirror real pages."""
    return halves(d.source for d in documents if d.lifelike)


def _half_folder(out: Path, number: int) -> Path:
    """Where the tagger of one half is kept."""
    return out / f"half{number}"


def encoder(data: Path, out: Path) -> None:
    """Teach the encoder running text; writes ``out/encoder.pt``, ``models/encoder.json`` and the
    dictionary.

    The text: broadcast news of ``data`` but for the annotated items, sentences of its public
    sets, and our own articles and passages that are learnt from.
    """
    from ..models import dictionary, dictionary_training, encoder_training
    from ..models.encoder_network import Size
    from ..models.tagger_data import public_sentences

    size, config = Size(), encoder_training.Config()
    known = dictionary_training.shipped(size.frequent)
    dictionary.save(known, MODELS / dictionary.FILE)
    news = "\n".join(unannotated(data / "raw" / NEWS))
    public = "\n".join(text for text, _ in public_sentences(data))
    told = dict.fromkeys(passage.text for passage in passages("train"))
    own = [text for text, _ in _sentences(annotated("train"))]
    own += [a.text for text in told for a in segment(document_from_text(text, id="passage"))]
    texts = [(news, 1), (public, 2), ("\n".join(own), 5)]
    path = encoder_training.pretrain(texts, known, out, _log, size, config)
    characters = encoder_training.load_from(path)[1]
    encoder_training.write_card(MODELS / encoding.FILE, characters, size, config)


def tagger(data: Path, out: Path) -> None:
    """Learn silver labels, tune and ship; then tune one for each half.

    Writes ``models/tagger.onnx``, tuned on the whole train split, and
    under ``out`` two taggers that leave out every other writer whose articles mirror real pages:
    the scorer learns what a tagger's opinion is worth on text that is new to it.
    """
    from ..models import dictionary, encoder_export
    from ..models import tagger_training as training

    config = training.Config()
    known, read = dictionary.load(), _encoder(out)
    agreed = silver.write(data, out)
    state = training.pretrain(read, agreed, out, known, config, _log)
    documents = list(annotated("train"))
    half = _halves(documents)

    def tune(chosen: Iterable[AnnotatedDocument], folder: Path) -> None:
        sentences = list(_sentences(chosen))
        tuned = training.tune(read, state, known, sentences, agreed, config, _log)
        target = folder / tagging.FILE
        shipped = training.Probabilities(tuned)
        encoder_export.export(shipped, encoder_export.sample(), ["probabilities"], target)

    tune(documents, MODELS)
    for number in (0, 1):
        tune(
            (d for d in documents if half.get(d.source, number) == number),
            _half_folder(out, number),
        )
    dev = list(_sentences(annotated("dev")))
    shipped = tagging.load_from(MODELS)
    figures = training.measure(lambda text: shipped.probabilities(text).argmax(1).tolist(), dev)
    (out / "metrics.json").write_text(json.dumps({"dev": figures}, indent=1), encoding="utf-8")
    _log(json.dumps(figures, indent=1))


def reader(data: Path, out: Path) -> None:
    """Teach the reader its questions and ship it.

    Writes ``models/reader.onnx``, which has learnt all of them, and ``out/readings.npz``: what
    readers say of questions that they have not learnt, for the choices to learn from.
    """
    from ..models import dictionary, encoder_export, reader_training
    from ..models.reader_network import Answers
    from .reader_questions import all_questions

    asked = list(all_questions(data / "raw" / NEWS, load(tagger=False).mentions))
    learnt, readings = reader_training.train(_encoder(out), asked, FOLDS, dictionary.load(), _log)
    reading.save_readings(readings, out / READINGS)
    encoder_export.export(
        Answers(learnt),
        reader_training.sample(),
        ["begins", "ends", "told"],
        MODELS / reading.FILE,
        ["task", "number", "told"],
    )


READINGS = "readings.npz"
"""What readers say of questions that they have not learnt, in the folder of the training."""


def _readings(out: Path) -> reading.Read:
    if not (out / READINGS).is_file():
        raise UsageError(f"the choices learn from {READINGS} in {out}: run train reader first")
    return reading.load_readings(out / READINGS)


def _encoder(out: Path) -> Path:
    path = out / "encoder.pt"
    if not path.is_file():
        raise UsageError(
            f"tagger and reader go on from encoder.pt in {out}: run train encoder first"
        )
    return path


def _taggers(out: Path) -> dict[int | None, Tagger]:
    """Whose opinion is asked of each half: that of the tagger of the other; of the rest the
    shipped one's."""
    if not all((_half_folder(out, number) / tagging.FILE).is_file() for number in (0, 1)):
        raise UsageError(
            f"train scorer needs the taggers of both halves in {out}: run train tagger first"
        )
    found: dict[int | None, Tagger] = {None: tagging.load_from(MODELS)}
    for number in (0, 1):
        found[number] = tagging.load_from(_half_folder(out, 1 - number))
    return found


def scorer(data: Path, out: Path) -> None:
    """Fit the scorers: full, rules alone, full with word boundaries; writes ``models/scorer.json``.

    Learns from the train split and from annotated and judged news of ``data``.  Articles that
    mirror real pages are tagged by a tagger that has learnt from other writers (of ``out``);
    the others count only where tagger and name models are not asked (:mod:`.training`).
    Raises :class:`UsageError` where the taggers of the halves are missing.
    """
    from ..models import segmenter as segmenting

    taggers = _taggers(out)
    documents = {split: list(annotated(split)) for split in ("train", "dev")}
    half = _halves(documents["train"])
    documents["train"] += annotated_news("train", data / "raw" / NEWS)
    documents["train"] += judged_news(data / "raw" / NEWS)
    words = segmenting.load()
    full = [
        example
        for number, tagger in taggers.items()
        for example in examples(
            (d for d in documents["train"] if half.get(d.source) == number),
            tagger.probabilities,
            words,
        )
    ]
    full_dev = examples(documents["dev"], taggers[None].probabilities, words)
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
    # Millions of features live until the end: the collector would walk them again and again
    # and make two minutes of the scorer's twenty.
    gc.disable()
    try:
        _run(model, data, out)
    finally:
        gc.enable()


def _run(model: str, data: Path | None, out: Path) -> None:
    if model == "formulas":
        from . import formula_training

        formula_training.run(MODELS, _readings(out), _log)
        return
    if data is None or not data.is_dir():
        raise UsageError(f"train {model} needs --data DIR (a folder with ner/, raw/ and silver/)")
    if model == "encoder":
        encoder(data, out)
    elif model == "tagger":
        tagger(data, out)
    elif model == "reader":
        reader(data, out)
    elif model == "names":
        from ..models import names_recipe

        names_recipe.run(data, MODELS.parent / "seeds")
    elif model == "segmenter":
        from ..models.segmenter_training import train_segmenter

        train_segmenter(data, MODELS / "news.pkuseg", _log)
    elif model == "counts":
        from .counts import what_training

        read = load().mentions
        news, seeds = data / "raw" / NEWS, MODELS.parent / "seeds"
        what_training.run(news, seeds, MODELS, read, _readings(out))
    elif model == "sponsors":
        from . import sponsor_training

        sponsor_training.run(data / "raw" / NEWS, MODELS, _readings(out), _log)
    else:
        scorer(data, out)
