"""What the desk asks of the outside world; adapters answer. No adapter is known here."""
