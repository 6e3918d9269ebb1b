"""The whole way of a mail, on real servers."""
