"""The envelope of a mail: who sends it to whom, in the form that SMTP takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING

from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.settings import Server
from shopdesk.words import _

if TYPE_CHECKING:
    from aiosmtplib import SMTP

_UNUSABLE = re.compile(r"[\x00-\x20\x7f-\x9f<>\u2028\u2029]")
# The two IDNA standards disagree on these (UTS 46, section 7): encoded by the older one, which is
# all that the standard library has, the mail would go to somebody else's domain.
_DISPUTED = re.compile("[ßẞς\u200c\u200d]")
_BUSY = 421


@dataclass(frozen=True, slots=True)
class Envelope:
    """What SMTP is told before the mail itself."""

    sender: str
    """MAIL FROM, without brackets."""
    recipients: tuple[str, ...]
    """RCPT TO, without brackets."""
    size: int
    """Of the mail, in bytes."""
    international: bool
    """The server must know SMTPUTF8 (RFC 6531): an address or a header field is not ASCII."""
    eight_bit: bool
    """The mail is not all ASCII."""

    @classmethod
    def of(cls, dispatch: Dispatch) -> Envelope:
        """The reply's envelope; raises `ServerRefused` for an address that cannot be used."""
        if not dispatch.recipients:
            raise ServerRefused(_("This answer has no recipient. Add the customer's address."))
        # without a sender nobody is told of a failure (RFC 5321, 4.5.5)
        sender = _deliverable(dispatch.sender) if dispatch.sender else ""
        recipients = tuple(dict.fromkeys(_deliverable(r) for r in dispatch.recipients))
        header = dispatch.raw.partition(b"\r\n\r\n")[0]
        ascii_only = "".join((sender, *recipients)).isascii() and header.isascii()
        return cls(
            sender, recipients, len(dispatch.raw), not ascii_only, not dispatch.raw.isascii()
        )

    async def present(self, client: SMTP, server: Server) -> tuple[str, ...]:
        """Tell the server; returns the recipients that it refused when it took others.

        Raises `ServerRefused` when it took none or cannot take such a mail, and what aiosmtplib
        raises for everything else.
        """
        from aiosmtplib import SMTPRecipientRefused

        from shopdesk.adapters.smtp import errors as smtp_errors

        encoding = "utf-8" if self.international else "ascii"
        await client.mail(self.sender, options=self._options(client, server), encoding=encoding)
        refused: list[SMTPRecipientRefused] = []
        for recipient in self.recipients:
            try:
                await client.rcpt(recipient, encoding=encoding)
            except SMTPRecipientRefused as error:
                if error.code == _BUSY:
                    raise
                refused.append(error)
        if len(refused) == len(self.recipients):
            raise smtp_errors.refused_recipients(refused, server) from refused[0]
        return tuple(error.recipient for error in refused)

    def _options(self, client: SMTP, server: Server) -> list[str]:
        from shopdesk.adapters.smtp import errors as smtp_errors

        options = []
        if client.supports_extension("size"):
            limit = client.esmtp_extensions["size"].strip()
            # RFC 1870: 0 or nothing means no fixed limit
            if limit.isdecimal() and 0 < int(limit) < self.size:
                raise smtp_errors.mail_too_large(server, self.size, int(limit))
            options.append(f"SIZE={self.size}")
        if self.international:
            if not client.supports_extension("smtputf8"):
                raise smtp_errors.not_international(server)
            options.append("SMTPUTF8")
        # Without 8BITMIME the bytes go out as they are: no server that is still alive minds.
        if self.eight_bit and client.supports_extension("8bitmime"):
            options.append("BODY=8BITMIME")
        return options


def _deliverable(address: str) -> str:
    """The bare address, its domain in ASCII where that changes nothing."""
    local, at, domain = address.rpartition("@")
    if not (local and domain) or _UNUSABLE.search(address) or parseaddr(address)[1] != address:
        raise ServerRefused(
            _("{address} is not an address that mail can go to. Correct it and send again.").format(
                address=plain(address)
            )
        )
    if domain.isascii() or _DISPUTED.search(domain):
        return address
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
