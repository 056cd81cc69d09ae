"""UIMA CAS XMI for INCEpTION and its like: names as spans, a stance as its evidence with links to holder and target."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzru_nlp.corpus.markup import SIDES, GoldDocument, GoldSentence, GoldStance, Party
from kzru_nlp.model import InputError, KzruError, Mention

SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
MENTION, STANCE = "kzru.Mention", "kzru.Stance"
FEATURES = {
    SENTENCE: ("key",),
    MENTION: ("label", "actor"),
    STANCE: (
        "number", "stance", "factuality", "voice", "holder", "target", "holderSpan", "targetSpan", "cameo", "intensity",
        "attributedTo",
    ),
}  # fmt: skip
"""Layers with their string features. Evidence of several spans is several annotations of one `number`."""
INSTALL = "UIMA XMI needs dkpro-cassis; install it with: pip install 'kzru-nlp[export]'"


def cassis() -> Any:
    """Return the library.

    Raises:
        KzruError: it is not installed; the message has the command.
    """
    try:
        import cassis as library
    except ImportError:
        raise KzruError(INSTALL) from None
    return library


def make_types() -> Any:
    """Return the type system of our layers."""
    library = cassis()
    types = library.TypeSystem(add_document_annotation_type=True)
    for name, features in FEATURES.items():
        layer = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=layer, name=feature, rangeType="uima.cas.String")
    return types


def write_xmi(document: GoldDocument, lang: str, folder: Path) -> Path:
    """Write one version of a document and, beside it, the type system; return the path of the XMI."""
    types = make_types()
    cas = cassis().Cas(typesystem=types)
    cas.document_language = lang
    sentences = document.versions.get(lang, ())
    cas.sofa_string = "\n".join(sentence.text for sentence in sentences)
    cas.sofa_mime = "text/plain"
    at = 0
    for sentence in sentences:
        _add_sentence(cas, types, sentence, at)
        at += len(sentence.text) + 1
    folder.mkdir(parents=True, exist_ok=True)
    types.to_xml(folder / "TypeSystem.xml")
    path = folder / f"{document.id}.{lang}.xmi"
    cas.to_xmi(path)
    return path


def _add_sentence(cas: Any, types: Any, sentence: GoldSentence, at: int) -> None:
    def add(name: str, start: int, end: int, **features: str) -> None:
        cas.add(types.get_type(name)(begin=at + start, end=at + end, **features))

    add(SENTENCE, 0, len(sentence.text), key=sentence.key)
    for mention in sentence.mentions:
        add(MENTION, mention.start, mention.end, label=mention.label, actor=mention.actor_id)
    for number, stance in enumerate(sentence.stances):
        for start, end in stance.evidence:
            add(STANCE, start, end, **_features(number, stance))


def _features(number: int, stance: GoldStance) -> dict[str, str]:
    return {
        "number": str(number),
        "stance": stance.label,
        "factuality": stance.factuality,
        "voice": stance.voice,
        "holder": stance.holder.id or stance.holder.text,
        "target": stance.target.id or stance.target.text,
        "holderSpan": _span_text(stance.holder),
        "targetSpan": _span_text(stance.target),
        "cameo": stance.cameo,
        "intensity": "" if stance.intensity is None else f"{stance.intensity:g}",
        "attributedTo": stance.attributed_to,
    }


def _span_text(party: Party) -> str:
    return f"{party.span[0]}:{party.span[1]}" if party.span else ""


def read_xmi(path: Path) -> GoldDocument:
    """Return the document in an XMI file; `TypeSystem.xml` lies beside it. The language is the CAS's own.

    Raises:
        InputError: it is no XMI with our layers.
    """
    library = cassis()
    try:
        with (path.parent / "TypeSystem.xml").open("rb") as file:
            types = library.load_typesystem(file)
        with path.open("rb") as file:
            cas = library.load_cas_from_xmi(file, typesystem=types)
        lang = cas.document_language
        if lang not in SIDES:
            raise ValueError(f"its language is {lang!r}, not one of {', '.join(SIDES)}")
        sentences = tuple(_read_sentences(cas))
    except (OSError, ValueError, KeyError, AttributeError, SyntaxError) as error:
        raise InputError(
            f"{path}: is no XMI with our layers ({error}); export one with kzru-nlp annotations"
        ) from None
    ident = path.name.removesuffix(".xmi").removesuffix(f".{lang}")
    return GoldDocument(ident, {"id": ident}, {lang: sentences})


def _read_sentences(cas: Any) -> Iterator[GoldSentence]:
    text = str(cas.sofa_string)
    mentions, stances = list(cas.select(MENTION)), list(cas.select(STANCE))
    for sentence in cas.select(SENTENCE):
        first, last = sentence.begin, sentence.end
        own = text[first:last]
        found = tuple(
            Mention(
                m.begin - first, m.end - first, m.label or "", text[m.begin : m.end], 1.0, "annotator",
                actor_id=m.actor or "",
            )
            for m in mentions
            if first <= m.begin < last
        )  # fmt: skip
        held: dict[str, list[Any]] = {}
        for stance in stances:
            if first <= stance.begin < last:
                held.setdefault(stance.number or f"at{stance.begin}", []).append(stance)
        yield GoldSentence(
            sentence.key or str(first),
            own,
            found,
            tuple(_stance(own, spans, first) for spans in held.values()),
        )


def _stance(text: str, spans: list[Any], first: int) -> GoldStance:
    one = spans[0]
    return GoldStance(
        _party(text, one.holder, one.holderSpan),
        _party(text, one.target, one.targetSpan),
        one.stance or "",
        one.factuality or "asserted",
        one.voice or "narration",
        tuple((span.begin - first, span.end - first) for span in spans),
        one.cameo or "",
        float(one.intensity) if one.intensity else None,
        one.attributedTo or "",
    )


def _party(text: str, ident: str | None, span: str | None) -> Party:
    if not span:
        return Party(ident or "NULL")
    start, _, end = span.partition(":")
    return Party(ident or "", text[int(start) : int(end)], "", (int(start), int(end)))
