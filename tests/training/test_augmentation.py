from __future__ import annotations

import re

from kzru_nlp.model import Mention
from kzru_nlp.training.augmentation import Sentence, augmented


def sentence(marked: str) -> Sentence:
    """Read "[Ankara|GPE]'da" as a sentence with its mentions."""
    text, mentions, last = "", [], 0
    for m in re.finditer(r"\[([^|\]]+)\|([A-Z]+)\]", marked):
        text += marked[last : m.start()]
        mentions.append(Mention(len(text), len(text) + len(m[1]), m[2], m[1], 1.0, "gold"))
        text, last = text + m[1], m.end()
    return text + marked[last:], tuple(mentions)


TURKISH = [
    sentence("[Ankara|GPE]'nın adayı [Ali Kaya|PER]'yı [Roma|GPE]'da gördüm."),
    sentence("[Oslo|GPE]'ya [Bern|GPE]'den giden [Eda|PER]'nın kardeşi."),
]


def test_mentions_stand_where_their_new_names_do() -> None:
    for text, mentions in augmented("tr", TURKISH, 20):
        assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
        assert [m.label for m in mentions] in (["GPE", "PER", "GPE"], ["GPE", "GPE", "PER"])


def test_turkish_suffixes_follow_their_new_names() -> None:
    seen = set()
    for text, mentions in augmented("tr", TURKISH, 60):
        for m in mentions:
            suffix = re.match(r"'(\w+)", text[m.end :])
            if m.label == "GPE" and suffix and suffix[1] in ("da", "de", "ta", "te"):
                vowels = [c for c in m.text.lower() if c in "aeıioöuü"]
                seen.add(suffix[1])
                if vowels:
                    assert (vowels[-1] in "aıou") == (suffix[1][1] == "a"), m.text
                assert (m.text[-1] in "fstkçşhp") == (suffix[1][0] == "t"), m.text
    assert len(seen) == 4


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert augmented("tr", TURKISH, 3, seed=5) == augmented("tr", TURKISH, 3, seed=5)
    assert augmented("tr", TURKISH, 3, seed=5) != augmented("tr", TURKISH, 3, seed=6)


def test_names_with_an_ending_inside_stay() -> None:
    """Without an apostrophe a Turkish name may hold a case ending that the new one would lose."""
    only = [sentence("[Adalet Bakanlığının|ORG] kararı [Roma|GPE]'da bekleniyor.")]
    assert all(mentions[0].text == "Adalet Bakanlığının" for _, mentions in augmented("tr", only, 20))


def test_english_names_are_replaced_everywhere() -> None:
    only = [sentence("[Oslo|GPE] met [Ann Lee|PER] of [Acme|ORG].")]
    texts = {text for text, _ in augmented("en", only, 20)}
    assert len(texts) > 10
