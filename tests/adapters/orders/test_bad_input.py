"""Files as they come: cut, mixed up, hostile. A line and a reason, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.domain.errors import ConfigError, FileTrouble
from shopdesk.ports.order_files import Ask
from tests.adapters.orders import exports
from tests.adapters.orders.reading import Read, read

PLAIN = "Order Number,Email,Order Date,Total,Currency,Item Name,Quantity,Price\n"
GOOD = "7,jane@example.com,2026-05-11,12.50,GBP,Tea,1,12.50\n"


def only_refused(found: Read) -> tuple[int, str]:
    """The single refusal, where the good order is there all the same."""
    assert [order.number for order in found.orders] == ["7"]
    (refused,) = found.refused
    return refused


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("8,a@example.com,2026-05-11,-5.00,GBP,Tea,1,5.00", "the total “-5.00” is negative"),
        ("8,a@example.com,2026-05-11,9e99,GBP,Tea,1,5.00", "the total: “9e99” is no amount"),
        ("8,a@example.com,2026-05-11,10000000000000,GBP,Tea,1,5", "is no amount"),
        ("8,a@example.com,2026-05-11,5.00,GBP,Tea,-1,5.00", "“-1” is no quantity"),
        ("8,a@example.com,2026-05-11,5.00,GBP,Tea,many,5.00", "“many” is no quantity"),
        ("8,a@example.com,2026-05-11,5.00,GBP,Tea,1,-5.00", "the price “-5.00” is negative"),
        ("8,a@example.com,2026-02-30,5.00,GBP,Tea,1,5.00", "“2026-02-30” is no day"),
        ("8,a@example.com,2026-05-11,5.00,Pesos,Tea,1,5.00", "“Pesos” is no currency"),
        ("8,a@example.com,2026-05-11,5.00,GBP,Tea,1,€5.00", "“€5.00” is not in GBP"),
        (",a@example.com,2026-05-11,5.00,GBP,Tea,1,5.00", "it has no order number"),
        (f"{'8' * 65},a@example.com,2026-05-11,5.00,GBP,Tea,1,5", "is no order number"),
        ("6.63424E+12,a@example.com,2026-05-11,5.00,GBP,Tea,1,5", "a spreadsheet has rounded it"),
        ("8,a@example.com,2026-05-11,5.00,GBP,Tea,1,5.00,more", "9 cells, the heading has 8"),
        ("8,a@example.com", "it ends after 2 of 8 cells"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_its_line(
    tmp_path: Path, row: str, why: str
) -> None:
    line, reason = only_refused(read(tmp_path, f"{PLAIN}{row}\n{GOOD}"))
    assert line == 2
    assert why in reason


def test_half_an_order_is_not_taken(tmp_path: Path) -> None:
    bad = [*exports.JANES, {"Lineitem name": "Socks", "Lineitem quantity": "x"}]
    found = read(tmp_path, exports.shopify(bad, exports.MINHS))
    assert [order.number for order in found.orders] == ["1043"]
    # the note has a line break: the order begins in line 2 and has rows in 2, 4 and 5
    assert sorted(refused.line for refused in found.refused) == [2, 4, 5]
    assert "“x” is no quantity" in next(r.reason for r in found.refused if r.line == 5)
    assert "see line 5" in next(r.reason for r in found.refused if r.line == 2)


def test_two_orders_of_one_number(tmp_path: Path) -> None:
    other = exports.JANES[0] | {"Id": "6634240009999", "Total": "5.00"}
    found = read(tmp_path, exports.shopify([*exports.JANES, other, exports.JANES[1]]))
    assert found.one("1042").total == "117.00"
    assert [refused.line for refused in found.refused] == [5, 7]
    assert "another one in line 2" in found.refused[0].reason


def test_a_row_for_each_order_says_a_number_once(tmp_path: Path) -> None:
    row = {
        "order_id": "7",
        "order_number": "7",
        "order_date": "2026-05-11",
        "status": "completed",
        "order_total": "12.00",
        "order_currency": "EUR",
    }
    text = exports.table(exports.WOOCOMMERCE, [row, row | {"order_total": "13.00"}])
    line, reason = only_refused(read(tmp_path, text))
    assert (line, reason) == (3, "order “7” is in line 2 already")


def test_an_item_row_with_another_total_is_not_added(tmp_path: Path) -> None:
    rows = "8,,2026-05-11,5.00,GBP,Tea,1,5.00\n8,,2026-05-11,6.00,GBP,Cup,1,6.00\n"
    found = read(tmp_path, f"{PLAIN}{rows}{GOOD}")
    assert [order.number for order in found.orders] == ["7"]
    assert [refused.line for refused in found.refused] == [2, 3]


def test_a_quotation_mark_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    rows = '8,a@example.com,2026-05-11,5.00,GBP,"Tea,1,5.00\n' + GOOD
    line, reason = only_refused(read(tmp_path, PLAIN + rows))
    assert (line, reason) == (2, "a quotation mark is opened and never closed")


def test_a_quotation_mark_far_from_the_end_costs_one_row_too(tmp_path: Path) -> None:
    rows = "".join(f"{n},,2026-05-11,5.00,GBP,Tea,1,5.00\n" for n in range(1000, 2000))
    found = read(tmp_path, f'{PLAIN}8,,2026-05-11,5.00,GBP,"Tea,1,5.00\n{rows}')
    assert len(found.orders) == 1000
    assert [refused.line for refused in found.refused] == [2]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    found = read(tmp_path, (PLAIN + GOOD).replace(",", separator))
    assert found.one("7").total == "12.50"
    assert found.reading.separator == separator


def test_the_first_line_may_name_the_separator(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=;\n" + (PLAIN + GOOD).replace(",", ";"))
    assert found.one("7").total == "12.50"
    assert found.one("7").line == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_of_every_kind(tmp_path: Path, encoding: str) -> None:
    text = (PLAIN + GOOD).replace(",", "\t").replace("Tea", "Trà đá")
    found = read(tmp_path, text, encoding=encoding)
    assert found.lines("7")[0][1] == "Trà đá"


def test_utf_8_that_was_cut_within_a_letter(tmp_path: Path) -> None:
    text = (PLAIN + GOOD.replace("Tea", "Trà sữa trân châu đường đen") * 1).encode() + b"\xc4"
    found = read(tmp_path, text)
    assert found.reading.encoding == "utf-8"
    assert found.lines("7")[0][1] == "Trà sữa trân châu đường đen"


def test_numbers_that_spreadsheets_protect(tmp_path: Path) -> None:
    rows = '\'0042,,,5.00,GBP,,,\n"=""0043""",,,5.00,GBP,,,\n'
    found = read(tmp_path, PLAIN + rows)
    assert [order.number for order in found.orders] == ["0042", "0043"]


