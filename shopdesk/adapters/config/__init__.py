"""The settings file: TOML, a module for each of its tables."""
