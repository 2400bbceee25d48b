"""Bodies that may run an initiative, each with what speaks for it: the options of a choice.

The rules of :mod:`.sponsor_rules` say what the text states; where it stands, how often and in
which form a body is named tells the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from .bodies import Body
from .ties import Span, launches, located, names_person, said, sentence_of, takes, titled, uses
from .vocabulary import alternatives

BEFORE, AFTER, FIRST, MENTIONS = 14, 5, 3, 4
"""How many occurrences are weighed: before a mention, behind it, and at the top of the text;
and of how many mentions."""

_STEM = re.compile("(?:街道|社区)?(?:党工委|党委|办事处)?(?:街道|社区|[省市县区旗镇乡村])?$")
_CLAUSE = re.compile("[，,；;：:。！!？?\n“”]")


@cache
def _no_host() -> re.Pattern[str]:
    """Bodies and places that run nothing merely because they stand near."""
    return re.compile(f"(?:{alternatives('no_host')}|[湖江河山岭])$")


@cache
def _called() -> re.Pattern[str]:
    """A verb of naming before a name."""
    return re.compile(f"(?:{alternatives('called')})(?:为|成|出)?了?$")


_EDITION = re.compile("第[一二三四五六七八九十百0-9]+届|首届|20[0-9]{2}年")
_LISTED = re.compile("[、和及与][“《]?$")


@cache
def _range() -> re.Pattern[str]:
    """Words of what is wider than one town."""
    return re.compile(alternatives("wide"))


@cache
def _suffix() -> re.Pattern[str]:
    """How a body that may run an initiative ends."""
    words = alternatives("runner_end")
    return re.compile(f"{words}|[省市县区旗镇乡村州局委办院所厅部会厂站行校馆队]")


@cache
def _verb() -> re.Pattern[str]:
    """The verb between a body and a name, with no later one that brings something about."""
    verbs, founding = alternatives("runner_verb"), alternatives("founding")
    return re.compile(f"(?:{verbs})(?=(?:(?!{founding}).)*$)")


@dataclass(frozen=True)
class Option:
    """A body by the name it goes by, or ``None``, and its features."""

    name: str | None
    features: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """What is known of the initiative: its mentions, kind and where else there are others."""

    spans: Sequence[Span]
    others: Sequence[Span]
    kind: str
    spelled: bool
    """Whether the article gives its parts: it explains it rather than mentions it."""
    national: bool


@dataclass(frozen=True)
class Scene:
    """The bodies of an article in order, and what is counted of them once."""

    bodies: Sequence[Body]
    lines: Sequence[Span]
    """Spans of the kicker, title and subtitle."""

    @cached_property
    def starts(self) -> list[int]:
        """Where the bodies start."""
        return [b.start for b in self.bodies]

    @cached_property
    def often(self) -> Counter[str]:
        """How often each name stands."""
        return Counter(b.name for b in self.bodies)

    @cached_property
    def entities(self) -> Counter[str]:
        """How often each body is named, by whatever name."""
        return Counter(b.entity for b in self.bodies)

    @cached_property
    def bodies_by_name(self) -> dict[str, str]:
        """The body that each name goes for."""
        return {b.name: b.entity for b in self.bodies}

    @cached_property
    def most(self) -> int:
        """How often the one named most is."""
        return max(self.entities.values(), default=0)

    @cached_property
    def forms(self) -> dict[str, list[int]]:
        """Lengths of the names that a body goes by, shortest first."""
        found: dict[str, set[str]] = defaultdict(set)
        for body in self.bodies:
            if not body.stand_in:
                found[body.entity].add(body.name)
        return {entity: sorted(map(len, names)) for entity, names in found.items()}

    def between(self, low: int, high: int) -> Sequence[Body]:
        """The bodies that start from ``low`` to before ``high``."""
        return self.bodies[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def no_host(self, body: Body) -> bool:
        """Whether it runs nothing merely because it stands near."""
        return body.name in self.no_hosts

    def hosts(self, body: Body) -> bool:
        """Whether it is a body that may run what it stands near."""
        return body.type == "ORG" and body.name not in self.no_hosts

    def host_before(self, position: int) -> Body | None:
        """The last body before a place in the text that may run something."""
        for i in range(bisect_left(self.starts, position) - 1, -1, -1):
            if self.hosts(self.bodies[i]) and self.bodies[i].end <= position:
                return self.bodies[i]
        return None

    @cached_property
    def no_hosts(self) -> frozenset[str]:
        """Names of bodies that run nothing merely because they stand near."""
        return frozenset(name for name in self.often if _no_host().search(name))

    @cached_property
    def only(self) -> str | None:
        """The one body of which the article speaks, if it is one."""
        named = [b for b in self.bodies if self.hosts(b) and not b.stand_in]
        return named[0].name if len({b.entity for b in named}) == 1 else None

    @cached_property
    def in_heads(self) -> list[Body]:
        """The bodies in the headline."""
        return [self.bodies[i] for i in self.heads]

    @cached_property
    def heads(self) -> list[int]:
        """Indices of the bodies in the headline."""
        return [
            i for i, b in enumerate(self.bodies) if any(s <= b.start < e for s, e in self.lines)
        ]

    @cached_property
    def first(self) -> str | None:
        """The first body below the headline."""
        end = max((e for _, e in self.lines), default=0)
        return next((b.name for b in self.bodies if b.start >= end), None)


def options(
    text: str,
    scene: Scene,
    asked: Asked,
    ruled: str | None,
    ways: Sequence[tuple[str, str]],
    earlier: str | None,
) -> list[Option]:
    """Every body near the mentions or on top of the text, then ``None``.

    ``ruled`` is what the rules say, ``ways`` are the names that some rule speaks for
    with the rule, ``earlier`` is who runs the initiative before this one (empty for the
    first).  Offsets into the folded ``text``.
    """
    near: dict[str, set[int]] = {}
    bodies = scene.bodies
    middles = [bisect_left(scene.starts, start) for start, _ in asked.spans[:MENTIONS]]
    for middle in middles:
        for i in range(max(0, middle - BEFORE), min(len(bodies), middle + AFTER)):
            near.setdefault(bodies[i].name, set()).add(i)
    for i in (*range(min(FIRST, len(bodies))), *scene.heads[:FIRST]):
        near.setdefault(bodies[i].name, set()).add(i)
    for name, _ in ways:
        near.setdefault(name, set())
    here = sorted(_context(text, scene, asked))
    told = {how for _, how in ways}
    found = []
    subject = _subject(text, scene, middles[0])
    for name, indices in near.items():
        features = set(_features(text, scene, asked, name, sorted(indices), middles, here))
        for other, how in ways:
            if other == name:
                features |= {f"way={how}", f"way={how}|{asked.kind}"}
        if subject is not None and subject.entity == scene.bodies_by_name.get(name):
            same = "\n" not in text[subject.end : asked.spans[0][0]]
            features.add("subject" if same else "subject above")
            features |= {f"subject|{fact}" for fact in here if same}
        features |= set(_against(scene, name, ruled, "ruled"))
        features |= set(_against(scene, name, earlier, "earlier"))
        if "earlier" in features:
            features |= {f"earlier|{f}" for f in features if f in _PLACES}
            features |= {f"earlier|{fact}" for fact in here}
        found.append(Option(name, frozenset(features)))
    nothing = {"none", *(f"none|{fact}" for fact in here), *(f"none|way={how}" for how in told)}
    if ruled is None:
        nothing.add("none|ruled")
    if earlier is None:
        nothing.add("none|earlier")
    elif earlier == "":
        nothing.add("none|first")
    if not told:
        nothing.add("none|no way")
    found.append(Option(None, frozenset(nothing)))
    return found


def _subject(text: str, scene: Scene, middle: int) -> Body | None:
    """The last body before a mention that opens a clause and acts: neither source nor scene."""
    for i in range(middle - 1, max(-1, middle - 1 - BEFORE), -1):
        body = scene.bodies[i]
        signs = set(_signs(text, body))
        if "opens clause" in signs and not signs & {"located", "said", "person", "possessor"}:
            return body
    return None


def _against(scene: Scene, name: str, other: str | None, what: str) -> Iterator[str]:
    """Whether a name is another answer's, or goes for the same body."""
    if not other:
        return
    if name == other:
        yield what
    elif scene.bodies_by_name.get(name) == scene.bodies_by_name.get(other):
        yield f"{what}|other form"
    elif other in name or name in other:
        yield f"{what}|part"


