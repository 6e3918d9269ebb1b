"""Conversations and the customers that they are with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import milliseconds
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.matter import Category, Reason, Status
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Conversation

_CONVERSATION = """
SELECT c.*, b.address, u.name, u.email, u.since,
    (SELECT count(*) FROM conversation
        WHERE customer_id = u.id AND merged_into IS NULL) AS conversations
FROM conversation AS c
JOIN mailbox AS b ON b.id = c.mailbox_id
JOIN customer AS u ON u.id = c.customer_id
WHERE c.id = ?
"""
_ONLY_OPEN = """
SELECT id FROM conversation
WHERE mailbox_id = (SELECT id FROM mailbox WHERE key = ?) AND status = 'open'
    AND merged_into IS NULL
    AND customer_id = (SELECT customer_id FROM customer_address WHERE key = ?)
LIMIT 2
"""
# The wait that ended last, when nothing runs, is what a closing with a reason is about.
_DISMISSED_FOR = """
UPDATE wait SET reason = ? WHERE outcome = ? AND id = (
    SELECT id FROM wait WHERE conversation_id = ? AND ending IS NOT NULL
    ORDER BY ending DESC LIMIT 1
) AND NOT EXISTS (SELECT 1 FROM wait WHERE conversation_id = ? AND outcome IS NULL)
"""


class Conversations(Section):
    """The records' methods about conversations and customers."""

    def only_open_with(self, mailbox: str, email: str) -> int | None:
        """The customer's one open conversation; None when there are none or several."""
        found = self._db.rows(_ONLY_OPEN, folded(mailbox), folded(email))
        return int(found[0]["id"]) if len(found) == 1 else None

    def add_conversation(
        self,
        *,
        mailbox: str,
        name: str,
        email: str,
        subject: str,
        category: Category,
        language: str,
        order_number: str,
        backlog: bool,
        at: datetime,
        channel: str = "email",
        why: str = "",
    ) -> int:
        """A new conversation, and a new customer when the address is new; returns its number."""
        with self._db.transaction():
            return self._db.insert(
                """
                INSERT INTO conversation (
                    mailbox_id, customer_id, begun, status, backlog, category, language,
                    order_number, subject, channel, why
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                self._mailbox(mailbox),
                self._customer(name, email, at),
                milliseconds(at),
                Status.OPEN,
                backlog,
                category,
                language,
                order_number,
                subject,
                channel,
                why,
            )

    def conversation(self, id: int) -> Conversation:
        """One conversation; raises `RecordsError` when there is none."""
        row = self._db.row(_CONVERSATION, id)
        if row is None:
            raise no_conversation(id)
        return rows.conversation(row)

    def set_status(
        self,
        conversation: int,
        status: Status,
        reason: Reason | None = None,
        *,
        waits: bool = True,
    ) -> None:
        """Whose turn it is now; with `waits`, a reason is also that of the wait it dismissed."""
        with self._db.transaction():
            self._set(
                "UPDATE conversation SET status = ?, reason = ? WHERE id = ?",
                status,
                reason,
                conversation,
            )
            if reason is not None and waits:
                self._db.execute(
                    _DISMISSED_FOR, reason, Outcome.DISMISSED, conversation, conversation
                )

    def set_backlog(self, conversation: int, backlog: bool, *, waits: bool = True) -> None:
        """Whether it is listed apart and silent; its running waits with it, earlier ones not."""
        with self._db.transaction():
            self._set("UPDATE conversation SET backlog = ? WHERE id = ?", backlog, conversation)
            if waits:
                self._db.execute(
                    "UPDATE wait SET backlog = ? WHERE conversation_id = ? AND outcome IS NULL",
                    backlog,
                    conversation,
                )

    def set_category(self, conversation: int, category: Category, why: str) -> None:
        """What it is about, and the reason to think so."""
        self._set(
            "UPDATE conversation SET category = ?, why = ? WHERE id = ?",
            category,
            why,
            conversation,
        )

    def _set(self, sql: str, *values: str | int | None) -> None:
        if self._db.execute(sql, *values).rowcount == 0:
            raise no_conversation(values[-1])

    def _customer(self, name: str, email: str, at: datetime) -> int:
        """The customer with that address. Without an address, everybody is somebody new."""
        ms = milliseconds(at)
        found = self._db.row(
            """
            SELECT u.* FROM customer_address AS a JOIN customer AS u ON u.id = a.customer_id
            WHERE a.key = ?
            """,
            folded(email),
        )
        if found is None:
            number = self._db.insert(
                "INSERT INTO customer (name, email, since, heard) VALUES (?, ?, ?, ?)",
                name,
                email,
                ms,
                ms,
            )
            if email.strip():
                self._db.execute(
                    "INSERT INTO customer_address VALUES (?, ?)", folded(email), number
                )
            return number
        newer = ms >= found["heard"]
        self._db.execute(
            "UPDATE customer SET name = ?, email = ?, since = ?, heard = ? WHERE id = ?",
            name if name and (newer or not found["name"]) else found["name"],
            email if newer else found["email"],
            min(ms, found["since"]),
            max(ms, found["heard"]),
            found["id"],
        )
        return int(found["id"])


def no_conversation(number: object) -> RecordsError:
    """There is no conversation of that number."""
    return RecordsError(
        _("There is no conversation {number} in the records.").format(number=number)
    )
