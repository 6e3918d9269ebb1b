"""Takes a person's older mail out, and every word of it out of the index."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.adapters.cache import index, mails
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.rows import listed

AT_ONCE = 500
"""Mails that go into the index anew in one transaction."""


def forget(db: Database, keys: Sequence[str]) -> int:
    """Forget the mails from and to these addresses (folded); how many there were.

    The index keeps deleted words until its parts are merged: it is made anew. The records'
    messages come back into it at the next start.
    """
    db.execute("PRAGMA secure_delete = ON").fetchall()
    with db.transaction():
        gone = db.execute(
            """
            DELETE FROM mail WHERE id IN (SELECT mail_id FROM mail_address
                WHERE key IN (SELECT value FROM json_each(?)))
            """,
            listed(keys),
        ).rowcount
        db.execute("INSERT INTO said (said) VALUES ('delete-all')")
        db.execute("DELETE FROM filed")
    last = -1
    while found := db.rows("SELECT * FROM mail WHERE id > ? ORDER BY id LIMIT ?", last, AT_ONCE):
        with db.transaction():
            for row in found:
                index.add(db, row["id"], mails.text(mails.read(db, row).message))
        last = found[-1]["id"]
    db.wipe()
    return gone
