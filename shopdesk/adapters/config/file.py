"""The settings file: TOML, checked as a whole, every mistake told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shopdesk.adapters.config.away import read_away
from shopdesk.adapters.config.desk_hours import read_desk_hours
from shopdesk.adapters.config.goals import read_goals, read_report
from shopdesk.adapters.config.hours import read_hours
from shopdesk.adapters.config.look import read_look
from shopdesk.adapters.config.mailbox import read_mailbox
from shopdesk.adapters.config.moves import read_moves
from shopdesk.adapters.config.oauth import read_oauth
from shopdesk.adapters.config.orders import read_orders, read_tiers
from shopdesk.adapters.config.reader import Reader
from shopdesk.adapters.config.ring import read_ring
from shopdesk.adapters.config.surveys import read_surveys
from shopdesk.domain.clock.targets import BY_CATEGORY, BY_CHANNEL, Channel, Targets
from shopdesk.domain.countries import COUNTRIES
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.mail.matter import Category
from shopdesk.domain.shop.settings import MailboxSettings, Settings, Shop
from shopdesk.words import _

LANGUAGES = ("en", "vi", "ru")
"""The languages that the desk speaks."""
_SECOND = timedelta(seconds=1)
_MONTH = timedelta(days=30)
_DEFAULT: Mapping[str, Any] = {field.name: field.default for field in fields(Settings)}
_POSITION = re.compile(r"^(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)$")


def load(path: Path, *, for_mail: bool = True) -> Settings:
    """The settings in the file at `path`; raises `ConfigError` with a sentence for each mistake.

    A relative `ca_file` or `products` is looked for in the settings file's own folder. Without
    `for_mail` the mailboxes may be missing, and the names that mails are signed with.
    """
    return settings_from(read_text(path), path, for_mail=for_mail)


def settings_from(text: str, path: Path, *, for_mail: bool = True) -> Settings:
    """The settings in a text that stands, or is to stand, in the file at `path`; as `load`."""
    problems: list[str] = []
    file = Reader(parsed(text, path), "", problems)
    shop = _shop(file.table("shop", needed=True), path.parent, named=for_mail)
    hours = read_hours(file)
    targets = _targets(file.table("targets", needed=False))
    ring, phones = read_ring(file)
    desk = file.table("desk", needed=False)
    clients = read_oauth(file, path.parent)
    mailboxes = tuple(
        read_mailbox(mailbox, path.parent, clients)
        for mailbox in file.tables(
            "mailbox",
            _("at least one [[mailbox]] table, in double brackets"),
            needed=for_mail,
        )
    )
    settings = Settings(
        shop,
        mailboxes,
        hours,
        targets,
        ring=ring,
        phones=phones,
        away=read_away(file),
        desk_hours=read_desk_hours(file),
        generosity=read_moves(file),
        surveys=read_surveys(file),
        goals=read_goals(file),
        report=read_report(file),
        orders=read_orders(file, path.parent),
        tiers=read_tiers(file),
        screen=read_look(file),
        undo=desk.duration("undo", _DEFAULT["undo"], timedelta(), timedelta(hours=1)),
        backlog=desk.duration("backlog", _DEFAULT["backlog"], _SECOND, _MONTH),
        poll=desk.duration("poll", _DEFAULT["poll"], _SECOND, timedelta(hours=1)),
    )
    desk.finish()
    file.finish()
    _each_address_once(file, mailboxes)
    if problems:
        raise ConfigError(*problems)
    return settings


def read_text(path: Path) -> str:
    """What stands in the file; raises `ConfigError`."""
    try:
        # Windows' editor puts a byte order mark at the front
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(
            _(
                "There is no settings file {file}. Make one with: shopdesk setup. To look around "
                "first: shopdesk demo"
            ).format(file=path)
        ) from error
    except OSError as error:
        raise ConfigError(
            _("{file} cannot be read: {why}. Correct that and start again.").format(
                file=path, why=error.strerror
            )
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            _("{file}, line {line}: this is not UTF-8. Save the file as UTF-8.").format(
                file=path, line=line
            )
        ) from error


def parsed(text: str, path: Path) -> Mapping[str, object]:
    """The tables of a text, unchecked; raises `ConfigError` where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.match(str(error))
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        if found and found["line"]:
            line, column = int(found["line"]), int(found["column"])
        raise ConfigError(
            _("{file}, line {line}, column {column}: this is not TOML ({why}).").format(
                file=path, line=line, column=column, why=found["why"] if found else error
            )
        ) from error
    except RecursionError as error:
        raise ConfigError(
            _("{file}: its lists are nested too deeply.").format(file=path)
        ) from error


def _shop(table: Reader, folder: Path, *, named: bool) -> Shop:
    line = _("one line of text")
    nameless = None if named else ""
    shop = Shop(
        name=table.text("name", line, _one_line, default=nameless),
        owner=table.text("owner", line, _one_line, default=nameless),
        zone=_zone(table),
        language=table.choice("language", LANGUAGES, "en"),
        currency=table.text(
            "currency",
            _('a currency in three capital letters, such as "GBP"'),
            re.compile(r"[A-Z]{3}").fullmatch,
            default="",
        ),
        country=table.text(
            "country",
            _('a country by the two capital letters of ISO 3166, such as "GB"'),
            COUNTRIES.__contains__,
            default="",
        ),
        signature=table.text("signature", _("text"), lambda text: True, default=""),
        products=_beside(folder, table.text("products", _("a path"), _one_line, default="")),
    )
    table.finish()
    return shop


def _beside(folder: Path, name: str) -> str:
    """The path of a file that is named from the settings file's own folder."""
    return str(folder / Path(name).expanduser()) if name else ""


def _zone(table: Reader) -> ZoneInfo:
    zones: list[ZoneInfo] = []

    def known(name: str) -> bool:
        try:
            zones.append(ZoneInfo(name))
        # OSError: the name of a folder, or too long a name
        except (KeyError, ValueError, OSError):
            return False
        return True

    table.text("zone", _('an IANA time zone, such as "Europe/London"'), known)
    return zones[0] if zones else ZoneInfo("UTC")


def _targets(table: Reader) -> Targets:
    by_category = {
        category: _target(table, category, BY_CATEGORY[category]) for category in Category
    }
    channels = table.table("channel", needed=False)
    by_channel = dict(BY_CHANNEL)
    for channel in Channel:
        # asked for in any case: a misspelt one is answered with the names of all
        span = _target(channels, channel, by_channel.get(channel, _SECOND))
        if channel in by_channel or channel.value in channels:
            by_channel[channel] = span
    channels.finish()
    after_closed = table.duration("after_closed", Targets().after_closed, _SECOND, _MONTH)
    vip = table.duration("vip", timedelta(), _SECOND, _MONTH)
    table.finish()
    return Targets(by_category, by_channel, after_closed, vip or None)


def _target(table: Reader, of: Category | Channel, default: timedelta) -> timedelta:
    return table.duration(of.value.replace("-", "_"), default, _SECOND, _MONTH)


def _each_address_once(file: Reader, mailboxes: tuple[MailboxSettings, ...]) -> None:
    first: dict[str, int] = {}
    for number, mailbox in enumerate(mailboxes):
        for address in sorted(mailbox.addresses):
            if address and first.setdefault(address, number) != number:
                file.note(
                    _("mailbox[{number}]: {address} is an address of mailbox[{first}] already."),
                    number=number,
                    address=address,
                    first=first[address],
                )


def _one_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
