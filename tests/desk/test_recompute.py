"""Open waits follow the owner's hours, targets and corrections; ended ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.clock.targets import BY_CATEGORY, Targets
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Category, Reason
from shopdesk.domain.shop.settings import Settings
from tests.shop import NINE, Mail, SmallShop, settings, small_shop

MINUTE = timedelta(minutes=1)
ZONE = settings().shop.zone
FROM_TEN = WeeklyHours(((Span(10 * 60, 19 * 60),),) * 7, ZONE)
FROM_EIGHT = WeeklyHours(((Span(8 * 60, 19 * 60),),) * 7, ZONE)
HURRY = settings(targets=Targets({**BY_CATEGORY, Category.DELIVERY: 2 * MINUTE}))
"""Deliveries are answered in 2 minutes rather than in 15."""
LEISURE = settings(targets=Targets({**BY_CATEGORY, Category.DELIVERY: 30 * MINUTE}))


class Reopened:
    """One profile, opened again and again with other settings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()

    def __call__(
        self, schedule: Schedule | None = None, chosen: Settings | None = None
    ) -> SmallShop:
        self._open.close()
        return self._open.enter_context(small_shop(self._folder, chosen, schedule))

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def reopened(tmp_path: Path) -> Iterator[Reopened]:
    made = Reopened(tmp_path)
    yield made
    made.close()


def alarm(shop: SmallShop) -> Alarm:
    """The only one."""
    (only,) = shop.desk.records.alarms(backlog=False)
    return only


def test_mail_that_came_while_closed_is_due_an_hour_after_the_opening(reopened: Reopened) -> None:
    shop = reopened(FROM_TEN)
    shop.receive(Mail())
    assert alarm(shop).due == NINE + 120 * MINUTE


def test_new_hours_move_what_is_due(reopened: Reopened) -> None:
    shop = reopened(FROM_TEN)
    shop.receive(Mail())
    shop = reopened(FROM_EIGHT)
    assert shop.desk.recompute.everything(NINE) == 1
    assert alarm(shop).due == NINE + 15 * MINUTE
    assert alarm(shop).started == NINE
    assert shop.desk.recompute.everything(NINE) == 0


def test_new_targets_move_what_is_due_to_the_hottest_message(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(id="a@example.com"), minutes_ago=5)
    shop.receive(Mail(body="Hello?", references="a@example.com"), minutes_ago=1)
    assert alarm(shop).due == NINE + 10 * MINUTE
    shop = reopened(chosen=HURRY)
    assert shop.desk.recompute.everything(NINE) == 1
    assert alarm(shop).due == NINE - 3 * MINUTE
    running = shop.desk.records.open_wait(alarm(shop).conversation)
    assert running is not None
    assert [m.target for m in running[1].messages] == [2 * MINUTE, 2 * MINUTE]


def test_the_backlog_moves_too(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(), minutes_ago=3 * 24 * 60)
    shop = reopened(chosen=HURRY)
    assert shop.desk.recompute.everything(NINE) == 1


def test_a_line_that_lies_ahead_again_will_ring_again(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(), minutes_ago=16)
    shop.desk.records.rung(alarm(shop).wait, Severity.BURNING)
    shop = reopened(chosen=LEISURE)
    shop.desk.recompute.everything(NINE)
    assert alarm(shop).rung == Severity.WARM


def test_what_rang_for_less_rings_on_from_there(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(), minutes_ago=3)
    shop = reopened(chosen=HURRY)
    shop.desk.recompute.everything(NINE)
    assert alarm(shop).rung == -1


def test_what_has_ended_stays_as_it_was(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(), minutes_ago=5)
    only = alarm(shop)
    shop.desk.dismiss.dismiss(only.conversation, Reason.HANDLED_ELSEWHERE, NINE)
    shop = reopened(chosen=HURRY)
    assert shop.desk.recompute.everything(NINE) == 0
    assert shop.desk.records.last_ended(only.conversation) == (only.wait, Outcome.DISMISSED)
    day = timedelta(days=1)
    (answer,) = shop.desk.records.answers(NINE - day, NINE + day)
    assert answer.due == only.due


def test_one_conversation_alone(reopened: Reopened) -> None:
    shop = reopened()
    shop.receive(Mail(id="a@example.com"), Mail(sender="Bo <bo@example.com>", id="b@example.com"))
    first, second = sorted(shop.desk.records.alarms(backlog=False), key=lambda a: a.conversation)
    shop = reopened(chosen=HURRY)
    assert shop.desk.recompute.conversation(first.conversation, NINE)
    assert not shop.desk.recompute.conversation(first.conversation, NINE)
    due = {a.conversation: a.due for a in shop.desk.records.alarms(backlog=False)}
    assert due == {
        first.conversation: NINE + 2 * MINUTE,
        second.conversation: NINE + 15 * MINUTE,
    }
