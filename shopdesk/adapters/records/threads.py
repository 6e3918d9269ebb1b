"""Which mails belong together: found, moved from one conversation to another, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.messages import no_message
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.clock.wait import KeptWait
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.threading import Lead

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch
    from shopdesk.domain.mail.conversation import FiledMessage
    from shopdesk.domain.mail.message import Address

# A token is what stands before the `@`, after which comes `A`.
_LEADS = """
SELECT t.message_id, t.conversation_id, t.own FROM json_each(?) AS wanted
CROSS JOIN thread_id AS t ON t.message_id = wanted.value
    AND t.mailbox_id = (SELECT id FROM mailbox WHERE key = ?)
UNION
SELECT t.message_id, t.conversation_id, t.own FROM json_each(?) AS wanted
CROSS JOIN thread_id AS t ON t.mailbox_id = (SELECT id FROM mailbox WHERE key = ?)
    AND t.message_id >= wanted.value || '@' AND t.message_id < wanted.value || 'A'
"""
_CONTACTS = """
SELECT c.id, a.key FROM json_each(?) AS wanted
CROSS JOIN conversation AS c ON c.id = wanted.value
CROSS JOIN customer_address AS a ON a.customer_id = c.customer_id
"""
_ABOUT_ORDER = """
SELECT m.conversation_id FROM json_each(?) AS wanted
CROSS JOIN message_order AS o ON o.mailbox_id = (SELECT id FROM mailbox WHERE key = ?)
    AND o.contact = ? AND o.number = wanted.value
CROSS JOIN message AS m ON m.id = o.message_id
WHERE m.conversation_id IS NOT NULL AND m.automatic IS NULL AND m.received BETWEEN ? AND ?
GROUP BY m.conversation_id ORDER BY max(m.received) DESC, m.conversation_id DESC
"""
_LOOSE = """
SELECT DISTINCT m.* FROM json_each(?) AS wanted
CROSS JOIN loose_id AS l ON l.id = wanted.value
    AND l.mailbox_id = (SELECT id FROM mailbox WHERE key = ?)
CROSS JOIN settled_message AS m ON m.id = l.message_id ORDER BY m.received, m.id
"""
_ANSWERS = """
SELECT DISTINCT m.* FROM json_each(?) AS wanted
CROSS JOIN thread_id AS t ON t.message_id = wanted.value
    AND t.mailbox_id = (SELECT id FROM mailbox WHERE key = ?)
CROSS JOIN settled_message AS m
    ON m.conversation_id = t.conversation_id AND m.message_id = wanted.value
WHERE m.outgoing = 1 ORDER BY m.received, m.id
"""
_GOES_BY = """
UPDATE wait_message SET
    category = nullif(coalesce(wait_message.category, s.category), t.category),
    channel = nullif(coalesce(wait_message.channel, s.channel), t.channel)
