"""Tag a Doc with its stances: cues, then roles, negation, factuality, voice, each layer by its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from kzru_nlp.knowledge.actors import ActorTable, load_actors
from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention, Stance
from kzru_nlp.stance.assembly import join, make_stance, pair_key
from kzru_nlp.stance.classifier import StanceClassifier
from kzru_nlp.stance.composition import Judged, compose
from kzru_nlp.stance.cues import CueMatcher, get_matcher
from kzru_nlp.stance.factuality import find_factuality, is_conceded
from kzru_nlp.stance.grammar import Word, load_grammar
from kzru_nlp.stance.marking import mark_parties
from kzru_nlp.stance.negation import (
    AGAINST_CODE,
    AGAINST_INTENSITY,
    EXCLUDED,
    NO_NEGATION,
    Sign,
    apply_negation,
    find_negation,
)
from kzru_nlp.stance.nouns import find_actor_nouns, with_states, without_described
from kzru_nlp.stance.objects import find_objects
from kzru_nlp.stance.pairs import weigh_pairs
from kzru_nlp.stance.patterns import Form, Found
from kzru_nlp.stance.readings import Reading, read_pairs
from kzru_nlp.stance.reference import Discourse, resolve_references
from kzru_nlp.stance.roles import can_hold, fit, is_passive
from kzru_nlp.stance.view import (
    PARTY_LABELS,
    Party,
    SentenceView,
    find_quoted,
    make_party,
    token_range,
    token_starts,
)
from kzru_nlp.stance.voice import find_voice

FACTS = frozenset({"asserted", "negated"})
"""Factualities of what is stated as a fact of the present."""
OUTCOMES = frozenset({"factuality:fulfilled", "factuality:failed-expectation"})
"""Rules by which a sentence tells what became of an expectation."""
SAID_OF = 0.5
"""Least fit of a name for the subject of what somebody says."""
HOPE_REACH = 8
"""Most tokens between a verb of hoping and what is hoped for."""
CLAIM_REACH = 3
"""Most tokens between a verb of denying and the clause that it denies."""
_CLEARLY = 0.05
"""Difference of confidence from which the weaker of two contrary stances is dropped."""


class StanceTagger:
    """Finds the stances of a Doc that has sentences, lemmas and linked mentions.

    Without a classifier the rules decide alone.
    """

    def __init__(
        self,
        lang: str,
        actors: ActorTable | None = None,
        cues: Iterable[Cue] | None = None,
        classifier: StanceClassifier | None = None,
    ) -> None:
        self.lang = lang
        self.profile = get_profile(lang)
        self.grammar = load_grammar(lang)
        self.actors = load_actors() if actors is None else actors
        self.matcher = get_matcher(lang) if cues is None else CueMatcher(cues)
        self.classifier = classifier

    def __call__(self, doc: Doc) -> list[Stance]:
        """Return the stances between the mentions in `doc._.mentions`, in the order of their cues."""
        return self.tag(doc, doc._.mentions)

    def tag(self, doc: Doc, mentions: Sequence[Mention]) -> list[Stance]:
        """Return the stances between `mentions` in `doc`, in the order of their cues."""
        discourse = Discourse()
        stances: list[Stance] = []
        for view in self.views(doc, mentions, discourse):
            if view.parties and (view.cues or self.classifier is not None):
                stances += tag_sentence(view, discourse, self.classifier)
        return stances

    def views(self, doc: Doc, mentions: Sequence[Mention], discourse: Discourse) -> Iterable[SentenceView]:
        """Yield each sentence as the rules see it; `discourse` takes it in before the next one is read."""
        starts = token_starts(doc)
        waiting = sorted(
            (m for m in mentions if m.label in PARTY_LABELS), key=lambda m: m.start, reverse=True
        )
        for span in doc.sents:
            parties: list[Party] = []
            while waiting and waiting[-1].start < span.end_char:
                mention = waiting.pop()
                first, last = token_range(starts, mention.start, mention.end)
                if first >= span.start:
                    last = min(last, span.end)
                    parties.append(
                        make_party(
                            mention,
                            first - span.start,
                            last - span.start,
                            self.actors,
                            self.profile,
                            lang=self.lang,
                        )
                    )
            view = self.view(span, parties)
            if not view.cues and not parties and not discourse.recent:
                continue
            view.parties = sorted(
                (*view.parties, *resolve_references(view, discourse)), key=lambda party: party.start
            )
            view.parties = with_states(view, view.parties, self.actors)
            view.parties = without_described(view, find_actor_nouns(view))
            mark_parties(view)
            view.parties = sorted((*view.parties, *find_objects(view)), key=lambda party: party.start)
            yield view
            discourse.remember(view)

    def view(self, span: Span, parties: list[Party]) -> SentenceView:
        """Return the view of one sentence with `parties`, their role marks not yet read."""
        fold = self.profile.fold
        forms = []
        for token in span:
            text, lemma = token.text, token.lemma_
            surface = fold(text)
            forms.append(Form(surface, surface if lemma == text else fold(lemma)))
        words: dict[str, list[Found[Word]]] = {}
        for found in self.grammar.words.find(forms):
            words.setdefault(found.payload.kind, []).append(found)
        return SentenceView(
            span=span,
            grammar=self.grammar,
            forms=[form.surface for form in forms],
            lemmas=[form.lemma for form in forms],
            parties=parties,
            cues=[hit for hit in self.matcher.find(forms) if not is_named(hit, parties)],
            words=words,
            breaks=sorted({found.start for found in words.get("boundary", ())}),
            quoted=find_quoted(span),
            parsed=span.doc.has_annotation("DEP"),
        )


def is_named(hit: Found[Cue], parties: Sequence[Party]) -> bool:
    """Whether the words of a cue are only part of a name ("Cold War", "Defence Ministry")."""
    return any(
        party.end - party.start > 1 and party.start <= hit.start and hit.end <= party.end for party in parties
    )


def tag_sentence(
    view: SentenceView, discourse: Discourse, classifier: StanceClassifier | None = None
) -> list[Stance]:
    """Return the stances of one sentence, those of the same holder, target and label joined."""
    found: dict[tuple[str, str, str, str], Stance] = {}
    if view.words.get("study"):
        return []
    read = without_excluded(compose(view, read_cues(view, discourse)))
    for judged, readings in read:
        for reading in readings:
            stance = make_stance(view, judged, reading)
            fact = "" if stance.factuality in FACTS else stance.factuality
            key = (*pair_key(stance), stance.label, fact)
            found[key] = join(found[key], stance) if key in found else stance
    stances = settle(list(found.values()))
    return stances if classifier is None else weigh_pairs(view, read, stances, classifier)


def read_cues(view: SentenceView, discourse: Discourse) -> list[tuple[Judged, list[Reading]]]:
    """Return the cues of a sentence that carry a stance, each with its readings.

    A cue that negates another one ("refused to support") has said what it has to say there.
    """
    judged = [found for hit in view.cues if (found := judge(view, hit)) is not None]
    negators = {at for found in judged for at in found.negation.tokens if at not in found.hit.tokens}
    judged = [found for found in judged if not negators.issuperset(found.hit.tokens)]
    read = []
    for found in judged:
        readings = with_voice(found, with_topic(view, read_pairs(view, found.hit), discourse))
        read.append((found, with_source(view, found, with_outcome(view, found, readings))))
    return read


def with_outcome(view: SentenceView, judged: Judged, readings: list[Reading]) -> list[Reading]:
    """Return `readings`, turned where the cue is a hope whose outcome is told: it shows who was hoped for.

    "Peru counted on Chile's help in vain" says what Chile did.
    """
    if judged.factuality.rule not in OUTCOMES or judged.hit.payload.polarity <= 0:
        return readings
    if not holds_hope(view, judged.hit):
        return readings
    return [
        replace(reading, holder=reading.target, target=reading.holder)
        for reading in readings
        if reading.holder is not None and can_hold(reading.target)
    ]


def holds_hope(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue names both a hope and what is hoped for ("надеялся на помощь")."""
    return any(set(word.tokens) < set(hit.tokens) for word in view.words.get("expected", ()))


