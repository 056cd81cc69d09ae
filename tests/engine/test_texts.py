from __future__ import annotations

from kzru_nlp.engine.texts import find_entities, find_stances, find_stretches

MIXED = "Bu çalışma Kazakistan ile Rusya arasındaki ilişkileri incelemektedir.\n\n  \nКазахстан осудил Россию и отказался от помощи, потому что она была не нужна.\n"


def test_paragraphs_keep_their_place_and_language() -> None:
    stretches = list(find_stretches(MIXED))
    assert [stretch.lang for stretch in stretches] == ["tr", "ru"]
    assert all(MIXED[s.start : s.start + len(s.text)] == s.text for s in stretches)


def test_a_given_language_takes_the_text_as_it_is() -> None:
    (stretch,) = find_stretches(MIXED, "ru")
    assert (stretch.start, stretch.text, stretch.lang) == (0, MIXED, "ru")


def test_offsets_index_the_whole_text() -> None:
    second = list(find_stretches(MIXED))[1]
    found = list(find_entities(second))
    assert {row["actor_id"] for row in found} == {"Q232", "Q159"}
    assert all(MIXED[row["start"] : row["end"]] == row["text"] for row in found)


def test_stances_carry_places_of_holder_target_and_evidence() -> None:
    second = list(find_stretches(MIXED))[1]
    row = next(row for row in find_stances(second) if row["target_id"] == "Q159")
    assert (row["holder_id"], row["label"]) == ("Q232", "AGAINST")
    assert MIXED[row["holder_start"] : row["holder_end"]] == "Казахстан"
    assert MIXED[row["target_start"] : row["target_end"]] == "Россию"
    assert [MIXED[start:end] for start, end in row["evidence_spans"]] == row["evidence"]
