"""Pipelines: loading, what Docs carry, and that all of it travels."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Mention
from kzru_nlp.pipelines.extensions import set_mentions
from kzru_nlp.pipelines.load import UnknownPipelineError, available, load

TEXTS = {
    "tr": "Kazakistan, Rusya’nın Ukrayna’ya müdahalesini desteklemedi. Astana 2022’de yaptırımlara uydu.",
    "en": "Kazakhstan never endorsed what Russia did in Ukraine. Astana complied with sanctions in 2022.",
    "ru": "Казахстан не поддержал вмешательство России в Украине. Астана соблюдала санкции в 2022 году.",
}


def _content(doc: Doc) -> tuple[object, ...]:
    """What must survive a journey."""
    ents = [(e.text, e.label_, e.kb_id_, e._.canonical, e._.wikidata, e._.score) for e in doc.ents]
    stances = [
        (s.holder_id, s.target_id, s.label, [x.text for x in s.evidence], s.rules) for s in doc._.stances
    ]
    return [s.text for s in doc.sents], [t.lemma_ for t in doc], ents, list(doc._.mentions), stances


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whole_pipeline_fills_every_layer(lang: str) -> None:
    doc = load(lang)(TEXTS[lang])
    assert len(list(doc.sents)) == 2
    assert all(token.lemma_ for token in doc)
    assert {"Q159", "Q232"} <= {ent.kb_id_ for ent in doc.ents}
    assert [(m.start, m.end) for m in doc._.mentions] == [(e.start_char, e.end_char) for e in doc.ents]
    assert [m.actor_id for m in doc._.mentions] == [e.kb_id_ for e in doc.ents]
    russia = next(ent for ent in doc.ents if ent.kb_id_ == "Q159")
    assert (russia._.canonical, russia._.wikidata) == ("Russia", "Q159")


def test_norm_is_lower_case_of_the_language() -> None:
    assert [token.norm_ for token in load("tr")("IŞIK İran")] == ["ışık", "iran"]


@pytest.mark.parametrize("text", ["", " ", "\n \t\n", ".", "…", "12"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_without_words(lang: str, text: str) -> None:
    doc = load(lang)(text)
    assert doc.text == text
    assert doc._.stances == []
    assert len(doc._.mentions) == len(doc.ents)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_docs_travel_by_pickle_and_docbin(lang: str) -> None:
    nlp = load(lang)
    doc = nlp(TEXTS[lang])
    assert _content(pickle.loads(pickle.dumps(doc))) == _content(doc)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (restored,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert _content(restored)[2:] == _content(doc)[2:]


def test_docs_come_back_from_worker_processes() -> None:
    nlp = load("en")
    texts = [TEXTS["en"], "", "Moscow welcomed the decision."]
    alone = [_content(nlp(text)) for text in texts]
    assert [_content(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pipeline_pickles(lang: str) -> None:
    nlp = load(lang)
    copy: Language = pickle.loads(pickle.dumps(nlp))
    assert _content(copy(TEXTS[lang])) == _content(nlp(TEXTS[lang]))


def test_load_is_cached_by_its_arguments() -> None:
    assert load("tr") is load("tr", "tr")
    assert load("tr") is not load("en")


def test_unknown_language_and_pipeline_list_what_there_is() -> None:
    with pytest.raises(UnknownPipelineError, match="tr, en, ru"):
        load("fi")
    with pytest.raises(ValueError, match="no pipeline 'tr_none'"):
        load("tr", "tr_none")
    with pytest.raises(UnknownPipelineError, match="is for 'ru', not 'tr'"):
        load("tr", "ru")


def test_own_config_is_loaded_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "short.cfg"
    own.write_text(
        '[nlp]\nlang = "ru"\npipeline = ["kzru_sentences"]\n[nlp.tokenizer]\n'
        '@tokenizers = "kzru.Tokenizer.v1"\n[components]\n[components.kzru_sentences]\nfactory = "kzru_sentences"\n',
        encoding="utf-8",
    )
    assert load("ru", str(own)).pipe_names == ["kzru_sentences"]


def test_every_language_has_a_default() -> None:
    assert set(LANGUAGES) <= set(available())


def test_spacy_finds_the_factories_without_our_import() -> None:
    """Entry points register them: spaCy alone builds the pipeline from the config."""
    code = (
        "import sys; from spacy import util; from pathlib import Path\n"
        "nlp = util.load_model_from_config(util.load_config(Path(sys.argv[1])), auto_fill=True)\n"
        "print([t.text for t in nlp('Rusya’nın')], nlp.pipe_names[0])"
    )
    from kzru_nlp.model.bundled import bundled

    config = str(bundled("pipelines", "tr.cfg"))
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, config], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "['Rusya', '’nın'] kzru_sentences"


def test_of_two_mentions_on_one_token_the_longer_stays() -> None:
    doc = load("en").make_doc("Russia-Ukraine War ended")
    war, state = Mention(0, 18, "EVENT", "Russia-Ukraine War"), Mention(0, 6, "GPE", "Russia")
    set_mentions(doc, [state, war])
    assert doc._.mentions == [war]
    assert doc.ents[0].label_ == "EVENT"


def test_pipe_streams() -> None:
    """Docs come out before all texts have gone in, so that a corpus need not fit in memory."""
    asked = []

    def texts() -> Iterator[str]:
        for i in range(1000):
            asked.append(i)
            yield TEXTS["tr"]

    first = next(load("tr").pipe(texts(), batch_size=4))
    assert first.ents
    assert len(asked) < 100
