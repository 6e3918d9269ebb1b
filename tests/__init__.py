"""Tests of shopdesk; `python -m tests` runs them with every other check."""
