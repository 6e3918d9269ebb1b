"""Amounts, addresses and days as they are typed on the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.errors import ConfigError
from shopdesk.domain.money import NO_CURRENCY, Money, NoAmount, digits, money
from shopdesk.domain.plain import plain
from shopdesk.words import _


def amount(text: str, currency: str, *, name: str = "AMOUNT", free: bool = False) -> Money:
    """Above zero, or with `free` zero too; raises `ConfigError`."""
    sentence = _('{name}: found "{text}"; allowed is an amount such as "12.50 GBP".')
    wrong = ConfigError(sentence.format(name=name, text=plain(text)))
    try:
        found = money(text, currency or NO_CURRENCY)
    except NoAmount as error:
        raise wrong from error
    if digits(found.currency) == 2 and any(
        _other(text, currency, mark) not in (None, found) for mark in ".,"
    ):
        # "2.505 GBP": two and a half, or two and a half thousand
        raise wrong
    if found.amount < 0 or (not found and not free):
        raise wrong
    if found and found.currency == NO_CURRENCY:
        raise wrong
    return found


def _other(text: str, currency: str, decimal: str) -> Money | None:
    try:
        return money(text, currency or NO_CURRENCY, decimal)
    except NoAmount:
        return None


def address(text: str) -> str:
    """Raises `ConfigError`."""
    name, at, domain = text.strip().rpartition("@")
    if not (name and at and domain) or any(sign.isspace() for sign in text.strip()):
        sentence = _('ADDRESS: found "{text}"; allowed is an e-mail address.')
        raise ConfigError(sentence.format(text=plain(text)))
    return text.strip()


def day(text: str, zone: ZoneInfo, *, name: str) -> datetime:
    """The end of a day by the shop's calendar, UTC; raises `ConfigError`."""
    try:
        begun = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=zone)
        return (begun + timedelta(days=1)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = _('{name}: found "{text}"; allowed is a day such as 2026-12-31.')
        raise ConfigError(sentence.format(name=name, text=plain(text))) from error


def month(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A calendar month, the present one for nothing; UTC; raises `ConfigError`."""
    try:
        asked = (
            datetime.strptime(text, "%Y-%m").replace(tzinfo=zone) if text else now.astimezone(zone)
        )
        first = datetime(asked.year, asked.month, 1, tzinfo=zone)
        after = first.month % 12 + 1
        last = first.replace(year=first.year + (first.month == 12), month=after)
        return first.astimezone(UTC), last.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = _('--month: found "{text}"; allowed is a month such as 2026-11.')
        raise ConfigError(sentence.format(text=plain(text))) from error
