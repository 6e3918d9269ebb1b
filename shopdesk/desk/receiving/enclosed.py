"""The files and the page of a message, from its kept bytes."""

from __future__ import annotations

from shopdesk.domain.mail.message import Attachment
from shopdesk.ports.mail import MailReader
from shopdesk.ports.records import Records


class Enclosed:
    """Reads; all methods raise `UnreadableMail`."""

    def __init__(self, records: Records, reader: MailReader) -> None:
        self._records = records
        self._reader = reader

    def file(self, message: int, nth: int) -> tuple[Attachment, bytes]:
        """The file of that place in `Message.attachments`."""
        return self._reader.attachments(self._records.raw(message))[nth]

    def page(self, message: int) -> str | None:
        """Its HTML, safe for a browser; None where it has none."""
        return self._reader.html(self._records.raw(message))
