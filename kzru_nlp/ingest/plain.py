"""Plain text: which encoding it is in, and its characters.

A byte order mark says how to decode and is not text, so `Source.text` starts after it. Nothing else is changed:
CRLF, form feeds, soft hyphens and decomposed letters stay, because offsets index the decoded input.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kzru_nlp.model.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

TURKISH = {
    "ı": 400, "ü": 150, "ş": 140, "ç": 90, "ğ": 90, "ö": 65, "İ": 12, "Ö": 6, "Ü": 6, "Ç": 6, "Ş": 5, "â": 6, "î": 2, "û": 1, "Ğ": 1,
}  # fmt: skip
"""How often each letter outside ASCII stands in Turkish text, per thousand of them."""

RUSSIAN = {
    "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32, "д": 30, "п": 28,
    "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 10, "ж": 9, "ш": 7, "ю": 6, "ц": 5,
    "щ": 4, "э": 3, "ф": 3, "ё": 1, "ъ": 0.4,
}  # fmt: skip

WESTERN = {
    "é": 20,
    "ö": 15,
    "ü": 15,
    "ä": 15,
    "ß": 8,
    "è": 6,
    "ç": 5,
    "á": 5,
    "í": 4,
    "ó": 4,
    "ñ": 3,
    "à": 3,
    "ê": 2,
    "ô": 2,
    "å": 2,
    "ø": 2,
}
PUNCTUATION = dict.fromkeys("“”‘’–—…«»№•§°\u00a0\u00ad©®±×", 8.0)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, the encoding that gave it and the confidence in that, in [0, 1]."""

    text: str
    encoding: str
    confidence: float
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, path: str = "input", encoding: str | None = None) -> Decoded:
    r"""Return the text of `data`, with the encoding that was found or given.

    UTF-8 and UTF-16/32 are recognised by their form; of the one-byte encodings that one is taken whose letters
    are the likeliest Turkish, Russian or Western text. Turkish is settled by its own letters: the same bytes
    are ğışİŞ in cp1254 and ðýþÝÞ in cp1252.

    Raises:
        InputError: empty, binary or invalid bytes; the message names the offset of the first one.

    >>> decode("Kazakistan’ın dış politikası değişti.".encode("cp1254")).encoding
    'cp1254'
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xfe\xff\xef\xbb\xbf"):
        raise InputError(f"{path}: the file is empty; nothing to read", code="empty")
    if encoding is not None:
        return Decoded(_strict(data, _known(encoding, path), path), encoding, 1.0)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name, path), name, 1.0)
    if wide := _utf16_without_mark(data):
        return Decoded(_strict(data, wide, path), wide, 0.9)
    _refuse_binary(data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError as fault:
        if _is_damaged_utf8(data):
            raise InputError(
                f"{path}: byte 0x{data[fault.start]:02x} at offset {fault.start} is not UTF-8, though the rest is; "
                "repair the file or name its encoding with --encoding",
                code="invalid-bytes",
            ) from None
    return _one_byte(data, path)


def _strict(data: bytes, encoding: str, path: str) -> str:
    skipped = 0
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark) and codecs.lookup(encoding).name.startswith(name[:6]):
            skipped = len(mark)
            break
    try:
        return data[skipped:].decode(encoding) if skipped else data.decode(encoding)
    except UnicodeDecodeError as fault:
        at = skipped + fault.start
        lone = "utf-16" in encoding and fault.reason != "truncated data"
        what = "half of a character (a lone surrogate)" if lone else f"byte 0x{data[at]:02x}"
        raise InputError(
            f"{path}: {what} at offset {at} cannot be decoded as {encoding}; "
            "name the right encoding with --encoding",
            code="invalid-bytes",
        ) from None


def _known(encoding: str, path: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except LookupError:
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True):
        raise InputError(
            f"{path}: unknown encoding {encoding!r}; try utf-8, cp1254 or cp1251", code="encoding"
        )
    return info.name


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of our scripts has a high byte 00, 01, 04 or 20 at every second place."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    high = frozenset({0x00, 0x01, 0x04, 0x20})
    shares = [sum(b in high for b in sample[i::2]) / len(sample[i::2]) for i in (0, 1)]
    zeros = [sample[i::2].count(0) for i in (0, 1)]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if shares[place] > 0.9 and shares[1 - place] < 0.6 and zeros[place] and not zeros[1 - place]:
            return name
    return None


def _refuse_binary(data: bytes, path: str) -> None:
    sample = data[:65536]
    control = sum(
        count
        for byte, count in Counter(sample).items()
        if byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x02"
    )
    if control > max(2, 0.02 * len(sample)):
        raise InputError(f"{path}: this is a binary file, not text; give a .txt or .pdf file", code="binary")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above 0x7F form valid UTF-8: a damaged file, not another encoding."""
    high = sum(byte > 0x7F for byte in data)
    bad = data.decode("utf-8", errors="replace").count("\ufffd")
    return high > 8 and bad < 0.1 * high


