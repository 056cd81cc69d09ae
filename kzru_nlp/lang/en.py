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
        english abstract, abstract (english), article summary
    """),
    keyword_labels=phrase_set(
        "keywords, key words, key-words, keyword, index terms, key terms, key concepts"
    ),
    section_labels=phrase_set("""
        introduction, conclusion, conclusions, concluding remarks, conclusion and discussion, results,
        discussion and conclusion, discussion and conclusions, conclusion and recommendations, discussion,
        results and discussion, findings, findings and discussion, methodology, method, methods, data and methods,
        materials and methods, research method, research methodology, literature review, theoretical framework,
        conceptual framework, theoretical background, background, historical background, preface, appendix,
        appendices, acknowledgements, acknowledgments, acknowledgement, acknowledgment, funding, recommendations,
        conflict of interest, conflicts of interest, author contributions, declarations, foreword, epilogue,
        instead of a conclusion, in lieu of a conclusion, declaration of interest, data availability statement
    """),
    reference_labels=phrase_set("""
        references, bibliography, works cited, reference list, literature, literature cited, sources,
        list of references, primary sources, secondary sources, archival sources, cited works
    """),
)
