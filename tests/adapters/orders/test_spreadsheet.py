"""Excel files, as far as openpyxl is there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from shopdesk.domain.errors import FileTrouble
from tests.adapters.orders import exports
from tests.adapters.orders.reading import read, read_file

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")


def workbook(file: Path, *rows: Sequence[object], title: str = "Danh sách đơn hàng") -> Path:
    """A spreadsheet with an empty sheet before the one that counts."""
    book = Workbook()
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


def test_viettel_posts_sheet_with_its_heading_in_row_seven(tmp_path: Path) -> None:
    title = [["VIETTEL POST"], [], ["Mẫu đơn hàng"], [], [], []]
    row: list[object] = ["" for _ in exports.VIETTEL]
    for heading, value in (
        ("Mã đơn hàng", "DH-9"),
        ("Tên người nhận", "Nguyễn Thị Minh"),
        ("Số ĐT người nhận", 912345678),
        ("Số lượng", 2),
        ("Tên hàng hóa", "Giày búp bê"),
        ("Giá trị hàng (VND)", 250000.0),
    ):
        row[exports.VIETTEL.index(heading)] = value
    file = workbook(tmp_path / "gui.xlsx", *title, list(exports.VIETTEL), row)
    found = read_file(file, zone=SAIGON)
    assert (found.reading.heading, found.reading.encoding) == (7, "")
    order = found.one("DH-9")
    assert (order.total, order.phone, order.line) == ("250000", "0912345678", 8)


def test_cells_that_are_no_text(tmp_path: Path) -> None:
    heading: list[object] = ["Order Number", "Order Date", "Total", "Currency", "Paid", "Item Name"]
    nine = datetime(2026, 5, 11, 9, 0)  # noqa: DTZ001 - a spreadsheet knows no zones
    rows: list[list[object]] = [
        [6634240001042, nine, 0.1 + 0.2, "EUR", True, "=cmd|x"],
        ["7", "2026-05-11", 5, "EUR", False, "Tea"],
        [None] * 6,
        ["8", "2026-05-11", -5, "EUR", None, "Tea"],
    ]
    file = workbook(tmp_path / "own.xlsx", heading, *rows)
    found = read_file(file)
    first = found.one("6634240001042")
    assert (first.total, first.status) == ("0.30", "paid")
    assert [refused.line for refused in found.refused] == [5]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 400])
def test_a_broken_one(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileTrouble, match="no spreadsheet that can be read"):
        read(tmp_path, content, name="broken.xlsx")


def test_one_that_was_cut(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", ["Order Number", "Total"], ["7", 5]).read_bytes()
    for end in range(0, len(whole), 97):
        with pytest.raises(FileTrouble):
            read(tmp_path, whole[:end], name="cut.xlsx")


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path / "own.xlsx", ["Order Number", "Total"], ["7", 5])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(FileTrouble, match=r"shopdesk-inbox\[excel\]"):
        read_file(file)


def test_a_spreadsheet_has_no_charset_to_doubt(tmp_path: Path) -> None:
    rows = [["Order Number", "Order Date", "Total"], ["7", "2026-05-11", "5.00"]]
    file = workbook(tmp_path / "orders.xlsx", *rows)
    assert not any("charset" in said for said in read_file(file, currency="GBP").reading.warnings)