def _context(text: str, scene: Scene, asked: Asked) -> Iterator[str]:
    """Facts about the mentions themselves."""
    start, end = asked.spans[0]
    yield f"kind={asked.kind}"
    low, _ = sentence_of(text, start)
    before = text[low:start].rstrip('“‘"《 ')
    clause = _CLAUSE.split(before)[-1]
    if any(s <= a < e for a, _ in asked.spans for s, e in scene.lines):
        yield "in headline"
    if asked.spelled:
        yield "spelled"
    if asked.national:
        yield "national"
    yield f"mentions={min(len(asked.spans), 3)}"
    yield "quoted" if text[start - 1 : start] in "“‘《" or text[start] in "“‘《" else "unquoted"
    if uses(text, start):
        yield "used"
    if takes(before):
        yield "taken"
    if launches(clause):
        yield "launched"
    elif launches(before):
        yield "launched before"
    if _called().search(before):
        yield "called"
    if _LISTED.search(text[max(0, start - 2) : start]):
        yield "listed"
    if not clause:
        yield "opens"
    verb = _verb().search(clause)
    yield f"verb={verb[0]}" if verb else "verb=none"
    if _EDITION.match(text, start) or _EDITION.search(before):
        yield "edition"
    if _range().search(text[start:end]) or _range().search(clause):
        yield "wide"
    if re.match('[”’"]?(?:的|上|中|里|期间|以来|实施|开展|推行|启动|落实)', text[end : end + 4]):
        yield f"after={text[end : end + 2].lstrip('”’')[:1]}"


