"""Alarms are read once; from then on only what was written to, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.records.alarms import FEW
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.wait import Waiting, waiting_for
from shopdesk.domain.mail.conversation import Status
from shopdesk.ports.records import Records
from tests.adapters.records.builders import MINUTE, NINE, begin, file, mail


@pytest.fixture
def records(path: Path) -> Iterator[SqliteRecords]:
    """Two conversations wait, and were looked at."""
    made = SqliteRecords(path)
    for n in (1, 2):
        waits(made, n)
    assert len(made.alarms(backlog=False)) == 2
    yield made
    made.close()


def waits(records: Records, n: int) -> int:
    """One more customer who waits; the conversation."""
    conversation = begin(records, email=f"c{n}@customer.example")
    message = mail(f"{n}@customer.example")
    number = file(records, message, conversation=conversation, received=NINE)
    begun = waiting_for([Waiting(number, NINE, 5 * MINUTE)], AlwaysOpen())
    records.put_wait(conversation, begun, alarmed=NINE)
    return conversation


def anew(path: Path) -> set[Alarm]:
    """What one sees who opens the file now."""
    other = SqliteRecords(path)
    found = set(other.alarms(backlog=False))
    other.close()
    return found


def test_the_same_comes_back_while_nothing_was_written(records: SqliteRecords) -> None:
    assert records.alarms(backlog=False) is records.alarms(backlog=False)


def test_what_nobody_wrote_to_is_the_very_same_as_before(records: SqliteRecords) -> None:
    first, second = records.alarms(backlog=False)
    records.save_draft(second.conversation, Kept("Dear Jane"))
    still, drafted = records.alarms(backlog=False)
    assert still is first
    assert drafted.drafted
    assert not second.drafted


@pytest.mark.parametrize("more", [1, FEW + 1], ids=["a few", "many"])
def test_those_who_come_and_those_who_go(records: SqliteRecords, path: Path, more: int) -> None:
    for n in range(more):
        waits(records, 10 + n)
    records.set_status(1, Status.CLOSED)
    found = records.alarms(backlog=False)
    assert len(found) == more + 1
    assert set(found) == anew(path)


def test_another_process_is_believed(records: SqliteRecords, path: Path) -> None:
    other = SqliteRecords(path)
    other.save_draft(1, Kept("Dear Jane"))
    other.close()
    assert [alarm.drafted for alarm in records.alarms(backlog=False)] == [True, False]


def test_a_change_that_was_taken_back_is_not_kept(records: SqliteRecords) -> None:
    before = records.alarms(backlog=False)
    with pytest.raises(ZeroDivisionError), records.transaction():
        records.save_draft(1, Kept("Dear Jane"))
        assert records.alarms(backlog=False)[0].drafted
        raise ZeroDivisionError
    assert records.alarms(backlog=False) == before


def test_one_who_only_shows_sees_what_others_write(records: SqliteRecords, path: Path) -> None:
    shows = SqliteRecords(path)
    shows.only_show(True)
    assert len(shows.alarms(backlog=False)) == 2
    records.save_draft(1, Kept("Dear Jane"))
    assert shows.alarms(backlog=False)[0].drafted
    shows.only_show(False)
    shows.save_draft(1, None)
    assert not shows.alarms(backlog=False)[0].drafted
    shows.close()


def test_what_is_known_of_customers_has_a_change_of_its_own(records: SqliteRecords) -> None:
    known = records.guests_change()
    records.save_draft(1, Kept("Dear Jane"))
    assert records.guests_change() == known
    records.add_note(1, "vegan laces", NINE)
    assert records.guests_change() != known
