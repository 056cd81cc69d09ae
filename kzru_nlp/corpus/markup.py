r"""The compact inline markup in which the corpus is written and reviewed, read into stand-off documents.

A file is one document (`corpus/MARKUP.md` describes it with examples):

    # id: water-012
    # topic: water
    @tr
    T [Ural|LOC] Havzasında Su Diplomasisi
    K su diplomasisi; [Rusya|GPE Russia]
    1 [Astana|GPE Astana ~Kazakhstan], [Rusya|GPE Russia]'nın önerisini [3 Mayıs 2021|DATE =2021-05-03] günü geri çevirdi.
    > Kazakhstan > Russia AGAINST asserted "geri çevirdi" cameo=12 int=-4
    @en
    1 ...
    @beads
    tr-en 1:1 2:2,3 4: :4
    @differences
    tr-en 3:4 number major "yedi" | "nine" ; the figure grew by two

A mention is `[text|LABEL Actor ~Stands_for =value]`, everything after the label optional. A line that begins with `>` is a
stance of the sentence above: holder, target, label, factuality, voice (default narration), then evidence in quotes.
Actors are written by their English names with underscores. A holder or target is an actor, AUTHOR, NULL, or the words of the sentence in quotes (`"uzmanlar"/SOURCE`, `"она"=Russia`).
`\[`, `\]`, `\|` and `\\` stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kzru_nlp.model import Mention, Span
from kzru_nlp.model.annotations import DIFFERENCE_TYPES, ENTITY_LABELS, FACTUALITY, STANCE_LABELS, VOICES

SIDES = ("tr", "en", "ru")
TITLE, KEYWORDS = "T", "K"


class MarkupError(ValueError):
    """A line that is not well formed; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Party:
    """Holder or target of a gold stance: an actor id, a role (AUTHOR, NULL), or words of the sentence."""

    id: str = ""
    text: str = ""
    group: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldStance:
    """A stance tuple of the gold, with offsets into its sentence's text."""

    holder: Party
    target: Party
    label: str
    factuality: str
    voice: str
    evidence: tuple[Span, ...]
    cameo: str = ""
    intensity: float | None = None
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of the gold: its text without markup, and what was marked in it. `group` is the heading line above
    it (`% negation`), which names the phenomenon of a contrast pair.
    """

    key: str
    text: str
    mentions: tuple[Mention, ...] = ()
    stances: tuple[GoldStance, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class GoldBead:
    """Sentence keys that translate each other in one pair of languages."""

    src: tuple[str, ...]
    tgt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDifference:
    """An annotated difference between two versions."""

    pair: tuple[str, str]
    src: tuple[str, ...]
    tgt: tuple[str, ...]
    type: str
    severity: str
    src_text: str = ""
    tgt_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of the corpus in one to three languages."""

    id: str
    meta: Mapping[str, str]
    versions: Mapping[str, tuple[GoldSentence, ...]]
    beads: Mapping[tuple[str, str], tuple[GoldBead, ...]] = field(default_factory=dict)
    differences: tuple[GoldDifference, ...] = ()

    def sentences(self) -> Iterator[tuple[str, GoldSentence]]:
        """Yield language and sentence, titles and keywords included, in order."""
        for lang, version in self.versions.items():
            for sentence in version:
                yield lang, sentence

    def body(self, lang: str) -> tuple[GoldSentence, ...]:
        """Return the running sentences of one version: title and keywords left out."""
        return tuple(s for s in self.versions.get(lang, ()) if s.key not in (TITLE, KEYWORDS))


def read_document(path: Path) -> GoldDocument:
    """Return the document in the markup file at `path`.

    Raises:
        MarkupError: a line is not well formed.
    """
    return parse(path.read_text(encoding="utf-8"), name=path.name)


