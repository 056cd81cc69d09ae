import json
import pickle
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

import kzru_nlp.pipelines.components  # noqa: F401  registers the factories
from kzru_nlp.model import KzruError
from kzru_nlp.pipelines.load import load
from kzru_nlp.pipelines.stance_backends import EndpointStances, NliStances

TEXT = "Kazakhstan thanked Russia for the loan. China and Russia signed nothing."


def analysed(lang="en", text=TEXT):
    nlp = load(lang)
    with nlp.select_pipes(disable=["kzru_stance"]):
        return nlp(text)


class Handler(BaseHTTPRequestHandler):
    answers: ClassVar[list] = []
    asked: ClassVar[list] = []
    status = 200

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Handler.asked.append((self.path, body, self.headers.get("Authorization")))
        content = Handler.answers[
            len(Handler.asked) - 1 if len(Handler.asked) <= len(Handler.answers) else -1
        ]
        data = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(Handler.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def endpoint():
    Handler.answers, Handler.asked, Handler.status = [json.dumps({"stances": []})], [], 200
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_endpoint_is_asked_by_sentence_and_its_evidence_must_stand_there(endpoint, monkeypatch):
    monkeypatch.setenv("KZRU_ENDPOINT_KEY", "k")
    good = {"holder": "Kazakhstan", "target": "Russia", "label": "FAVOR", "evidence": "thanked", "score": 0.8}
    invented = {**good, "evidence": "praised warmly"}
    stranger = {**good, "holder": "Narnia"}
    Handler.answers = [json.dumps({"stances": [good, invented, stranger, "?"]}), json.dumps({"stances": []})]
    doc = EndpointStances("en", endpoint, "tiny")(analysed())
    (stance,) = doc._.stances
    assert (stance.holder, stance.target, stance.label, stance.score) == (
        "Kazakhstan",
        "Russia",
        "FAVOR",
        0.8,
    )
    assert [span.text for span in stance.evidence] == ["thanked"]
    assert stance.rules == ("backend:endpoint",)
    assert len(Handler.asked) == 2
    path, body, key = Handler.asked[0]
    assert (path, body["model"], key) == ("/v1/chat/completions", "tiny", "Bearer k")
    assert body["response_format"] == {"type": "json_object"}


def test_faults_of_the_endpoint_are_told(endpoint):
    Handler.answers = ["no json"]
    with pytest.raises(KzruError, match="answered no JSON"):
        EndpointStances("en", endpoint, "tiny")(analysed())
    Handler.status = 401
    with pytest.raises(KzruError, match="KZRU_ENDPOINT_KEY"):
        EndpointStances("en", endpoint, "tiny")(analysed())
    with pytest.raises(KzruError, match="cannot be reached"):
        EndpointStances("en", "http://127.0.0.1:9/v1", "tiny", timeout=2)(analysed())
    with pytest.raises(KzruError, match="no address"):
        EndpointStances("en", "localhost", "tiny")


@pytest.fixture(scope="module")
def nli_folder(tmp_path_factory):
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    tokenizers = pytest.importorskip("tokenizers")
    import torch

    folder = tmp_path_factory.mktemp("nli")
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *sorted(set(TEXT.replace(".", " .").split())),
        "supports",
        "is",
        "against",
    ]
    raw = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]")
    )
    raw.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    )
    fast.save_pretrained(folder)
    torch.manual_seed(3)
    config = transformers.DebertaV2Config(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=128,
        num_labels=3,
        relative_attention=False,
        id2label={0: "entailment", 1: "neutral", 2: "contradiction"},
        label2id={"entailment": 0, "neutral": 1, "contradiction": 2},
    )
    transformers.DebertaV2ForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_tiny_model_of_inference_is_loaded_and_asked(nli_folder):
    component = NliStances("en", str(nli_folder), sure=0.0)
    doc = component(analysed())
    pairs = {(s.holder, s.target) for s in doc._.stances}
    assert pairs == {
        ("Kazakhstan", "Russia"),
        ("Russia", "Kazakhstan"),
        ("China", "Russia"),
        ("Russia", "China"),
    }
    assert all(0 < s.score < 1 and s.rules == ("backend:nli",) for s in doc._.stances)
    assert not NliStances("en", str(nli_folder), sure=1.0)(analysed())._.stances
    assert pickle.loads(pickle.dumps(component)).entails == component.entails


def test_a_missing_model_and_one_of_another_kind_are_told(nli_folder, tmp_path):
    with pytest.raises(KzruError, match="download it once with"):
        NliStances("en", "nobody/no-such-model")
    for path in nli_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    config["label2id"], config["id2label"] = {"x": 0, "y": 1, "z": 2}, {"0": "x", "1": "y", "2": "z"}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(KzruError, match="no entailment"):
        NliStances("en", str(tmp_path))
