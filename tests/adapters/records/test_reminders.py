"""What the records keep of reminders, snoozes and acknowledgements."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shopdesk.domain.alarm.reminder import (
    NOTHING_AFTER,
    After,
    Reminder,
    ReminderEnd,
    ReminderKind,
    Reminding,
)
from shopdesk.domain.alarm.stillness import Stillness
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.clock.wait import Outcome
from shopdesk.ports.records import Records
from tests.adapters.records.builders import (
    JANE,
    MINUTE,
    NINE,
    alarm,
    begin,
    end,
    file,
    mail,
    reply,
    wait_of,
)

HOUR = 60 * MINUTE
PROMISE, NO_ANSWER = ReminderKind.PROMISE, ReminderKind.NO_ANSWER


def replied(records: Records, id: str = "ours@shoes.example") -> tuple[int, int]:
    """A conversation and a reply of ours in it."""
    conversation = begin(records)
    sent = file(records, mail(id), conversation=conversation, outgoing=True)
    return conversation, sent


def promise(hours: float = 3) -> Reminder:
    """To be back after so many hours; it shows an hour before."""
    due = NINE + hours * HOUR
    return Reminder(PROMISE, NINE, due, due - HOUR)


def test_a_reminder_is_an_alarm_of_its_conversation(writer: Records, reader: Records) -> None:
    conversation, sent = replied(writer)
    file(writer, mail("later@x.example", new_text="Size 38?"), conversation=conversation)
    number = writer.add_reminder(sent, promise())
    (found,) = reader.alarms(backlog=False)
    assert reader.alarms(backlog=True) == ()
    assert (found.conversation, found.wait, found.name) == (conversation, 0, JANE.name)
    assert (found.text, found.unanswered, found.rung) == ("Size 38?", 0, -1)
    assert (found.started, found.due, found.hidden_until) == (
        NINE,
        NINE + 3 * HOUR,
        NINE + 2 * HOUR,
    )
    assert found.reminder == Reminding(number, PROMISE, NINE + 3 * HOUR)


def test_open_ones_are_told_by_what_is_due_first(writer: Records, reader: Records) -> None:
    conversation, sent = replied(writer)
    writer.add_reminder(sent, promise(5))
    writer.add_reminder(sent, Reminder(NO_ANSWER, NINE, NINE + HOUR, NINE + HOUR))
    assert [r.kind for r in reader.reminders(conversation)] == [NO_ANSWER, PROMISE]
    assert reader.reminders(conversation + 1) == ()


@pytest.mark.parametrize(
    ("kind", "at", "left"),
    [
        (None, NINE, []),
        (NO_ANSWER, NINE, [PROMISE]),
        (PROMISE, NINE, [NO_ANSWER]),
        (None, NINE - MINUTE, [NO_ANSWER, PROMISE]),
    ],
)
def test_those_made_before_end(
    writer: Records,
    reader: Records,
    kind: ReminderKind | None,
    at: datetime,
    left: list[ReminderKind],
) -> None:
    conversation, sent = replied(writer)
    other, elsewhere = replied(writer, "other@shoes.example")
    for message in (sent, elsewhere):
        writer.add_reminder(message, promise())
        writer.add_reminder(message, Reminder(NO_ANSWER, NINE, NINE + HOUR, NINE + HOUR))
    ended = writer.end_reminders(conversation, ReminderEnd.ANSWERED, at, kind=kind)
    assert ended == 2 - len(left)
    assert [r.kind for r in reader.reminders(conversation)] == left
    assert len(reader.reminders(other)) == 2


def test_what_a_message_ended_is_opened_again(writer: Records, reader: Records) -> None:
    conversation, sent = replied(writer)
    writer.add_reminder(sent, promise())
    answer = file(writer, mail("two@shoes.example"), conversation=conversation, outgoing=True)
    writer.end_reminders(conversation, ReminderEnd.ANSWERED, NINE + HOUR, by=answer)
    assert reader.alarms(backlog=False) == ()
    assert (writer.reopen_reminders(sent), writer.reopen_reminders(answer)) == (0, 1)
    assert len(reader.reminders(conversation)) == 1


def test_stillness_is_kept_for_waits_and_reminders(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    sent = file(writer, mail("o@shoes.example"), conversation=conversation, outgoing=True)
    number = writer.add_reminder(sent, promise())
    assert reader.stillness(conversation) == (
        Stillness(wait, False, None, None, -1),
        Stillness(number, True, NINE + 2 * HOUR, None, -1),
    )
    for still in reader.stillness(conversation):
        writer.set_stillness(replace(still, hidden_until=NINE + HOUR, acknowledged=NINE, rung=2))
    assert {(a.hidden_until, a.acknowledged, a.rung) for a in reader.alarms(backlog=False)} == {
        (NINE + HOUR, True, 2)
    }
    writer.stir(conversation)
    waiting, reminding = reader.stillness(conversation)
    assert (waiting.hidden_until, waiting.acknowledged) == (None, None)
    assert reminding.hidden_until == NINE + HOUR


def test_what_has_ended_is_not_stilled(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    (still,) = reader.stillness(conversation)
    end(writer, wait)
    writer.set_stillness(replace(still, hidden_until=NINE))
    assert reader.stillness(conversation) == ()
    writer.reopen_wait(wait)
    assert reader.stillness(conversation) == (still,)


def test_a_message_that_came_after_the_end_wakes_what_is_taken_up_again(
    writer: Records, reader: Records
) -> None:
    conversation, _, wait = alarm(writer)
    (still,) = reader.stillness(conversation)
    writer.set_stillness(replace(still, acknowledged=NINE))
    end(writer, wait, Outcome.DISMISSED)
    later = file(writer, mail("b@x.example"), conversation=conversation, received=NINE + HOUR)
    writer.put_wait(conversation, wait_of([(later, NINE + HOUR)]), alarmed=NINE)
    writer.reopen_wait(wait)
    (found,) = reader.stillness(conversation)
    assert found.acknowledged is None


def test_the_newest_dismissal_is_told(writer: Records, reader: Records) -> None:
    conversation, _, wait = alarm(writer)
    sent = file(writer, mail("o@shoes.example"), conversation=conversation, outgoing=True)
    number = writer.add_reminder(sent, promise())
    assert reader.last_dismissal(conversation) == ((), ())
    end(writer, wait, Outcome.DISMISSED, at=NINE + MINUTE)
    assert reader.last_dismissal(conversation) == ((wait,), ())
    writer.end_reminders(conversation, ReminderEnd.DISMISSED, NINE + 2 * MINUTE)
    assert reader.last_dismissal(conversation) == ((), (number,))
    writer.reopen_reminder(number)
    writer.end_reminders(conversation, ReminderEnd.DISMISSED, NINE + MINUTE)
    assert reader.last_dismissal(conversation) == ((wait,), (number,))


@pytest.mark.parametrize(
    "after",
    [
        NOTHING_AFTER,
        After(close=True),
        After(remind=timedelta(days=2)),
        After(promise=NINE + HOUR),
        After(close=True, remind=timedelta(seconds=90), promise=NINE),
    ],
)
def test_what_happens_after_a_reply_goes_with_it(
    writer: Records, reader: Records, after: After
) -> None:
    number = writer.queue(replace(reply(begin(writer)), after=after), "")
    assert reader.dispatch(number).after == after
    assert [d.after for d in reader.dispatches(Stage.QUEUED)] == [after]


def test_a_draft_is_marked(writer: Records, reader: Records) -> None:
    conversation, _, _ = alarm(writer)
    assert [a.drafted for a in reader.alarms(backlog=False)] == [False]
    writer.save_draft(conversation, Kept("Dear Jane"))
    assert [a.drafted for a in reader.alarms(backlog=False)] == [True]
    writer.save_draft(conversation, None)
    assert [a.drafted for a in reader.alarms(backlog=False)] == [False]