@dataclass(frozen=True)
class Candidate:
    """A one-byte encoding and the letters that its text would have."""

    encoding: str
    letters: tuple[tuple[str, float], ...]

    @property
    def weights(self) -> dict[str, float]:
        """Log probability of each character above ASCII."""
        return _weights(self.letters)


@cache
def _weights(letters: tuple[tuple[str, float], ...]) -> dict[str, float]:
    table = {**PUNCTUATION, **dict(letters)}
    for letter, weight in letters:
        table.setdefault(letter.upper() if len(letter.upper()) == 1 else letter, weight / 25)
    total = sum(table.values())
    return {letter: math.log(weight / total) for letter, weight in table.items()}


# The first of equal candidates wins: cp1254 reads all that iso-8859-9 does, and the quotes of Windows besides.
CANDIDATES = (
    Candidate("cp1254", tuple(TURKISH.items())),
    Candidate("cp1251", tuple(RUSSIAN.items())),
    Candidate("koi8-r", tuple(RUSSIAN.items())),
    Candidate("cp866", tuple(RUSSIAN.items())),
    Candidate("cp1252", tuple(WESTERN.items())),
    Candidate("iso-8859-9", tuple(TURKISH.items())),
    Candidate("iso-8859-5", tuple(RUSSIAN.items())),
    Candidate("mac-cyrillic", tuple(RUSSIAN.items())),
    Candidate("cp857", tuple(TURKISH.items())),
)
UNLIKELY = math.log(1e-5)
MIXED_WORD = re.compile(r"[a-zA-Z][а-яёА-ЯЁ]|[а-яё][a-zA-Z]|[a-zа-яё][А-ЯЁİĞŞ](?=[a-zа-яё])")
WORDS_OUTSIDE_ASCII = re.compile(rb"[^\s]{0,40}[\x80-\xff][^\s]{0,40}")


def _one_byte(data: bytes, path: str) -> Decoded:
    sample = b" ".join(
        match.group() for _, match in zip(range(20_000), WORDS_OUTSIDE_ASCII.finditer(data), strict=False)
    )
    scores = sorted(
        ((_score(sample, c), -i, c) for i, c in enumerate(CANDIDATES)), reverse=True, key=lambda s: s[:2]
    )
    (best, _, chosen) = scores[0]
    rival = next(
        (score for score, _, c in scores[1:] if c.letters != chosen.letters or best - score > 0.01), UNLIKELY
    )
    if best < -7.5:
        return _somebody_elses(data, path)
    # A mean log-likelihood one nat better per character is beyond doubt after a few words.
    confidence = 1 / (1 + math.exp(-min(30.0, (best - rival) * math.sqrt(len(sample)))))
    return Decoded(_strict(data, chosen.encoding, path), chosen.encoding, round(confidence, 3))


def _score(sample: bytes, candidate: Candidate) -> float:
    """Mean log-likelihood of the characters above ASCII, less what mixes scripts or cases inside a word."""
    text = sample.decode(candidate.encoding, errors="replace")
    high = [char for char in text if char > "\x7f"]
    if not high:
        return UNLIKELY
    weights = candidate.weights
    likely = sum(weights.get(char, UNLIKELY) for char in high) / len(high)
    return likely - 5.0 * min(1.0, len(MIXED_WORD.findall(text)) / len(high))


def _somebody_elses(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    if match is None:
        raise InputError(f"{path}: no encoding fits these bytes; name it with --encoding", code="encoding")
    text = _strict(data, match.encoding, path)
    return Decoded(
        text, match.encoding, 0.5, (f"the encoding {match.encoding} is a guess; check it or use --encoding",)
    )
