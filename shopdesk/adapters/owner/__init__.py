"""The owner's own programs, folders and files."""
