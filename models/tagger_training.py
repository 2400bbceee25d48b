"""Training the tagger: a dilated character CNN (Strubell et al. 2017), PyTorch to ONNX.

Stage 1 learns names from public sets and silver labels.  Names there repeat (the
same leaders every day), so person names are swapped for generated ones and
characters are dropped at random: the network must read the context.  Stage 2
fits all six types on the project's own annotated train split.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .tagger_data import Sentence, Span, public_sentences, silver_sentences
from .tagset import (
    BIGRAM_BUCKETS,
    TAGS,
    TYPES,
    UNKNOWN,
    bigram_ids,
    character_ids,
    character_table,
    code_points,
    decode_tags,
    encode_spans,
)


@dataclass(frozen=True)
class Config:
    """Everything that decides the result; stored beside the model."""

    seed: int = 7
    char_dim: int = 64
    bigram_dim: int = 48
    width: int = 160
    dilations: tuple[int, ...] = (1, 2, 4, 1)
    dropout: float = 0.2
    char_drop: float = 0.03
    swap_names: float = 0.5
    chunk: int = 256
    batch: int = 32
    epochs: int = 5
    public_repeat: int = 3
    rate: float = 2e-3
    tune_epochs: int = 40
    tune_rate: float = 2e-3


class Network(nn.Module):
    """Character and bigram embeddings, residual dilated convolutions, linear tags."""

    def __init__(self, config: Config, characters: int) -> None:
        super().__init__()
        self.chars = nn.Embedding(characters, config.char_dim)
        self.bigrams = nn.Embedding(BIGRAM_BUCKETS, config.bigram_dim)
        inputs = config.char_dim + 2 * config.bigram_dim
        self.enter = nn.Conv1d(inputs, config.width, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.Conv1d(config.width, config.width, 3, padding=d, dilation=d)
            for d in config.dilations
        )
        self.drop = nn.Dropout(config.dropout)
        self.leave = nn.Linear(config.width, len(TAGS))

    def forward(self, chars: torch.Tensor, bigrams: torch.Tensor) -> torch.Tensor:
        """Tag logits, shape (batch, length, tags)."""
        pairs = self.bigrams(bigrams)
        left = torch.cat([torch.zeros_like(pairs[:, :1]), pairs[:, :-1]], dim=1)
        x = torch.cat([self.chars(chars), left, pairs], dim=2).transpose(1, 2)
        x = torch.relu(self.enter(self.drop(x)))
        for layer in self.layers:
            x = x + torch.relu(layer(self.drop(x)))
        logits: torch.Tensor = self.leave(self.drop(x.transpose(1, 2)))
        return logits


class NameMaker:
    """Draws new person names with the characters of seen ones."""

    def __init__(self, names: Iterable[str]) -> None:
        kept = [n for n in names if 2 <= len(n) <= 3 and all("\u4e00" <= c <= "\u9fff" for c in n)]
        self.surnames = Counter(n[0] for n in kept)
        self.given = Counter(c for n in kept for c in n[1:])
        common = {s for s, n in self.surnames.items() if n >= 3}
        self._surname = [s for s in self.surnames if s in common]
        self._weights = [self.surnames[s] ** 0.5 for s in self._surname]
        self._given = list(self.given)
        self._given_weights = [self.given[c] ** 0.75 for c in self._given]

    def make(self, length: int, rng: random.Random) -> str:
        """A name of ``length`` characters (2 or 3)."""
        head = rng.choices(self._surname, self._weights)[0]
        return head + "".join(rng.choices(self._given, self._given_weights, k=length - 1))


def swap_names(sentence: Sentence, maker: NameMaker, share: float, rng: random.Random) -> Sentence:
    """The sentence with a share of its Chinese person names replaced, lengths unchanged."""
    text, spans = sentence
    if not any(kind == "PERSON" for _, _, kind in spans):
        return sentence
    chars = list(text)
    for start, end, kind in spans:
        if kind == "PERSON" and 2 <= end - start <= 3 and rng.random() < share:
            chars[start:end] = maker.make(end - start, rng)
    return "".join(chars), spans


def _packed(
    sentences: Sequence[Sentence], table: Any, chunk: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Sentences joined by line breaks and cut into rows of ``chunk`` characters."""
    text = "\n".join(text for text, _ in sentences) + "\n"
    spans: list[Span] = []
    offset = 0
    for sentence, marks in sentences:
        spans.extend((s + offset, e + offset, k) for s, e, k in marks)
        offset += len(sentence) + 1
    codes = code_points(text)
    rows = len(codes) // chunk * chunk
    parts = (character_ids(codes, table), bigram_ids(codes), encode_spans(len(codes), spans))
    chars, pairs, tags = (torch.from_numpy(part[:rows].reshape(-1, chunk).copy()) for part in parts)
    return chars, pairs, tags


def _fit(
    network: Network,
    epochs: Callable[[int], tuple[torch.Tensor, torch.Tensor, torch.Tensor]],
    count: int,
    config: Config,
    rate: float,
    log: Callable[[str], None],
    after: Callable[[int], None] = lambda epoch: None,
    first: int = 0,
) -> None:
    """Adam with a one-cycle rate over ``count`` epochs."""
    generator = torch.Generator().manual_seed(config.seed)
    optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    began = time.monotonic()
    for epoch in range(first, count):
        chars, pairs, tags = epochs(epoch)
        order = torch.randperm(len(chars), generator=generator)
        steps = max(1, len(chars) // config.batch)
        network.train()
        total = 0.0
        for step in range(steps):
            done = (epoch + step / steps) / count
            # Warm up over the first twentieth, then fall in a straight line.
            factor = min(1.0, done * 20 + 0.05) * max(0.02, 1.0 - done)
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
            rows = order[step * config.batch : (step + 1) * config.batch]
            batch = chars[rows]
            hidden = torch.rand(batch.shape, generator=generator) < config.char_drop
            logits = network(batch.masked_fill(hidden, UNKNOWN), pairs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), tags[rows].flatten())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            total += float(loss.detach())
            if step % 200 == 0:
                log(
                    f"epoch {epoch} step {step}/{steps} loss {total / (step + 1):.4f} "
                    f"{time.monotonic() - began:.0f} s"
                )
        after(epoch)


