"""Stances from other models: zero-shot inference (NLI) through transformers, and any OpenAI-compatible endpoint.

Both ask about pairs of names of one sentence and set `doc._.stances`, as the rules do; `kzru-nlp evaluate stance
--pipeline my.cfg` compares them.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.lang import get_profile
from kzru_nlp.model import KzruError, Stance
from kzru_nlp.model.annotations import FACTUALITY, STANCE_LABELS
from kzru_nlp.pipelines.extensions import set_stances
from kzru_nlp.stance.view import PARTY_LABELS, Party, make_party

HYPOTHESES: Mapping[str, Mapping[str, str]] = {
    "en": {"FAVOR": "{holder} supports {target}.", "AGAINST": "{holder} is against {target}."},
    "tr": {"FAVOR": "{holder}, {target} yanlısıdır.", "AGAINST": "{holder}, {target} karşıtıdır."},
    "ru": {"FAVOR": "{holder} поддерживает: {target}.", "AGAINST": "{holder} выступает против: {target}."},
}
"""Hypotheses that keep the names in the nominative, so that no form has to be made."""
WEIGHTS = {"FAVOR": ("05", 3.4), "AGAINST": ("11", -2.0), "NEUTRAL": ("01", 0.0)}
"""CAMEO root and Goldstein weight of approval, disapproval and a statement: models tell no codes."""
MOST_NAMES = 6
"""Names of a sentence that are paired; a list of states has thousands of pairs and no stance."""


class StanceBackend(ABC):
    """A component that asks a model for the stances of each sentence with two names or more."""

    source = ""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with the stances that the model tells."""
        set_stances(doc, [stance for sentence in doc.sents for stance in self._in_sentence(doc, sentence)])
        return doc

    def _in_sentence(self, doc: Doc, sentence: Span) -> Iterator[Stance]:
        parties = parties_of(doc, sentence, self.lang)
        if len({party.key for party in parties}) > 1:
            yield from self.ask(sentence, parties)

    @abstractmethod
    def ask(self, sentence: Span, parties: list[Party]) -> Iterator[Stance]:
        """Yield the stances between `parties` in `sentence`."""

    def make(
        self,
        sentence: Span,
        holder: Party,
        target: Party,
        label: str,
        score: float,
        evidence: Span,
        fact: str,
    ) -> Stance:
        """Return a stance of this model."""
        cameo, weight = WEIGHTS[label]
        return Stance(
            holder.name, holder.actor_id, span_of(sentence, holder), target.name, target.actor_id,
            span_of(sentence, target), label, fact, score=round(score, 3), intensity=weight, cameo=cameo,
            holder_group=holder.holder_group, evidence=(evidence,), rules=(f"backend:{self.source}",),
        )  # fmt: skip


def parties_of(doc: Doc, sentence: Span, lang: str) -> list[Party]:
    """Return the first MOST_NAMES different parties that a sentence names."""
    actors, profile = load_actors(), get_profile(lang)
    found: dict[str, Party] = {}
    for mention in doc._.mentions:
        inside = sentence.start_char <= mention.start < sentence.end_char
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand") if inside else None
        if span is not None and mention.label in PARTY_LABELS:
            first, last = span.start - sentence.start, span.end - sentence.start
            party = make_party(mention, first, last, actors, profile, lang=lang)
            found.setdefault(party.key, party)
    return list(found.values())[:MOST_NAMES]


def span_of(sentence: Span, party: Party) -> Span:
    """Return the tokens of a party."""
    return sentence.doc[sentence.start + party.start : sentence.start + party.end]


class NliStances(StanceBackend):
    """Asks a model of natural language inference whether the sentence entails that the holder is for or against."""

    source = "nli"

    def __init__(self, lang: str, model: str, sure: float = 0.5) -> None:
        super().__init__(lang)
        self._settings = (lang, model, sure)
        self.sure = sure
        self.tokenizer, self.model, self.entails = load_nli(model)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    def ask(self, sentence: Span, parties: list[Party]) -> Iterator[Stance]:
        """Yield a stance for each directed pair whose likelier hypothesis is entailed; its evidence is the sentence."""
        pairs = [(one, two) for one, two in permutations(parties, 2) if one.key != two.key]
        labels = list(HYPOTHESES[self.lang])
        claims = [
            HYPOTHESES[self.lang][label].format(holder=one.name, target=two.name)
            for one, two in pairs
            for label in labels
        ]
        chances = self._entailed(sentence.text, claims)
        for number, (one, two) in enumerate(pairs):
            own = chances[number * len(labels) : (number + 1) * len(labels)]
            best = max(range(len(labels)), key=own.__getitem__)
            if own[best] >= self.sure:
                yield self.make(sentence, one, two, labels[best], own[best], sentence, "asserted")

    def _entailed(self, premise: str, claims: list[str]) -> list[float]:
        import torch

        encoded = self.tokenizer(
            [premise] * len(claims), claims, truncation="only_first", padding=True, return_tensors="pt",
            max_length=min(512, getattr(self.model.config, "max_position_embeddings", 512)),
        )  # fmt: skip
        with torch.inference_mode():
            chances = self.model(**encoded).logits.softmax(-1)[:, self.entails]
        return [float(chance) for chance in chances]


