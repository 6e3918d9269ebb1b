"""All about one person: found, handed out, taken out."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from shopdesk.adapters.records.forgetting import RULES, Rule
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, listed, unpacked
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.guests.privacy import About
from shopdesk.domain.mail.addresses import folded

_TABLES = ("gone_key (key)", "gone_as (name)")
_NUMBERED = (
    "gone_customer",
    "gone_own",
    "gone_message",
    "gone_conversation",
    "gone_shared",
    "gone_touched",
)

_CUSTOMERS = """
INSERT INTO gone_customer SELECT DISTINCT customer_id FROM customer_address
WHERE key IN (SELECT key FROM gone_key)
"""
_KEYS = """
INSERT OR IGNORE INTO gone_key SELECT key FROM customer_address
WHERE customer_id IN (SELECT id FROM gone_customer)
"""
_WRITERS = """
CREATE TEMP VIEW writer AS
SELECT m.id, m.conversation_id, m.outgoing,
    folded(coalesce(m.contact_email, m.sender_email)) AS key
FROM message AS m
"""
_OWN = """
INSERT INTO gone_own
SELECT id FROM conversation WHERE customer_id IN (SELECT id FROM gone_customer)
"""
# Theirs are the mails that they wrote, those that we wrote to them, and what else stands in their
# conversations and is not another customer's, or to another customer alone.
_MESSAGES = """
INSERT INTO gone_message
SELECT m.id FROM message AS m JOIN writer AS w ON w.id = m.id
WHERE w.key IN (SELECT key FROM gone_key)
    OR folded(m.sender_email) IN (SELECT key FROM gone_key)
    OR (m.outgoing = 1 AND EXISTS (SELECT 1 FROM json_each(m.rest, '$.to') AS t
        JOIN gone_key AS k ON k.key = folded(json_extract(t.value, '$[1]'))))
    OR (m.conversation_id IN (SELECT id FROM gone_own) AND m.outgoing = 0 AND NOT EXISTS (
        SELECT 1 FROM customer_address AS a
        WHERE a.key = w.key AND a.customer_id NOT IN (SELECT id FROM gone_customer)))
    OR (m.conversation_id IN (SELECT id FROM gone_own) AND m.outgoing = 1 AND NOT EXISTS (
        SELECT 1 FROM json_each(m.rest, '$.to') AS t JOIN customer_address AS a
        ON a.key = folded(json_extract(t.value, '$[1]'))))
"""
_SHARED = """
INSERT INTO gone_shared
SELECT DISTINCT m.conversation_id FROM message AS m
WHERE m.conversation_id IS NOT NULL AND m.id NOT IN (SELECT id FROM gone_message)
    AND (m.conversation_id IN (SELECT id FROM gone_own) OR m.conversation_id IN
        (SELECT conversation_id FROM message WHERE id IN (SELECT id FROM gone_message)))
"""
_CONVERSATIONS = """
INSERT INTO gone_conversation
SELECT id FROM conversation
WHERE id IN (SELECT id FROM gone_own) AND id NOT IN (SELECT id FROM gone_shared)
"""
_BOTH = """
INSERT INTO gone_touched SELECT id FROM gone_conversation UNION SELECT id FROM gone_shared
"""
# A conversation that goes on with somebody else becomes theirs.
_HANDED_OVER = """
UPDATE conversation SET order_number = '', why = '',
    subject = coalesce((SELECT m.subject FROM message AS m
        WHERE m.conversation_id = conversation.id AND m.outgoing = 0
            AND m.id NOT IN (SELECT id FROM gone_message)
        ORDER BY m.received, m.id LIMIT 1), ''),
    customer_id = coalesce((SELECT a.customer_id FROM message AS m
        JOIN customer_address AS a ON a.key = folded(coalesce(m.contact_email, m.sender_email))
        WHERE m.conversation_id = conversation.id AND m.outgoing = 0
            AND m.id NOT IN (SELECT id FROM gone_message)
        ORDER BY m.received DESC, m.id DESC LIMIT 1), customer_id)
