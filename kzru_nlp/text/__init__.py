"""Tokens, sentences, lemmas and numbers of cleaned text."""
