"""What the figures are reckoned from."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from decimal import Decimal
from operator import itemgetter

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, listed, milliseconds
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.figures.facts import ConversationFact, OrderFact, WaitFact
from shopdesk.domain.guests.order import NO_SALE
from shopdesk.domain.mail.matter import Category, Reason, Status

# A merge or a split moves a wait and never alters it: which one was first goes by where it began.
# The conversation is looked up only where the message does not say: it costs as much as the wait.
_WAIT = """
SELECT e.conversation_id, e.started, e.due, e.ended, e.outcome, e.business_ms,
    e.id = (SELECT w.id FROM wait AS w
        WHERE coalesce(w.begun_in, w.conversation_id) = coalesce(e.begun_in, e.conversation_id)
        ORDER BY w.started, w.id LIMIT 1),
    coalesce(x.category, (SELECT c.category FROM conversation AS c WHERE c.id = e.conversation_id)),
    coalesce(x.channel, (SELECT c.channel FROM conversation AS c WHERE c.id = e.conversation_id))
FROM wait AS e {indexed}
LEFT JOIN wait_message AS x ON x.message_id = (
    SELECT y.message_id FROM wait_message AS y WHERE y.wait_id = e.id
    ORDER BY y.received, y.message_id LIMIT 1)
"""
_WAITS = f"""{_WAIT.format(indexed="")}
WHERE e.started >= ?1 AND e.started < ?2 AND e.backlog = 0
    AND (e.outcome IS NULL OR e.outcome != ?3 OR e.reason = ?4)
ORDER BY e.started, e.id
"""
# By itself SQLite walks through all waits there ever were, for they lie in the order asked for.
_RUNNING = f"""{_WAIT.format(indexed="INDEXED BY wait_running")}
WHERE e.outcome IS NULL AND e.backlog = 0
ORDER BY e.started, e.id
"""
_CONVERSATIONS = """
SELECT c.id, c.customer_id, c.begun, c.category, c.status = ?3,
    (SELECT group_concat(m.received) FROM message AS m
        LEFT JOIN outbox AS o ON o.mailbox_id = m.mailbox_id AND o.message_id = m.message_id
        WHERE m.conversation_id = c.id AND m.outgoing = 1 AND m.automatic IS NULL
        AND m.bounced = '' AND (o.id IS NULL OR o.answers != '[]' OR EXISTS (
            SELECT 1 FROM json_each(o.recipients) AS r
            JOIN customer_address AS a ON a.key = lower(r.value)
            WHERE a.customer_id = c.customer_id))),
    (SELECT group_concat(x.received) FROM message AS m
        JOIN wait_message AS x ON x.message_id = m.id JOIN wait AS w ON w.id = x.wait_id
        WHERE m.conversation_id = c.id
        AND (w.outcome IS NULL OR w.outcome != ?5 OR w.reason = ?4)),
    (SELECT r.recovered FROM recovery AS r WHERE r.conversation_id = c.id)
FROM conversation AS c
WHERE c.begun >= ?1 AND c.begun < ?2 AND c.backlog = 0 AND c.merged_into IS NULL
    AND EXISTS (SELECT 1 FROM wait AS w WHERE w.conversation_id = c.id
        AND (w.outcome IS NULL OR w.outcome != ?5 OR w.reason = ?4))
ORDER BY c.begun, c.id
"""
# People who are merged share an address book: their orders are one customer's.
_ORDERS = """
SELECT coalesce(a.customer_id, nullif(o.contact, '')) AS who, o.placed, o.total, o.refunded,
    o.currency
FROM shop_order AS o LEFT JOIN customer_address AS a ON a.key = CASE o.contact
    WHEN '' THEN (SELECT m.contact FROM message_order AS m WHERE m.number = o.key
        ORDER BY m.message_id LIMIT 1)
    ELSE o.contact END
WHERE o.placed IS NOT NULL AND o.status NOT IN (SELECT value FROM json_each(?))
    AND who IS NOT NULL
"""
_EPOCH = instant(0)
_MILLISECOND = timedelta(milliseconds=1)
_CATEGORIES = {category.value: category for category in Category}


class Figures(Section):
    """The records' methods that the figures are reckoned from."""

    def waits_between(self, since: datetime, until: datetime) -> tuple[WaitFact, ...]:
        """Waits received in [since, until), oldest first, unless dismissed as no customer's."""
        found = self._db.rows(
            _WAITS,
            milliseconds(since),
            milliseconds(until),
            Outcome.DISMISSED,
            Reason.HANDLED_ELSEWHERE,
        )
        return tuple(map(_wait, found))

    def waits_running(self) -> tuple[WaitFact, ...]:
        """All that run, the oldest first."""
        return tuple(map(_wait, self._db.rows(_RUNNING)))

    def conversations_between(
        self, since: datetime, until: datetime
    ) -> tuple[ConversationFact, ...]:
        """Conversations begun in [since, until), oldest first, machines' and spam left out."""
        found = self._db.rows(
            _CONVERSATIONS,
            milliseconds(since),
            milliseconds(until),
            Status.CLOSED,
            Reason.HANDLED_ELSEWHERE,
            Outcome.DISMISSED,
        )
        return tuple(map(_conversation, found))

    def orders_that_count(self) -> tuple[OrderFact, ...]:
        """All that were not called off, given back or returned, the oldest first."""
        found = self._db.rows(_ORDERS, listed(sorted(NO_SALE)))
        return tuple(map(_order, sorted(found, key=itemgetter(1))))

    def first_wait(self) -> datetime | None:
        """When the oldest wait that counts was received; None without any."""
        found = self._db.row("SELECT min(started) AS first FROM wait WHERE backlog = 0")
        return None if found is None or found["first"] is None else instant(found["first"])


def _wait(row: sqlite3.Row) -> WaitFact:
    conversation, started, due, ended, outcome, business, first, category, channel = row
    timed = ended is not None and outcome != Outcome.ELSEWHERE_UNTIMED
    # by place, not by name: a year has tens of thousands of them
    return WaitFact(
        conversation,
        _EPOCH + started * _MILLISECOND,
        _EPOCH + due * _MILLISECOND,
        _EPOCH + ended * _MILLISECOND if timed else None,
        outcome is None,
        _seconds(ended - started if ended > started else 0) if timed else None,
        _seconds(business) if timed and business is not None else None,
        bool(first),
        _CATEGORIES[category],
        channel,
    )


def _conversation(row: sqlite3.Row) -> ConversationFact:
    id, customer, begun, category, closed, replies, asked, recovered = row
    return ConversationFact(
        id,
        customer,
        _EPOCH + begun * _MILLISECOND,
        _CATEGORIES[category],
        bool(closed),
        _instants(replies),
        _instants(asked),
        None if recovered is None else bool(recovered),
    )


def _order(row: sqlite3.Row) -> OrderFact:
    who, placed, total, refunded, currency = row
    paid = Decimal(total) if total else None
    if paid is not None and refunded:
        paid -= Decimal(refunded)
    return OrderFact(str(who), _EPOCH + placed * _MILLISECOND, paid, currency)


def _seconds(ms: int) -> timedelta:
    """Whole seconds, as they are told everywhere: what is recomputed from an export is the same."""
    return timedelta(0, ms // 1000)


def _instants(listed: str | None) -> tuple[datetime, ...]:
    if not listed:
        return ()
    if "," not in listed:
        return (_EPOCH + int(listed) * _MILLISECOND,)
    return tuple([_EPOCH + ms * _MILLISECOND for ms in sorted(map(int, listed.split(",")))])
