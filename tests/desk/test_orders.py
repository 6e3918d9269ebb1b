"""Files of orders taken into the records: whole, once, the newer before the older."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as h_settings
from hypothesis import strategies as st

from shopdesk.adapters.orders import ExportFiles
from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.guests.orders import OrderImport, Stopped
from shopdesk.domain.errors import FileTrouble
from shopdesk.domain.guests.order import Order, OrderStatus
from shopdesk.domain.guests.order_report import ImportReport
from shopdesk.domain.guests.order_settings import OrderSettings, SourceSettings
from shopdesk.domain.money import Money, by_currency
from shopdesk.ports.order_files import Ask
from shopdesk.ports.orders import Wanted
from tests.adapters.orders import exports

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
AUTO = Ask()


class Shop:
    """Records, and a folder that exports come to."""

    def __init__(self, folder: Path, settings: OrderSettings | None = None) -> None:
        self.folder = folder
        self.records = SqliteRecords(folder / "records.sqlite")
        files = ExportFiles(ZoneInfo("Europe/London"), "GBP", self.records.mapping)
        self.importing = OrderImport(self.records, files, settings or OrderSettings())

    def file(self, text: str, *, name: str = "orders.csv", age_h: float = 1) -> Path:
        """A file that was downloaded so many hours ago."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        then = (NOW - timedelta(hours=age_h)).timestamp()
        os.utime(path, (then, then))
        return path

    def take(self, text: str, ask: Ask = AUTO, *, age_h: float = 1) -> ImportReport:
        """Take in such a file."""
        return self.importing.take(self.file(text, age_h=age_h), ask, NOW)

    def all(self) -> list[Order]:
        """Every order, by number."""
        return sorted(self.records.orders(Wanted()), key=lambda order: order.number)

    def one(self, number: str) -> Order:
        """The order of that number."""
        (found,) = self.records.orders_numbered([number])
        return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Nothing was sold yet."""
    made = Shop(tmp_path)
    yield made
    made.records.close()


def janes(**changes: str) -> str:
    """Jane's order, otherwise than usual."""
    return exports.shopify([exports.JANES[0] | changes, exports.JANES[1]], exports.MINHS)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """New, changed, as before, older."""
    return report.added, report.changed, report.unchanged, report.older


def test_an_order_is_kept_as_it_was_told(shop: Shop) -> None:
    report = shop.take(janes())
    assert counts(report) == (2, 0, 0, 0)
    assert report.totals == (Money(Decimal("137.00"), "GBP"),)
    order = shop.one("#1042")
    assert (order.source, order.number, order.status) == ("shopify", "1042", OrderStatus.SHIPPED)
    assert order.total == Money(Decimal("117.00"), "GBP")
    assert [(line.name, line.quantity) for line in order.lines] == [
        ("Brown brogues - 42", Decimal(1)),
        ('Vegan laces, "long"', Decimal(5)),
    ]
    assert shop.records.problems() == ()


def test_the_same_file_twice_changes_nothing(shop: Shop) -> None:
    shop.take(janes())
    board = SqliteRecords(shop.folder / "records.sqlite")
    before, change = shop.all(), board.change()
    report = shop.take(janes())
    assert counts(report) == (0, 0, 2, 0)
    assert shop.all() == before
    # nothing was written: an open board has nothing to read again
    assert board.change() == change
    board.close()


def test_a_newer_file_updates(shop: Shop) -> None:
    shop.take(janes(**{"Fulfillment Status": "unfulfilled", "Fulfilled at": ""}), age_h=5)
    assert shop.one("1042").status is OrderStatus.PAID
    assert counts(shop.take(janes(), age_h=4)) == (0, 1, 1, 0)
    assert shop.one("1042").status is OrderStatus.SHIPPED


@pytest.mark.parametrize(("age_h", "older"), [(5.0, 2), (1.0, 1)])
def test_an_older_file_overwrites_nothing_newer(shop: Shop, age_h: float, older: int) -> None:
    """Told by the days in it, even where its copy was made later."""
    shop.take(janes(), age_h=4)
    old = janes(**{"Fulfillment Status": "unfulfilled", "Fulfilled at": ""})
    report = shop.take(old, age_h=age_h)
    assert report.older == older
    assert shop.one("1042").status is OrderStatus.SHIPPED


def test_of_two_files_with_the_same_days_the_younger_one_counts(shop: Shop) -> None:
    shop.take(janes(**{"Refunded Amount": "10.00"}), age_h=2)
    assert shop.take(janes(), age_h=5).older == 2
    assert shop.one("1042").refunded == Money(Decimal("10.00"), "GBP")
    assert shop.take(janes(**{"Refunded Amount": "12.00"}), age_h=1).changed == 1
    assert shop.one("1042").spent == Money(Decimal("105.00"), "GBP")


