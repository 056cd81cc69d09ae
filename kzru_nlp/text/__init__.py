"""Tokens, sentences and lemmas of cleaned text."""
