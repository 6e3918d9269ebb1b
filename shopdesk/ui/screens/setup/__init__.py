"""Setting up, one screen a step. Nothing of it is loaded when the board opens."""
