"""From rows to people: lists of customers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from shopdesk.adapters.orders.cells import (
    Refuse,
    address,
    clean,
    first,
    identifier,
    shown,
    telephone,
)
from shopdesk.adapters.orders.layout import Layout
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import NoAmount
from shopdesk.ports.order_files import Batch, Refused, StagedPerson
from shopdesk.words import _

_COUNT = re.compile(r"\d{1,7}", re.ASCII)
_TAGS = re.compile(r"\s*[,|;]\s*")


class PeopleRows:
    """Takes one row after another; what is finished lies in `batch`."""

    def __init__(self, layout: Layout) -> None:
        self.batch = Batch()
        self._layout = layout

    def take(self, line: int, cells: list[str]) -> None:
        """The next row."""
        if not any(cell and not cell.isspace() for cell in cells):
            return
        self.batch.rows += 1
        width = self._layout.width
        try:
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise Refuse(
                    _("it has {found} cells, the heading has {width}").format(
                        found=len(cells), width=width
                    )
                )
            self.batch.people.append(
                self._person(line, [*cells[:width], *[""] * (width - len(cells) + 1)])
            )
        except Refuse as why:
            self.batch.refused.append(Refused(line, str(why)))

    def finish(self) -> None:
        """Nothing is pending."""

    def _person(self, line: int, cells: Sequence[str]) -> StagedPerson:
        layout = self._layout

        def cell(field: str) -> str:
            return first(cells, layout.every(field))

        email = address(cell("email"))
        names = (cells[layout.at(which)].strip() for which in ("first_name", "last_name"))
        name = clean(cell("name")) or clean(" ".join(filter(None, names)))
        phone = telephone(cell("phone"), layout.format.trunk)
        key = clean(identifier(cell("key")), 80) or folded(email) or phone
        if not key:
            raise Refuse(_("it has no number, no address and no phone"))
        spent, currency = self._spent(cell("spent"), cell("currency"))
        orders = identifier(cell("orders"))
        return StagedPerson(
            line,
            key,
            folded(email),
            email,
            name,
            phone,
            clean(cell("note"), 4000),
            ", ".join(tag for tag in _TAGS.split(clean(cell("tags"), 1000)) if tag),
            currency,
            spent,
            int(orders) if _COUNT.fullmatch(orders) else 0,
        )

    def _spent(self, text: str, currency: str) -> tuple[str, str]:
        if not text.strip():
            return "", currency.strip().upper()[:3] or self._layout.currency
        try:
            money = self._layout.money(text, currency.strip().upper())
        except NoAmount as error:
            raise Refuse(_("{text} is no amount").format(text=shown(text))) from error
        if money.amount < Decimal(0):
            raise Refuse(_("the total {text} is negative").format(text=shown(text)))
        return money.plain(), money.currency
