"""spaCy pipelines: configs become `Language` objects, components lay our stages over Docs."""
