"""Training the tagger: a dilated character CNN (Strubell et al. 2017), PyTorch to ONNX.

Characters, pairs of them and what a dictionary says of their words go in.  Stage 1
learns from the public sets and from labels on the news that the machine and the
package's rules agree on.  Names there repeat (the same leaders every day), so most
people and places get generated names and characters are hidden at random: the
network must read the context.  Stage 2 fits the project's own annotated train split,
its names swapped as well; as much of stage 1's text goes by again, lest the network
forget what it knew.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from . import dictionary_training as dictionaries
from .augment import augment, pools
from .dictionary import PLACES, Dictionary
from .name_swaps import NameMaker, add_generic, division_stems, swap_names
from .tagger_data import (
    OPEN,
    Sentence,
    Span,
    agreed_sentences,
)
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
    inputs,
)


@dataclass(frozen=True)
class Config:
    """Everything that decides the result; stored beside the model."""

    seed: int = 7
    char_dim: int = 64
    bigram_dim: int = 48
    width: int = 160
    word_dim: int = 48
    frequent: int = 30_000
    frequent_dim: int = 32
    dilations: tuple[int, ...] = (1, 2, 4, 1, 8, 1)
    dropout: float = 0.2
    char_drop: float = 0.06
    swap_names: float = 0.8
    chunk: int = 256
    batch: int = 32
    epochs: int = 4
    public_repeat: int = 2
    rate: float = 2e-3
    tune_epochs: int = 12
    replay: float = 1.0
    tune_rate: float = 2e-3


class Words(nn.Module):
    """What the dictionary says of a character: its words' classes and roles, and the words."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        places = len(PLACES)
        self.sizes = (dictionaries.class_count(), dictionaries.role_count())
        self.kinds = nn.ModuleList(nn.Embedding(n * places, config.word_dim) for n in self.sizes)
        self.frequent = nn.Embedding(config.frequent + 1, config.frequent_dim, padding_idx=0)
        self.width = config.word_dim + len(_POSITIONS) * config.frequent_dim

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Features, shape (batch, length, ``width``), of rows as the dictionary gives them."""
        places = len(PLACES)
        said = torch.zeros(1)
        for aspect, (size, table) in enumerate(zip(self.sizes, self.kinds, strict=True)):
            # A row for every id in every place, also for there being no word.
            first = torch.arange(places) * size
            said = said + table(ids[..., aspect * places : (aspect + 1) * places] + first).sum(2)
        words = [
            self.frequent(ids[..., [len(self.sizes) * places + i for i in columns]]).sum(2)
            for columns in _POSITIONS
        ]
        return torch.cat([said, *words], dim=2)


_POSITIONS = (
    [i for i, (_, offset) in enumerate(PLACES) if offset == 0],
    [i for i, (length, offset) in enumerate(PLACES) if 0 < offset < length - 1],
    [i for i, (length, offset) in enumerate(PLACES) if offset == length - 1],
)
"""Places where a word begins, goes on and ends."""


class Network(nn.Module):
    """Character and bigram embeddings, residual dilated convolutions, linear tags."""

    def __init__(self, config: Config, characters: int) -> None:
        super().__init__()
        self.chars = nn.Embedding(characters, config.char_dim)
        self.bigrams = nn.Embedding(BIGRAM_BUCKETS, config.bigram_dim)
        self.words = Words(config)
        inputs = config.char_dim + 2 * config.bigram_dim + self.words.width
        self.enter = nn.Conv1d(inputs, config.width, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.Conv1d(config.width, config.width, 3, padding=d, dilation=d)
            for d in config.dilations
        )
        self.drop = nn.Dropout(config.dropout)
        self.leave = nn.Linear(config.width, len(TAGS))

    def forward(
        self, chars: torch.Tensor, bigrams: torch.Tensor, words: torch.Tensor
    ) -> torch.Tensor:
        """Tag logits, shape (batch, length, tags)."""
        pairs = self.bigrams(bigrams)
        left = torch.cat([torch.zeros_like(pairs[:, :1]), pairs[:, :-1]], dim=1)
        x = torch.cat([self.chars(chars), left, pairs, self.words(words)], dim=2).transpose(1, 2)
        x = torch.relu(self.enter(self.drop(x)))
        for layer in self.layers:
            x = x + torch.relu(layer(self.drop(x)))
        logits: torch.Tensor = self.leave(self.drop(x.transpose(1, 2)))
        return logits


Rows = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
"""Characters, bigrams, words and tags of the rows of an epoch."""


def _packed(sentences: Sequence[Sentence], table: Any, dictionary: Dictionary, chunk: int) -> Rows:
    """Sentences joined by line breaks and cut into rows of ``chunk`` characters."""
    text = "\n".join(text for text, _ in sentences) + "\n"
    spans: list[Span] = []
    offset = 0
    for sentence, marks in sentences:
        spans.extend((s + offset, e + offset, k) for s, e, k in marks)
        offset += len(sentence) + 1
    codes = code_points(text)
    rows = len(codes) // chunk * chunk
    tags = encode_spans(len(codes), [span for span in spans if span[2] != OPEN])
    for start, end, kind in spans:
        if kind == OPEN:
            tags[start:end] = _IGNORED
    parts = (character_ids(codes, table), bigram_ids(codes), dictionary.rows(codes), tags)
    cut = [torch.from_numpy(p[:rows].reshape(-1, chunk, *p.shape[1:]).copy()) for p in parts]
    return cut[0], cut[1], cut[2], cut[3]


_IGNORED = -100
"""The tag that PyTorch's cross entropy leaves out."""


