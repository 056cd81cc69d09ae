"""Every spaCy component of ours: thin factories over the stages, found through entry points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kzru_nlp.lang import get_profile
from kzru_nlp.model.bundled import bundled
from kzru_nlp.pipelines.backend import LAYERS
from kzru_nlp.pipelines.extensions import register, set_mentions, set_stances
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.sentences import split_sentences

register()

Component = Callable[[Doc], Doc]


class _Stage:
    """A component that builds its tables when the first Doc comes and leaves them out when it is pickled."""

    def __init__(self, lang: str, actors: Sequence[str] = (), cues: Sequence[str] = ()) -> None:
        self.lang = lang
        self.actors = tuple(actors)
        self.cues = tuple(cues)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.lang, self.actors, self.cues)

    def _actors(self) -> Any:
        from kzru_nlp.knowledge.actors import load_actors

        return load_actors(tuple(map(Path, self.actors)))


class Sentences(_Stage):
    """Sets sentence starts."""

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with its sentences; white space belongs to the sentence before it."""
        starts = iter([start for start, _ in split_sentences(doc.text, self.lang)][1:])
        following = next(starts, None)
        for token in doc:
            begins = following is not None and token.idx + len(token) > following
            token.is_sent_start = begins or token.i == 0
            if begins:
                following = next(starts, None)
        return doc


class Lemmas(_Stage):
    """Sets `token.lemma_` and `token.norm_` (lower case by the profile: "IŞIK" is "ışık" in Turkish)."""

    @cached_property
    def _known(self) -> dict[int, tuple[str, str]]:
        return {}

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with lemmas and norms."""
        known, lemmatize, fold = self._known, get_lemmatizer(self.lang), get_profile(self.lang).fold
        for token in doc:
            pair = known.get(token.orth)
            if pair is None:
                pair = known[token.orth] = lemmatize(token.text), fold(token.text)
            token.lemma_, token.norm_ = pair
        return doc


class Entities(_Stage):
    """Sets `doc._.mentions` and `doc.ents`."""

    def __init__(self, lang: str, actors: Sequence[str] = (), model: str = "") -> None:
        super().__init__(lang, actors)
        self.model = model

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.lang, self.actors, self.model)

    @cached_property
    def _finder(self) -> Any:
        from kzru_nlp.entities.finder import EntityFinder

        return EntityFinder(self.lang, actors=self._actors(), model=_model_path(self.model))

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with mentions, not yet linked."""
        set_mentions(doc, self._finder(doc) if has_words(doc) else ())
        return doc


class Linking(_Stage):
    """Links `doc._.mentions` and sets `ent.kb_id_`."""

    @cached_property
    def _linker(self) -> Any:
        from kzru_nlp.entities.link import Linker

        return Linker(actors=self._actors())

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with linked mentions."""
        if mentions := doc._.mentions:
            set_mentions(doc, self._linker(mentions, self.lang, doc.text))
        return doc


class Stances(_Stage):
    """Sets `doc._.stances`."""

    def __init__(
        self, lang: str, actors: Sequence[str] = (), cues: Sequence[str] = (), model: str = ""
    ) -> None:
        super().__init__(lang, actors, cues)
        self.model = model

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.lang, self.actors, self.cues, self.model)

    @cached_property
    def _tagger(self) -> Any:
        from kzru_nlp.knowledge.cues import load_cues
        from kzru_nlp.stance.classifier import get_classifier
        from kzru_nlp.stance.tagger import StanceTagger

        cues = load_cues(self.lang, tuple(map(Path, self.cues)))
        path = _model_path(self.model)
        classifier = get_classifier(path) if path else None
        return StanceTagger(self.lang, actors=self._actors(), cues=cues, classifier=classifier)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with stances between the actors that it names."""
        set_stances(doc, self._tagger(doc) if has_words(doc) else ())
        return doc


def has_words(doc: Doc) -> bool:
    """Return whether there is more than white space; `doc.text` would join all tokens to say so."""
    return any(not token.is_space for token in doc)


def _model_path(model: str) -> Path | None:
    if not model:
        return None
    own = Path(model)
    return own if own.is_file() else bundled("pipelines", *model.split("/"))


def _lang(nlp: Language) -> str:
    return str(nlp.lang)