def predict(network: Network, table: Any, text: str) -> list[Span]:
    """Spans of one text, greedily decoded."""
    network.eval()
    codes = code_points(text)
    with torch.no_grad():
        logits = network(
            torch.from_numpy(character_ids(codes, table))[None],
            torch.from_numpy(bigram_ids(codes))[None],
        )
    return decode_tags(logits[0].argmax(1).tolist())


def measure(network: Network, table: Any, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Exact precision, recall and F by type."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for text, spans in sentences:
        found = set(predict(network, table, text)) if text else set()
        said.update(kind for _, _, kind in found)
        gold.update(kind for _, _, kind in spans)
        right.update(kind for _, _, kind in found & set(spans))
    result = {}
    for kind in TYPES:
        if gold[kind]:
            p = right[kind] / max(1, said[kind])
            r = right[kind] / gold[kind]
            result[kind] = {
                "precision": round(p, 4),
                "recall": round(r, 4),
                "f": round(2 * p * r / max(1e-9, p + r), 4),
                "n": gold[kind],
            }
    return result


def vocabulary(sentences: Iterable[Sentence], least: int = 2) -> dict[str, int]:
    """Rows of the character table: characters seen at least ``least`` times."""
    counts: Counter[str] = Counter()
    for text, _ in sentences:
        counts.update(text)
    kept = sorted(c for c, n in counts.items() if n >= least and ord(c) < 0x10000)
    return {char: row for row, char in enumerate(kept, UNKNOWN + 1)}


def pretrain(data: Path, out: Path, config: Config, log: Callable[[str], None]) -> None:
    """Stage 1.  Writes ``out/stage1.pt`` after every epoch and goes on from it."""
    torch.manual_seed(config.seed)
    public = list(public_sentences(data))
    silver = list(silver_sentences(data))
    rows = vocabulary(public + silver)
    table = character_table(rows)
    names = [text[s:e] for text, spans in public + silver for s, e, k in spans if k == "PERSON"]
    maker = NameMaker(names)
    log(f"{len(public)} public and {len(silver)} silver sentences, {len(rows)} characters")
    out.mkdir(parents=True, exist_ok=True)
    network = Network(config, len(rows) + UNKNOWN + 1)
    state = out / "stage1.pt"
    first = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        network.load_state_dict(saved["weights"])
        first = saved["epoch"] + 1

    def epoch_rows(epoch: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        rng = random.Random(f"{config.seed}-{epoch}")
        sentences = [
            swap_names(s, maker, config.swap_names, rng)
            for s in public * config.public_repeat + silver
        ]
        rng.shuffle(sentences)
        return _packed(sentences, table, config.chunk)

    def after(epoch: int) -> None:
        weights = network.state_dict()
        torch.save(
            {"weights": weights, "epoch": epoch, "characters": rows, "names": names}, state
        )

    _fit(network, epoch_rows, config.epochs, config, config.rate, log, after, first)


def tune(
    state: Path, sentences: Sequence[Sentence], config: Config, log: Callable[[str], None]
) -> tuple[Network, dict[str, int]]:
    """Stage 2: all six types on annotated articles, from the stage-1 weights."""
    torch.manual_seed(config.seed)
    saved = torch.load(state, weights_only=True)
    rows: dict[str, int] = saved["characters"]
    table = character_table(rows)
    network = Network(config, len(rows) + UNKNOWN + 1)
    network.load_state_dict(saved["weights"])
    # The embeddings know names that this small set does not hold: leave them be.
    network.chars.weight.requires_grad_(False)
    network.bigrams.weight.requires_grad_(False)

    maker = NameMaker(saved["names"])

    def epoch_rows(epoch: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        rng = random.Random(f"{config.seed}-tune-{epoch}")
        shuffled = [swap_names(s, maker, config.swap_names, rng) for s in sentences]
        rng.shuffle(shuffled)
        return _packed(shuffled, table, config.chunk)

    small = Config(**{**asdict(config), "batch": 8})
    _fit(network, epoch_rows, config.tune_epochs, small, config.tune_rate, log)
    return network, rows


def export(network: Network, rows: dict[str, int], config: Config, folder: Path) -> None:
    """Write ``tagger.onnx`` and ``tagger.json`` (characters, tags, configuration)."""
    network.eval()
    sample = torch.zeros((1, 16), dtype=torch.int64)

    class Probabilities(nn.Module):
        """The network with a softmax, as it is shipped."""

        def forward(self, chars: torch.Tensor, bigrams: torch.Tensor) -> torch.Tensor:
            return torch.softmax(network(chars, bigrams), dim=2)

    torch.onnx.export(
        Probabilities(),
        (sample, sample),
        str(folder / "tagger.onnx"),
        input_names=["chars", "bigrams"],
        output_names=["probabilities"],
        dynamic_axes={
            "chars": {1: "length"},
            "bigrams": {1: "length"},
            "probabilities": {1: "length"},
        },
        opset_version=17,
        dynamo=False,
    )
    card = {"characters": "".join(rows), "tags": list(TAGS), "config": asdict(config)}
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (folder / "tagger.json").write_text(text + "\n", encoding="utf-8")
