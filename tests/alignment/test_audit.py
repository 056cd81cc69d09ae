from __future__ import annotations

import tomllib
from string import Formatter

import pytest

from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.catalogue import FOLDER, load_messages
from kzru_nlp.model import AnalysedSentence, Attitude, Bead, Difference, Mention

ONE = [Bead((0,), (0,))]


def audit(
    src: str, tgt: str, *, src_lang: str = "en", tgt_lang: str = "ru", messages: str = "en"
) -> list[Difference]:
    return compare(
        [AnalysedSentence(src, src_lang)], [AnalysedSentence(tgt, tgt_lang)], ONE, messages=messages
    )


def types(differences: list[Difference]) -> list[str]:
    return [d.type for d in differences]


def test_number_changed_with_both_places() -> None:
    src, tgt = "The port handled 63 ships.", "Порт принял 73 судна."
    (found,) = audit(src, tgt)
    assert (found.type, found.severity) == ("number", "major")
    assert found.src_span
    assert src[found.src_span.start : found.src_span.end] == "63" == found.src_text
    assert found.tgt_span
    assert tgt[found.tgt_span.start : found.tgt_span.end] == "73" == found.tgt_text
    assert found.explanation == "The number 63 has become 73."


def test_year_is_a_date() -> None:
    assert types(audit("The line opened in 2014.", "Линия открылась в 2015 году.")) == ["date"]


@pytest.mark.parametrize(
    "src, tgt",
    [
        ("It cost 1.5 million.", "Это стоило 1,5 млн."),
        ("Three ships left.", "Ушли три судна."),
        ("The road is 100 miles long.", "Длина дороги — 160 километров."),
        ("They met at 3 p.m. on Sunday.", "Они встретились в воскресенье в 15:00."),
        ("One ship left.", "Ушло судно."),
    ],
)
def test_same_values_are_no_difference(src: str, tgt: str) -> None:
    assert audit(src, tgt) == []


def test_month_changed() -> None:
    assert types(audit("The ship left in March.", "Судно ушло в апреле.")) == ["date"]


def test_negation_added_and_lost() -> None:
    assert types(audit("The plan was accepted.", "План не приняли.")) == ["negation"]
    assert types(audit("The plan was not accepted.", "План приняли.")) == ["negation"]
    assert audit("Not only grain was carried.", "Везли не только зерно.") == []


def test_null_beads_are_omission_and_addition() -> None:
    src, tgt = [AnalysedSentence("Grain was carried.", "en")], [AnalysedSentence("Зерно.", "ru")]
    found = compare(src, tgt, [Bead((0,), ()), Bead((), (0,))])
    assert [(d.bead, d.type, d.severity) for d in found] == [
        (0, "omission", "major"),
        (1, "addition", "major"),
    ]
    assert found[0].tgt_span is None
    assert found[1].src_span is None


def mention(text: str, name: str, actor: str) -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), "GPE", name, actor_id=actor, canonical=name)


def test_entity_changed_by_id() -> None:
    src, tgt = "Iran signed the contract.", "Договор подписал Китай."
    found = compare(
        [AnalysedSentence(src, "en", (mention(src, "Iran", "Q794"),))],
        [AnalysedSentence(tgt, "ru", (mention(tgt, "Китай", "Q148"),))],
        ONE,
    )
    assert [(d.type, d.src_text, d.tgt_text) for d in found] == [("entity", "Iran", "Китай")]


def test_entity_under_another_name_is_no_difference() -> None:
    src, tgt = "Iran signed the contract.", "Договор подписали иранцы."
    found = compare(
        [AnalysedSentence(src, "en", (mention(src, "Iran", "Q794"),))], [AnalysedSentence(tgt, "ru")], ONE
    )
    assert found == []


def test_stance_reversed() -> None:
    def side(text: str, lang: str, label: str) -> AnalysedSentence:
        return AnalysedSentence(text, lang, (), (Attitude("Q1", "Q2", label, "asserted", (0, 4)),))

    found = compare([side("They back it.", "en", "FAVOR")], [side("Они против.", "ru", "AGAINST")], ONE)
    assert [(d.type, d.severity, d.src_text) for d in found] == [("stance", "major", "They")]


@pytest.mark.parametrize("lang", ["en", "tr", "ru"])
def test_catalogues_hold_the_same_messages_with_the_same_fields(lang: str) -> None:
    def fields(messages: dict[str, str]) -> dict[str, set[str | None]]:
        return {key: {f for _, f, _, _ in Formatter().parse(text) if f} for key, text in messages.items()}

    english = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    assert fields(dict(load_messages(lang))) == fields(english)


def test_unknown_catalogue_is_named() -> None:
    with pytest.raises(ValueError, match="there are: en, ru, tr"):
        audit("In 2014.", "В 2015 году.", messages="de")
