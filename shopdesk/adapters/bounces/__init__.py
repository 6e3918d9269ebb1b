"""Mails that came back."""

from shopdesk.adapters.bounces.reader import BounceReader

__all__ = ["BounceReader"]
