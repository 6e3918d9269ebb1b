"""What takes orders in and tells of them, without a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.bootstrap import Profile, make_folder, settings_in
from shopdesk.desk.guests.customers import Customers
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.domain.guests.carriers import Carrier
from shopdesk.domain.guests.guest import Guest, Purchase, guest
from shopdesk.domain.guests.order import NO_SALE, Order
from shopdesk.domain.guests.order_settings import OrderSettings
from shopdesk.domain.guests.tier import TierRules
from shopdesk.domain.money import Money
from shopdesk.domain.shop.settings import Settings, Shop
from shopdesk.ports.order_files import OrderFiles
from shopdesk.ports.records import Records
from shopdesk.words import speak


@dataclass(frozen=True, slots=True)
class Ordering:
    """Orders over a profile's records."""

    zone: ZoneInfo
    """The shop's."""
    currency: str
    """The shop's; may be empty."""
    language: str
    """The owner's."""
    settings: OrderSettings
    """The owner's."""
    now: datetime
    """When, UTC."""
    records: Records
    """Where all is kept."""
    files: OrderFiles
    """Reads exports."""
    importing: OrderImport
    """Takes them in."""


@contextmanager
def ordering(profile: Profile) -> Iterator[Ordering]:
    """Closed at the end; there need be no settings. Raises `ConfigError` or `RecordsError`."""
    from shopdesk.adapters.clock import SystemClock
    from shopdesk.bootstrap.records import open_records

    settings = settings_in(profile.config, for_mail=False) if profile.config.exists() else None
    if settings is not None:
        speak(settings.shop.language)
    make_folder(profile)
    records = open_records(profile)
    try:
        yield made_with(records, settings, SystemClock().now())
    finally:
        records.close()


def made_with(records: Records, settings: Settings | None, now: datetime) -> Ordering:
    """Orders over open records."""
    from shopdesk.adapters.orders import ExportFiles

    zone = settings.shop.zone if settings else ZoneInfo("UTC")
    currency = settings.shop.currency if settings else ""
    orders = settings.orders if settings else OrderSettings()

    def remembered(headings: Sequence[str]) -> tuple[str, Mapping[str, str]] | None:
        return records.mapping(headings)

    files = ExportFiles(zone, currency, remembered)
    return Ordering(
        zone=zone,
        currency=currency,
        language=settings.shop.language if settings else "en",
        settings=orders,
        now=now,
        records=records,
        files=files,
        importing=OrderImport(records, files, orders),
    )


@dataclass(frozen=True, slots=True)
class Guestbook:
    """Customers over a profile's records."""

    zone: ZoneInfo
    """The shop's."""
    now: datetime
    """When, UTC."""
    records: Records
    """Where all is kept."""
    customers: Customers
    """Their cards."""
    carriers: tuple[Carrier, ...]
    """The owner's own."""
    tiers: TierRules
    """The owner's."""
    credit: Callable[[str, datetime], Sequence[Money]]
    """The balance of an address, by currency."""

    def guest_of(self, orders: Sequence[Order]) -> Guest:
        """Somebody who has never written, by the orders of an address."""
        bought = [Purchase(order.status not in NO_SALE, order.spent) for order in orders]
        return guest(bought, "", self.tiers, self.records.levels())


@contextmanager
def guestbook(profile: Profile) -> Iterator[Guestbook]:
    """Closed at the end; there need be no settings. Raises `ConfigError` or `RecordsError`."""
    from shopdesk.adapters.clock import SystemClock
    from shopdesk.bootstrap.records import open_records
    from shopdesk.desk.moves.credit import Credit

    settings = settings_in(profile.config, for_mail=False) if profile.config.exists() else None
    if settings is None:
        settings = Settings(Shop("", "", ZoneInfo("UTC")), ())
    speak(settings.shop.language)
    make_folder(profile)
    records = open_records(profile)
    credit = Credit(records, settings.generosity.credit_lasts)

    def balance(address: str, now: datetime) -> tuple[Money, ...]:
        return tuple(account.balance for account in credit.accounts(address, now))

    try:
        yield Guestbook(
            zone=settings.shop.zone,
            now=SystemClock().now(),
            records=records,
            customers=Customers(records, settings, balance),
            carriers=settings.orders.carriers,
            tiers=settings.tiers,
            credit=balance,
        )
    finally:
        records.close()
