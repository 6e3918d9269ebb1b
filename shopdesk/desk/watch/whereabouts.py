"""Whether waiting messages still lie where they lay; runs on the mailbox's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from time import monotonic

from shopdesk.desk.thread import DeskThread
from shopdesk.domain.errors import ServerRefused
from shopdesk.ports.mail import Folder, Mailbox, Role
from shopdesk.ports.whereabouts import Lying
from shopdesk.ports.world import Clock

SHORTEST_S = 2.0
SHARE = 20
"""A look that took long is not repeated before so many times that time: the watch comes first."""
AWAY_EVERY_S = 300.0
"""How often folders are looked into that are not watched."""
SOUGHT_AT_ONCE = 10
LOOKS = 2
"""What was not found so many times is gone: servers may show it late in its new place."""
SECOND_LOOK_S = 15.0


class Whereabouts:
    """Finds again what the phone or a rule of the server moved."""

    def __init__(self, address: str, mailbox: Mailbox, desk: DeskThread, clock: Clock) -> None:
        self._address = address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._again = 0.0
        self._away_again = 0.0
        self._missed: Counter[int] = Counter()
        self._put_off = False

    def pause(self, longest_s: float) -> float:
        """Seconds until a look is due that was put off, or a second one."""
        if self._put_off:
            return max(self._again - monotonic(), 0.0)
        return min(longest_s, SECOND_LOOK_S) if self._missed else longest_s

    def look(self) -> None:
        """Look, unless that was done just now. Raises `ServerError`."""
        begun = monotonic()
        self._put_off = begun < self._again
        if self._put_off:
            return
        waiting = self._desk.call(lambda d: d.moved.waiting(self._address))
        gone = self._gone(waiting) if waiting else []
        if gone:
            self._seek(gone[:SOUGHT_AT_ONCE])
        self._again = monotonic() + max(SHORTEST_S, SHARE * (monotonic() - begun))

    def _gone(self, waiting: Sequence[Lying]) -> list[Lying]:
        watched = {folder.name for folder in self._mailbox.folders()}
        away = monotonic() >= self._away_again
        if away:
            self._away_again = monotonic() + AWAY_EVERY_S
        gone: list[Lying] = []
        for name, group in groupby(waiting, key=lambda lying: lying.place.folder):
            if name in watched or away:
                gone += self._gone_from(Folder(name, Role.INBOX), list(group))
        return gone

    def _gone_from(self, folder: Folder, waiting: list[Lying]) -> list[Lying]:
        try:
            validity = self._mailbox.state(folder).uidvalidity
            here = [lying.place.uid for lying in waiting if lying.place.uidvalidity == validity]
            flags = self._mailbox.flags(folder, here) if here else {}
        except ServerRefused:
            # the folder itself was renamed or deleted
            return waiting
        return [
            lying
            for lying in waiting
            if lying.place.uidvalidity != validity or lying.place.uid not in flags
        ]

    def _seek(self, gone: Sequence[Lying]) -> None:
        found = self._mailbox.seek([lying.message_id for lying in gone if lying.message_id])
        places = {m.message: found[m.message_id] for m in gone if m.message_id in found}
        now = self._clock.now()
        if places:
            self._desk.call(lambda d: d.moved.found(places, now))
        for lying in gone:
            if lying.message in places:
                del self._missed[lying.message]
                continue
            self._missed[lying.message] += 1
            if self._missed[lying.message] >= LOOKS:
                del self._missed[lying.message]
                self._desk.call(lambda d, id=lying.message: d.moved.lost(id))  # type: ignore[misc]
