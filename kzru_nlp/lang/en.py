"""The English profile."""

from __future__ import annotations

from kzru_nlp.lang.profile import Profile, phrase_set, word_set

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {"sept": 9} | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}

PROFILE = Profile(
    code="en",
    name="English",
    script="Latn",
    special_lower={"İ": "i"},
    months=_SHORT | {name: number for number, name in enumerate(_MONTHS, 1)},
    function_words=word_set("""
        the of and to in is that for it as was with be by on not he his but at are this have from or had an they
        which one were all there would their we when him been has more if no out so what its about into than them
        can only other some could these two may then do first any my now such like our over even most after also
        did many before must through back years where much your way well should because each those between under
        both while during toward towards against among within without upon since however although whether do does
        war policy relations state states foreign how why new role his her she you who will us being same
        russia russian ukraine turkey kazakhstan kazakh asia central europe accessed vol a
    """),
    endings=word_set("""
        tion tions sion sions ment ments ness ity ities ship ships ance ence ances ences ing ings ally ously ously
        ical ally ative atives ism isms ist ists ful less able ible ous ious eous ward wards hood ology ologies
        ated ates ating ized ised izing ising ization isation ered ted ded ned led ced sed ved ked ssed ry ries
        ght tch ough ould ely ily ary ory ern ncy cy ies ck sh th ew ow ly
    """),
    abstract_labels=phrase_set("""
        abstract, summary, extended abstract, extended summary, structured abstract, executive summary,
        english abstract, abstract (english), article summary, annotation, summary of the article, synopsis, précis,
        english summary, abstract in english
    """),
    keyword_labels=phrase_set(
        "keywords, key words, key-words, keyword, index terms, key terms, key concepts, key phrases, subject terms,"
        " keywords and phrases, key words and phrases, descriptors"
    ),
    section_labels=phrase_set("""
        introduction, conclusion, conclusions, concluding remarks, conclusion and discussion, results,
        discussion and conclusion, discussion and conclusions, conclusion and recommendations, discussion,
        results and discussion, findings, findings and discussion, methodology, method, methods, data and methods,
        materials and methods, research method, research methodology, literature review, theoretical framework,
        conceptual framework, theoretical background, background, historical background, preface, appendix,
        appendices, acknowledgements, acknowledgments, acknowledgement, acknowledgment, funding, recommendations,
        conflict of interest, conflicts of interest, author contributions, declarations, foreword, epilogue,
        instead of a conclusion, in lieu of a conclusion, declaration of interest, data availability statement,
        data availability, conflict of interest statement, conflicts of interest statement, competing interests,
        declaration of competing interest, declaration of competing interests, declaration of interests,
        declaration of conflicting interests, disclosure statement, disclosure, statements and declarations, funding information,
        funding statement, financial support, author contribution, author contribution statement,
        authors’ contributions, ethics statement, ethical approval, ethics approval, ethical statement,
        research ethics, informed consent, supplementary material, supplementary materials, supplemental material,
        abbreviations, list of abbreviations, about the author, about the authors, author biography,
        notes on contributor, notes on contributors, information about the author, information about the authors,
        author information, publisher’s note, disclaimer, orcid, credit authorship contribution statement,
        use of artificial intelligence, peer review, implications, limitations, policy implications, concluding thoughts,
        afterword, postscript
    """),
    reference_labels=phrase_set("""
        references, bibliography, works cited, reference list, literature, literature cited, sources,
        list of references, primary sources, secondary sources, archival sources, cited works, sources and literature,
        selected bibliography, further reading, references and sources, literature and sources, electronic sources
    """),
    lower_case_starts=True,
    title_abbreviations=word_set("""
        mr mrs ms dr prof st sr gen col lt capt sgt cmdr maj adm rev hon gov sen rep pres amb messrs mme mlle fr no nos
        vol vols p pp ch chap sec fig figs eq eqs tab art arts para paras ed eds trans cf see viz vs v ca c approx
        dept univ al op cit loc e.g i.e nr n ft mt pt cpl pvt supt insp hrs
        jan feb mar apr aug sept sep oct nov dec mon tue tues wed thu thur thurs fri
    """)
    - word_set("no see mar sec art fri sep trans n c al"),
    closing_abbreviations=word_set("""
        etc inc ltd co corp bros jr sr esq plc llc a.m p.m am pm u.s u.k u.n u.s.a u.s.s.r e.u d.c n.y l.a b.c a.d
        b.c.e c.e ph.d m.d b.a m.a m.sc b.sc p.s p.o ibid idem al est int'l n.b u.s.c r.i.p
        dept st ave blvd rd
    """),
    abbreviations=word_set("""
        approx assn assoc avg bldg cent esp est govt intl max min misc mfg mgmt nat natl orig oz lb lbs sq tbsp tsp
        temp vers jr illus intro rept repr rev suppl trans ser diss ind rel inst acad soc conf proc sci
    """)
    - word_set("cent max min misc temp rev ser"),
    number_abbreviations=word_set("no art sec ser ext mar sep para mt pt al c n pl"),
    openers=word_set("""
        the a an this that these those it its he she they we you his her their our my your in on at for from with by
        as if when while although though however moreover furthermore nevertheless therefore thus hence also but and
        or so because since there here what who why how where which is are was were do does did can could would
        should will may might must have has had not no yes some all both each every many most several such any
        please thanks thank just let then now still yet even only once after before during until according
    """),
)
