"""An order while its rows come."""

from __future__ import annotations

from json.encoder import encode_basestring as quoted

from shopdesk.domain.guests.order_sum import reckoned
from shopdesk.ports.order_files import StagedOrder

_PARTED = ", "

Line = tuple[str, str]
"""An article as JSON, and what all of it costs: a decimal, or empty."""


class Gathered:
    """Filled in row by row; amounts are decimals as text, empty where the file says none.

    What a new one begins with are the class's own values: setting each would take time.
    """

    number = key = ident = email = contact = name = phone = ""
    currency = carrier = tracking = note = status = said = total = refunded = ""
    currency_said = False
    """An amount or a column has named it."""
    placed: int | None = None
    changed = 0
    refused = 0
    """The line for which it is."""

    def __init__(self, line: int, raw: str) -> None:
        self.line = line
        self.raw = raw
        self.lines: list[Line] = []
        self.charges: dict[str, str] = {}
        self.rows = [line]

    def follow(self, number: str) -> None:
        """One more parcel."""
        if number and number not in self.tracking.split(_PARTED):
            self.tracking = _PARTED.join(filter(None, (self.tracking, number)))[:200]

    def staged(self) -> StagedOrder:
        """As the records take it."""
        total = self.total
        if not total:
            total = reckoned([line[1] for line in self.lines], self.charges, self.currency)
        return StagedOrder._make(
            (
                self.line,
                self.key,
                self.number,
                self.contact,
                self.email,
                self.name,
                self.phone,
                self.placed,
                self.status,
                self.said,
                self.currency,
                total,
                0 if self.total else 1,
                self.refunded,
                self.carrier,
                self.tracking,
                self.note,
                f"[{','.join([line[0] for line in self.lines])}]",
                charged(self.charges) if self.charges else "{}",
                self.changed,
            )
        )


def article(sku: str, name: str, pieces: str, each: str, all_: str) -> Line:
    """A line of an order: price of one, price of all."""
    return f'[{quoted(sku)},{quoted(name)},"{pieces}","{each}","{all_}"]', all_


def charged(charges: dict[str, str]) -> str:
    """Charges as JSON."""
    return f"{{{','.join(f'{quoted(name)}:{quoted(sum_)}' for name, sum_ in charges.items())}}}"
