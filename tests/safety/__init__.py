"""The safety table: each row a test that drives the real program."""
