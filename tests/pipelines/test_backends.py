"""Pretrained models behind our pipelines: tiny real ones, trained here, through the bundled configs, offline."""

from __future__ import annotations

import doctest
import pickle
from importlib.util import find_spec
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import kzru_nlp as kz
from kzru_nlp.model import KzruError, MissingModelError
from kzru_nlp.model.bundled import bundled
from kzru_nlp.pipelines import models as needs_of
from kzru_nlp.pipelines.load import load
from tests.pipelines import tiny

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]
TR = (
    "Moldova’nın tutumu açık. Selin Aydın 5 Mart 2022’de Rusya’yı eleştirdi. “Bozkır Bankası” başkanı "
    "Olga Demir, Türkiye’ye 40 milyon dolar verdi."
)
EN = "Olga Demir criticised Moldova. The Astra Council met Paul Novak. Georgia praised the Astra Council's report."
RU = "Ольга Соколова посетила Молдову. Иван Новак 5 марта 2022 года работает в «Альтаир Холдинг». Завод в Молдове закрыт."


def _needs(*packages: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed (an optional backend)")


def own_config(folder: Path, name: str, *changes: tuple[str, str]) -> str:
    """Return the path of the bundled config with some lines changed: what a user would do."""
    text = bundled("pipelines", f"{name}.cfg").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / f"{name}-own.cfg"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def stanza_config(tmp_path_factory: pytest.TempPathFactory) -> str:
    _needs("stanza", "torch")
    home = tmp_path_factory.mktemp("stanza")
    folder = tiny.stanza_folder(home).as_posix()
    changes = ('folder = ""', f'folder = "{folder}"'), ("tokenize,pos,lemma,depparse,ner", "tokenize,ner")
    return own_config(home, "tr_stanza", *changes)


@pytest.fixture(scope="session")
def spacy_config(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("spacy")
    folder = tiny.spacy_folder(home / "model").as_posix()
    listed = '"en_core_web_sm","en_core_web_md","en_core_web_lg","en_core_web_trf"'
    return own_config(home, "en_spacy", (f"models = [{listed}]", f'models = ["no_such_model","{folder}"]'))


@pytest.fixture(scope="session")
def transformers_config(tmp_path_factory: pytest.TempPathFactory) -> str:
    _needs("transformers", "torch")
    home = tmp_path_factory.mktemp("transformers")
    folder = tiny.transformer_folder(home / "model").as_posix()
    return own_config(home, "ru_transformers", ("viktoroo/sberbank-rubert-base-collection3", folder))


def _ents(doc: Doc) -> dict[str, tuple[str, str, str]]:
    return {ent.text: (ent.label_, ent.kb_id_, ent._.source) for ent in doc.ents}


def test_stanza_names_in_our_labels_and_bounds(stanza_config: str) -> None:
    doc = load("tr", stanza_config)(TR)
    ents = _ents(doc)
    assert ents["Selin Aydın"] == ("PER", "", "stanza")
    assert ents["Olga Demir"] == ("PER", "", "stanza")
    assert ents["Bozkır Bankası"][0] == "ORG"
    # LOCATION of a model without GPE is the state that the table knows; its suffix is outside.
    assert ents["Moldova"][:2] == ("GPE", "Q217")
    assert ents["Rusya"][:2] == ("GPE", "Q159")
    assert all(TR[m.start : m.end] == m.text for m in doc._.mentions)
    model_names = {m.text: (m.label, m.source) for m in doc._.model_names}
    assert model_names["Moldova"] == ("PLACE", "stanza")


def test_stanza_leaves_dates_amounts_links_and_stances_to_us(stanza_config: str) -> None:
    doc = load("tr", stanza_config)(TR)
    values = {ent.text: ent._.value for ent in doc.ents if ent._.value}
    assert values == {"5 Mart 2022": "2022-03-05", "40 milyon dolar": "40000000 USD"}
    russia = next(ent for ent in doc.ents if ent.text == "Rusya")
    assert (russia._.canonical, russia._.wikidata) == ("Russia", "Q159")
    stances = {(s.holder, s.target_id, s.label) for s in doc._.stances}
    assert ("Selin Aydın", "Q159", "AGAINST") in stances


def test_stanza_cuts_sentences(stanza_config: str) -> None:
    doc = load("tr", stanza_config)(TR)
    assert [sentence.text[:7] for sentence in doc.sents] == ["Moldova", "Selin A", "“Bozkır"]


def test_readme_compares_an_installed_stanza_model_with_the_default(
    stanza_config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    block = next(part for part in readme.split("```python")[1:] if "tr_stanza" in part).partition("```")[0]
    code = block.replace('names("tr_stanza")', f"names({stanza_config!r})")
    scope: dict[str, object] = {"kz": kz}
    for example in doctest.DocTestParser().get_examples(code):
        exec(compile(example.source, "README.md", "exec"), scope)
    assert "pipeline tr_stanza: beside the default" in capsys.readouterr().out


def test_stanza_parse_and_words_of_a_multi_word_token() -> None:
    _needs("stanza", "torch")
    from stanza.models.common.doc import Document

    from kzru_nlp.pipelines.stanza import _analysis

    text = "Kazakistan’daki karar."
    parsed = Document(
        [
            [
                {"id": (1, 2), "text": "Kazakistan’daki", "start_char": 0, "end_char": 15},
                {"id": 1, "text": "Kazakistan’da", "lemma": "Kazakistan", "upos": "PROPN", "head": 3, "deprel": "nmod"},
                {"id": 2, "text": "ki", "lemma": "ki", "upos": "ADP", "head": 1, "deprel": "case"},
                {"id": 3, "text": "karar", "lemma": "karar", "upos": "NOUN", "head": 0, "deprel": "root",
                 "start_char": 16, "end_char": 21},
                {"id": 4, "text": ".", "upos": "PUNCT", "head": 3, "deprel": "punct", "start_char": 21, "end_char": 22},
            ]
        ],
        text=text,
    )  # fmt: skip
    analysis = _analysis(parsed)
    assert [(w.start, w.end, w.head, w.dep) for w in analysis.words] == [
        (0, 15, 2, "nmod"),
        (0, 15, 0, "case"),
        (16, 21, 2, "root"),
        (21, 22, 2, "punct"),
    ]
    assert analysis.sentence_starts == (0,)


def test_spacy_names_parse_and_trimming(spacy_config: str) -> None:
    doc = load("en", spacy_config)(EN)
    ents = _ents(doc)
    assert ents["Olga Demir"] == ("PER", "", "spacy")
    assert ents["Astra Council"] == ("ORG", "", "spacy")
    assert ents["Moldova"][:2] == ("GPE", "Q217")
    assert doc.has_annotation("DEP")
    criticised = next(token for token in doc if token.text == "criticised")
    assert {child.text: child.dep_ for child in criticised.children} == {
        "Demir": "nsubj",
        "Moldova": "obj",
        ".": "punct",
    }
    assert len(list(doc.sents)) == 3
    assert sum(token.dep_ == "ROOT" for token in doc) == 3


def test_a_model_without_parse_leaves_docs_without(transformers_config: str) -> None:
    assert not load("ru", transformers_config)(RU).has_annotation("DEP")


def test_transformer_names(transformers_config: str) -> None:
    doc = load("ru", transformers_config)(RU)
    ents = _ents(doc)
    assert ents["Ольга Соколова"] == ("PER", "", "transformers")
    assert ents["Альтаир Холдинг"] == ("ORG", "", "transformers")
    assert ents["Молдове"][:2] == ("GPE", "Q217")
    date = next(ent for ent in doc.ents if ent.label_ == "DATE")
    assert (date.text, date._.value) == ("5 марта 2022 года", "2022-03-05")
    assert all(0 < m.score <= 1 for m in doc._.mentions)


def test_transformer_reads_sentences_longer_than_its_window(transformers_config: str) -> None:
    words = ["завод"] * (3 * tiny.WINDOW)
    words[0], words[40], words[-1] = "Россия", "Молдова", "Молдову"
    doc = load("ru", transformers_config)(" ".join(words) + " .")
    assert [m.text for m in doc._.model_names if m.label == "PLACE"] == ["Россия", "Молдова", "Молдову"]


@pytest.mark.parametrize("lang, fixture, text", [
    ("tr", "stanza_config", TR), ("en", "spacy_config", EN), ("ru", "transformers_config", RU),
])  # fmt: skip
def test_backends_stream_pickle_and_fit_docbin(
    lang: str, fixture: str, text: str, request: pytest.FixtureRequest
) -> None:
    nlp = load(lang, request.getfixturevalue(fixture))
    one = nlp(text)
    streamed = list(nlp.pipe(iter([text, "", " \n", text])))
    assert [len(doc.ents) for doc in streamed] == [len(one.ents), 0, 0, len(one.ents)]
    assert list(streamed[3]._.mentions) == list(one._.mentions)
    copy: Language = pickle.loads(pickle.dumps(nlp))
    assert list(copy(text)._.mentions) == list(one._.mentions)
    stored = DocBin(store_user_data=True, docs=[one]).to_bytes()
    (restored,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert list(restored._.model_names) == list(one._.model_names)


def test_spacy_model_works_in_worker_processes(spacy_config: str) -> None:
    nlp = load("en", spacy_config)
    alone = [[m.text for m in nlp(text)._.mentions] for text in (EN, "")]
    assert [
        [m.text for m in doc._.mentions] for doc in nlp.pipe([EN, ""], n_process=2, batch_size=1)
    ] == alone


def test_missing_stanza_model_names_pipeline_reason_and_command(tmp_path: Path) -> None:
    _needs("stanza", "torch")
    own = own_config(tmp_path, "tr_stanza", ('folder = ""', f'folder = "{(tmp_path / "none").as_posix()}"'))
    with pytest.raises(MissingModelError) as caught:
        load("tr", own)
    said = str(caught.value)
    assert caught.value.exit_code == 2
    assert said.startswith("pipeline tr_stanza: its model is not installed (")
    assert (
        "python -c \"import stanza; stanza.download('tr', processors='tokenize,pos,lemma,depparse,ner'"
        in said
    )
    assert f"model_dir='{(tmp_path / 'none').as_posix()}'" in said
    assert "\n" not in said


def test_a_broken_stanza_folder_is_told_too(tmp_path: Path) -> None:
    _needs("stanza", "torch")
    (tmp_path / "resources.json").write_text("{}", encoding="utf-8")
    own = own_config(tmp_path, "ru_stanza", ('folder = ""', f'folder = "{tmp_path.as_posix()}"'))
    with pytest.raises(MissingModelError, match=r"pipeline ru_stanza: .*stanza\.download\('ru'"):
        load("ru", own)


def test_missing_spacy_model(tmp_path: Path) -> None:
    listed = '"ru_core_news_sm","ru_core_news_md","ru_core_news_lg"'
    own = own_config(tmp_path, "ru_spacy", (listed, '"no_such_model"'))
    with pytest.raises(
        MissingModelError, match=r"pipeline ru_spacy: .*python -m spacy download no_such_model"
    ):
        load("ru", own)


def test_spacy_model_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.cfg").write_text('[nlp]\nlang = "tr"\n[bad\n', encoding="utf-8")
    own = own_config(tmp_path, "tr_spacy", ('"tr_core_news_md","tr_core_news_trf"', f'"{(tmp_path / "model").as_posix()}"'))  # fmt: skip
    with pytest.raises(MissingModelError, match="cannot be loaded by spaCy 3"):
        load("tr", own)


def test_missing_transformer_model_is_not_fetched(tmp_path: Path) -> None:
    _needs("transformers", "torch")
    own = own_config(tmp_path, "en_transformers", ("dslim/bert-base-NER", "nobody/no-such-model"))
    with pytest.raises(
        MissingModelError, match=r"neither a folder nor in the local cache.*from_pretrained\('nobody"
    ):
        load("en", own)


def test_missing_packages_come_first_in_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kzru_nlp.pipelines import stanza

    monkeypatch.setattr(stanza, "find_spec", lambda name: None)
    monkeypatch.setattr(needs_of, "find_spec", lambda name: None)
    own = own_config(tmp_path, "en_stanza", ('package = ""', 'package = "absent"'))
    with pytest.raises(MissingModelError) as caught:
        load("en", own)
    said = str(caught.value)
    assert said.startswith(
        "pipeline en_stanza: the package stanza is not installed; to get it, run: python -m pip"
    )
    assert said.index("pip install") < said.index("stanza.download('en', package='absent'")


def test_unknown_layer_is_told(tmp_path: Path, spacy_config: str) -> None:
    text = Path(spacy_config).read_text(encoding="utf-8").replace('"names"]', '"nam"]')
    (tmp_path / "own.cfg").write_text(text, encoding="utf-8")
    with pytest.raises(KzruError, match="unknown layers nam; there are: sentences"):
        load("en", str(tmp_path / "own.cfg"))


def test_layers_choose_what_is_carried_over(tmp_path: Path, spacy_config: str) -> None:
    text = Path(spacy_config).read_text(encoding="utf-8")
    all_layers = '["sentences","lemmas","tags","parse","names"]'
    assert all_layers in text
    (tmp_path / "own.cfg").write_text(text.replace(all_layers, '["parse"]'), encoding="utf-8")
    doc = load("en", str(tmp_path / "own.cfg"))(EN)
    assert doc.has_annotation("DEP")
    assert doc._.model_names == []
    # Without the model's names our own tagger decides.
    assert "spacy" not in {ent._.source for ent in doc.ents}
    assert any(ent._.source.startswith("crf") for ent in doc.ents)
