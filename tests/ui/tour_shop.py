"""The shop that the tour goes through: customers, orders, a return, answers of the last days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path

from shopdesk import bootstrap
from shopdesk.adapters.orders import ExportFiles
from shopdesk.adapters.records import SqliteRecords
from shopdesk.bootstrap import Parts, Profile, search
from shopdesk.bootstrap.configuring import settings_texts
from shopdesk.desk.bus import Bus
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.desk.moves.returning import Asked
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.clock.schedule import LiveSchedule
from shopdesk.domain.money import Money
from shopdesk.domain.moves.returns import ReturnLine, ReturnOutcome
from shopdesk.ports.mail import Role
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.wiring import Wiring
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import NINE, SHOP, FrozenClock, Mail, SmallShop, make_desk, small_shop
from tests.ui.conftest import Programs, furnish, watching
from tests.ui.test_settings_screen import CONFIG

NEWSLETTER = Mail(
    sender="Sole Supply <news@supply.example>",
    subject="New lasts, new leathers",
    body="All that is new.",
    id="n@supply.example",
    headers={"List-Unsubscribe": "<https://supply.example/out>"},
)


def fill(shop: SmallShop) -> None:
    """Six who wait, eight who were answered, one who sends something back."""
    take(shop, exports.shopify(exports.JANES))
    for n in range(8):
        asked = Mail(f"Kim {n} <kim{n}@example.com>", f"Laces {n}", id=f"q{n}@example.com")
        shop.receive(asked, minutes_ago=60 * 5 * (n + 1))
        reply = Mail(
            f"Lan <{SHOP}>",
            f"Re: Laces {n}",
            "Here they are.",
            f"a{n}@lans-shoes.example",
            f"q{n}@example.com",
            f"kim{n}@example.com",
        )
        shop.receive(reply, minutes_ago=60 * 5 * (n + 1) - 3 - n, role=Role.SENT)
    furnish(shop)
    shop.receive(NEWSLETTER, minutes_ago=30)
    jane = shop.desk.records.customer_at("jane@example.com")
    assert jane is not None
    shop.desk.customers.note(jane, "wedding on June 3", NINE)
    (alarm,) = (a for a in shop.desk.records.alarms(backlog=False) if a.email.startswith("jane"))
    shoes = ReturnLine("S1", "Brogues", 1, Money(Decimal("60.00"), "GBP"))
    shop.desk.returning.begin(
        Asked(alarm.conversation, (shoes,), "too small", ReturnOutcome.CREDIT), NINE
    )


@contextmanager
def opened(folder: Path, language: str) -> Iterator[ShopdeskApp]:
    """The program over it."""
    profile = Profile(folder)
    config = CONFIG.replace("[shop]\n", f'[shop]\nlanguage = "{language}"\n')
    profile.config.write_text(config, "utf-8")
    chosen = bootstrap.settings_of(profile)
    with small_shop(folder, chosen) as shop:
        fill(shop)
    bus, clock, live = Bus(), FrozenClock(), LiveSchedule(bootstrap.schedule_of(chosen))
    desk = DeskThread(lambda: make_desk(folder, chosen, bus, live))
    desk.start()

    @contextmanager
    def imports() -> Iterator[OrderImport]:
        records = SqliteRecords(profile.records)
        files = ExportFiles(chosen.shop.zone, chosen.shop.currency, records.mapping)
        yield OrderImport(records, files, chosen.orders)
        records.close()

    wiring = Wiring(
        chosen,
        live,
        clock,
        desk,
        bus,
        None,
        lambda note: "",
        Programs(),
        settings_texts(Parts(profile, chosen, live, clock, bus, desk)),
        partial(search, profile),
        imports,
    )
    app = ShopdeskApp(wiring)
    app.states[SHOP] = watching()
    try:
        yield app
    finally:
        desk.stop()
