"""Mails: filed, found again, and kept as they came."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.failures import Damaged
from shopdesk.adapters.records.rows import folded, instant, listed, milliseconds, packed, unpacked
from shopdesk.adapters.records.section import Section
from shopdesk.domain.conversation import FiledMessage, Place
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.message import Automatic, Message
from shopdesk.words import _

_ADD = """
INSERT INTO message (
    mailbox_id, conversation_id, outgoing, automatic, received, fetched, folder, uidvalidity, uid,
    digest, message_id, sender_name, sender_email, subject, new_text, text, rest
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_THREAD = """
SELECT m.*, NOT EXISTS (
    SELECT 1 FROM wait_message AS wm JOIN wait AS w ON w.id = wm.wait_id
    WHERE wm.message_id = m.id AND w.outcome IS NULL
) AS settled
FROM message AS m WHERE m.conversation_id = ? ORDER BY m.received, m.id
"""


class Messages(Section):
    """The records' methods about messages."""

    def known(self, mailbox: str, digest: str) -> int | None:
        """The message with these very bytes (SHA-256, hex), if it was taken in."""
        row = self._db.row(
            """
            SELECT id FROM message
            WHERE mailbox_id = (SELECT id FROM mailbox WHERE key = ?) AND digest = ?
            ORDER BY id LIMIT 1
            """,
            folded(mailbox),
            digest,
        )
        return None if row is None else int(row["id"])

    def move(self, message: int, place: Place) -> None:
        """The message now lies there."""
        moved = self._db.execute(
            "UPDATE message SET folder = ?, uidvalidity = ?, uid = ? WHERE id = ?",
            place.folder,
            place.uidvalidity,
            place.uid,
            message,
        )
        if moved.rowcount == 0:
            raise _no_message(message)

    def add_message(
        self,
        message: Message,
        *,
        place: Place | None,
        digest: str,
        raw: bytes,
        received: datetime,
        fetched: datetime,
        outgoing: bool,
        conversation: int | None,
        automatic: Automatic | None,
    ) -> int:
        """File a message and index its ids for threading; returns its number."""
        with self._db.transaction():
            mailbox = self._mailbox_of(place, conversation)
            number = self._db.insert(
                _ADD,
                mailbox,
                conversation,
                outgoing,
                automatic,
                milliseconds(received),
                milliseconds(fetched),
                *(place.folder, place.uidvalidity, place.uid) if place else (None, None, None),
                digest,
                *rows.columns(message).values(),
            )
            self._db.execute("INSERT INTO raw VALUES (?, ?)", number, packed(raw))
            if place is not None:
                self._taken_in(mailbox, place.folder, received)
            if conversation is not None:
                self._lead_to(mailbox, conversation, message.message_id, message.references)
                if not outgoing and automatic is None:
                    self._heard(conversation, message.author.email, received)
        return number

    def quarantine(self, place: Place, raw: bytes, received: datetime, why: str) -> None:
        """Keep a mail that could not be read."""
        with self._db.transaction():
            mailbox = self._mailbox(place.mailbox)
            self._db.execute(
                """
                INSERT INTO quarantine (mailbox_id, folder, uidvalidity, uid, received, why, raw)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (mailbox_id, folder, uidvalidity, uid) DO UPDATE
                SET why = excluded.why
                """,
                mailbox,
                place.folder,
                place.uidvalidity,
                place.uid,
                milliseconds(received),
                why,
                packed(raw),
            )
            self._taken_in(mailbox, place.folder, received)

    def quarantined(self) -> tuple[tuple[Place, datetime, str], ...]:
        """What is in quarantine: where, when, why."""
        found = self._db.rows(
            """
            SELECT m.address, q.folder, q.uidvalidity, q.uid, q.received, q.why
            FROM quarantine AS q JOIN mailbox AS m ON m.id = q.mailbox_id
            ORDER BY q.received, q.id
            """
        )
        return tuple((rows.place(r), instant(r["received"]), r["why"]) for r in found)

    def messages(self, conversation: int) -> tuple[FiledMessage, ...]:
        """The thread, oldest first."""
        return tuple(
            FiledMessage(
                id=row["id"],
                outgoing=bool(row["outgoing"]),
                received=instant(row["received"]),
                message=rows.message(row),
                answered=bool(row["settled"]),
            )
            for row in self._db.rows(_THREAD, conversation)
        )

    def raw(self, message: int) -> bytes:
        """The message's bytes."""
        row = self._db.row("SELECT data FROM raw WHERE message_id = ?", message)
        if row is None:
            raise _no_message(message)
        try:
            return unpacked(row["data"])
        except zlib.error as error:
            raise Damaged(
                _("The bytes of message {number} in {path} are damaged.").format(
                    number=message, path=self._db.path
                )
            ) from error

    def places(self, messages: Sequence[int]) -> tuple[Place, ...]:
        """Where those lie that lie anywhere."""
        found = self._db.rows(
            """
            SELECT b.address, m.folder, m.uidvalidity, m.uid
            FROM json_each(?) AS wanted
            CROSS JOIN message AS m ON m.id = wanted.value
            JOIN mailbox AS b ON b.id = m.mailbox_id
            WHERE m.uid IS NOT NULL ORDER BY wanted.key
            """,
            listed(messages),
        )
        return tuple(map(rows.place, found))

    def _mailbox_of(self, place: Place | None, conversation: int | None) -> int:
        if place is not None:
            return self._mailbox(place.mailbox)
        row = self._db.row("SELECT mailbox_id FROM conversation WHERE id = ?", conversation)
        if row is None:
            raise RecordsError(_("A message without a place needs a conversation to belong to."))
        return int(row["mailbox_id"])

    def _taken_in(self, mailbox: int, folder: str, received: datetime) -> None:
        self._db.execute(
            """
            INSERT INTO folder (mailbox_id, name, newest) VALUES (?, ?, ?)
            ON CONFLICT (mailbox_id, name) DO UPDATE
            SET newest = max(coalesce(newest, excluded.newest), excluded.newest)
            """,
            mailbox,
            folder,
            milliseconds(received),
        )

    def _heard(self, conversation: int, email: str, received: datetime) -> None:
        """The customer wrote from one of their addresses: answers go there from now on."""
        self._db.execute(
            """
            UPDATE customer SET email = ?, heard = ?
            WHERE id = (SELECT customer_id FROM conversation WHERE id = ?)
                AND id = (SELECT customer_id FROM customer_address WHERE key = ?)
                AND heard <= ?
            """,
            email,
            milliseconds(received),
            conversation,
            folded(email),
            milliseconds(received),
        )


def _no_message(number: int) -> RecordsError:
    return RecordsError(_("There is no message {number} in the records.").format(number=number))
