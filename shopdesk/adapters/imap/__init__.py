"""Mailboxes by IMAP: one connection for commands, one that only waits for new mail."""

from shopdesk.adapters.imap.doorbell import ImapDoorbell
from shopdesk.adapters.imap.mailbox import ImapMailbox

__all__ = ["ImapDoorbell", "ImapMailbox"]
