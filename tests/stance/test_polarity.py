import pytest

from kzru_nlp.stance.polarity import polarity
from tests.stance.analysed import read_marked


@pytest.mark.parametrize(
    "lang, marked, label",
    [
        ("en", "[Nepal] cancelled a visit to [India] by its envoys.", "AGAINST"),
        ("en", "[Nepal] congratulated [India] on its festival.", "FAVOR"),
        ("en", "[Nepal] is near [India].", "NONE"),
        ("tr", "[Türkiye], [Çin]'i sert biçimde kınadı.", "AGAINST"),
        ("tr", "[Türkiye], [Çin]'e teşekkür etti.", "FAVOR"),
        ("ru", "[Турция] поблагодарила [Китай] за подарки.", "FAVOR"),
        ("ru", "[Турция] обвинила [Китай] в подлоге.", "AGAINST"),
    ],
)
def test_sign_of_a_pair(lang, marked, label):
    doc, (holder, target) = read_marked(marked, lang)
    found, score = polarity(doc, (holder.start, holder.end), (target.start, target.end))
    assert found == label
    assert 0 <= score <= 1


def test_spans_may_come_in_either_order():
    doc, (first, second) = read_marked("[India] was condemned by [Nepal] again.", "en")
    assert polarity(doc, (second.start, second.end), (first.start, first.end))[0] == "AGAINST"