def _fit(
    network: Network,
    epochs: Callable[[int], Rows],
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
        chars, pairs, words, tags = epochs(epoch)
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
            logits = network(batch.masked_fill(hidden, UNKNOWN), pairs[rows], words[rows].long())
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


def predict(network: Network, table: Any, dictionary: Dictionary, text: str) -> list[Span]:
    """Spans of one text, greedily decoded."""
    network.eval()
    asked = inputs(text, table, dictionary)
    with torch.no_grad():
        logits = network(*map(torch.from_numpy, asked.values()))
    return decode_tags(logits[0].argmax(1).tolist())


def measure(
    network: Network, table: Any, dictionary: Dictionary, sentences: Sequence[Sentence]
) -> dict[str, Any]:
    """Exact precision, recall and F by type."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for text, spans in sentences:
        found = set(predict(network, table, dictionary, text)) if text else set()
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


def pretrain(
    silver: Path, out: Path, dictionary: Dictionary, config: Config, log: Callable[[str], None]
) -> Path:
    """Stage 1, on the file of agreed labels ``silver``.

    Writes ``out/stage1.pt`` after every epoch and goes on from it.  Returns its path.
    """
    torch.manual_seed(config.seed)
    news, public = (agreed_sentences(silver, source) for source in ("news", "public"))
    rows = vocabulary(public + news)
    table = character_table(rows)
    names = [text[s:e] for text, spans in public + news for s, e, k in spans if k == "PERSON"]
    maker = NameMaker(names, division_stems())
    log(f"{len(public)} public and {len(news)} news sentences, {len(rows)} characters")
    out.mkdir(parents=True, exist_ok=True)
    network = Network(config, len(rows) + UNKNOWN + 1)
    state = out / "stage1.pt"
    first = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        network.load_state_dict(saved["weights"])
        first = saved["epoch"] + 1

    def epoch_rows(epoch: int) -> Rows:
        rng = random.Random(f"{config.seed}-{epoch}")
        sentences = public * config.public_repeat + news
        sentences = [swap_names(s, maker, config.swap_names, rng) for s in sentences]
        rng.shuffle(sentences)
        return _packed(sentences, table, dictionary, config.chunk)

    def after(epoch: int) -> None:
        weights = network.state_dict()
        torch.save({"weights": weights, "epoch": epoch, "characters": rows, "names": names}, state)

    _fit(network, epoch_rows, config.epochs, config, config.rate, log, after, first)
    return state


Tuned = tuple[Network, dict[str, int]]
"""A network and the rows of its character table."""


def tune(
    state: Path,
    dictionary: Dictionary,
    sentences: Sequence[Sentence],
    silver: Path,
    config: Config,
    log: Callable[[str], None],
) -> Tuned:
    """Stage 2: annotated articles, and as much agreed silver beside them, from stage 1."""
    torch.manual_seed(config.seed)
    saved = torch.load(state, weights_only=True)
    rows: dict[str, int] = saved["characters"]
    table = character_table(rows)
    network = Network(config, len(rows) + UNKNOWN + 1)
    network.load_state_dict(saved["weights"])
    # The embeddings know names that this small set does not hold: leave them be.
    for table_of_known in (network.chars, network.bigrams, network.words):
        table_of_known.requires_grad_(False)

    pool = pools(saved["names"])
    maker = NameMaker(saved["names"], division_stems())
    known = agreed_sentences(silver, "public") + agreed_sentences(silver, "news")
    wanted = config.replay * sum(len(text) for text, _ in sentences)
    replayed = round(len(known) * wanted / max(1, sum(len(text) for text, _ in known)))

    def epoch_rows(epoch: int) -> Rows:
        rng = random.Random(f"{config.seed}-tune-{epoch}")
        swapped = augment(sentences, pool, 1, rng.randrange(1 << 30))
        shuffled = [
            add_generic(new if rng.random() < config.swap_names else old, rng)
            for old, new in zip(sentences, swapped, strict=True)
        ]
        shuffled += [
            swap_names(s, maker, config.swap_names, rng)
            for s in rng.sample(known, min(replayed, len(known)))
        ]
        rng.shuffle(shuffled)
        return _packed(shuffled, table, dictionary, config.chunk)

    small = replace(config, batch=8)
    _fit(network, epoch_rows, config.tune_epochs, small, config.tune_rate, log)
    return network, rows
