"""Whose parcel a number is."""

from __future__ import annotations

import pytest

from shopdesk.domain.guests.carriers import (
    CARRIERS,
    Carrier,
    carrier_of,
    is_form,
    is_link,
    tracking_link,
)


@pytest.mark.parametrize(
    ("number", "said", "carrier"),
    [
        ("1Z999AA10123456784", "", "ups"),
        ("RR123456785GB", "", "royal-mail"),
        ("RA644000001RU", "", "pochta"),
        ("14510065123456", "", "pochta"),
        ("1234567890", "", "cdek"),
        ("9400 1118 9922 3197 4285 00", "", "usps"),
        ("GHN12345678", "", "ghn"),
        ("VTP123456789", "", "viettel-post"),
        ("JD014600003828392837", "", "dhl"),
        ("123456789012", "", "fedex"),
        ("JT0000123456789", "", "jt"),
        ("S123456.HN1.A2.123456789", "", "ghtk"),
        ("1234567890", "DHL Express", "dhl"),
        ("X1", "Giao Hàng Nhanh (GHN)", "ghn"),
        ("X1", "Giao hàng tiết kiệm", "ghtk"),
        ("X1", "Почта России", "pochta"),
        ("X1", "СДЭК: до пункта", "cdek"),
        ("X1", "J&T Express", "jt"),
        ("X1", "Royal Mail 48", "royal-mail"),
    ],
)
def test_by_name_then_by_form(number: str, said: str, carrier: str) -> None:
    found = carrier_of(number, said)
    assert found is not None
    assert found.id == carrier


@pytest.mark.parametrize(("number", "said"), [("", ""), ("hello", ""), ("12", "by pigeon")])
def test_nobodys(number: str, said: str) -> None:
    assert carrier_of(number, said) is None
    assert tracking_link(number, said) == ""


def test_the_owners_own_carrier_goes_first() -> None:
    own = Carrier("lan", "Lan's van", "https://van.example/{number}", ("van",), r"1Z\w+")
    assert tracking_link("1Z999AA10123456784", own=[own]).startswith("https://van.example/1Z")
    assert tracking_link("A/1 2", "VAN", [own]) == "https://van.example/A%2F12"


def test_a_link_is_a_link_already() -> None:
    assert tracking_link("https://track.example/1") == "https://track.example/1"


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda c: c.id)
def test_every_carrier_has_a_page_with_a_place_for_the_number(carrier: Carrier) -> None:
    assert is_link(carrier.link)
    assert is_form(carrier.form)
    assert carrier.page("A 1").count("A%201") == 1
