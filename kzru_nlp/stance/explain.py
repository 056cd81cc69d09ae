"""The chain of a decision in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kzru_nlp.model import Stance

RULES = {
    "role:parse": "the dependency parse gives the role",
    "role:adposition": "a preposition or postposition gives the role",
    "role:possessor": "the name possesses the cue's noun",
    "role:verbal-noun": "the genitive is the subject of a verbal noun",
    "role:relative-clause": "a participle tells what the one behind it does",
    "role:infinitive": "the name is the subject of an infinitive",
    "role:attribute": "the name stands beside the cue",
    "role:order": "word order gives the role",
    "role:passive": "the cue is a passive, its subject undergoes the act",
    "role:coordinated": "both names are joined and stand in the relation together",
    "role:partner": "one name is the other's partner",
    "role:mutual": "the relation holds in both directions",
    "sign:both": "for and against at once: neither",
    "holder:passive": "a passive names no agent",
    "holder:unnamed": "nobody is named as holder",
    "reference:noun": "an actor that is not named, a noun such as ministry or experts",
    "reference:organ": "an organ of state stands for the state beside it",
    "reference:pronoun": "the pronoun stands for the other one named before it",
    "reference:object": "what the cue is about has no name",
    "role:said-of": "who says it takes the side, toward the one of whom it is said",
    "reference:topic": "the subject is left out, it is that of the sentence before",
    "reference:1": "the words stand for the state named last",
    "reference:2": "the words stand for the two states named last",
    "reference:pair": "relations are told of without a name: they are those of the two states named last",
    "role:receiver": "support is received: who gives it is the holder, who receives it the target",
    "composition:act": "one cue is about the act that the other names",
    "composition:hindered": "something friendly is hindered or ended",
    "reference:subject": "the pronoun stands for the subject of the sentence before",
    "reference:subjects": "the pronoun stands for the subject of the sentence before",
    "holder:speaker": "nobody else is named: the evaluation is that of whoever speaks",
    "holder:author": "the evaluation is in the article's own words",
    "classifier:pair": "the classifier relates the two, the rules don't",
    "classifier:turned": "the classifier reads the opposite sign",
    "negation:negator": "a negator reaches the cue",
    "negation:refusal-verb": "a verb of refusing or of loss governs the cue",
    "negation:lack": "the sentence states a lack of it",
    "negation:verb": "the verb is negated inside",
    "negation:without": "a suffix says that it is missing",
    "negation:double": "two negators cancel each other",
    "negation:refusal": "negated cooperation is a refusal",
    "negation:restraint": "negated conflict is neutral",
    "negation:second-negator": "a second negator stands beside the first",
    "negation:nobody": "a word like nobody or few negates the clause from its start",
    "negation:denial": "a verb of denying governs the clause",
    "negation:affirmed": "the negator belongs to a phrase that affirms",
    "negation:litotes": "the cue is a negated positive, and negated itself it praises",
    "negation:excluded": "the name is the one that is not meant",
    "factuality:failed-expectation": "it was expected, and the sentence says that it failed",
    "factuality:fulfilled": "it was expected, and the sentence says that it came true",
    "factuality:contrary": "it happened against expectations, so it is a fact",
    "factuality:condition": "it follows from a condition in another clause",
    "factuality:ended": "the attitude was given up",
    "factuality:future-tense": "the verb stands in the future",
    "factuality:conditional": "it is a condition or a possibility",
    "factuality:conditional-ending": "the verb has the ending of a condition or a possibility",
    "factuality:expected": "it is wished, planned or demanded",
    "factuality:future": "it lies in the future",
    "factuality:future-ending": "the verb stands in the future",
    "factuality:expected-ending": "the verb says what ought to be",
    "factuality:past": "it is described as over",
    "voice:quotation": "the words are quoted",
    "voice:according": "a source phrase says whose words these are",
    "voice:report": "a verb of saying says whose words these are",
}
CASES = {
    "nom": "nominative", "acc": "accusative", "gen": "genitive", "dat": "dative", "abl": "ablative",
    "loc": "locative", "ins": "instrumental", "": "none",
}  # fmt: skip


def explain_rule(rule: str) -> str:
    """Return what one rule id says.

    >>> explain_rule("role:case-dat")
    'the case of the name gives the role: dative'
    """
    kind, _, name = rule.partition(":")
    if kind == "cue" and name.startswith("leaning:"):
        return (
            f"the word {name.removeprefix('leaning:')} leans this way; no entry of the lexicon stands there"
        )
    if kind == "cue":
        return f"the lexicon entry {name} carries the sign"
    if name.startswith("case-"):
        return f"the case of the name gives the role: {CASES.get(name[5:], name[5:])}"
    return RULES.get(rule, rule)


def explain(stance: Stance) -> list[str]:
    """Return the decision as lines: the tuple, its evidence, then every rule in the order in which it decided."""
    return explain_row(
        {
            "holder": stance.holder,
            "holder_group": stance.holder_group,
            "target": stance.target,
            "label": stance.label,
            "factuality": stance.factuality,
            "voice": stance.voice,
            "attributed_to": stance.attributed_to,
            "score": stance.score,
            "cameo": stance.cameo,
            "intensity": stance.intensity,
            "evidence": [span.text for span in stance.evidence],
            "rules": stance.rules,
        }
    )


def explain_row(row: Mapping[str, Any]) -> list[str]:
    """Return the decision of a row of the `stances` table as lines."""
    holder = row["holder"] or ("the author" if row["holder_group"] == "AUTHOR" else "nobody named")
    told = f"{row['voice']}, by {row['attributed_to']}" if row["attributed_to"] else str(row["voice"])
    lines = [
        f"{holder} → {row['target']}: {row['label']}, {row['factuality']}, score {row['score']:g}",
        f"evidence: {' … '.join(row['evidence'])}",
        f"event: CAMEO {row['cameo']}, intensity {row['intensity']:+g}; voice: {told}",
    ]
    return lines + [f"{rule}: {explain_rule(rule)}" for rule in row["rules"]]
