"""Older mails as rows."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopdesk.adapters.cache import index
from shopdesk.adapters.records import rows
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.failures import Damaged
from shopdesk.adapters.records.rows import instant, milliseconds, packed, unpacked
from shopdesk.domain.mail.message import Message
from shopdesk.domain.mail.quoting import new_text
from shopdesk.domain.mail.threading import folded
from shopdesk.ports.cache import OlderMail

_SERIAL_BITS = 20
FORGOTTEN_AT_ONCE = 500
"""Mails; a transaction that forgets more would keep others waiting."""


def add(db: Database, mails: Sequence[OlderMail]) -> None:
    """Keep those that are not there yet, in a transaction of the caller's."""
    # The index takes ascending numbers without finishing what it has begun.
    for mail in sorted(mails, key=lambda m: m.received):
        _add(db, mail)


def next_id(db: Database, received: datetime) -> int:
    """A free number that sorts by time, for a mail or for a message of the records."""
    first = milliseconds(received) // 1000 << _SERIAL_BITS
    last = first + (1 << _SERIAL_BITS) - 1
    row = db.row(
        """
        SELECT max(id) AS last FROM (
            SELECT max(id) AS id FROM mail WHERE id BETWEEN ? AND ?
            UNION ALL SELECT max(id) FROM filed WHERE id BETWEEN ? AND ?)
        """,
        *(first, last, first, last),
    )
    taken = None if row is None else row["last"]
    return first if taken is None else int(taken) + 1


def read(db: Database, row: sqlite3.Row) -> OlderMail:
    """From the columns of a mail; its new words only where they are kept."""
    return OlderMail(rows.place(row), instant(row["received"]), _message(db, row))


def read_closely(db: Database, row: sqlite3.Row) -> OlderMail:
    """The same; what was read for the index alone is looked at as who opens it wants it."""
    mail = read(db, row)
    message = mail.message
    if message.new_text:
        return mail
    return replace(mail, message=replace(message, new_text=new_text(message.text)))


def with_address(db: Database, email: str, limit: int) -> tuple[OlderMail, ...]:
    """The newest ones from or to that address."""
    found = db.rows(
        """
        SELECT m.* FROM mail_address AS a JOIN mail AS m ON m.id = a.mail_id
        WHERE a.key = ? ORDER BY a.mail_id DESC LIMIT ?
        """,
        folded(email),
        limit,
    )
    return tuple(read_closely(db, row) for row in found)


def forget(db: Database, mailbox: str, folder: str, uidvalidity: int) -> bool:
    """Forget some of the folder's mails that lie under other UIDs; False when none is left."""
    found = db.rows(
        "SELECT * FROM mail WHERE address = ? AND folder = ? AND uidvalidity != ? LIMIT ?",
        mailbox,
        folder,
        uidvalidity,
        FORGOTTEN_AT_ONCE,
    )
    for row in found:
        index.remove(db, row["id"], text(_message(db, row)))
        db.execute("DELETE FROM mail WHERE id = ?", row["id"])
    return bool(found)


def _add(db: Database, mail: OlderMail) -> None:
    place, message = mail.place, mail.message
    number = next_id(db, mail.received)
    added = db.execute(
        """
        INSERT INTO mail (id, address, folder, uidvalidity, uid, received, message)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address, folder, uidvalidity, uid) DO NOTHING
        """,
        number,
        place.mailbox,
        place.folder,
        place.uidvalidity,
        place.uid,
        milliseconds(mail.received),
        packed(_written(message)),
    )
    if added.rowcount == 0:
        return
    everybody = (message.sender, message.author, *message.to)
    for key in {folded(address.email) for address in everybody if address.email}:
        db.execute("INSERT INTO mail_address VALUES (?, ?)", key, number)
    index.add(db, number, text(message))


def text(message: Message) -> str:
    """What it is found by: who, what about, and every word."""
    people = (message.sender, message.author, *message.to)
    who = " ".join(dict.fromkeys(str(address) for address in people))
    return "\n".join((who, message.subject, message.text))


_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _written(message: Message) -> bytes:
    return _write(rows.columns(message)).encode("utf-8", "replace")


def _message(db: Database, row: sqlite3.Row) -> Message:
    try:
        said: dict[str, Any] = json.loads(unpacked(row["message"]))
        return rows.message(said)
    except (zlib.error, ValueError) as error:
        raise Damaged(f"{db.path} holds a mail that cannot be read") from error