def parse(markup: str, *, name: str = "<text>") -> GoldDocument:
    """Return the document written in `markup`; `name` is what errors call it."""
    meta: dict[str, str] = {}
    versions: dict[str, list[GoldSentence]] = {}
    beads: dict[tuple[str, str], tuple[GoldBead, ...]] = {}
    differences: list[GoldDifference] = []
    section, group = "", ""
    for number, raw in enumerate(markup.splitlines(), 1):
        line = raw.strip()
        try:
            if not line:
                continue
            if line.startswith("# "):
                key, _, value = line[2:].partition(":")
                meta[key.strip()] = value.strip()
            elif line.startswith("@"):
                section, group = line[1:].strip(), ""
                _check(section in (*SIDES, "beads", "differences"), f"unknown section @{section}")
                if section in SIDES:
                    _check(section not in versions, f"section @{section} stands twice")
                    versions[section] = []
            elif section in SIDES:
                group = _sentence_line(line, versions[section], group)
            elif section == "beads":
                pair, found = _bead_line(line)
                beads[pair] = found
            elif section == "differences":
                differences.append(_difference_line(line))
            else:
                raise MarkupError("text before the first @section")
        except MarkupError as error:
            raise MarkupError(f"{name}, line {number}: {error}") from None
    if not meta.get("id"):
        raise MarkupError(f"{name}: no line '# id: …'")
    return GoldDocument(
        meta["id"], meta, {k: tuple(v) for k, v in versions.items()}, beads, tuple(differences)
    )


def _check(condition: bool, message: str) -> None:
    if not condition:
        raise MarkupError(message)


KEY = re.compile(r"([0-9A-Za-z-]+)\s+(.+)$")


def _sentence_line(line: str, sentences: list[GoldSentence], group: str) -> str:
    """Take one line of a version in; return the group that holds from here on."""
    if line.startswith("%"):
        return line[1:].strip()
    if line.startswith(">"):
        _check(bool(sentences), "a stance before the first sentence")
        last = sentences[-1]
        stance = _stance_line(line[1:].strip(), last)
        sentences[-1] = GoldSentence(last.key, last.text, last.mentions, (*last.stances, stance), last.group)
        return group
    match = KEY.match(line)
    if match is None:
        raise MarkupError("a sentence begins with its key: '3 Text …'")
    key, marked = match.groups()
    _check(all(s.key != key for s in sentences), f"key {key} stands twice")
    text, mentions = read_inline(marked)
    sentences.append(GoldSentence(key, text, mentions, (), group))
    return group


TOKEN = re.compile(r"\\(?P<escaped>[\[\]|\\])|(?P<open>\[)|(?P<close>\])|(?P<bar>\|)")


