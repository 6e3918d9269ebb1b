"""Closed days: the owner's own, and a country's holidays."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays, list_supported_countries

from shopdesk.adapters.public_holidays import ClosedDays, is_place, parts_of, weekly_hours
from shopdesk.domain.clock.hours import Hours, Span
from shopdesk.domain.countries import COUNTRIES

TET = date(2026, 2, 17)
NONE: frozenset[date] = frozenset()


def test_own_days_and_holidays_are_closed() -> None:
    days = ClosedDays(frozenset({date(2026, 12, 31)}), "VN")
    assert TET in days
    assert date(2026, 12, 31) in days
    assert date(2026, 11, 21) not in days
    assert TET not in ClosedDays(NONE, "")
    assert "2026-02-17" not in days


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    cesar_chavez_day = date(2026, 3, 31)
    assert cesar_chavez_day in ClosedDays(NONE, "US-CA")
    assert cesar_chavez_day not in ClosedDays(NONE, "US")


def test_a_new_years_day_that_is_kept_in_the_old_year() -> None:
    assert date(2021, 12, 31) in ClosedDays(NONE, "US")


@pytest.mark.parametrize("place", ["VN", "RU", "GB-SCT", "FR", "BR", "AU-NSW", "SE"])
def test_they_are_those_of_the_library(place: str) -> None:
    country, _dash, part = place.partition("-")
    known = country_holidays(country, subdiv=part or None, years=range(2024, 2030))
    days = ClosedDays(NONE, place)
    for n in range(4 * 365):
        day = date(2025, 1, 1) + timedelta(days=n)
        assert (day in days) == (day in known), day


def test_years_that_nobody_knows_of_are_open() -> None:
    for year in (1, 1800, 9998):
        assert date(year, 6, 1) not in ClosedDays(NONE, "VN")


@pytest.mark.parametrize("place", ["XX", "vn", "US-QQ", "VN-CA", ""])
def test_places_that_are_none(place: str) -> None:
    assert not is_place(place)


def test_the_parts_of_a_country() -> None:
    assert parts_of("GB") == ("ENG", "NIR", "SCT", "WLS")
    assert all(is_place(f"GB-{part}") for part in parts_of("GB"))


def test_the_countries_of_a_shop_are_those_with_holidays() -> None:
    assert set(list_supported_countries(include_aliases=False)) == COUNTRIES


def test_a_schedule_keeps_them() -> None:
    hours = Hours(((Span(9 * 60, 19 * 60),),) * 7, "VN", frozenset({date(2026, 2, 15)}))
    schedule = weekly_hours(hours, ZoneInfo("Asia/Ho_Chi_Minh"))
    noons = [datetime(2026, 2, day, 5, tzinfo=UTC) for day in range(14, 23)]
    assert [noon.day for noon in noons if schedule.is_open(noon)] == [14, 21, 22]


@pytest.mark.parametrize(("holidays", "loaded"), [("", False), ('holidays = "VN"', True)])
def test_the_library_is_loaded_only_for_a_shop_that_wants_it(
    tmp_path: Path, holidays: str, loaded: bool
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[shop]\nzone = "UTC"\n[hours]\nmon = ["09:00-19:00"]\n{holidays}\n')
    code = (
        "import sys, pathlib; from shopdesk.bootstrap import schedule_of, settings_in;"
        "schedule_of(settings_in(pathlib.Path(sys.argv[1]), for_mail=False));"
        "print('holidays' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{loaded}\n"
