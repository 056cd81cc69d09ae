import pytest

from kzru_nlp.entities.decode import decode
from kzru_nlp.entities.rules import find_expressions


def values(text, lang):
    return [(m.text, m.value) for m in decode(find_expressions(text, lang), lambda m: 0)]


@pytest.mark.parametrize(
    "lang,text,wanted",
    [
        ("tr", "24.02.2001’de", [("24.02.2001", "2001-02-24")]),
        ("tr", "1991-2005 yılları arasında", [("1991-2005 yılları", "1991/2005")]),
        ("tr", "1980’li yıllarda", [("1980’li yıllarda", "1980/1989")]),
        ("tr", "2004 yılının Mayıs ayında", [("2004 yılının Mayıs ayında", "2004-05")]),
        ("tr", "yüzde on altı", [("yüzde on altı", "16")]),
        ("tr", "%5-10", [("%5-10", "5/10")]),
        ("tr", "10-15 milyon dolar", [("10-15 milyon dolar", "10000000/15000000 USD")]),
        ("tr", "1.511 kilometre", [("1.511 kilometre", "1511 km")]),
        ("tr", "2000 kişi geldi", []),
        ("tr", "2031 kışında", [("2031 kışında", "2031")]),
        ("tr", "2031'in baharında", [("2031'in baharında", "2031")]),
        ("tr", "Kasım'da gelecek", [("Kasım", "--11")]),
        ("tr", "seksenlerde", [("seksenlerde", "1980/1989")]),
        ("tr", "MÖ 612'de", [("MÖ 612", "-612")]),
        ("tr", "MÖ 7. yüzyılda", [("MÖ 7. yüzyılda", "-700/-601")]),
        ("tr", "612'de kuruldu", [("612", "0612")]),
        ("tr", "Sayfa 612'deki not", []),
        ("tr", "Uygurlar 612'de göçtü", [("612", "0612")]),
        ("tr", "TCK 612'de, S-612'de, her 612'de bir", []),
        ("tr", "2031 yazına", [("2031 yazına", "2031")]),
        ("tr", "2031 güzünün", [("2031 güzünün", "2031")]),
        ("tr", "2031 yazısında", [("2031", "2031")]),
        ("tr", "3 randevu, iki dukalık, 5 realist, 2 levazımcı, 4 kronik hasta, 6 sentez", []),
        ("tr", "20 leva harç, 7 kronluk bilet", [("20 leva", "20 BGN"), ("7 kronluk", "7 SEK")]),
        ("tr", "1991-92 sezonunda", [("1991-92 sezonunda", "1991/1992")]),
        ("tr", "3 bin 250 dolar", [("3 bin 250 dolar", "3250 USD")]),
        ("tr", "2 milyon 400 bin lira", [("2 milyon 400 bin lira", "2400000 TRY")]),
        ("tr", "yüzde otuz dokuzunu", [("yüzde otuz dokuzunu", "39")]),
        ("tr", "iki yeni köprü", []),
        ("tr", "75 milimetre", [("75 milimetre", "75 mm")]),
        ("en", "After May resigned, before May 2031", [("May 2031", "2031-05")]),
        ("en", "from March to May 2004, it may rise", [("May 2004", "2004-05")]),
        ("en", "on March 3-5, 2004", [("March 3-5, 2004", "2004-03-03/2004-03-05")]),
        ("en", "It froze in the autumn of 2031.", [("autumn of 2031", "2031")]),
        ("en", "He came on 7 March.", [("7 March", "--03-07")]),
        ("en", "in late 2031", [("2031", "2031")]),
        ("en", "in the seventies", [("the seventies", "1970/1979")]),
        ("en", "in 612 BC", [("612 BC", "-612")]),
        ("en", "in AD 612, an ad 15 seconds long", [("AD 612", "0612")]),
        ("en", "the 5th century BC", [("5th century BC", "-500/-401")]),
        ("en", "every October", [("October", "--10")]),
        (
            "en",
            "2031 marks an end; they won in 2030 and 2031 won praise",
            [("2031", "2031"), ("2030", "2030"), ("2031", "2031")],
        ),
        ("en", "450 marks and 900 won", [("450 marks", "450 DEM"), ("900 won", "900 KRW")]),
        ("en", "the RS-28 and the RS-24", []),
        ("en", "a 5G network, two stone bridges", []),
        ("en", "300 g of sugar, 11 stone.", [("300 g", "300 g"), ("11 stone", "11 st")]),
        ("en", "a $70 fine", [("$70", "70 USD")]),
        ("en", "Rs 3.5 crore", [("Rs 3.5 crore", "35000000 INR")]),
        ("en", "a 112-kilometre road", [("112-kilometre", "112 km")]),
        ("en", "the mid-1990s", [("mid-1990s", "1990/1999")]),
        ("en", "US$ 3 million", [("US$ 3 million", "3000000 USD")]),
        ("en", "5 million Canadian dollars", [("5 million Canadian dollars", "5000000 CAD")]),
        ("en", "1,511 kilometres", [("1,511 kilometres", "1511 km")]),
        ("en", "two hundred and fifty tons", [("two hundred and fifty tons", "250 t")]),
        ("en", "30 percent and 40 percent", [("30 percent", "30"), ("40 percent", "40")]),
        ("ru", "в начале 2004 года", [("2004 года", "2004")]),
        ("ru", "1991–2005 гг. были", [("1991–2005 гг.", "1991/2005")]),
        ("ru", "90-х годов", [("90-х годов", "1990/1999")]),
        ("ru", "XIX–XX веков", [("XIX–XX веков", "1801/2000")]),
        ("ru", "весной 2031-го", [("весной 2031-го", "2031")]),
        ("ru", "в восьмидесятые годы", [("восьмидесятые годы", "1980/1989")]),
        ("ru", "приехал 7 марта.", [("7 марта", "--03-07")]),
        ("ru", "112-километровая дорога", [("112-километровая", "112 km")]),
        ("ru", "пять тысяч фунтов", [("пять тысяч фунтов", "5000 GBP")]),
        ("ru", "три центра силы, пять центральных банков, 20 центнеров, 4 лирика", []),
        ("ru", "20 центов, пять марок", [("20 центов", "20 USD"), ("пять марок", "5 DEM")]),
        ("ru", "в VII веке до н. э.", [("VII веке до н. э.", "-700/-601")]),
        ("ru", "в 2031 Лев Ильин", [("2031", "2031")]),
        ("ru", "двести тысяч тенге", [("двести тысяч тенге", "200000 KZT")]),
        ("ru", "100 млн долларов США", [("100 млн долларов США", "100000000 USD")]),
        ("ru", "16,5 %", [("16,5 %", "16.5")]),
    ],
)
def test_expression_and_value(lang, text, wanted):
    assert values(text, lang) == wanted


def test_a_backward_range_is_no_period():
    assert values("2005-1991", "en") == [("2005", "2005"), ("1991", "1991")]
