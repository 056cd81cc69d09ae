from __future__ import annotations

import pytest

from kzru_nlp.model import Stance
from kzru_nlp.stance.pairs import weighed


def stance(label: str, factuality: str) -> Stance:
    return Stance("Chad", "Q657", None, "Mali", "Q912", None, label, factuality=factuality, score=0.9)


FACT = stance("AGAINST", "asserted")


def test_a_stated_side_gets_the_classifier_s_chance_as_its_score() -> None:
    assert weighed(FACT, 0.4).score == 0.4
    assert weighed(FACT, None).score == 0.9


@pytest.mark.parametrize(
    "one",
    [
        stance("NEUTRAL", "asserted"),
        stance("FAVOR", "expected"),
        stance("FAVOR", "past"),
    ],
)
def test_what_the_classifier_never_learnt_keeps_the_rules_score(one: Stance) -> None:
    assert weighed(one, 0.1) == one
