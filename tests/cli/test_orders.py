"""`shopdesk orders`, called as an owner or a script calls it."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main
from tests.adapters.orders import exports

SETTINGS = """
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"
currency = "GBP"

[orders.source.markt]
columns = { number = "Nr", total = "Geld" }

[orders.carrier.van]
link = "https://van.example/{number}"
form = "VAN[0-9]+"
"""


@dataclass
class Call:
    """A profile, and what a call on it said."""

    folder: Path

    def __call__(self, *words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--profile", str(self.folder), "orders", *words])
        return code, out.getvalue(), err.getvalue()

    def json(self, *words: str) -> list[dict[str, Any]]:
        code, out, err = self(*words, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "config.toml").write_text(SETTINGS, "utf-8")
    return Call(folder)


@pytest.fixture
def export(tmp_path: Path) -> str:
    """Jane's and Minh's orders."""
    file = tmp_path / "orders_export.csv"
    file.write_text(exports.shopify(exports.JANES, exports.MINHS), "utf-8")
    return str(file)


def test_import_reports_and_list_tells(call: Call, export: str) -> None:
    (report,) = call.json("import", export)
    assert report == {
        "file": "orders_export.csv",
        "format": "shopify",
        "source": "shopify",
        "what": "orders",
        "rows": 3,
        "found": 2,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "older": 0,
        "totals": [{"amount": "137.00", "currency": "GBP"}],
        "refused": [],
        "refused_rows": 0,
        "dry_run": False,
        "warnings": [],
    }
    newest, oldest = call.json("list")
    assert newest["number"] == "1043"
    assert oldest["customer"] == {
        "name": "Jane Roe",
        "email": "Jane@Example.com",
        "phone": "+31612345678",
    }
    assert oldest["placed"] == "2026-05-11T13:55:16Z"
    assert oldest["lines"][1] == {
        "sku": "LA-1",
        "name": 'Vegan laces, "long"',
        "quantity": 5,
        "price": {"amount": "3.50", "currency": "GBP"},
        "total": {"amount": "17.50", "currency": "GBP"},
    }
    assert call.json("import", export)[0]["unchanged"] == 2


def test_a_dry_run(call: Call, export: str) -> None:
    (report,) = call.json("import", export, "--dry-run")
    assert (report["added"], report["dry_run"]) == (2, True)
    assert call.json("list") == []


def test_list_can_be_narrowed(call: Call, export: str) -> None:
    call("import", export)
    numbers = [o["number"] for o in call.json("list", "--status", "pending")]
    assert numbers == ["1043"]
    assert [o["number"] for o in call.json("list", "--customer", "JANE@example.com")] == ["1042"]
    assert call.json("list", "--source", "etsy") == []
    assert len(call.json("list", "--limit", "1")) == 1


@pytest.mark.parametrize("number", ["1042", "#1042"])
def test_show(call: Call, export: str, number: str) -> None:
    call("import", export)
    (order,) = call.json("show", number)
    assert order["total"] == {"amount": "117.00", "currency": "GBP"}
    code, out, _ = call("show", number)
    assert code == 0
    assert "5 × Vegan laces" in out
    assert "total £117.00" in out


def test_an_order_that_is_not_there(call: Call) -> None:
    code, _, err = call("show", "99")
    assert (code, err) == (1, "shopdesk: No order 99 was taken in.\n")


def test_the_table_begins_no_formula(call: Call, export: str) -> None:
    call("import", export)
    _, out, _ = call("list", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["number"] for row in rows] == ["1043", "1042", "1042"]
    assert rows[0]["item"] == "'=cmd|' /C calc'!A0"
    assert rows[1]["phone"] == "'+31612345678"
    assert rows[1]["placed"] == "2026-05-11 20:55:16+07:00"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_what_was_listed_can_be_taken_in_again(call: Call, export: str, tmp_path: Path) -> None:
    call("import", export)
    _, out, _ = call("list", "--csv")
    copy = tmp_path / "copy.csv"
    copy.write_text(out, "utf-8")
    (report,) = call.json("import", str(copy), "--source", "copy")
    assert report["totals"] == [{"amount": "137.00", "currency": "GBP"}]
    names = {line["name"] for o in call.json("list", "--source", "copy") for line in o["lines"]}
    assert "=cmd|' /C calc'!A0" in {name.removeprefix("'") for name in names}


def test_refused_rows_are_told_by_line(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Order Number,Total\n1,5.00\n2,-1\n3,many\n", "utf-8")
    code, out, _ = call("import", str(file))
    assert code == 0
    assert "line 3 refused: the total “-1” is negative" in out
    assert "line 4 refused: the total: “many” is no amount" in out
    file.write_text("Order Number,Total\n2,-1\n", "utf-8")
    assert call("import", str(file))[0] == 1


def test_a_mapping_is_remembered(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Bestellung;Geld\nB-1;5,00\n", "utf-8")
    code, _, err = call("import", str(file))
    assert code == 1
    assert "no heading of orders" in err
    assert call("import", str(file), "--mapping", "number=Bestellung,total=Geld")[0] == 0
    file.write_text("Bestellung;Geld\nB-2;6,00\n", "utf-8")
    assert call.json("import", str(file))[0]["added"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--mapping", "number"),
        ("--mapping", "nummer=A"),
        ("--format", "amiga"),
        ("--currency", "POUNDS"),
        ("--as-of", "yesterday"),
    ],
)
def test_a_wrong_call(call: Call, export: str, words: tuple[str, str]) -> None:
    assert call("import", export, *words)[0] == 2


def test_a_source_and_a_carrier_of_the_owners(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Nr;Geld;Tracking\n7;5,00;VAN77\n", "utf-8")
    assert call("import", str(file), "--source", "markt")[0] == 0
    (order,) = call.json("show", "7")
    assert order["carrier"] == "van"
    assert order["tracking_link"] == "https://van.example/VAN77"


def test_hostile_names_are_harmless_on_the_terminal(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Order Number,Total,Customer\n7,5,\x1b]0;evil\x07Jane\n", "utf-8")
    call("import", str(file))
    for words in (("list",), ("show", "7"), ("list", "--csv")):
        assert "\x1b" not in call(*words)[1]


def test_formats_are_told(call: Call) -> None:
    assert {"shopify", "etsy", "ozon", "csv"} <= {f["format"] for f in call.json("formats")}


def test_what_was_given_away_has_a_price_of_nothing(call: Call, tmp_path: Path) -> None:
    gift = exports.JANES[1] | {"Lineitem price": "0.00", "Lineitem name": "Gift"}
    file = tmp_path / "orders.csv"
    file.write_text(exports.shopify([exports.JANES[0], gift]), "utf-8")
    call("import", str(file))
    (order,) = call.json("list")
    nothing = {"amount": "0.00", "currency": "GBP"}
    assert (order["lines"][1]["price"], order["lines"][1]["total"]) == (nothing, nothing)
    _, out, _ = call("list", "--csv")
    assert [row["price"] for row in csv.DictReader(io.StringIO(out))] == ["95.00", "0.00"]
