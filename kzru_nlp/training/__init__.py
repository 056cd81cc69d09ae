"""Fitting the models that the package ships from the corpus: deterministic, in minutes, by a named command."""
