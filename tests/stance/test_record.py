import pickle

from kzru_nlp.stance.record import from_record, to_record
from kzru_nlp.stance.tagger import StanceTagger
from tests.stance.analysed import own_cues, read_marked


def test_a_record_is_plain_and_gives_the_same_stance_back():
    doc, mentions = read_marked("[China] openly condemned [Russia] last week.", "en")
    (stance,) = StanceTagger("en", cues=own_cues("en")).tag(doc, mentions)
    record = pickle.loads(pickle.dumps(to_record(stance)))
    assert record["holder_span"] == [0, 5]
    again = from_record(doc, record)
    assert again == stance
    assert [span.text for span in again.evidence] == ["condemned"]
