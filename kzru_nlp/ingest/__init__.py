"""Readers: bytes of a file to a `Source`, its text untouched."""
