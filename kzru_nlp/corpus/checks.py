"""The checks that one annotated document must pass, each a small rule that yields problems."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kzru_nlp.corpus.markup import KEYWORDS, TITLE, GoldDifference, GoldDocument, GoldSentence
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

PAIRS = (("tr", "en"), ("tr", "ru"), ("en", "ru"))
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-zÇĞİÖŞÜçğıöşü]")
WORD = re.compile(r"\w+(?:[-’']\w+)*")
VALUES = {
    "DATE": re.compile(r"-?\d{1,4}(-\d\d(-\d\d)?)?s?(/-?\d{1,4}(-\d\d(-\d\d)?)?)?$|XXXX(-\d\d(-\d\d)?)$"),
    "MONEY": re.compile(r"-?\d+(\.\d+)?$"),
    "PERCENT": re.compile(r"-?\d+(\.\d+)?$"),
    "QUANTITY": re.compile(r"-?\d+(\.\d+)?$"),
}
UNNAMED = frozenset({"NORP", "DATE", "MONEY", "PERCENT", "QUANTITY"})
ROLES = frozenset({"AUTHOR", "NULL"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the corpus: where, a stable code, and what to do about it."""

    document: str
    where: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.document} {self.where}: {self.message} [{self.code}]"


Check = Callable[[GoldDocument], Iterator[Problem]]


def check_document(document: GoldDocument) -> list[Problem]:
    """Return every problem that the document has on its own."""
    return [problem for check in CHECKS for problem in check(document)]


def _each(document: GoldDocument) -> Iterator[tuple[str, str, GoldSentence]]:
    for lang, sentence in document.sentences():
        yield f"{lang} {sentence.key}", lang, sentence


def text_is_clean(document: GoldDocument) -> Iterator[Problem]:
    """NFC, no doubled spaces, no letters of the other script inside a word."""
    for where, _, sentence in _each(document):
        text = sentence.text
        if unicodedata.normalize("NFC", text) != text:
            yield Problem(document.id, where, "not-nfc", "text is not in Unicode NFC; normalise it")
        if "  " in text or text != text.strip():
            yield Problem(document.id, where, "spaces", "doubled, leading or trailing space")
        for word in WORD.findall(text):
            if any(CYRILLIC.search(p) and LATIN.search(p) for p in re.split(r"[-’'\d_]", word)):
                yield Problem(
                    document.id, where, "mixed-script", f"{word!r} mixes Latin and Cyrillic letters"
                )


def language_is_right(document: GoldDocument) -> Iterator[Problem]:
    """A Russian version is Cyrillic, the others are not."""
    for lang in document.versions:
        text = " ".join(s.text for s in document.body(lang))
        cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
        if text and (cyrillic > latin) != (get_profile(lang).script == "Cyrl"):
            yield Problem(document.id, lang, "wrong-language", f"the {lang} version is not written in {lang}")


def mentions_stand_on_words(document: GoldDocument) -> Iterator[Problem]:
    """A mention begins and ends at a word's edge; a Turkish suffix after the apostrophe is outside."""
    for where, lang, sentence in _each(document):
        for m in sentence.mentions:
            before, after = sentence.text[: m.start][-1:], sentence.text[m.end :][:1]
            if (before.isalnum() and m.text[0].isalnum()) or (after.isalnum() and m.text[-1].isalnum()):
                yield Problem(
                    document.id, where, "mid-word", f"mention {m.text!r} begins or ends inside a word"
                )
            # The "s" of a foreign name (Lloyd's) is no Turkish suffix.
            tail = re.search(r"[’'](?!s$)(\w+)$", m.text)
            if get_profile(lang).suffix_apostrophe and tail and tail[1].islower() and m.label != "NORP":
                yield Problem(
                    document.id, where, "suffix", f"the suffix in {m.text!r} belongs outside the mention"
                )


def mentions_are_complete(document: GoldDocument) -> Iterator[Problem]:
    """Named things carry their actor, dates and amounts their value, in the right form."""
    for where, _, sentence in _each(document):
        for m in sentence.mentions:
            if m.label in UNNAMED and m.actor_id:
                yield Problem(document.id, where, "actor-on-value", f"{m.label} {m.text!r} takes no actor")
            if m.label not in UNNAMED and not m.actor_id:
                yield Problem(document.id, where, "no-actor", f"{m.label} {m.text!r} names no actor")
            if m.metonym_of and m.label not in ("GPE", "FAC"):
                yield Problem(
                    document.id,
                    where,
                    "metonym",
                    f"only a GPE or FAC stands for a state, not {m.label} {m.text!r}",
                )
            yield from _value_problems(document, where, m)


def _value_problems(document: GoldDocument, where: str, m: Mention) -> Iterator[Problem]:
    form = VALUES.get(m.label)
    if form is None and m.value:
        yield Problem(document.id, where, "value", f"{m.label} {m.text!r} takes no value")
    elif form is not None and m.label != "DATE" and not m.value:
        yield Problem(document.id, where, "no-value", f"{m.label} {m.text!r} has no value")
    elif form is not None and m.value and not form.match(m.value):
        yield Problem(
            document.id, where, "value", f"value {m.value!r} of {m.text!r} is not of the form of a {m.label}"
        )


