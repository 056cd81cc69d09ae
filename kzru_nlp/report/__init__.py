"""The static report: what a scholar reads, offline, in any browser."""
