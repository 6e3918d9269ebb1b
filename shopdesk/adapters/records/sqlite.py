"""The records in one SQLite file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from shopdesk.adapters.profile.disk import ProfileDisk
from shopdesk.adapters.records.acknowledgements import Acknowledgements
from shopdesk.adapters.records.alarms import Alarms
from shopdesk.adapters.records.answered import Answered
from shopdesk.adapters.records.board import Board
from shopdesk.adapters.records.campaigns import Campaigns
from shopdesk.adapters.records.coaching import Coaching
from shopdesk.adapters.records.conversations import Conversations
from shopdesk.adapters.records.credit import Credit
from shopdesk.adapters.records.customers import Customers
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.deeds import Deeds
from shopdesk.adapters.records.deliveries import Deliveries
from shopdesk.adapters.records.figures import Figures
from shopdesk.adapters.records.flagged import Flagged
from shopdesk.adapters.records.incidents import Incidents
from shopdesk.adapters.records.leaving import Leaving
from shopdesk.adapters.records.lessons import Lessons
from shopdesk.adapters.records.mailboxes import Mailboxes
from shopdesk.adapters.records.messages import Messages
from shopdesk.adapters.records.migrations import migrate, steps
from shopdesk.adapters.records.notes import Notes
from shopdesk.adapters.records.order_reading import OrderReading
from shopdesk.adapters.records.orders import Orders
from shopdesk.adapters.records.outbox import Outbox
from shopdesk.adapters.records.perks import Perks
from shopdesk.adapters.records.privacy import Privacy
from shopdesk.adapters.records.quarantine import Quarantine
from shopdesk.adapters.records.quiet import Quiet
from shopdesk.adapters.records.recovery import Recovery
from shopdesk.adapters.records.reminders import Reminders
from shopdesk.adapters.records.returns import Returns
from shopdesk.adapters.records.search import Search
from shopdesk.adapters.records.surveys import Surveys
from shopdesk.adapters.records.threads import Threads
from shopdesk.adapters.records.wait_records import WaitRecords
from shopdesk.adapters.records.waits import Waits
from shopdesk.adapters.records.weekly import WeeklyReports
from shopdesk.adapters.records.whereabouts import Whereabouts


class SqliteRecords(
    Mailboxes,
    Messages,
    Conversations,
    Threads,
    Waits,
    Alarms,
    Board,
    Outbox,
    Leaving,
    Quarantine,
    Answered,
    Deeds,
    Lessons,
    Figures,
    Coaching,
    Quiet,
    Flagged,
    Acknowledgements,
    Reminders,
    WaitRecords,
    Whereabouts,
    Privacy,
    Returns,
    Credit,
    Perks,
    Incidents,
    Recovery,
    Campaigns,
    Surveys,
    Deliveries,
    WeeklyReports,
    Orders,
    OrderReading,
    Customers,
    Notes,
    Search,
):
    """What only we know, durable: on the disk when a transaction ends.

    Any number of processes and threads may have the same file open, each its own object. Instants
    and durations are kept to the millisecond.
    """

    def __init__(self, path: Path) -> None:
        """Open the file or make it, mode 0600; an older version is brought up to date.

        Raises `RecordsError` for a file that is damaged, foreign or of a newer shopdesk.
        """
        database = Database(path)
        try:
            migrate(database, steps())
        except BaseException:
            database.close()
            raise
        super().__init__(database)
        self._disk = ProfileDisk(path.parent)

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nested use joins the outer one."""
        return self._db.transaction()

    def need_room(self) -> None:
        """Raises `DiskFull` where too little is left on the disk to take on new work."""
        self._disk.need_room()

    def only_show(self, only: bool) -> None:
        """Whether every change raises `OnlyShows` from now on."""
        self._db.only_show(only)

    def change(self) -> int:
        """A number that differs whenever anybody, this process too, has written."""
        return self._db.change()

    def problems(self, within_s: float | None = None) -> tuple[str, ...]:
        """What SQLite's quick check finds wrong with the file; empty when it is sound.

        After `within_s` seconds the look ends; what it did not come to counts as sound.
        """
        return self._db.problems(within_s)

    def close(self) -> None:
        """Close the files."""
        self._db.close()
