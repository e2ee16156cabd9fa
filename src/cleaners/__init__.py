"""HTML in, records out: ``clean`` and the records, nothing else is public."""
