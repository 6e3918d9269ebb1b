"""A look at a server and its clock, over a connection of its own; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shopdesk.adapters.imap.connecting import connect, sign_in
from shopdesk.adapters.imap.errors import explained
from shopdesk.adapters.imap.fetching import head, rows
from shopdesk.domain.shop.settings import MailboxSettings


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen."""

    offered: frozenset[str]
    """Capabilities, in capitals."""
    newest: datetime | None
    """INTERNALDATE of the newest mail; None in an empty folder."""


def look(box: MailboxSettings, secret: Callable[[], str], timeout_s: float = 15) -> Look:
    """Into the first watched folder; raises `ServerError` or `SecretMissing`."""
    with explained(box.imap, timeout_s):
        connection = connect(box.imap, box.ca_file, timeout_s)
        try:
            sign_in(connection, box.imap, secret, timeout_s)
            offered = connection.offered()
            there = connection.select_folder(box.folders[0], readonly=True)
            newest = None
            if there.get(b"EXISTS"):
                answer = connection.uid_command("FETCH", "*", "(UID INTERNALDATE)")
                dates = [head(row).received for row in rows(answer).values()]
                newest = max((at for at in dates if at is not None), default=None)
            connection.leave()
        finally:
            connection.drop()
    return Look(offered, newest)
