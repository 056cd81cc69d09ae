"""Faults of the knowledge tables that their readers cannot see row by row."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzru_nlp.knowledge.actors import WIKIDATA_ID, ActorTable, load_actors
from kzru_nlp.knowledge.cue_match import match_cue, words_of
from kzru_nlp.knowledge.cues import Cue, load_cues
from kzru_nlp.knowledge.glossary import Entry, Glossary, lemma_rows, load_glossary
from kzru_nlp.knowledge.rows import DATA, read_rows
from kzru_nlp.lang import LANGUAGES, get_profile

Lemmatize = Callable[[str], str]
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: which check found it, in which row (an id or a name), and what is wrong."""

    check: str
    row: str
    message: str


def verify(
    actors: ActorTable | None = None,
    cues: Iterable[Cue] | None = None,
    glossary: Glossary | None = None,
    *,
    lemmatizers: Mapping[str, Lemmatize] | None = None,
) -> list[Problem]:
    """Return every fault of the actor table, the cue lexicons and the glossary, ours unless others are given.

    `lemmatizers` maps a language to its lemmatizer; without one a cue's example is matched by its surfaces alone,
    and the lemmas of the glossary are not checked.
    """
    table = load_actors() if actors is None else actors
    lexicon = [cue for lang in LANGUAGES for cue in load_cues(lang)] if cues is None else list(cues)
    terms = load_glossary() if glossary is None else glossary
    return [
        *shared_names(table),
        *repeated_names(table),
        *nameless_actors(table),
        *metonymy_cycles(table),
        *unsourced_ids(table),
        *repeated_patterns(lexicon),
        *examples_that_fail(lexicon, lemmatizers or {}),
        *repeated_senses(terms),
        *foreign_letters(terms),
        *(stale_lemmas(terms, lemmatizers) if lemmatizers else ()),
    ]


def count() -> dict[str, int]:
    """Return how many rows our tables have, and how many actors of each type."""
    table, glossary = load_actors(), load_glossary()
    return {
        "actors": len(table),
        **{f"actors, {kind}": n for kind, n in sorted(Counter(actor.type for actor in table).items())},
        "actors with a checked Wikidata id": sum(actor.wikidata is not None for actor in table),
        "names of actors": len(table.names),
        "glossary entries": len(glossary),
        **{
            f"glossary terms {lang}": len({t for entry in glossary for t in entry.terms[lang]})
            for lang in LANGUAGES
        },
        **{f"cues {lang}": len(load_cues(lang)) for lang in LANGUAGES},
    }


def shared_names(table: ActorTable) -> Iterator[Problem]:
    """Yield names that several actors of a language bear without `ambiguous` in every row."""
    bearers: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for name in table.names:
        key = name.lang, name.text if name.exact else get_profile(name.lang).fold(name.text)
        bearers[key][name.actor_id] = name.ambiguous
    for (lang, text), found in bearers.items():
        if len(found) > 1 and not all(found.values()):
            undeclared = ", ".join(sorted(found))
            yield Problem(
                "shared-name", f"{lang}:{text}", f"borne by {undeclared}; note each as ambiguous or drop one"
            )


def repeated_names(table: ActorTable) -> Iterator[Problem]:
    """Yield names that stand twice for one actor."""
    counts = Counter((name.actor_id, name.lang, name.text) for name in table.names)
    for (actor_id, lang, text), count in counts.items():
        if count > 1:
            yield Problem("repeated-name", f"{lang}:{text}", f"stands {count} times for {actor_id}")


def nameless_actors(table: ActorTable) -> Iterator[Problem]:
    """Yield actors without a name in one of the languages."""
    for actor in table:
        for lang in LANGUAGES:
            if not actor.names.get(lang):
                yield Problem("no-name", actor.id, f"{actor.canonical} has no name in {lang}")


def metonymy_cycles(table: ActorTable) -> Iterator[Problem]:
    """Yield actors whose metonymy or resolution leads back to themselves or to nobody."""
    for actor in table:
        for relation in ("metonym_of", "resolves_to"):
            seen = [actor.id]
            while (current := table.get(seen[-1])) is not None and (higher := getattr(current, relation)):
                if higher in seen:
                    yield Problem("cycle", actor.id, f"{relation} goes round: {' -> '.join([*seen, higher])}")
                    break
                seen.append(higher)
            if current is None:
                yield Problem(
                    "dangling", actor.id, f"{relation} leads to {seen[-1]}, which no row has as its id"
                )


