"""What to fetch from a mailbox, and in which order: new mail first, history behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from shopdesk.desk.desk import DeskThread
from shopdesk.desk.receive import Batch
from shopdesk.domain.settings import Settings
from shopdesk.ports.mail import Arrival, Folder, FolderState, Mailbox, Role
from shopdesk.ports.world import Clock

BATCH = 50
HISTORY_BATCH = 100
DAY = timedelta(days=1)
"""SINCE compares days in the server's zone: one more is asked for."""

Progress = Callable[[int, int], None]
"""Called with mails done and mails to do."""


class Intake:
    """Runs on the mailbox's thread; hands batches to the desk and waits until they are filed."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        mailbox: Mailbox,
        desk: DeskThread,
        clock: Clock,
        progress: Progress,
    ) -> None:
        self._settings = settings
        self._address = address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._progress = progress
        self._history: list[tuple[Folder, FolderState, list[int]]] = []

    def everything(self) -> None:
        """One complete pass, history included."""
        self.catch_up()
        while self.history():
            pass

    def catch_up(self) -> None:
        """After connecting: what came meanwhile, and how much history is still to be read."""
        self._history = []
        for folder in self._mailbox.folders():
            state = self._mailbox.state(folder)
            self._take_new(folder, state)
            older = self._older(folder, state)
            if older:
                self._history.append((folder, state, older))

    def new(self) -> None:
        """What came since the last look."""
        for folder in self._mailbox.folders():
            self._take_new(folder, self._mailbox.state(folder))

    def history(self) -> bool:
        """Read one batch of older mail into the cache; False when there is none left."""
        if not self._history:
            return False
        folder, state, uids = self._history[0]
        now, uids[:] = uids[:HISTORY_BATCH], uids[HISTORY_BATCH:]
        arrivals = tuple(self._mailbox.fetch(folder, now))
        lowest = min(now, default=0)

        validity = state.uidvalidity
        self._desk.call(lambda d: d.receive.history(arrivals))
        self._desk.call(
            lambda d: d.cache.set_progress(self._address, folder.name, validity, lowest)
        )
        if not uids:
            self._history.pop(0)
        return bool(self._history)

    def _take_new(self, folder: Folder, state: FolderState) -> None:
        cursor = self._desk.call(lambda d: d.records.cursor(self._address, folder.name))
        same = cursor is not None and cursor[0] == state.uidvalidity
        if cursor is not None and same:
            if state.uidnext <= cursor[1] + 1:
                return
            uids = self._mailbox.uids(folder, above=cursor[1])
        else:
            uids = self._first_look(folder)
        self._take(folder, state, uids, ascending=same)

    def _first_look(self, folder: Folder) -> tuple[int, ...]:
        """Never read before, or numbered anew: by date; what is known is known by its bytes."""
        newest = self._desk.call(lambda d: d.records.newest_received(self._address, folder.name))
        earliest = self._recorded_from()
        if newest is not None:
            earliest = max(earliest, newest - self._settings.backlog)
        return self._mailbox.uids(folder, since=(earliest - DAY).date())

    def _recorded_from(self) -> datetime:
        """Mail from then on is in the records; what is older is history."""
        now = self._clock.now().replace(microsecond=0)
        since = self._desk.call(lambda d: d.records.watching_since(self._address, now))
        return since - self._settings.backlog

    def _take(
        self, folder: Folder, state: FolderState, uids: tuple[int, ...], *, ascending: bool
    ) -> None:
        """In batches; the cursor follows each batch, or the whole where the newest come first."""
        order = uids if ascending else tuple(reversed(uids))
        top = max(uids, default=0)
        done = 0
        for arrivals in _batched(self._mailbox.fetch(folder, order), BATCH):
            done += len(arrivals)
            if any(a.place.uidvalidity != state.uidvalidity for a in arrivals):
                # Renumbered under our hands: nothing of this is believed, the next look is anew.
                return
            reached = max(a.place.uid for a in arrivals) if ascending else top
            self._deliver(folder, state, arrivals, reached, advance=ascending)
            if len(uids) > BATCH:
                self._progress(min(done, len(uids) - 1), len(uids))
        self._deliver(folder, state, (), max(top, state.uidnext - 1), advance=True)
        if len(uids) > BATCH:
            self._progress(len(uids), len(uids))

    def _deliver(
        self,
        folder: Folder,
        state: FolderState,
        arrivals: tuple[Arrival, ...],
        up_to: int,
        *,
        advance: bool,
    ) -> None:
        batch = Batch(
            self._address, folder.name, state.uidvalidity, up_to, arrivals, advance=advance
        )
        now = self._clock.now()
        self._desk.call(lambda d: d.receive.batch(batch, now))

    def _older(self, folder: Folder, state: FolderState) -> list[int]:
        """UIDs of the inbox's history that the cache does not hold yet, newest first."""
        if folder.role is not Role.INBOX:
            return []
        validity = state.uidvalidity
        low = self._desk.call(lambda d: d.cache.progress(self._address, folder.name, validity))
        # UIDs need not follow the dates: mails are moved about.
        recent = set(self._mailbox.uids(folder, since=(self._recorded_from() - DAY).date()))
        return [
            uid
            for uid in reversed(self._mailbox.uids(folder))
            if uid not in recent and (low is None or uid < low)
        ]


def _batched(arrivals: Iterable[Arrival], size: int) -> Iterator[tuple[Arrival, ...]]:
    iterator = iter(arrivals)
    while batch := tuple(islice(iterator, size)):
        yield batch
