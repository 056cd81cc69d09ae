"""Sentence alignment of translations, two and three ways, and the audit of what a translation changed."""
