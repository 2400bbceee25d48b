"""The reader's network in PyTorch: where the answer to a question about a marked place stands."""

from __future__ import annotations

import torch
from torch import nn

from .encoder_network import Encoder
from .reader import MOST, OWN, TASKS

PARTS = ("O", "B", "I", "E", "S")
"""What a character is in an answer: outside, first, inner, last, all of it."""


class Reader(nn.Module):
    """Tags of the characters, and whether the text answers at all, for each question."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.size.width
        self.encoder = encoder
        self.mark = nn.Embedding(3, width, padding_idx=0)
        self.task = nn.Embedding(len(TASKS), width)
        self.number = nn.Embedding(MOST + 1, width)
        for table in (self.mark, self.task, self.number):
            nn.init.normal_(table.weight, std=0.05)
        nn.init.zeros_(self.mark.weight[0])
        self.tags = nn.Linear(width, len(TASKS) * len(PARTS))
        self.told = nn.Linear(width, len(TASKS))

    def forward(
        self,
        chars: torch.Tensor,
        bigrams: torch.Tensor,
        words: torch.Tensor,
        marks: torch.Tensor,
        task: torch.Tensor,
        number: torch.Tensor,
        real: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Tag logits, shape (batch, length, parts), and logits of being told, (batch,)."""
        own = (marks == OWN).unsqueeze(2).float()
        asked = self.mark(marks) + own * (self.task(task) + self.number(number))[:, None]
        vectors = self.encoder(chars, bigrams, words, asked, real)
        rows = torch.arange(len(task), device=task.device)
        tags = self.tags(vectors).unflatten(2, (len(TASKS), len(PARTS)))[rows, :, task]
        there = (vectors * own).sum(1) / own.sum(1).clamp(min=1)
        return tags, self.told(there)[rows, task]


class Answers(nn.Module):
    """The reader as it is shipped: probabilities of an answer's first and last characters."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *asked: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Begins and ends, shape (batch, length), and told, (batch,); asked as the reader is."""
        tags, told = self.reader(*asked)
        _, first, _, last, all_of_it = tags.softmax(2).unbind(2)
        return first + all_of_it, last + all_of_it, told.sigmoid()
