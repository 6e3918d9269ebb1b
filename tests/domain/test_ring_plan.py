"""What rings in which way: quiet hours, "be quiet", the focus, the owner away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.alarm.quiet_hours import QuietSpan, tomorrows_opening
from shopdesk.domain.alarm.ring_plan import (
    Moment,
    Occasion,
    Presence,
    Quiet,
    RingPlan,
    Way,
    Ways,
    audible,
    is_away,
    ways,
)
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen

PARIS = ZoneInfo("Europe/Paris")
NINE = datetime(2026, 11, 21, 9, tzinfo=PARIS)
NIGHT = QuietSpan(22 * 60, 7 * 60)
MINUTE = timedelta(minutes=1)
HERE = Presence(focused=None, touched=NINE)
BELL, DESKTOP, PHONE = Way.BELL, Way.DESKTOP, Way.PHONE


def moment(
    wall: datetime = NINE,
    presence: Presence = HERE,
    *,
    shop_open: bool = True,
    hushed: datetime | None = None,
    phone: bool = True,
) -> Moment:
    """Nine on a Saturday, the owner at the board."""
    return Moment(wall, shop_open, presence, hushed, phone)


def told(occasion: Occasion, at: Moment, plan: RingPlan | None = None) -> Ways:
    """How one thing is told."""
    return ways(plan or RingPlan(), {occasion}, at)


@pytest.mark.parametrize(
    ("span", "quiet", "loud"),
    [
        (NIGHT, ["22:00", "23:59", "00:00", "06:59"], ["21:59", "07:00", "12:00"]),
        (QuietSpan(12 * 60, 13 * 60), ["12:00", "12:59"], ["11:59", "13:00", "00:00"]),
        (QuietSpan(0, 1440), ["00:00", "23:59"], []),
        (QuietSpan(22 * 60, 1440), ["22:00", "23:59"], ["00:00", "21:59"]),
        (QuietSpan(1439, 1), ["23:59", "00:00"], ["23:58", "00:01"]),
    ],
)
def test_a_span_goes_from_its_first_minute_to_before_its_last(
    span: QuietSpan, quiet: list[str], loud: list[str]
) -> None:
    def holds(clock: str) -> bool:
        hour, minute = clock.split(":")
        return span.holds(NINE.replace(hour=int(hour), minute=int(minute), second=59))

    assert [clock for clock in quiet + loud if holds(clock)] == quiet


@pytest.mark.parametrize(
    ("evening", "hours"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), 8),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), 10),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), 9),
    ],
    ids=["clocks go on", "clocks go back", "any night"],
)
def test_the_night_is_as_long_as_the_clocks_say(evening: datetime, hours: int) -> None:
    minutes = [(evening + n * MINUTE).astimezone(PARIS) for n in range(24 * 60)]
    quiet = [wall for wall in minutes if NIGHT.holds(wall)]
    assert len(quiet) == hours * 60
    assert (quiet[0].hour, quiet[-1].hour) == (22, 6)


def test_what_is_shown_twice_is_quiet_twice() -> None:
    span = QuietSpan(2 * 60, 3 * 60)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    shown = [(first + n * timedelta(hours=1)).astimezone(PARIS) for n in range(3)]
    assert [span.holds(wall) for wall in shown] == [True, True, False]


def test_in_quiet_hours_only_what_is_named_rings() -> None:
    plan = RingPlan(quiet=Quiet((NIGHT,), ways={Occasion.BURNING: frozenset({PHONE})}))
    night = moment(NINE.replace(hour=23), Presence())
    assert audible(plan, night) == {Occasion.BURNING}
    assert told(Occasion.BURNING, night, plan) == {PHONE}
    assert told(Occasion.NEW_MAIL, night, plan) == frozenset()
    assert told(Occasion.NEW_MAIL, moment(presence=Presence()), plan) == {BELL, DESKTOP, PHONE}


def test_without_a_phone_what_would_ring_it_alone_keeps() -> None:
    plan = RingPlan(quiet=Quiet((NIGHT,), ways={Occasion.BURNING: frozenset({PHONE})}))
    night = NINE.replace(hour=23)
    assert audible(plan, moment(night, Presence(), phone=False)) == frozenset()


def test_it_can_be_quiet_whenever_the_shop_is_closed() -> None:
    plan = RingPlan(quiet=Quiet(while_closed=True))
    assert Occasion.NEW_MAIL in audible(plan, moment())
    assert audible(plan, moment(shop_open=False)) == frozenset()


def test_be_quiet_silences_everything_until_its_end() -> None:
    end = NINE + timedelta(hours=1)
    assert audible(RingPlan(), moment(end - MINUTE, hushed=end)) == frozenset()
    assert Occasion.NEW_MAIL in audible(RingPlan(), moment(end, hushed=end))


@pytest.mark.parametrize(
    ("occasion", "found"),
    [
        (Occasion.NEW_MAIL, {BELL, DESKTOP}),
        (Occasion.WARM, {BELL, DESKTOP}),
        (Occasion.HOT, {BELL, DESKTOP}),
        (Occasion.BURNING, {BELL, DESKTOP, PHONE}),
        (Occasion.NOT_WATCHING, {BELL, DESKTOP, PHONE}),
        (Occasion.SUMMARY, set()),
    ],
)
def test_at_the_desk_the_phone_is_for_fire_and_blindness(
    occasion: Occasion, found: set[Way]
) -> None:
    assert told(occasion, moment()) == found


@pytest.mark.parametrize("occasion", [Occasion.NEW_MAIL, Occasion.REMINDER])
def test_away_the_phone_rings_for_new_mail_too(occasion: Occasion) -> None:
    assert PHONE not in told(occasion, moment())
    assert PHONE in told(occasion, moment(presence=Presence()))
    assert PHONE in told(occasion, moment(NINE + timedelta(minutes=10)))


def test_the_owner_is_away_without_a_board_or_without_a_key_for_a_while() -> None:
    plan = RingPlan(away_after=timedelta(minutes=5))
    assert not is_away(plan, moment(NINE + timedelta(minutes=4, seconds=59)))
    assert is_away(plan, moment(NINE + timedelta(minutes=5)))
    assert is_away(plan, moment(presence=Presence()))


@pytest.mark.parametrize("occasion", [Occasion.NEW_MAIL, Occasion.BURNING, Occasion.NOT_WATCHING])
def test_with_the_focus_the_bell_suffices(occasion: Occasion) -> None:
    assert told(occasion, moment(presence=Presence(True, NINE))) == {BELL}
    assert DESKTOP in told(occasion, moment(presence=Presence(False, NINE)))
    assert DESKTOP in told(occasion, moment(presence=Presence(None, NINE)))


def test_a_terminal_that_kept_its_focus_hides_no_fire_from_an_owner_at_lunch() -> None:
    lunch = moment(NINE + timedelta(minutes=30), Presence(True, NINE))
    assert told(Occasion.BURNING, lunch) == {BELL, PHONE}


def test_what_only_the_focus_hides_counts_as_told() -> None:
    plan = RingPlan(ways={Occasion.HOT: frozenset({DESKTOP})})
    focused = moment(presence=Presence(True, NINE))
    assert told(Occasion.HOT, focused, plan) == frozenset()
    assert audible(plan, focused) == {Occasion.HOT}


def test_the_summary_is_for_an_owner_who_is_away() -> None:
    plan = RingPlan(ways={Occasion.SUMMARY: frozenset({PHONE})})
    assert told(Occasion.SUMMARY, moment(), plan) == frozenset()
    assert told(Occasion.SUMMARY, moment(presence=Presence()), plan) == {PHONE}


def test_several_occasions_ring_in_all_their_ways() -> None:
    plan = RingPlan(
        ways={Occasion.NEW_MAIL: frozenset({BELL}), Occasion.BURNING: frozenset({PHONE})}
    )
    both = {Occasion.NEW_MAIL, Occasion.BURNING}
    assert ways(plan, both, moment()) == {BELL, PHONE}


WEEK = WeeklyHours((*((Span(9 * 60, 19 * 60),),) * 5, (), ()), PARIS)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (datetime(2026, 11, 18, 8, tzinfo=PARIS), datetime(2026, 11, 19, 9, tzinfo=PARIS)),
        (datetime(2026, 11, 18, 20, tzinfo=PARIS), datetime(2026, 11, 19, 9, tzinfo=PARIS)),
        (datetime(2026, 11, 20, 12, tzinfo=PARIS), datetime(2026, 11, 23, 9, tzinfo=PARIS)),
    ],
)
def test_tomorrows_opening_is_of_a_later_day(now: datetime, opening: datetime) -> None:
    assert tomorrows_opening(now, WEEK, PARIS) == opening


def test_an_opening_at_midnight_is_tomorrows() -> None:
    night = WeeklyHours(((Span(0, 120),),) * 7, PARIS)
    assert tomorrows_opening(NINE, night, PARIS) == datetime(2026, 11, 22, tzinfo=PARIS)


def test_a_shop_that_never_closes_begins_its_day_at_nine() -> None:
    assert tomorrows_opening(NINE, AlwaysOpen(), PARIS) == NINE + timedelta(days=1)
