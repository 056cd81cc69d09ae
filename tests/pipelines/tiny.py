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


EN_NAMES = {
    "PERSON": ("Olga Demir", "Paul Novak", "Jordan", "Anna Kirov"),
    "GPE": ("Russia", "Moldova", "Georgia"),
}
EN_FRAMES = (
    ("{G} criticised {H} .", "nsubj ROOT obj punct"),
    ("{P} criticised {G} .", "nsubj ROOT obj punct"),
    ("The Astra Council met {P} .", "det compound nsubj ROOT obj punct"),
    ("{P} praised the Astra Council 's report .", "nsubj ROOT det compound poss case obj punct"),
)


def spacy_folder(home: Path) -> Path:
    """Return the folder of an English spaCy pipeline (names in OntoNotes labels, a parser), trained here."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed

    fix_random_seed(1)
    chance = random.Random(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    nlp.add_pipe("ner")
    examples = [
        Example.from_dict(nlp.make_doc(" ".join(words)), gold)
        for i in range(60)
        for words, gold in [_english((EN_FRAMES[i % 4], EN_FRAMES[chance.randrange(4)]), chance)]
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(20):
        chance.shuffle(examples)
        for at in range(0, len(examples), 12):
            nlp.update(examples[at : at + 12], sgd=optimizer)
    nlp.to_disk(home)
    return home


def _english(
    frames: tuple[tuple[str, str], ...], chance: random.Random
) -> tuple[list[str], dict[str, object]]:
    """Return words and gold of some sentences; the model takes the article into the name, as OntoNotes does."""
    words: list[str] = []
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for frame in frames:
        more = _english_sentence(frame, chance)
        heads += [head + len(words) for head in more[2]]
        words, tags, deps = words + more[0], tags + more[1], deps + more[3]
    starts = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    return words, {"entities": tags, "heads": heads, "deps": deps, "sent_starts": starts}


def _english_sentence(
    frame: tuple[str, str], chance: random.Random
) -> tuple[list[str], list[str], list[int], list[str]]:
    words: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    roles = iter(frame[1].split())
    for part in frame[0].split():
        role = next(roles)
        if part[0] == "{":
            label = "PERSON" if part[1] == "P" else "GPE"
            name = chance.choice(EN_NAMES[label]).split()
            marks = ["U"] if len(name) == 1 else ["B", *["I"] * (len(name) - 2), "L"]
            words += name
            tags += [f"{mark}-{label}" for mark in marks]
            deps += ["compound"] * (len(name) - 1) + [role]
        else:
            words.append(part)
            tags.append({"The": "B-ORG", "the": "B-ORG", "Astra": "I-ORG", "Council": "L-ORG"}.get(part, "O"))
            deps.append(role)
    root = deps.index("ROOT")
    heads = [root] * len(words)
    for i, dep in enumerate(deps):
        if dep in ("compound", "det", "poss", "case"):
            follows = (j for j in range(i, len(deps)) if deps[j] in ("nsubj", "obj", "poss") and j > i)
            heads[i] = next(follows, root) if dep != "case" else i - 1
    return words, tags, heads, deps


RU_SENTENCES = (
    ("Ольга Соколова посетила Молдову .", "B-PER I-PER O B-LOC O"),
    ("Россия и Молдова подписали договор .", "B-LOC O B-LOC O O O"),
    ("Альтаир Холдинг купил завод .", "B-ORG I-ORG O O O"),
    ("Иван Новак работает в Альтаир Холдинг .", "B-PER I-PER O O B-ORG I-ORG O"),
    ("Завод в Молдове закрыт .", "O O B-LOC O O"),
)
WINDOW = 24
"""Pieces that the tiny classifier reads at once."""


def transformer_folder(home: Path) -> Path:
    """Return the folder of a Russian token classifier (a BERT of one layer) in CoNLL labels, trained here."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    torch.manual_seed(1)
    letters = sorted(
        {char for text, _ in RU_SENTENCES for char in text if char != " "} | set("«»()0123456789")
    )
    # "Молдову" is one piece, "Молдове" is two: a name's label is that of its first piece.
    known = [*sorted({word for text, _ in RU_SENTENCES for word in text.split()} - {"Молдове"}), "Молдов"]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    pieces = dict.fromkeys([*special, *known, *letters, *(f"##{letter}" for letter in letters)])
    vocab = {piece: i for i, piece in enumerate(pieces)}
    words = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    words.normalizer = normalizers.NFC()
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(name, vocab[name]) for name in ("[CLS]", "[SEP]")]
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=WINDOW,
    )  # fmt: skip
    labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
    model = BertForTokenClassification(
        BertConfig(
            vocab_size=len(vocab), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=64, max_position_embeddings=WINDOW, hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            id2label=dict(enumerate(labels)), label2id={label: i for i, label in enumerate(labels)},
        )
    )  # fmt: skip
    texts = [text for text, _ in RU_SENTENCES]
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    gold = torch.full_like(batch["input_ids"], -100)
    for row, (_, tags) in enumerate(RU_SENTENCES):
        owners = batch.word_ids(row)
        for i, word in enumerate(owners):
            if word is not None:
                gold[row, i] = labels.index(tags.split()[word])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        model(**batch, labels=gold).loss.backward()
        optimizer.step()
    tokenizer.save_pretrained(home)
    model.save_pretrained(home)
    return home
