import pytest

from kzru_nlp.entities.link import Linker, join_within
from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.model import Mention
from tests.entities.shared import linked


def one(text, lang, label):
    return next(m for m in linked(text, lang) if m.label == label)


@pytest.mark.parametrize(
    "lang,text",
    [
        ("tr", "Ermenistan’ın kararı bekleniyor."),
        ("en", "The decision of Armenia is awaited."),
        ("ru", "Решения Армении ждут."),
    ],
)
def test_a_state_has_one_id_in_every_language(lang, text):
    mention = one(text, lang, "GPE")
    assert (mention.actor_id, mention.wikidata, mention.canonical) == ("Q399", "Q399", "Armenia")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Камерун обвинил Нигерию.", "Q1033"),
        ("Нигерия закрыла границу.", "Q1033"),
        ("Камерун обвинил Нигер.", "Q1032"),
        ("Власти Нигера закрыли границу.", "Q1032"),
    ],
)
def test_states_whose_names_share_a_stem_are_told_apart(text, state):
    assert state in {mention.actor_id for mention in linked(text, "ru")}


def test_a_short_acronym_is_read_in_its_own_language_only():
    linker, mention = Linker(), Mention(0, 2, "ORG", "AB", 1.0, "test")
    assert linker([mention], "tr", "AB")[0].actor_id == "Q458"
    assert linker([mention], "en", "AB")[0].actor_id == ""


def test_unknown_person_is_one_cluster_in_three_spellings():
    found = [
        one("Toplantıda İgor Jeltukhin konuştu.", "tr", "PER"),
        one("President Zheltukhin spoke.", "en", "PER"),
        one("На встрече выступил Игорь Желтухин.", "ru", "PER"),
    ]
    assert {m.actor_id for m in found} == {""}
    assert len({m.cluster_id for m in found}) == 1


@pytest.mark.parametrize(
    "lang,text,state",
    [
        ("en", "Moscow rejected the offer.", "Q159"),
        ("en", "They met in Moscow.", None),
        ("tr", "Moskova teklifi reddetti.", "Q159"),
        ("tr", "Moskova’da buluştular.", None),
        ("ru", "Москва отклонила предложение.", "Q159"),
        ("ru", "Они встретились в Москве.", None),
    ],
)
def test_capital_stands_for_its_state_unless_it_is_a_place(lang, text, state):
    mention = one(text, lang, "GPE")
    assert mention.actor_id == "Q649"
    assert mention.metonym_of == state


def test_demonyms_and_dates_carry_no_wikidata_id():
    mentions = linked("Armenian exports fell in February 2001.", "en")
    assert [(m.label, m.wikidata) for m in mentions] == [("NORP", None), ("DATE", None)]
    assert mentions[1].canonical == "February 2001"


def test_war_is_told_by_its_parties():
    wars = [
        one("Gürcistan savaşı kısa sürdü.", "tr", "EVENT"),
        one("The war in Georgia was short.", "en", "EVENT"),
        one("Российско-грузинская война была короткой.", "ru", "EVENT"),
    ]
    assert {m.actor_id for m in wars} == {"kzru:georgia-war-2008"}


def test_acronym_in_brackets_names_its_owner_from_there_on():
    first = "The Northern Grain Consortium (NGC) met."
    later = "The NGC agreed."
    units = [(text, linked(text, "en")) for text in (first, later)]
    joined = join_within(units)
    assert joined[0][0].cluster_id == joined[0][1].cluster_id == joined[1][0].cluster_id


def test_surname_joins_the_full_name():
    texts = ("Toplantıya Ahmet Yenisoy katıldı.", "Bakan Yenisoy konuştu.")
    joined = join_within([(text, linked(text, "tr")) for text in texts])
    assert joined[0][0].cluster_id == joined[1][0].cluster_id
    assert joined[1][0].canonical == "Ahmet Yenisoy"


def test_one_index_of_names_serves_every_language():
    assert Linker()._spellings is Linker(load_actors())._spellings
    assert Linker()._events is Linker(load_actors())._events


@pytest.mark.parametrize(
    "lang,text,label,wanted",
    [
        ("tr", "Fırat", "LOC", "kzru:euphrates"),
        ("tr", "Fırat", "PER", ""),
        ("tr", "Kahovka", "FAC", "kzru:kakhovka-dam"),
        ("tr", "Seyhun", "LOC", "kzru:syr-darya"),
        ("en", "Kakhovka", "FAC", "kzru:kakhovka-dam"),
        ("tr", "Foreign Office", "ORG", "kzru:foreign-commonwealth-and-development-office"),
        ("ru", "Саймаа", "LOC", ""),
    ],
)
def test_a_name_without_its_class_word_or_as_another_language_has_it(lang, text, label, wanted):
    mention = Mention(0, len(text), label, text, 1.0, "crf", lemma=text.lower())
    assert Linker()([mention], lang, text)[0].actor_id == wanted


@pytest.mark.parametrize(
    "text,label,actor",
    [
        (
            "Karar Hazine ve Maliye Bakanlığınca açıklandı.",
            "ORG",
            "kzru:ministry-of-treasury-and-finance-turkey",
        ),
        ("Heyet Sır Derya kıyısında konakladı.", "LOC", "kzru:syr-darya"),
    ],
)
def test_turkish_forms_and_other_names_reach_their_actor(text, label, actor):
    assert one(text, "tr", label).actor_id == actor
