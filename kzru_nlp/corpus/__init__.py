"""The annotated corpus: its markup, its stand-off form, its checks."""
