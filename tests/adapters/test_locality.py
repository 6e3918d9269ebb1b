"""What this computer tells of its owner."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from shopdesk.adapters.locality import SystemLocality


@pytest.mark.parametrize(
    ("env", "language", "country"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi", "VN"),
        ({"LANG": "ru_RU"}, "ru", "RU"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ru_KZ.UTF-8"}, "ru", "KZ"),
        ({"LANG": "de_AT.UTF-8"}, "en", "AT"),
        ({"LANG": "ru"}, "ru", None),
        ({"LANG": "C.UTF-8"}, "en", None),
        ({"LANG": "POSIX"}, "en", None),
        ({"LANG": ""}, "en", None),
        ({}, "en", None),
        ({"LANG": "en_ZZ.UTF-8"}, "en", ""),
        ({"LANG": "\x1b[31m"}, "en", None),
    ],
)
def test_language_and_country(env: dict[str, str], language: str, country: str | None) -> None:
    guest = SystemLocality(env).guest()
    assert guest.language == language
    if country is not None:
        assert guest.country == country


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/London", "Asia/Omsk"])
def test_the_zone_tells_the_country_where_the_language_does_not(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    guest = SystemLocality({}).guest()
    assert guest.zone == zone
    assert guest.country == {"Asia/Ho_Chi_Minh": "VN", "Europe/London": "GB"}.get(zone, "RU")


def test_the_zone_is_always_one() -> None:
    assert ZoneInfo(SystemLocality({}).guest().zone)


@pytest.mark.parametrize(
    ("country", "currency"), [("VN", "VND"), ("RU", "RUB"), ("GB", "GBP"), ("", ""), ("ZZ", "")]
)
def test_money(country: str, currency: str) -> None:
    assert SystemLocality({}).currency(country) == currency
