"""Backups of a profile in use, and their way back."""
