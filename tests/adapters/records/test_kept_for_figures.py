"""What no method reads yet, and the figures will: it cannot be had afterwards."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.records.rows import milliseconds
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.clock.wait import Outcome
from tests.adapters.records.builders import (
    MINUTE,
    NINE,
    alarm,
    end,
    file,
    mail,
    reply,
    wait_of,
)


def column(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What the file holds."""
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_both_durations_of_an_answer_are_kept(path: Path) -> None:
    records = SqliteRecords(path)
    conversation, _, wait = alarm(records)
    ours = file(records, mail("ours@x.example"), conversation=conversation, outgoing=True)
    records.end_wait(
        wait,
        Outcome.ANSWERED,
        at=NINE + timedelta(hours=14),
        business=3 * MINUTE,
        in_target=False,
        by=ours,
    )
    found = column(path, "SELECT business_ms, calendar_ms, in_target, by_message FROM wait")
    assert found == [(180_000, 14 * 3_600_000, 0, ours)]
    records.close()


def test_an_unknown_time_yields_no_duration(path: Path) -> None:
    records = SqliteRecords(path)
    _, _, wait = alarm(records)
    records.end_wait(
        wait,
        Outcome.ELSEWHERE_UNTIMED,
        at=NINE + MINUTE,
        business=MINUTE,
        in_target=None,
        by=None,
    )
    found = column(path, "SELECT ended, business_ms, calendar_ms, in_target FROM wait")
    assert found == [(milliseconds(NINE + MINUTE), None, None, None)]
    records.close()


def test_the_first_alarm_and_the_first_look_are_kept(path: Path) -> None:
    records = SqliteRecords(path)
    conversation, message, wait = alarm(records)
    for minute in (1, 2):
        records.opened(conversation, NINE + minute * MINUTE)
        again = wait_of([(message, NINE)])
        records.put_wait(conversation, again, alarmed=NINE + minute * MINUTE)
    kept = (milliseconds(NINE), milliseconds(NINE + MINUTE))
    assert column(path, "SELECT alarmed, opened FROM wait") == [kept]
    end(records, wait)
    second = file(records, mail("two@x.example"), conversation=conversation)
    later = NINE + 9 * MINUTE
    records.put_wait(conversation, wait_of([(second, later)]), alarmed=later)
    records.opened(conversation, later)
    records.reopen_wait(wait)
    assert column(path, "SELECT alarmed, opened FROM wait") == [kept]
    records.close()


def test_a_reply_keeps_when_it_was_written_and_accepted_and_its_template(path: Path) -> None:
    records = SqliteRecords(path)
    conversation, _, _ = alarm(records)
    dispatch = records.queue(reply(conversation), "order-status", at=NINE)
    records.advance(dispatch, Stage.SENDING, at=NINE + MINUTE)
    records.advance(dispatch, Stage.ACCEPTED, at=NINE + 2 * MINUTE)
    records.advance(dispatch, Stage.FILED, at=NINE + 3 * MINUTE)
    assert column(path, "SELECT created, accepted, template FROM outbox") == [
        (milliseconds(NINE), milliseconds(NINE + 2 * MINUTE), "order-status")
    ]
    records.close()