def with_source(view: SentenceView, judged: Judged, readings: list[Reading]) -> list[Reading]:
    """Return `readings` as who speaks makes them.

    A source phrase names nobody toward whom others act ("in Astana's eyes Oslo is honest"). Where nothing else relates
    names, and in an allegation, the stance is the speaker's.
    """
    speaker = judged.voice.speaker
    if speaker is not None and judged.voice.rule == "voice:according":
        readings = [reading for reading in readings if reading.target.key != speaker.key]
    if is_open(readings) or (judged.sign.polarity < 0 and is_alleged(view, judged)):
        return said_of(view, judged) or readings
    return readings


def is_alleged(view: SentenceView, judged: Judged) -> bool:
    """Whether a speaker charges somebody with what the cue says ("claims that …")."""
    return judged.voice.speaker is not None and any(
        set(word.tokens).isdisjoint(judged.hit.tokens) for word in view.words.get("allegation", ())
    )


def without_excluded(read: list[tuple[Judged, list[Reading]]]) -> list[tuple[Judged, list[Reading]]]:
    """Return `read` with the stances turned whose target is named as who is not meant ("not Oslo but Bergen")."""
    out = []
    for judged, readings in read:
        excluded = [r for r in readings if r.target.negated or (r.holder is not None and r.holder.negated)]
        meant = [reading for reading in readings if reading not in excluded]
        out.append((judged, meant))
        if excluded:
            turned = apply_negation(judged.hit.payload, EXCLUDED)
            if turned is not None and not judged.sign.negated:
                out.append((replace(judged, sign=turned), excluded))
    return out