def read_inline(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the text without markup and its mentions.

    >>> text, mentions = read_inline("[Astana|GPE Astana ~Kazakhstan] sustu.")
    >>> text, mentions[0].label, mentions[0].metonym_of
    ('Astana sustu.', 'GPE', 'Kazakhstan')
    """
    out: list[str] = []
    mentions: list[Mention] = []
    length, at, start, info_at = 0, 0, -1, -1
    for match in TOKEN.finditer(marked):
        if info_at < 0:
            piece = marked[at : match.start()]
            out.append(piece)
            length += len(piece)
            at = match.end()
        if match["escaped"]:
            if info_at < 0:
                out.append(match["escaped"])
                length += 1
        elif match["open"]:
            _check(start < 0, "a mention inside a mention")
            start = length
        elif match["bar"]:
            _check(start >= 0 and info_at < 0, "'|' outside a mention (write \\|)")
            info_at = match.end()
        else:
            _check(start >= 0, "']' without '[' (write \\])")
            _check(info_at >= 0, "a mention without '|LABEL'")
            text = "".join(out)[start:]
            mentions.append(_mention(start, text, marked[info_at : match.start()]))
            at, start, info_at = match.end(), -1, -1
    _check(start < 0, "'[' is never closed")
    out.append(marked[at:])
    return "".join(out), tuple(mentions)


def _mention(start: int, text: str, info: str) -> Mention:
    label, *rest = info.split()
    _check(
        bool(text.strip()) and text == text.strip(),
        f"mention {text!r} is empty or begins or ends with a space",
    )
    _check(label in ENTITY_LABELS, f"unknown label {label}; there are {', '.join(ENTITY_LABELS)}")
    actor, metonym, value = "", None, None
    for item in rest:
        if item.startswith("~"):
            metonym = item[1:]
        elif item.startswith("="):
            value = item[1:]
        else:
            _check(not actor, f"two ids in one mention: {actor} and {item}")
            actor = item
    return Mention(start, start + len(text), label, text, 1.0, "gold", "", value, actor, "", None, metonym)


PARTY = r'(?:"(?P<{0}text>[^"]+)"(?:=(?P<{0}of>\S+?))?|(?P<{0}id>[^\s"/]+))(?:/(?P<{0}group>[A-Z]+))?'
STANCE = re.compile(
    PARTY.format("h") + r"\s*>\s*" + PARTY.format("t") + r"\s+(?P<label>[A-Z]+)\s*(?P<rest>.*)$"
)
STANCE_KEYS = frozenset({"cameo", "int", "by"})
EVIDENCE = re.compile(r'(?P<key>\w+=)?"(?P<text>[^"]*)"')


def _stance_line(line: str, sentence: GoldSentence) -> GoldStance:
    match = STANCE.match(line)
    if match is None:
        raise MarkupError('a stance reads: > HOLDER > TARGET LABEL factuality "evidence"')
    _check(
        match["label"] in STANCE_LABELS,
        f"unknown stance {match['label']}; there are {', '.join(STANCE_LABELS)}",
    )
    rest = match["rest"]
    quoted = list(EVIDENCE.finditer(rest))
    words = EVIDENCE.sub(" ", rest).split()
    options = dict(word.split("=", 1) for word in words if "=" in word)
    plain = [word for word in words if "=" not in word]
    unknown = sorted({*options, *(m["key"].rstrip("=") for m in quoted if m["key"])} - STANCE_KEYS)
    _check(
        not unknown,
        f"unknown key in stance: {', '.join(unknown)}; there are {', '.join(sorted(STANCE_KEYS))}",
    )
    _check(all(w in FACTUALITY or w in VOICES for w in plain), f"unknown word in stance: {' '.join(plain)}")
    evidence = tuple(_find(sentence.text, m["text"], "evidence") for m in quoted if not m["key"])
    _check(bool(evidence), "a stance needs its evidence in quotes")
    by = next((m["text"] for m in quoted if m["key"] == "by="), options.get("by", ""))
    return GoldStance(
        _party(match, "h", sentence),
        _party(match, "t", sentence),
        match["label"],
        next((w for w in plain if w in FACTUALITY), "asserted"),
        next((w for w in plain if w in VOICES), "narration"),
        evidence,
        options.get("cameo", ""),
        float(options["int"]) if "int" in options else None,
        by,
    )


def _find(text: str, words: str, what: str) -> Span:
    at = text.find(words)
    _check(at >= 0, f"{what} {words!r} does not stand in the sentence")
    return at, at + len(words)


def _party(match: re.Match[str], side: str, sentence: GoldSentence) -> Party:
    words, ident, group = match[f"{side}text"], match[f"{side}id"], match[f"{side}group"] or ""
    if words:
        return Party(match[f"{side}of"] or "", words, group, _find(sentence.text, words, "holder or target"))
    mention = mention_of(ident, sentence)
    span = (mention.start, mention.end) if mention else None
    return Party(ident, mention.text if mention else "", group, span)


def mention_of(ident: str, sentence: GoldSentence) -> Mention | None:
    """The first mention that an actor id alone stands for."""
    return next((m for m in sentence.mentions if ident and ident in (m.actor_id, m.metonym_of)), None)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in text.split(",") if key)


def _pair(text: str) -> tuple[str, str]:
    src, _, tgt = text.partition("-")
    _check(src in SIDES and tgt in SIDES and src != tgt, f"unknown pair {text}")
    return src, tgt


def _bead_line(line: str) -> tuple[tuple[str, str], tuple[GoldBead, ...]]:
    pair, *beads = line.split()
    _check(all(b.count(":") == 1 and b != ":" for b in beads), "beads read 1:1 2:2,3 4: :5")
    return _pair(pair), tuple(GoldBead(*map(_keys, bead.split(":"))) for bead in beads)


DIFFERENCE = re.compile(
    r"(?P<pair>\S+)\s+(?P<src>[\w,-]*):(?P<tgt>[\w,-]*)\s+(?P<type>\w+)\s+(?P<severity>minor|major)"
    r'\s*(?:"(?P<a>[^"]*)"\s*\|\s*"(?P<b>[^"]*)")?\s*(?:;\s*(?P<note>.*))?$'
)


def _difference_line(line: str) -> GoldDifference:
    match = DIFFERENCE.match(line)
    if match is None:
        raise MarkupError('a difference reads: tr-en 3:4 number major "yedi" | "nine" ; note')
    _check(
        match["type"] in DIFFERENCE_TYPES,
        f"unknown difference {match['type']}; there are {', '.join(DIFFERENCE_TYPES)}",
    )
    pair = _pair(match["pair"])
    return GoldDifference(
        pair,
        _keys(match["src"]),
        _keys(match["tgt"]),
        match["type"],
        match["severity"],
        match["a"] or "",
        match["b"] or "",
        match["note"] or "",
    )
