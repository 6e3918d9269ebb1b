"""Setting up, whoever asks the questions."""