def is_open(readings: list[Reading]) -> bool:
    """Whether no reading says who is for or against a name."""
    return not any(reading.holder is not None and reading.target.label != "THING" for reading in readings)


def said_of(view: SentenceView, judged: Judged) -> list[Reading]:
    """Return the speaker toward the subject of what is said, where that names nobody else.

    "Petrov holds that Moscow is a dependable guarantor": the guideline gives the stance to who believes it.
    """
    speaker, frame = judged.voice.speaker, judged.hit.payload.roles
    if speaker is None or judged.hit.payload.polarity == 0:
        return []
    passive = is_passive(view, judged.hit)
    slot = frame.target if frame.target in ("subj", "poss") else frame.holder
    best, score = None, SAID_OF
    for party in view.parties:
        if party.key != speaker.key and party.label not in ("THING", "NOUN"):
            found = fit(
                view, party, judged.hit, "subj" if slot == "poss" else slot, "holder", passive=passive
            )[0]
            if found > score:
                best, score = party, found
    return [] if best is None else [Reading(speaker, best, 0.7 * score, ("role:said-of",))]


def with_voice(judged: Judged, readings: list[Reading]) -> list[Reading]:
    """Return `readings`, the unnamed holder of an evaluation replaced by who speaks: the one quoted, else the author.

    Cues whose target possesses them evaluate it ("Russia's reckless coercion"); an act without an agent has none.
    """
    if judged.hit.payload.roles.target != "poss" or judged.hit.payload.polarity == 0:
        return readings
    speaker, out = judged.voice.speaker, []
    for reading in readings:
        if reading.holder is not None or "holder:unnamed" not in reading.rules:
            out.append(reading)
        elif speaker is not None and speaker.key != reading.target.key:
            out.append(replace(reading, holder=speaker, rules=(*reading.rules, "holder:speaker")))
        elif judged.voice.value == "narration":
            rules = tuple(rule for rule in reading.rules if rule != "holder:unnamed")
            out.append(replace(reading, rules=(*rules, "holder:author")))
        else:
            out.append(reading)
    return out


