"""What a screen wants done: posted upwards, carried out by the app's flows."""
