"""The profile's folder and files."""
