from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError
from tests.shared import GOLD, needs_shared

HEADER = "id\ttype\tcanonical\tlang\tkind\tname\tgroup\tresolves_to\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.tsv"


@pytest.mark.parametrize(
    ("name", "lang", "canonical"),
    [
        ("Rusya", "tr", "Russia"),
        ("RUSYA FEDERASYONU", "tr", "Russia"),
        ("KGAÖ", "tr", "Collective Security Treaty Organization"),
        ("ABD", "tr", "United States"),
        ("Kazakhstani", "en", "Kazakhstan"),
        ("EAEU", "en", "Eurasian Economic Union"),
        ("российский", "ru", "Russia"),
        ("США", "ru", "United States"),
        ("Соединенные Штаты", "ru", "United States"),
        ("СВО", "ru", "Russia-Ukraine War (2022)"),
    ],
)
def test_names_of_three_languages_lead_to_one_actor(name: str, lang: str, canonical: str) -> None:
    assert [actor.canonical for actor in load_actors().named(name, lang)] == [canonical]


@pytest.mark.parametrize(
    ("name", "lang", "state"),
    [
        ("Moskova", "tr", "Q159"),
        ("Kremlin", "en", "Q159"),
        ("Путин", "ru", "Q159"),
        ("Госдума", "ru", "Q159"),
        ("Akorda", "tr", "Q232"),
        ("Astana", "en", "Q232"),
        ("Brüksel", "tr", "Q458"),
        ("Gorbaçov", "tr", "Q15180"),
    ],
)
def test_capitals_palaces_and_leaders_resolve(name: str, lang: str, state: str) -> None:
    table = load_actors()
    (actor,) = table.named(name, lang)
    assert table.resolve(actor.id).id == state


def test_a_capital_is_itself_and_stands_for_its_state() -> None:
    (moscow,) = load_actors().named("Москва", "ru")
    assert (moscow.id, moscow.type, moscow.metonym_of, moscow.group) == ("Q649", "GPE", "Q159", "RUS")


def test_a_shared_surname_gives_both() -> None:
    assert {a.canonical for a in load_actors().named("Aliyev", "en")} == {"Ilham Aliyev", "Heydar Aliyev"}


def test_abbreviations_keep_their_case() -> None:
    exact = {folded for folded, _, _, exact in load_actors().names_in("en") if exact}
    assert {"us", "un", "eu"} <= exact
    assert "russia" not in exact


def test_wikidata_is_filled_only_for_checked_ids() -> None:
    for actor in load_actors():
        assert (actor.wikidata == actor.id) == (actor.source != "own")


def test_the_table_has_the_foundation_s_size() -> None:
    assert len(load_actors()) >= 400
    assert all(any(actor.names.get(lang) for actor in load_actors()) for lang in LANGUAGES)


def test_states_are_found_by_iso_code() -> None:
    kazakhstan = load_actors().of_state("kz")
    assert kazakhstan is not None
    assert kazakhstan.id == "Q232"


def test_a_user_s_file_adds_and_overrides(own: Path) -> None:
    own.write_text(
        HEADER
        + "my:institute\tORG\tSteppe Institute\ttr\tname\tBozkır Enstitüsü\tSOURCE\tQ232\n".replace(
            "SOURCE", "SOCIETY"
        )
        + "my:institute\tORG\tSteppe Institute\ten\tname\tSteppe Institute\t\t\n"
        + "Q159\t\t\ttr\tname\tKuzey komşu\t\t\n".replace("\t\t\ttr", "\tGPE\tRussia\ttr"),
        encoding="utf-8",
    )
    table = load_actors((own,))
    (institute,) = table.named("bozkır enstitüsü", "tr")
    assert table.resolve(institute.id).canonical == "Kazakhstan"
    assert [a.id for a in table.named("Kuzey komşu", "tr")] == ["Q159"]
    assert [a.id for a in table.named("Россия", "ru")] == ["Q159"]
    assert len(load_actors().named("Kuzey komşu", "tr")) == 0


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("my:x\tTHING\tX\ten\tname\tX\t\t\n", r"row 2, column 'type'"),
        ("x\tORG\tX\ten\tname\tX\t\t\n", r"row 2, column 'id'"),
        ("my:x\tORG\tX\tde\tname\tX\t\t\n", r"row 2, column 'lang'"),
        ("my:x\tORG\tX\ten\tname\t\t\t\n", r"row 2, column 'name'"),
        ("my:x\tORG\tX\ten\tname\tX\tNOBODY\t\n", r"row 2, column 'group'"),
        ("my:x\tORG\tX\ten\tname\tX\t\tmy:y\n", r"row 2, column 'resolves_to'"),
        ("my:x\tORG\tX\ten\tname\tX\t\t\textra\n", r"row 2 has 9 cells"),
    ],
)
def test_faults_of_a_user_s_file_name_row_and_column(own: Path, row: str, place: str) -> None:
    own.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(InputError, match=place):
        load_actors((own,))


def test_a_missing_column_is_named(own: Path) -> None:
    own.write_text("id\ttype\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the column 'canonical'"):
        load_actors((own,))


def test_a_missing_file_is_one_clear_line(own: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_actors((own,))


@needs_shared
def test_the_article_s_linked_actors_are_in_the_table() -> None:
    import json

    gold = json.loads((GOLD / "entities.json").read_text(encoding="utf-8"))
    ids = {mention["wikidata"] for mention in gold if mention["wikidata"]}
    assert {i for i in ids if i not in load_actors()} == set()


def test_the_table_is_read_once_however_it_is_asked_for(own: Path) -> None:
    assert load_actors() is load_actors(()) is load_actors(extra=())
    own.write_text(HEADER + "my:x\tORG\tX\ten\tname\tX\tOTHER\t\n", encoding="utf-8")
    assert load_actors((own,)) is load_actors((own,)) is not load_actors()
