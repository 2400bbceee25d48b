"""Fitting a choice among options: multinomial logistic regression over each question's options."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Question:
    """The features of each option, and which option is right."""

    options: tuple[frozenset[str], ...]
    right: int


def fit(questions: Sequence[Question], *, ridge: float = 4.0, least: int = 10) -> dict[str, float]:
    """Weights of the features that occur in at least ``least`` questions.

    Maximises the log-likelihood of the right options less ``ridge``/2 · |w|²;
    deterministic (L-BFGS from zero).
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    seen = Counter(name for q in questions for name in frozenset().union(*q.options))
    index = {name: i for i, name in enumerate(sorted(k for k, n in seen.items() if n >= least))}
    rows, columns, starts, right = [], [], [], []
    row = 0
    for question in questions:
        starts.append(row)
        right.append(row + question.right)
        for option in question.options:
            known = [index[name] for name in sorted(option) if name in index]
            columns.extend(known)
            rows.extend([row] * len(known))
            row += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(index)))
    transposed = matrix.T.tocsr()
    sizes = np.diff([*starts, row])
    target = np.zeros(row)
    target[right] = 1.0

    def loss(weights):  # type: ignore[no-untyped-def]
        score = matrix @ weights
        top = np.maximum.reduceat(score, starts)
        power = np.exp(score - np.repeat(top, sizes))
        total = np.add.reduceat(power, starts)
        value = (np.log(total) + top).sum() - score[right].sum() + ridge / 2 * weights @ weights
        slope = transposed @ (power / np.repeat(total, sizes) - target) + ridge * weights
        return value, slope

    found = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    return {name: round(float(found[i]), 3) for name, i in index.items() if abs(found[i]) >= 0.0005}


def write(weights: Mapping[str, float], path: Path) -> None:
    """Write weights as :func:`.choices.load` reads them, a line each, in order."""
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
