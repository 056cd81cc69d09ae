"""The decoded input is shown only where it is what the run read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kzru_nlp.report.source import decoded_input
from kzru_nlp.store import OutFolder


def row(path: Path, text: str, encoding: str = "utf-8") -> dict[str, object]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "article_id": digest[:16],
        "path": str(path),
        "sha256": digest,
        "encoding": encoding,
        "n_chars": len(text),
    }


def test_a_file_in_an_old_encoding_is_decoded_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "eski.txt"
    path.write_bytes("Çağrı ışığı".encode("cp1254"))
    assert decoded_input(OutFolder(tmp_path), row(path, "Çağrı ışığı", "cp1254")) == "Çağrı ışığı"


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes("\ufeffИзбрание".encode())
    assert decoded_input(OutFolder(tmp_path), row(path, "Избрание")) == "Избрание"


def test_a_file_that_was_changed_or_moved_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("bir", encoding="utf-8")
    article = row(path, "bir")
    path.write_text("iki", encoding="utf-8")
    assert decoded_input(OutFolder(tmp_path), article) is None
    path.unlink()
    assert decoded_input(OutFolder(tmp_path), article) is None
