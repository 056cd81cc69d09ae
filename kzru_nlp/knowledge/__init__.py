"""What links the languages: actors, places and cue lexicons, kept as tables."""
