"""Money: exact, with its currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.money import (
    LARGEST,
    MixedCurrencies,
    Money,
    NoAmount,
    by_currency,
    money,
)

AMOUNTS = st.decimals(-(LARGEST - 1), LARGEST - 1, places=2, allow_nan=False)


def pounds(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


@pytest.mark.parametrize(
    ("text", "currency", "amount", "said"),
    [
        ("1 000,50", "RUB", "1000.50", "RUB"),
        ("1\u00a0000,50\u202f₽", "XXX", "1000.50", "RUB"),
        ("1.234.567 ₫", "XXX", "1234567", "VND"),
        ("250.000đ", "XXX", "250000", "VND"),
        ("250,000", "VND", "250000", "VND"),
        ("£12.50", "XXX", "12.50", "GBP"),
        ("1,234.56", "GBP", "1234.56", "GBP"),
        ("1.234,56", "EUR", "1234.56", "EUR"),
        ("1'234.50", "CHF", "1234.50", "CHF"),
        ("1,00,000.50", "INR", "100000.50", "INR"),
        ("12 500 руб.", "XXX", "12500.00", "RUB"),
        ("5 р.", "XXX", "5.00", "RUB"),
        ("AU $3,013.00", "XXX", "3013.00", "AUD"),
        ("$43.00", "XXX", "43.00", "USD"),
        ("$43.00", "CAD", "43.00", "CAD"),
        ("EUR 90,00", "USD", "90.00", "EUR"),
        ("90,00 EUR", "USD", "90.00", "EUR"),
        ("-5", "GBP", "-5.00", "GBP"),
        ("\u22125.00", "GBP", "-5.00", "GBP"),
        ("£-5.00", "GBP", "-5.00", "GBP"),
        ("(5.00)", "GBP", "-5.00", "GBP"),
        ("12.5-", "GBP", "-12.50", "GBP"),
        (".50", "USD", "0.50", "USD"),
        ("12,345", "BHD", "12.345", "BHD"),
        ("0", "JPY", "0", "JPY"),
        ("-0.00", "GBP", "0.00", "GBP"),
    ],
)
def test_amounts_as_people_and_programs_write_them(
    text: str, currency: str, amount: str, said: str
) -> None:
    found = money(text, currency)
    assert (found.plain(), found.currency) == (amount, said)
    assert found.json() == {"amount": amount, "currency": said}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "free",
        "=1+1|cmd",
        "1.000.0",
        "1,2,3",
        "12-34",
        "1e5",
        "9" * 14,
        "12 pairs",
        "½",
        "٣",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(NoAmount):
        money(text, "GBP")


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("12.345", ".", "12.345"),
        ("12.345", ",", "12345.00"),
        ("12,345", ",", "12.345"),
        ("12,345", "", "12345.00"),
        ("12.345", "", "12345.00"),
    ],
)
def test_one_mark_before_three_digits(text: str, decimal: str, amount: str) -> None:
    assert money(text, "EUR", decimal).plain() == amount


def test_two_currencies_are_never_one_sum() -> None:
    dong = Money(Decimal(250000), "VND")
    assert pounds("1.10") + pounds("2.20") == pounds("3.30")
    assert pounds("1.00") - pounds("2.20") == pounds("-1.20")
    for add in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(MixedCurrencies):
            add(pounds("1"), dong)
    assert by_currency([pounds("1"), dong, pounds("2"), dong]) == (
        pounds("3"),
        Money(Decimal(500000), "VND"),
    )


def test_a_tenth_ten_times_is_one() -> None:
    assert sum((pounds("0.10") for _ in range(10)), pounds("0")) == pounds("1.00")


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [("2.345", "GBP", "2.34"), ("2.355", "GBP", "2.36"), ("2.5", "VND", "2"), ("3.5", "JPY", "4")],
)
def test_rounding_to_the_smallest_coin(amount: str, currency: str, rounded: str) -> None:
    assert Money(Decimal(amount), currency).rounded().plain() == rounded


@given(AMOUNTS, st.sampled_from(["GBP", "USD", "EUR"]))
def test_what_is_written_is_read_again(amount: Decimal, currency: str) -> None:
    written = Money(amount, currency)
    assert money(written.plain(), currency, ".") == written


@given(st.text(max_size=30), st.sampled_from(["", ".", ","]))
def test_any_text_is_an_amount_or_none(text: str, decimal: str) -> None:
    try:
        found = money(text, "GBP", decimal)
    except NoAmount:
        return
    assert abs(found.amount) < LARGEST
    assert found.amount.is_finite()
