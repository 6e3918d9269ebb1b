"""Orders for a small shop."""

from __future__ import annotations

import tempfile
from pathlib import Path

from shopdesk.adapters.orders import ExportFiles
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.domain.guests.order_report import ImportReport
from shopdesk.ports.order_files import Ask
from tests.shop import SmallShop


def take(shop: SmallShop, text: str, *, source: str = "") -> ImportReport:
    """Take an export in."""
    zone, currency = shop.settings.shop.zone, shop.settings.shop.currency
    files = ExportFiles(zone, currency, shop.desk.records.mapping)
    importing = OrderImport(shop.desk.records, files, shop.settings.orders)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.csv"
        file.write_text(text, "utf-8")
        return importing.take(file, Ask(source=source), shop.clock.now())