def settle(stances: list[Stance]) -> list[Stance]:
    """Return `stances`, those of one holder for and against one target in one sentence made NEUTRAL.

    The guideline calls "both at once" neither; only what is stated as fact counts, and only if neither side is
    clearly weaker.
    """
    out = list(stances)
    facts = [stance for stance in stances if stance.factuality in FACTS]
    for favor in facts:
        for against in facts:
            same = (favor.holder, favor.target) == (against.holder, against.target)
            if (
                same
                and (favor.label, against.label) == ("FAVOR", "AGAINST")
                and favor in out
                and against in out
            ):
                if abs(favor.score - against.score) > _CLEARLY:
                    out.remove(min(favor, against, key=lambda stance: stance.score))
                    continue
                both = join(favor, against)
                out[out.index(favor)] = replace(
                    both, label="NEUTRAL", intensity=0.0, rules=(*both.rules, "sign:both")
                )
                out.remove(against)
    return out


def judge(view: SentenceView, hit: Found[Cue]) -> Judged | None:
    """Return the cue's sign, factuality and voice; None where negation leaves no stance."""
    if is_phrase(view, hit) or is_hope(view, hit) or is_denial(view, hit):
        return None
    negation = find_negation(view, hit)
    sign = apply_negation(hit.payload, negation)
    if sign is None:
        return None
    factuality = find_factuality(view, hit)
    outcomes = [*view.words.get("failed", ()), *view.words.get("fulfilled", ())]
    is_outcome = any(set(word.tokens) & set(hit.tokens) for word in outcomes)
    if is_outcome and "expected" in view.words and not holds_hope(view, hit):
        return None
    is_over = factuality.value == "past" and set(negation.tokens) <= set(factuality.tokens)
    if is_over and negation.count == 1 and hit.payload.polarity:
        # "No longer trusts", "ceased to trust": the negator says that the stance is over.
        sign = apply_negation(hit.payload, NO_NEGATION) or sign
    if factuality.value == "failed":
        if sign.polarity <= 0:
            return None
        sign = Sign(-1, AGAINST_CODE, AGAINST_INTENSITY, True, sign.rules)
    return Judged(hit, sign, negation, factuality, find_voice(view, hit), is_conceded(view, hit))


def is_phrase(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is only part of a phrase that affirms ("could not help …")."""
    return any(
        set(hit.tokens) < set(word.tokens) and len(hit.tokens) == 1
        for word in view.words.get("unnegator", ())
    )


def is_denial(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a verb of denying what a clause says ("denied that …"): nobody is opposed by that."""
    if not any(set(hit.tokens) & set(word.tokens) for word in view.words.get("denial", ())):
        return False
    if view.grammar.governor == "right":
        before = view.forms[max(hit.start - CLAIM_REACH, 0) : hit.start]
        return any(view.grammar.ending("nominal", form) is not None for form in before)
    clauses = [word.start for word in view.words.get("complementiser", ())]
    return any(0 <= at - hit.end <= CLAIM_REACH + 2 for at in clauses)


def is_hope(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a verb of hoping whose object another cue names: the hope itself is no stance."""
    hopes = any(set(hit.tokens) & set(word.tokens) for word in view.words.get("expected", ()))
    outcomes = {
        at for kind in ("failed", "fulfilled") for word in view.words.get(kind, ()) for at in word.tokens
    }
    later = [cue for cue in view.cues if outcomes.union(hit.tokens).isdisjoint(cue.tokens)]
    if view.grammar.governor == "right":
        return hopes and any(0 < hit.start - cue.end < HOPE_REACH for cue in later)
    return hopes and any(0 <= cue.start - hit.end < HOPE_REACH for cue in later)


def with_topic(view: SentenceView, readings: list[Reading], discourse: Discourse) -> list[Reading]:
    """Return `readings`, an unnamed holder replaced by the last sentence's subject where no subject is named.

    Turkish leaves out a subject that has not changed; a passive leaves out its agent on purpose.
    """
    topic = discourse.topic
    if topic is None or any(p.end and not p.adposition and "nom" in p.cases for p in view.parties):
        return readings
    out = []
    for reading in readings:
        unnamed = reading.holder is None and "holder:unnamed" in reading.rules
        if unnamed and view.grammar.case == "suffix" and topic.key != reading.target.key:
            holder = Party(0, 0, topic.key, topic.name, topic.actor_id, topic.holder_group, topic.label)
            reading = Reading(
                holder, reading.target, 0.8 * reading.score, (*reading.rules, "reference:topic")
            )
        out.append(reading)
    return out
