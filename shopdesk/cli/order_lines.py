"""Orders as lines, as JSON, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO
from zoneinfo import ZoneInfo

from shopdesk.cli.lines import instant
from shopdesk.domain.guests.carriers import Carrier, carrier_of, tracking_link
from shopdesk.domain.guests.order import Order
from shopdesk.domain.plain import plain
from shopdesk.words import _

COLUMNS = (
    *("number", "source", "email", "name", "phone", "placed", "status", "total", "currency"),
    *("refunded", "carrier", "tracking", "sku", "item", "quantity", "price"),
)
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def order_record(order: Order, carriers: Sequence[Carrier] = ()) -> dict[str, object]:
    """As JSON says it."""
    number = order.tracking[0] if order.tracking else ""
    carrier = carrier_of(number, order.carrier, carriers) if number or order.carrier else None
    return {
        "number": order.number,
        "source": order.source,
        "customer": {"name": order.name, "email": order.email, "phone": order.phone},
        "placed": None if order.placed is None else instant(order.placed),
        "status": order.status.value,
        "said": order.said,
        "tracking": number,
        "parcels": list(order.tracking),
        "carrier": carrier.name if carrier else order.carrier,
        "tracking_link": tracking_link(number, order.carrier, carriers) if number else "",
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "quantity": count(line.quantity),
                "price": line.price.json() if line.price is not None else None,
                "total": line.total.json() if line.total is not None else None,
            }
            for line in order.lines
        ],
        "total": order.total.json(),
        "refunded": order.refunded.json(),
        "note": order.note,
    }


def count(quantity: Decimal) -> int | float:
    """Pieces as a number of JSON's."""
    return int(quantity) if quantity == quantity.to_integral_value() else float(quantity)


def order_line(order: Order, zone: ZoneInfo) -> str:
    """One line for people."""
    day = f"{order.placed.astimezone(zone):%Y-%m-%d}" if order.placed else " " * 10
    total = f"{order.total.plain()} {order.total.currency}"
    who = order.name or order.email
    state = _(order.status.value)
    return plain(f"{day}  {order.number:12}  {state:14}  {total:>16}  {order.source}  {who}")


def order_story(order: Order, zone: ZoneInfo, carriers: Sequence[Carrier], language: str) -> str:
    """All of it for people."""
    from shopdesk.adapters.templates.liquid_local import locale_for, written_money

    locale = locale_for(language, "")

    def written(amount: Decimal) -> str:
        return written_money(amount, order.total.currency, locale)

    lines = [
        order_line(order, zone),
        f"{order.name} <{order.email}> {order.phone}".replace(" <>", "").strip(),
        order.said,
    ]
    for line in order.lines:
        price = written(line.price.amount) if line.price is not None else ""
        lines.append(f"  {count(line.quantity)} × {line.name}  {line.sku}  {price}".rstrip())
    lines.append(_("total {amount}").format(amount=written(order.total.amount)))
    if order.refunded:
        lines.append(_("refunded {amount}").format(amount=written(order.refunded.amount)))
    for number in order.tracking:
        link = tracking_link(number, order.carrier, carriers)
        lines.append(_("parcel {number} {link}").format(number=number, link=link).rstrip())
    lines.append(order.note)
    return plain("\n".join(line for line in lines if line), lines=True)


def order_csv(out: TextIO, orders: Iterable[Order], zone: ZoneInfo) -> None:
    """A table with a row for each article; no cell begins a formula."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for order in orders:
        head: tuple[object, ...] = (
            order.number,
            order.source,
            order.email,
            order.name,
            order.phone,
            order.placed.astimezone(zone).isoformat(" ", "seconds") if order.placed else "",
            order.status.value,
            order.total.plain(),
            order.total.currency,
            order.refunded.plain(),
            order.carrier,
            ", ".join(order.tracking),
        )
        for line in order.lines or (None,):
            article: tuple[object, ...] = ("", "", "", "")
            if line is not None:
                price = line.price.plain() if line.price is not None else ""
                article = (line.sku, line.name, count(line.quantity), price)
            table.writerow([cell(value) for value in (*head, *article)])


def cell(value: object) -> str:
    """Text that a spreadsheet takes for text: what would be a formula gets an apostrophe."""
    text = plain(str(value), lines=True)
    return f"'{text}" if text.startswith(_STARTS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
