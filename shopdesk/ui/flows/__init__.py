"""What takes more than one screen."""
