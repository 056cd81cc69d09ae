from kzru_nlp.stance.patterns import Form, PatternIndex, letters_of


def find(pattern, words):
    index = PatternIndex([(pattern, "x")])
    return [
        found.tokens
        for found in index.find(
            [Form(*word) if isinstance(word, tuple) else Form(word, word) for word in words]
        )
    ]


def test_gap_takes_at_most_four_words():
    assert find("turn _ against", ["turn", "a", "b", "c", "d", "against"]) == [(0, 5)]
    assert find("turn _ against", ["turn", "a", "b", "c", "d", "e", "against"]) == []


def test_lemma_or_surface_prefix_or_alternative():
    assert find("support", [("supported", "support")]) == [(0,)]
    assert find("destek*", [("desteğe", "destek")]) == []
    assert find("ally/friend of", ["friend", "of"]) == [(0, 1)]


def test_search_goes_on_where_the_nearest_choice_fails():
    assert find("a _ b c", ["a", "b", "x", "b", "c"]) == [(0, 3, 4)]


def test_a_hyphen_may_be_a_token_of_its_own():
    assert find("pro-russian/friendly to", ["pro", "-", "russian", "to"]) == [(0, 1, 2, 3)]
    assert find("pro-russian/friendly to", ["pro-russian", "to"]) == [(0, 1)]
    assert find("pro-russian/friendly to", ["friendly", "to"]) == [(0, 1)]


def test_letters_of_a_stem_are_no_ending():
    assert letters_of("göz yum*", "yumuyor") == 3
    assert letters_of("kınadı*/kınan*", "kınandı") == 4
    assert letters_of("güvensiz*", "güvensizlik") == 8
    assert letters_of("destek*", "yardım") == 0
