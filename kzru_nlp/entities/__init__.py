"""Finds names, dates and amounts in analysed text and says who or what they are."""
