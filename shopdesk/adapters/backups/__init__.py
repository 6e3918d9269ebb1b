"""The profile's backups."""
