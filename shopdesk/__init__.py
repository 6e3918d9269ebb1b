"""A terminal inbox for the solo owner of an online shop."""

__version__ = "0.1.0"