def _relation(text: str, span: Span, body: Body) -> str:
    """Where an occurrence stands as seen from a mention."""
    if body.end <= span[0]:
        between, side = text[body.end : span[0]], "<"
    else:
        between, side = text[span[1] : body.start], ">"
    if "\n" in between:
        return ("line1" if between.count("\n") == 1 else "line") + side
    if not _CLAUSE.search(between.rstrip("“")):
        return "clause" + side
    if not re.search("[。！!？?]", between):
        return "sentence" + side
    return ("next" if len(re.findall("[。！!？?]", between)) == 1 else "paragraph") + side


_ORDER = ("clause<", "sentence<", "next<", "clause>", "line1<", "sentence>", "paragraph<", "next>")


_PLACES = frozenset(f"nearest={place}" for place in (*_ORDER, "far"))


def _features(
    text: str,
    scene: Scene,
    asked: Asked,
    name: str,
    indices: Sequence[int],
    middles: Sequence[int],
    here: Sequence[str],
) -> Iterator[str]:
    ending = list(_suffix().finditer(name))
    unit = ending[-1][0] if ending and ending[-1].end() == len(name) else "other"
    yield f"unit={unit}"
    yield f"unit={unit}|kind={asked.kind}"
    if not indices:
        yield "in its name"
        return
    bodies = scene.bodies
    stem = _STEM.sub("", name)[-2:]
    if len(stem) == 2 and stem in text[asked.spans[0][0] : asked.spans[0][1]]:
        yield "shares name"
        yield f"shares name|{asked.kind}"
    some = bodies[indices[0]]
    yield f"type={some.type}"
    yield f"often={min(scene.often[name], 4)}"
    if scene.entities[some.entity] == scene.most:
        yield "most named"
    sizes = scene.forms.get(some.entity, [])
    if len(sizes) > 1:
        yield "longest form" if len(name) == sizes[-1] else "shorter form"
        if len(name) == sizes[0]:
            yield "shortest form"
    occurrences = [bodies[i] for i in indices]
    if any(i in indices for i in scene.heads):
        yield "headline"
        if "in headline" in here:
            yield "headline|same"
        if any((b.start, b.end) in scene.lines for b in occurrences):
            yield "headline alone"
    if scene.first == name:
        yield "first in body"
    relations: set[str] = set()
    for span, middle in zip(asked.spans, middles, strict=False):
        rank = {"ORG": 0, "PLACE": 0}
        for i in range(middle - 1, max(-1, middle - 1 - BEFORE), -1):
            if bodies[i].name == name:
                relations.add(f"rank={min(rank[bodies[i].type], 3)}")
                break
            rank[bodies[i].type] += 1
        for b in occurrences:
            relation = _relation(text, span, b)
            relations.add(f"at={relation}")
            if relation in _ORDER[:6]:
                relations.update(f"{relation}|{sign}" for sign in _signs(text, b))
    nearest = next((r for r in _ORDER if f"at={r}" in relations), "far")
    yield from relations
    yield f"nearest={nearest}"
    yield f"nearest={nearest}|{some.type}"
    yield f"nearest={nearest}|unit={unit}"
    for fact in here:
        yield f"nearest={nearest}|{fact}"


def _signs(text: str, body: Body) -> Iterator[str]:
    """What an occurrence does in its clause."""
    after = text[body.end : body.end + 30]
    if body.stand_in:
        yield "stands in"
    if located(text, body):
        yield "located"
    if said(after):
        yield "said"
    if titled(after):
        yield "titled"
    if names_person(after):
        yield "person"
    if after.startswith("的"):
        yield "possessor"
    if text[body.start - 1 : body.start] == "由":
        yield "由"
    if body.start == 0 or _CLAUSE.match(text[body.start - 1]):
        yield "opens clause"
    clause = _CLAUSE.split(after)[0]
    if launches(clause):
        yield "launches"
    if after[:1] in ("、", "和", "与"):
        yield "joined"
