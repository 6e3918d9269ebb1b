"""What the server takes for spam is looked through for customers; runs on the mailbox's thread."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from shopdesk.desk.events import Publish, Trouble
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.intake import DAY
from shopdesk.domain.errors import ServerRefused
from shopdesk.ports.mail import Folder, Mailbox
from shopdesk.ports.world import Clock

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk

EVERY_S = 300.0
LOOKS_BACK = 3 * DAY
MOST = 200
"""So many mails at a look, the newest: a flood of spam holds nothing up."""
ENOUGH = 64 * 1024
"""Bytes of each: its header and the beginning of its text."""


class JunkWatch:
    """Tells of mails of known customers, and of those that name an order; moves nothing."""

    def __init__(
        self, address: str, mailbox: Mailbox, desk: DeskThread, clock: Clock, publish: Publish
    ) -> None:
        self._address = address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._publish = publish
        self._again = 0.0
        self._seen: dict[tuple[str, int], int] = {}
        """The highest UID that was looked at, by folder and UIDVALIDITY."""

    def look(self) -> None:
        """Look, unless that was done lately. Raises `ServerError`."""
        if monotonic() < self._again:
            return
        for folder in self._mailbox.junk():
            try:
                self._look_into(folder)
            except ServerRefused:
                # one that cannot be opened is the server's affair
                continue
        self._again = monotonic() + EVERY_S

    def _look_into(self, folder: Folder) -> None:
        place = (folder.name, self._mailbox.state(folder).uidvalidity)
        above = self._seen.get(place, 0)
        since = (self._clock.now() - LOOKS_BACK).date()
        uids = self._mailbox.uids(folder, above=above, since=since)
        for arrival in self._mailbox.fetch(folder, uids[-MOST:], first=ENOUGH):
            said = self._desk.call(partial(self._told, arrival.raw, folder.name))
            if said:
                self._publish(Trouble(said))
        if uids:
            self._seen[place] = uids[-1]

    def _told(self, raw: bytes, folder: str, desk: Desk) -> str:
        return desk.strays.told(self._address, raw, folder)