def unsourced_ids(table: ActorTable) -> Iterator[Problem]:
    """Yield Wikidata ids without a known public source, and ISO codes that two actors claim."""
    known = {row["key"] for row in read_rows(DATA / "sources.tsv", ("key", "description"))}
    for actor in table:
        if actor.source not in known:
            yield Problem("source", actor.id, f"source {actor.source!r} is not explained in sources.tsv")
        elif WIKIDATA_ID.fullmatch(actor.id) and actor.source == "own":
            yield Problem(
                "source", actor.id, "a Wikidata id needs the public source that it was checked against"
            )
    for iso, count in Counter(actor.iso for actor in table if actor.iso).items():
        if count > 1 or len(iso) != 2 or not iso.isupper():
            yield Problem("iso", iso, f"stands {count} times; two capital letters, once")


def repeated_patterns(cues: Sequence[Cue]) -> Iterator[Problem]:
    """Yield cues whose pattern another cue of the language has too, and ids used twice."""
    for (lang, pattern), count in Counter((cue.lang, cue.pattern) for cue in cues).items():
        if count > 1:
            yield Problem("repeated-pattern", f"{lang}:{pattern}", f"stands {count} times")
    for cue_id, count in Counter(cue.id for cue in cues).items():
        if count > 1:
            yield Problem("repeated-id", cue_id, f"stands {count} times")


def examples_that_fail(cues: Sequence[Cue], lemmatizers: Mapping[str, Lemmatize]) -> Iterator[Problem]:
    """Yield cues without an example, and cues that do not match their own."""
    for cue in cues:
        fold = get_profile(cue.lang).fold
        lemmatize = lemmatizers.get(cue.lang, fold)
        if not cue.example:
            yield Problem("no-example", cue.id, "give it an example sentence")
        elif not match_cue(
            cue.pattern, [(word, fold(lemmatize(word))) for word in words_of(cue.example, cue.lang)]
        ):
            yield Problem("example", cue.id, f"{cue.pattern!r} does not match its example {cue.example!r}")


def repeated_senses(glossary: Glossary) -> Iterator[Problem]:
    """Yield entries that say no more than another one of the same part of speech, and terms that stand twice in one."""
    bearers: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in glossary:
        for lang, terms in entry.terms.items():
            for term, count in Counter(terms).items():
                if count > 1:
                    yield Problem("repeated-term", entry.id, f"{lang} has {term!r} {count} times")
        for term in entry.terms.get("en", ()):
            bearers[entry.pos, "en", term].append(entry)
    for entries in bearers.values():
        for number, entry in enumerate(entries):
            for other in entries[:number]:
                if all(set(entry.terms[lang]) <= set(other.terms[lang]) for lang in LANGUAGES):
                    yield Problem("repeated-sense", entry.id, f"says no more than {other.id}; drop one")


def foreign_letters(glossary: Glossary) -> Iterator[Problem]:
    """Yield terms with a letter of another script, which no text will match ("с" for "c")."""
    for entry in glossary:
        for lang, terms in entry.terms.items():
            script = _SCRIPTS[get_profile(lang).script]
            for term in terms:
                if wrong := [
                    c for c in term if c.isalpha() and not unicodedata.name(c, "").startswith(script)
                ]:
                    yield Problem("foreign-letter", entry.id, f"{lang} {term!r} has {wrong[0]!r}")


def stale_lemmas(glossary: Glossary, lemmatizers: Mapping[str, Lemmatize]) -> Iterator[Problem]:
    """Yield terms of ours whose lemmas are not those that the lemmatizer makes of them, so that no text meets them."""
    shipped = [entry for entry in glossary if entry.shipped]
    for lang, term, lemmas in lemma_rows(shipped, lemmatizers):
        if glossary.lemmas(lang, term, ()) != tuple(lemmas.split()):
            yield Problem(
                "stale-lemma",
                f"{lang}:{term}",
                f"is {lemmas!r} to the lemmatizer; run `kzru-nlp knowledge lemmas`",
            )
