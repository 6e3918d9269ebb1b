"""Exports of shops and marketplaces."""

from shopdesk.adapters.orders.files import ExportFiles

__all__ = ["ExportFiles"]
