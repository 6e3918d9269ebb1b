"""What is hidden comes back by the hours that hold, not by those that held when it was hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen, LiveSchedule, Schedule
from shopdesk.ports.mail import Receipt
from tests.shop import NINE, Mail, SmallShop, settings, small_shop

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ZONE = settings().shop.zone


def daily(*spans: tuple[float, float]) -> Schedule:
    """The same hours every day."""
    day = tuple(Span(int(begin * 60), int(end * 60)) for begin, end in spans)
    return WeeklyHours((day,) * 7, ZONE)


BEFORE = daily((9, 12), (13, 19))


@pytest.fixture
def live() -> LiveSchedule:
    """The hours that hold."""
    return LiveSchedule(BEFORE)


@pytest.fixture
def shop(tmp_path: Path, live: LiveSchedule) -> Iterator[SmallShop]:
    """Lan's at nine in the morning, with one customer."""
    with small_shop(tmp_path, schedule=live) as made:
        made.receive(Mail())
        yield made


def hidden(shop: SmallShop) -> Alarm:
    """The only alarm."""
    (only,) = shop.desk.records.alarms(backlog=False)
    return only


def change(shop: SmallShop, live: LiveSchedule, hours: Schedule) -> None:
    """As the settings screen does it."""
    before, live.current = live.current, hours
    shop.desk.change(shop.settings, shop.clock.now(), before)


@pytest.mark.parametrize(
    ("until", "hours", "back"),
    [
        (NINE + DAY, daily((10, 19)), NINE + DAY + HOUR),
        (NINE + DAY, daily((8, 19)), NINE + DAY - HOUR),
        (NINE + 4 * HOUR, daily((9, 12.5), (13.5, 19)), NINE + 4.5 * HOUR),
        (NINE + 8 * HOUR, daily((9, 16)), NINE + DAY),
        (NINE + 2 * HOUR, daily((8, 19)), NINE + 2 * HOUR),
        (NINE + DAY, AlwaysOpen(), NINE + DAY),
    ],
    ids=["later", "sooner", "after lunch", "closed by then", "a time stays", "day and night"],
)
def test_a_snooze(
    shop: SmallShop, live: LiveSchedule, until: datetime, hours: Schedule, back: datetime
) -> None:
    shop.desk.stilling.snooze(hidden(shop).conversation, until, shop.clock.now())
    assert hidden(shop).hidden_until == until
    change(shop, live, hours)
    assert hidden(shop).hidden_until == back


def promised(shop: SmallShop) -> Alarm:
    """Tomorrow at ten is promised; the promise that comes back."""
    draft = replace(
        shop.desk.compose.draft(1), body="Soon.", after=After(promise=NINE + DAY + HOUR)
    )
    number = shop.desk.compose.queue(draft, shop.clock.now())
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    return hidden(shop)


def test_a_promise_comes_back_in_time_to_be_kept_by_the_new_hours(
    shop: SmallShop, live: LiveSchedule
) -> None:
    first = promised(shop).hidden_until
    assert first is not None
    change(shop, live, daily((9.5, 12), (13, 19)))
    moved = hidden(shop).hidden_until
    assert moved is not None
    assert moved < first, "an hour of business time is less of the morning that is left"
    assert BEFORE.between(first, NINE + DAY + HOUR) == HOUR
    assert live.between(moved, NINE + DAY + HOUR) == HOUR


def test_a_promise_that_was_snoozed_stays_where_the_owner_put_it(
    shop: SmallShop, live: LiveSchedule
) -> None:
    promised(shop)
    shop.clock.at = NINE + DAY
    later = NINE + DAY + HOUR / 2
    shop.desk.stilling.snooze(1, later, shop.clock.now())
    change(shop, live, daily((9.5, 12), (13, 19)))
    assert hidden(shop).hidden_until == later


def test_at_a_start_nothing_comes_back_while_the_shop_is_closed(
    shop: SmallShop, live: LiveSchedule
) -> None:
    shop.desk.stilling.snooze(hidden(shop).conversation, NINE + 8 * HOUR, shop.clock.now())
    live.current = daily((9, 16))
    shop.desk.recompute.everything(shop.clock.now())
    assert hidden(shop).hidden_until == NINE + DAY
