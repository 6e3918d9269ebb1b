"""Reading an export in a test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk.adapters.orders import ExportFiles
from shopdesk.ports.order_files import Ask, Batch, Reading, Refused, StagedOrder, StagedPerson

LEEDS = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Read:
    """All of a file."""

    reading: Reading
    orders: tuple[StagedOrder, ...]
    people: tuple[StagedPerson, ...]
    refused: tuple[Refused, ...]
    rows: int

    def one(self, number: str) -> StagedOrder:
        """The order of that number."""
        (found,) = (order for order in self.orders if order.number == number)
        return found

    def lines(self, number: str) -> list[list[str]]:
        """Its articles."""
        found: list[list[str]] = json.loads(self.one(number).lines)
        return found


def read(
    folder: Path,
    content: str | bytes,
    ask: Ask | None = None,
    *,
    encoding: str = "utf-8",
    name: str = "orders.csv",
    currency: str = "",
    zone: ZoneInfo = LEEDS,
) -> Read:
    """Write it into a file and read that."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_file(file, ask, currency=currency, zone=zone)


def read_file(
    file: Path, ask: Ask | None = None, *, currency: str = "", zone: ZoneInfo = LEEDS
) -> Read:
    """Read a file that is there."""
    with ExportFiles(zone, currency).open(file, ask or Ask()) as sheet:
        whole = Batch()
        for batch in sheet.batches():
            whole.orders += batch.orders
            whole.people += batch.people
            whole.refused += batch.refused
            whole.rows += batch.rows
        return Read(
            sheet.reading,
            tuple(whole.orders),
            tuple(whole.people),
            tuple(whole.refused),
            whole.rows,
        )
