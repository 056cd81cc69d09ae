from kzru_nlp.stance.explain import RULES, explain
from tests.stance.analysed import tag


def test_every_rule_of_a_decision_is_told_in_words():
    (stance,) = tag("[Kazakistan], [Rusya]'yı desteklemedi.", "tr")
    lines = explain(stance)
    assert lines[0].startswith("Kazakhstan → Russia: AGAINST, negated")
    assert "evidence: desteklemedi" in lines
    assert any("negated inside" in line for line in lines)
    assert any("accusative" in line for line in lines)


def test_no_rule_of_the_cases_lacks_its_words():
    from tests.stance.test_tagger import rows

    for row in rows():
        for stance in tag(row["text"], row["lang"]):
            unknown = [r for r in stance.rules if not r.startswith(("cue:", "role:case-")) and r not in RULES]
            assert not unknown
