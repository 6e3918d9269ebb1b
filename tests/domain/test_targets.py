"""Which target a message gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.targets import Channel, Targets
from shopdesk.domain.mail.conversation import Category

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOURS = WeeklyHours(((Span(9 * 60, 19 * 60),),) * 7, ZoneInfo("UTC"))
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("category", "channel", "minutes"),
    [
        (Category.PRE_SALE, Channel.EMAIL, 5),
        (Category.COMPLAINT, Channel.FORM, 5),
        (Category.ORDER, Channel.EMAIL, 15),
        (Category.DELIVERY, Channel.MARKETPLACE, 15),
        (Category.RETURN, Channel.PHONE, 15),
        (Category.PRAISE, Channel.EMAIL, 60),
        (Category.OTHER, Channel.EMAIL, 60),
        (Category.OTHER, Channel.CHAT, 5),
        (Category.PRAISE, Channel.SOCIAL, 5),
    ],
)
def test_the_defaults(category: Category, channel: Channel, minutes: int) -> None:
    assert Targets().target_for(category, channel, NINE, AlwaysOpen()) == minutes * MINUTE


def test_a_channels_own_target_holds_whatever_the_category() -> None:
    targets = Targets(by_channel={Channel.MARKETPLACE: 120 * MINUTE})
    for category in Category:
        found = targets.target_for(category, Channel.MARKETPLACE, NINE, HOURS)
        assert found == 120 * MINUTE


@pytest.mark.parametrize(
    ("minute", "target"), [(-1, 60), (0, 5), (10 * 60 - 1, 5), (10 * 60, 60), (11 * 60, 60)]
)
def test_what_came_while_closed_is_given_its_time_from_the_opening(
    minute: int, target: int
) -> None:
    received = NINE + minute * MINUTE
    for channel in (Channel.EMAIL, Channel.CHAT):
        found = Targets().target_for(Category.PRE_SALE, channel, received, HOURS)
        assert found == target * MINUTE


def test_monday_morning_is_no_wall_of_fire() -> None:
    received = NINE - 3 * timedelta(hours=1)
    target = Targets().target_for(Category.PRE_SALE, Channel.EMAIL, received, HOURS)
    assert HOURS.after(received, target) == NINE + 60 * MINUTE
    assert HOURS.between(received, NINE + MINUTE) == MINUTE


def test_the_shortest_is_where_the_doubling_of_a_fires_rings_begins() -> None:
    assert Targets().shortest == 5 * MINUTE
    assert Targets(by_channel={Channel.CHAT: MINUTE}).shortest == MINUTE