WHERE id IN (SELECT id FROM gone_shared) AND customer_id IN (SELECT id FROM gone_customer)
"""
_LEADS_AGAIN = (
    """
    INSERT OR IGNORE INTO thread_id
    SELECT mailbox_id, message_id, conversation_id, 1 FROM message
    WHERE conversation_id IN (SELECT id FROM gone_shared) AND message_id != ''
    UNION SELECT mailbox_id, message_id, conversation_id, 1 FROM outbox
    WHERE conversation_id IN (SELECT id FROM gone_shared)
    """,
    """
    INSERT OR IGNORE INTO thread_id
    SELECT m.mailbox_id, r.value, m.conversation_id, 0
    FROM message AS m, json_each(m.rest, '$.references') AS r
    WHERE m.conversation_id IN (SELECT id FROM gone_shared) AND r.value != ''
    """,
)
_LEAVING = """
SELECT count(*) FROM outbox AS o WHERE o.stage IN (SELECT value FROM json_each(?)) AND (
    o.conversation_id IN (SELECT id FROM gone_conversation)
    OR EXISTS (SELECT 1 FROM json_each(o.recipients) AS r
        JOIN gone_key AS k ON k.key = folded(r.value)))
"""
_UNDER_WAY = [s for s in Stage if s not in (Stage.FILED, Stage.HELD, Stage.RECALLED)]
_ELSEWHERE = """
SELECT count(*) FROM message WHERE names_key(text) OR names_key(rest) OR names_key(subject)
"""
_MAILS = """
SELECT m.id, m.conversation_id, m.outgoing, m.received, r.data
FROM gone_message AS g JOIN message AS m ON m.id = g.id JOIN raw AS r ON r.message_id = m.id
ORDER BY m.received, m.id
"""


class Privacy(Section):
    """The records' methods about what is kept of a person."""

    def about(self, address: str) -> About:
        """Who has the address, and how much is kept."""
        self._select([folded(address)])
        keys = tuple(r["key"] for r in self._db.rows("SELECT key FROM gone_key ORDER BY rowid"))
        who = self._db.row(
            """
            SELECT name, since FROM customer WHERE id IN (SELECT id FROM gone_customer)
            ORDER BY heard DESC LIMIT 1
            """
        )
        counted = {t: self._db.number(f"SELECT count(*) FROM {t}") for t in _NUMBERED}  # noqa: S608
        return About(
            asked=address.strip(),
            keys=keys,
            name=who["name"] if who else "",
            since=instant(who["since"]) if who else None,
            messages=counted["gone_message"],
            conversations=counted["gone_conversation"] + counted["gone_shared"],
            shared=counted["gone_shared"],
            rows=sum(self._count(rule) for rule in RULES if rule.table not in _COUNTED),
        )

    def kept(self, about: About) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Every row about the person, with its table's name; mails' bytes left out."""
        self._select(about.keys)
        for rule in RULES:
            sql = f"SELECT * FROM {rule.table} WHERE {rule.whose}"  # noqa: S608 - our own words
            for row in self._db.rows(sql):
                yield rule.table, {k: row[k] for k in row.keys() if not _bytes(row[k])}  # noqa: SIM118

    def mails(self, about: About) -> Iterator[tuple[int, int | None, bool, datetime, bytes]]:
        """(number, conversation, ours, received, bytes) of every mail from and to the person."""
        self._select(about.keys)
        for row in self._db.rows(_MAILS):
            yield (
                row["id"],
                row["conversation_id"],
                bool(row["outgoing"]),
                instant(row["received"]),
                unpacked(row["data"]),
            )

    def leaving(self, about: About) -> int:
        """How many replies to the person are on their way out."""
        self._select(about.keys)
        return self._db.number(_LEAVING, listed(_UNDER_WAY))

    def alone(self, about: About) -> tuple[int, ...]:
        """The person's conversations in which no other customer wrote."""
        self._select(about.keys)
        return tuple(row["id"] for row in self._db.rows("SELECT id FROM gone_conversation"))

    def forget(self, about: About) -> tuple[int, int]:
        """Take it out, the figures stay; (mails of others that name them, mails on the server)."""
        self._db.execute("PRAGMA secure_delete = ON").fetchall()
        with self._db.transaction():
            self._select(about.keys)
            places = self._db.number(
                "SELECT count(*) FROM message WHERE uid IS NOT NULL"
                " AND id IN (SELECT id FROM gone_message)"
            )
            self._db.execute(_HANDED_OVER)
            for rule in RULES:
                self._carry_out(rule)
            for sql in _LEADS_AGAIN:
                self._db.execute(sql)
            elsewhere = self._db.number(_ELSEWHERE)
        return elsewhere, places

    def wipe(self) -> None:
        """Rewrite the file and empty its log, so that what was taken out is in neither."""
        self._db.wipe()

    def _select(self, keys: Sequence[str]) -> None:
        """Fill the temporary tables that the rules speak of."""
        keys = tuple(key for key in keys if "@" in key)
        self._db.function("folded", _folded)
        self._db.function("names_key", _namer(keys))
        self._db.function("holds_key", _holder(keys))
        for table in (*_TABLES, *(f"{name} (id)" for name in _NUMBERED)):
            name, _space, column = table.partition(" ")
            self._db.execute(f"DROP TABLE IF EXISTS temp.{name}")
            self._db.execute(f"CREATE TEMP TABLE {name} ({column.strip('()')} PRIMARY KEY)")
        self._db.execute("DROP VIEW IF EXISTS temp.writer")
        self._db.execute(_WRITERS)
        self._db.execute(
            "INSERT OR IGNORE INTO gone_key SELECT value FROM json_each(?)",
            listed(keys),
        )
        for sql in (_CUSTOMERS, _KEYS, _OWN, _MESSAGES, _SHARED, _CONVERSATIONS, _BOTH):
            self._db.execute(sql)
        self._db.execute(
            "INSERT INTO gone_as SELECT '#' || coalesce((SELECT min(id) FROM gone_customer),"
            " lower(hex(randomblob(6))))"
        )

    def _count(self, rule: Rule) -> int:
        return self._db.number(
            f"SELECT count(*) FROM {rule.table} WHERE {rule.whose}"  # noqa: S608 - our own words
        )

    def _carry_out(self, rule: Rule) -> None:
        if rule.drop:
            self._db.execute(f"DELETE FROM {rule.table} WHERE {rule.whose}")  # noqa: S608
        elif rule.blank:
            changes = ", ".join(f"{column} = {value}" for column, value in rule.blank.items())
            self._db.execute(f"UPDATE {rule.table} SET {changes} WHERE {rule.whose}")  # noqa: S608


_COUNTED = frozenset(
    {"customer", "customer_address", "conversation", "message", "raw", "thread_id", "wait"}
    | {"wait_message", "reminder", "loose_id", "message_order"}
)
"""Tables whose rows are told by `About.messages` and `About.conversations`."""


def _folded(text: str | None) -> str:
    return folded(text or "")


def _namer(keys: Sequence[str]) -> Callable[[str | None], bool]:
    """Whether a text names one of the addresses, and not just one that ends like it."""
    forms = {form for key in keys for form in (key, json.dumps(key)[1:-1])}
    sought = re.compile("|".join(rf"(?<![\w.+-]){re.escape(f)}(?![\w-])" for f in sorted(forms)))
    return lambda text: bool(forms) and sought.search(folded(text or "")) is not None


def _holder(keys: Sequence[str]) -> Callable[[bytes | None], bool]:
    """The same for a mail's own bytes."""
    names = _namer(keys)

    def holds(data: bytes | None) -> bool:
        try:
            return names(unpacked(data or b"").decode("utf-8", "replace"))
        except zlib.error:
            return False

    return holds


def _bytes(value: object) -> bool:
    return isinstance(value, bytes)
