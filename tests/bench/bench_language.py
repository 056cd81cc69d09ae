"""python -m tests.bench.bench_language: language identification against langdetect alone and lingua.

Units of the typeset demo articles, sentences of the annotated corpus (test and dev), a few Kazakh sentences of our own,
Russian sentences in Turkish and English transliteration, and, where it lies beside the checkout, the sentence data under
`shared/dev`. The peers are asked with the three or four languages that they know of ours; transliterated Russian is no
language to them, so their figure for it is 0 by construction. Needs `pip install lingua-language-detector`, which is too
large for the development group. Times are processor time in one thread.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from kzru_nlp.corpus.verify import read_corpus
from kzru_nlp.lang.detect import detect
from kzru_nlp.lang.skeleton import to_latin
from tests.shared import SHARED
from tests.typeset.__main__ import DEMO
from tests.typeset.source import read_article
from tests.typeset.styles import STYLES
from tests.typeset.typesetter import typeset

ROOT = Path(__file__).resolve().parents[2]
OURS = ("tr", "en", "ru", "kk")
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    """Yield data set, language and text."""
    for path in DEMO:
        gold = typeset(read_article(path), STYLES[0]).gold
        for unit in gold["units"]:
            if unit["lang"] in OURS and unit["kind"] in (
                "title",
                "abstract",
                "section_heading",
                "paragraph",
                "keywords",
            ):
                yield "units", unit["lang"], unit["text"]
    corpus, _ = read_corpus(ROOT / "corpus")
    for document in (*corpus.of_split("test"), *corpus.of_split("dev")):
        for lang, sentence in document.sentences():
            if sentence.key not in ("T", "K"):
                yield "corpus sentences", lang, sentence.text
                if lang == "ru" and len(sentence.text) > 40:
                    yield (
                        "corpus sentences",
                        "ru-Latn",
                        to_latin(sentence.text, "tr" if len(sentence.text) % 2 else "en"),
                    )
    for line in (Path(__file__).parent / "kazakh.txt").read_text(encoding="utf-8").splitlines():
        yield "corpus sentences", "kk", line
    for path in sorted((SHARED / "dev" / "sentences").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for start, end in row["sentences"]:
                yield "shared sentences", row["lang"], row["text"][start:end]


def main() -> None:
    """Print accuracy by data set and language, and characters a second."""
    data = list(rows())
    systems: dict[str, Callable[[str], str]] = {
        "kzru-nlp": lambda text: detect(text).lang,
        "langdetect": _langdetect(),
        "lingua": _lingua(),
    }
    right: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    speed = {}
    for name, ask in systems.items():
        start = time.process_time()
        for source, lang, text in data:
            right[name][source, lang] += ask(text) == lang
        speed[name] = sum(len(text) for _, _, text in data) / (time.process_time() - start)
    total = Counter((source, lang) for source, lang, _ in data)
    print(f"{'data':18}{'lang':9}{'n':>6}" + "".join(f"{name:>12}" for name in systems))
    for source, lang in total:
        n = total[source, lang]
        print(
            f"{source:18}{lang:9}{n:6}"
            + "".join(f"{right[name][source, lang] / n:12.4f}" for name in systems)
        )
    print(f"{'characters/s':33}" + "".join(f"{speed[name]:12,.0f}" for name in systems))


def _langdetect() -> Callable[[str], str]:
    from langdetect import DetectorFactory, LangDetectException
    from langdetect import detect as ask

    DetectorFactory.seed = 0

    def answer(text: str) -> str:
        try:
            return str(ask(text))
        except LangDetectException:
            return "und"

    return answer


def _lingua() -> Callable[[str], str]:
    from lingua import Language, LanguageDetectorBuilder

    known = (Language.TURKISH, Language.ENGLISH, Language.RUSSIAN, Language.KAZAKH)
    detector = LanguageDetectorBuilder.from_languages(*known).build()

    def answer(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return answer


if __name__ == "__main__":
    main()
