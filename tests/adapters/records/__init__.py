"""Tests of the records: one contract for every way to open them, then the file itself."""
