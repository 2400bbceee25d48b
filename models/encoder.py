"""Models on the encoder at run time: what they are asked, and the sessions that answer."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import dictionary as dictionaries
from .tagset import UNKNOWN, character_table, inputs

FILE = "encoder.json"
"""The characters that the encoder knows, and how it was made."""
FIRST_ROW = UNKNOWN + 2
"""Row of the first character of the table, behind the one for what is to be guessed."""

Asked = dict[str, npt.NDArray[np.int64]]


@cache
def _table() -> npt.NDArray[np.int64]:
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    characters: str = json.loads(text)["characters"]
    return character_table({char: row for row, char in enumerate(characters, FIRST_ROW)})


def asked(text: str) -> Asked:
    """What a model is asked about ``text``, as a batch of one."""
    return inputs(text, _table(), dictionaries.load())


def session(path: Path) -> Any:
    """An ONNX Runtime session on one thread.  Opens no network connection."""
    import onnxruntime  # heavy: only when a model is wanted

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
