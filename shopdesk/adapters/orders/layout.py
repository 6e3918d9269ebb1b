"""Which cell of a row is what, and how its amounts and days are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shopdesk.adapters.orders import dates
from shopdesk.adapters.orders.formats import Format, Shape, placed
from shopdesk.adapters.orders.formats_any import named_columns
from shopdesk.domain.money import NO_CURRENCY, Money, money
from shopdesk.ports.order_files import Ask

NOWHERE = -1
"""Of a field that no column holds: rows end with an empty cell."""
_COMMA = re.compile(r"(?:^|[^\d.,])\d{1,3}(?:[.\s\u00a0\u202f]?\d{3})*,\d{1,2}(?!\d)")
_POINT = re.compile(r"(?:^|[^\d.,])\d{1,3}(?:[,\s\u00a0\u202f]?\d{3})*\.\d{1,2}(?!\d)")
_MONEY_FIELDS = ("total", "price", "amount", "refunded", "part_total", "spent")
_DATE_FIELDS = ("placed", "paid", "shipped", "delivered", "cancelled", "updated")


@dataclass(frozen=True, slots=True)
class Layout:
    """A format, met in one file."""

    format: Format
    shape: Shape
    """An item format whose file has no column for items is one of orders."""
    width: int
    """Columns of the heading."""
    where: Mapping[str, tuple[int, ...]]
    """Each field that is there, and its columns: the first that is filled counts."""
    charges: tuple[tuple[str, int], ...]
    """(name, column) of what belongs to the order and is repeated."""
    extras: tuple[tuple[str, int, int], ...]
    """(name, column, sign) of what belongs to a row beside its article."""
    items: tuple[int, ...]
    """Columns that each describe an article."""
    currency: str
    currency_said: bool
    """The owner named it: it goes before what other rows name."""
    decimal: str
    days: str
    zone: ZoneInfo

    def at(self, field: str) -> int:
        """The field's first column, or `NOWHERE`."""
        return self.where[field][0] if field in self.where else NOWHERE

    def every(self, field: str) -> tuple[int, ...]:
        """All its columns; `NOWHERE` for none."""
        return self.where.get(field, (NOWHERE,))

    def instant(self, text: str) -> int:
        """Milliseconds since 1970; raises `dates.NoInstant`."""
        return dates.instant(text, self.zone, self.days)

    def money(self, text: str, currency: str) -> Money:
        """Raises `NoAmount`."""
        return money(text, currency or self.currency, self.decimal)


def layout(
    format: Format,
    headings: Sequence[str],
    samples: Sequence[Sequence[str]],
    ask: Ask,
    shop: tuple[ZoneInfo, str],
) -> Layout:
    """`headings` are folded; `shop` is its zone and currency."""
    zone, shop_currency = shop
    own = {name: (place,) for name, place in named_columns(ask.columns, headings).items()}
    where = placed(format, headings) | own
    shape = format.shape
    if shape is Shape.ITEM and not {"item", "sku", "quantity"} & where.keys():
        shape = Shape.ORDER
    cells = _cells(where, samples)
    names = {name: place for place, name in reversed(list(enumerate(headings)))}
    pattern = re.compile(format.item_columns) if format.item_columns else None
    return Layout(
        format=format,
        shape=shape,
        width=len(headings),
        where=where,
        charges=tuple((n, names[n]) for n in format.charges if n in names),
        extras=tuple((n, names[n], sign) for n, sign in format.extras.items() if n in names),
        items=tuple(p for p, n in enumerate(headings) if pattern and pattern.fullmatch(n)),
        currency=ask.currency or format.currency or shop_currency or NO_CURRENCY,
        currency_said=bool(ask.currency),
        decimal=ask.decimal or format.decimal or _decimal(cells(_MONEY_FIELDS)),
        days=ask.days or format.days or dates.order_of_days(cells(_DATE_FIELDS)),
        zone=zone,
    )


def _cells(
    where: Mapping[str, tuple[int, ...]], samples: Sequence[Sequence[str]]
) -> Callable[[Sequence[str]], list[str]]:
    def of(fields: Sequence[str]) -> list[str]:
        places = [where[field][0] for field in fields if field in where]
        return [row[p] for row in samples for p in places if p < len(row) and row[p].strip()]

    return of


def _decimal(amounts: Sequence[str]) -> str:
    """What amounts that can be read in one way only say about the others."""
    commas = sum(1 for text in amounts if _COMMA.search(text))
    points = sum(1 for text in amounts if _POINT.search(text))
    if bool(commas) == bool(points):
        return ""
    return "," if commas else "."
