"""The records' contract: all or nothing, and noticing that somebody wrote."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from shopdesk.adapters.records.database import Database
from shopdesk.domain.errors import RecordsError
from shopdesk.ports.records import Records
from tests.adapters.records.builders import HELP, NINE, alarm, begin, end, file, mail


class Interrupted(Exception):
    """Raised in the middle."""


def test_nothing_of_a_broken_transaction_stays(writer: Records, reader: Records) -> None:
    conversation, message, wait = alarm(writer)
    with pytest.raises(Interrupted), writer.transaction():
        end(writer, wait)
        file(writer, mail("two@x.example"), conversation=conversation)
        writer.set_cursor(HELP, "INBOX", 7, 40)
        raise Interrupted
    assert reader.open_wait(conversation) is not None
    assert [m.id for m in reader.messages(conversation)] == [message]
    assert reader.cursor(HELP, "INBOX") is None


def test_a_nested_transaction_joins_the_outer_one(writer: Records, reader: Records) -> None:
    with pytest.raises(Interrupted), writer.transaction():
        with writer.transaction():
            writer.set_cursor(HELP, "INBOX", 7, 40)
        raise Interrupted
    assert reader.cursor(HELP, "INBOX") is None
    with writer.transaction(), writer.transaction():
        writer.set_cursor(HELP, "INBOX", 7, 41)
    assert reader.cursor(HELP, "INBOX") == (7, 41)


def test_a_broken_nested_transaction_leaves_no_trace_in_the_outer_one(
    writer: Records, reader: Records
) -> None:
    with writer.transaction():
        writer.set_cursor(HELP, "INBOX", 7, 1)
        with pytest.raises(Interrupted), writer.transaction():
            writer.set_cursor(HELP, "INBOX", 7, 2)
            writer.set_cursor(HELP, "Junk", 7, 2)
            raise Interrupted
        writer.set_cursor(HELP, "Sent", 7, 3)
    cursors = [reader.cursor(HELP, folder) for folder in ("INBOX", "Junk", "Sent")]
    assert cursors == [(7, 1), None, (7, 3)]


def test_a_refused_method_leaves_the_rest_of_a_transaction(
    writer: Records, reader: Records
) -> None:
    with writer.transaction():
        conversation = begin(writer)
        with pytest.raises(RecordsError):
            file(writer, conversation=conversation + 1)
    assert reader.conversation(conversation).customer.conversations == 1
    assert reader.counts(HELP)["messages"] == 0


def test_change_differs_after_every_write_and_only_then(writer: Records, reader: Records) -> None:
    seen = {reader.change()}

    def noticed() -> bool:
        before = len(seen)
        seen.add(reader.change())
        return len(seen) > before

    conversation, _, wait = alarm(writer)
    assert noticed()
    assert not noticed()
    writer.rung(wait, 1)
    assert noticed()
    writer.opened(conversation, NINE)
    assert noticed()
    writer.opened(conversation, NINE)
    reader.alarms(backlog=False)
    assert not noticed()
    for uid in range(20):
        writer.set_cursor(HELP, "INBOX", 7, uid)
        assert noticed()


def test_a_query_that_is_left_early_outlives_its_file(tmp_path: Path) -> None:
    database = Database(tmp_path / "records.sqlite")
    rows = database.each("SELECT 1 UNION SELECT 2")
    next(rows)
    database.close()
    # as when a pager ends `orders list`
    assert isinstance(rows, Generator)
    rows.close()
