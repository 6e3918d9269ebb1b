"""What an order comes to whose source tells no total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from shopdesk.domain.money import written

ROWS = "+"
"""Name of the charge that adds up what belongs to rows beside their articles."""
PART = "part:"
"""Before the name of a part, whose amount covers the articles in it."""


def reckoned(articles: Iterable[str], charges: Mapping[str, str], currency: str) -> str:
    """Articles and charges, or parts and charges; empty where nothing says any amount."""
    parts = [Decimal(amount) for name, amount in charges.items() if name.startswith(PART)]
    goods = [Decimal(amount) for amount in articles if amount]
    rest = [Decimal(amount) for name, amount in charges.items() if not name.startswith(PART)]
    amounts = [*(parts or goods), *rest]
    return written(sum(amounts, Decimal(0)), currency) if amounts else ""