def repeats_are_marked(document: GoldDocument) -> Iterator[Problem]:
    """A name marked once is marked wherever it stands in the same version, unless it is part of a longer mention."""
    for lang in document.versions:
        names = Counter(m.text for s in document.versions[lang] for m in s.mentions if m.label not in UNNAMED)
        for name in (n for n in names if len(n) > 3 and n[0].isupper()):
            form = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            for sentence in document.versions[lang]:
                for hit in form.finditer(sentence.text):
                    if not any(m.start < hit.end() and hit.start() < m.end for m in sentence.mentions):
                        yield Problem(
                            document.id,
                            f"{lang} {sentence.key}",
                            "unmarked",
                            f"{name!r} is marked elsewhere, not here",
                        )


def stance_parties_are_named(document: GoldDocument) -> Iterator[Problem]:
    """Holder and target are mentions of the sentence, words of it, or a role."""
    for where, _, sentence in _each(document):
        seen = Counter(
            (s.holder.id or s.holder.text, s.target.id or s.target.text, s.label, s.evidence)
            for s in sentence.stances
        )
        for tuple_, n in seen.items():
            if n > 1:
                yield Problem(
                    document.id,
                    where,
                    "stance-twice",
                    f"the stance {tuple_[0]} > {tuple_[1]} stands {n} times",
                )
        for stance in sentence.stances:
            for party, side in ((stance.holder, "holder"), (stance.target, "target")):
                if party.id and party.span is None and party.id not in ROLES:
                    message = f"{side} {party.id} is no mention here; quote the words that stand for it"
                    yield Problem(document.id, where, "party", message)
            if stance.target.id in ROLES:
                yield Problem(
                    document.id, where, "party", f"the target is {stance.target.id}; a stance needs an actor"
                )
            if stance.intensity is not None and not -10 <= stance.intensity <= 10:
                yield Problem(
                    document.id, where, "intensity", f"intensity {stance.intensity} lies outside -10…10"
                )
            if (stance.label == "FAVOR" and (stance.intensity or 0) < 0) or (
                stance.label == "AGAINST" and (stance.intensity or 0) > 0
            ):
                yield Problem(
                    document.id, where, "sign", f"{stance.label} with intensity {stance.intensity:+g}"
                )


def beads_cover_all(document: GoldDocument) -> Iterator[Problem]:
    """Every body sentence stands in exactly one bead of each pair that has two versions."""
    if "russia" not in document.meta:
        return
    for pair in PAIRS:
        if not all(lang in document.versions for lang in pair):
            continue
        name = "-".join(pair)
        if pair not in document.beads:
            yield Problem(document.id, "@beads", "no-beads", f"no beads for {name}")
            continue
        for side, lang in enumerate(pair):
            keys = [s.key for s in document.body(lang)]
            used = Counter(k for bead in document.beads[pair] for k in (bead.src, bead.tgt)[side])
            wrong = [k for k in keys if used[k] != 1] + [k for k in used if k not in keys]
            if wrong:
                yield Problem(
                    document.id,
                    f"@beads {name}",
                    "beads",
                    f"{lang} {', '.join(wrong)}: not in exactly one bead",
                )


def differences_point_right(document: GoldDocument) -> Iterator[Problem]:
    """A difference names keys of one bead, and words that stand in them."""
    for d in document.differences:
        where = f"@differences {'-'.join(d.pair)} {','.join(d.src)}:{','.join(d.tgt)}"
        sides = ((d.pair[0], d.src, d.src_text), (d.pair[1], d.tgt, d.tgt_text))
        for lang, keys, words in sides:
            texts = {s.key: s.text for s in document.versions.get(lang, ())}
            missing = [k for k in keys if k not in texts]
            if missing:
                yield Problem(
                    document.id, where, "difference-key", f"{lang} has no sentence {', '.join(missing)}"
                )
            elif words and not any(words in texts[k] for k in keys):
                yield Problem(
                    document.id,
                    where,
                    "difference-text",
                    f"{words!r} does not stand in {lang} {','.join(keys)}",
                )
        if (
            not d.src_text
            and not d.tgt_text
            and not (d.type in ("omission", "addition") and (not d.src or not d.tgt))
        ):
            yield Problem(
                document.id, where, "difference-empty", "a difference needs words on one side at least"
            )
        yield from _not_one_bead(document, where, d)


def _not_one_bead(document: GoldDocument, where: str, d: GoldDifference) -> Iterator[Problem]:
    keys = {*d.src, *d.tgt}
    if keys & {TITLE, KEYWORDS} or d.pair not in document.beads:
        return
    if not any(set(d.src) <= set(b.src) and set(d.tgt) <= set(b.tgt) for b in document.beads[d.pair]):
        yield Problem(document.id, where, "difference-bead", "these sentences are not in one bead")


def null_beads_are_explained(document: GoldDocument) -> Iterator[Problem]:
    """A sentence without a counterpart is an annotated omission or addition."""
    for pair, beads in document.beads.items():
        noted = {
            (k, side)
            for d in document.differences
            if d.pair == pair
            for side, ks in ((0, d.src), (1, d.tgt))
            for k in ks
        }
        for bead in beads:
            if not bead.src or not bead.tgt:
                for side, keys in ((0, bead.src), (1, bead.tgt)):
                    for key in keys:
                        if (key, side) not in noted:
                            yield Problem(
                                document.id, f"@beads {'-'.join(pair)}", "null-bead",
                                f"{pair[side]} {key} has no counterpart and no omission or addition says so",
                            )  # fmt: skip


CHECKS: Sequence[Check] = (
    text_is_clean,
    language_is_right,
    mentions_stand_on_words,
    mentions_are_complete,
    repeats_are_marked,
    stance_parties_are_named,
    beads_cover_all,
    differences_point_right,
    null_beads_are_explained,
)
