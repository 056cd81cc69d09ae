from __future__ import annotations

import pytest

from kzru_nlp.alignment.numbers import find_numbers, same_value


@pytest.mark.parametrize(
    "text, lang, keys",
    [
        ("Some 1.5 million people paid 25,000 tenge.", "en", ["1500000", "25000"]),
        ("1,5 milyon kişi 25.000 tenge ödedi.", "tr", ["1500000", "25000"]),
        ("1,5 млн человек заплатили 25 000 тенге.", "ru", ["1500000", "25000"]),
        ("iki bin on altı yılında üçüncü kez", "tr", ["2016", "3"]),
        ("двести тридцать пять депутатов", "ru", ["235"]),
        ("twenty-five of two hundred and five", "en", ["25", "205"]),
        ("One of the first", "en", []),
        ("XX yüzyıl", "tr", ["20"]),
        ("24.02.2022 tarihinde", "tr", ["24", "2", "2022"]),
        ("15 bin 200 ton", "tr", ["15200"]),
        ("", "ru", []),
    ],
)
def test_numbers_are_read_by_value(text: str, lang: str, keys: list[str]) -> None:
    assert [n.key for n in find_numbers(text, lang)] == keys


@pytest.mark.parametrize(
    "one, one_lang, other, other_lang, same",
    [
        ("at 3:30 p.m.", "en", "saat 15.30'da", "tr", True),
        ("in the 1990s", "en", "в 90-х годах", "ru", True),
        ("5-6 million", "en", "5 млн", "ru", True),
        ("1,511 km", "en", "1.511 km", "tr", True),
        ("63 deputies", "en", "73 депутата", "ru", False),
        ("in 2014", "en", "2015'te", "tr", False),
    ],
)
def test_values_are_equal_across_spellings(
    one: str, one_lang: str, other: str, other_lang: str, same: bool
) -> None:
    assert same_value(find_numbers(one, one_lang)[0], find_numbers(other, other_lang)[0]) is same


def test_offsets_show_the_number() -> None:
    text = "Toplam 2,5 milyon ton, 2021 yılında"
    assert [text[n.start : n.end] for n in find_numbers(text, "tr")] == ["2,5 milyon", "2021"]
    assert [n.year for n in find_numbers(text, "tr")] == [False, True]