def test_a_file_that_comes_again_is_as_old_as_it_was(shop: Shop) -> None:
    first, second = janes(), janes(**{"Refunded Amount": "10.00"})
    shop.take(first, age_h=5)
    shop.take(second, age_h=4)
    # the first one, written anew a moment ago
    assert shop.take(first, age_h=0).older == 2
    assert shop.one("1042").refunded == Money(Decimal("10.00"), "GBP")


def test_the_owner_may_say_how_old_a_file_is(shop: Shop) -> None:
    shop.take(janes(**{"Refunded Amount": "10.00"}), age_h=2)
    file = shop.file(janes(), age_h=9)
    shop.importing.take(file, AUTO, NOW, as_of=NOW)
    assert not shop.one("1042").refunded


def test_what_a_newer_file_leaves_open_is_kept(shop: Shop) -> None:
    shop.take(janes(), age_h=5)
    shop.take(janes(Phone="", Notes=""), age_h=4)
    assert (shop.one("1042").phone, shop.one("1042").note) == ("+31612345678", "Please ring\ntwice")


def test_a_dry_run_tells_and_changes_nothing(shop: Shop) -> None:
    change = shop.records.change()
    report = shop.importing.take(shop.file(janes()), AUTO, NOW, dry_run=True)
    assert counts(report) == (2, 0, 0, 0)
    assert shop.all() == []
    assert counts(shop.take(janes())) == (2, 0, 0, 0)
    assert shop.records.change() != change


def test_one_that_is_stopped_leaves_nothing(shop: Shop) -> None:
    rows = [[exports.MINHS[0] | {"Name": f"#{n}", "Id": str(n)}] for n in range(5000)]
    seen: list[float] = []

    def half(share: float, _rows: int) -> bool:
        seen.append(share)
        return share < 0.5

    with pytest.raises(Stopped):
        shop.importing.take(shop.file(exports.shopify(*rows)), AUTO, NOW, progress=half)
    assert shop.all() == []
    assert 0.5 <= seen[-1] < 1
    assert counts(shop.take(janes())) == (2, 0, 0, 0)


def test_one_that_breaks_off_leaves_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shop.records, "note_import", full)
    with pytest.raises(OSError, match="No space"):
        shop.take(janes())
    assert shop.all() == []


def test_rows_of_one_order_that_stand_apart_are_one_order(shop: Shop) -> None:
    heading = "Order Number,Email,Order Date,Currency,Item Name,Quantity,Price\n"
    rows = "7,a@example.com,2026-05-11,GBP,Tea,1,5.00\n8,,2026-05-11,GBP,Pot,1,9.00\n"
    shop.take(heading + rows + "7,a@example.com,2026-05-11,GBP,Cup,2,3.50\n")
    order = shop.one("7")
    assert [line.name for line in order.lines] == ["Tea", "Cup"]
    assert order.total == Money(Decimal("12.00"), "GBP")
    assert shop.one("8").total == Money(Decimal("9.00"), "GBP")


def test_a_number_that_stands_there_twice_far_apart(shop: Shop) -> None:
    row = {
        "order_id": "7",
        "order_number": "7",
        "order_date": "2026-05-11",
        "status": "completed",
        "order_total": "12.00",
        "order_currency": "EUR",
    }
    rows = [row, row | {"order_number": "8"}, row | {"order_total": "13.00"}]
    report = shop.take(exports.table(exports.WOOCOMMERCE, rows))
    assert (report.added, report.refused_rows) == (2, 1)
    assert (report.refused[0].line, report.refused[0].reason) == (
        4,
        "order 7 is in line 2 already",
    )
    assert report.totals == (Money(Decimal("24.00"), "EUR"),)


