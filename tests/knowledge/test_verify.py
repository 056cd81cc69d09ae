from __future__ import annotations

from dataclasses import replace

import pytest

from kzru_nlp.knowledge.actors import Actor, ActorTable, Name, load_actors
from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.knowledge.glossary import Entry, Glossary
from kzru_nlp.knowledge.verify import verify
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.text.lemmas import get_lemmatizer

NAMES = dict.fromkeys(LANGUAGES, ("X",))
CUE = Cue("en.1", "en", "stand by", 1, 3.5, "05", "subj>obj", "They stand by us.")


def actor(actor_id: str, **fields: object) -> Actor:
    given = {"wikidata": None, "type": "ORG", "canonical": actor_id, "names": NAMES, "source": "own"}
    return Actor(id=actor_id, **{**given, **fields})  # type: ignore[arg-type]


def checks(table: ActorTable | None = None, cues: tuple[Cue, ...] = ()) -> list[str]:
    return found(table, cues, Glossary([]))


def found(table: ActorTable | None, cues: tuple[Cue, ...], glossary: Glossary) -> list[str]:
    return [p.check for p in verify(table or ActorTable([actor("my:a")], []), cues, glossary)]


def test_our_tables_have_no_fault() -> None:
    assert verify(lemmatizers={lang: get_lemmatizer(lang) for lang in LANGUAGES}) == []


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert checks(cues=(CUE,)) == []


def test_a_shared_name_must_be_declared() -> None:
    both = [actor("my:a"), actor("my:b")]
    names = [Name("my:a", "en", "name", "Union"), Name("my:b", "en", "name", "union")]
    assert checks(ActorTable(both, names)) == ["shared-name"]
    assert checks(ActorTable(both, [replace(name, ambiguous=True) for name in names])) == []


def test_a_name_stands_once() -> None:
    assert checks(ActorTable([actor("my:a")], [Name("my:a", "en", "name", "A")] * 2)) == ["repeated-name"]


def test_an_actor_is_named_in_every_language() -> None:
    assert checks(ActorTable([actor("my:a", names={"en": ("A",), "tr": ("A",)})], [])) == ["no-name"]


@pytest.mark.parametrize("relation", ["metonym_of", "resolves_to"])
def test_metonymy_does_not_go_round_or_lead_nowhere(relation: str) -> None:
    round_trip = [actor("my:a", **{relation: "my:b"}), actor("my:b", **{relation: "my:a"})]
    assert checks(ActorTable(round_trip, [])) == ["cycle", "cycle"]
    assert checks(ActorTable([actor("my:a", **{relation: "my:c"})], [])) == ["dangling"]


def test_a_wikidata_id_names_its_source() -> None:
    assert checks(ActorTable([actor("Q159", wikidata="Q159")], [])) == ["source"]
    assert checks(ActorTable([actor("my:a", source="hearsay")], [])) == ["source"]


def test_an_iso_code_belongs_to_one_actor() -> None:
    assert checks(ActorTable([actor("my:a", iso="KZ"), actor("my:b", iso="KZ")], [])) == ["iso"]


def test_cues_have_an_example_that_they_match() -> None:
    assert checks(cues=(replace(CUE, example=""),)) == ["no-example"]
    assert checks(cues=(replace(CUE, example="They stood by us."),)) == ["example"]


def test_patterns_and_ids_stand_once() -> None:
    assert checks(cues=(CUE, replace(CUE, id="en.2"))) == ["repeated-pattern"]
    assert checks(cues=(CUE, replace(CUE, pattern="by us"))) == ["repeated-id"]


def test_resolution_always_ends() -> None:
    for one in load_actors():
        assert load_actors().resolve(one.id).resolves_to is None


def entry(entry_id: str, **terms: tuple[str, ...]) -> Entry:
    return Entry(entry_id, "noun", {"tr": ("bir",), "en": ("one",), "ru": ("один",), **terms}, shipped=True)


@pytest.mark.parametrize(
    ("entries", "check"),
    [
        ([entry("a"), entry("b")], "repeated-sense"),
        ([entry("a", tr=("bir", "bir"))], "repeated-term"),
        ([entry("a", ru=("cоюз",))], "foreign-letter"),
        ([entry("a", en=("оne",))], "foreign-letter"),
    ],
)
def test_the_glossary_s_faults_are_found(entries: list[Entry], check: str) -> None:
    assert found(None, (), Glossary([entry("c", en=("three",), tr=("üç",), ru=("три",)), *entries])) == [
        check
    ]


def test_a_lemma_that_the_index_lacks_is_found() -> None:
    lemmatizers = {lang: get_lemmatizer(lang) for lang in LANGUAGES}
    known = {("en", "talks"): ("talk",)}
    terms = {"tr": ("görüş",), "en": ("talks",), "ru": ("переговоры",)}
    table = ActorTable([actor("my:a")], [])

    def checks_of(lemmas: dict[tuple[str, str], tuple[str, ...]]) -> list[str]:
        glossary = Glossary([Entry("a", "noun", terms, shipped=True)], lemmas)
        return [p.check for p in verify(table, (), glossary, lemmatizers=lemmatizers) if "lemma" in p.check]

    assert checks_of({}) == ["stale-lemma"]
    assert checks_of(known) == []