@Language.factory("kzru_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Component:
    """Return the component that sets sentence starts."""
    return Sentences(_lang(nlp))


@Language.factory("kzru_lemmas", assigns=["token.lemma", "token.norm"])
def make_lemmas(nlp: Language, name: str) -> Component:
    """Return the component that sets lemmas and norms."""
    return Lemmas(_lang(nlp))


@Language.factory(
    "kzru_entities", assigns=["doc.ents", "doc._.mentions"], default_config={"actors": [], "model": ""}
)
def make_entities(nlp: Language, name: str, actors: list[str], model: str) -> Component:
    """Return the component that finds mentions.

    `actors` are paths of further actor tables; `model` is the path of a CRF, or its place among the bundled
    pipelines, or empty, so that tables and rules decide alone.
    """
    return Entities(_lang(nlp), actors, model)


@Language.factory(
    "kzru_stanza",
    assigns=["token.is_sent_start", "doc.sents", "token.lemma", "token.pos", "token.dep", "token.head"],
    default_config={"layers": list(LAYERS), "processors": "", "package": "", "folder": ""},
)
def make_stanza(
    nlp: Language, name: str, layers: list[str], processors: str, package: str, folder: str
) -> Component:
    """Return the component that runs a Stanza model; `folder` and `package` are empty for Stanza's own choice."""
    from kzru_nlp.pipelines.stanza import StanzaModel

    return StanzaModel(_lang(nlp), layers, processors, folder, package)


@Language.factory(
    "kzru_spacy_model",
    assigns=["token.is_sent_start", "doc.sents", "token.lemma", "token.pos", "token.dep", "token.head"],
    default_config={"layers": list(LAYERS)},
)
def make_spacy_model(nlp: Language, name: str, layers: list[str], models: list[str]) -> Component:
    """Return the component that runs the first of `models` (packages or paths) that is installed."""
    from kzru_nlp.pipelines.spacy_models import SpacyModel

    return SpacyModel(_lang(nlp), layers, models)


@Language.factory("kzru_transformers", requires=["doc.sents"])
def make_transformers(nlp: Language, name: str, model: str) -> Component:
    """Return the component that runs a token classifier; `model` is a path or a name in the local cache."""
    from kzru_nlp.pipelines.transformers import TransformersModel

    return TransformersModel(_lang(nlp), model)


@Language.factory(
    "kzru_linker",
    requires=["doc._.mentions"],
    assigns=["doc.ents", "doc._.mentions"],
    default_config={"actors": []},
)
def make_linker(nlp: Language, name: str, actors: list[str]) -> Component:
    """Return the component that links mentions; `actors` are paths of further actor tables."""
    return Linking(_lang(nlp), actors)


@Language.factory(
    "kzru_stance",
    requires=["doc.sents", "token.lemma", "doc._.mentions"],
    assigns=["doc._.stances"],
    default_config={"actors": [], "cues": [], "model": ""},
)
def make_stance(nlp: Language, name: str, actors: list[str], cues: list[str], model: str) -> Component:
    """Return the component that finds stances; `actors` and `cues` are paths of further tables.

    `model` is the path of a classifier, or its place among the bundled pipelines, or empty: the rules decide alone.
    """
    return Stances(_lang(nlp), actors, cues, model)


@Language.factory(
    "kzru_stance_nli",
    requires=["doc.sents", "doc._.mentions"],
    assigns=["doc._.stances"],
    default_config={"model": "MoritzLaurer/mDeBERTa-v3-base-xnli-multilingual-nli-2mil7", "sure": 0.5},
)
def make_stance_nli(nlp: Language, name: str, model: str, sure: float) -> Component:
    """Return the component that finds stances by zero-shot inference; `model` is a folder or stands in the local cache."""
    from kzru_nlp.pipelines.stance_backends import NliStances

    return NliStances(_lang(nlp), model, sure)


@Language.factory(
    "kzru_stance_endpoint",
    requires=["doc.sents", "doc._.mentions"],
    assigns=["doc._.stances"],
    default_config={
        "url": "http://localhost:8000/v1",
        "model": "",
        "key_variable": "KZRU_ENDPOINT_KEY",
        "timeout": 60.0,
    },
)
def make_stance_endpoint(
    nlp: Language, name: str, url: str, model: str, key_variable: str, timeout: float
) -> Component:
    """Return the component that asks an OpenAI-compatible endpoint for stances.

    `key_variable` names the environment variable that holds the key; `timeout` is in seconds.
    """
    from kzru_nlp.pipelines.stance_backends import EndpointStances

    return EndpointStances(_lang(nlp), url, model, key_variable, timeout)
