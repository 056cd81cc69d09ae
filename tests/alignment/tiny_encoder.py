"""A tiny but real encoder of sentences, trained here: what `align --embeddings` loads in tests, offline."""

from __future__ import annotations

import json
from pathlib import Path

WORDS = {
    "blik": "glorb", "dorf": "twisk", "fenk": "plaum", "grust": "yarrop", "hamp": "snerd", "jolk": "wibble",
    "kneft": "corvane", "lurp": "zantu", "mosk": "eddle", "nirp": "quash",
}  # fmt: skip
"""Invented words and what they are "translated" by: no glossary has them, and they don't sound alike."""
SIZE, WINDOW = 16, 24


def translated(sentence: str) -> str:
    """Return a sentence of the first language in the second."""
    return " ".join(WORDS[word] for word in sentence.split())


def encoder_folder(home: Path, *, as_labse: bool = False) -> Path:
    """Return the folder of a BERT of one layer (six thousand parameters) that takes words for their translations.

    It is saved as transformers saves it; `as_labse` adds the files of sentence-transformers for LaBSE's layout: pooling of the
    first token, a dense layer, unit length.
    """
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    home.mkdir(parents=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *WORDS, *WORDS.values()]
    (home / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tokenizer = BertTokenizerFast(str(home / "vocab.txt"), model_max_length=WINDOW)
    model = BertModel(
        BertConfig(
            vocab_size=len(pieces), hidden_size=SIZE, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=2 * SIZE, max_position_embeddings=WINDOW, hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )  # fmt: skip
    _train(model, tokenizer)
    tokenizer.save_pretrained(home)
    model.save_pretrained(home)
    if as_labse:
        _add_modules(home)
    return home


def _train(model, tokenizer) -> None:  # type: ignore[no-untyped-def]
    """Draw the vectors of a word and its translation together, and those of other words apart."""
    import torch

    words = list(WORDS)
    sentences = [
        f"{a} {b} {c}" for a, b, c in zip(words, words[3:] + words[:3], words[5:] + words[:5], strict=True)
    ]
    texts = [*words, *sentences]
    sides = [
        tokenizer(side, padding=True, return_tensors="pt") for side in (texts, list(map(translated, texts)))
    ]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        first, mean = [], []
        for side in sides:
            states = model(**side).last_hidden_state
            mask = side["attention_mask"].unsqueeze(-1)
            first.append(torch.nn.functional.normalize(states[:, 0], dim=-1))
            mean.append(torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1))
        gold = torch.arange(len(texts))
        loss = sum(torch.nn.functional.cross_entropy(a @ b.T / 0.1, gold) for a, b in (first, mean))
        loss.backward()
        optimizer.step()


def _add_modules(home: Path) -> None:
    """Write what LaBSE's folder has beside the BERT: which modules follow, and their own files."""
    import torch
    from safetensors.torch import save_file

    pooling = {
        "word_embedding_dimension": SIZE,
        "pooling_mode_cls_token": True,
        "pooling_mode_mean_tokens": False,
    }
    dense: dict[str, object] = {"in_features": SIZE, "out_features": SIZE, "bias": True}
    dense["activation_function"] = "torch.nn.modules.activation.Tanh"
    for name, config in (("1_Pooling", pooling), ("2_Dense", dense), ("3_Normalize", {})):
        (home / name).mkdir()
        (home / name / "config.json").write_text(json.dumps(config), encoding="utf-8")
    weights = {"linear.weight": torch.eye(SIZE), "linear.bias": torch.zeros(SIZE)}
    save_file(weights, home / "2_Dense" / "model.safetensors")
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(
            (
                ("", "Transformer"),
                ("1_Pooling", "Pooling"),
                ("2_Dense", "Dense"),
                ("3_Normalize", "Normalize"),
            )
        )
    ]
    (home / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
