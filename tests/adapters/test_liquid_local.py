"""Money, dates and times, written as the customer's language writes them."""

import datetime as dt
from decimal import Decimal

import pytest

from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.domain.answer.reply import blanks
from shopdesk.domain.errors import TemplateError

FILLER = LiquidFiller()
HANOI = dt.timezone(dt.timedelta(hours=7))


def fill(source: str, language: str = "en", currency: str = "GBP", country: str = "") -> str:
    """The source filled in, narrow and no-break blanks as plain ones."""
    values: dict[str, object] = {
        "language": language,
        "shop": {"currency": currency or None, "country": country},
        "today": dt.date(2026, 11, 21),
        "now": dt.datetime(2026, 11, 21, 9, 5, tzinfo=HANOI),
        "order": {"total": Decimal("412.50"), "paid": {"amount": Decimal(5), "currency": "EUR"}},
    }
    values = {name: value for name, value in values.items() if value}
    return FILLER.fill(source, values).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("source", "language", "text"),
    [
        ('{{ 12.5 | money: "GBP" }}', "en", "£12.50"),
        ('{{ 12.5 | money: "GBP" }}', "ru", "12,50 £"),
        ("{{ order.total | money }}", "en", "£412.50"),
        ("{{ order.total | money }}", "vi", "412,50 £"),
        ('{{ 1250000 | money: "VND" }}', "vi", "1.250.000 ₫"),
        ('{{ 1250000.4 | money: "VND" }}', "en", "₫1,250,000"),
        ('{{ "12.5" | plus: 1 | money }}', "en", "£13.50"),
        # an amount with its own currency
        ("{{ order.paid | money }}", "en", "€5.00"),
        ("{{ order.paid.amount | money }}", "en", "£5.00"),
        ('{{ nothing | default: 3 | money: "EUR" }}', "de", "3,00 €"),
        # a language that nobody knows is no reason to fail
        ("{{ order.total | money }}", "tlh", "£412.50"),
        ("{{ order.total | money }}", "", "£412.50"),
    ],
)
def test_money(source: str, language: str, text: str) -> None:
    assert fill(source, language) == text


@pytest.mark.parametrize(
    ("source", "language", "text"),
    [
        ("{{ today }}", "en", "November 21, 2026"),
        ("{{ today }}", "ru", "21 ноября 2026 г."),
        ("{{ today }}", "vi", "21 tháng 11, 2026"),
        ("{{ today }}", "", "2026-11-21"),
        ("{{ today | date }}", "ru", "21 нояб. 2026 г."),
        ('{{ today | date: "full" }}', "vi", "Thứ Bảy, 21 tháng 11, 2026"),
        ('{{ "2026-11-02" | date: "long" }}', "en", "November 2, 2026"),
        ('{{ "today" | date: "short" }}', "en", "11/21/26"),
        ('{{ today | date: "long" }}', "", "November 21, 2026"),
        ('{{ "soon" | date: "long" }}', "en", "soon"),
        # Shopify's way keeps working, with the names in the customer's language
        ("{{ today | date: '%A, %d %B %Y 100%%' }}", "ru", "суббота, 21 ноября 2026 100%"),
        ("{{ today | date: '%d.%m.%Y' }}", "vi", "21.11.2026"),
        ("{{ now | time }}", "ru", "09:05"),
        ("{{ now | time }}", "en", "9:05 AM"),
        ("{{ 'now' | time: 'medium' }}", "vi", "09:05:00"),
        ("{{ 'soon' | time }}", "vi", "soon"),
    ],
)
def test_dates_and_times(source: str, language: str, text: str) -> None:
    assert fill(source, language) == text


@pytest.mark.parametrize(
    ("country", "text"),
    [("GB", "21 November 2026"), ("VN", "21 November 2026"), ("US", "November 21, 2026")],
)
def test_english_outside_of_america_writes_the_day_first(country: str, text: str) -> None:
    assert fill("{{ today }}", country=country) == text


def test_what_is_not_known_stays_visible() -> None:
    source = (
        "{{ order.refund | money }} {{ order.placed | date: 'long' }} {{ order.placed | time }}"
    )
    assert blanks(fill(source)) == ("order.refund", "order.placed")
    assert fill("{{ order.total | money }}", currency="") == "{{ shop.currency }}"


@pytest.mark.parametrize(
    "source",
    [
        '{{ "twelve" | money }}',
        '{{ 12 | money: "pounds" }}',
        '{{ "NaN" | money }}',
        '{{ "1e999999" | money }}',
        '{{ "Infinity" | money }}',
        '{{ "1000000000000000000000" | money }}',
        "{{ order | money }}",
        "{{ now | time: '%H' }}",
    ],
)
def test_what_is_no_amount_is_refused_with_its_place(source: str) -> None:
    with pytest.raises(TemplateError, match="line 2, column") as caught:
        fill(f"Hi\n{source}")
    assert caught.value.line == 2
    assert caught.value.why


def test_a_tiny_amount_is_not_a_million_digits() -> None:
    assert fill('{{ "1e-999999" | money }}') == "£0.00"
