"""Older mail: read behind everything else, the newest first, from where it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Publish, Trouble
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.errors import RecordsError, ServerRefused
from shopdesk.ports.cache import History, Shelver, Stretch, Unread
from shopdesk.ports.mail import Folder, Mailbox, Role

BATCH = 500
"""Mails of a stretch: what is taken in between two looks for new ones."""
READ_BYTES = 64 * 1024
"""Of each mail: its texts come first, and pictures need not be fetched to be found."""
Shelves = Callable[[int], Shelver]
"""Makes what about so many mails are put away with."""
Progress = Callable[[int, int], None]
"""Called with mails done and mails to do."""


class OlderMails:
    """One mailbox's history. Runs on the mailbox's thread; the desk hears of it only in trouble."""

    def __init__(
        self,
        address: str,
        mailbox: Mailbox,
        desk: DeskThread,
        shelves: Shelves,
        publish: Publish,
        progress: Progress,
    ) -> None:
        self._address = address
        self._mailbox = mailbox
        self._desk = desk
        self._shelves = shelves
        self._publish = publish
        self._progress = progress
        self._shelver: Shelver | None = None
        self._todo: Iterator[Stretch] | None = None
        self._behind = 0
        self._given_up = False

    def begin(self, recorded_from: Callable[[], date]) -> None:
        """A new connection: go on where it was left, with all that came before `recorded_from`."""
        self.close()
        if not self._given_up:
            self._todo = self._stretches(recorded_from)
            behind = self._desk.call(lambda d: d.records.last_message() - d.cache.indexed())
            # a few are added by who looks for something
            self._behind = behind if behind > BATCH else 0

    def step(self) -> bool:
        """Put one stretch away; False when none is left."""
        if self._todo is None:
            return False
        try:
            self._desk.call(lambda d: d.records.need_room())
            if self._behind:
                self._behind = self._shelf(self._behind).index_records()
                return True
            stretch = next(self._todo, None)
            if stretch is not None:
                self._keep_aside(self._shelf(stretch.history.of).shelve(stretch))
                self._progress(stretch.history.done, stretch.history.of)
                return True
        except RecordsError as error:
            self._give_up(error)
        self.close()
        return False

    def close(self) -> None:
        """Finish what is begun, and stop; what is not kept by then is read again."""
        self._todo = None
        shelver, self._shelver = self._shelver, None
        if shelver is None:
            return
        try:
            if not self._given_up:
                self._keep_aside(shelver.settle())
        except RecordsError as error:
            self._give_up(error)
        finally:
            shelver.close()

    def _give_up(self, error: RecordsError) -> None:
        """The alarms do not depend on it: say it once, and try again at the next start."""
        self._given_up = True
        self._publish(Trouble(str(error)))

    def _shelf(self, mails: int) -> Shelver:
        if self._shelver is None:
            self._shelver = self._shelves(mails)
        return self._shelver

    def _stretches(self, recorded_from: Callable[[], date]) -> Iterator[Stretch]:
        for folder in self._mailbox.folders():
            if folder.role is not Role.INBOX:
                continue
            try:
                yield from self._of_folder(folder, recorded_from)
            except ServerRefused as error:
                # a folder that is refused for good is told of where new mail is looked for
                if error.passing:
                    raise

    def _of_folder(self, folder: Folder, recorded_from: Callable[[], date]) -> Iterator[Stretch]:
        name, validity = folder.name, self._mailbox.state(folder).uidvalidity
        known = self._desk.call(lambda d: d.cache.progress(self._address, name, validity))
        if known is not None and known.complete:
            return
        # UIDs need not follow the dates: mails are moved about.
        recent = set(self._mailbox.uids(folder, since=recorded_from()))
        low = known.low if known is not None else None
        uids = [
            uid
            for uid in reversed(self._mailbox.uids(folder))
            if uid not in recent and (low is None or uid < low)
        ]
        done = known.done if known is not None else 0
        total = done + len(uids)
        for batch in _batched(uids, BATCH):
            arrivals = tuple(self._mailbox.fetch(folder, batch, first=READ_BYTES))
            done += len(batch)
            history = History(batch[-1], done, total)
            yield Stretch(self._address, name, validity, history, arrivals)
        if not uids:
            nothing = History(low or 0, total, total)
            yield Stretch(self._address, name, validity, nothing, ())

    def _keep_aside(self, unread: Sequence[Unread]) -> None:
        for one in unread:
            self._desk.call(partial(_keep_aside, unread=one))


def _keep_aside(desk: Desk, unread: Unread) -> None:
    desk.receive.keep_aside(unread.arrival, unread.why)


def _batched(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), size):
        yield uids[start : start + size]
