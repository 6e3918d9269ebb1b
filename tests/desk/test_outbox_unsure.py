"""Replies of which nobody knows whether they left: looked for, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.desk.events import Answered, ReplyHeld, Trouble
from shopdesk.domain.answer.outbox import (
    ASK_AFTER,
    ASK_AT_LATEST,
    Dispatch,
    Stage,
    next_look,
    retry_after,
)
from shopdesk.ports.mail import Role
from tests.desk.test_answer import conversation_of, send
from tests.shop import SHOP, Mail, SmallShop


def stage(shop: SmallShop, number: int) -> Stage:
    return shop.desk.records.dispatch(number).stage


def lost(shop: SmallShop) -> Dispatch:
    """A reply at whose end the connection broke."""
    shop.receive(Mail())
    number, _ = send(shop, "My words")
    assert shop.desk.outbox.calling(number)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.unsure(number, "The connection broke.", shop.clock.now())
    return shop.desk.records.dispatch(number)


def copy_in_sent(shop: SmallShop, dispatch: Dispatch, **headers: str) -> bytes:
    """The server's own copy of it, perhaps renamed."""
    added = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    return b"Received: by mail.example; now\r\n" + added + dispatch.raw


def test_what_was_not_handed_over_goes_again_by_itself(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.calling(number)
    shop.desk.outbox.recover(shop.clock.now())
    assert [d.id for d in shop.desk.outbox.due(shop.clock.now())] == [number]
    assert shop.heard(ReplyHeld) == []


def test_what_may_have_left_is_looked_for_and_not_sent(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    assert shop.desk.outbox.calling(number)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.recover(shop.clock.now())
    assert stage(shop, number) is Stage.UNSURE
    assert [job.dispatch for job in shop.desk.outbox.to_seek()] == [number]
    assert shop.desk.outbox.due(shop.clock.now() + timedelta(days=1)) == ()
    (trouble,) = shop.heard(Trouble)
    assert "looking in Sent" in trouble.sentence


def test_found_in_sent_it_is_accepted_at_the_servers_time(shop: SmallShop) -> None:
    dispatch = lost(shop)
    at = shop.clock.now() + timedelta(seconds=2)
    shop.clock.pass_by(minutes=5)
    shop.desk.outbox.sought(dispatch.id, at, 1, shop.clock.now())
    accepted = shop.desk.records.dispatch(dispatch.id)
    assert (accepted.stage, accepted.accepted) == (Stage.ACCEPTED, at)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert len(shop.heard(Answered)) == 1
    assert shop.desk.records.draft(dispatch.conversation) is None


def test_not_found_for_some_minutes_the_owner_is_asked(shop: SmallShop) -> None:
    dispatch = lost(shop)
    shop.clock.pass_by(seconds=ASK_AFTER.total_seconds() - 1)
    shop.desk.outbox.sought(dispatch.id, None, 9, shop.clock.now())
    assert stage(shop, dispatch.id) is Stage.UNSURE
    shop.clock.pass_by(seconds=1)
    shop.desk.outbox.sought(dispatch.id, None, 1, shop.clock.now())
    assert stage(shop, dispatch.id) is Stage.UNSURE, "one look is none: servers file late"
    shop.desk.outbox.sought(dispatch.id, None, 2, shop.clock.now())
    assert stage(shop, dispatch.id) is Stage.HELD
    assert "not in Sent" in shop.heard(ReplyHeld)[0].trouble
    assert shop.desk.compose.draft(dispatch.conversation).body == "My words"


def test_where_nobody_can_look_the_owner_is_asked_at_last(shop: SmallShop) -> None:
    dispatch = lost(shop)
    shop.clock.pass_by(seconds=ASK_AT_LATEST.total_seconds())
    shop.desk.outbox.sought(dispatch.id, None, 0, shop.clock.now())
    assert stage(shop, dispatch.id) is Stage.HELD


@pytest.mark.parametrize("asked", [False, True])
def test_a_copy_that_turns_up_late_settles_it(shop: SmallShop, asked: bool) -> None:
    dispatch = lost(shop)
    if asked:
        shop.desk.outbox.held(dispatch.id, "Nobody knows.")
    shop.clock.pass_by(minutes=1)
    shop.receive(copy_in_sent(shop, dispatch), role=Role.SENT)
    assert stage(shop, dispatch.id) is Stage.ACCEPTED
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    messages = shop.desk.records.messages(dispatch.conversation)
    assert [m.outgoing for m in messages] == [False, True]


def test_a_copy_that_the_server_renamed_is_known_by_its_first_name(shop: SmallShop) -> None:
    dispatch = lost(shop)
    name = f"<{dispatch.message_id}>"
    renamed = copy_in_sent(shop, dispatch, **{"X-Microsoft-Original-Message-ID": name})
    renamed = renamed.replace(
        f"\nMessage-ID: {name}".encode(), b"\nMessage-ID: <other@out.example>"
    )
    assert renamed.count(dispatch.message_id.encode()) == 1
    shop.receive(renamed, role=Role.SENT)
    assert stage(shop, dispatch.id) is Stage.ACCEPTED
    assert len(shop.desk.records.messages(dispatch.conversation)) == 2


def test_another_draft_that_was_begun_meanwhile_is_kept(shop: SmallShop) -> None:
    dispatch = lost(shop)
    draft = replace(shop.desk.compose.draft(dispatch.conversation), body="Quite other words")
    shop.desk.compose.keep(draft)
    shop.desk.outbox.sought(dispatch.id, shop.clock.now(), 1, shop.clock.now())
    kept = shop.desk.records.draft(dispatch.conversation)
    assert kept is not None
    assert kept.body == "Quite other words"


def test_one_that_was_sent_again_shows_as_a_second_answer(shop: SmallShop) -> None:
    dispatch = lost(shop)
    shop.desk.outbox.held(dispatch.id, "Nobody knows.")
    again, _ = send(shop, "My words once more")
    assert stage(shop, dispatch.id) is Stage.RECALLED
    shop.receive(copy_in_sent(shop, dispatch), role=Role.SENT)
    assert stage(shop, dispatch.id) is Stage.RECALLED
    assert stage(shop, again) is Stage.QUEUED
    messages = shop.desk.records.messages(dispatch.conversation)
    assert [m.outgoing for m in messages] == [False, True]


def test_a_copy_seen_while_it_is_being_sent_is_left_to_the_courier(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    assert shop.desk.outbox.sending(number)
    dispatch = shop.desk.records.dispatch(number)
    shop.receive(copy_in_sent(shop, dispatch), role=Role.SENT)
    assert stage(shop, number) is Stage.SENDING
    assert len(shop.desk.records.messages(dispatch.conversation)) == 1


def test_unsure_it_is_on_its_way_for_the_board(shop: SmallShop) -> None:
    dispatch = lost(shop)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.sending
    assert conversation_of(shop) == dispatch.conversation
    assert shop.desk.records.dispatch(dispatch.id).mailbox == SHOP


def test_attempts_are_spread(shop: SmallShop) -> None:
    assert retry_after(1, 0) == timedelta(seconds=11.25)
    assert retry_after(1, 1) == timedelta(seconds=15)
    assert retry_after(99, 1) == timedelta(minutes=15)
    assert shop.settings


def test_looks_become_rarer() -> None:
    pauses = [next_look(timedelta(seconds=s)).total_seconds() for s in (0, 5, 20, 60, 600)]
    assert pauses == [5, 5, 10, 30, 45]
