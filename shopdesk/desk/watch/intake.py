"""What to fetch from a mailbox and when: all that came since the last look, then the flags."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice

from shopdesk.desk.receiving.incoming import ANSWERED_FLAG
from shopdesk.desk.receiving.receive import Batch
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import Arrival, Folder, FolderState, Mailbox, Role
from shopdesk.ports.world import Clock

BATCH = 5
"""Mails in one transaction: while one is made, the owner's keys wait."""
MANY = 50
"""From so many mails on it is told how far they are taken in."""
LONGEST_BREATH_S = 0.1
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
        self.refused: tuple[tuple[Folder, ServerRefused], ...] = ()
        """Folders that could not be read in the last pass, while others could."""
        self._flags_seen: datetime | None = None

    def catch_up(self) -> None:
        """After connecting: what came meanwhile."""
        self._in_each_folder(self._take_new)
        self._flags()

    def new(self) -> None:
        """What came since the last look; at each poll also what is called answered by now."""
        self._in_each_folder(self._take_new)
        # a doorbell that rings often must neither cost a look each time nor put it off for ever
        seen = self._flags_seen
        if seen is None or abs(self._clock.now() - seen) >= self._settings.poll:
            self._flags()

    def _flags(self) -> None:
        """See which of the waiting messages another program has answered."""
        now = self._flags_seen = self._clock.now()
        waiting = self._desk.call(lambda d: d.flagged.places(self._address))
        if not waiting:
            return
        folders = {f.name: f for f in self._mailbox.folders() if f.role is Role.INBOX}
        answered = []
        for name, group in groupby(waiting, key=lambda found: found[1].folder):
            if name not in folders:
                continue
            validity = self._mailbox.state(folders[name]).uidvalidity
            lies = {place.uid: m for m, place in group if place.uidvalidity == validity}
            flags = self._mailbox.flags(folders[name], sorted(lies)) if lies else {}
            answered += [lies[uid] for uid, of in flags.items() if ANSWERED_FLAG in of]
        if answered:
            self._desk.call(lambda d: d.flagged.take(answered, now))

    def _in_each_folder(self, work: Callable[[Folder], None]) -> None:
        """One folder that is refused for good must not hide the others; see `refused`."""
        refused, read = list[tuple[Folder, ServerRefused]](), 0
        for folder in self._mailbox.folders():
            try:
                work(folder)
                read += folder.role is Role.INBOX
            except ServerRefused as error:
                if error.passing:
                    raise
                refused.append((folder, error))
        if refused and not read:
            raise refused[0][1]
        self.refused = tuple(refused)

    def _take_new(self, folder: Folder) -> None:
        state = self._mailbox.state(folder)
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
        earliest = self.recorded_from()
        if newest is not None:
            earliest = max(earliest, newest - self._settings.backlog)
        return self._mailbox.uids(folder, since=(earliest - DAY).date())

    def recorded_from(self) -> datetime:
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
            took_s = self._deliver(folder, state, arrivals, reached, advance=ascending)
            if len(uids) > MANY:
                self._progress(min(done, len(uids) - 1), len(uids))
                # the screen shares the processor with us: half of the time is the owner's
                time.sleep(min(took_s, LONGEST_BREATH_S))
        self._deliver(folder, state, (), max(top, state.uidnext - 1), advance=True)
        if len(uids) > MANY:
            self._progress(len(uids), len(uids))

    def _deliver(
        self,
        folder: Folder,
        state: FolderState,
        arrivals: tuple[Arrival, ...],
        up_to: int,
        *,
        advance: bool,
    ) -> float:
        """Returns how many seconds it took."""
        begun = time.monotonic()
        batch = Batch(
            self._address, folder.name, state.uidvalidity, up_to, arrivals, advance=advance
        )
        now = self._clock.now()
        self._desk.call(lambda d: d.receive.batch(batch, now))
        return time.monotonic() - begun


def _batched(arrivals: Iterable[Arrival], size: int) -> Iterator[tuple[Arrival, ...]]:
    iterator = iter(arrivals)
    while batch := tuple(islice(iterator, size)):
        yield batch
