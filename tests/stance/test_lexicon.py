"""Cues and leanings are mostly stems with any ending: none may take a name or a function word for a judgement."""

from __future__ import annotations

import re

import pytest

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.knowledge.cues import load_cues
from kzru_nlp.lang import get_profile
from kzru_nlp.model.annotations import LIKELY
from kzru_nlp.pipelines.load import load
from kzru_nlp.stance.patterns import Form, PatternIndex
from kzru_nlp.stance.signs import get_leanings

NAMED = ("GPE", "PER", "NORP")
SPEAKING = {
    "tr": {
        "cömert",
        "dostum",
        "ilham",
        "kurbankulu",
        "nazi",
        "rıza",
        "savaş",
        "tiran",
        "yermek",
        "zarif",
        "ümit",
    }
    | {"gaspıralı", "tirana"},
    "en": {"ban", "democratic", "imperial", "war"},
    "ru": {"ангела", "грозный", "добрынин", "любляна", "объединённые", "против", "содружество", "союз"}
    | {"суровикин", "тирана"},
}
"""Names that are such a word or begin with one; inside a mention they are not read."""
NEUTRAL = {
    "tr": (
        "Rusya, Avrupa Birliği toplantısına katıldı.",
        "Kazakistan, Rusya ile toplantıya katıldı.",
        "Moskova’daki konferansta Ermenistan’ın nüfusu ele alındı.",
        "Gürcistan heyeti mart ayından itibaren Rusya’da bulunuyor.",
        "Özbekistan, Rusya’nın güneyindedir.",
        "Tasarı hem Türkiye’de hem Rusya’da okundu.",
    ),
    "en": (
        "Russia presented its candidate to Kazakhstan.",
        "According to the map, Armenia lies south of Russia.",
        "Russia and New Zealand have different time zones.",
        "The committee counted the trains between Russia and China.",
        "Lake Balkhash in Kazakhstan is far from Russia.",
        "Minutes of the meeting were kept in Russia and in Georgia.",
    ),
    "ru": (
        "Казахстан обсудил с Россией счета.",
        "Гимназия России в Казахстане открылась в сентябре.",
        "Казначейство России провело встречу с Арменией.",
        "Население Узбекистана больше, нежели в Армении.",
        "В России и в Грузии читают зарубежных писателей.",
        "Каспийское море лежит между Россией и Ираном.",
    ),
}


@pytest.mark.parametrize("lang", SPEAKING)
def test_no_stem_takes_a_name_or_a_function_word(lang: str) -> None:
    profile = get_profile(lang)
    names = (
        name
        for actor in load_actors()
        if actor.type in NAMED
        for name in (*actor.names.get(lang, ()), *actor.demonyms.get(lang, ()))
    )
    words = {
        profile.fold(word) for name in names for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()
    }
    cues = PatternIndex((cue.pattern, cue.id) for cue in load_cues(lang))
    found = {
        word
        for word in words | profile.function_words
        for index in (get_leanings(lang), cues)
        if next(iter(index.find([Form(word, word)])), None)
    }
    assert found <= SPEAKING[lang]


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in NEUTRAL.items() for text in texts]
)
def test_plain_facts_hold_no_stance(lang: str, text: str) -> None:
    doc = load(lang)(text)
    assert len(doc._.mentions) >= 2
    assert [(s.holder, s.target, s.label) for s in doc._.stances if s.score >= LIKELY] == []
