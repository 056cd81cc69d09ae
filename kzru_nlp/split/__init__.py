"""Splitting: a `Source` to an `Article` whose units hold every character once."""
