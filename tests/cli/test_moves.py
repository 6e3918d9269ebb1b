"""`shopdesk perks`, `coupons`, `campaign`, `incidents`, `wow`, `faq`, as a script calls them."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.cli import main
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import CreditKind, Entry
from shopdesk.domain.moves.playbook import Incident
from tests.desk.test_playing import send
from tests.shop import SHOP, Mail, small_shop
from tests.shop import settings as shop_settings

SETTINGS = """
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"
currency = "GBP"

[[mailbox]]
address = "hello@lans-shoes.example"
password_env = "SHOPDESK_TEST_PASSWORD"
imap = { host = "127.0.0.1", port = 9, security = "none" }
smtp = { host = "127.0.0.1", port = 9, security = "none" }
"""
FIVE = Money(Decimal("5.00"), "GBP")


@dataclass
class Call:
    """A profile, and what a call on it said."""

    folder: Path

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit code, output, complaints."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--profile", str(self.folder), *words])
        return code, out.getvalue(), err.getvalue()

    def json(self, *words: str) -> list[dict[str, Any]]:
        """One object a line."""
        code, out, err = self(*words, "--json")
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """A new profile."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    (folder / "config.toml").write_text(SETTINGS, "utf-8")
    return Call(folder)


def coupons(call: Call, *codes: str, name: str = "thanks") -> Path:
    """A file of codes."""
    file = call.folder.parent / f"{name}.csv"
    file.write_text("\n".join(("Code,Note", *(f"{code},x" for code in codes))), "utf-8")
    return file


def test_coupons_come_in_once_and_are_given_once(call: Call) -> None:
    file = coupons(call, "AAA", "BBB", "AAA")
    words = ("coupons", "import", str(file), "--pool", "thanks", "--cost", "5")
    assert call.json(*words) == [{"pool": "thanks", "codes": 2, "new": 2}]
    assert call.json(*words)[0]["new"] == 0
    for address in ("a@x.example", "b@x.example"):
        (perk,) = call.json("perks", "give", address, "--coupon", "thanks", "--why", "loyal")
        assert perk["cost"] == {"amount": "5.00", "currency": "GBP"}
    code, _out, err = call("perks", "give", "c@x.example", "--coupon", "thanks")
    assert code == 1
    assert "no coupon left" in err
    listed = call.json("coupons", "list", "--pool", "thanks")
    assert [(one["code"], one["customer"]) for one in listed] == [
        ("AAA", "a@x.example"),
        ("BBB", "b@x.example"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("coupons", "import", "FILE", "--pool", "p", "--cost", "much"),
        ("coupons", "import", "FILE", "--pool", "p", "--cost", "5", "--expires", "soon"),
        ("perks", "give", "nobody", "--shipping"),
        ("perks", "list", "--month", "May"),
        ("campaign", "send", "--segment", "all", "--template", "thank-you"),
    ],
)
def test_a_wrong_call_is_said_to_be_one(call: Call, words: tuple[str, ...]) -> None:
    file = str(coupons(call, "AAA"))
    code, _out, err = call(*(file if word == "FILE" else word for word in words))
    assert code == 2
    assert err.startswith("shopdesk: ")


def test_a_months_generosity_has_its_cost(call: Call) -> None:
    now = datetime.now(UTC)
    records = SqliteRecords(call.folder / "records.sqlite")
    for amount, kind in ((Decimal(12), CreditKind.GRANT), (Decimal(-2), CreditKind.REDEEM)):
        records.add_credit(Entry(0, "j@x.example", kind, Money(amount, "GBP"), "", now))
    records.close()
    call("perks", "give", "j@x.example", "--gift", "laces", "--cost", "3")
    call("wow", "add", "drove to the hotel", "--for", "j@x.example", "--cost", "20 GBP")
    (said,) = call.json("perks", "list", "--month")
    assert said["credit"] == [{"amount": "12.00", "currency": "GBP"}]
    assert said["cost"] == [{"amount": "35.00", "currency": "GBP"}]
    (before,) = call.json("perks", "list", "--month", "2020-01")
    assert before["cost"] == []
    assert "35.00 GBP" in call("perks", "list", "--month")[1]
    (wow,) = call.json("wow", "list")
    assert (wow["what"], wow["customer"]) == ("drove to the hotel", "j@x.example")


