from kzru_nlp.stance.patterns import Form, PatternIndex


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
