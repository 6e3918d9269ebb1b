"""The records' contract: the alarms that waits are, and the figures that they make."""

from __future__ import annotations

import pytest

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Category, Reason, Status
from shopdesk.ports.records import Records
from tests.adapters.records.builders import (
    DAY,
    HELP,
    JANE,
    MINUTE,
    NINE,
    alarm,
    begin,
    end,
    file,
    mail,
    place,
    reply,
    wait_of,
)


def answers(records: Records) -> list[tuple[bool, bool]]:
    """(running, its time is known) of the day's waits."""
    return [(a.running, a.ended is not None) for a in records.answers(*DAY)]


def test_an_alarm_says_what_the_board_shows(writer: Records, reader: Records) -> None:
    conversation, first, wait = alarm(writer)
    second = file(
        writer,
        mail("two@x.example", new_text="Hello? They are for Saturday."),
        conversation=conversation,
        received=NINE + MINUTE,
        lies=place(2),
    )
    both = wait_of([(first, NINE), (second, NINE + MINUTE)], rung=1)
    writer.put_wait(conversation, both, alarmed=NINE)
    assert reader.alarms(backlog=False) == (
        Alarm(
            conversation=conversation,
            wait=wait,
            mailbox=HELP,
            name=JANE.name,
            email=JANE.email,
            subject="Where is my order?",
            text="Hello? They are for Saturday.",
            category=Category.DELIVERY,
            language="en",
            started=NINE,
            due=NINE + 5 * MINUTE,
            rung=1,
            unanswered=2,
            trouble="",
            sending=False,
        ),
    )
    assert reader.alarms(backlog=True) == ()
    assert reader.open_places(HELP) == ((conversation, place(1)), (conversation, place(2)))
    assert reader.open_places("other@shoes.example") == ()


