from __future__ import annotations

import pytest

from kzru_nlp.stance.reference import Discourse
from kzru_nlp.stance.tagger import StanceTagger
from tests.stance.analysed import own_cues, read_marked, tag


def things(text: str, lang: str) -> list[str]:
    """The unnamed objects that the tagger sees in `text`."""
    doc, mentions = read_marked(text, lang)
    views = StanceTagger(lang, cues=own_cues(lang)).views(doc, mentions, Discourse())
    return [party.name for view in views for party in view.parties if party.label == "THING"]


@pytest.mark.parametrize(
    ("text", "lang", "objects"),
    [
        ("[China] condemned the new ruling.", "en", ["the new ruling"]),
        ("[China] condemned [Russia].", "en", []),
        ("[China] condemned the ruling of [Russia].", "en", []),
        ("[China] condemned violence.", "en", []),
        ("[China] condemned foreign panels.", "en", ["foreign panels"]),
        ("[China] condemned the ruling that freed [Russia].", "en", ["the ruling"]),
        ("[China] condemned a support scheme.", "en", ["a support scheme"]),
        ("[Çin], bu kararı sert biçimde kınadı.", "tr", ["kararı"]),
        ("[Çin], [Rusya]'yı kınadı.", "tr", []),
        ("[Çin], oylamayı dün akşam çok sert bir dille kınadı.", "tr", ["oylamayı"]),
        ("[Çin], oylamayı izleyip tasarıyı kınadı.", "tr", ["tasarıyı"]),
        ("[Çin], köylülerin önüne geçeni kınadı.", "tr", []),
        ("[Çin] sustu. Çiftçi örgütleri tasarıyı kınadı.", "tr", ["tasarıyı"]),
        ("[Китай] осудил указ.", "ru", ["указ"]),
        ("[Китай] осудил [Россию|Россия].", "ru", []),
        ("[Китай] приказ осудил.", "ru", ["приказ"]),
        ("В [Китае|Китай] сделку всё-таки осудили.", "ru", ["сделку"]),
    ],
)
def test_objects_are_found_where_no_name_fills_the_place(text: str, lang: str, objects: list[str]) -> None:
    assert things(text, lang) == objects


@pytest.mark.parametrize(
    ("text", "lang"),
    [("[China] condemned it.", "en"), ("[Çin] onu kınadı.", "tr"), ("[Китай] осудил её.", "ru")],
)
def test_an_object_never_holds_a_stance(text: str, lang: str) -> None:
    (stance,) = tag(text, lang)
    assert stance.holder == "China"
    assert stance.target_id == ""
