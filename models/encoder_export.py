"""Shipping models on the encoder: PyTorch to ONNX, weights in 8 bits.

Dynamic quantization: weights of the matrix products are in 8 bits by row, what they are
multiplied with is scaled when it is there.  Weights keep 7 of the 8 bits: without
that, processors that lack dot-product instructions overflow in sums of two products and
would answer differently from others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import nn

from .dictionary import ASPECTS, PLACES


def sample(length: int = 64) -> dict[str, torch.Tensor]:
    """What an encoder is asked, of any content."""
    row = torch.ones((1, length), dtype=torch.long)
    words = torch.ones((1, length, ASPECTS * len(PLACES)), dtype=torch.long)
    return {"chars": row, "bigrams": row, "words": words}


def export(
    network: nn.Module,
    sample: Mapping[str, torch.Tensor],
    answers: Sequence[str],
    target: Path,
    single: Sequence[str] = (),
) -> None:
    """Write ``network``, whose arguments are like ``sample``, to ``target``.

    The arguments and ``answers`` are of any number of rows, and all but ``single``
    of any length.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    network.eval()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work) / "plain.onnx", Path(work) / "ready.onnx"
        torch.onnx.export(
            network,
            tuple(sample.values()),
            str(plain),
            input_names=list(sample),
            output_names=list(answers),
            dynamic_axes={
                name: {0: "rows"} if name in single else {0: "rows", 1: "length"}
                for name in (*sample, *answers)
            },
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
