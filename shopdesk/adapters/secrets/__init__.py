"""Passwords and tokens: found, and put away."""
