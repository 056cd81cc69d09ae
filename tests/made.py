"""Runs made by hand: an article is written with its annotations in it, and becomes the tables of an output folder."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kzru_nlp.store import OutFolder
from kzru_nlp.store.folder import EMPTY_PART
from kzru_nlp.tables import TABLES, to_arrow

_PIECE = re.compile(
    r"\[\[(?P<mention>[^|\]]+)\|(?P<label>[A-Z]+)(?:\|(?P<actor>[^\]]+))?\]\]|\^(?P<marker>\d+)\^"
)


class MadeArticle:
    """An article in which `[[Rusya|GPE|Q159]]` is a mention, `^1^` a marker, `¦` ends a sentence.

    The raw text has a line break wherever the clean text has the third, sixth … space of a unit.
    """

    def __init__(self, name: str, **metadata: Any) -> None:
        self.id = hashlib.sha256(name.encode()).hexdigest()[:16]
        self.name, self.metadata = name, metadata
        self.raw = ""
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)

    def add(self, kind: str, lang: str, marked: str, **cells: Any) -> str:
        """Add a unit and return its id; its sentences are analysed where the language is and the kind has any."""
        self._counts[kind] += 1
        unit_id = f"{self.id}-{kind}-{self._counts[kind]}"
        has_sentences = lang in ("tr", "en", "ru") and kind not in (
            "keywords",
            "page_number",
            "table",
            "author",
        )
        start, text, sentences = len(self.raw), "", []
        for order, part in enumerate(marked.split("¦"), start=1):
            if order > 1:
                text += " "
                self.raw += " "
            begin = len(text)
            sentence_id = f"{unit_id}-s{order:02d}" if has_sentences else None
            place = {"article_id": self.id, "unit_id": unit_id, "lang": lang, "sentence_id": sentence_id}
            text, spans = self._read(part, text, begin if has_sentences else 0, place)
            if has_sentences:
                row = {**place, "order": order, "text": text[begin:], "start": begin, "end": len(text)}
                sentences.append({**row, "raw_spans": spans})
        self.rows["sentences"] += sentences
        self.rows["units"].append(
            {
                "article_id": self.id, "unit_id": unit_id, "order": len(self.rows["units"]) + 1, "kind": kind,
                "lang": lang, "text": text, "page": 1, "raw_spans": [[start, len(self.raw)]], **cells,
            }
        )  # fmt: skip
        self.raw += "\n\n"
        return unit_id

    def _read(
        self, marked: str, text: str, base: int, place: Mapping[str, Any]
    ) -> tuple[str, list[list[int]]]:
        spans: list[list[int]] = []
        at = 0

        def copy(piece: str) -> None:
            nonlocal text
            for char in piece:
                broken = char == " " and text.count(" ") % 3 == 2
                if not broken:
                    if spans and spans[-1][1] == len(self.raw):
                        spans[-1][1] += 1
                    else:
                        spans.append([len(self.raw), len(self.raw) + 1])
                self.raw += "\n" if broken else char
                text += char

        for match in _PIECE.finditer(marked):
            copy(marked[at : match.start()])
            at = match.end()
            raw_start = len(self.raw)
            if match["marker"]:
                self.raw += match["marker"]
                self.rows["markers"].append(
                    {
                        "article_id": self.id, "number": match["marker"], "raw_start": raw_start,
                        "raw_end": len(self.raw), "unit_id": place["unit_id"],
                        "note_unit_id": f"{self.id}-footnote-{match['marker']}",
                    }
                )  # fmt: skip
                continue
            start = len(text)
            copy(match["mention"])
            self.rows["entities"].append(
                {
                    **place, "text": text[start:], "label": match["label"], "start": start - base,
                    "end": len(text) - base, "raw_start": raw_start, "raw_end": len(self.raw),
                    "actor_id": match["actor"], "canonical": match["actor"] and f"Name of {match['actor']}",
                    "wikidata": match["actor"] if (match["actor"] or "").startswith("Q") else None, "score": 0.9,
                }
            )  # fmt: skip
        copy(marked[at:])
        return text, spans

    def align(self, kind: str, score: float = 0.8, **sides: Iterable[str]) -> None:
        """Say that sentences translate each other, by language; three of an abstract are one row of `alignments3`."""
        if kind == "abstract" and len(sides) == 3:
            ids = {f"{lang}_sentence_ids": list(names) for lang, names in sides.items()}
            self.rows["alignments3"].append(
                {"article_id": self.id, "bead": len(self.rows["alignments3"]), "score": score, **ids}
            )
        langs = list(sides)
        for i, src in enumerate(langs):
            for tgt in langs[i + 1 :]:
                self.rows["alignments"].append(
                    {
                        "article_id": self.id, "kind": kind, "src_lang": src, "tgt_lang": tgt, "bead": 0,
                        "src_sentence_ids": list(sides[src]), "tgt_sentence_ids": list(sides[tgt]), "score": score,
                    }
                )  # fmt: skip

    def stance(
        self, sentence_id: str, holder: tuple[str, str | None], target: tuple[str, str | None], label: str
    ) -> None:
        sentence = next(row for row in self.rows["sentences"] if row["sentence_id"] == sentence_id)
        self.rows["stances"].append(
            {
                **{key: sentence[key] for key in ("article_id", "unit_id", "sentence_id", "lang")},
                "holder": holder[0], "holder_id": holder[1], "target": target[0], "target_id": target[1],
                "label": label, "factuality": "asserted", "voice": "narration", "score": 0.7,
                "evidence": [sentence["text"][:4]], "evidence_raw_spans": [sentence["raw_spans"][0]],
            }
        )  # fmt: skip

    def cite(self, note: str, **cells: Any) -> None:
        self.rows["citations"].append({"article_id": self.id, "note_unit_id": note, "part": 0, **cells})

    def article_row(self) -> dict[str, Any]:
        langs = list(dict.fromkeys(row["lang"] for row in self.rows["units"] if row["lang"] != "und"))
        titles = {f"title_{r['lang']}": r["text"] for r in self.rows["units"] if r["kind"] == "title"}
        return {
            "article_id": self.id, "path": f"{self.name}.txt", "sha256": hashlib.sha256(self.name.encode()).hexdigest(),
            "encoding": "utf-8", "n_chars": len(self.raw), "coverage": 1.0, "languages": langs, "status": "ok",
            **titles, **self.metadata,
        }  # fmt: skip


def write_run(out: Path, *articles: MadeArticle) -> Path:
    """Write the articles as the output folder of a run; return it."""
    folder = OutFolder(out)
    ours = {column.name for column in TABLES["articles"].columns}
    extra = list(dict.fromkeys(name for article in articles for name in article.metadata if name not in ours))
    for name in TABLES:
        folder.write_part(name, EMPTY_PART, to_arrow(name, (), extra if name == "articles" else ()))
    for article in articles:
        tables = {name: to_arrow(name, rows) for name, rows in article.rows.items()}
        tables["articles"] = to_arrow("articles", [article.article_row()], extra)
        folder.write_article(article.id, tables, {"sha256": article.article_row()["sha256"]})
    return out


OLD_TURKIC = "\U00010c00\U00010c03"
"""Letters outside the BMP: two UTF-16 units each."""
HOSTILE = f"😀{OLD_TURKIC} <script>alert(1)</script> ]]> & \"q\" 'a' {{x}} \\n \x0b\x1b[31m \u202egnp.exe\u202c \x85 100 % #1 ~^_$ ﷺ"


def hostile_article() -> MadeArticle:
    """Turkish, Cyrillic, astral and hostile characters in every place where an export writes text."""
    article = MadeArticle(
        "düşman 😀", year=2022, journal=f'=HYPERLINK("x") {HOSTILE}', ülke="+KZ\tUZ\r\nTM", Ülke="-1"
    )
    titles = [
        article.add("title", "tr", "[[RUSYA|GPE|Q159]]’NIN IŞIĞI 😀"),
        article.add("title", "en", "THE LIGHT OF [[RUSSIA|GPE|Q159]] 😀"),
        article.add("title", "ru", "СВЕТ [[РОССИИ|GPE|Q159]] 😀"),
    ]
    article.add("author", "tr", f"=Ö. Yazar {HOSTILE}")
    abstracts = {}
    for lang, heading, text in (
        ("tr", "Öz", f"😀😀 [[Rusya|GPE|Q159]]’nın [[İran|GPE|Q794]]’a tutumu {HOSTILE} açık.¦[[{OLD_TURKIC} Birliği|ORG|kzru:{OLD_TURKIC} x]] [[20 Mart 2022|DATE]]’de  iki  boşlukla ‘ılık’ davrandı^1^."),
        ("en", "Abstract", f"😀 The stance of [[Russia|GPE|Q159]] toward [[Iran|GPE|Q794]] {HOSTILE} is open.¦The [[{OLD_TURKIC} Union|ORG]] was warm."),
        ("ru", "Аннотация", f"Отношение [[России|GPE|Q159]] 😀 к [[Ирану|GPE|Q794]] {HOSTILE} открыто.¦[[Союз {OLD_TURKIC}|ORG]] был тёплым."),
    ):  # fmt: skip
        article.add("abstract_heading", lang, heading)
        abstracts[lang] = article.add("abstract", lang, text)
    article.add("keywords", "tr", f"Anahtar kelimeler: =SUM(A1), [[Rusya|GPE|Q159]], {HOSTILE[:2]}")
    article.add("keywords", "en", "Keywords: =SUM(A1), [[Russia|GPE|Q159]], zebra")
    article.add("page_number", "und", "1", number="1")
    article.add("section_heading", "tr", "GİRİŞ", level=1)
    article.add(
        "paragraph",
        "tr",
        f"[[Kazakistan|GPE|Q232]]^1^ [[Moskova|GPE|Q649]]’yı kınadı.^2^¦-1 +2 @x =3 {HOSTILE}",
        page=2,
    )
    article.add("section_heading", "tr", "Derin", level=3)
    article.add("blockquote", "en", "A quote.", page=3)
    article.add("section_heading", "tr", "Üst", level=2)
    article.add("table", "tr", "a | b\tc")
    article.add("paragraph", "kk", "Қазақ тілі 😀.")
    notes = [
        article.add("footnote", "tr", f"Bkz. bu.¦{HOSTILE}", number="1"),
        article.add("footnote", "ru", "См. там же.", number="2"),
    ]
    article.add("reference", "en", f"Author. Title {HOSTILE}")
    for i in (1, 2):
        article.align("abstract", **{lang: [f"{name}-s{i:02d}"] for lang, name in abstracts.items()})
    article.align(
        "title", **{lang: [f"{name}-s01"] for lang, name in zip(("tr", "en", "ru"), titles, strict=True)}
    )
    article.align("keywords", tr=[f"{article.id}-keywords-1-k02"], en=[f"{article.id}-keywords-2-k02"])
    article.stance(
        f"{article.id}-paragraph-1-s01", ("Kazakhstan", "Q232"), (f"Russia {HOSTILE}", "Q159"), "AGAINST"
    )
    article.stance(
        f"{article.id}-paragraph-1-s02", (f"{OLD_TURKIC} yazar", None), ("Russia", "Q159"), "FAVOR"
    )
    article.cite(notes[0], authors=f"Ö. Yazar; И. Иванов {{}} and B & C{HOSTILE}", title=f"=Başlık {{ {HOSTILE}", container="Dergi_1 & 100%", volume="3", issue="#2", year=2020, pages="1–2", doi="10.1/a{b}c\\d_%", accessed="14.05.2024")  # fmt: skip
    article.cite(notes[1], title="Сайт", url="https://example.org/a_b?c=%7B1%7D&d={e}", accessed="dün")
    article.rows["citations"].append({"article_id": article.id, "note_unit_id": notes[1], "part": 1, "authors": "Kısa", "backref_to": notes[0]})  # fmt: skip
    article.rows["citations"].append({"article_id": article.id, "note_unit_id": notes[1], "part": 2, "authors": "Demir, A.", "title": "Kitap", "container": "Ankara: Örnek Yayınları", "year": 1999})  # fmt: skip
    return article
