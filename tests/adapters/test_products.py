"""The shop's products, as spreadsheets save them."""

from __future__ import annotations

import os
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.adapters.config.file import load
from shopdesk.adapters.products import LARGEST, STANDARD, CsvProducts
from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.domain.answer.product import Product
from shopdesk.domain.errors import ConfigError, FileTrouble

LIST = """sku,name,price,url,guide,video,facts,Colour,Ship in
BR-42,Brown brogues,412.00,https://s.example/b,https://s.example/care,,"Vegan, warm.",brown,2 days
GB-38,Giày búp bê,1 250 000,,,https://s.example/v,,kem,
=cmd|' /C calc'!A0,Laces,from 3,,,,,,
,,99,,,,,,
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "products.csv"
    file.write_text(LIST, "utf-8")
    return file


def test_the_columns_become_a_product(path: Path) -> None:
    brogues, ballerinas, laces = CsvProducts(path, needed=False).find("")
    assert brogues == Product(
        "BR-42",
        "Brown brogues",
        Decimal("412.00"),
        "https://s.example/b",
        "https://s.example/care",
        "",
        "Vegan, warm.",
        {"colour": "brown", "ship_in": "2 days"},
    )
    assert ballerinas.price == Decimal(1250000)
    assert (laces.sku, laces.price) == ("=cmd|' /C calc'!A0", "from 3")
    assert CsvProducts(path, needed=False).columns() == (*STANDARD, "colour", "ship_in")


def test_templates_know_every_column(path: Path) -> None:
    (product,) = CsvProducts(path, needed=False).find("brogues")
    source = "{{ product.name }} {{ product.price | money: 'GBP' }} {{ product.ship_in }}"
    source += " {{ product.video }}"
    filled = LiquidFiller().fill(source, {"language": "en", "product": product.values()})
    assert filled == "Brown brogues £412.00 2 days {{ product.video }}"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("giay bup", ["Giày búp bê"]),
        ("BR-42", ["Brown brogues"]),
        ("vegan brogues", ["Brown brogues"]),
        ("kem", ["Giày búp bê"]),
        ("nothing", []),
    ],
)
def test_they_are_found_by_words(path: Path, words: str, names: list[str]) -> None:
    assert [product.name for product in CsvProducts(path, needed=False).find(words)] == names


def test_the_name_comes_before_the_facts(path: Path) -> None:
    path.write_text("name,facts\nShoe tree,for brogues\nBrogues,\n", "utf-8")
    found = CsvProducts(path, needed=False).find("brogues")
    assert [product.name for product in found] == ["Brogues", "Shoe tree"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_spreadsheets_save_it_in_their_ways(path: Path, separator: str, encoding: str) -> None:
    text = f"Name {separator} PRICE\r\nTất{separator}12.50\r\n"
    path.write_bytes(text.encode(encoding))
    (product,) = CsvProducts(path, needed=False).find("tat")
    assert (product.name, product.price) == ("Tất", Decimal("12.50"))


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("1250000", Decimal(1250000)),
        ("12.50", Decimal("12.50")),
        ("12,5", Decimal("12.5")),
        ("1 250,00", Decimal(1250)),
        ("1.250.000", Decimal(1250000)),
        ("1,250.00", Decimal(1250)),
        ("0.125", Decimal("0.125")),
        ("1.5.2", "1.5.2"),
        ("£12", "£12"),
        ("-3", "-3"),
    ],
)
def test_prices(path: Path, text: str, price: Decimal | str) -> None:
    path.write_text(f'name,price\nx,"{text}"\n', "utf-8")
    (product,) = CsvProducts(path, needed=False).find("")
    assert product.price == price


def test_a_change_is_seen_and_nothing_is_read_twice(path: Path) -> None:
    products = CsvProducts(path, needed=False)
    assert products.find("laces")[0] is products.find("laces")[0]
    path.write_text("name\nBoots\n", "utf-8")
    assert [product.name for product in products.find("")] == ["Boots"]
    path.unlink()
    assert products.find("") == ()


def test_the_settings_name_it_from_their_own_folder(path: Path) -> None:
    config = path.with_name("config.toml")
    shop = '[shop]\nzone = "UTC"\n'
    config.write_text(shop, "utf-8")
    assert load(config, for_mail=False).shop.products == ""
    config.write_text(f'{shop}products = "products.csv"\n', "utf-8")
    assert load(config, for_mail=False).shop.products == str(path)
    config.write_text(f"{shop}products = 3\n", "utf-8")
    with pytest.raises(ConfigError, match=r"shop\.products"):
        load(config, for_mail=False)


def test_a_missing_file_is_a_mistake_only_where_it_was_named(tmp_path: Path) -> None:
    assert CsvProducts(tmp_path / "x.csv", needed=False).find("") == ()
    with pytest.raises(FileTrouble, match=r"x\.csv cannot be read: there is no such file"):
        CsvProducts(tmp_path / "x.csv", needed=True).find("")
    assert CsvProducts(tmp_path / "x.csv", needed=True).columns() == STANDARD


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "line 1: there is no column `name`"),
        (b"title,price\nx,1\n", "line 1: there is no column `name`"),
        (b'name\n"Bro"gues\n', "line 2"),
        (b"name\nx\n\xff\xe9\n", "line 3: this is not UTF-8"),
        (b"name\n" + b"x" * 200_000, "line 2: field larger"),
    ],
)
def test_a_broken_list_says_where(path: Path, content: bytes, why: str) -> None:
    path.write_bytes(content)
    products = CsvProducts(path, needed=False)
    with pytest.raises(FileTrouble, match=why) as caught:
        products.find("")
    assert str(path) in str(caught.value)
    assert products.columns() == STANDARD


def test_a_huge_file_is_refused_unread(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileTrouble, match="larger than 32 MiB"):
        CsvProducts(path, needed=False).find("")


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_a_list_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    try:
        assert all(product.name for product in CsvProducts(path, needed=False).find(""))
    except FileTrouble as error:
        assert "line" in str(error)
