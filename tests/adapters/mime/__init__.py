"""Mails as bytes: what the reader and the writer must do with them."""
