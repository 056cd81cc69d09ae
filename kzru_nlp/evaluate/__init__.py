"""Scores of what the stages find, beside baselines and with 95 % intervals."""
