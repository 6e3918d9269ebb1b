"""The records' contract: waits begun, ended and taken up again."""

from __future__ import annotations

import pytest

from shopdesk.domain.alarm.board import Answer
from shopdesk.domain.clock.wait import Outcome, Wait, Waiting
from shopdesk.domain.errors import RecordsError
from shopdesk.ports.records import Records
from tests.adapters.records.builders import (
    DAY,
    MINUTE,
    NINE,
    alarm,
    begin,
    end,
    file,
    mail,
    wait_of,
)


def test_a_wait_comes_back_as_it_was_put(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    first = file(writer, conversation=conversation, received=NINE)
    second = file(writer, mail("two@x.example"), conversation=conversation, received=NINE + MINUTE)
    assert reader.open_wait(conversation) is None
    wait = Wait(
        (Waiting(first, NINE, 15 * MINUTE), Waiting(second, NINE + MINUTE, 5 * MINUTE)),
        NINE + 6 * MINUTE,
        rung=1,
    )
    number = writer.put_wait(conversation, wait, alarmed=NINE)
    assert reader.open_wait(conversation) == (number, wait)
    with pytest.raises(RecordsError):
        writer.put_wait(conversation + 1, wait, alarmed=NINE)


def test_putting_again_replaces_the_running_wait(writer: Records, reader: Records) -> None:
    conversation, first, number = alarm(writer)
    second = file(writer, mail("two@x.example"), conversation=conversation, received=NINE + MINUTE)
    both = wait_of([(first, NINE), (second, NINE + MINUTE)], rung=2)
    assert writer.put_wait(conversation, both, alarmed=NINE + MINUTE) == number
    assert reader.open_wait(conversation) == (number, both)
    alone = wait_of([(second, NINE + MINUTE)])
    writer.put_wait(conversation, alone, alarmed=NINE)
    assert reader.open_wait(conversation) == (number, alone)
    assert [m.answered for m in reader.messages(conversation)] == [True, False]


def test_an_ended_wait_runs_no_more(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    ours = file(writer, mail("ours@x.example"), conversation=conversation, outgoing=True)
    assert reader.last_ended(conversation) is None
    end(writer, wait, by=ours)
    assert reader.open_wait(conversation) is None
    assert reader.last_ended(conversation) == (wait, Outcome.ANSWERED)
    for number in (wait, wait + 1):
        with pytest.raises(RecordsError, match=str(number)):
            end(writer, number)


def test_the_wait_that_ended_last_is_by_turn_not_by_clock(writer: Records, reader: Records) -> None:
    conversation, _, first = alarm(writer)
    end(writer, first, at=NINE + 30 * MINUTE)
    message = file(writer, mail("two@x.example"), conversation=conversation)
    second = writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    end(writer, second, Outcome.ELSEWHERE, at=NINE + MINUTE)
    assert reader.last_ended(conversation) == (second, Outcome.ELSEWHERE)
    writer.reopen_wait(first)
    end(writer, first, Outcome.DISMISSED, at=NINE)
    assert reader.last_ended(conversation) == (first, Outcome.DISMISSED)


def test_a_reopened_wait_is_as_if_it_had_never_ended(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    before = reader.open_wait(conversation)
    end(writer, wait)
    writer.reopen_wait(wait)
    writer.reopen_wait(wait)
    assert reader.open_wait(conversation) == before
    assert reader.last_ended(conversation) is None
    assert reader.answers(*DAY) == (Answer(NINE, NINE + 5 * MINUTE, None, running=True),)


def test_reopening_takes_in_the_wait_that_was_begun_meanwhile(
    writer: Records, reader: Records
) -> None:
    conversation, first, wait = alarm(writer)
    writer.rung(wait, 1)
    end(writer, wait)
    second = file(writer, mail("two@x.example"), conversation=conversation, received=NINE + MINUTE)
    meanwhile = Wait((Waiting(second, NINE + MINUTE, MINUTE),), NINE + 2 * MINUTE, rung=0)
    other = writer.put_wait(conversation, meanwhile, alarmed=NINE + MINUTE)
    writer.reopen_wait(wait)
    assert reader.open_wait(conversation) == (
        wait,
        Wait(
            (Waiting(first, NINE, 5 * MINUTE), Waiting(second, NINE + MINUTE, MINUTE)),
            NINE + 2 * MINUTE,
            rung=1,
        ),
    )
    assert len(reader.answers(*DAY)) == 1
    writer.rung(other, 3)
    running = reader.open_wait(conversation)
    assert running is not None and running[1].rung == 1


def test_a_wait_that_has_lost_its_messages_cannot_be_reopened(
    writer: Records, reader: Records
) -> None:
    conversation, message, wait = alarm(writer)
    end(writer, wait)
    other = writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    for number in (wait, other + 1):
        with pytest.raises(RecordsError):
            writer.reopen_wait(number)
    assert reader.open_wait(conversation) == (other, wait_of([(message, NINE)]))


def test_the_highest_ring_is_kept(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    for severity in (0, 2, 1):
        writer.rung(wait, severity)
    running = reader.open_wait(conversation)
    assert running is not None and running[1].rung == 2
