"""Training the tagger: the encoder and a layer that gives every character its tag.

Stage 1 learns from the public sets and from labels on the news that the machine and the
package's rules agree on.  Names there repeat (the same leaders every day), so most people and
places get generated names and characters are hidden at random: the network must read the
context.  Stage 2 fits the project's own annotated train split, its names swapped as well; as
much of stage 1's text goes by again, lest the network forget what it knew.  It is gone through
several times from stage 1 on, in different orders, and the mean of the weights is kept (Wortsman
et al. 2022): that is better on text of another kind than any of them, and no slower.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from .augment import augment, pools
from .dictionary import Dictionary
from .encoder_network import Encoder, freeze
from .encoder_training import Log, descend, device, load_from, tensors
from .name_swaps import NameMaker, add_generic, division_stems, swap_names
from .tagger_data import OPEN, Sentence, Span, agreed_sentences
from .tagset import TAGS, TYPES, UNKNOWN, decode_tags, encode_spans


@dataclass(frozen=True)
class Config:
    """Everything that decides the result."""

    seed: int = 7
    length: int = 512
    rows: int = 32
    rate: float = 5e-4
    public_repeat: int = 2
    swap_names: float = 0.8
    hidden: float = 0.04
    tune_epochs: int = 8
    tune_rows: int = 16
    tune_rate: float = 4e-4
    tuned: int = 3
    """How many times stage 2 is gone through."""


class Tagger(nn.Module):
    """Tag logits, shape (batch, length, tags)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(encoder.size.width, len(TAGS))

    def forward(
        self, chars: torch.Tensor, bigrams: torch.Tensor, words: torch.Tensor
    ) -> torch.Tensor:
        logits: torch.Tensor = self.tags(self.encoder(chars, bigrams, words))
        return logits


class Probabilities(nn.Module):
    """The tagger with a softmax, as it is shipped."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, *asked: torch.Tensor) -> torch.Tensor:
        """Tag probabilities, shape (batch, length, tags); asked as the tagger is."""
        return torch.softmax(self.tagger(*asked), dim=2)


Rows = tuple[torch.Tensor, ...]
"""Characters, pairs, words and tags, one after the other."""


def _packed(sentences: Sequence[Sentence], characters: str, dictionary: Dictionary) -> Rows:
    """Sentences joined by line breaks."""
    text = "\n".join(text for text, _ in sentences) + "\n"
    spans: list[Span] = []
    offset = 0
    for sentence, marks in sentences:
        spans.extend((s + offset, e + offset, k) for s, e, k in marks)
        offset += len(sentence) + 1
    tags = encode_spans(len(text), [span for span in spans if span[2] != OPEN])
    for start, end, kind in spans:
        if kind == OPEN:
            tags[start:end] = _IGNORED
    found = (*tensors(text, characters, dictionary), torch.from_numpy(tags))
    return tuple(row.to(device()) for row in found)


_IGNORED = -100
"""The tag that PyTorch's cross entropy leaves out."""


