"""Training the model of known places (``known``) on annotated sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from . import known as model
from . import lexicon as lx
from .edges_train import Example, Text


def examples(texts: Iterable[Text], weight: float, per_word: int = 400) -> Iterable[Example]:
    """Occurrences of known names that are surely the place, or surely not."""
    seen: Counter[str] = Counter()
    for text, mentions, words in texts:
        sc = lx.scan(text)
        covered = [-1] * (len(text) + 1)
        for number, (start, end, _) in enumerate(mentions):
            for i in range(start, end):
                covered[i] = number
        for start, end, word, tags in model.occurrences(sc):
            first, last = covered[start], covered[end - 1]
            if first >= 0 and first == last:
                begin, stop, kind = mentions[first]
                if kind in ("PLACE", "ORG") and begin == start:
                    label = True
                elif kind == "PLACE" and words is None and (begin, stop) != (start, end):
                    continue
                elif kind == "PERSON" or (kind == "PLACE" and words is not None):
                    label = kind == "PLACE" and bool(sc.end_tags.get(start, 0) & lx.AREA)
                    if kind == "PLACE" and not label:
                        continue
                else:
                    continue
            elif words is None and (first >= 0 or last >= 0):
                kinds = {mentions[i][2] for i in (first, last) if i >= 0}
                if "INITIATIVE" in kinds:
                    continue
                label = False
            else:
                label = False
            if not label and words is not None and tags == lx.PLACE_NAME and len(word) > 2:
                # Machine marks cut long names (京津冀, 黄河流域) at will.
                continue
            # Counted together, so that the shares of both readings stay.
            seen[word] += 1
            if seen[word] > per_word:
                continue
            options = [model.features(sc, start, end, word, tags), []]
            yield options, [0 if label else 1], weight
