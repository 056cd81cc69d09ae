import re
from pathlib import Path

import pytest

from kzru_nlp.entities.finder import EntityFinder
from kzru_nlp.model.bundled import bundled
from tests.entities.shared import find, linked, make_doc

CASES = Path(__file__).parents[1] / "cases"
MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?:\|([^\]]+))?\]")


def _cases():
    for lang in ("tr", "en", "ru"):
        for line in (CASES / f"entities_{lang}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield pytest.param(lang, line, id=f"{lang}: {line[:40]}")


def _unmarked(line):
    text, wanted, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        wanted.append((len(text), len(text) + len(match.group(1)), match.group(2), match.group(3)))
        text += match.group(1)
        last = match.end()
    return text + line[last:], wanted


@pytest.mark.parametrize("lang,line", list(_cases()))
def test_marked_sentence(lang, line):
    text, wanted = _unmarked(line)
    mentions = linked(text, lang)
    assert [(m.text, m.label) for m in mentions] == [(text[a:b], label) for a, b, label, _ in wanted]
    assert [(m.start, m.end) for m in mentions] == [(a, b) for a, b, *_ in wanted]
    for mention, (*_, said) in zip(mentions, wanted, strict=True):
        assert said is None or said in (mention.value, mention.actor_id)


def test_suffix_after_the_apostrophe_is_outside():
    assert [m.text for m in find("Ermenistan'dan gelen heyet", "tr")] == ["Ermenistan"]


def test_whole_word_without_an_apostrophe():
    assert [m.text for m in find("Heyet dün Ermenistandan geldi.", "tr")] == ["Ermenistandan"]


def test_abbreviation_needs_its_own_case():
    assert [m.label for m in find("It gave us nothing.", "en")] == []
    assert [m.text for m in find("The US left.", "en")] == ["US"]


def test_town_inside_a_longer_name_is_no_place():
    assert not [m for m in find("The critic Xavier Newton left.", "en") if m.label == "GPE"]


def test_every_mention_says_source_and_score():
    mentions = find("In 2003 Georgia and the Ministry of Energy met Mr. Brown.", "en")
    assert len(mentions) == 4
    assert all(m.source and 0 < m.score <= 1 for m in mentions)


def test_text_without_words():
    assert find("", "en") == []
    assert find("  …  ", "ru") == []


def shipped(text, lang):
    """The mentions of the shipped tagger, which the CRF decides."""
    finder = EntityFinder(lang, model=bundled("pipelines", "trained", f"entities_{lang}.crfsuite"))
    return [(m.text, m.label) for m in finder(make_doc(text, lang))]


def test_in_a_title_set_in_capitals_only_tables_speak():
    assert shipped("RUSSIA AND KAZAKHSTAN AFTER THE WAR", "en") == [("RUSSIA", "GPE"), ("KAZAKHSTAN", "GPE")]


def test_an_event_is_named_dated_or_described():
    assert shipped("Since the war in Ukraine nobody trades.", "en") == [("war in Ukraine", "EVENT")]
    assert shipped("The war ended and another war began.", "en") == []