def test_alarms_and_their_places_end_with_the_wait(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    alarm(writer, email="", message_id="two@x.example", uid=2)
    end(writer, wait)
    writer.set_status(conversation, Status.ANSWERED)
    assert [a.name for a in reader.alarms(backlog=False)] == [JANE.name]
    assert [spot.uid for _, spot in reader.open_places(HELP)] == [2]


def test_only_open_conversations_are_alarms(writer: Records, reader: Records) -> None:
    conversation, _, _ = alarm(writer)
    writer.set_status(conversation, Status.CLOSED, Reason.SPAM)
    assert reader.alarms(backlog=False) == ()
    assert reader.open_places(HELP) == ()


def test_a_nameless_customer_is_shown_by_address(writer: Records, reader: Records) -> None:
    conversation = begin(writer, name="")
    message = file(writer, conversation=conversation)
    writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    assert [a.name for a in reader.alarms(backlog=False)] == [JANE.email]


def test_a_long_message_does_not_weigh_on_the_board(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    message = file(writer, mail(new_text="ờ" * 1_000_000), conversation=conversation)
    writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    (shown,) = reader.alarms(backlog=False)
    assert shown.text == "ờ" * 4_000


def test_an_alarm_tells_of_its_reply(writer: Records, reader: Records) -> None:
    conversation, _, _ = alarm(writer)

    def shown() -> tuple[str, bool]:
        (one,) = reader.alarms(backlog=False)
        return one.trouble, one.sending

    dispatch = writer.queue(reply(conversation), "")
    assert shown() == ("", True)
    writer.advance(dispatch, Stage.SENDING)
    assert shown() == ("", True)
    writer.advance(dispatch, Stage.HELD, trouble="The address does not exist.")
    assert shown() == ("The address does not exist.", False)
    writer.advance(dispatch, Stage.RECALLED)
    assert shown() == ("", False)


def test_backlog_is_apart_and_outside_the_figures_for_good(
    writer: Records, reader: Records
) -> None:
    conversation, _, old = alarm(writer, backlog=True)
    assert reader.alarms(backlog=False) == ()
    assert [a.wait for a in reader.alarms(backlog=True)] == [old]
    assert reader.open_places(HELP) == ((conversation, place(1)),)
    end(writer, old)
    assert reader.answers(*DAY) == ()
    writer.set_backlog(conversation, False)
    assert reader.answers(*DAY) == (), "the old wait stays out when the customer writes again"
    message = file(writer, mail("two@x.example"), conversation=conversation)
    new = writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    assert [a.wait for a in reader.alarms(backlog=False)] == [new]
    assert answers(reader) == [(True, False)]
    writer.set_backlog(conversation, True)
    assert reader.answers(*DAY) == ()


@pytest.mark.parametrize(
    ("outcome", "seen"),
    [
        (Outcome.ANSWERED, [(False, True)]),
        (Outcome.ELSEWHERE, [(False, True)]),
        (Outcome.ELSEWHERE_UNTIMED, [(False, False)]),
        (Outcome.DISMISSED, []),
    ],
)
def test_each_outcome_counts_as_defined(
    writer: Records, reader: Records, outcome: Outcome, seen: list[tuple[bool, bool]]
) -> None:
    _, _, wait = alarm(writer)
    assert answers(reader) == [(True, False)]
    end(writer, wait, outcome)
    assert answers(reader) == seen


@pytest.mark.parametrize("status_first", [True, False])
@pytest.mark.parametrize(
    ("reason", "ended"),
    [
        (Reason.SPAM, []),
        (Reason.NOT_A_CUSTOMER, []),
        (Reason.HANDLED_ELSEWHERE, [NINE + 2 * MINUTE]),
    ],
)
def test_a_dismissal_counts_by_its_reason_for_good(
    writer: Records, reader: Records, reason: Reason, ended: list[object], status_first: bool
) -> None:
    conversation, _, wait = alarm(writer)
    if status_first:
        writer.set_status(conversation, Status.CLOSED, reason)
    end(writer, wait, Outcome.DISMISSED)
    if not status_first:
        writer.set_status(conversation, Status.CLOSED, reason)
    assert [a.ended for a in reader.answers(*DAY)] == ended
    writer.set_status(conversation, Status.OPEN)
    assert [a.ended for a in reader.answers(*DAY)] == ended, "writing again changes no figure"


def test_an_undone_dismissal_may_get_another_reason(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    end(writer, wait, Outcome.DISMISSED)
    writer.set_status(conversation, Status.CLOSED, Reason.HANDLED_ELSEWHERE)
    writer.reopen_wait(wait)
    writer.set_status(conversation, Status.OPEN)
    end(writer, wait, Outcome.DISMISSED)
    writer.set_status(conversation, Status.CLOSED, Reason.SPAM)
    assert reader.answers(*DAY) == ()


def test_an_undone_dismissal_leaves_no_reason_behind(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    end(writer, wait, Outcome.DISMISSED)
    writer.set_status(conversation, Status.CLOSED, Reason.HANDLED_ELSEWHERE)
    writer.reopen_wait(wait)
    writer.set_status(conversation, Status.OPEN)
    end(writer, wait, Outcome.DISMISSED)
    assert reader.answers(*DAY) == ()


def test_a_reason_is_about_the_wait_that_runs_not_one_before_it(
    writer: Records, reader: Records
) -> None:
    conversation, _, dropped = alarm(writer)
    end(writer, dropped, Outcome.DISMISSED)
    message = file(writer, mail("two@x.example"), conversation=conversation)
    wait = writer.put_wait(conversation, wait_of([(message, NINE)]), alarmed=NINE)
    writer.set_status(conversation, Status.CLOSED, Reason.HANDLED_ELSEWHERE)
    end(writer, wait, Outcome.DISMISSED)
    assert answers(reader) == [(False, True)]


def test_a_span_holds_what_was_received_in_it(writer: Records, reader: Records) -> None:
    for minute in range(3):
        alarm(writer, received=NINE + minute * MINUTE, message_id=f"{minute}@x.example")
    found = reader.answers(NINE, NINE + 2 * MINUTE)
    assert [a.received for a in found] == [NINE, NINE + MINUTE]
