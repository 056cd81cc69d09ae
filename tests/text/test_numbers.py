from __future__ import annotations

import pytest

from kzru_nlp.text.numbers import find_numbers, same_value


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
        ("глубина — четыре с половиной метра", "ru", ["4.5"]),
        ("one and a half million tons", "en", ["1500000"]),
        ("5 тыс. рублей и 3 млн. тонн", "ru", ["5000", "3000000"]),
        ("5 lakh families", "en", ["500000"]),
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


def test_ones_and_halves_are_numbers_where_they_are_asked_for() -> None:
    for text, lang, values in (("one mile", "en", [1.0]), ("yarım kilometre", "tr", [0.5])):
        assert find_numbers(text, lang) == []
        assert [n.value for n in find_numbers(text, lang, ones=True)] == values


@pytest.mark.parametrize(
    "text, lang, counts",
    [
        ("two miles", "en", True),
        ("the second mile", "en", False),
        ("yüzde ikisi", "tr", True),
        ("ikinci kilometre", "tr", False),
        ("двадцать пятый километр", "ru", False),
        ("XX километров", "ru", False),
    ],
)
def test_a_unit_follows_no_ordinal(text: str, lang: str, counts: bool) -> None:
    assert [n.counts for n in find_numbers(text, lang)][-1] is counts


def test_an_abbreviation_takes_its_full_stop_along() -> None:
    (number,) = find_numbers("5 тыс. рублей", "ru")
    assert (number.end, number.scale) == (6, 1000.0)
