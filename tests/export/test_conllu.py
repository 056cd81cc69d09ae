"""CoNLL-U, read back by the package conllu."""

from __future__ import annotations

from itertools import pairwise

import conllu

from kzru_nlp.export.characters import one_line
from tests.export.conftest import Exported


def sentences(exported: Exported) -> dict[str, conllu.TokenList]:
    found = {}
    for path in exported.to("conllu").values():
        with path.open(encoding="utf-8") as file:
            for sentence in conllu.parse_incr(file):
                found[sentence.metadata["sent_id"]] = sentence
    return found


def test_every_sentence_is_there_in_the_order_of_its_language(exported: Exported) -> None:
    rows = {row["sentence_id"]: row for row in exported.rows("sentences")}
    found = sentences(exported)
    assert set(found) == set(rows)
    for name, sentence in found.items():
        assert sentence.metadata["text"] == one_line(rows[name]["text"])
        assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))


def test_tokens_stand_where_misc_says_and_cover_the_text(exported: Exported) -> None:
    rows = {row["sentence_id"]: row for row in exported.rows("sentences")}
    for name, sentence in sentences(exported).items():
        text, raw = rows[name]["text"], exported.raw[rows[name]["article_id"]]
        covered = 0
        for token in sentence:
            start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
            assert token["form"] == one_line(text[start:end])
            assert raw[int(token["misc"]["RawStart"])] == text[start]
            assert raw[int(token["misc"]["RawEnd"]) - 1] == text[end - 1]
            covered += end - start
        assert covered == sum(not c.isspace() for c in text)


def test_space_after_tells_where_tokens_touch(exported: Exported) -> None:
    for sentence in sentences(exported).values():
        for one, other in pairwise(sentence):
            touching = one["misc"]["End"] == other["misc"]["Start"]
            assert (one["misc"].get("SpaceAfter") == "No") == touching


def test_names_come_back_as_the_entities_of_the_table(exported: Exported) -> None:
    found = set()
    for name, sentence in sentences(exported).items():
        for token in sentence:
            tag, place = token["misc"]["NER"], (int(token["misc"]["Start"]), int(token["misc"]["End"]))
            if tag.startswith("B-"):
                span = (name, tag[2:], *place, token["misc"].get("Actor"))
                found.add(span)
            elif tag.startswith("I-"):
                found.remove(span)
                span = (*span[:3], place[1], span[4])
                found.add(span)
    rows = [row for row in exported.rows("entities") if row["sentence_id"]]
    wanted = {(row["sentence_id"], row["label"], row["start"], row["end"]) for row in rows}
    assert {span[:4] for span in found} == wanted
    actors = {span[4] for span in found if span[4]}
    assert {actor.replace("\\s", " ") for actor in actors} == {
        row["actor_id"] for row in rows if row["actor_id"]
    }


def test_lemmas_are_the_languages_own(hostile: Exported) -> None:
    found = sentences(hostile)
    title = next(sentence for name, sentence in found.items() if name.endswith("title-1-s01"))
    assert [(t["form"], t["lemma"]) for t in title][2] == ("IŞIĞI", "ışık")


def test_documents_and_paragraphs_are_marked(sample: Exported) -> None:
    starts = [s.metadata["newdoc id"] for s in sentences(sample).values() if "newdoc id" in s.metadata]
    assert len(starts) == 9
    assert len(set(starts)) == 3
