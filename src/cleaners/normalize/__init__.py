"""One raw value -> one canonical value."""
