"""The Turkish profile."""

from __future__ import annotations

from kzru_nlp.lang.profile import Profile, phrase_set, word_set

_MONTHS = (
    "ocak",
    "şubat",
    "mart",
    "nisan",
    "mayıs",
    "haziran",
    "temmuz",
    "ağustos",
    "eylül",
    "ekim",
    "kasım",
    "aralık",
)
# The same cases with and without an apostrophe ("Ocak'ta", "ocakta"); final k softens before a vowel ("aralığı").
_SOFTENED = {"ocak": "ocağ", "aralık": "aralığ"}
_CASES = {
    "a": ("ta", "da", "tan", "dan", "a", "ı", "ın"),
    "e": ("te", "de", "ten", "den", "e", "i", "in"),
    "u": ("ta", "da", "tan", "dan", "a", "u", "un"),
    "ü": ("te", "de", "ten", "den", "e", "ü", "ün"),
}
_HARMONY = {"a": "a", "ı": "a", "e": "e", "i": "e", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}


def _month_forms() -> dict[str, int]:
    forms: dict[str, int] = {}
    for number, name in enumerate(_MONTHS, 1):
        last_vowel = next(c for c in reversed(name) if c in _HARMONY)
        forms[name] = number
        for case in _CASES[_HARMONY[last_vowel]]:
            stem = _SOFTENED.get(name, name) if case[0] in "aeıiuü" else name
            forms[stem + case] = number
    return forms


