"""Answers are written, looked at once more, and sent from the outbox."""