def _fit(
    tagger: Tagger,
    epochs: Sequence[Callable[[], Rows]],
    size: tuple[int, int],
    rate: float,
    last: float,
    config: Config,
    seed: int,
    log: Log,
) -> None:
    """Adam with a rate that rises over a twentieth and falls to ``last`` of its height.

    ``size``: rows of how many characters make a step, and how many characters a row has;
    ``seed``: of their order, and of what is hidden and dropped.
    """
    torch.manual_seed(seed)
    rows, length = size
    learning = [p for p in tagger.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    order = torch.Generator().manual_seed(seed)
    tagger.train()
    for number, epoch in enumerate(epochs):
        told = epoch()
        first = int(torch.randint(length, (1,), generator=order))
        count = (len(told[0]) - first) // length
        begins = (torch.randperm(count, generator=order) * length + first)[:, None].to(device())
        steps = max(1, count // rows)
        for step in range(steps):
            done = (number + step / steps) / len(epochs)
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, done * 20 + 0.02) * max(last, 1.0 - done)
            at = begins[step * rows : (step + 1) * rows] + torch.arange(length, device=device())
            chars, pairs, words, tags = (row[at].long() for row in told)
            chars = chars.masked_fill(
                torch.rand_like(chars, dtype=torch.float) < config.hidden, UNKNOWN
            )
            with torch.autocast(device().type, dtype=torch.bfloat16):
                logits = tagger(chars, pairs, words)
            loss = functional.cross_entropy(logits.float().flatten(0, 1), tags.flatten())
            descend(loss, optimizer, learning)
            if step % 200 == 0:
                log(f"epoch {number} step {step}/{steps} loss {loss.item():.4f}")


def pretrain(
    encoder: Path, silver: Path, out: Path, dictionary: Dictionary, config: Config, log: Log
) -> Path:
    """Stage 1, on the file of agreed labels ``silver``; writes ``out/stage1.pt``."""
    read, characters = load_from(encoder)
    torch.manual_seed(config.seed)
    news, public = (agreed_sentences(silver, source) for source in ("news", "public"))
    names = _names(public + news)
    maker = NameMaker(names, division_stems())
    rng = random.Random(f"{config.seed}-0")
    sentences = news + public * config.public_repeat
    swapped = [swap_names(s, maker, config.swap_names, rng) for s in sentences]
    tagger = Tagger(read).to(device())
    size = (config.rows, config.length)
    rows = _packed(swapped, characters, dictionary)
    _fit(tagger, [lambda: rows], size, config.rate, 0.2, config, config.seed, log)
    path = out / "stage1.pt"
    torch.save({name: value.cpu() for name, value in tagger.state_dict().items()}, path)
    return path


def _names(sentences: Sequence[Sentence]) -> list[str]:
    return [text[s:e] for text, spans in sentences for s, e, k in spans if k == "PERSON"]


def tune(
    encoder: Path,
    state: Path,
    dictionary: Dictionary,
    sentences: Sequence[Sentence],
    silver: Path,
    config: Config,
    log: Log,
) -> Tagger:
    """Stage 2: annotated articles, and as much agreed silver beside them, from stage 1."""
    read, characters = load_from(encoder)
    tagger = Tagger(read)
    tagger.to(device())
    freeze(tagger)  # the tables know names that this small set does not hold
    known = agreed_sentences(silver, "news") + agreed_sentences(silver, "public")
    names = _names(known)
    maker, pool = NameMaker(names, division_stems()), pools(names)
    wanted = sum(len(text) for text, _ in sentences)
    replayed = round(len(known) * wanted / max(1, sum(len(text) for text, _ in known)))

    def epoch_rows(epoch: int) -> Rows:
        rng = random.Random(f"{config.seed}-tune-{epoch}")
        swapped = augment(sentences, pool, 1, rng.randrange(1 << 30))
        shuffled = [
            add_generic(new if rng.random() < config.swap_names else old, rng)
            for old, new in zip(sentences, swapped, strict=True)
        ]
        rng.shuffle(shuffled)
        again = rng.sample(known, min(replayed, len(known)))
        shuffled += [swap_names(s, maker, config.swap_names, rng) for s in again]
        return _packed(shuffled, characters, dictionary)

    epochs = [lambda number=number: epoch_rows(number) for number in range(config.tune_epochs)]
    size = (config.tune_rows, config.length)
    turns = []
    for turn in range(config.tuned):
        tagger.load_state_dict(torch.load(state, weights_only=True))
        _fit(tagger, epochs, size, config.tune_rate, 0.02, config, config.seed + turn, log)
        turns.append({name: value.clone() for name, value in tagger.state_dict().items()})
    mean = {name: torch.stack([turn[name] for turn in turns]).mean(0) for name in turns[0]}
    tagger.load_state_dict(mean)
    tagger.cpu()
    return tagger


def measure(
    predict: Callable[[str], Sequence[int]], sentences: Sequence[Sentence]
) -> dict[str, Any]:
    """Exact precision, recall and F by type of the tags that ``predict`` gives a text."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for text, spans in sentences:
        found = set(decode_tags(list(predict(text))))
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
