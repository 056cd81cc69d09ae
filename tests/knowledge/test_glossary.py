from __future__ import annotations

from pathlib import Path

import pytest
from pymorphy3 import MorphAnalyzer

from kzru_nlp.knowledge.glossary import Glossary, load_glossary, read_glossary, term_words
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError
from kzru_nlp.text.lemmas import get_lemmatizer


def found(text: str, lang: str, glossary: Glossary | None = None, *, inner: bool = False) -> list[str]:
    lemmatize = get_lemmatizer(lang)
    words = [(word, lemmatize(word)) for word in term_words(text, lang)]
    matches = (glossary or load_glossary()).index(lang, lemmatize).find(words, inner=inner)
    return [match.term for match in matches]


@pytest.mark.parametrize(
    ("lang", "text", "terms"),
    [
        ("tr", "dış politikalarımızın", ["dış politika"]),
        ("en", "foreign policies", ["foreign policy"]),
        ("ru", "во внешней политике", ["внешняя политика"]),
    ],
)
def test_a_term_is_found_in_an_inflected_form(lang: str, text: str, terms: list[str]) -> None:
    assert set(terms) <= set(found(text, lang))


def test_the_longest_term_wins_and_inner_ones_are_had_on_request(tmp_path: Path) -> None:
    file = tmp_path / "g.tsv"
    file.write_text("tr\ten\tru\nzirve toplantısı\tsummit meeting\tсаммит\nzirve\tsummit\tвершина\n", "utf-8")
    glossary = Glossary(read_glossary(file))
    assert found("the summit meetings", "en", glossary) == ["summit meeting"]
    assert found("the summit meetings", "en", glossary, inner=True) == ["summit meeting", "summit"]


def test_the_users_row_replaces_ours_and_adds(tmp_path: Path) -> None:
    ours = next(iter(load_glossary()))
    file = tmp_path / "mine.tsv"
    file.write_text(f"id\ttr\ten\tru\n{ours.id}\tbir\tone\tодин\n\tkımız\tkumis\tкумыс\n", "utf-8")
    both = load_glossary((file,))
    changed = both.get(ours.id)
    assert changed is not None
    assert changed.terms["tr"] == ("bir",)
    assert len(both) == len(load_glossary()) + 1
    assert found("кумысом", "ru", both) == ["кумыс"]


@pytest.mark.parametrize(
    ("rows", "column", "reason"),
    [
        ("tr\ten\tru\nbir\t\t\n", "'en'", "is empty"),
        ("tr\ten\tru\tpos\nbir\tone\tодин\tword\n", "'pos'", "use one of: noun"),
        ("tr\ten\tru\tfield\nbir\tone\tодин\tfish\n", "'field'", "use one of: gen"),
        ("tr\ten\tru\n...\tone\tодин\n", "'tr'", "a term has 1 to 8 words"),
        ("id\ttr\ten\tru\na\tbir\tone\tодин\na\tiki\ttwo\tдва\n", "'id'", "stands twice"),
    ],
)
def test_a_faulty_row_is_named_by_row_and_column(tmp_path: Path, rows: str, column: str, reason: str) -> None:
    file = tmp_path / "g.tsv"
    file.write_text(rows, "utf-8")
    with pytest.raises(InputError) as caught:
        read_glossary(file)
    message = str(caught.value)
    assert str(file) in message
    assert f"column {column}" in message
    assert reason in message


def test_russian_nouns_are_found_in_every_case() -> None:
    """Of 300 single nouns spread over the glossary at least 97 % of all case forms lead to their entry."""
    morphology = MorphAnalyzer(lang="ru")
    nouns = [
        (entry.id, term)
        for entry in load_glossary()
        for term in entry.terms["ru"]
        if entry.pos == "noun" and term.isalpha()
    ]
    lemmatize = get_lemmatizer("ru")
    index = load_glossary().index("ru", lemmatize)
    hits = total = 0
    for entry_id, term in nouns[:: max(1, len(nouns) // 300)]:
        parse = next((p for p in morphology.parse(term) if p.normal_form == term and "NOUN" in p.tag), None)
        for form in {f.word for f in parse.lexeme} if parse else ():
            total += 1
            hits += any(entry_id in match.entries for match in index.find([(form, lemmatize(form))]))
    assert total > 1000
    assert hits / total >= 0.97


def test_every_language_has_terms_for_every_sense() -> None:
    assert all(entry.terms[lang] for entry in load_glossary() for lang in LANGUAGES)


def test_the_glossary_is_read_once_however_it_is_asked_for() -> None:
    assert load_glossary() is load_glossary(()) is load_glossary(extra=())
