"""`\\Answered` set by another program: the alarm ends, its time unknown, and that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shopdesk.desk.events import Answered
from shopdesk.domain.alarm.board import today
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Status
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of, figures
from tests.shop import NINE, SHOP, Mail, SmallShop


def waiting(shop: SmallShop) -> list[int]:
    """The messages whose flag would be news."""
    return [message for message, _place in shop.desk.flagged.places(SHOP)]


def test_the_alarm_ends_without_a_time(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=3)
    only = alarm_of(shop)
    shop.desk.flagged.take(waiting(shop), shop.clock.now())
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    kept = shop.desk.records.wait_record(only.wait)
    assert kept.outcome is Outcome.ELSEWHERE_UNTIMED
    assert (kept.calendar, kept.business, kept.in_target) == (None, None, None)
    assert kept.ended == NINE
    assert kept.elsewhere
    (said,) = shop.heard(Answered)
    assert (said.took, said.in_target, said.elsewhere) == (None, None, True)


def test_it_is_kept_out_of_the_means_but_counts_as_answered(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=3)
    shop.receive(Mail(sender="Bo <bo@example.com>", subject="Thursday?"), minutes_ago=2)
    first, _second = waiting(shop)
    shop.desk.flagged.take([first], shop.clock.now())
    day = today(figures(shop), 0)
    assert (day.answered, day.median, day.in_target) == (1, None, None)


def test_undone_it_rings_on_from_its_own_start_and_the_flag_is_no_news(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=3)
    only = alarm_of(shop)
    shop.desk.flagged.take(waiting(shop), shop.clock.now())
    assert shop.desk.flagged.undo(only.conversation)
    assert alarm_of(shop) == only
    assert waiting(shop) == []
    assert not shop.desk.flagged.undo(only.conversation)


def test_only_what_is_flagged_ends(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=5)
    shop.receive(Mail(body="And one more thing?", references="a@example.com"), minutes_ago=1)
    first, second = waiting(shop)
    shop.desk.flagged.take([first], shop.clock.now())
    only = alarm_of(shop)
    assert only.started == NINE - timedelta(minutes=1)
    assert waiting(shop) == [second]


def test_what_we_answered_ourselves_is_no_news_when_the_answer_comes_back(
    shop: SmallShop,
) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=3)
    only = alarm_of(shop)
    draft = shop.desk.compose.draft(only.conversation)
    dispatch = shop.desk.compose.queue(replace(draft, body="It is on its way."), NINE)
    shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), NINE)
    last = shop.desk.records.last_ended(only.conversation)
    assert last is not None
    shop.desk.records.reopen_wait(last[0])
    shop.desk.records.set_status(only.conversation, Status.OPEN)
    assert alarm_of(shop).wait == only.wait
    assert waiting(shop) == []


def test_a_copy_in_sent_that_comes_after_the_flag_brings_the_time(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=6)
    only = alarm_of(shop)
    shop.desk.flagged.take(waiting(shop), shop.clock.now())
    ours = Mail(f"Lan <{SHOP}>", "Re: it", "Tomorrow.", references="a@example.com")
    ours.to = "jane@example.com"
    shop.receive(ours, minutes_ago=2, role=Role.SENT)
    kept = shop.desk.records.wait_record(only.wait)
    assert kept.outcome is Outcome.ELSEWHERE
    assert kept.calendar == timedelta(minutes=4)
    assert kept.in_target


def test_a_later_answer_does_not_alter_a_time_that_nobody_knows(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=6)
    only = alarm_of(shop)
    shop.desk.flagged.take(waiting(shop), shop.clock.now())
    shop.clock.pass_by(hours=20)
    ours = Mail(f"Lan <{SHOP}>", "Re: it", "Did it arrive?", references="a@example.com")
    ours.to = "jane@example.com"
    shop.receive(ours, role=Role.SENT)
    assert shop.desk.records.wait_record(only.wait).outcome is Outcome.ELSEWHERE_UNTIMED
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
