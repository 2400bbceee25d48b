"""Training the reader: the encoder, told what is asked, marks where the answer stands."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from . import encoder_export
from .dictionary import Dictionary
from .encoder_network import freeze
from .encoder_training import Log, descend, device, load_from, tensors
from .reader import MOST, OWN, TASKS, Asked, Reading
from .reader_network import Answers, Reader
from .tagset import UNKNOWN, write_span


@dataclass(frozen=True)
class Config:
    """Everything that decides the result."""

    seed: int = 11
    epochs: int = 6
    characters: int = 12_288
    """How many characters make a step."""
    rate: float = 3e-4
    own_rate: float = 2e-3
    """The learning rate of what the encoder does not have."""
    hidden: float = 0.05


def _tags(asked: Asked) -> torch.Tensor:
    """O, B, I, E, S of every character, as :data:`.reader_network.PARTS` has them."""
    tags = np.zeros(len(asked.question.text), dtype=np.int64)
    for start, end in asked.answer or ():
        write_span(tags, start, end, 1)
    return torch.from_numpy(tags)


class _Data:
    """Questions as tensors, a batch at a time."""

    def __init__(self, asked: Sequence[Asked], characters: str, dictionary: Dictionary) -> None:
        self.asked = asked
        self._rows = [
            (
                *tensors(a.question.text, characters, dictionary),
                torch.from_numpy(a.question.marks()),
                _tags(a),
            )
            for a in asked
        ]

    def batches(self, chosen: Sequence[int], most: int, rng: random.Random) -> list[list[int]]:
        """Questions of like length together, at most ``most`` characters with the padding."""
        length = {i: (len(self.asked[i].question.text) + 31) // 32 * 32 for i in chosen}
        found: list[list[int]] = []
        batch: list[int] = []
        for i in sorted(chosen, key=lambda i: (length[i], rng.random())):
            if batch and (len(batch) + 1) * length[i] > most:
                found.append(batch)
                batch = []
            batch.append(i)
        if batch:
            found.append(batch)
        rng.shuffle(found)
        return found

    def batch(self, chosen: Sequence[int]) -> tuple[list[torch.Tensor], torch.Tensor, torch.Tensor]:
        """What the network is asked, the tags, and whether there is an answer."""
        rows = [self._rows[i] for i in chosen]
        padded = [
            nn.utils.rnn.pad_sequence([row[k] for row in rows], batch_first=True).long()
            for k in range(4)
        ]
        real = nn.utils.rnn.pad_sequence(
            [torch.ones(len(row[0]), dtype=torch.bool) for row in rows], batch_first=True
        )
        tags = nn.utils.rnn.pad_sequence([row[4] for row in rows], True, -100)
        questions = [self.asked[i].question for i in chosen]
        task = torch.tensor([TASKS.index(q.task) for q in questions])
        number = torch.tensor([min(q.number, MOST) for q in questions])
        told = torch.tensor([float(bool(self.asked[i].answer)) for i in chosen])
        sent = [x.to(device(), non_blocking=True) for x in (*padded, task, number, real)]
        return sent, tags.to(device()), told.to(device())


def _fit(
    encoder: Path, data: _Data, chosen: Sequence[int], config: Config, seed: int, log: Log
) -> Reader:
    """A reader that has learnt the ``chosen`` questions."""
    torch.manual_seed(seed)
    reader = Reader(load_from(encoder)[0])
    reader.to(device())
    freeze(reader)
    groups: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            groups[name.startswith("encoder.")].append(parameter)
    optimizer = torch.optim.AdamW(
        [
            {"params": groups[True], "rate": config.rate},
            {"params": groups[False], "rate": config.own_rate},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    rng = random.Random(seed)
    plan = [b for _ in range(config.epochs) for b in data.batches(chosen, config.characters, rng)]
    reader.train()
    for step, batch in enumerate(plan):
        done = step / len(plan)
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * min(1.0, done * 15 + 0.02) * max(0.01, 1 - done)
        (chars, pairs, words, marks, *more), tags, told = data.batch(batch)
        hide = (torch.rand_like(chars, dtype=torch.float) < config.hidden) & (marks != OWN)
        with torch.autocast(device().type, dtype=torch.bfloat16):
            said, answered = reader(chars.masked_fill(hide, UNKNOWN), pairs, words, marks, *more)
        # A question weighs as one, whatever the length of its text.
        each = functional.cross_entropy(
            said.float().flatten(0, 1), tags.flatten(), reduction="none"
        ).reshape(tags.shape)
        loss = (each.sum(1) / 8).mean()
        loss = loss + functional.binary_cross_entropy_with_logits(answered.float(), told)
        descend(loss, optimizer, reader.parameters())
        if step % 200 == 0:
            log(f"step {step}/{len(plan)} loss {loss.item():.4f}")
    return reader


def _answered(
    reader: Reader, data: _Data, chosen: Sequence[int], config: Config
) -> Iterator[tuple[bytes, Reading]]:
    """What ``reader`` says of the ``chosen`` questions, by their keys."""
    answers = Answers(reader).eval()
    with torch.no_grad():
        for batch in data.batches(chosen, config.characters, random.Random(0)):
            asked, _, _ = data.batch(batch)
            rows = [x.cpu().numpy() for x in answers(*asked)]
            for i, begins, ends, told in zip(batch, *rows, strict=True):
                question = data.asked[i].question
                size = len(question.text)
                yield question.key(), Reading(begins[:size], ends[:size], float(told))


def train(
    encoder: Path,
    asked: Sequence[Asked],
    folds: int,
    dictionary: Dictionary,
    log: Log,
    config: Config | None = None,
) -> tuple[Reader, dict[bytes, Reading]]:
    """The reader that has learnt all, and what readers of the other folds say of each question."""
    config = config or Config()
    data = _Data(asked, load_from(encoder)[1], dictionary)
    known = [i for i, a in enumerate(asked) if a.answer is not None]
    readings: dict[bytes, Reading] = {}
    for fold in range(folds):
        log(f"fold {fold}")
        learnt = [i for i in known if asked[i].fold != fold]
        reader = _fit(encoder, data, learnt, config, config.seed + fold, log)
        held = [i for i, a in enumerate(asked) if a.fold == fold]
        readings.update(_answered(reader, data, held, config))
    log("all")
    reader = _fit(encoder, data, known, config, config.seed + folds, log)
    reader.cpu()
    return reader, readings


def sample() -> dict[str, torch.Tensor]:
    """What the reader is asked, of any content."""
    asked = encoder_export.sample()
    one = torch.ones(1, dtype=torch.long)
    return {**asked, "marks": torch.ones_like(asked["chars"]), "task": one, "number": one}
