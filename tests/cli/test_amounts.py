"""Amounts as they are typed on the command line."""

from __future__ import annotations

import pytest

from shopdesk.cli.amounts import amount
from shopdesk.domain.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12.50 GBP", "12.50"),
        ("12,5 EUR", "12.50"),
        ("1,234.50 GBP", "1234.50"),
        ("250.000 VND", "250000"),
        ("1.250 KWD", "1.250"),
        ("7", "7.00"),
    ],
)
def test_an_amount_is_read_in_the_one_way_there_is(text: str, said: str) -> None:
    assert amount(text, "GBP").plain() == said


@pytest.mark.parametrize("text", ["2.505 GBP", "1,250 EUR", "-5 GBP", "0", "1e5 GBP", "many"])
def test_one_that_can_be_two_is_refused(text: str) -> None:
    """ "2.505": two and a half pounds, or two and a half thousand."""
    with pytest.raises(ConfigError, match="AMOUNT"):
        amount(text, "GBP")
