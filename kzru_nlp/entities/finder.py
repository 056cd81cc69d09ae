"""Named entities of a Doc: candidates of every source, one decoder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kzru_nlp.entities.agree import agree
from kzru_nlp.entities.crf import tag_sentence
from kzru_nlp.entities.decode import decode
from kzru_nlp.entities.given import SOURCES, given_names
from kzru_nlp.entities.heads import closed_by_head, described_wars, opened_by_head, typed_by_head
from kzru_nlp.entities.known import KnownNames, find_actors, find_places, known_names
from kzru_nlp.entities.listed import find_listed
from kzru_nlp.entities.names import find_acronyms, find_persons
from kzru_nlp.entities.natasha import Tagged, tag
from kzru_nlp.entities.rules import find_expressions
from kzru_nlp.entities.words import Word, words_of
from kzru_nlp.knowledge.actors import ActorTable, load_actors
from kzru_nlp.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Which source knows the type of an equal span best.
PRIORITY = {
    "rule": 9,
    "actor": 8,
    "crf": 7,
    "crf+actor": 7,
    "head": 6,
    "natasha": 5,
    "person": 4,
    "gazetteer": 3,
    "list": 3,
    "acronym": 2,
    **dict.fromkeys(SOURCES, 5),
}
BY_RULE = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY"})
"""Labels whose rules find the value too; the CRF adds what has none ("Boxing Day")."""
TAGGER = "natasha"
"""The source of a tagger that decides with the CRF."""
_TABLES = frozenset({"actor", "gazetteer", "list"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})

Tagger = Callable[[str, Sequence[Word], KnownNames, frozenset[int]], Iterable[Mention]]


class EntityFinder:
    """Finds the mentions of Docs in one language; tables are read when the first Doc comes."""

    def __init__(
        self,
        lang: str,
        actors: ActorTable | None = None,
        model: Path | None = None,
        *,
        statistical: bool = True,
    ) -> None:
        """`model` is the file of a CRF that decides between the tables and rules; without one they decide.

        Without `statistical`, natasha's tagger is left out too.
        """
        self.lang = lang
        self._actors = actors
        self._model = model
        self._tagger = TAGGERS.get(lang, _by_shape) if statistical else _by_shape

    @cached_property
    def _known(self) -> KnownNames:
        return known_names(self.lang, self._actors or load_actors())

    def __call__(self, doc: Doc) -> list[Mention]:
        """Return the mentions of `doc`, not yet linked, without overlaps, left to right."""
        # `doc.text` joins all tokens at each call.
        text, words = doc.text, words_of(doc, self.lang)
        edges = _Edges(words)
        given = given_names(doc)
        proposed = self.candidates(text, words, given.tag if given else self._tagger)
        candidates = [m for c in proposed if (m := edges.snap(c, text))]
        if given:
            candidates = given.choose(candidates)
        elif self._model:
            candidates = list(self._decided(text, words, candidates, self._model))
        found = decode(candidates, _priority)
        return [replace(m, lemma=_lemma(m, words, edges)) for m in found]

    def _decided(
        self, text: str, words: Sequence[Word], candidates: Sequence[Mention], model: Path
    ) -> Iterator[Mention]:
        """Yield what the CRF finds, dates and amounts by the rules, described wars, and actors.

        An actor that the CRF has cut ("Ukraine" of "war in Ukraine") is longer and stays; the CRF's longer names win.
        A tagger of the language's own decides with the CRF.
        """
        actors = {(m.start, m.end): m for m in candidates if m.source == "actor"}
        expressions = [m for m in candidates if m.source.startswith("rule")]
        decided: list[Mention] = []
        for sentence in sentences_of(words):
            inside = [m for m in candidates if sentence[0].start <= m.start < sentence[-1].end]
            if _shouts(sentence):
                yield from (m for m in inside if m.source.partition(":")[0] in _TABLES)
                continue
            for mention in tag_sentence(model, text, sentence, inside, self.lang):
                if _describes_nothing(mention) or (mention.label in BY_RULE and _meets(mention, expressions)):
                    continue
                known = actors.get((mention.start, mention.end))
                if known and mention.label == "NORP" != known.label:
                    # "Varşovalı" looks like an inflected "Varşova"; whether people are meant the CRF reads.
                    del actors[known.start, known.end]
                    known = replace(known, label="NORP")
                # The table knows better what a name is; where it begins and ends the CRF has decided.
                decided.append(replace(known, source="crf+actor", score=mention.score) if known else mention)
        tagged = [m for m in candidates if m.source == TAGGER]
        if tagged:
            listed = [m for m in candidates if m.source != TAGGER and not m.source.startswith("rule")]
            decided = agree(decided, tagged, listed)
        yield from decided
        yield from expressions
        yield from (
            m for m in candidates if m.source == "head" and m.label == "EVENT" and not m.text.isupper()
        )
        yield from actors.values()

    def candidates(self, text: str, words: Sequence[Word], tagger: Tagger | None = None) -> Iterator[Mention]:
        """Yield what each table and rule proposes; proposals may overlap. `tagger` stands in for the finder's own."""
        known = self._known
        yield from find_expressions(text, self.lang)
        actors = find_actors(text, words, known)
        places = list(find_places(text, words, known))
        yield from actors
        yield from places
        yield from find_listed(text, words, self.lang)
        tagged = list(
            (tagger or self._tagger)(
                text, words, known, frozenset(m.start for m in (*actors, *places) if m.label != "PER")
            )
        )
        yield from tagged
        closed = frozenset(m.end for m in (*actors, *tagged) if m.label in ("GPE", "PER", "ORG"))
        yield from closed_by_head(text, words, self.lang, closed)
        yield from opened_by_head(text, words, self.lang)
        by_start = {m.start: m for m in (*places, *actors) if m.label in _PLACES}
        by_end = {m.end: m for m in by_start.values()}
        names = lambda start, end: by_start.get(start) or by_end.get(end)  # noqa: E731
        yield from described_wars(text, words, self.lang, names)


