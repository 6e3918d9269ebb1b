"""The shop as its owner set it up."""
