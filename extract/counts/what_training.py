"""Learning what counts count: words beside counts in the news, then the choice itself."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...corpus.article import Article
from ...corpus.counted import CountedItem, counted_news
from ...corpus.gold import AnnotatedDocument, annotated, mentions_in
from ...corpus.news import annotated_news
from ...corpus.segment import segment
from ...models.choices import likeliest
from ...models.choices_training import Question, fit, write
from ...models.reader import Question as ReaderQuestion
from ...models.reader import Read
from ..candidates import Mention
from . import TYPE, counted, others, propose, with_value
from .clauses import change, clause_before, trimmed
from .counted import Counted
from .cutting import Span, run_after
from .find import find_counts
from .habits import COLUMNS, NO_UNIT, PAIR_COLUMNS, PAIRS, WORDS, fits
from .options import plain
from .what import READ_WEIGHTS, WEIGHTS, asked_of, question, with_reading
from .what_rules import parted, ruled
from .words import NOUN, VERBAL_NOUN, tokens

SOURCE = "counts of broadcast news"
_ENDS = "，。、；！？）” ,"
LEAST_NEAR, LEAST_PLACE = 5, 3
"""How often a word must stand near counts, and in one of the places, to be listed."""

RIDGE, LEAST, SMALL = 2.5, 5, 0.03
"""Strength of the pull to zero, in how many questions a feature must stand, and what weights
are left out.  Words by themselves are features: with less pull they are of use on unseen
writers' text."""

LEAST_CHANCE = 0.5
"""Least probability of a choice on unannotated news that is learnt from."""


def news(path: Path) -> Iterator[str]:
    """The texts of a news file, one JSON object with ``text`` a line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def write_words(texts: Iterable[str], path: Path) -> None:
    """Write ``seeds/counted_words.tsv``: how often words stand near counts, and where.

    ``near``: anywhere in the clause before or the run behind; ``object`` and
    ``subject``: last before the numeral, of a clause without and with a change;
    ``opening``: first behind the unit; ``closing``: last of a run of nouns there.
    """
    near: Counter[str] = Counter()
    places: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS[2:6]}
    for text in texts:
        floor = 0
        for count in find_counts(text):
            if count.decoy:
                continue
            clause = clause_before(text, count.start, floor)
            floor = count.end
            changed = change().search(clause)
            left = trimmed(clause[: changed.start()] if changed else clause)
            words = [word.text for word in tokens(left[-16:])]
            if words:
                places["subject" if changed else "object"][words[-1]] += 1
                near.update(words)
            begin = count.end + text.startswith("的", count.end)
            stop = run_after(text, begin)
            right = tokens(text[begin:stop])
            if right:
                near.update(word.text for word in right)
                places["opening"][right[0].text] += 1
                whole = stop - begin <= 8 and text[stop : stop + 1] in _ENDS
                if whole and all(word.kind in (NOUN, VERBAL_NOUN, "U") for word in right):
                    places["closing"][right[-1].text] += 1
    lines = ["\t".join(COLUMNS)]
    for word, total in sorted(near.items()):
        cells = [counts[word] for counts in places.values()]
        if total >= LEAST_NEAR and max(cells) >= LEAST_PLACE and word.strip():
            lines.append(
                "\t".join([word, str(total), *map(str, cells), "counts in broadcast news"])
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pairs(texts: Iterable[str], weights: Mapping[str, float], path: Path) -> None:
    """Write ``seeds/counted_pairs.tsv``: how well words go with units, as ``weights`` see it.

    ``beside``: counts of the unit with a phrase beside them that ends in the word;
    ``counted``: those where such a phrase is chosen.  Choices less likely than not are
    left out.
    """
    beside: Counter[tuple[str, str]] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts = list(_apart(text))
        answers: list[str | None] = []
        for i, rule in enumerate(ruled(text, counts)):
            found = question(text, counts, i, (), answers, rule)
            right, chance = likeliest([option.features for option in found], weights)
            answers.append(found[right].phrase)
            unit = counts[i].unit or NO_UNIT
            if chance < LEAST_CHANCE or not found[right].features & {"R", "L"}:
                continue
            side = "R" if "R" in found[right].features else "L"
            last = {_last(o.phrase) for o in found if o.phrase and side in o.features}
            beside.update((unit, word) for word in last)
            chosen[unit, _last(found[right].phrase or "")] += 1
    lines = ["\t".join(PAIR_COLUMNS)]
    for (unit, word), total in sorted(beside.items()):
        if total >= LEAST_NEAR and word.strip():
            cells = [unit, word, str(total), str(chosen[unit, word]), SOURCE]
            lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _last(phrase: str) -> str:
    """The last word of a phrase."""
    words = tokens(phrase)
    return words[-1].text if words else ""


def _apart(text: str) -> Iterator[Counted]:
    """The counts of ``text`` that do not overlap one before them."""
    end = 0
    for count in find_counts(text):
        if not count.decoy and count.start >= end:
            end = count.end
            yield counted(Mention(TYPE, count.start, end, 1.0, (count.rule,), count.attrs))


def _gold(article: Article, document: AnnotatedDocument) -> list[tuple[Mention, str | None]]:
    """The article's gold mentions, counts with their values, and what they count."""
    read = {(c.start, c.end): c.attrs for c in propose(article) if not c.decoy}
    found = []
    for start, end, item in mentions_in(article, document.mentions):
        attrs = read.get((start, end), {}) if item["type"] == TYPE else {}
        mention = Mention(item["type"], start, end, 1.0, ("gold",), attrs)
        what = item["attrs"].get("what") if item["type"] == TYPE else None
        found.append((mention, plain(what) if what else None))
    return sorted(found, key=lambda pair: pair[0].start)


