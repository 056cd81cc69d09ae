"""One article in, tables out."""
