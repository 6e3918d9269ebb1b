"""Mails as bytes, read and written."""

from shopdesk.adapters.mime.reader import MimeReader
from shopdesk.adapters.mime.writer import MimeWriter

__all__ = ["MimeReader", "MimeWriter"]