@pytest.mark.parametrize(
    ("amount", "others", "meant"),
    [
        ("1.234,50", ["2,00"], "1234.50"),
        ("1,234.50", ["2.00"], "1234.50"),
        ("1 234,50", [], "1234.50"),
        ("1234,5", [], "1234.50"),
        ("1.234", ["2,50"], "1234.00"),
        ("1,234", ["2.50"], "1234.00"),
    ],
)
def test_the_decimal_mark_is_told_by_the_column(
    tmp_path: Path, amount: str, others: list[str], meant: str
) -> None:
    rows = "".join(f"{n};{a}\n" for n, a in enumerate([amount, *others], 700))
    found = read(tmp_path, "Order Number;Total\n" + rows, currency="EUR")
    assert found.one("700").total == meant


def test_days_that_can_be_two_are_read_as_the_column_shows(tmp_path: Path) -> None:
    heading = "Order Number,Order Date,Total\n"
    american = read(tmp_path, heading + "1,04/05/2026,5\n2,04/25/2026,5\n")
    assert american.reading.days == "mdy"
    european = read(tmp_path, heading + "1,04/05/2026,5\n2,25/04/2026,5\n")
    assert european.reading.days == "dmy"
    assert american.one("1").placed != european.one("1").placed
    doubtful = read(tmp_path, heading + "1,04/05/2026,5\n")
    assert any("04/05/2026" in warning for warning in doubtful.reading.warnings)


def test_amounts_without_a_currency_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Order Number,Total\n1,5.00\n")
    assert found.one("1").currency == "XXX"
    assert any("No currency" in warning for warning in found.reading.warnings)
    assert read(tmp_path, "Order Number,Total\n1,£5.00\n").one("1").currency == "GBP"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n", b"hello\nworld\n", b"\x00\xff" * 500, b"a,b,c\n1,2,3\n", b"%PDF-1.7\n1 0 obj"],
)
def test_what_is_no_list_of_orders_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileTrouble, match="no heading of orders"):
        read(tmp_path, content)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    from tests.adapters.orders.reading import read_file

    with pytest.raises(FileTrouble, match="There is no file"):
        read_file(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "ask",
    [
        Ask(format="amiga"),
        Ask(currency="POUND"),
        Ask(columns={"nummer": "A"}),
        Ask(encoding="klingon"),
    ],
)
def test_a_wrong_question_is_refused(tmp_path: Path, ask: Ask) -> None:
    with pytest.raises(ConfigError):
        read(tmp_path, PLAIN + GOOD, ask)


@pytest.mark.parametrize("word", ["ИТОГО", "Всего:", "Tổng cộng", "Total"])
@pytest.mark.parametrize("number", [True, False])
def test_a_line_of_sums_is_no_order(tmp_path: Path, word: str, number: bool) -> None:
    last = f"{word};;;2 500,00" if number else f";{word};;2 500,00"
    text = f"Номер заказа;Дата;Клиент;Сумма\n77;05.06.2026;Иванов Пётр;2 500,00\n{last}\n"
    found = read(tmp_path, text)
    assert [order.number for order in found.orders] == ["77"]
    assert [refused.line for refused in found.refused] == [3]


def test_an_order_without_its_number_takes_nothing_from_the_one_above(tmp_path: Path) -> None:
    first = {
        "Mã đơn hàng": "SON1",
        "Ngày tạo": "13/05/2026",
        "Mã SKU": "G",
        "Tên sản phẩm": "Giày",
        "Số lượng": "1",
        "Đơn giá": "250.000",
        "Tổng tiền": "250.000",
    }
    other = first | {"Mã đơn hàng": "", "Mã SKU": "D", "Tổng tiền": "90.000"}
    item = {"Mã SKU": "E", "Tên sản phẩm": "Dép", "Số lượng": "1", "Đơn giá": "10.000"}
    last = first | {"Mã đơn hàng": "SON2"}
    found = read(tmp_path, exports.table(exports.SAPO, [first, other, item, last]))
    assert [order.number for order in found.orders] == ["SON1", "SON2"]
    assert [line[0] for line in found.lines("SON1")] == ["G"]
    assert [refused.line for refused in found.refused] == [3, 4]


def test_an_empty_cell_of_currency_means_as_above(tmp_path: Path) -> None:
    rows = "8,,2026-05-11,5.50,EUR,Tea,1,5.50\n9,,2026-05-11,6.25,,Cup,1,6.25\n"
    found = read(tmp_path, PLAIN + rows, currency="VND")
    assert (found.one("9").currency, found.one("9").total) == ("EUR", "6.25")
    asked = read(tmp_path, PLAIN + rows, Ask(currency="USD"), currency="VND")
    assert (asked.one("8").currency, asked.one("9").currency) == ("EUR", "USD")