FROM conversation AS s, conversation AS t
WHERE s.id = ? AND t.id = ? AND wait_id IN (SELECT value FROM json_each(?))
"""
_OWN_LEADS = """
INSERT OR IGNORE INTO thread_id
SELECT mailbox_id, message_id, conversation_id, 1 FROM message
WHERE conversation_id = ?1 AND message_id != ''
UNION SELECT mailbox_id, message_id, conversation_id, 1 FROM outbox WHERE conversation_id = ?1
"""
_OTHER_LEADS = """
INSERT OR IGNORE INTO thread_id
SELECT m.mailbox_id, r.value, m.conversation_id, 0
FROM message AS m, json_each(m.rest, '$.references') AS r
WHERE m.conversation_id = ? AND r.value != ''
"""


class Threads(Section):
    """The records' methods about what belongs together."""

    def leads(
        self, mailbox: str, ids: Sequence[str], tokens: Sequence[str] = ()
    ) -> tuple[Lead, ...]:
        """Where these Message-IDs, and the ids of ours that begin with these tokens, lead."""
        key = folded(mailbox)
        found = self._db.rows(_LEADS, listed(ids), key, listed(tokens), key)
        contacts: dict[int, set[str]] = {row["conversation_id"]: set() for row in found}
        for row in self._db.rows(_CONTACTS, listed(list(contacts))) if found else ():
            contacts[row["id"]].add(row["key"])
        return tuple(
            Lead(
                row["message_id"],
                row["conversation_id"],
                bool(row["own"]),
                frozenset(contacts[row["conversation_id"]]),
            )
            for row in found
        )

    def about_order(
        self,
        mailbox: str,
        contact: str,
        numbers: Sequence[str],
        since: datetime,
        until: datetime,
    ) -> tuple[int, ...]:
        """Conversations in which the contact named one of the orders in the span, newest first."""
        found = self._db.rows(
            _ABOUT_ORDER,
            listed([number.casefold() for number in numbers]),
            folded(mailbox),
            folded(contact),
            milliseconds(since),
            milliseconds(until),
        )
        return tuple(row["conversation_id"] for row in found)

    def loose(self, mailbox: str, ids: Sequence[str]) -> tuple[FiledMessage, ...]:
        """Answers made elsewhere, of no conversation yet, that bear or name one of these ids."""
        return tuple(map(rows.filed_message, self._db.rows(_LOOSE, listed(ids), folded(mailbox))))

    def answers_with(self, mailbox: str, ids: Sequence[str]) -> tuple[FiledMessage, ...]:
        """Answers of ours, within a conversation, that bear one of these Message-IDs."""
        found = self._db.rows(_ANSWERS, listed(ids), folded(mailbox))
        return tuple(map(rows.filed_message, found))

    def put_into(
        self,
        conversation: int,
        message: int,
        *,
        contact: Address | None = None,
        order_numbers: Sequence[str] = (),
    ) -> None:
        """A message of no conversation belongs there from now on, and its ids lead there."""
        with self._db.transaction():
            row = self._db.row("SELECT * FROM message WHERE id = ?", message)
            if row is None:
                raise no_message(message)
            self._db.execute(
                """
                UPDATE message SET conversation_id = ?, contact_name = ?, contact_email = ?
                WHERE id = ?
                """,
                conversation,
                contact.name if contact else None,
                contact.email if contact else None,
                message,
            )
            self._db.execute("DELETE FROM loose_id WHERE message_id = ?", message)
            said = rows.message(row)
            self._lead_to(row["mailbox_id"], conversation, said.message_id, said.references)
            if not row["outgoing"]:
                writer = contact or said.author
                self._about_orders(row["mailbox_id"], message, writer.email, order_numbers)

    def present(self, conversation: int) -> int:
        """The conversation that this one is part of by now: mostly itself."""
        seen = {conversation}
        while True:
            row = self._db.row("SELECT merged_into FROM conversation WHERE id = ?", conversation)
            if row is None or row["merged_into"] is None or row["merged_into"] in seen:
                return conversation
            conversation = row["merged_into"]
            seen.add(conversation)

    def holding(self, message: int) -> int | None:
        """The conversation that the message belongs to by now."""
        row = self._db.row("SELECT conversation_id FROM message WHERE id = ?", message)
        return None if row is None else row["conversation_id"]

    def merged(self, conversation: int, into: int | None) -> None:
        """It is part of another one from now on; None: it is one of its own again."""
        self._db.execute("UPDATE conversation SET merged_into = ? WHERE id = ?", into, conversation)

    def transfer(
        self,
        source: int,
        target: int,
        *,
        messages: Sequence[int],
        waits: Sequence[int],
        dispatches: Sequence[int],
    ) -> None:
        """Move these, unaltered, and let Message-IDs lead to where their messages are."""
        moved = (("message", messages), ("wait", waits), ("outbox", dispatches))
        with self._db.transaction():
            self._db.execute(_GOES_BY, source, target, listed(waits))
            for table, numbers in moved:
                self._db.execute(
                    f"UPDATE {table} SET conversation_id = ?"  # noqa: S608 - our own words
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    target,
                    listed(numbers),
                )
            for conversation in (source, target):
                self._db.execute("DELETE FROM thread_id WHERE conversation_id = ?", conversation)
                self._db.execute(_OWN_LEADS, conversation)
                self._db.execute(_OTHER_LEADS, conversation)

    def waits_of(self, conversation: int) -> tuple[KeptWait, ...]:
        """Its waits, those that have ended too, by their beginning."""
        found = self._db.rows(
            """
            SELECT w.id, w.outcome, m.message_id
            FROM wait AS w LEFT JOIN wait_message AS m ON m.wait_id = w.id
            WHERE w.conversation_id = ? ORDER BY w.started, w.id, m.received, m.message_id
            """,
            conversation,
        )
        return tuple(
            KeptWait(
                number,
                tuple(row["message_id"] for row in held if row["message_id"] is not None),
                None if outcome is None else Outcome(outcome),
            )
            for (number, outcome), held in groupby(found, itemgetter("id", "outcome"))
        )

    def dispatches_of(self, conversation: int) -> tuple[Dispatch, ...]:
        """Its replies in the outbox, in any stage, oldest first."""
        found = self._db.rows(
            """
            SELECT o.*, b.address FROM outbox AS o JOIN mailbox AS b ON b.id = o.mailbox_id
            WHERE o.conversation_id = ? ORDER BY o.id
            """,
            conversation,
        )
        return tuple(map(rows.dispatch, found))

    def apart(self, conversation: int) -> frozenset[int]:
        """The conversations that no mail joins it with by itself."""
        found = self._db.rows(
            """
            SELECT other AS id FROM apart WHERE one = ?1
            UNION SELECT one FROM apart WHERE other = ?1
            """,
            conversation,
        )
        return frozenset(row["id"] for row in found)

    def keep_apart(self, one: int, other: int, *, apart: bool) -> None:
        """Whether no mail joins these two by itself."""
        sql = "INSERT OR IGNORE INTO apart VALUES (?, ?)"
        if not apart:
            sql = "DELETE FROM apart WHERE one = ? AND other = ?"
        self._db.execute(sql, *sorted((one, other)))
