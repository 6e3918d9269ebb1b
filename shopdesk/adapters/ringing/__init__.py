"""Ways to be heard: the desktop, the terminal, the phone."""
