"""Tokens in place of passwords."""
