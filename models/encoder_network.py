"""The encoder's network in PyTorch: what a character is in its text.

A character is its own embedding, its pairs with both neighbours (hashed) and what a
dictionary says of the words that it stands in (:mod:`.dictionary`); a look at the two
neighbours and some layers of attention (Vaswani et al. 2017, norm first, rotary
positions of Su et al. 2021) follow.  It learns from running text alone by guessing
hidden characters (Devlin et al. 2019); :mod:`.tagger_training` and
:mod:`.reader_training` go on from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from .dictionary import LENGTHS, PLACES
from .tagset import BIGRAM_BUCKETS

LONGEST = 1024
"""Characters that can be read at once."""

HIDDEN = 2
"""Row of the character table for a character that is to be guessed."""
HIDDEN_PAIR = BIGRAM_BUCKETS
"""Row of the table of pairs for a pair with a hidden character."""

WORDS = ("pairs.", "kinds.", "frequent.")
"""Tables of what is known of pairs and words."""
TABLES = ("characters.", *WORDS)
"""All tables: they stay as they are where the text is small and lacks most of their rows."""


@dataclass(frozen=True)
class Size:
    """How large the network is; stored beside the model."""

    width: int = 256
    layers: int = 6
    heads: int = 4
    pair_width: int = 48
    word_width: int = 48
    frequent: int = 30_000
    frequent_width: int = 32
    dropout: float = 0.1


class _Layer(nn.Module):
    def __init__(self, size: Size) -> None:
        super().__init__()
        width = size.width
        self.heads = size.heads
        self.before = nn.LayerNorm(width)
        self.asked = nn.Linear(width, 3 * width)
        self.told = nn.Linear(width, width)
        self.between = nn.LayerNorm(width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.drop = nn.Dropout(size.dropout)

    def forward(
        self, x: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor, seen: torch.Tensor | None
    ) -> torch.Tensor:
        batch, length, width = x.shape
        asked = self.asked(self.before(x))
        asked = asked.reshape(batch, length, 3, self.heads, width // self.heads)
        query, key, value = asked.permute(2, 0, 3, 1, 4)
        query, key = (_turned(q, cosine, sine).to(value.dtype) for q in (query, key))
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        x = x + self.drop(self.told(found.transpose(1, 2).reshape(batch, length, width)))
        made = self.down(functional.gelu(self.up(self.between(x))))
        result: torch.Tensor = x + self.drop(made)
        return result


def _turned(x: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    """Rotary positions: the first half of a head's dimensions turned against the second."""
    first, second = x.chunk(2, -1)
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], -1)


class Encoder(nn.Module):
    """Characters of a text to vectors, shape (batch, length, ``size.width``)."""

    cosine: torch.Tensor
    sine: torch.Tensor

    def __init__(self, size: Size, characters: int, kinds: Iterable[int]) -> None:
        """``characters``: rows of the character table; ``kinds``: word classes, roles."""
        super().__init__()
        self.size = size
        self.counts = tuple(kinds)
        self.characters = nn.Embedding(characters, size.width)
        self.pairs = nn.Embedding(BIGRAM_BUCKETS + 1, size.pair_width)
        self.kinds = nn.ModuleList(
            nn.Embedding(n * len(PLACES), size.word_width) for n in self.counts
        )
        self.frequent = nn.Embedding(size.frequent + 1, size.frequent_width, padding_idx=0)
        known = 2 * size.pair_width + size.word_width + len(_POSITIONS) * size.frequent_width
        self.known = nn.Linear(known, size.width)
        self.first = nn.LayerNorm(size.width)
        self.beside = nn.Linear(3 * size.width, size.width)
        self.layers = nn.ModuleList(_Layer(size) for _ in range(size.layers))
        self.last = nn.LayerNorm(size.width)
        self.drop = nn.Dropout(size.dropout)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)
        half = size.width // size.heads // 2
        turns = 10_000.0 ** -(torch.arange(half) / half)
        angles = torch.arange(LONGEST)[:, None] * turns
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)

    def forward(
        self,
        characters: torch.Tensor,
        pairs: torch.Tensor,
        words: torch.Tensor,
        marks: torch.Tensor | None = None,
        real: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """``marks`` are added to the characters; ``real`` tells them from padding."""
        x = self._embedded(characters, pairs, words)
        if marks is not None:
            x = x + marks
        x = self.drop(self.first(x))
        if real is not None:
            x = x * real[..., None]  # beside the last character is nothing, as without padding
        edge = torch.zeros_like(x[:, :1])
        left, right = torch.cat([edge, x[:, :-1]], 1), torch.cat([x[:, 1:], edge], 1)
        x = x + functional.gelu(self.beside(torch.cat([left, x, right], 2)))
        length = x.shape[1]
        seen = None if real is None else real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, self.cosine[:length], self.sine[:length], seen)
        vectors: torch.Tensor = self.last(x)
        return vectors

    def _embedded(
        self, characters: torch.Tensor, pairs: torch.Tensor, words: torch.Tensor
    ) -> torch.Tensor:
        right = self.pairs(pairs)
        left = torch.cat([torch.zeros_like(right[:, :1]), right[:, :-1]], dim=1)
        places = len(PLACES)
        said = torch.zeros(1, device=characters.device)
        for aspect, (count, table) in enumerate(zip(self.counts, self.kinds, strict=True)):
            # A row for every id in every place, also for there being no word.
            first = torch.arange(places, device=words.device) * count
            said = said + table(words[..., aspect * places : (aspect + 1) * places] + first).sum(2)
        frequent = [
            self.frequent(words[..., [len(self.counts) * places + i for i in columns]]).sum(2)
            for columns in _POSITIONS
        ]
        embedded: torch.Tensor = self.characters(characters)
        known: torch.Tensor = self.known(torch.cat([left, right, said, *frequent], 2))
        return embedded + known


_POSITIONS = (
    [i for i, (_, offset) in enumerate(PLACES) if offset == 0],
    [i for i, (length, offset) in enumerate(PLACES) if 0 < offset < length - 1],
    [i for i, (length, offset) in enumerate(PLACES) if offset == length - 1],
)
"""Places where a word begins, goes on and ends."""


def freeze(network: nn.Module, tables: tuple[str, ...] = TABLES) -> list[nn.Parameter]:
    """Leave the encoder's ``tables`` as they are; returns the parameters that still learn."""
    for name, parameter in network.named_parameters():
        if name.removeprefix("encoder.").startswith(tables):
            parameter.requires_grad_(False)
    return [p for p in network.parameters() if p.requires_grad]


Inputs = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""Characters, pairs and words."""


def hidden(inputs: Inputs, hide: torch.Tensor) -> Inputs:
    """The inputs without the characters to ``hide``, their pairs and the words over them."""
    characters, pairs, words = inputs
    length = hide.shape[1]
    columns = []
    for run in LENGTHS:
        ahead = functional.pad(hide, (0, run - 1))
        # Whether any character of the word that begins here is hidden.
        over = torch.stack([ahead[:, k : k + length] for k in range(run)]).any(0)
        columns += [functional.pad(over, (offset, 0))[:, :length] for offset in range(run)]
    aspects = words.shape[2] // len(PLACES)
    over_words = torch.stack(columns, 2).repeat(1, 1, aspects)
    over_pairs = hide | functional.pad(hide[:, 1:], (0, 1))
    return (
        characters.masked_fill(hide, HIDDEN),
        pairs.masked_fill(over_pairs, HIDDEN_PAIR),
        words.masked_fill(over_words, 0),
    )