def test_incidents_ask_for_a_step_and_show_its_effect(call: Call, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with small_shop(call.folder) as shop:
        shop.receive(Mail())
        (alarm,) = shop.desk.records.alarms(backlog=False)
        for days, product in ((70, "Brogues"), (5, "Brogues"), (4, "Laces"), (3, "Brogues")):
            shop.desk.records.add_incident(
                Incident(
                    id=0,
                    problem="late",
                    conversation=alarm.conversation,
                    contact="jane@example.com",
                    order="1042",
                    product=product,
                    carrier="Royal Mail",
                    cause="",
                    cost=FIVE,
                    at=now - timedelta(days=days),
                )
            )
    first = call.json("incidents", "list")[0]
    assert (first["problem"], first["ever"], first["lately"], first["asks"]) == ("late", 4, 3, True)
    assert first["cost"] == [{"amount": "20.00", "currency": "GBP"}]
    assert first["by"]["product"] == {"Brogues": 3, "Laces": 1}
    assert first["by"]["carrier"] == {"Royal Mail": 4}
    assert first["twice"] == 1
    (resolved,) = call.json("incidents", "resolve", "late", "earlier pick-up", "--by", "2099-01-01")
    assert resolved["asks"] is False
    assert resolved["prevention"]["step"] == "earlier pick-up"
    assert resolved["prevention"]["done"] is None
    (done,) = call.json("incidents", "done", "late")
    assert done["prevention"]["done"]
    assert done["fell"] is None
    code, _out, err = call("incidents", "resolve", "nothing", "x", "--by", "2099-01-01")
    assert code == 1
    assert "nothing" in err


def test_a_campaign_is_looked_at_then_sent(call: Call) -> None:
    with small_shop(call.folder) as shop:
        for name in ("jane", "bo"):
            shop.receive(Mail(sender=f"{name} <{name}@example.com>", id=f"{name}@x"))
    call("coupons", "import", str(coupons(call, "AAA", "BBB")), "--pool", "p", "--cost", "5")
    asked = ("--segment", "all", "--template", "thank-you", "--pool", "p")
    assert [one["customer"] for one in call.json("campaign", "preview", *asked)] == [
        "jane@example.com",
        "bo@example.com",
    ]
    call("campaign", "opt-out", "BO@example.com")
    (begun,) = call.json("campaign", "send", *asked, "--yes")
    assert (begun["mails"], begun["queued"]) == (1, 1)
    code, out, _err = call("campaign", "stop", "1")
    assert code == 0
    assert "stopped" in out


def test_the_most_asked_as_a_page(call: Call) -> None:
    """Escaped, with what each would save."""
    with small_shop(call.folder, shop_settings()) as shop:
        for n in range(3):
            shop.receive(Mail(sender=f"c{n} <c{n}@example.com>", id=f"{n}@x"))
        templates = {t.id: t for t in shop.desk.templates.all()}
        evil = templates["shipping-time"]
        variant = replace(
            evil.variants["en"], title="<b>How *long*?</b>", body="Hi,\n\n# 3 & more <days>"
        )
        shop.desk.shelf.save(replace(evil, variants={"en": variant}))
        templates = {t.id: t for t in shop.desk.templates.all()}
        for alarm, id in zip(
            shop.desk.records.alarms(backlog=False),
            ("shipping-time", "shipping-time", "shipping-cost"),
            strict=True,
        ):
            draft = shop.desk.compose.draft(alarm.conversation, templates[id])
            body = draft.body.replace("{{ shipping.cost }}", "5 GBP")
            send(shop, replace(draft, body=body))
    first = call.json("faq", "list")[0]
    assert (first["template"], first["count"], first["share"]) == ("shipping-time", 2, 0.6667)
    page = call("faq", "export", "--html")[1]
    assert "&lt;b&gt;How *long*?&lt;/b&gt;" in page
    assert "# 3 &amp; more &lt;days&gt;" in page
    assert "Hi," not in page
    text = call("faq", "export", "--markdown")[1]
    assert r"\<b\>How \*long\*?\</b\>" in text
    assert r"\# 3 & more \<days\>" in text
    file = call.folder.parent / "faq.html"
    assert call("faq", "export", "--html", str(file))[0] == 0
    assert file.read_text("utf-8") == page
    assert SHOP not in page
