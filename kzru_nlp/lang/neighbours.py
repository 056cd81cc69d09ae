"""Function words of languages that are kept but not analysed, so that they are not taken for one of ours."""

from __future__ import annotations

from kzru_nlp.lang.profile import word_set

# Transliterated Russian is written in Turkish, English and scientific spelling; "i" and "v" alone carry much of it.
LATIN = {
    "ru-Latn": word_set("""
        i v na s po k o ob iz ot do za dlya dlia dlja kak chto çto eto ne pri pod nad mezhdu mejdu posle protiv vo so
        ego ee yego yeyo ikh ih ili no ot u zhe je bez cherez çerez dlya god goda godu godah godakh gg vek veka
        rossii rossiya rossiia rossiyu rossiey rf sssr politika politiki
    """),
    "de": word_set("""
        der die das und ist von zu den mit auf für im dem nicht ein eine als auch es an werden aus er hat dass sie
        nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr
        durch man sein wurde sei zwischen gegen unter des vom kein keine diese dieser dieses
    """),
    "fr": word_set("""
        le la les de des du et un une est en que qui dans pour pas au sur par plus ne se ce avec il sont aux ou été
        leur cette être ces son sa ses mais comme entre nous vous elle deux ont fait même sans où dont d l qu
    """),
    "es": word_set("""
        el la los las de del y un una es en que por para con no se su al lo como más pero sus le ha este sí porque
        esta entre cuando muy sin sobre también hasta hay donde quien desde todo nos durante
    """),
    "it": word_set("""
        il lo la gli le di del della dei delle e un una è in che per con non si su al come più ma anche sono nel
        nella da dal dalla questo questa tra fra essere stato alla alle ai ha
    """),
    "pt": word_set("""
        o a os as de do da dos das e um uma é em que por para com não se no na ao mais como mas foi são ser ou seu
        sua pela pelo entre também
    """),
    "nl": word_set("""
        de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft
        worden wordt door over deze hun tot tussen
    """),
    "pl": word_set("""
        i w na z do nie się jest to że o jak po co od za dla przez przy ale czy tak lub oraz przed między jego jej
        ich który która które są był była było być polityka stosunki
    """),
    "la": word_set(
        "et in est non ad cum sed ut quod de ex qui quae per si ab esse sunt enim autem atque pro inter"
    ),
    "az": word_set(
        "və ilə üçün bu bir də də olan olaraq görə sonra kimi ki ya onun azərbaycan haqqında arasında"
    ),
    "uz": word_set("va bilan uchun bu bir ham bo'lgan o'z haqida kabi keyin edi o'zbekiston munosabatlari"),
}

# Letters beyond a-z by language; one that several share is split among them when it is counted.
LATIN_LETTERS = {
    "de": "äöüß", "fr": "éèêëàçœùûî", "es": "ñóáíúé", "it": "èàùòì", "pt": "ãõçáéíóúâê", "nl": "ë",
    "pl": "łąęśżźćńó", "az": "əğışçöü",
}  # fmt: skip

RUSSIAN_LATIN_ENDINGS = word_set("""
    skiy skii skij skiye skie skaya skoe skoye skogo skoy skoi skih skikh skom skuyu eskie nogo nost nosti nostyu
    nii niya nie niye niy niyu tsiya tsii tsiyu tsiy ciya siya stvo stva stve stvie nykh nyh nıh ykh ıh nym nım
    nymi nımi nyy nyi nyj nıy nye nıe naya naia nuyu noye noe noi noy ogo ego omu emu ovanie ovaniye yami iyami
    iyah iyakh ovich evich ovna evna vyy vıy vykh vıh annoy ennoy ennıy yayet
""")

KAZAKH = word_set("""
    және мен бен пен үшін бойынша туралы бұл бір бар жоқ болып болды арасындағы қазақстан республикасы
    халықаралық қатынастар саясаты кіріспе қорытынды түйін түйіндеме аңдатпа әдебиеттер
""")

# Letters that only one Cyrillic orthography has beside Russian's, or that it has and those below it lack.
# "ө" and "ү" are in Kazakh too, which almost never goes three words without one of its own letters.
CYRILLIC_LETTERS = (
    ("be", "ў"), ("sr", "ђћљњџј"), ("tg", "ӣӯҳҷ"), ("tt", "җ"), ("kk", "әғқұ"), ("uk", "їєґ"), ("ky", "ңөү"),
)  # fmt: skip
