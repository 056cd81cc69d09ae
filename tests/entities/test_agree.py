"""What the CRF and the news tagger decide together."""

from kzru_nlp.entities.agree import agree
from kzru_nlp.model import Mention


def one(start, end, label, source, score=0.5):
    return Mention(start, end, label, "x" * (end - start), score, source)


def labels(found):
    return sorted((m.start, m.end, m.label) for m in found)


def test_an_unsure_name_needs_somebody_to_back_it():
    lonely, sure = one(0, 5, "GPE", "crf"), one(10, 15, "GPE", "crf", 0.95)
    assert agree([lonely, sure], [], []) == [sure]
    assert agree([lonely], [one(0, 5, "GPE", "natasha")], []) == [lonely]
    assert agree([lonely], [], [one(0, 5, "GPE", "gazetteer:large")]) == [lonely]


def test_types_that_the_tagger_lacks_need_no_backing():
    law = one(0, 9, "LAW", "crf", 0.4)
    assert agree([law], [], []) == [law]


def test_the_tagger_knows_persons_better_than_an_unsure_crf():
    person = one(0, 9, "PER", "natasha")
    assert agree([one(0, 4, "GPE", "crf", 0.6)], [person], []) == [person]
    sure = one(0, 4, "GPE", "crf", 0.85)
    assert agree([sure], [person], []) == [sure]
    listed = one(0, 4, "GPE", "crf+actor", 0.3)
    assert agree([listed], [person], []) == [listed]


def test_the_taggers_longer_organisation_joins():
    body = one(0, 20, "ORG", "natasha")
    assert labels(agree([one(4, 12, "ORG", "crf")], [body], [])) == [(0, 20, "ORG"), (4, 12, "ORG")]
    assert labels(agree([one(0, 25, "LAW", "crf")], [body], [])) == [(0, 25, "LAW")]


def test_a_place_inside_an_organisation_of_the_tagger_is_dropped_unless_a_table_has_it():
    body, place = one(0, 20, "ORG", "natasha"), one(0, 20, "GPE", "crf", 0.95)
    assert labels(agree([place], [body], [])) == [(0, 20, "ORG")]
    assert (0, 20, "GPE") in labels(agree([place], [body], [one(0, 20, "GPE", "list")]))
