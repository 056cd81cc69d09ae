"""The tables of a run in the formats of other tools, written from the tables alone."""
