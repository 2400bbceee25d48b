"""spaCy DocBin: a ``Doc`` per file whose tokens are characters, so that every span fits.

``doc.ents`` holds the mentions with their types; ``doc.user_data["mentions"]``
the attributes in the same order, ``doc.user_data["id"]`` the file's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from . import markup
from .spans import Span, SpanText, attribute_json, mentions


def write(files: Sequence[markup.GoldFile], split: str, folder: Path) -> None:
    """``SPLIT.spacy``."""
    from spacy.tokens import Doc, DocBin
    from spacy.tokens import Span as Ent
    from spacy.vocab import Vocab

    vocab = Vocab()
    packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for gold in files:
        doc = Doc(vocab, words=list(gold.text), spaces=[False] * len(gold.text))
        found = list(mentions(gold))
        doc.set_ents([Ent(doc, m.start, m.end, label=m.type) for m in found])
        doc.user_data["id"] = gold.id
        doc.user_data["mentions"] = [attribute_json(mention) for mention in found]
        packed.add(doc)
    packed.to_disk(folder / f"{split}.spacy")


def read(path: Path) -> Iterator[SpanText]:
    """The texts and entities of a DocBin written here."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    for doc in DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()):
        spans = tuple(Span(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
        yield SpanText(str(doc.user_data["id"]), doc.text, spans)
