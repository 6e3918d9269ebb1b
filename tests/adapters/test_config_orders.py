"""The settings about orders and tiers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.guests.order_settings import OrderSettings
from shopdesk.domain.guests.tier import TierRules
from shopdesk.domain.money import Money
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.order_files import Ask
from tests.adapters.orders.reading import read

SHOP = '[shop]\nzone = "UTC"\n'


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "config.toml"
    file.write_text(SHOP + text, "utf-8")
    return load(file, for_mail=False)


def test_without_any(tmp_path: Path) -> None:
    found = loaded(tmp_path, "")
    assert (found.orders, found.tiers) == (OrderSettings(), TierRules())


def test_all_that_can_be_said(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        """
        [orders]
        folder = "exports"
        [orders.source.markt]
        files = "markt*.csv"
        columns = { number = "Nr", total = "Geld" }
        currency = "CHF"
        days = "dmy"
        decimal = ","
        encoding = "windows-1251"
        [orders.source.second]
        format = "shopify"
        [orders.carrier.van]
        link = "https://van.example/{number}"
        words = ["Lan's Van"]
        form = "VAN[0-9]+"
        [tiers]
        loyal = 4
        vip_spend = "500 GBP"
        """,
    )
    assert found.orders.folder == str(tmp_path / "exports")
    markt, second = found.orders.sources
    assert markt.columns == {"number": "Nr", "total": "Geld"}
    assert (markt.name, markt.currency, markt.days) == ("markt", "CHF", "dmy")
    assert (second.name, second.format) == ("second", "shopify")
    (van,) = found.orders.carriers
    assert (van.id, van.name, van.words) == ("van", "van", ("lans van",))
    assert (found.tiers.loyal, found.tiers.vip_spend) == (4, Money(Decimal(500), "GBP"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[orders]\nfolders = 1\n", "orders.folders"),
        ("[orders.source.a]\ncolumns = { nummer = 'A' }\n", "orders.source.a.columns.nummer"),
        ("[orders.source.a]\ncurrency = 'POUND'\n", "orders.source.a.currency"),
        ("[orders.source.a]\ndays = 'ymd'\n", "orders.source.a.days"),
        ("[orders.source.a]\nencoding = 'klingon'\n", "orders.source.a.encoding"),
        ("[orders.carrier.a]\nform = 'x'\n", "orders.carrier.a.link"),
        ("[orders.carrier.a]\nlink = 'https://a.example'\n", "orders.carrier.a.link"),
        (
            "[orders.carrier.a]\nlink = 'https://a.example/{number}'\nform = '['\n",
            "orders.carrier.a.form",
        ),
        ("[tiers]\nvip = 0\n", "tiers.vip"),
        ("[tiers]\nvip_spend = 'much'\n", "tiers.vip_spend"),
        ("[tiers]\nvip_spend = '500'\n", "tiers.vip_spend"),
    ],
)
def test_a_mistake_is_told_by_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ConfigError) as error:
        loaded(tmp_path, text)
    assert any(problem.startswith(f"{key}:") for problem in error.value.problems)


def test_a_mapping_of_the_settings_reads_a_file(tmp_path: Path) -> None:
    settings = loaded(tmp_path, "[orders.source.a]\ncolumns = { number = 'Nr', total = 'Geld' }\n")
    (source,) = settings.orders.sources
    ask = Ask(source=source.name, columns=source.columns)
    assert read(tmp_path, "Nr;Geld\n7;5,00\n", ask, currency="EUR").one("7").total == "5.00"
