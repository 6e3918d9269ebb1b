"""Which conversations this connection has written to: what was read of the others still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.adapters.records.database import Database

_OF_WAIT = "(SELECT conversation_id FROM wait WHERE id = {row}.wait_id)"
_OF_REMINDER = "(SELECT conversation_id FROM message WHERE id = {row}.message_id)"
_BY_TABLE = {
    "wait": "{row}.conversation_id",
    "wait_message": _OF_WAIT,
    "conversation": "{row}.id",
    "message": "{row}.conversation_id",
    "outbox": "{row}.conversation_id",
    "draft": "{row}.conversation_id",
    "reminder": _OF_REMINDER,
}
"""How a row of each table names the conversation whose alarm it may change."""
_GUESTS = ("shop_order", "listed_person", "customer_note", "customer_address", "spend_level")
"""What is known of customers, besides their mail."""
_LAID = "SELECT count(*) FROM temp.sqlite_master WHERE type = 'trigger'"


@dataclass(frozen=True, slots=True)
class Changes:
    """What was written since the last look."""

    conversations: frozenset[int]
    """Those whose alarms may be others now."""
    everything: bool
    """True where nobody can say which."""
    guests: bool
    """Whether more than their mail is known otherwise of some customers."""


class Touched:
    """Temporary triggers on one connection; nothing of them is in the file."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._conversations: set[int] = set()
        self._guests = True
        self._everything = True
        self._stood = (-1, -1)
        self._triggers = tuple(_triggers())
        database.function("shopdesk_touched", self._note)
        database.function("shopdesk_guests", self._note_guests)

    def since_last(self) -> Changes:
        """What was written since this was asked last; a change taken back may be among it."""
        stands = self._db.number("PRAGMA data_version"), self._db.taken_back
        if not self._laid() or stands != self._stood:
            self._everything = self._guests = True
        self._stood = stands
        found = Changes(frozenset(self._conversations), self._everything, self._guests)
        self._conversations.clear()
        self._everything = self._guests = False
        return found

    def _laid(self) -> bool:
        """Whether the triggers were there; lays them where they were not."""
        if self._db.number(_LAID) == len(self._triggers):
            return True
        if not self._db.only_shows:
            for trigger in self._triggers:
                self._db.execute(trigger)
        return False

    def _note(self, conversation: int | None) -> None:
        if conversation is not None:
            self._conversations.add(conversation)

    def _note_guests(self) -> None:
        self._guests = True


def _triggers() -> Iterator[str]:
    for table, names in _BY_TABLE.items():
        for event, rows in (("INSERT", ("new",)), ("UPDATE", ("old", "new")), ("DELETE", ("old",))):
            calls = (f"SELECT shopdesk_touched({names.format(row=row)});" for row in rows)
            yield _trigger(table, event, event, " ".join(calls))
    renamed = (
        "SELECT shopdesk_touched(id) FROM conversation"
        " WHERE customer_id = new.id AND status = 'open';"
    )
    yield _trigger("customer", "UPDATE", "UPDATE OF name, email", renamed)
    whose = "UPDATE OF customer_id"
    yield _trigger("conversation", "OWNER", whose, "SELECT shopdesk_guests();")
    for table in _GUESTS:
        for event in ("INSERT", "UPDATE", "DELETE"):
            yield _trigger(table, event, event, "SELECT shopdesk_guests();")


def _trigger(table: str, name: str, event: str, body: str) -> str:
    return (
        f"CREATE TEMP TRIGGER IF NOT EXISTS touched_{table}_{name}"
        f" AFTER {event} ON main.{table} BEGIN {body} END"
    )
