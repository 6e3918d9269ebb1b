"""The records' contract: replies on their way out, and drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.outbox import NEXT, Stage
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.moves.play import Play
from shopdesk.ports.records import Records
from tests.adapters.records.builders import MINUTE, NINE, begin, reply

WAYS: dict[Stage, tuple[Stage, ...]] = {
    Stage.QUEUED: (),
    Stage.CALLING: (Stage.CALLING,),
    Stage.SENDING: (Stage.CALLING, Stage.SENDING),
    Stage.UNSURE: (Stage.SENDING, Stage.UNSURE),
    Stage.HELD: (Stage.SENDING, Stage.HELD),
    Stage.ACCEPTED: (Stage.SENDING, Stage.ACCEPTED),
    Stage.FILED: (Stage.SENDING, Stage.ACCEPTED, Stage.FILED),
    Stage.RECALLED: (Stage.RECALLED,),
}
"""A way from `queued` to each stage."""


def test_a_reply_comes_back_as_it_was_queued(writer: Records, reader: Records) -> None:
    dispatch = reply(begin(writer), answers=(3, 1))
    number = writer.queue(dispatch, "order-status", at=NINE)
    assert reader.dispatch(number) == replace(dispatch, id=number)
    assert reader.dispatches(Stage.QUEUED) == (replace(dispatch, id=number),)
    with pytest.raises(RecordsError, match=str(number + 1)):
        reader.dispatch(number + 1)


def test_the_same_reply_is_never_queued_twice(writer: Records, reader: Records) -> None:
    dispatch = reply(begin(writer))
    writer.queue(dispatch, "")
    with pytest.raises(RecordsError):
        writer.queue(dispatch, "")
    assert len(reader.dispatches(Stage.QUEUED)) == 1


def test_replies_are_listed_by_stage_oldest_first(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    first, second, third = (
        writer.queue(reply(conversation, f"{n}@shoes.example"), "") for n in range(3)
    )
    writer.advance(first, Stage.SENDING)
    writer.advance(third, Stage.RECALLED)
    assert [d.id for d in reader.dispatches(Stage.QUEUED, Stage.SENDING)] == [first, second]
    assert [d.id for d in reader.dispatches(Stage.RECALLED)] == [third]
    assert reader.dispatches() == ()


@pytest.mark.parametrize("start", Stage)
@pytest.mark.parametrize("step", Stage)
def test_only_the_steps_there_are_can_be_taken(
    writer: Records, reader: Records, start: Stage, step: Stage
) -> None:
    number = writer.queue(reply(begin(writer)), "")
    for stage in WAYS[start]:
        writer.advance(number, stage)
    if step in NEXT[start]:
        writer.advance(number, step, at=NINE)
        assert reader.dispatch(number).stage is step
    else:
        with pytest.raises(RecordsError, match=str(number)):
            writer.advance(number, step)
        assert reader.dispatch(number).stage is start


def test_attempts_are_counted_and_trouble_is_the_last_step_s(
    writer: Records, reader: Records
) -> None:
    number = writer.queue(reply(begin(writer)), "")
    due = reader.dispatch(number).due
    writer.advance(number, Stage.SENDING)
    writer.advance(number, Stage.QUEUED, due=due + MINUTE, trouble="No network.")
    again = reader.dispatch(number)
    assert (again.due, again.attempts, again.trouble) == (due + MINUTE, 1, "No network.")
    writer.advance(number, Stage.SENDING)
    again = reader.dispatch(number)
    assert (again.due, again.attempts, again.trouble) == (due + MINUTE, 2, "")


def test_due_is_kept_to_the_millisecond(writer: Records, reader: Records) -> None:
    due = NINE + timedelta(seconds=10, microseconds=123_456)
    number = writer.queue(replace(reply(begin(writer)), due=due), "")
    assert reader.dispatch(number).due == NINE + timedelta(seconds=10, milliseconds=123)


def test_a_draft_is_kept_until_it_is_empty(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    assert reader.draft(conversation) is None
    writer.save_draft(conversation, Kept("Dear Jane", "order-status"))
    kept = Kept(
        "Dear Jane,\nsorry",
        "",
        "Re: Ваш заказ",
        ("j@x.example",),
        ("c@x.example",),
        ("/a",),
        After(close=True, remind=timedelta(days=2), promise=NINE, play=Play(follow_up=MINUTE)),
    )
    writer.save_draft(conversation, kept)
    assert reader.draft(conversation) == kept
    writer.save_draft(conversation, None)
    assert reader.draft(conversation) is None
