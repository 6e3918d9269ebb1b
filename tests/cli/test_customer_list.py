"""`shopdesk customers list` and `show`."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, small_shop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Jane bought and writes; a silent customer bought, and is called like a formula."""
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    silent = exports.JANES[0] | {
        "Name": "#1044",
        "Id": "1044",
        "Email": "silent@example.net",
        "Billing Name": "=cmd|x \x1b[31m",
    }
    with small_shop(profile) as shop:
        take(shop, exports.shopify(exports.JANES, [silent]))
        shop.receive(Mail(subject="Where is my order #1042?", id="1@example.com"))
        jane = shop.desk.records.customer_at("jane@example.com")
        assert jane is not None
        shop.desk.customers.note(jane, "vegan laces", shop.clock.now())
    return profile


def said(folder: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--profile", str(folder), "customers", *words])
    return code, out.getvalue(), err.getvalue()


def objects(folder: Path, *words: str) -> list[dict[str, Any]]:
    code, out, err = said(folder, *words, "--json")
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def test_everybody_is_listed_who_wrote_last_in_front(folder: Path) -> None:
    jane, silent = objects(folder, "list")
    assert jane["name"] == "Jane Roe"
    assert (jane["tier"], jane["orders"], jane["story"]) == ("new", 1, "vegan laces")
    assert jane["spent"] == [{"amount": "117.00", "currency": "GBP"}]
    assert (silent["email"], silent["orders"]) == ("silent@example.net", 1)


def test_words_narrow_it(folder: Path) -> None:
    assert [p["email"] for p in objects(folder, "list", "JANE")] == ["jane@example.com"]
    assert objects(folder, "list", "nobody") == []


def test_one_in_full(folder: Path) -> None:
    (jane,) = objects(folder, "show", "JANE@example.com")
    assert [order["number"] for order in jane["orders_made"]] == ["1042"]
    assert [note["text"] for note in jane["notes"]] == ["vegan laces"]
    assert [past["subject"] for past in jane["conversations"]] == ["Where is my order #1042?"]
    assert jane["language"] == "en"
    code, out, _ = said(folder, "show", "jane@example.com")
    assert code == 0
    assert "“vegan laces”" in out
    assert "117.00 GBP" in out


def test_one_who_has_never_written(folder: Path) -> None:
    (silent,) = objects(folder, "show", "silent@example.net")
    assert [order["number"] for order in silent["orders_made"]] == ["1044"]


def test_nobody(folder: Path) -> None:
    code, _, err = said(folder, "show", "none@example.org")
    assert (code, err) == (1, "shopdesk: Nobody writes or buys as none@example.org.\n")


@pytest.mark.parametrize("words", [("list",), ("show", "silent@example.net")])
def test_the_table_begins_no_formula_and_steers_no_terminal(
    folder: Path, words: tuple[str, ...]
) -> None:
    _, out, _ = said(folder, *words, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    silent = next(row for row in rows if row["email"] == "silent@example.net")
    assert silent["name"].startswith("'=cmd|x")
    assert "\x1b" not in out
    assert "\x1b" not in said(folder, *words)[1]


def test_who_has_no_address_is_listed_by_the_phone(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o700)
    people = exports.table(
        exports.KIOTVIET_CUSTOMERS,
        [
            {"Mã khách hàng": "KH1", "Tên khách hàng": "Lê Anh", "Điện thoại": "912345678"},
            {
                "Mã khách hàng": "KH2",
                "Tên khách hàng": "Minh",
                "Email": "minh@example.com",
                "Ghi chú": "dị ứng len",
            },
        ],
    )
    with small_shop(profile) as shop:
        take(shop, people)
    minh, anh = objects(profile, "list")
    assert (anh["name"], anh["email"], anh["phone"]) == ("Lê Anh", "", "0912345678")
    assert objects(profile, "list", "0912") == [anh]
    assert said(profile, "list", "Anh")[1] == "Lê Anh · 0912345678\n"
    (shown,) = objects(profile, "show", minh["email"])
    assert shown["listed"] == ["kiotviet: dị ứng len"]
    assert (shown["notes"], shown["credit"], shown["conversations"]) == ([], [], [])
    assert "dị ứng len" in said(profile, "show", "minh@example.com")[1]
