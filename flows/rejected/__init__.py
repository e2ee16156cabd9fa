"""What was rejected, and what becomes of it: looked at, decided, replayed, erased."""
