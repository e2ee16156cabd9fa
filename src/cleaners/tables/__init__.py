"""Rules as data: one subject a file, and nothing that runs."""
