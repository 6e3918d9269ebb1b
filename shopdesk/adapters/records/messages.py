"""Mails: filed, found again, and kept as they came."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.failures import Damaged
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds, packed, unpacked
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.addresses import folded
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Filed, FiledMessage, Place
    from shopdesk.domain.mail.message import Address, Automatic, Message

_ADD = """
INSERT INTO message (
    mailbox_id, conversation_id, outgoing, automatic, reason, received, fetched, folder,
    uidvalidity, uid, digest, contact_name, contact_email, message_id, sender_name, sender_email,
    subject, new_text, text, rest
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_THREAD = "SELECT * FROM settled_message WHERE conversation_id = ? ORDER BY received, id"
_FILED = "SELECT m.*, b.address FROM message AS m JOIN mailbox AS b ON b.id = m.mailbox_id"
# Another place in the same folder is one where the very same mail lies once more.
_COPY = """
INSERT OR IGNORE INTO message_copy
SELECT id, folder, uidvalidity, uid FROM message
WHERE id = ? AND folder = ? AND uidvalidity = ? AND uid != ?
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
        spot = (place.folder, place.uidvalidity, place.uid)
        with self._db.transaction():
            self._db.execute(_COPY, message, *spot)
            moved = self._db.execute(
                "UPDATE message SET folder = ?, uidvalidity = ?, uid = ? WHERE id = ?",
                *spot,
                message,
            )
            if moved.rowcount == 0:
                raise no_message(message)

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
        reason: str = "",
        contact: Address | None = None,
        order_numbers: Sequence[str] = (),
    ) -> int:
        """File a message and index its ids for threading; returns its number."""
        lies = (place.folder, place.uidvalidity, place.uid) if place else (None, None, None)
        person = (contact.name, contact.email) if contact else (None, None)
        with self._db.transaction():
            mailbox = self._mailbox_of(place, conversation)
            number = self._db.insert(
                _ADD,
                mailbox,
                conversation,
                outgoing,
                automatic,
                reason,
                milliseconds(received),
                milliseconds(fetched),
                *lies,
                digest,
                *person,
                *rows.columns(message).values(),
            )
            self._db.execute("INSERT INTO raw VALUES (?, ?)", number, packed(raw))
            if place is not None:
                self._taken_in(mailbox, place.folder, received)
            if conversation is not None:
                self._lead_to(mailbox, conversation, message.message_id, message.references)
            elif outgoing and automatic is None:
                self._keep_loose(mailbox, number, message)
            if conversation is not None and not outgoing and automatic is None:
                email = (contact or message.author).email
                self._heard(conversation, email, received)
                self._about_orders(mailbox, number, email, order_numbers)
        return number

    def mail(self, message: int) -> Filed:
        """One mail; raises `RecordsError` when there is none."""
        row = self._db.row(f"{_FILED} WHERE m.id = ?", message)
        if row is None:
            raise no_message(message)
        return rows.filed(row)

    def filed(self, limit: int) -> tuple[Filed, ...]:
        """The automatic mail received last, the newest first."""
        newest = (
            f"{_FILED} WHERE m.automatic IS NOT NULL ORDER BY m.received DESC, m.id DESC LIMIT ?"
        )
        return tuple(map(rows.filed, self._db.rows(newest, limit)))

    def set_automatic(self, message: int, kind: Automatic | None, reason: str) -> None:
        """What kind of automatic mail it is; None for a person's."""
        self._db.execute(
            "UPDATE message SET automatic = ?, reason = ? WHERE id = ?", kind, reason, message
        )

    def set_bounced(self, message: int, why: str) -> None:
        """This answer of ours was not delivered."""
        self._db.execute("UPDATE message SET bounced = ? WHERE id = ?", why, message)

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

    def messages(self, conversation: int) -> tuple[FiledMessage, ...]:
        """The thread, oldest first."""
        return tuple(map(rows.filed_message, self._db.rows(_THREAD, conversation)))

    def raw(self, message: int) -> bytes:
        """The message's bytes."""
        row = self._db.row("SELECT data FROM raw WHERE message_id = ?", message)
        if row is None:
            raise no_message(message)
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

    def _keep_loose(self, mailbox: int, number: int, message: Message) -> None:
        """An answer whose question has not come yet: let it be found when it comes."""
        for id in {message.message_id, *message.references} - {""}:
            self._db.execute("INSERT INTO loose_id VALUES (?, ?, ?)", mailbox, id, number)

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


def no_message(number: int) -> RecordsError:
    return RecordsError(_("There is no message {number} in the records.").format(number=number))
