"""The shops' and marketplaces' own exports."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from shopdesk.ports.order_files import Ask
from tests.adapters.orders import exports
from tests.adapters.orders.exports import table
from tests.adapters.orders.reading import read

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


def at(ms: int | None) -> datetime:
    assert ms is not None
    return datetime.fromtimestamp(ms / 1000, UTC)


def test_shopify_rows_of_one_order_are_one_order(tmp_path: Path) -> None:
    found = read(tmp_path, exports.shopify(exports.JANES, exports.MINHS), encoding="utf-8-sig")
    assert (found.reading.format, found.reading.source) == ("shopify", "shopify")
    assert [order.number for order in found.orders] == ["1042", "1043"]
    assert (found.rows, found.refused) == (3, ())
    jane = found.one("1042")
    assert (jane.email, jane.contact) == ("Jane@Example.com", "jane@example.com")
    assert (jane.name, jane.phone, jane.note) == ("Jane Roe", "+31612345678", "Please ring\ntwice")
    assert (jane.total, jane.currency, jane.status) == ("117.00", "GBP", "shipped")
    assert at(jane.placed) == datetime(2026, 5, 11, 13, 55, 16, tzinfo=UTC)
    assert at(jane.changed) == datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
    assert found.lines("1042") == [
        ["BR-42", "Brown brogues - 42", "1", "95.00", "95.00"],
        ["LA-1", 'Vegan laces, "long"', "5", "3.50", "17.50"],
    ]
    assert found.one("1043").status == "pending"
    assert found.lines("1043")[0][1] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("payment", "delivery", "cancelled", "status"),
    [
        ("paid", "unfulfilled", "", "paid"),
        ("paid", "partial", "", "partly shipped"),
        ("partially_refunded", "fulfilled", "", "shipped"),
        ("refunded", "fulfilled", "", "refunded"),
        ("voided", "unfulfilled", "", "cancelled"),
        ("paid", "unfulfilled", "2026-05-12 08:00:00 -0400", "cancelled"),
        ("authorized", "unfulfilled", "", "pending"),
    ],
)
def test_shopify_says_where_an_order_stands_in_three_columns(
    tmp_path: Path, payment: str, delivery: str, cancelled: str, status: str
) -> None:
    row = exports.MINHS[0] | {
        "Financial Status": payment,
        "Fulfillment Status": delivery,
        "Cancelled at": cancelled,
    }
    assert read(tmp_path, exports.shopify([row])).one("1043").status == status


def test_shopify_customers(tmp_path: Path) -> None:
    text = table(
        exports.SHOPIFY_CUSTOMERS,
        [
            {
                "Customer ID": "'7001",
                "First Name": "Jane",
                "Last Name": "Roe",
                "Email": "jane@example.com",
                "Phone": "'+31612345678",
                "Total Spent": "412.00",
                "Total Orders": "5",
                "Note": "vegan laces",
                "Tags": "vip, horeca",
            },
            {"Customer ID": "'7002", "First Name": "Walk-in", "Total Orders": "1"},
        ],
    )
    found = read(tmp_path, text, currency="GBP")
    assert found.reading.people
    jane, walk_in = found.people
    assert (jane.key, jane.contact, jane.name) == ("7001", "jane@example.com", "Jane Roe")
    assert (jane.phone, jane.spent, jane.currency) == ("+31612345678", "412.00", "GBP")
    assert (jane.orders, jane.note, jane.tags) == (5, "vegan laces", "vip, horeca")
    assert (walk_in.key, walk_in.contact, walk_in.name) == ("7002", "", "Walk-in")


def test_etsy_items_add_up_with_charges_counted_once(tmp_path: Path) -> None:
    every = {
        "Sale Date": "08/14/25",
        "Order ID": "3001",
        "Ship Name": "Jane Roe",
        "Currency": "USD",
        "Order Shipping": "$5.00",
        "Order Sales Tax": "1.25",
        "Transaction ID": "1",
    }
    mug = {"Item Name": "Mug | blue, &quot;big&quot;", "Quantity": "2", "Price": "12.00"}
    card = {"Item Name": "Card", "Quantity": "1", "Price": "3,50"}
    text = table(
        exports.ETSY_ITEMS,
        [every | mug | {"Item Total": "24.00", "SKU": "M1"}, every | card | {"Item Total": "3,50"}],
    )
    found = read(tmp_path, text)
    order = found.one("3001")
    assert (order.total, order.reckoned, order.currency) == ("33.75", 1, "USD")
    assert at(order.placed) == datetime(2025, 8, 13, 23, 0, tzinfo=UTC)
    assert found.lines("3001")[0] == ["M1", 'Mug | blue, "big"', "2", "12.00", "24.00"]
    assert order.contact == ""


def test_etsy_orders(tmp_path: Path) -> None:
    row = {
        "Sale Date": "08/14/25",
        "Order ID": "3001",
        "Full Name": "Jane Roe",
        "Currency": "USD",
        "Order Value": "27.50",
        "Order Total": "33.75",
        "Date Shipped": "08/16/25",
        "Buyer": "janeroe",
    }
    found = read(tmp_path, table(exports.ETSY_ORDERS, [row]))
    order = found.one("3001")
    assert (order.total, order.reckoned, order.status) == ("33.75", 0, "shipped")
    assert (found.reading.source, found.reading.repeats) == ("etsy", False)


def test_amazon_has_no_quotation_marks(tmp_path: Path) -> None:
    every = {
        "order-id": "114-0149180-7966659",
        "purchase-date": "2026-05-11T09:55:16+00:00",
        "payments-date": "2026-05-11T09:56:16+00:00",
        "buyer-email": "abc123@marketplace.amazon.com",
        "buyer-name": "Jane Roe",
        "currency": "USD",
    }
    screen = {
        "order-item-id": "1",
        "sku": "TV-19",
        "product-name": '19" screen, black',
        "quantity-purchased": "2",
        "item-price": "199.00",
        "item-tax": "16.00",
        "shipping-price": "5.00",
    }
    cable = {
        "order-item-id": "2",
        "sku": "C",
        "product-name": "Cable",
        "quantity-purchased": "1",
        "item-price": "5.00",
    }
    text = table(exports.AMAZON_NEW, [every | screen, every | cable], separator="\t", quoted=False)
    found = read(tmp_path, text, name="orders.txt")
    order = found.one("114-0149180-7966659")
    assert order.total == "225.00"
    assert order.contact == "abc123@marketplace.amazon.com"
    assert found.lines(order.number) == [
        ["TV-19", '19" screen, black', "2", "99.50", "199.00"],
        ["C", "Cable", "1", "5.00", "5.00"],
    ]


def test_amazon_all_orders_in_windows_1252(tmp_path: Path) -> None:
    row = {
        "amazon-order-id": "303-0149180-7966659",
        "purchase-date": "2026-05-11T09:55:16+00:00",
        "last-updated-date": "2026-05-13T09:55:16+00:00",
        "order-status": "Shipped - Delivered to Buyer",
        "product-name": "Schöner Schuh für Männer",
        "sku": "S1",
        "quantity": "1",
        "currency": "EUR",
        "item-price": "49.99",
        "item-promotion-discount": "5.00",
    }
    text = table(exports.AMAZON_ALL, [row], separator="\t", quoted=False)
    found = read(tmp_path, text, encoding="cp1252", name="orders.txt")
    assert found.reading.encoding == "cp1252"
    order = found.one("303-0149180-7966659")
    assert (order.status, order.total) == ("delivered", "44.99")
    assert found.lines(order.number)[0][1] == "Schöner Schuh für Männer"


def test_woocommerce_describes_articles_in_cells(tmp_path: Path) -> None:
    row = {
        "order_id": "77",
        "order_number": "WC-77",
        "order_date": "2026-05-11 09:55:16",
        "status": "processing",
        "order_total": "45.33",
        "order_currency": "EUR",
        "customer_ip_address": "203.0.113.9",
        "billing_email": "guest@example.com",
        "billing_first_name": "Jane",
        "billing_last_name": "Roe",
        "line_item_1": "name:Tea: Assam|sku:T-5|quantity:2|total:20.00|sub_total:20.00",
        "line_item_2": "name:Cup|sku:|quantity:1|total:20.33|sub_total:20.33|tax:0.00",
    }
    found = read(tmp_path, table(exports.WOOCOMMERCE, [row]))
    order = found.one("WC-77")
    assert (order.contact, order.name) == ("guest@example.com", "Jane Roe")
    assert (order.total, order.currency, order.status) == ("45.33", "EUR", "paid")
    assert found.lines("WC-77") == [
        ["T-5", "Tea: Assam", "2", "10.00", "20.00"],
        ["", "Cup", "1", "20.33", "20.33"],
    ]
    assert "203.0.113.9" not in repr(found.orders)


def test_ebay_has_a_summary_row_and_words_around(tmp_path: Path) -> None:
    every = {
        "Sales Record Number": "501",
        "Order Number": "12-34567-89012",
        "Buyer Username": "jane_r",
        "Sale Date": "26-May-26",
    }
    rows = [
        {},
        every
        | {
            "Quantity": "3",
            "Sold For": "AU $3,000.00",
            "Postage And Handling": "AU $13.00",
            "Total Price": "AU $3,013.00",
        },
        every
        | {"Item Number": "1", "Item Title": "Lamp", "Quantity": "1", "Sold For": "AU $2,000.00"},
        every
        | {
            "Item Number": "2",
            "Item Title": "Shade",
            "Custom Label": "SH",
            "Quantity": "2",
            "Sold For": "AU $500.00",
            "Tracking Number": "RR123456785AU",
        },
        {
            "Sales Record Number": "502",
            "Item Title": "Bulb",
            "Quantity": "1",
            "Sold For": "AU $2.50",
            "Postage And Handling": "AU $1.50",
            "Sale Date": "Oct-05-26",
        },
    ]
    text = table(
        exports.EBAY,
        rows,
        above=",,,,\n\n",
        below="\n2 record(s) downloaded,,,,,,,,,,,\nSeller ID : lan\n",
    )
    found = read(tmp_path, text)
    assert [order.number for order in found.orders] == ["12-34567-89012", "502"]
    order = found.one("12-34567-89012")
    assert (order.total, order.currency, order.reckoned) == ("3013.00", "AUD", 0)
    assert order.tracking == "RR123456785AU"
    assert found.lines(order.number) == [
        ["1", "Lamp", "1", "2000.00", "2000.00"],
        ["SH", "Shade", "2", "500.00", "1000.00"],
    ]
    assert found.one("502").total == "4.00"
    assert found.refused == ()


def test_ebay_in_french(tmp_path: Path) -> None:
    row = {
        "Numéro de vente": "9",
        "Numéro de commande": "12-34567-89013",
        "Intitulé de l'objet": "Théière",
        "Quantité": "1",
        "Vendu pour": "1 234,50 €",
        "Livraison et manutention": "EUR 10,00",
        "Date de vente": "05-oct.-26",
    }
    found = read(tmp_path, table(exports.EBAY_FRENCH, [row], separator=";"), encoding="cp1252")
    order = found.one("12-34567-89013")
    assert (order.total, order.currency) == ("1244.50", "EUR")
    assert at(order.placed) == datetime(2026, 10, 4, 23, 0, tzinfo=UTC)


def test_ozon_sums_shipments_once(tmp_path: Path) -> None:
    every = {
        "Номер заказа": "0123-0001",
        "Принят в обработку": "2025-09-01 10:50:49",
        "Код валюты отправления": "RUB",
        "Код валюты товара": "RUB",
    }
    first = every | {"Номер отправления": "0123-0001-1", "Сумма отправления": "3000.00"}
    rows = [
        first | {"Статус": "Доставляется", "Название товара": "Чай", "Количество": "2"},
        first | {"Статус": "Доставляется", "Название товара": "Чашка", "Количество": "1"},
        every
        | {
            "Номер отправления": "0123-0001-2",
            "Сумма отправления": "500.00",
            "Статус": "Доставляется",
            "Название товара": "Ложка",
            "Артикул": "L",
            "Ваша цена": "500.00",
            "Количество": "1",
        },
    ]
    found = read(tmp_path, table(exports.OZON, rows, separator=";"))
    order = found.one("0123-0001")
    assert (order.total, order.currency, order.status) == ("3500.00", "RUB", "shipped")
    assert order.tracking == "0123-0001-1, 0123-0001-2"
    assert [line[1] for line in found.lines("0123-0001")] == ["Чай", "Чашка", "Ложка"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
def test_a_russian_shop(tmp_path: Path, encoding: str) -> None:
    rows = [
        {
            "Номер заказа": "№A1",
            "Дата создания": "01.07.2026 10:00:00",
            "Сумма": "1 000,50",
            "Статус": "Отправлен",
            "Оплачен": "Да",
            "Отменен": "Нет",
            "Позиции": "[11] CLEVER Футболка Мужской M (1 шт)\n[12] Носки (3 шт)",
        },
        {
            "Номер заказа": "№15",
            "Дата создания": "02.07.2026 10:00:00",
            "Сумма": "1000 руб",
            "Статус": "Новый",
            "Оплачен": "Нет",
            "Отменен": "Да",
            "Позиции": "[11] CLEVER Футболка Мужской M (2 шт)",
            "Цена товара": "500",
        },
    ]
    text = "Выгрузка заказов\n" + table(exports.RUSSIAN, rows, separator=";")
    found = read(tmp_path, text, encoding=encoding)
    assert found.reading.encoding == encoding
    order = found.one("A1")
    assert (order.total, order.currency, order.status) == ("1000.50", "RUB", "shipped")
    assert found.lines("A1") == [
        ["11", "CLEVER Футболка Мужской M", "1", "", ""],
        ["12", "Носки", "3", "", ""],
    ]
    assert found.one("15").status == "cancelled"
    assert found.lines("15") == [["11", "CLEVER Футболка Мужской M", "2", "500.00", "1000.00"]]


def test_viettel_post_below_a_title(tmp_path: Path) -> None:
    rows = [
        {
            "STT": "1",
            "Mã đơn hàng": "DH-9",
            "Tên người nhận": "Nguyễn Thị Minh",
            "Số ĐT người nhận": "0912345678",
            "Tên hàng hóa": "Giày búp bê",
            "Số lượng": "1",
            "Giá trị hàng (VND)": "250.000đ",
        }
    ]
    text = "\n\nDANH SÁCH ĐƠN HÀNG\n\n" + table(exports.VIETTEL, rows)
    found = read(tmp_path, text, zone=SAIGON)
    order = found.one("DH-9")
    assert (order.total, order.currency, order.name) == ("250000", "VND", "Nguyễn Thị Minh")


def test_kiotviet_customers_without_their_identity_cards(tmp_path: Path) -> None:
    row = {
        "Mã khách hàng": "KH000008",
        "Tên khách hàng": "Lê Hoàng Nam",
        "Điện thoại": "0912345678",
        "Số CMND/CCCD": "079123456789",
        "Mã số thuế": "0312345678",
        "Email": "nam@example.net",
        "Nhóm khách hàng": "VIP|Sỉ",
        "Tổng bán (Không import)": "12.500.000",
    }
    found = read(tmp_path, table(exports.KIOTVIET_CUSTOMERS, [row]))
    (nam,) = found.people
    assert (nam.key, nam.spent, nam.currency, nam.tags) == (
        "KH000008",
        "12500000",
        "VND",
        "VIP, Sỉ",
    )
    assert "079123456789" not in repr(nam)
    assert "0312345678" not in repr(nam)


def test_kiotviet_invoices(tmp_path: Path) -> None:
    rows = [
        {
            "Mã hóa đơn": "HD000123",
            "Thời gian": "13/05/2026 09:30",
            "Tên khách hàng": "Lê Hoàng Nam",
            "Mã hàng": "HH000026",
            "Tên hàng": "Giày lười",
            "Số lượng": "2",
            "Giá bán": "450,000",
            "Khách cần trả": "1,000,000",
            "Trạng thái": "Hoàn thành",
        },
        {"Mã hóa đơn": "", "Mã hàng": "HH000027", "Tên hàng": "Dây giày", "Giá bán": "100,000"},
    ]
    found = read(tmp_path, table(exports.KIOTVIET, rows), zone=SAIGON)
    order = found.one("HD000123")
    assert (order.total, order.status) == ("1000000", "delivered")
    assert at(order.placed) == datetime(2026, 5, 13, 2, 30, tzinfo=UTC)
    assert found.lines("HD000123") == [
        ["HH000026", "Giày lười", "2", "450000", "900000"],
        ["HH000027", "Dây giày", "1", "100000", "100000"],
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_sapo_names_the_order_on_its_first_row_only(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    rows = [
        {
            "Mã đơn hàng": "SON01042",
            "Ngày tạo": "13/05/2026",
            "Tên khách hàng": "Nguyễn Thị Minh",
            "Email": "minh@example.com",
            "Mã SKU": "GBB-38",
            "Tên sản phẩm": "Giày búp bê",
            "Số lượng": "1",
            "Đơn giá": "250.000",
            "Tổng tiền": "350.000",
            "Trạng thái": "Đang giao hàng",
            "Mã vận đơn": "GHN12345678",
            "Đơn vị vận chuyển": "Giao Hàng Nhanh",
        },
        {"Mã SKU": "DAY", "Tên sản phẩm": "Dây", "Số lượng": "2", "Đơn giá": "50.000"},
    ]
    text = unicodedata.normalize(form, table(exports.SAPO, rows))
    found = read(tmp_path, text, zone=SAIGON)
    order = found.one("SON01042")
    assert (order.total, order.status, order.tracking) == ("350000", "shipped", "GHN12345678")
    assert [line[4] for line in found.lines("SON01042")] == ["250000", "100000"]


def test_vietnamese_in_windows_1258(tmp_path: Path) -> None:
    rows = [
        {
            "Mã đơn hàng": "SON01042",
            "Tên khách hàng": "Nguyễn Thị Minh",
            "Tên sản phẩm": "Giày búp bê màu đỏ",
            "Tổng tiền": "350.000",
        }
    ]
    data = b"".join(map(_in_1258, table(exports.SAPO, rows)))
    found = read(tmp_path, data, zone=SAIGON)
    assert found.reading.encoding == "cp1258"
    assert found.one("SON01042").name == "Nguyễn Thị Minh"


def _in_1258(character: str) -> bytes:
    """The charset has the letters, but the tones only as marks of their own."""
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFD", character)
        marks = [c for c in base[1:] if c in "\u0300\u0301\u0303\u0309\u0323"]
        letter = unicodedata.normalize("NFC", "".join(c for c in base if c not in marks))
        return letter.encode("cp1258") + "".join(marks).encode("cp1258")


def test_an_own_table_is_read_by_the_owners_mapping(tmp_path: Path) -> None:
    text = "Bestellung;Wer;Geld;Wann\nB-1;jane@example.com;12,50 €;13.05.2026\n"
    columns = {"number": "Bestellung", "email": "Wer", "total": "Geld", "placed": "Wann"}
    found = read(tmp_path, text, Ask(source="markt", columns=columns))
    order = found.one("B-1")
    assert (order.total, order.currency, order.contact) == ("12.50", "EUR", "jane@example.com")
    assert found.reading.source == "markt"
