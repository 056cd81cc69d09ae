"""Annotation files by what they are: UIMA XMI, Label Studio JSON, the corpus's own markup, or folders of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from kzru_nlp.annotate.label_studio import label_config, read_tasks, to_tasks
from kzru_nlp.annotate.xmi import read_xmi, write_xmi
from kzru_nlp.corpus.markup import GoldDocument, read_document
from kzru_nlp.model import InputError

Reader = Callable[[Path], list[GoldDocument]]
READERS: Mapping[str, Reader] = {
    ".xmi": lambda path: [read_xmi(path)],
    ".json": read_tasks,
    ".kzm": lambda path: [read_document(path)],
}


def read_annotations(path: Path) -> list[GoldDocument]:
    """Return the documents of an annotation file, or of every one in a folder, in the order of their names.

    Raises:
        InputError: it is none, or a folder holds none.
    """
    if path.is_dir():
        found = [one for one in sorted(path.rglob("*")) if one.suffix in READERS]
        if not found:
            raise InputError(f"{path}: holds no annotations; give .xmi, .json or .kzm files")
        return [document for one in found for document in read_annotations(one)]
    if path.suffix not in READERS:
        raise InputError(f"{path}: is no annotation file; give .xmi, .json or .kzm")
    return READERS[path.suffix](path)


def write_annotations(documents: list[GoldDocument], out: Path, form: str) -> list[Path]:
    """Write `documents` to the folder `out` as "xmi" or "label-studio"; return the paths."""
    if form == "xmi":
        return [write_xmi(d, lang, out) for d in documents for lang in d.versions]
    out.mkdir(parents=True, exist_ok=True)
    tasks, config = out / "tasks.json", out / "labels.xml"
    tasks.write_text(json.dumps(to_tasks(documents), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    config.write_text(label_config(), encoding="utf-8")
    return [tasks, config]
