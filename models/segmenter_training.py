"""Training the segmenter: spacy-pkuseg's CRF on the word ends of the silver news.

The library writes every feature that it saw, as 64-bit weights.  Most weigh
next to nothing: they are dropped, and the others rounded, which leaves a tenth
of the size at the same F.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import lzma
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from .segmenter import Segmenter, load_from

Log = Callable[[str], None]


@dataclass(frozen=True)
class Config:
    """Everything that decides the result; stored beside the model."""

    seed: int = 7
    sentences: int = 12_000
    held_out: int = 1_000
    iterations: int = 5
    feature_trim: int = 2
    """Features seen this often or less are not learned."""
    least_weight: float = 0.02
    decimals: int = 2


@dataclass(frozen=True)
class _Sentence:
    text: str
    ends: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """The words in order."""
        starts = (0, *self.ends[:-1])
        return [self.text[s:e] for s, e in zip(starts, self.ends, strict=True)]


def _sentences(data: Path, config: Config) -> list[_Sentence]:
    """A fixed sample of the silver sentences, held-out ones first."""
    path = data / "silver" / "xwlb.lac.jsonl.xz"
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    kept = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            # White space ends a word in the library's format.
            if len(row["text"]) >= 12 and not any(c.isspace() for c in row["text"]):
                kept.append(_Sentence(row["text"], tuple(row["words"])))
    kept = list(dict.fromkeys(kept))
    random.Random(config.seed).shuffle(kept)
    return kept[: config.held_out + config.sentences]


def measure(segmenter: Segmenter, sentences: Sequence[_Sentence]) -> dict[str, float]:
    """Precision, recall and F of word boundaries inside sentences, and F of whole words."""
    right = said = gold = words_right = words_said = words_gold = 0
    for sentence in sentences:
        inside = frozenset(sentence.ends[:-1])
        spans = list(segmenter.words(sentence.text))
        found = frozenset(end for _, end in spans[:-1])
        right, said, gold = right + len(inside & found), said + len(found), gold + len(inside)
        truth = set(zip((0, *sentence.ends[:-1]), sentence.ends, strict=True))
        words_right += len(truth & set(spans))
        words_said, words_gold = words_said + len(spans), words_gold + len(truth)
    return {
        "boundary_precision": round(right / said, 4),
        "boundary_recall": round(right / gold, 4),
        "boundary_f": round(2 * right / (said + gold), 4),
        "word_f": round(2 * words_right / (words_said + words_gold), 4),
        "sentences": len(sentences),
    }


def shrink(source: Path, folder: Path, config: Config) -> int:
    """Rewrite the model in ``source`` without its light features; returns how many stay."""
    import srsly  # type: ignore[import-untyped]

    data = srsly.read_msgpack(source / "features.msgpack")
    with np.load(source / "weights.npz") as saved:
        tags, features = (int(n) for n in saved["sizes"])
        weights = saved["w"]
    nodes = weights[: tags * features].reshape(features, tags)
    heavy = np.abs(nodes).max(axis=1) >= config.least_weight
    heavy[0] = True  # the library takes row 0 for the bias
    names = sorted(data["feature_to_idx"], key=lambda name: data["feature_to_idx"][name])
    kept = [name for name, keep in zip(names, heavy, strict=True) if keep]
    folder.mkdir(parents=True, exist_ok=True)
    small = {
        # Words of one character, or more than six, are never looked up.
        "unigram": [word for word in data["unigram"] if 2 <= len(word) <= 6],
        "bigram": [],  # used in training only
        "feature_to_idx": {name: row for row, name in enumerate(kept)},
        "tag_to_idx": data["tag_to_idx"],
    }
    srsly.write_msgpack(folder / "features.msgpack", small)
    flat = np.concatenate([nodes[heavy].ravel(), weights[tags * features :]])
    np.savez_compressed(
        folder / "weights.npz",
        sizes=np.array([tags, len(kept)]),
        w=np.round(flat, config.decimals),
    )
    return len(kept)


def train_segmenter(data: Path, folder: Path, log: Log, config: Config | None = None) -> None:
    """Train on ``data/silver`` and write the model, with its figures, to ``folder``."""
    import spacy_pkuseg
    from spacy_pkuseg.config import config as library

    config = config or Config()
    sentences = _sentences(data, config)
    held_out, inside = sentences[: config.held_out], sentences[config.held_out :]
    log(f"{len(inside)} sentences to train on, {len(held_out)} held out")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for part, rows in (("train", inside), ("test", held_out)):
            text = "\n".join(" ".join(row.words) for row in rows)
            (work / f"{part}.txt").write_text(text + "\n", encoding="utf-8")
        random.seed(config.seed)  # the library shuffles with the module's generator
        library.featureTrim = config.feature_trim
        with contextlib.redirect_stdout(sys.stderr):  # the library prints its progress
            spacy_pkuseg.train(
                str(work / "train.txt"),
                str(work / "test.txt"),
                str(work / "model"),
                train_iter=config.iterations,
            )
        before = measure(load_from(work / "model"), held_out)
        kept = shrink(work / "model", folder, config)
    after = measure(load_from(folder), held_out)
    log(f"before shrinking {before}; {kept} features kept: {after}")
    card = {"config": asdict(config), "features": kept, "held_out": after, "unshrunk": before}
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (folder / "metrics.json").write_text(text + "\n", encoding="utf-8")
