"""How fast orders come in: `python -m tests.benchmarks.orders [ROWS]`.

A Shopify export of 79 columns, made up; read, and taken into new records, then once more.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk.adapters.orders import ExportFiles
from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.domain.guests.order_settings import OrderSettings
from shopdesk.ports.order_files import Ask
from tests.adapters.orders.exports import SHOPIFY

ROWS = 100_000
PRODUCTS = 800
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")


def rows(count: int) -> Iterator[list[str]]:
    """So many rows of orders with one to three articles."""
    chance = random.Random(1)  # noqa: S311 - no secret in it
    order = left = 0
    head: dict[str, str] = {}
    for _ in range(count):
        row = dict.fromkeys(SHOPIFY, "")
        product = chance.randrange(PRODUCTS)
        if not left:
            order, left = order + 1, chance.choice((1, 1, 2, 3))
            at = NOW - timedelta(minutes=chance.randrange(500_000))
            head = {
                "Name": f"#{order}",
                "Email": f"customer{chance.randrange(20_000)}@example.com",
                "Created at": f"{at:%Y-%m-%d %H:%M:%S} -0400",
            }
            row |= {
                "Financial Status": "paid",
                "Paid at": head["Created at"],
                "Fulfillment Status": chance.choice(("fulfilled", "unfulfilled")),
                "Currency": "GBP",
                "Total": f"{chance.randrange(500, 60_000) / 100:.2f}",
                "Refunded Amount": "0.00",
                "Billing Name": f"Jane Roe {order % 977}",
                "Billing Zip": "'02108",
                "Shipping City": "Leeds",
                "Phone": "'+31612345678",
                "Id": str(6_634_240_000_000 + order),
            }
        left -= 1
        row |= head | {
            "Lineitem quantity": str(chance.choice((1, 1, 1, 2, 3))),
            "Lineitem name": f"Brown brogues - {product}",
            "Lineitem price": f"{10 + product % 90}.50",
            "Lineitem sku": f"BR-{product}",
            "Vendor": "Lan's Shoes",
        }
        yield list(row.values())


def main(count: int) -> None:
    """Print rows a second."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders_export.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(SHOPIFY)
            writer.writerows(rows(count))
        print(f"{count:,} rows, {file.stat().st_size / 1e6:.1f} MB; rows/s by clock, by CPU")
        begun, worked = time.perf_counter(), time.process_time()
        with ExportFiles(ZONE, "").open(file, Ask()) as sheet:
            for _batch in sheet.batches():
                continue
        _say("only read", count, begun, worked)
        records = SqliteRecords(Path(folder) / "records.sqlite")
        importing = OrderImport(records, ExportFiles(ZONE, "", records.mapping), OrderSettings())
        for name in ("first import", "again"):
            begun, worked = time.perf_counter(), time.process_time()
            report = importing.take(file, Ask(), NOW)
            _say(f"{name} (+{report.added:,})", count, begun, worked)
        records.close()


def _say(name: str, count: int, begun: float, worked: float) -> None:
    clock, cpu = time.perf_counter() - begun, time.process_time() - worked
    print(f"{name:28} {count / clock:10,.0f} {count / cpu:10,.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