PROFILE = Profile(
    code="tr",
    name="Turkish",
    script="Latn",
    special_lower={"I": "ı", "İ": "i"},
    suffix_apostrophe=True,
    # Case, possessive, plural and copula in their first syllable; what they may pile up afterwards starts with
    # one of a few consonants; after a possessive they begin with n ("Bankası'ndan"). "O'Neil", "d'Estaing", "O'Connor"
    # don't fit.
    apostrophe_suffix=(
        r"(?:[nys]?[ıiuü]n?|[ntdyc]?[ea]n?|nd[ea]n?|n?[td][ea]n?ki|[dt][ıiuü]r|ç[ae]|yl[ae]|y?ken|s[ıiuü]|l[ıiuü]k?|l[ae]r?|m)(?:[ndrlymks]\w{0,10})?"
    ),
    function_words=word_set("""
        ve bir bu da de ile için olarak daha çok en ne o ki gibi kadar sonra göre ancak ise hem ya veya ama
        fakat değil var yok her şey tüm bütün kendi bazı diğer aynı ilk son yeni büyük üzerinde üzerine arasında
        arasındaki içinde karşı doğru önce rağmen dolayı nedeniyle tarafından üzere olduğu olduğunu olması
        oldu olmak olmuştur edilen eden etmek etmiştir edilmiştir yapılan bulunan yer alan ilişkin yönelik dair
        hakkında böylece ayrıca bunun buna bunu bunlar onun ona onu onlar biz siz ben sen şu nasıl neden niçin
        çünkü zira hatta sadece yalnızca özellikle genel çerçevesinde kapsamında bağlamında açısından ilgili
        mı mi mu mü mıdır midir etti eder olur olan iki üç yıl yılı yılında yıllarda ülke devlet çalışma çalışmada
        makale makalede erişim tarihi bkz çev rusya rus türkiye türk kazakistan kazak ukrayna savaş dış
        siyaset siyasi uluslararası askeri ekonomik asya orta avrupa mayıs nisan haziran temmuz kasım aralık
    """),
    letters=frozenset("ğışçöüâîû"),
    endings=word_set("""
        lar ler ları leri larını lerini ların lerin larının lerinin larında lerinde larına lerine larla lerle
        dır dir dur dür tır tir tur tür mıştır miştir muştur müştür maktadır mektedir
        ında inde unda ünde ından inden undan ünden ının inin unun ünün ması mesi masını mesini masının mesinin
        arak erek ıyor iyor uyor üyor acak ecek mış miş muş müş dığı diği duğu düğü tığı tiği tuğu tüğü
        dığını diğini lık lik luk lük lığı liği luğu lüğü lığın liğin sında sinde sından sinden daki deki taki teki
        ndaki ndeki acağı eceği madan meden nın nin nun nün sının sinin sını sini yla yle larak lerek
        cılık cilik çılık çilik mayan meyen layan leyen sel sal ması ımız imiz ıdır idir ıydı iydi
    """),
    months=_month_forms(),
    abstract_labels=phrase_set("""
        öz, özet, öz/özet, özet/öz, genişletilmiş özet, geniş özet, türkçe özet, türkçe öz, makale özeti,
        yapılandırılmış özet, yapılandırılmış öz, özet (türkçe), genişletilmiş türkçe özet, özetçe, kısa özet, makalenin özeti
    """),
    keyword_labels=phrase_set("""
        anahtar kelimeler, anahtar sözcükler, anahtar kelime, anahtar sözcük, anahtar terimler, anahtar kavramlar,
        anahtar ifadeler, anahtar sözler, kilit kelimeler, dizin terimleri
    """),
    section_labels=phrase_set("""
        giriş, sonuç, sonuçlar, sonuç ve değerlendirme, değerlendirme, değerlendirme ve sonuç, sonuç yerine,
        sonuç ve öneriler, sonuç ve tartışma, genel değerlendirme, yöntem, yöntem ve veriler, materyal ve yöntem,
        araştırma yöntemi, araştırmanın yöntemi, metodoloji, bulgular, bulgular ve tartışma, tartışma,
        tartışma ve sonuç, literatür, literatür taraması, literatür değerlendirmesi, kavramsal çerçeve,
        teorik çerçeve, kuramsal çerçeve, kuramsal ve kavramsal çerçeve, tarihsel arka plan, tarihi arka plan,
        arka plan, önsöz, ekler, ek, teşekkür, öneriler, beyanname, çıkar çatışması, yazar katkıları,
        finansal destek, etik beyan, giriş ve amaç, açıklama, açıklamalar, etik beyanı, etik kurul izni, etik kurul onayı,
        etik kurul beyanı, etik ilkeler, araştırma ve yayın etiği, araştırma ve yayın etiği beyanı, yazar katkısı,
        yazar katkı oranı, yazarların katkısı, yazarların katkı oranı, katkı oranı beyanı, yazar katkı beyanı, araştırmacıların katkı oranı beyanı,
        çıkar çatışması beyanı, çıkar beyanı, çatışma beyanı, destek beyanı, destek ve teşekkür,
        destek ve teşekkür beyanı, teşekkür beyanı, finansman, mali destek, destekleyen kurum, finansal destek beyanı,
        veri erişilebilirliği, veri erişilebilirliği beyanı, hakem değerlendirmesi, yapay zeka beyanı, yapay zekâ beyanı,
        yapay zeka kullanımı, kısaltmalar, kısaltmalar listesi, yazar hakkında, yazarlar hakkında, yazar bilgileri, sonsöz,
        son söz, beyanlar, araştırmanın amacı, araştırmanın sınırlılıkları, sınırlılıklar, amaç, amaç ve yöntem, problem
    """),
    reference_labels=phrase_set("""
        kaynakça, kaynaklar, bibliyografya, bibliyografi, referanslar, yararlanılan kaynaklar, atıflar,
        arşiv kaynakları, birincil kaynaklar, ikincil kaynaklar, internet kaynakları, elektronik kaynaklar,
        kaynakça ve notlar, seçilmiş kaynakça, kaynaklar ve kaynakça, kaynakça / references, kaynakça/references
    """),
    ordinal_stop=True,
    title_abbreviations=word_set("""
        prof doç dr öğr gör arş yrd av hz sn mr mrs ms st ord uzm müh op alb gen org tuğg tümg korg yzb bnb yb asb
        bkz krş çev haz der ed yay no nr vol cilt sayı fig şek tab böl md fık par bk akt hzl düz s ss sf syf c cad
        sok mah blv apt tel faks mim kont dz hv kur ecz vet onb çvş mad gn
    """),
    closing_abbreviations=word_set("""
        vb vd vs vdğ ark şti ltd a.ş aş co inc corp jr m.ö m.s mö ms i.ö i.s yy a.g.e a.g.m a.g.t age agm agt
        a.b.d t.c k.k.t.c t.b.m.m ibid vds v.b v.d v.s gön tic san a.e op.cit et.al u.s u.k e.g i.e
    """),
    abbreviations=word_set("""
        örn ör age yak yy alm fr ing ar far lat osm rus isp it yun bot biy coğ dil ed ekon fel fiz huk jeol kim mat
        mec min müz psikol sos tar tıp tic zool mm cm km gr kg lt dk sn hk ilg mük doğ öl böl bşk gnkur mrk üniv fak
        ens der yön kur müd dn yzv tasnif nşr terc tah trc takr mlf ank ist fas ktp matb neşr
    """),
    numbered_nouns=word_set("""
        yüzyıl yy asır asr madde fıkra bölüm kısım cilt sayı dünya cumhuriyet dönem kongre toplantı zirve olağan
        baskı basım sınıf kat gün yıl hafta ay oturum konferans maddesi paket meclis yasama dereceden derece sıra
        ordu kolordu tümen tugay alay kolordusu filo milenyum binyıl kuşak nesil tur kez defa adım aşama evre grup
        uluslararası ulusal genel genişletilmiş plan kalkınma beş çeyrek ek protokol
    """),
    openers=word_set("""
        bu bir ancak ayrıca bunun buna bunlar böylece fakat ama çünkü zira ve ya oysa örneğin dolayısıyla nitekim
        öte o onun onlar biz ben sen siz şu her bazı tüm hem ne nasıl neden çalışma çalışmada makalede sonuç sonra
        diğer özellikle bununla buradan burada hatta üstelik kısacası oysaki eğer şimdi yine ise için daha en
        ilk böyle öyle şöyle artık belki bütün hiç işte kimi kim madem meğer sadece sanki son üzerine yalnız yalnızca
        aslında birbirini birbirlerini hepsi hepimiz kendi kendisi kendini çoğu birçok aynı dün bugün yarın
        gerçekten lütfen evet hayır peki tabii elbette mesela yani zaten keza nihayet hâlbuki halbuki
    """),
)
