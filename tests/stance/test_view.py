from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention
from kzru_nlp.stance.view import make_party, token_range


def party(mention):
    return make_party(mention, 0, 1, load_actors(), get_profile("en"), lang="en")


def test_a_capital_stands_for_its_state():
    moscow = load_actors().named("Moscow", "en")[0]
    assert party(Mention(0, 6, "GPE", "Moscow", actor_id=moscow.id)).actor_id == "Q159"


def test_an_id_outside_the_actor_table_stands_for_itself():
    found = party(Mention(0, 5, "GPE", "Place", actor_id="geonames:1", canonical="Place"))
    assert (found.actor_id, found.key, found.holder_group) == ("geonames:1", "geonames:1", "OTHER")


def test_an_unlinked_name_is_kept_by_its_folded_form():
    assert party(Mention(0, 6, "PER", "Petrov")).key == "petrov"


def test_a_span_inside_a_token_takes_the_whole_token():
    assert token_range([0, 5, 9], 6, 8) == (1, 2)


def test_a_palace_that_stands_for_its_state_acts_as_a_body():
    kremlin = load_actors().named("Kremlin", "en")[0]
    assert kremlin.type == "FAC"
    found = party(Mention(0, 7, "FAC", "Kremlin", actor_id=kremlin.id, metonym_of="Q159"))
    assert (found.actor_id, found.label) == ("Q159", "ORG")
    assert party(Mention(0, 4, "FAC", "Port", actor_id="x")).label == "FAC"