@pytest.mark.parametrize("items_first", [True, False])
def test_etsys_two_files_tell_of_the_same_orders(shop: Shop, items_first: bool) -> None:
    item = {
        "Sale Date": "08/14/25",
        "Item Name": "Mug",
        "Quantity": "2",
        "Price": "12.00",
        "Item Total": "24.00",
        "Order Shipping": "5.00",
        "Currency": "USD",
        "Transaction ID": "1",
        "Order ID": "3001",
    }
    whole = {
        "Sale Date": "08/14/25",
        "Order ID": "3001",
        "Full Name": "Jane Roe",
        "Currency": "USD",
        "Order Value": "24.00",
        "Order Total": "30.75",
        "Date Shipped": "08/16/25",
    }
    files = [exports.table(exports.ETSY_ITEMS, [item]), exports.table(exports.ETSY_ORDERS, [whole])]
    for age, text in enumerate(files if items_first else reversed(files)):
        shop.take(text, age_h=9 - age)
    order = shop.one("3001")
    assert order.source == "etsy"
    assert order.total == Money(Decimal("30.75"), "USD")
    assert [line.name for line in order.lines] == ["Mug"]
    assert (order.name, order.status) == ("Jane Roe", OrderStatus.SHIPPED)


def test_two_shops_may_have_the_same_numbers(shop: Shop) -> None:
    shop.take(janes())
    shop.take(janes(Total="5.00"), Ask(source="second"))
    assert [o.source for o in shop.records.orders_numbered(["1042"])] == ["second", "shopify"]


def test_customers_update_as_orders_do(shop: Shop) -> None:
    row = {"Customer ID": "'7001", "Email": "jane@example.com", "Note": "vegan laces"}
    first = exports.table(exports.SHOPIFY_CUSTOMERS, [row])
    assert counts(shop.take(first, age_h=5)) == (1, 0, 0, 0)
    assert counts(shop.take(first, age_h=4)) == (0, 0, 1, 0)
    newer = exports.table(exports.SHOPIFY_CUSTOMERS, [row | {"Note": "no wool"}, row])
    report = shop.take(newer, age_h=3)
    assert (report.changed, report.refused[0].line) == (1, 3)
    assert counts(shop.take(first, age_h=0)) == (0, 0, 0, 1)


def test_a_mapping_is_remembered_by_the_heading(shop: Shop) -> None:
    text = "Bestellung;Wer;Geld\nB-1;jane@example.com;12,50 €\n"
    with pytest.raises(FileTrouble):
        shop.take(text)
    ask = Ask(source="markt", columns={"number": "Bestellung", "email": "Wer", "total": "Geld"})
    look = shop.importing.look(shop.file(text), ask)
    assert look.rows == (("B-1", "jane@example.com", "12,50 €"),)
    shop.importing.keep_mapping(look.reading, ask, NOW)
    assert shop.take(text).source == "markt"
    assert shop.one("B-1").total == Money(Decimal("12.50"), "EUR")


def test_the_settings_name_a_source_by_its_files(tmp_path: Path) -> None:
    source = SourceSettings(
        "markt", files="markt*.csv", columns={"number": "Nr", "total": "Geld"}, currency="CHF"
    )
    shop = Shop(tmp_path, OrderSettings(sources=(source,)))
    file = shop.file("Nr;Geld\n7;5,00\n", name="Markt-2026.CSV")
    shop.importing.take(file, AUTO, NOW)
    assert (shop.one("7").source, shop.one("7").total.currency) == ("markt", "CHF")
    shop.records.close()


def test_a_file_of_the_future_is_as_old_as_now(shop: Shop) -> None:
    shop.take(janes(), age_h=-1000)
    later = janes(**{"Refunded Amount": "10.00"})
    assert (
        shop.importing.take(shop.file(later, age_h=-1), AUTO, NOW + timedelta(hours=2)).changed == 1
    )


def test_what_the_shop_sells_for_is_never_a_float(shop: Shop) -> None:
    rows = [
        [exports.MINHS[0] | {"Name": f"#{n}", "Id": str(n), "Total": "0.10"}] for n in range(300)
    ]
    report = shop.take(exports.shopify(*rows))
    assert report.totals == (Money(Decimal("30.00"), "GBP"),)


CELLS = st.sampled_from(
    ["", "#1", "1", "2", "-1", "1.50", "1,5", "GBP", "EUR", "2026-05-11", '"', "x", "paid", "\x00"]
)


@h_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12))
def test_any_file_comes_in_whole_or_is_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    shop = Shop(Path(tempfile.mkdtemp(dir=tmp_path)))
    heading = "Order Number,Email,Order Date,Total,Currency,Item Name,Quantity,Price\n"
    text = heading + "".join(",".join(row) + "\n" for row in rows)
    report = shop.take(text)
    kept = shop.all()
    assert len(kept) == report.added == report.found
    sums = by_currency(order.total for order in kept)
    assert {m.currency: m.amount for m in sums if m} == {
        m.currency: m.amount for m in report.totals if m
    }
    again = shop.take(text)
    assert counts(again) == (0, 0, report.added, 0)
    assert shop.all() == kept
    shop.records.close()
