"""What comes in: one mail, what is new in it, and which conversation it belongs to."""
