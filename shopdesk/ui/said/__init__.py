"""What is shown, in words."""