def _meets(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(m.start < mention.end and mention.start < m.end for m in others)


def _shouts(sentence: Sequence[Word]) -> bool:
    """Whether a sentence is set in capitals, as titles are: there shapes say nothing, and only tables do."""
    words = [word.text for word in sentence if word.text.isalpha() and len(word.text) > 1]
    return len(words) > 1 and sum(map(str.isupper, words)) > 0.7 * len(words)


def _describes_nothing(mention: Mention) -> bool:
    """Whether an event has neither name nor date ("the war"): which one is meant stands elsewhere."""
    return mention.label == "EVENT" and not any(c.isupper() or c.isdigit() for c in mention.text)


def _by_shape(
    text: str, words: Sequence[Word], known: KnownNames, taken: frozenset[int]
) -> Iterator[Mention]:
    """Yield persons and acronyms by their shape and neighbours, for languages without a tagger."""
    yield from find_persons(text, words, known.lang, taken)
    yield from find_acronyms(text, words, known.lang)


def _by_natasha(
    text: str, words: Sequence[Word], known: KnownNames, taken: frozenset[int]
) -> Iterator[Mention]:
    sentences = sentences_of(words)
    for sentence, tagged in zip(sentences, tag([[w.text for w in s] for s in sentences]), strict=True):
        for span in _with_owners(tagged):
            start, end = sentence[span.first].start, sentence[span.last - 1].end
            mention = Mention(start, end, span.label, text[start:end], span.score, "natasha")
            yield replace(mention, label=_fine_label(mention, sentence, known))


def _with_owners(tagged: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield the spans, an organisation joined with the place or body right after it ("Госдумы России")."""
    last: Tagged | None = None
    for span in tagged:
        if last and last.label == "ORG" and span.label in ("LOC", "ORG") and span.first == last.last:
            last = Tagged(last.first, span.last, "ORG", min(last.score, span.score))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


TAGGERS: dict[str, Tagger] = {"ru": _by_natasha}


def _fine_label(mention: Mention, sentence: Sequence[Word], known: KnownNames) -> str:
    """Return the OntoNotes label of one of natasha's three."""
    if mention.label == "PER":
        return "PER"
    label = typed_by_head(mention, sentence, known.lang)
    if mention.label == "LOC":
        return label if label in ("LOC", "FAC") else "GPE"
    return label if label in ("LAW", "EVENT") else "ORG"


def sentences_of(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words sentence by sentence."""
    out: list[list[Word]] = []
    for word in words:
        if word.opens_sentence or not out:
            out.append([])
        out[-1].append(word)
    return out


def _priority(mention: Mention) -> float:
    return PRIORITY.get(mention.source.partition(":")[0], 0)


def _lemma(mention: Mention, words: Sequence[Word], edges: _Edges) -> str:
    return " ".join(word.lemma for word in edges.inside(words, mention))


class _Edges:
    """Where words start and end: mentions stand on these edges."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def snap(self, mention: Mention, text: str) -> Mention | None:
        """Return the mention on word edges: a rule may end inside a word ("1990’lar" cut elsewhere)."""
        i = bisect_right(self._starts, mention.start) - 1
        j = bisect_left(self._ends, mention.end)
        if i < 0 or j >= len(self._ends) or i > j:
            return None
        start, end = self._starts[i], self._ends[j]
        if start == mention.start and end == mention.end:
            return mention
        return replace(mention, start=start, end=end, text=text[start:end])

    def inside(self, words: Sequence[Word], mention: Mention) -> Sequence[Word]:
        """Return the words of the mention."""
        return words[bisect_left(self._starts, mention.start) : bisect_left(self._ends, mention.end) + 1]
