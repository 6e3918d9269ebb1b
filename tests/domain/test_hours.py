"""Design section 4.4: opening hours, and the days on which clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.clock.hours import Span, Week, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen, Schedule

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOTHING = timedelta()
SATURDAY = date(2026, 11, 21)


def week(*spans: tuple[str, str], days: str = "mon tue wed thu fri sat sun") -> Week:
    """The same spans on some days."""
    made = tuple(Span(_minutes(opens), _minutes(closes)) for opens, closes in spans)
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(made if name in days.split() else () for name in names)


def _minutes(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    return hour * 60 + minute


def shop(
    *spans: tuple[str, str], zone: str = "UTC", closed: frozenset[date] = frozenset()
) -> WeeklyHours:
    """Open every day."""
    return WeeklyHours(week(*spans), ZoneInfo(zone), closed)


def utc(text: str) -> datetime:
    """`21 09:00` of November 2026, or a whole date."""
    text = f"2026-11-{text}" if len(text) < 15 else text
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


LUNCH = shop(("09:00", "12:00"), ("13:00", "19:00"))


@pytest.mark.parametrize(
    ("received", "minutes", "due"),
    [
        ("21 09:00", 5, "21 09:05"),
        ("21 11:55", 5, "21 12:00"),
        ("21 11:56", 5, "21 13:01"),
        ("21 12:00", 5, "21 13:05"),
        ("21 18:50", 15, "22 09:05"),
        ("21 18:50", 10, "21 19:00"),
        ("21 03:00", 5, "21 09:05"),
        ("21 19:00", 9 * 60, "22 19:00"),
        ("21 19:00", 9 * 60 + 1, "23 09:01"),
    ],
)
def test_targets_run_in_opening_hours_only(received: str, minutes: int, due: str) -> None:
    assert LUNCH.after(utc(received), minutes * MINUTE) == utc(due)
    assert LUNCH.between(utc(received), utc(due)) == minutes * MINUTE


def test_a_closed_day_has_no_hours() -> None:
    hours = shop(("09:00", "19:00"), closed=frozenset({date(2026, 11, 22)}))
    assert hours.after(utc("21 18:59"), 2 * MINUTE) == utc("23 09:01")
    assert not hours.is_open(utc("22 12:00"))


def test_past_midnight_is_two_spans_and_one_opening() -> None:
    bar = WeeklyHours(
        tuple(
            day + night
            for day, night in zip(
                week(("00:00", "02:00"), days="sun"),
                week(("20:00", "24:00"), days="sat"),
                strict=True,
            )
        ),
        ZoneInfo("UTC"),
    )
    assert bar.closes_at(utc("21 21:00")) == utc("22 02:00")
    assert bar.after(utc("21 23:59"), 2 * MINUTE) == utc("22 00:01")
    assert bar.opening_after(utc("21 21:00")) == utc("28 20:00")


def test_spans_that_touch_are_one() -> None:
    hours = shop(("09:00", "12:00"), ("12:00", "15:00"))
    assert hours.is_open(utc("21 12:00"))
    assert hours.closes_at(utc("21 09:00")) == utc("21 15:00")


@pytest.mark.parametrize(
    ("zone", "spans", "instants"),
    [
        # Paris, 29 March: 02:00 is 03:00, at 01:00 UTC
        ("Europe/Paris", ("02:30", "06:00"), ("2026-03-29 01:00", "2026-03-29 04:00")),
        ("Europe/Paris", ("01:00", "02:30"), ("2026-03-29 00:00", "2026-03-29 01:00")),
        # 25 October: 03:00 is 02:00 again, at 01:00 UTC
        ("Europe/Paris", ("02:30", "06:00"), ("2026-10-25 00:30", "2026-10-25 05:00")),
        ("Europe/Paris", ("01:00", "02:30"), ("2026-10-24 23:00", "2026-10-25 01:30")),
        ("Europe/Paris", ("01:00", "02:00"), ("2026-10-24 23:00", "2026-10-25 01:00")),
        ("Europe/Paris", ("02:00", "03:00"), ("2026-10-25 00:00", "2026-10-25 02:00")),
        # Lord Howe moves by half an hour: 4 October and 5 April
        ("Australia/Lord_Howe", ("02:10", "09:00"), ("2026-10-03 15:30", "2026-10-03 22:00")),
        ("Australia/Lord_Howe", ("01:45", "09:00"), ("2026-04-04 14:45", "2026-04-04 22:30")),
        # São Paulo's gap was the first hour of the day, and its fold the last
        ("America/Sao_Paulo", ("00:00", "09:00"), ("2018-11-04 03:00", "2018-11-04 11:00")),
        ("America/Sao_Paulo", ("23:30", "24:00"), ("2019-02-17 01:30", "2019-02-17 03:00")),
        # 30 December 2011 never was on Samoa
        ("Pacific/Apia", ("09:00", "10:00"), ("2011-12-29 19:00", "2011-12-29 20:00")),
    ],
)
def test_the_days_of_a_change_of_clocks(
    zone: str, spans: tuple[str, str], instants: tuple[str, str]
) -> None:
    opens, closes = (datetime.fromisoformat(f"{text}:00+00:00") for text in instants)
    hours = shop(spans, zone=zone)
    assert hours.opening_after(opens - MINUTE) == opens
    assert hours.closes_at(opens) == closes
    assert hours.between(opens - HOUR / 4, closes + HOUR / 4) == closes - opens


def test_a_span_within_a_gap_is_none() -> None:
    hours = shop(("02:10", "02:50"), zone="Europe/Paris")
    gap = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert hours.between(gap - 6 * HOUR, gap + 6 * HOUR) == NOTHING


def test_the_spans_on_both_sides_of_a_gap_are_joined() -> None:
    hours = shop(("00:00", "02:00"), ("03:00", "05:00"), zone="Europe/Paris")
    assert hours.closes_at(utc("2026-03-29 00:30")) == utc("2026-03-29 03:00")


def test_a_fold_at_midnight_is_counted_once() -> None:
    # St John's showed 00:01 of 7 November and then 23:01 of the 6th: both days' hours overlap,
    # from the first 23:00 to the second 23:30 and from the first 00:00 on
    hours = shop(("23:00", "23:30"), ("00:00", "01:00"), zone="America/St_Johns")
    first = datetime(2010, 11, 7, 1, 30, tzinfo=UTC)
    assert hours.opening_after(first - MINUTE) == first
    assert hours.closes_at(first) == first + 3 * HOUR
    assert hours.between(first - HOUR, first + 2 * HOUR) == 2 * HOUR


@pytest.mark.parametrize("schedule", [AlwaysOpen(), shop(("00:00", "24:00"), zone="Europe/Paris")])
def test_day_and_night_is_a_schedule_like_another(schedule: Schedule) -> None:
    start = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Europe/Paris"))
    end = datetime(2026, 10, 25, 12, tzinfo=ZoneInfo("Europe/Paris"))
    assert schedule.between(start, end) == 25 * HOUR
    assert schedule.after(start, 25 * HOUR) == end
    assert schedule.is_open(start)
    assert schedule.opening_after(start) is None
    assert schedule.closes_at(start) is None


def test_what_is_closed_for_ever_is_due_all_the_same() -> None:
    never = WeeklyHours(((),) * 7, ZoneInfo("UTC"))
    due = never.after(utc("21 09:00"), MINUTE)
    assert due - utc("21 09:00") > 3000 * DAY
    assert never.opening_after(utc("21 09:00")) is None
    assert never.between(utc("21 09:00"), due) == NOTHING


def test_a_long_target_in_a_shop_that_hardly_opens() -> None:
    hours = WeeklyHours(week(("09:00", "09:01"), days="mon"), ZoneInfo("UTC"))
    due = hours.after(utc("21 09:00"), HOUR)
    assert due == datetime(2026, 11, 23, 9, 1, tzinfo=UTC) + 59 * 7 * DAY


ZONES = st.sampled_from(
    ["Asia/Ho_Chi_Minh", "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe"]
)
DAYS = st.lists(st.integers(0, 1440), unique=True, max_size=8).map(
    lambda edges: tuple(
        Span(opens, closes)
        for opens, closes in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)
    )
)
WEEKS = st.tuples(*[DAYS] * 7).filter(any)
CLOSED = st.frozensets(st.dates(date(2018, 10, 1), date(2019, 4, 30)), max_size=20)
SCHEDULES = st.builds(WeeklyHours, WEEKS, ZONES.map(ZoneInfo), CLOSED)
INSTANTS = st.datetimes(
    datetime(2018, 10, 1),  # noqa: DTZ001 - Hypothesis wants them so
    datetime(2019, 4, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
SPANS = st.timedeltas(timedelta(microseconds=1), 40 * HOUR)
by_property = settings(max_examples=300, deadline=None)


@by_property
@given(SCHEDULES, INSTANTS, SPANS)
def test_due_is_the_first_instant_with_the_target_passed(
    schedule: WeeklyHours, start: datetime, target: timedelta
) -> None:
    due = schedule.after(start, target)
    assert schedule.between(start, due) == target
    assert schedule.between(start, due - timedelta.resolution) < target


@by_property
@given(SCHEDULES, st.tuples(INSTANTS, INSTANTS, INSTANTS).map(sorted))
def test_business_time_adds_up(schedule: WeeklyHours, instants: list[datetime]) -> None:
    first, second, third = instants
    assert schedule.between(first, second) + schedule.between(second, third) == schedule.between(
        first, third
    )
    assert NOTHING <= schedule.between(first, second) <= second - first
    assert schedule.between(third, first) == NOTHING


@by_property
@given(SCHEDULES, st.tuples(INSTANTS, INSTANTS).map(sorted), SPANS, SPANS)
def test_later_mail_and_longer_targets_are_never_due_earlier(
    schedule: WeeklyHours, instants: list[datetime], target: timedelta, more: timedelta
) -> None:
    earlier, later = instants
    assert schedule.after(earlier, target) <= schedule.after(later, target)
    due = schedule.after(earlier, target)
    assert due < schedule.after(earlier, target + more) == schedule.after(due, more)


@by_property
@given(SCHEDULES, INSTANTS)
def test_doors_open_and_close_in_turn(schedule: WeeklyHours, at: datetime) -> None:
    opens = schedule.opening_after(at)
    assert opens is not None and opens > at
    assert schedule.is_open(opens) and not schedule.is_open(opens - timedelta.resolution)
    closes = schedule.closes_at(at)
    assert (closes is not None) == schedule.is_open(at)
    if closes is None:
        assert schedule.between(at, opens) == NOTHING
    else:
        assert not schedule.is_open(closes)
        assert schedule.between(at, closes) == closes - at
        assert schedule.between(at, opens) == closes - at
