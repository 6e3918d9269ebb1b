"""Tokens in place of passwords (OAuth 2.0, RFC 6749, 7636, 8252, 8628)."""
