"""Tiny but real models, trained or made here: what the backends load in tests, offline."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

PLACES = ("Rusya", "Kazakistan", "Ukrayna", "Türkiye", "Bakü", "Tiflis", "Kırgızistan", "Moldova")
PERSONS = ("Selin Aydın", "Murat Kaya", "Nikolay Petrov", "Ayşe Demir", "Olga Sokolova")
BODIES = ("Hazar Enerji Kurumu", "Bozkır Bankası", "Altay Vakfı")
FRAMES = (
    "{L}’nın tutumu açık .",
    "{P} dün {L} hakkında konuştu .",
    "Toplantıda {O} raporunu sundu .",
    "{P} ile {P} görüştü .",
    "{L} ve {L} anlaştı .",
    "{O} başkanı {P} {L}’ya gitti .",
)
LABELS = {"L": "LOCATION", "P": "PERSON", "O": "ORGANIZATION"}
"""Stanza's Turkish model has these, and no GPE."""

Sentence = list[tuple[str, str]]


def sentences(count: int, seed: int = 7) -> list[Sentence]:
    """Return sentences of (word, BIO tag); the suffix behind the apostrophe is part of the word, as in treebanks."""
    chance = random.Random(seed)
    fillers = {"L": PLACES, "P": PERSONS, "O": BODIES}
    out = []
    for i in range(count):
        sentence: Sentence = []
        for part in FRAMES[i % len(FRAMES)].replace("{", " {").replace("}", "} ").split():
            if part[0] != "{":
                if part[0] == "’":
                    word, tag = sentence.pop()
                    sentence.append((word + part, tag))
                else:
                    sentence.append((part, "O"))
                continue
            words = chance.choice(fillers[part[1]]).split()
            label = LABELS[part[1]]
            sentence += [(word, f"{'I' if j else 'B'}-{label}") for j, word in enumerate(words)]
        out.append(sentence)
    return out


def stanza_folder(home: Path) -> Path:
    """Return a folder as Stanza's download makes it, with a tokenizer and a tagger of names trained on `sentences`."""
    models, work = home / "models", home / "work"
    work.mkdir(parents=True)
    _train_ner(work, models / "tr" / "ner")
    _train_tokenizer(work, models / "tr" / "tokenize")
    default = {"tokenize": "tiny", "ner": "tiny"}
    resources = {
        "tr": {
            "lang_name": "Turkish",
            "tokenize": {"tiny": {}},
            "ner": {"tiny": {"dependencies": []}},
            "packages": {"default": default},
        }
    }
    (models / "resources.json").write_text(json.dumps(resources), encoding="utf-8")
    return models


def _run(module: str, *options: object) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", f"stanza.models.{module}", *map(str, options)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        # Threads wait for each other longer than such a model takes.
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]


def _train_ner(work: Path, out: Path) -> None:
    for name, count in (("train", 60), ("dev", 12)):
        rows = [
            [{"text": word, "ner": tag} for word, tag in sentence] for sentence in sentences(count, len(name))
        ]
        (work / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    _run(
        "ner_tagger", "--mode", "train", "--no_pretrain", "--cpu", "--shorthand", "tr_tiny",
        "--train_file", work / "train.json", "--eval_file", work / "dev.json", "--save_dir", out,
        "--save_name", "tiny.pt", "--hidden_dim", 32, "--char_hidden_dim", 32, "--optim", "adam", "--lr", 0.006,
        "--dropout", 0, "--word_dropout", 0, "--batch_size", 16, "--max_steps", 120, "--eval_interval", 60,
    )  # fmt: skip


def _train_tokenizer(work: Path, out: Path) -> None:
    out.mkdir(parents=True)
    expansions = work / "mwt.json"
    expansions.write_text("{}", encoding="utf-8")
    for name, count in (("train", 90), ("dev", 12)):
        _write_tokenization(work / name, sentences(count, len(name)))
    _run(
        "tokenizer", "--mode", "train", "--cpu", "--lang", "tr", "--shorthand", "tr_tiny",
        "--txt_file", work / "train.txt", "--label_file", work / "train.toklabels",
        "--dev_txt_file", work / "dev.txt", "--dev_label_file", work / "dev.toklabels",
        "--dev_conll_gold", work / "dev.conllu", "--conll_file", work / "out.conllu", "--no_use_mwt", "--mwt_json_file", expansions,
        "--save_dir", out, "--save_name", "tiny.pt", "--hidden_dim", 32, "--emb_dim", 16, "--batch_size", 16,
        "--max_seqlen", 100, "--steps", 60, "--eval_steps", 60, "--dropout", 0, "--unit_dropout", 0,
        "--tok_noise", 0, "--lr0", 0.01,
    )  # fmt: skip


def _write_tokenization(stem: Path, lines: list[Sentence]) -> None:
    """Write text and labels (1 ends a word, 2 a sentence), and the same as CoNLL-U."""
    text, labels, conllu = "", "", ""
    for sentence in lines:
        words = [word for word, _ in sentence]
        for i, word in enumerate(words):
            glue = word in ".,"
            text += ("" if glue or not text else " ") + word
            labels += ("" if glue or not labels else "0") + "0" * (len(word) - 1)
            labels += "2" if i == len(words) - 1 else "1"
            space = "SpaceAfter=No" if i + 1 < len(words) and words[i + 1] in ".," else "_"
            conllu += f"{i + 1}\t{word}\t{word}\tX\t_\t_\t{0 if i == 0 else 1}\tdep\t_\t{space}\n"
        conllu += "\n"
    stem.with_suffix(".txt").write_text(text + "\n\n", encoding="utf-8")
    stem.with_suffix(".toklabels").write_text(labels + "\n\n", encoding="utf-8")
    stem.with_suffix(".conllu").write_text(conllu, encoding="utf-8")
