"""Backups by themselves, once a day, by whoever watches; and how one is put back."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.desk.events import Publish, Standing, Topic
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.shop.backup import Backup, Part, PutBack, is_due, outdated
from shopdesk.ports.backup import Backups, Progress, Restores
from shopdesk.ports.world import Clock, Lease
from shopdesk.words import _

FIRST_S = 10.0
"""After a start everything else comes first."""
EVERY_S = 600.0
"""Between two looks whether the day has its backup."""
LAST_S = 2.0

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The program ends: a backup that is not ready is none."""


def keep_up(backups: Backups, now: datetime, zone: ZoneInfo, progress: Progress) -> Backup | None:
    """The day's backup, if it is still due; after it, what is outdated goes.

    Raises `RecordsError`; the older ones are all there then.
    """
    sound = [b for b in backups.all() if not b.trouble and Part.RECORDS in b.parts]
    if not is_due((b.made for b in sound), now, zone):
        return None
    made = backups.make(now, progress)
    rotate(backups, zone)
    return made


def rotate(backups: Backups, zone: ZoneInfo) -> None:
    """Delete what is outdated; what cannot be read is not ours to judge."""
    sound = [b for b in backups.all() if not b.trouble]
    gone = outdated([b.made for b in sound], zone)
    for backup in sound:
        if backup.made in gone:
            backups.remove(backup)


def put_back(
    restores: Restores,
    lease: Lease,
    backup: Backup,
    parts: tuple[Part, ...],
    now: datetime,
    progress: Progress,
) -> PutBack:
    """Restore; raises `RecordsError` while a board or `watch` works on the profile."""
    if not lease.take():
        lease.release()
        raise RecordsError(
            _("A board or `shopdesk watch` is open on this profile. Close it, then restore.")
        )
    try:
        return restores.put_back(backup, parts, now, progress)
    finally:
        lease.release()


class BackupKeeper:
    """A thread of its own while the lease is ours."""

    def __init__(self, backups: Backups, clock: Clock, zone: ZoneInfo, publish: Publish) -> None:
        self._backups = backups
        self._clock = clock
        self._zone = zone
        self._publish = publish
        self._told = ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end, in the middle of a backup too."""
        self._stopping.set()

    def join(self) -> None:
        """Wait for the end, for a while."""
        self._thread.join(LAST_S)

    def _run(self) -> None:
        pause = FIRST_S
        while not self._stopping.wait(pause):
            pause = EVERY_S
            try:
                self._once()
            except _Stopped:
                return
            except Exception as error:  # noqa: BLE001 - the worker's outermost edge
                _log.exception("the backup failed")
                self._say(error)

    def _once(self) -> None:
        if keep_up(self._backups, self._clock.now(), self._zone, self._going) is not None:
            _log.info("backed up")
        self._tell("")

    def _say(self, error: Exception) -> None:
        why = str(error) if isinstance(error, RecordsError) else type(error).__name__
        self._tell(_("Today's backup could not be made: {why}").format(why=why))

    def _tell(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            self._publish(Standing(Topic.BACKUP, sentence))

    def _going(self, _done: float) -> None:
        if self._stopping.is_set():
            raise _Stopped
