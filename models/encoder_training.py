"""Teaching the encoder what stands where in running text: hidden characters are guessed.

Rows of the text begin anywhere.  In each, spans of one to four characters are hidden, with
the pairs and words over them, and the network says which characters they were.  The learning
rate rises and falls in cycles, in the later of which the tables of pairs and words stay as
they are.  Meant for a graphics card: some minutes there, days without one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from . import dictionary_training
from .dictionary import Dictionary
from .encoder import FIRST_ROW
from .encoder_network import WORDS, Encoder, Inputs, Size, freeze, hidden
from .tagset import UNKNOWN, character_table, inputs

Log = Callable[[str], None]


@dataclass(frozen=True)
class Cycle:
    """Steps from no learning rate to the highest and back."""

    steps: int
    rate: float
    tables: bool
    """Whether the tables of pairs and words learn as well."""


@dataclass(frozen=True)
class Config:
    """Everything that decides the result; stored beside the model."""

    seed: int = 7
    rows: int = 128
    length: int = 512
    hidden: float = 0.25
    cycles: tuple[Cycle, ...] = (
        Cycle(2973, 1.2e-3, True),
        Cycle(3250, 8e-4, False),
        Cycle(5017, 7e-4, False),
    )
    least: int = 3
    """How often a character must stand in the text to have a row of its own."""


def device() -> torch.device:
    """The graphics card, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def vocabulary(texts: Iterable[str], least: int) -> str:
    """The characters seen at least ``least`` times, in order."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    return "".join(sorted(c for c, n in counts.items() if n >= least and ord(c) < 0x10000))


def tensors(text: str, characters: str, dictionary: Dictionary) -> Inputs:
    """What the network is told of ``text``: a row for each character."""
    table = character_table({char: row for row, char in enumerate(characters, FIRST_ROW)})
    found = inputs(text, table, dictionary)
    chars, pairs, words = (torch.from_numpy(found[k][0]) for k in ("chars", "bigrams", "words"))
    return chars.short(), pairs.int(), words.short()


def new(size: Size, characters: str) -> Encoder:
    """An encoder that has learnt nothing."""
    kinds = (dictionary_training.class_count(), dictionary_training.role_count())
    return Encoder(size, len(characters) + FIRST_ROW, kinds)


def load_from(path: Path) -> tuple[Encoder, str]:
    """The encoder that :func:`pretrain` wrote, and its characters."""
    saved = torch.load(path, weights_only=True)
    encoder = new(Size(**saved["size"]), saved["characters"])
    encoder.load_state_dict(saved["weights"])
    return encoder, saved["characters"]


def descend(
    loss: torch.Tensor, optimizer: torch.optim.Optimizer, learning: Iterable[nn.Parameter]
) -> None:
    """One step of ``optimizer`` down the slope of ``loss``, of length one at most."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(learning, 1.0)
    optimizer.step()


def _spans_to_hide(shape: tuple[int, int], rate: float, drawn: torch.Generator) -> torch.Tensor:
    """Spans of one to four characters, about ``rate`` of all."""
    place = drawn.device
    lengths = torch.tensor([0.35, 0.35, 0.15, 0.15], device=place)
    begins = torch.rand(shape, device=place, generator=drawn) < rate / 2.2
    length = torch.multinomial(lengths, shape[0] * shape[1], True, generator=drawn).reshape(shape)
    hide = torch.zeros(shape, dtype=torch.bool, device=place)
    for k in range(4):
        hide |= functional.pad(begins & (length >= k), (k, 0))[:, : shape[1]]
    return hide


class _Guess(nn.Module):
    """From a vector to the character that was hidden, by the table of characters."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.size.width
        self.made = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.often = nn.Parameter(torch.zeros(encoder.characters.num_embeddings))

    def forward(self, vectors: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        made = self.made(vectors)
        logits: torch.Tensor = (made @ table.T.to(made.dtype)).float() + self.often
        return logits


def pretrain(
    texts: Sequence[tuple[str, int]],
    dictionary: Dictionary,
    out: Path,
    log: Log,
    size: Size | None = None,
    config: Config | None = None,
) -> Path:
    """Learn from running texts, each repeated as often as it says; writes ``out/encoder.pt``."""
    size, config = size or Size(), config or Config()
    torch.manual_seed(config.seed)
    place = device()
    characters = vocabulary((text for text, _ in texts), config.least)
    parts = [(tensors(text + "\n", characters, dictionary), n) for text, n in texts]
    rows = tuple(torch.cat([p[k] for p, n in parts for _ in range(n)]).to(place) for k in range(3))
    encoder = new(size, characters).to(place)
    drawn = torch.Generator(place).manual_seed(config.seed)
    log(f"{len(rows[0])} characters, {len(characters)} different ones, on {place}")
    for number, cycle in enumerate(config.cycles):
        guess = _Guess(encoder).to(place)
        learning = [*(encoder.parameters() if cycle.tables else freeze(encoder, WORDS))]
        learning += guess.parameters()
        optimizer = torch.optim.AdamW(learning, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
        encoder.train()
        for step in range(cycle.steps):
            rate = cycle.rate * min(1.0, step / 300) * max(0.01, 1 - step / cycle.steps)
            for group in optimizer.param_groups:
                group["lr"] = rate
            shape = (config.rows, config.length)
            begins = torch.randint(
                len(rows[0]) - config.length, (config.rows, 1), device=place, generator=drawn
            )
            at = begins + torch.arange(config.length, device=place)
            chars, pairs, words = (row[at].long() for row in rows)
            hide = _spans_to_hide(shape, config.hidden, drawn) & (chars > UNKNOWN + 1)
            with torch.autocast(place.type, dtype=torch.bfloat16):
                vectors = encoder(*hidden((chars, pairs, words), hide))
                logits = guess(vectors[hide], encoder.characters.weight)
            loss = functional.cross_entropy(logits, chars[hide])
            descend(loss, optimizer, learning)
            if step % 200 == 0:
                log(f"cycle {number} step {step}/{cycle.steps} loss {loss.item():.3f}")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "encoder.pt"
    weights = {name: value.cpu() for name, value in encoder.state_dict().items()}
    torch.save({"size": asdict(size), "characters": characters, "weights": weights}, path)
    return path


def write_card(path: Path, characters: str, size: Size, config: Config) -> None:
    """Write what the program needs to know of the encoder, and how it was made."""
    card = {"characters": characters, "size": asdict(size), "config": asdict(config)}
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
