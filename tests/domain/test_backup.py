"""When a backup is due, and which may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.shop.backup import DAYS, WEEKS, is_due, outdated

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
instants = st.timedeltas(timedelta(), timedelta(days=1_000)).map(lambda past: NINE - past)


def test_a_day_of_the_shop_wants_one_backup() -> None:
    assert is_due((), NINE, SAIGON)
    assert not is_due((NINE - timedelta(hours=8),), NINE, SAIGON)
    yesterday_there = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)
    assert is_due((yesterday_there,), NINE, SAIGON)
    assert not is_due((yesterday_there + timedelta(minutes=1),), NINE, SAIGON)


def test_a_year_of_daily_backups_leaves_a_week_and_a_month() -> None:
    there: set[datetime] = set()
    for day in range(365):
        there.add(NINE + day * DAY)
        there -= outdated(sorted(there), SAIGON)
    last = NINE + 364 * DAY
    assert {last - n * DAY for n in range(DAYS)} <= there
    assert len(there) <= DAYS + WEEKS
    assert last - min(there) >= 21 * DAY


def test_all_of_today_stay_and_the_newest_of_each_day_before() -> None:
    today = [NINE, NINE + timedelta(hours=1)]
    before = [NINE - DAY, NINE - DAY + timedelta(hours=3)]
    assert outdated([*before, *today], SAIGON) == {before[0]}


@given(st.lists(instants, unique=True))
def test_what_stays_is_enough_and_not_too_much(made: list[datetime]) -> None:
    gone = outdated(made, SAIGON)
    kept = set(made) - gone
    assert gone <= set(made)
    if made:
        assert max(made) in kept
    days = sorted({at.astimezone(SAIGON).date() for at in made}, reverse=True)
    assert {at.astimezone(SAIGON).date() for at in kept} >= set(days[:DAYS])
    today = [at for at in made if at.astimezone(SAIGON).date() == days[0]]
    assert len(kept) <= len(today) + DAYS + WEEKS
    assert outdated(sorted(kept), SAIGON) == frozenset()
