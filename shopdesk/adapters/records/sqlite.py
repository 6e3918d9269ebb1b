"""The records in one SQLite file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from shopdesk.adapters.records.answered import Answered
from shopdesk.adapters.records.board import Board
from shopdesk.adapters.records.conversations import Conversations
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.deeds import Deeds
from shopdesk.adapters.records.lessons import Lessons
from shopdesk.adapters.records.mailboxes import Mailboxes
from shopdesk.adapters.records.messages import Messages
from shopdesk.adapters.records.migrations import migrate, steps
from shopdesk.adapters.records.outbox import Outbox
from shopdesk.adapters.records.threads import Threads
from shopdesk.adapters.records.waits import Waits


class SqliteRecords(
    Mailboxes, Messages, Conversations, Threads, Waits, Board, Outbox, Answered, Deeds, Lessons
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

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nested use joins the outer one."""
        return self._db.transaction()

    def change(self) -> int:
        """A number that differs whenever anybody, this process too, has written."""
        return self._db.change()

    def problems(self) -> tuple[str, ...]:
        """What SQLite's quick check finds wrong with the file; empty when it is sound."""
        return self._db.problems()

    def close(self) -> None:
        """Close the files."""
        self._db.close()
