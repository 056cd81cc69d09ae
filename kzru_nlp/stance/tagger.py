"""Tag a Doc with its stances: cues, then roles, negation, factuality, voice, each layer by its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from kzru_nlp.knowledge.actors import ActorTable, load_actors
from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention, Stance
from kzru_nlp.stance.composition import Judged, compose
from kzru_nlp.stance.cues import CueMatcher, get_matcher
from kzru_nlp.stance.factuality import find_factuality, is_conceded
from kzru_nlp.stance.grammar import Word, load_grammar
from kzru_nlp.stance.marking import mark_parties
from kzru_nlp.stance.negation import (
    AGAINST_CODE,
    AGAINST_INTENSITY,
    Sign,
    apply_negation,
    find_negation,
)
from kzru_nlp.stance.patterns import Form, Found
from kzru_nlp.stance.reference import Discourse, resolve_references
from kzru_nlp.stance.roles import Reading, read_pairs
from kzru_nlp.stance.view import (
    PARTY_LABELS,
    Party,
    SentenceView,
    find_quoted,
    make_party,
    token_range,
    token_starts,
)
from kzru_nlp.stance.voice import Voice, find_voice

LABELS = {1: "FAVOR", -1: "AGAINST", 0: "NEUTRAL"}
_UNFULFILLED = {"expected": 0.7, "conditional": 0.6, "past": 0.8}
"""What is left of a confidence where the act itself is not stated as done."""
_CLEARLY = 0.25
"""Difference of confidence from which the weaker of two contrary stances is dropped."""


class StanceTagger:
    """Finds the stances of a Doc that has sentences, lemmas and linked mentions."""

    def __init__(
        self, lang: str, actors: ActorTable | None = None, cues: Iterable[Cue] | None = None
    ) -> None:
        self.lang = lang
        self.profile = get_profile(lang)
        self.grammar = load_grammar(lang)
        self.actors = load_actors() if actors is None else actors
        self.matcher = get_matcher(lang) if cues is None else CueMatcher(cues)

    def __call__(self, doc: Doc) -> list[Stance]:
        """Return the stances between the mentions in `doc._.mentions`, in the order of their cues."""
        return self.tag(doc, doc._.mentions)

    def tag(self, doc: Doc, mentions: Sequence[Mention]) -> list[Stance]:
        """Return the stances between `mentions` in `doc`, in the order of their cues."""
        discourse = Discourse()
        stances: list[Stance] = []
        for view in self.views(doc, mentions, discourse):
            if view.cues and view.parties:
                stances += tag_sentence(view, discourse)
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
            if not parties and not discourse.recent:
                continue
            view = self.view(span, parties)
            references = resolve_references(view, discourse)
            if references:
                view.parties = sorted((*view.parties, *references), key=lambda party: party.start)
            mark_parties(view)
            yield view
            discourse.remember(view)

    def view(self, span: Span, parties: list[Party]) -> SentenceView:
        """Return the view of one sentence with `parties`, their role marks not yet read."""
        fold = self.profile.fold
        forms = [Form(fold(token.text), fold(token.lemma_)) for token in span]
        words: dict[str, list[Found[Word]]] = {}
        for found in self.grammar.words.find(forms):
            words.setdefault(found.payload.kind, []).append(found)
        return SentenceView(
            span=span,
            grammar=self.grammar,
            forms=[form.surface for form in forms],
            parties=parties,
            cues=self.matcher.find(forms),
            words=words,
            breaks=sorted({found.start for found in words.get("boundary", ())}),
            quoted=find_quoted(span),
        )


def tag_sentence(view: SentenceView, discourse: Discourse) -> list[Stance]:
    """Return the stances of one sentence, those of the same holder, target and label joined."""
    found: dict[tuple[str, str, str, str], Stance] = {}
    if view.words.get("study"):
        return []
    for judged, readings in compose(view, read_cues(view, discourse)):
        for reading in readings:
            stance = make_stance(view, judged, reading)
            key = (
                stance.holder_id or stance.holder,
                stance.target_id or stance.target,
                stance.label,
                stance.factuality,
            )
            found[key] = join(found[key], stance) if key in found else stance
    return settle(list(found.values()))


def read_cues(view: SentenceView, discourse: Discourse) -> list[tuple[Judged, list[Reading]]]:
    """Return the cues of a sentence that carry a stance, each with its readings.

    A cue that negates another one ("refused to support") has said what it has to say there.
    """
    judged = [found for hit in view.cues if (found := judge(view, hit)) is not None]
    negators = {at for found in judged for at in found.negation.tokens if at not in found.hit.tokens}
    judged = [found for found in judged if not negators.issuperset(found.hit.tokens)]
    return [(found, with_topic(view, read_pairs(view, found.hit), discourse)) for found in judged]


def settle(stances: list[Stance]) -> list[Stance]:
    """Return `stances`, those of one holder for and against one target in one sentence made NEUTRAL.

    The guideline calls "both at once" neither; only what is stated as fact counts, and only if neither side is
    clearly weaker.
    """
    out = list(stances)
    facts = [stance for stance in stances if stance.factuality in ("asserted", "negated")]
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
    negation = find_negation(view, hit)
    sign = apply_negation(hit.payload, negation)
    if sign is None:
        return None
    factuality = find_factuality(view, hit)
    disappointed = any(set(word.tokens) & set(hit.tokens) for word in view.words.get("failed", ()))
    if disappointed and "expected" in view.words:
        return None
    if factuality.value == "failed":
        if sign.polarity <= 0:
            return None
        sign = Sign(-1, AGAINST_CODE, AGAINST_INTENSITY, True, sign.rules)
    return Judged(hit, sign, negation, factuality, find_voice(view, hit), is_conceded(view, hit))


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


def make_stance(view: SentenceView, judged: Judged, reading: Reading) -> Stance:
    """Return the stance of one reading of a judged cue."""
    factuality = judged.factuality.value
    is_future = judged.factuality.rule.startswith("factuality:future")
    if judged.sign.negated and (factuality in ("asserted", "failed") or is_future):
        factuality = "negated"
    holder, target, voice = reading.holder, reading.target, judged.voice
    rules = (
        f"cue:{judged.hit.payload.id}",
        *dict.fromkeys(rule for rule in (*reading.rules, *(p.rule for p in (holder, target) if p)) if rule),
        *judged.sign.rules,
        *(rule for rule in (judged.factuality.rule, voice.rule) if rule),
    )
    speaker = (
        voice.speaker if holder is None or voice.speaker is None or voice.speaker.key != holder.key else None
    )
    return Stance(
        holder=holder.name if holder else "",
        holder_id=holder.actor_id if holder else "",
        holder_span=party_span(view, holder),
        target=target.name,
        target_id=target.actor_id,
        target_span=party_span(view, target),
        label=LABELS[judged.sign.polarity],
        factuality=factuality,
        voice=voice.value,
        attributed_to=speaker.name if speaker else "",
        score=confidence(judged, reading, factuality),
        intensity=judged.sign.intensity,
        cameo=judged.sign.cameo,
        holder_group=group_of(holder, voice),
        evidence=evidence_of(view, judged),
        rules=rules,
    )


def confidence(judged: Judged, reading: Reading, factuality: str) -> float:
    """Return how far the rules carry the stance, in [0, 1]: the roles' fit, less what weakens the cue."""
    score = 0.35 + 0.6 * reading.score
    if reading.holder is None:
        score *= 0.6
    score *= _UNFULFILLED.get(factuality, 1.0)
    if judged.conceded:
        score *= 0.7
    if judged.sign.negated and judged.negation.lack:
        score *= 0.7
    return round(min(max(score, 0.0), 1.0), 3)