def gold_counts(
    documents: Iterable[AnnotatedDocument],
) -> Iterator[tuple[str, list[Counted], list[Span], list[str | None]]]:
    """(text, counts, other mentions, what is counted) of every annotated article."""
    for document in documents:
        for article in segment(document.document):
            pairs = _gold(article, document)
            counts = [(m, what) for m, what in pairs if m.type == TYPE]
            yield (
                article.text,
                [counted(with_value(article.text, m)) for m, _ in counts],
                others([m for m, _ in pairs]),
                [what for _, what in counts],
            )


Asked = tuple[Question, Question | None]
"""A question, and the same with what the reader says, where one says anything."""


def questions(documents: Iterable[AnnotatedDocument], read: Read) -> Iterator[Asked]:
    """A question for every gold count whose answer is among the options.

    The counts before a count are taken to be answered rightly.  ``read`` answers for
    readers that have not learnt the count.
    """
    for text, counts, mentions, answers in gold_counts(documents):
        yield from _asked(text, counts, mentions, dict(enumerate(answers)), read)


Find = Callable[[Article], Sequence[Mention]]
"""The mentions of an article, as the extractor finds them."""


_Judged = tuple[str, Article, Sequence[Mention], dict[int, str | None]]
"""An item's id, an article of it, its mentions, and what those of its counts that were judged
count, by their place among the counts."""


def _judged(items: Iterable[CountedItem], find: Find) -> Iterator[_Judged]:
    for item in items:
        for article in segment(item.document):
            mentions = find(article)
            counts = [m for m in mentions if m.type == TYPE]
            spans = [article.view.to_source(m.start, m.end) for m in counts]
            known = {
                i: what and plain(what)
                for i, what in enumerate(map(item.counted.get, spans))
                if spans[i] in item.counted
            }
            yield item.document.id, article, mentions, known


def judged_questions(items: Iterable[CountedItem], find: Find, read: Read) -> Iterator[Asked]:
    """A question for every judged count that ``find`` finds, its answer among the options.

    The other mentions are those that ``find`` finds, and what other counts count is what
    it says.
    """
    for _, article, mentions, known in _judged(items, find):
        counts = [m for m in mentions if m.type == TYPE]
        yield from _asked(
            article.text,
            [counted(m) for m in counts],
            others(mentions),
            known,
            read,
            [m.attrs.get("what") for m in counts],
        )


def counted_questions(
    documents: Iterable[AnnotatedDocument], items: Iterable[CountedItem], find: Find
) -> Iterator[tuple[str, ReaderQuestion, str | None]]:
    """(group, what the reader is asked, what is counted) of every gold and judged count."""
    for document in documents:
        for text, counts, _, answers in gold_counts([document]):
            for i, answer in enumerate(answers):
                yield document.group, asked_of(text, counts, i), answer
    for id, article, mentions, known in _judged(items, find):
        counts = [counted(m) for m in mentions if m.type == TYPE]
        for i, what in known.items():
            yield id, asked_of(article.text, counts, i), what


def _asked(
    text: str,
    counts: list[Counted],
    mentions: Sequence[Span],
    known: Mapping[int, str | None],
    read: Read,
    guesses: Sequence[str | None] = (),
) -> Iterator[Asked]:
    """Questions for the counts whose answers are ``known``; ``guesses`` answer the others."""
    answers: list[str | None] = []
    for i, rule in enumerate(ruled(text, counts, mentions)):
        answers.append(known[i] if i in known else guesses[i])
        if i not in known or counts[i].dimension == "age":
            continue
        if parted(text, counts, i) is not None:
            continue
        found = question(text, counts, i, mentions, answers[:i], rule)
        phrases = [option.phrase for option in found]
        if answers[i] in phrases:
            right = phrases.index(answers[i])
            asked = Question(tuple(option.features for option in found), right)
            told = with_reading(text, counts, i, found, read)
            more = Question(tuple(option.features for option in told), right)
            yield asked, None if more == asked else more


def run(texts: Path, seeds: Path, models: Path, find: Find, read: Read) -> None:
    """Count words in the news file ``texts``, then fit the choice on train split and news.

    ``find`` finds the mentions of articles of which only the counts were judged; ``read``
    answers for readers that have not learnt the counts.  A first fit, without how words go
    with units, reads that in the news.
    """
    write_words(news(texts), seeds / WORDS)
    documents = [*annotated("train"), *annotated_news("train", texts)]
    judged = list(counted_news(texts))
    mentions: dict[str, Sequence[Mention]] = {}

    def find_once(article: Article) -> Sequence[Mention]:
        if article.text not in mentions:
            mentions[article.text] = find(article)
        return mentions[article.text]

    def ask() -> Iterator[Asked]:
        yield from questions(documents, read)
        yield from judged_questions(judged, find_once, read)

    first = fit([_without_fits(asked) for asked, _ in ask()], ridge=RIDGE, least=LEAST)
    write_pairs(news(texts), first, seeds / PAIRS)
    fits.cache_clear()
    plain_and_read = list(ask())
    tables = {
        WEIGHTS: [asked for asked, _ in plain_and_read],
        READ_WEIGHTS: [told for _, told in plain_and_read if told is not None],
    }
    for name, found in tables.items():
        weights = fit(found, ridge=RIDGE, least=LEAST)
        weights = {sign: weight for sign, weight in weights.items() if abs(weight) >= SMALL}
        write(weights, models / name)


def _without_fits(question: Question) -> Question:
    """``question`` without the features of how words go with units."""
    kept = tuple(frozenset(f for f in one if "fits" not in f) for one in question.options)
    return Question(kept, question.right)
