"""What `shopdesk credit`, `returns` and their like are made with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.bootstrap import Parts, Profile, parts, settings_in, settings_of
from shopdesk.desk.moves.credit import Credit
from shopdesk.desk.moves.faq import Faq
from shopdesk.desk.moves.incidents import Incidents
from shopdesk.desk.moves.perks import Perks
from shopdesk.desk.moves.returning import Returning
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves over a profile's records."""

    settings: Settings
    """The owner's."""
    now: datetime
    """When, UTC."""
    records: Records
    """Where all is kept."""
    credit: Credit
    """The ledger."""
    returning: Returning
    """Returns."""
    perks: Perks
    """Coupons and gifts."""
    incidents: Incidents
    """What goes wrong."""
    faq: Faq
    """The most asked."""


@contextmanager
def moves(profile: Profile) -> Iterator[Moves]:
    """Closed at the end; raises `ConfigError` or `RecordsError`."""
    from shopdesk.adapters.clock import SystemClock
    from shopdesk.adapters.playbook import TomlPlaybook
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.adapters.templates.liquid import LiquidFiller
    from shopdesk.adapters.templates.starter import starter
    from shopdesk.adapters.templates.store import TinyTemplates
    from shopdesk.words import speak

    settings = settings_in(profile.config, for_mail=False)
    speak(settings.shop.language)
    records = SqliteRecords(profile.records)
    try:
        rules = settings.generosity
        credit = Credit(records, rules.credit_lasts)
        returning = Returning(records, credit, settings, rules.returns)
        templates = TinyTemplates(profile.templates, starter)
        yield Moves(
            settings=settings,
            now=SystemClock().now(),
            records=records,
            credit=credit,
            returning=returning,
            perks=Perks(records, settings),
            incidents=Incidents(records, TomlPlaybook(profile.playbook, settings.shop.language)),
            faq=Faq(records, templates, LiquidFiller(), settings),
        )
    finally:
        records.close()


def codes_in(file: Path) -> tuple[str, ...]:
    """Coupon codes; raises `FileTrouble`."""
    from shopdesk.adapters.coupon_file import read_codes

    return read_codes(file)


def write_page(file: Path, text: str) -> None:
    """For the shop's site; raises `OSError`."""
    file.write_text(text, "utf-8")


@contextmanager
def campaigns(profile: Profile) -> Iterator[Parts]:
    """A desk that can write mails; closed at the end."""
    from shopdesk.words import speak

    settings = settings_of(profile)
    speak(settings.shop.language)
    made = parts(profile, settings)
    made.desk.start()
    try:
        yield made
    finally:
        made.desk.stop()
