"""Figures are reckoned, said, reported, and asked for by surveys."""
