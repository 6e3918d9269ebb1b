"""Whether every mail on the server is something to us: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from shopdesk.desk.desk import Desk
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import Folder, Mailbox, Role
from shopdesk.ports.world import Clock

DAY = timedelta(days=1)
"""SINCE compares days in the server's zone: one more is asked for."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One mailbox's watched folders, mail by mail."""

    mailbox: str
    """Its address."""
    server: int
    """Mails that the server holds."""
    states: Mapping[str, int]
    """How many are open, answered, closed, backlog, automatic, quarantined or history."""
    coming: int
    """Older mail that history has still to be read from."""
    new: tuple[Place, ...]
    """Came since anybody looked."""
    missing: tuple[Place, ...]
    """Were passed over, for no reason that is known."""

    @property
    def adds_up(self) -> bool:
        """Whether every mail is something to us."""
        return not self.new and not self.missing


@dataclass(slots=True)
class _Sum:
    server: int = 0
    states: Counter[str] = field(default_factory=Counter)
    coming: int = 0
    new: list[Place] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What we have of a folder."""

    lying: Mapping[int, str]
    history: frozenset[int]
    taken: int | None
    """The last UID that was taken in; None for a folder that was never read."""
    low: int | None
    """How far down history was read."""


class Reconcile:
    """Compares an open mailbox with the records; changes nothing in either."""

    def __init__(self, settings: Settings, desk: DeskThread, clock: Clock) -> None:
        self._settings = settings
        self._desk = desk
        self._clock = clock

    def mailbox(self, address: str, mailbox: Mailbox) -> Reckoning:
        """Raises `ServerError`."""
        found = _Sum()
        for folder in mailbox.folders():
            if folder.role is Role.INBOX:
                self._folder(address, mailbox, folder, found)
        return Reckoning(
            mailbox=address,
            server=found.server,
            states=found.states,
            coming=found.coming,
            new=tuple(found.new),
            missing=tuple(found.missing),
        )

    def _folder(self, address: str, mailbox: Mailbox, folder: Folder, found: _Sum) -> None:
        validity = mailbox.state(folder).uidvalidity
        uids = mailbox.uids(folder)
        known = self._desk.call(lambda desk: _known(desk, address, folder.name, validity))
        found.server += len(uids)
        rest = []
        for uid in uids:
            if uid in known.lying:
                found.states[known.lying[uid]] += 1
            elif uid in known.history:
                found.states["history"] += 1
            else:
                rest.append(uid)
        older = self._older(address, mailbox, folder, known) if rest else frozenset()
        for uid in rest:
            if uid in older:
                found.coming += 1
            elif known.taken is None or uid > known.taken:
                found.new.append(Place(address, folder.name, validity, uid))
            else:
                found.missing.append(Place(address, folder.name, validity, uid))

    def _older(
        self, address: str, mailbox: Mailbox, folder: Folder, known: _Known
    ) -> frozenset[int]:
        """UIDs that history has still to come to, as the watch reads it."""
        if known.taken is None:
            return frozenset()
        now = self._clock.now()
        since = self._desk.call(lambda desk: desk.records.watching_since(address, now))
        day = (since - self._settings.backlog - DAY).date()
        recent = frozenset(mailbox.uids(folder, since=day))
        return frozenset(
            uid
            for uid in mailbox.uids(folder)
            if uid not in recent and (known.low is None or uid < known.low)
        )


def _known(desk: Desk, address: str, folder: str, uidvalidity: int) -> _Known:
    cursor = desk.records.cursor(address, folder)
    same = cursor is not None and cursor[0] == uidvalidity
    history = desk.cache.progress(address, folder, uidvalidity)
    return _Known(
        lying=desk.records.lying(address, folder, uidvalidity),
        history=desk.cache.uids(address, folder, uidvalidity),
        taken=cursor[1] if cursor is not None and same else None,
        low=history.low if history is not None else None,
    )
