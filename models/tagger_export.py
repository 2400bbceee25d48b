"""Shipping the tagger: PyTorch to ONNX, weights and activations of the convolutions in 8 bits.

Static quantization (Jacob et al. 2018) makes the tagger nearly three times as fast on one
thread.  Weights keep 7 of the 8 bits: without that, processors that lack dot-product
instructions overflow in sums of two products and would answer differently from others.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .dictionary import FILE, Dictionary, save
from .tagger_training import Config, Network
from .tagset import TAGS, character_table, inputs


class _Probabilities(nn.Module):
    """The network with a softmax, as it is shipped."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, chars: torch.Tensor, bigrams: torch.Tensor, words: torch.Tensor
    ) -> torch.Tensor:
        """Tag probabilities, shape (batch, length, tags)."""
        return torch.softmax(self.network(chars, bigrams, words), dim=2)


def export(
    network: Network,
    rows: dict[str, int],
    dictionary: Dictionary,
    config: Config,
    folder: Path,
    texts: Iterable[str],
) -> None:
    """Write ``tagger.onnx``, ``tagger.json`` (characters, tags, configuration), the dictionary.

    ``texts`` show the range of the activations; some thousand characters will do.
    """
    network.eval()
    sample = inputs("某" * 16, character_table(rows), dictionary)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            _Probabilities(network),
            tuple(map(torch.from_numpy, sample.values())),
            str(plain),
            input_names=list(sample),
            output_names=["probabilities"],
            dynamic_axes={name: {1: "length"} for name in (*sample, "probabilities")},
            opset_version=17,
            dynamo=False,
        )
        quantize(plain, rows, dictionary, texts, folder / "tagger.onnx")
    save(dictionary, folder / FILE)
    card = {"characters": "".join(rows), "tags": list(TAGS), "config": asdict(config)}
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (folder / "tagger.json").write_text(text + "\n", encoding="utf-8")


def quantize(
    plain: Path, rows: dict[str, int], dictionary: Dictionary, texts: Iterable[str], target: Path
) -> None:
    """The model ``plain`` with its convolutions in 8 bits, written to ``target``."""
    from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    table = character_table(rows)
    shown = iter([text for text in texts if text])

    class Reader(CalibrationDataReader):  # type: ignore[misc]
        def get_next(self) -> dict[str, Any] | None:
            text = next(shown, None)
            return None if text is None else inputs(text, table, dictionary)

    with tempfile.TemporaryDirectory() as work:
        ready = Path(work) / "ready.onnx"
        quant_pre_process(str(plain), str(ready))
        quantize_static(
            str(ready),
            str(target),
            Reader(),
            op_types_to_quantize=["Conv"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
