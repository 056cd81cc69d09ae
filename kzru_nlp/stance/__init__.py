"""Who takes which stance toward whom: cues, roles, negation, factuality, voice."""
