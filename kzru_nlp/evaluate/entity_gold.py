"""Gold texts with named entities, from our corpus or from a file of anybody's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError

Found = tuple[int, int, str]
"""Start, end, label."""
SPACE_AFTER_NO = "SpaceAfter=No"
_CONLLU_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its gold mentions; `document` is what must not be cut by resampling."""

    document: str
    lang: str
    text: str
    entities: frozenset[Found]
    actors: tuple[tuple[int, int, str], ...] = ()
    """Start, end and name of each mention whose actor the gold names."""


def gold_of_corpus(corpus: Corpus, split: str) -> list[GoldText]:
    """Return the sentences of a split of the corpus, titles and keywords too."""
    return [
        GoldText(
            document.id,
            lang,
            sentence.text,
            frozenset((m.start, m.end, m.label) for m in sentence.mentions),
            tuple((m.start, m.end, m.actor_id) for m in sentence.mentions if m.actor_id),
        )
        for document in corpus.of_split(split)
        for lang in LANGUAGES
        for sentence in document.versions.get(lang, ())
    ]


def read_entity_gold(path: Path, lang: str | None = None) -> list[GoldText]:
    """Return the texts of a gold file: JSONL, IOB2 (word and tag, the tag last) or CoNLL-U (tag in MISC).

    JSONL rows are `{"lang", "text", "entities": [[start, end, label], ...]}`; the other two need `lang`. Each row, or
    each sentence, is resampled by itself unless it names its `doc`.

    Raises:
        InputError: the file is none of these, or says nothing of its language.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 file") from None
    if text.lstrip().startswith("{"):
        return list(_jsonl(path, text, lang))
    if lang is None:
        raise InputError(f"{path}: does not say its language; give --lang")
    found = list(_columns(path, text, lang))
    if not found:
        raise InputError(f"{path}: holds no gold; give JSONL, IOB2 or CoNLL-U")
    return found


def _jsonl(path: Path, text: str, lang: str | None) -> Iterator[GoldText]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            entities = frozenset((int(s), int(e), str(label)) for s, e, label in row["entities"])
            yield GoldText(str(row.get("doc", number)), lang or row["lang"], row["text"], entities)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: line {number} is no gold row ({error!r}); see --help") from None


def _columns(path: Path, text: str, lang: str) -> Iterator[GoldText]:
    """Yield the sentences of a file with a word a line, blank lines between sentences."""
    for number, block in enumerate(_blocks(text.splitlines()), start=1):
        words: list[tuple[str, str, bool]] = []
        for line in block:
            cells = line.split("\t") if "\t" in line else line.split()
            if len(cells) == _CONLLU_COLUMNS:
                if not cells[0].isdigit():
                    continue
                misc = cells[9].split("|")
                tag = next(
                    (item.rpartition("=")[2] for item in misc if item.lower().startswith(("ner=", "name="))),
                    "O",
                )
                words.append((cells[1], tag, SPACE_AFTER_NO not in misc))
            elif len(cells) >= 2:
                words.append((cells[0], cells[-1], True))
            else:
                raise InputError(
                    f"{path}: sentence {number} has a line of one column, {line!r}; give word and tag"
                )
        if words:
            yield _joined(str(number), lang, words)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip() and not line.startswith(("#", "-DOCSTART-")):
            block.append(line)
        elif block and not line.strip():
            yield block
            block = []


def _joined(document: str, lang: str, words: list[tuple[str, str, bool]]) -> GoldText:
    text, entities, open_ = "", [], None
    for word, tag, space in words:
        start = len(text)
        text += word
        label = tag[2:]
        if open_ and (tag[:2] != "I-" or label != open_[2]):
            entities.append(open_)
            open_ = None
        if tag[:2] in ("B-", "I-"):
            open_ = (open_[0] if open_ else start, len(text), label)
        if space:
            text += " "
    if open_:
        entities.append(open_)
    return GoldText(document, lang, text.rstrip(), frozenset(entities))