def group_of(holder: Party | None, voice: Voice) -> str:
    """Return the guideline's code of a holder."""
    if holder is None:
        return "NULL"
    if holder.label == "PER" and not holder.actor_id and voice.value == "citation":
        return "SOURCE"
    return holder.holder_group


def party_span(view: SentenceView, party: Party | None) -> Span | None:
    """Return the tokens of a party; None for one that this sentence does not name."""
    if party is None or party.end <= party.start:
        return None
    offset = view.span.start
    if party.mention is not None:
        span = view.span.doc.char_span(party.mention.start, party.mention.end)
        if span is not None:
            return span
    return view.span.doc[offset + party.start : offset + party.end]


def evidence_of(view: SentenceView, judged: Judged) -> tuple[Span, ...]:
    """Return the words that carry the stance, neighbours joined: the cue, its negators, what made it uncertain."""
    tokens = sorted({*judged.hit.tokens, *judged.negation.tokens, *judged.factuality.tokens})
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token - runs[-1][1] <= 2 and view.party_at(token - 1) is None:
            runs[-1][1] = token
        else:
            runs.append([token, token])
    offset = view.span.start
    return tuple(view.span.doc[offset + first : offset + last + 1] for first, last in runs)


def join(first: Stance, second: Stance) -> Stance:
    """Return the stronger of two equal stances with the evidence and the rules of both.

    Independent cues confirm each other: the doubt that is left is the product of theirs.
    """
    strong, weak = (first, second) if first.score >= second.score else (second, first)
    evidence = {(span.start, span.end): span for span in (*first.evidence, *second.evidence)}
    return replace(
        strong,
        score=round(1 - (1 - strong.score) * (1 - 0.5 * weak.score), 3),
        evidence=tuple(evidence[key] for key in sorted(evidence)),
        rules=tuple(dict.fromkeys((*strong.rules, *weak.rules))),
    )
