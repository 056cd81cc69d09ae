"""Questions to the tables of a run: concordances, frequencies, key words, collocations. It reads tables alone."""

from kzru_nlp.questions.collocations import find_collocates
from kzru_nlp.questions.concordance import Hit, find_hits
from kzru_nlp.questions.counting import count_words
from kzru_nlp.questions.keyness import find_key_words
from kzru_nlp.questions.selection import Selection, Sentence, select_sentences

__all__ = [
    "Hit",
    "Selection",
    "Sentence",
    "count_words",
    "find_collocates",
    "find_hits",
    "find_key_words",
    "select_sentences",
]
