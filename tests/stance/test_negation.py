import pytest

from kzru_nlp.stance.grammar import load_grammar


@pytest.mark.parametrize(
    "form", ["desteklemedi", "desteklemiyor", "vermeyecek", "vermez", "katılmamış", "tanımayan", "görmeden"]
)
def test_turkish_negation_inside_the_verb(form):
    assert load_grammar("tr").ending("negated-ending", form) == ""


@pytest.mark.parametrize(
    "form", ["desteklemesi", "destekleme", "desteklemektedir", "anlaşma", "desteklemek", "anlaşmayı", "imza"]
)
def test_turkish_verbal_nouns_are_not_negated(form):
    assert load_grammar("tr").ending("negated-ending", form) is None


@pytest.mark.parametrize("form", ["açıklamadan", "tarafsız", "deniz", "görüşmeden"])
def test_endings_that_only_look_negative(form):
    assert load_grammar("tr").ending("unnegated-ending", form) is not None


def test_a_missing_suffix_is_a_lack():
    assert load_grammar("tr").ending("negated-ending", "desteksiz") == "lack"
