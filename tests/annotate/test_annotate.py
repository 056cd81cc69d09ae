import json

import pytest

from kzru_nlp.annotate.agreement import cohen_kappa, compare
from kzru_nlp.annotate.files import read_annotations, write_annotations
from kzru_nlp.corpus.markup import parse
from kzru_nlp.model import InputError

MARKUP = """
# id: kelp-01
@en
1 [Chad|GPE Chad] 😀 praised [Mali|GPE Mali] for its kelp.
> Chad > Mali FAVOR asserted "praised" cameo=05 int=3
2 [Mali|GPE Mali] neither thanked nor blamed [Chad|GPE Chad].
> Mali > Chad NEUTRAL negated "neither thanked" "nor blamed" cameo=05 int=0
@tr
1 [Çad|GPE Chad], [Mali|GPE Mali]'yi övdü.
> Chad > Mali FAVOR asserted "övdü" cameo=05 int=3
"""


def described(documents):
    return {
        (lang, s.key, s.text): (
            [(m.start, m.end, m.label, m.actor_id) for m in s.mentions],
            [(t.holder.id, t.target.id, t.label, t.factuality, t.evidence, t.intensity) for t in s.stances],
        )
        for d in documents
        for lang, s in d.sentences()
    }


@pytest.mark.parametrize("form", ["xmi", "label-studio"])
def test_what_is_exported_comes_back(form, tmp_path):
    document = parse(MARKUP)
    written = write_annotations([document], tmp_path, form)
    assert all(path.exists() for path in written)
    assert described(read_annotations(tmp_path)) == described([document])


def test_an_annotators_correction_counts_not_the_prediction(tmp_path):
    write_annotations([parse(MARKUP)], tmp_path, "label-studio")
    path = tmp_path / "tasks.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    corrected = json.loads(json.dumps(tasks[0]["predictions"][0]["result"]))
    for region in corrected:
        if region["value"]["labels"] == ["FAVOR"]:
            region["value"]["labels"] = ["AGAINST"]
    tasks[0]["annotations"] = [{"was_cancelled": True, "result": []}, {"result": corrected}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    (document,) = read_annotations(path)
    assert document.versions["en"][0].stances[0].label == "AGAINST"


def test_files_of_other_kinds_are_told_apart(tmp_path):
    for name, content in (("a.json", "{}"), ("b.xmi", "<x/>")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=name):
            read_annotations(tmp_path / name)
    with pytest.raises(InputError, match="no annotations"):
        read_annotations(tmp_path.joinpath("empty").mkdir() or tmp_path / "empty")


def test_agreement_falls_with_the_labels():
    same = compare([parse(MARKUP)], [parse(MARKUP)])
    assert same["en", "Krippendorff's alpha"].value == same["en", "Cohen's kappa"].value == 1
    other = compare([parse(MARKUP)], [parse(MARKUP.replace("FAVOR", "AGAINST"))])
    assert other["en", "Krippendorff's alpha"].value < 1
    assert other["tr", "tuple F1"].value == 0


def test_kappa_of_chance_is_nothing():
    assert cohen_kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert cohen_kappa([]) == 1
