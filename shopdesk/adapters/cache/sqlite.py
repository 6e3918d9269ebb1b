"""The `Cache` port on one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shopdesk.adapters.cache import forgetting, index, mails
from shopdesk.adapters.cache.file import CacheFile
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.rows import listed
from shopdesk.domain.guests.search import Wanted
from shopdesk.ports.cache import History, OlderMail, Said, Spot

_HELD = "SELECT low, done, total FROM progress WHERE address = ? AND folder = ? AND uidvalidity = ?"


class SqliteCache:
    """Older mail and the index. Damaged or of another version, it starts again, without a word."""

    def __init__(self, path: Path) -> None:
        """Open the file or make it, mode 0600."""
        self._file = CacheFile(path)

    def add(self, found: Sequence[OlderMail]) -> None:
        """Keep them and let them be found; one that is there already is passed over."""
        self._file.write(lambda db: mails.add(db, found))

    def add_stretch(
        self,
        found: Sequence[OlderMail],
        mailbox: str,
        folder: str,
        uidvalidity: int,
        history: History,
    ) -> None:
        """Keep a stretch of history and how far it goes, both or neither."""

        def work(db: Database) -> None:
            mails.add(db, found)
            _set_progress(db, mailbox, folder, uidvalidity, history)

        self._forget_others(mailbox, folder, uidvalidity)
        self._file.write(work)

    def with_address(self, email: str, limit: int) -> tuple[OlderMail, ...]:
        """The newest older mails from or to that address."""
        return self._file.run(lambda db: mails.with_address(db, email, limit))

    def older(self, number: int) -> OlderMail | None:
        """One of them; None when it is not there any more."""

        def work(db: Database) -> OlderMail | None:
            row = db.row("SELECT * FROM mail WHERE id = ?", number)
            return None if row is None else mails.read_closely(db, row)

        return self._file.run(work)

    def found(self, numbers: Sequence[int]) -> dict[int, OlderMail]:
        """Those of them that are there, by number; `new_text` may be empty."""
        sql = "SELECT m.* FROM json_each(?) AS w CROSS JOIN mail AS m ON m.id = w.value"
        return self._file.run(
            lambda db: {row["id"]: mails.read(db, row) for row in db.rows(sql, listed(numbers))}
        )

    def count(self) -> int:
        """How many there are."""
        return self._file.run(lambda db: db.number("SELECT count(*) FROM mail"))

    def uids(self, mailbox: str, folder: str, uidvalidity: int) -> frozenset[int]:
        """Where in a folder the mails lie that are kept."""
        sql = "SELECT uid FROM mail WHERE address = ? AND folder = ? AND uidvalidity = ?"
        return self._file.run(
            lambda db: frozenset(row["uid"] for row in db.rows(sql, mailbox, folder, uidvalidity))
        )

    def progress(self, mailbox: str, folder: str, uidvalidity: int) -> History | None:
        """How far history has been read; None before the start."""
        row = self._file.run(lambda db: db.row(_HELD, mailbox, folder, uidvalidity))
        return None if row is None else History(row["low"], row["done"], row["total"])

    def set_progress(self, mailbox: str, folder: str, uidvalidity: int, history: History) -> None:
        """Remember how far; mails under other UIDs are forgotten."""
        self._forget_others(mailbox, folder, uidvalidity)
        self._file.write(lambda db: _set_progress(db, mailbox, folder, uidvalidity, history))

    def indexed(self) -> int:
        """The highest number of a message in the records that can be found; 0 for none."""
        sql = "SELECT coalesce(max(message), 0) FROM filed"
        return self._file.run(lambda db: db.number(sql))

    def index(self, messages: Sequence[Said]) -> None:
        """Let messages of the records be found; one that can be is passed over."""

        def work(db: Database) -> None:
            for said in sorted(messages, key=lambda m: m.received):
                number = mails.next_id(db, said.received)
                added = db.execute(
                    "INSERT INTO filed VALUES (?, ?) ON CONFLICT (message) DO NOTHING",
                    number,
                    said.message,
                )
                if added.rowcount:
                    index.add(db, number, said.text)

        self._file.write(work)

    def find(self, wanted: Wanted, limit: int) -> tuple[Spot, ...]:
        """Where all the words stand: in a row first, then the newest first."""
        return self._file.run(lambda db: tuple(index.find(db, wanted, limit)))

    def forget(self, keys: Sequence[str]) -> int:
        """Forget all mail from and to these addresses (folded); how many there were."""
        return self._file.run(lambda db: forgetting.forget(db, keys))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _forget_others(self, mailbox: str, folder: str, uidvalidity: int) -> None:
        if self.progress(mailbox, folder, uidvalidity) is not None:
            return
        while self._file.write(lambda db: mails.forget(db, mailbox, folder, uidvalidity)):
            pass


def _set_progress(
    db: Database, mailbox: str, folder: str, uidvalidity: int, history: History
) -> None:
    db.execute(
        "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?, ?)",
        mailbox,
        folder,
        uidvalidity,
        history.low,
        history.done,
        history.of,
    )
