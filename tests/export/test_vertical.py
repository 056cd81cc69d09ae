"""Vertical files: read back as the XML they are between a root's tags, and held against the registry."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from kzru_nlp.export.characters import one_line
from kzru_nlp.export.vertical import ATTRIBUTES
from tests.export.conftest import Exported


def corpora(exported: Exported) -> dict[str, tuple[Any, str]]:
    files = exported.to("vertical")
    found = {}
    for name, path in files.items():
        if name.endswith(".vert"):
            lang = name.removesuffix(".vert")
            root = etree.fromstring(f"<corpus>{path.read_text(encoding='utf-8')}</corpus>".encode())
            found[lang] = root, files[f"kzru_{lang}"].read_text(encoding="utf-8")
    return found


def tokens(sentence: Any) -> list[list[str]]:
    text = "".join(sentence.itertext())
    return [line.split("\t") for line in text.split("\n") if line]


def test_every_sentence_is_there_word_for_word(exported: Exported) -> None:
    rows = {row["sentence_id"]: row for row in exported.rows("sentences")}
    seen = set()
    for root, _ in corpora(exported).values():
        for sentence in root.iter("s"):
            row = rows[sentence.get("id")]
            words = [token[0] for token in tokens(sentence)]
            assert "".join(words) == "".join(
                c for c, r in zip(one_line(row["text"]), row["text"], strict=True) if not r.isspace()
            )
            assert [[int(n) for n in span.split(":")] for span in sentence.get("raw").split()] == row[
                "raw_spans"
            ]
            seen.add(row["sentence_id"])
    assert seen == set(rows)


def test_every_token_has_every_attribute(exported: Exported) -> None:
    for root, _ in corpora(exported).values():
        for sentence in root.iter("s"):
            assert all(len(token) == len(ATTRIBUTES) and all(token) for token in tokens(sentence))


def test_glue_stands_where_tokens_touch(hostile: Exported) -> None:
    root, _ = corpora(hostile)["tr"]
    sentence = next(s for s in root.iter("s") if s.get("id").endswith("title-1-s01"))
    parts = [sentence.text, *(glue.tail for glue in sentence.iter("g"))]
    assert [part.split("\t")[0].strip() for part in parts] == ["RUSYA", "’NIN"]


def test_names_are_in_iob2(exported: Exported) -> None:
    begun = sum(
        token[3].startswith("B-")
        for root, _ in corpora(exported).values()
        for s in root.iter("s")
        for token in tokens(s)
    )
    assert begun == sum(row["sentence_id"] is not None for row in exported.rows("entities"))


def test_the_registry_names_what_the_file_has(exported: Exported) -> None:
    for lang, (root, registry) in corpora(exported).items():
        head, *structures = re.split(r"STRUCTURE (?=\w+ \{)", registry)
        assert re.findall(r"^ATTRIBUTE (\w+)", head, re.M) == list(ATTRIBUTES)
        assert f'VERTICAL "{lang}.vert"' in head
        named = {s.split()[0]: set(re.findall(r"ATTRIBUTE (\w+)", s)) for s in structures}
        used: dict[str, set[str]] = {}
        for element in root.iter():
            used.setdefault(element.tag, set()).update(element.attrib)
        del used["corpus"]
        assert set(used) <= set(named)
        assert all(attributes <= named[tag] for tag, attributes in used.items())
