import spacy
from spacy.tokens import Doc

from kzru_nlp.model import Mention
from kzru_nlp.stance.tagger import StanceTagger
from tests.stance.analysed import own_cues

WORDS = ["Russia", ",", "so", "China", "and", "others", "report", ",", "condemned", "Norway", "."]


def parsed() -> Doc:
    heads = [8, 0, 6, 6, 3, 3, 8, 8, 8, 8, 8]
    deps = ["nsubj", "punct", "advmod", "nsubj", "cc", "conj", "parataxis", "punct", "ROOT", "obj", "punct"]
    doc = Doc(spacy.blank("en").vocab, WORDS, heads=heads, deps=deps, sent_starts=[True] + [False] * 10)
    for token in doc:
        token.lemma_ = token.lower_
    return doc


def test_a_parse_tells_the_subject_from_a_nearer_name():
    doc = parsed()
    mentions = [
        Mention(doc[i].idx, doc[i].idx + len(doc[i]), "GPE", doc[i].text, lemma=doc[i].text)
        for i in (0, 3, 9)
    ]
    tagger = StanceTagger("en", cues=own_cues("en"))
    found = {(s.holder, s.target) for s in tagger.tag(doc, mentions)}
    assert found == {("Russia", "Norway")}
    (stance,) = tagger.tag(doc, mentions)
    assert "role:parse" in stance.rules


def test_without_a_parse_the_nearer_name_wins():
    doc = Doc(spacy.blank("en").vocab, WORDS, sent_starts=[True] + [False] * 10)
    for token in doc:
        token.lemma_ = token.lower_
    mentions = [
        Mention(doc[i].idx, doc[i].idx + len(doc[i]), "GPE", doc[i].text, lemma=doc[i].text)
        for i in (0, 3, 9)
    ]
    found = {(s.holder, s.target) for s in StanceTagger("en", cues=own_cues("en")).tag(doc, mentions)}
    assert ("Russia", "Norway") not in found