@cache
def load_nli(model: str) -> tuple[Any, Any, int]:
    """Return tokenizer, model and the index of its entailment class: from a folder or the local cache, never the network.

    Raises:
        KzruError: transformers, torch or the model is missing, or the model is no NLI model; the message says what to do.
    """
    for package in ("transformers", "torch"):
        if find_spec(package) is None:
            raise KzruError(
                f"zero-shot stances need the package {package}; run: pip install 'kzru-nlp[transformers]'",
                code="missing-model",
            )
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
        loaded = AutoModelForSequenceClassification.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split()).partition(". ")[0]
        where = (
            f"cannot be loaded ({reason})"
            if Path(model).is_dir()
            else "is neither a folder nor in the local cache"
        )
        raise KzruError(
            f'{model} {where}; download it once with: python -c "from transformers import AutoTokenizer, '
            f"AutoModelForSequenceClassification as M; AutoTokenizer.from_pretrained('{model}'); "
            f"M.from_pretrained('{model}')\"",
            code="missing-model",
        ) from None
    names = {str(name).lower(): int(number) for name, number in loaded.config.label2id.items()}
    found = next((number for name, number in names.items() if name.startswith("entail")), None)
    if found is None:
        raise KzruError(
            f"{model} has the classes {', '.join(names)}, no entailment: it is no model of natural language inference",
            code="config",
        )
    return tokenizer, loaded.eval(), found


PROMPT = """You find opinion tuples in a sentence of a scholarly article. Names: {names}.
Return JSON: {{"stances": [{{"holder": name, "target": name, "label": "FAVOR"|"AGAINST"|"NEUTRAL", \
"factuality": "asserted"|"negated"|"expected"|"conditional"|"past", "evidence": words, "score": number from 0 to 1}}]}}.
holder and target are names of the list, word for word; evidence is the shortest part of the sentence that carries the
stance, word for word. A name that takes no position on another gets no tuple. Sentence: {sentence}"""


class EndpointStances(StanceBackend):
    """Asks a chat model behind an OpenAI-compatible endpoint; what it quotes must stand in the sentence."""

    source = "endpoint"

    def __init__(
        self, lang: str, url: str, model: str, key_variable: str = "KZRU_ENDPOINT_KEY", timeout: float = 60.0
    ) -> None:
        super().__init__(lang)
        if not url.startswith(("http://", "https://")):
            raise KzruError(
                f"{url!r} is no address of an endpoint; give one such as http://localhost:8000/v1",
                code="config",
            )
        self._settings = (lang, url, model, key_variable, timeout)
        self.url, self.model, self.key_variable, self.timeout = url.rstrip("/"), model, key_variable, timeout

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    def ask(self, sentence: Span, parties: list[Party]) -> Iterator[Stance]:
        """Yield the tuples of the answer that hold to the sentence; the others are left out.

        Raises:
            KzruError: the endpoint cannot be reached, refuses, or answers no JSON.
        """
        named = {span_of(sentence, party).text: party for party in parties}
        prompt = PROMPT.format(names=", ".join(named), sentence=sentence.text)
        for row in self._tuples(prompt):
            holder, target = named.get(str(row.get("holder"))), named.get(str(row.get("target")))
            label, words = row.get("label"), str(row.get("evidence") or "")
            at = sentence.text.find(words) if words else -1
            if (
                holder is None
                or target is None
                or holder.key == target.key
                or at < 0
                or label not in STANCE_LABELS
            ):
                continue
            start = sentence.start_char + at
            span = sentence.doc.char_span(start, start + len(words), alignment_mode="expand")
            fact = row.get("factuality")
            if span is not None:
                yield self.make(
                    sentence, holder, target, str(label), number_in(row.get("score")), span,
                    str(fact) if fact in FACTUALITY else "asserted",
                )  # fmt: skip

    def _tuples(self, prompt: str) -> list[Mapping[str, Any]]:
        answer = self._post({
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "user", "content": prompt}],
        })  # fmt: skip
        try:
            rows = json.loads(answer["choices"][0]["message"]["content"])["stances"]
            return [row for row in rows if isinstance(row, dict)]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise KzruError(
                f"{self.url}: {self.model} answered no JSON of stances ({error!r}); try a model that knows JSON output",
                code="endpoint",
            ) from None

    def _post(self, body: Mapping[str, Any]) -> Any:
        key = os.environ.get(self.key_variable, "")
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
        request = urllib.request.Request(
            f"{self.url}/chat/completions", json.dumps(body).encode("utf-8"), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as reply:
                return json.loads(reply.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            hint = f"; set {self.key_variable}" if error.code in (401, 403) else ""
            raise KzruError(
                f"{self.url}: refused with {error.code} {error.reason}{hint}", code="endpoint"
            ) from None
        except (OSError, ValueError) as error:
            raise KzruError(f"{self.url}: cannot be reached or read ({error})", code="endpoint") from None


def number_in(value: Any) -> float:
    """Return a score in [0, 1]; 0.5 for what is none."""
    return min(max(float(value), 0.0), 1.0) if isinstance(value, int | float) else 0.5
