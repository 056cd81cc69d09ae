"""Tagged sentences out to annotators, corrected ones back in, and how far two sets agree."""
