"""Texts that the project may not ship: their layers, and the local copy that they are joined with."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kzru_nlp.corpus.overlap import run_hash, runs
from kzru_nlp.model import Article, InputError

TEXTS = "texts"
"""Beside the folder of registered articles; git ignores it, and the wheel leaves it out."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered article: bibliographic data, the SHA-256 of its file, and where its layers lie."""

    id: str
    sha256: str
    licence: str
    file_name: str
    encoding: str = "utf-8"
    bibliography: Mapping[str, str] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def text_path(self) -> Path:
        """Where the text lies once `corpus add` has put it there."""
        return self.folder.parent.parent / TEXTS / self.id / self.file_name

    def layer(self, name: str) -> Any:
        """Return the layer `name` (`structure`): offsets, kinds and numbers, no words."""
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def run_hashes(self) -> frozenset[str]:
        """Return the hashes of every run of eight words of the text."""
        return frozenset((self.folder / "runs.txt").read_text(encoding="utf-8").split())


def read_registered(folder: Path) -> list[Registered]:
    """Return the articles registered below `folder`, by id."""
    found = []
    for path in sorted(folder.glob("*/article.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found.append(Registered(**data, folder=path.parent))
    return found


def add_text(file: Path, folder: Path) -> Registered:
    """Put `file` beside the layers of the registered article that it is, and return that article.

    Raises:
        InputError: no registered article has this file's SHA-256; the message lists those there are.
    """
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    articles = read_registered(folder)
    match = next((a for a in articles if a.sha256 == digest), None)
    if match is None:
        known = ", ".join(f"{a.id} ({a.sha256[:12]}…)" for a in articles) or "none"
        raise InputError(
            f"{file}: its SHA-256 {digest[:12]}… is that of no registered article (registered: {known}); "
            "check that the file is unchanged, or register it with --id and --licence",
            code="not-registered",
        )
    match.text_path.parent.mkdir(parents=True, exist_ok=True)
    partial = match.text_path.with_suffix(".partial")
    shutil.copyfile(file, partial)
    partial.replace(match.text_path)
    return match


def register(
    article: Article, folder: Path, *, ident: str, licence: str, bibliography: Mapping[str, str]
) -> Registered:
    """Write the layers of `article` below `folder` and return its registration. No word of its text is written.

    Raises:
        InputError: `ident` is taken.
    """
    home = folder / ident
    if home.exists():
        raise InputError(f"{ident}: this id is registered already; choose another --id", code="registered")
    home.mkdir(parents=True)
    entry = Registered(
        ident,
        article.source.sha256,
        licence,
        Path(article.source.path).name,
        article.source.encoding,
        dict(bibliography),
        home,
    )
    data = {k: v for k, v in asdict(entry).items() if k != "folder"}
    write_json(home / "article.json", data)
    write_json(home / "structure.json", structure(article))
    hashes = sorted({run_hash(run, entry.sha256) for run in runs(article.text)})
    (home / "runs.txt").write_text("\n".join(hashes) + "\n", encoding="utf-8", newline="\n")
    return entry


def structure(article: Article) -> dict[str, Any]:
    """Return kinds, languages, numbers and raw offsets of the units, markers and notes of `article`."""
    return {
        "characters": len(article.text),
        "units": [
            {
                "id": u.id,
                "kind": u.kind,
                "lang": u.lang,
                "number": u.number,
                "level": u.level,
                "spans": [list(s) for s in u.spans],
            }
            for u in article.units
        ],
        "markers": [
            {"number": m.number, "start": m.start, "end": m.end, "note": m.note.id if m.note else None}
            for m in article.markers
        ],
    }


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write `data` as UTF-8 JSON, one line an item of each list, so that reviews show what changed."""
    fields = [f"{json.dumps(key)}: {_field(value)}" for key, value in data.items()]
    path.write_text("{\n" + ",\n".join(fields) + "\n}\n", encoding="utf-8", newline="\n")


def _field(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
