"""The port `MailTrial`: signs in as the desk will, and changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.errors import SecretMissing, ServerError
from shopdesk.domain.shop.settings import MailboxSettings
from shopdesk.ports.setup import Trial

_TIMEOUT_S = 15.0


class SignInTrial:
    """Each over a connection of its own."""

    def imap(self, box: MailboxSettings, secret: Callable[[], str]) -> Trial:
        """Looks into the first folder, too."""
        mailbox = ImapMailbox(box, secret, timeout_s=_TIMEOUT_S)
        try:
            mailbox.open()
            folder = mailbox.folders()[0]
            return Trial(mails=mailbox.state(folder).exists)
        except (ServerError, SecretMissing) as error:
            return Trial(str(error))
        finally:
            mailbox.close()

    def smtp(self, box: MailboxSettings, secret: Callable[[], str]) -> Trial:
        """Sends nothing."""
        sender = SmtpSender(box, secret, timeout_s=_TIMEOUT_S)
        try:
            asyncio.run(sender.check())
        except (ServerError, SecretMissing) as error:
            return Trial(str(error))
        return Trial()
