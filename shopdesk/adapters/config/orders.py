"""The `[orders]` and `[tiers]` tables of the settings file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.domain.folding import fold
from shopdesk.domain.guests.carriers import Carrier, is_form, is_link
from shopdesk.domain.guests.order_settings import OrderSettings, SourceSettings
from shopdesk.domain.guests.tier import TierRules
from shopdesk.domain.money import Money, NoAmount, is_currency, money
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader

FIELDS = (
    *("number", "placed", "email", "name", "first_name", "last_name", "phone"),
    *("status", "payment", "delivery", "paid", "shipped", "delivered", "cancelled", "updated"),
    *("total", "currency", "refunded", "carrier", "tracking", "note"),
    *("sku", "item", "variant", "quantity", "price", "amount", "items"),
)
"""What a column can be; as the readers of exports call it."""
_NAME = re.compile(r"[\w-]{1,40}")
_DEFAULT = TierRules()
_ORDERS = range(1, 10_001)


def read_orders(file: Reader, folder: Path) -> OrderSettings:
    """How orders come in; a relative folder is looked for beside the settings file."""
    table = file.table("orders", needed=False)
    named = table.text("folder", _("a path"), _one_line, default="")
    made = OrderSettings(
        folder=str(folder / Path(named).expanduser()) if named else "",
        sources=tuple(_source(name, one) for name, one in table.named("source").items()),
        carriers=tuple(_carrier(name, one) for name, one in table.named("carrier").items()),
    )
    table.finish()
    return made


def read_tiers(file: Reader) -> TierRules:
    """From when on a customer is returning, loyal, a VIP."""
    table = file.table("tiers", needed=False)
    made = TierRules(
        returning=table.number("returning", _ORDERS, _DEFAULT.returning),
        loyal=table.number("loyal", _ORDERS, _DEFAULT.loyal),
        vip=table.number("vip", _ORDERS, _DEFAULT.vip),
        loyal_spend=_spend(table, "loyal_spend"),
        vip_spend=_spend(table, "vip_spend"),
    )
    table.finish()
    return made


def _source(name: str, table: Reader) -> SourceSettings:
    if not _NAME.fullmatch(name):
        table.note(_("{key}: a name of letters, digits, - and _ is wanted."), key=table.name(""))
    made = SourceSettings(
        name=name,
        format=table.text("format", _("a format that `orders formats` names"), default="auto"),
        files=table.text("files", _('file names such as "etsy*.csv"'), _one_line, default=""),
        columns=table.texts_by_name("columns", _("a column of the file"), FIELDS),
        currency=table.text(
            "currency",
            _('a currency in three capital letters, such as "GBP"'),
            is_currency,
            default="",
        ),
        days=table.choice("days", ("dmy", "mdy"), ""),
        decimal=table.choice("decimal", (".", ","), ""),
        encoding=table.text(
            "encoding", _('a charset such as "windows-1251"'), _is_charset, default=""
        ),
    )
    table.finish()
    return made


def _carrier(name: str, table: Reader) -> Carrier:
    made = Carrier(
        id=name,
        name=table.text("name", _("one line of text"), _one_line, default=name),
        link=table.text(
            "link", _('a page with a place for the number: "https://…/{number}"'), is_link
        ),
        words=tuple(
            fold(word)
            for word in table.texts("words", _("a list of names"), _one_line, default=(name,))
        ),
        form=table.text(
            "form", _("a regular expression that its numbers match"), is_form, default=""
        ),
    )
    table.finish()
    return made


def _spend(table: Reader, key: str) -> Money | None:
    text = table.text(key, _('an amount such as "500 GBP"'), _is_amount, default="")
    return _amount(text) if text else None


def _is_amount(text: str) -> bool:
    return _amount(text) is not None


def _amount(text: str) -> Money | None:
    try:
        found = money(text)
    except NoAmount:
        return None
    return found if found.amount > 0 and found.currency != "XXX" else None


def _is_charset(text: str) -> bool:
    try:
        "".encode(text)
    except (LookupError, UnicodeError):
        return False
    return True


def _one_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
