"""From rows to orders: a million of them, so the inner loop makes no objects that it need not."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.adapters.orders.amounts import Amounts, BadAmount
from shopdesk.adapters.orders.articles import Articles
from shopdesk.adapters.orders.cells import (
    Refuse,
    address,
    clean,
    first,
    identifier,
    shown,
    sums,
    telephone,
)
from shopdesk.adapters.orders.dates import NoInstant
from shopdesk.adapters.orders.formats import Shape
from shopdesk.adapters.orders.gathered import Gathered
from shopdesk.adapters.orders.layout import NOWHERE, Layout
from shopdesk.domain.guests.order import bare_number
from shopdesk.domain.guests.order_words import is_no, is_yes, status_of
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import is_currency
from shopdesk.ports.order_files import Batch, Refused
from shopdesk.words import _

LONGEST_NUMBER = 64
_DONE = ("cancelled", "paid", "shipped", "delivered")
_NAMES = ("first_name", "last_name")
_KEPT = 10_000


class OrderRows:
    """Takes one row after another; what is finished lies in `batch`."""

    def __init__(self, layout: Layout) -> None:
        self.batch = Batch()
        self._layout = layout
        self._amounts = Amounts(layout)
        self._articles = Articles(layout, self._amounts)
        self._width = layout.width
        self._number = layout.at("number")
        self._numbers = layout.every("number")
        self._items = layout.shape is Shape.ITEM
        self._ident, self._total = layout.at("ident"), layout.at("total")
        self._placed, self._item = layout.at("placed"), layout.at("item")
        self._needed = max(self._placed, self._total, self._number)
        self._email, self._name = layout.every("email"), layout.every("name")
        self._phone, self._tracking = layout.every("phone"), layout.every("tracking")
        self._currency, self._refunded = layout.at("currency"), layout.at("refunded")
        self._carrier, self._note = layout.at("carrier"), layout.at("note")
        self._parts = tuple(p for p in map(layout.at, _NAMES) if p != NOWHERE)
        self._said = tuple(layout.at(field) for field in ("status", "payment", "delivery"))
        self._done = tuple(layout.at(field) for field in _DONE)
        self._days = tuple(p for p in map(layout.at, (*_DONE, "updated")) if p != NOWHERE)
        self._statuses: dict[tuple[str, ...], tuple[str, str]] = {}
        self._order: Gathered | None = None
        self._usual = layout.currency

    def take(self, line: int, cells: list[str]) -> None:
        """The next row, its line counted from 1."""
        if len(cells) != self._width and not self._fits(line, cells):
            return
        cells.append("")
        raw = cells[self._number]
        order = self._order
        try:
            if order is not None and raw == order.raw and raw:
                self.batch.rows += 1
                self._go_on(order, line, cells)
            else:
                self._other(line, cells)
        except Refuse as why:
            self._refuse(line, str(why), alone=why.alone)

    def finish(self) -> None:
        """No more rows come."""
        if self._order is not None and not self._order.refused:
            self.batch.orders.append(self._order.staged())
        self._order = None

    def _fits(self, line: int, cells: list[str]) -> bool:
        """Whether a row of another length says what it should; a short one is filled up."""
        found, width = len(cells), self._width
        if found > width:
            fits = not any(cell.strip() for cell in cells[width:])
            why = _("it has {found} cells, the heading has {width}")
        else:
            fits = found > self._needed or sum(1 for cell in cells if cell.strip()) < 2
            why = _("it ends after {found} of {width} cells")
        if not fits:
            self.batch.rows += 1
            order = self._order
            within = order is not None and order.raw in cells[self._number : self._number + 1]
            self._refuse(line, why.format(found=found, width=width), alone=not within)
            return False
        del cells[width:]
        cells += [""] * (width - found)
        return True

    def _other(self, line: int, cells: list[str]) -> None:
        """A row that does not bear the number of the row above."""
        raw = first(cells, self._numbers)
        if not raw or not (cells[self._total] or cells[self._placed] or cells[self._item]):
            filled = sum(1 for cell in cells if cell and not cell.isspace())
            if not raw or (filled < 2 and self._width > 2):
                self._numberless(line, cells, filled)
                return
        if self._order is not None and raw == self._order.raw:
            self.batch.rows += 1
            self._go_on(self._order, line, cells)
            return
        self.finish()
        self.batch.rows += 1
        order = Gathered(line, raw)
        # what follows belongs to it, even where it is refused
        self._order = order
        self._begin(order, cells)
        self._articles.add(order, cells)

    def _numberless(self, line: int, cells: list[str], filled: int) -> None:
        if filled > 1 and sums(next(cell for cell in cells if cell and not cell.isspace())):
            self.batch.rows += 1
            raise Refuse(_("it adds up other rows"), alone=True)
        if self._layout.format.continues and self._order is not None and self._items:
            item = (*self._layout.every("item"), *self._layout.every("sku"))
            if first(cells, item).strip():
                self.batch.rows += 1
                if cells[self._placed].strip():
                    self._nameless(line)
                self._go_on(self._order, line, cells)
                return
        if filled > 1:
            self.batch.rows += 1
            raise Refuse(_("it has no order number"), alone=True)
        # a line of words: "2 record(s) downloaded"

    def _nameless(self, line: int) -> None:
        """With a day of its own it is an order of its own, and so is what follows it."""
        self.finish()
        self._order = Gathered(line, "")
        self._order.refused = line
        raise Refuse(_("it has no order number"), alone=True)

    def _begin(self, order: Gathered, cells: Sequence[str]) -> None:
        if sums(order.raw):
            raise Refuse(_("it adds up other rows"))
        number = bare_number(identifier(order.raw))
        if not number or len(number) > LONGEST_NUMBER:
            raise Refuse(_("{text} is no order number").format(text=shown(order.raw)))
        order.number, order.key = number, number.casefold()
        order.ident = cells[self._ident]
        if email := address(cells[self._email[0]] or first(cells, self._email)):
            order.email, order.contact = email, folded(email)
        order.name = clean(cells[self._name[0]] or first(cells, self._name))
        if not order.name and self._parts:
            order.name = clean(" ".join(cells[place].strip() for place in self._parts))
        if phone := cells[self._phone[0]] or first(cells, self._phone):
            order.phone = telephone(phone, self._layout.format.trunk)
        if currency := cells[self._currency]:
            order.currency, order.currency_said = self._currency_in(currency), True
            if not self._layout.currency_said:
                self._usual = order.currency
        else:
            # an empty cell of a column: as above
            order.currency = self._usual
        if carrier := cells[self._carrier]:
            order.carrier = clean(carrier)[:80]
        if tracking := first(cells, self._tracking):
            order.tracking = clean(identifier(tracking))[:200]
        if note := cells[self._note]:
            order.note = clean(note, 4000)
        self._instants(order, cells)
        order.status, order.said = self._status(cells)
        order.total = self._said_total(order, cells[self._total])
        if (refunded := cells[self._refunded]) and not refunded.isspace():
            amount = self._amounts.of(order, refunded, _("the refund"))
            order.refunded = amount.removeprefix("-")

    def _go_on(self, order: Gathered, line: int, cells: Sequence[str]) -> None:
        """Another row of the order."""
        if not self._items:
            raise Refuse(
                _("order {number} is in line {line} already").format(
                    number=shown(order.number or order.raw), line=order.line
                ),
                alone=True,
            )
        if order.refused:
            raise Refuse(
                _("its order {number} is refused, see line {line}").format(
                    number=shown(order.raw), line=order.refused
                )
            )
        ident, total = cells[self._ident], cells[self._total]
        if ident and order.ident and ident != order.ident:
            self.finish()
            # its rows go the way of this one
            self._order = Gathered(line, order.raw)
            raise Refuse(
                _("order {number} is another one in line {line}").format(
                    number=shown(order.number), line=order.line
                )
            )
        if total:
            again = self._said_total(order, total)
            if again and order.total and again != order.total:
                raise Refuse(
                    _("order {number} has another total in line {line}").format(
                        number=shown(order.number), line=order.line
                    )
                )
            order.total = order.total or again
        if parcel := first(cells, self._tracking):
            order.follow(clean(identifier(parcel)))
        self._articles.add(order, cells)
        order.rows.append(line)

    def _refuse(self, line: int, reason: str, *, alone: bool = True) -> None:
        """The row, and with it the order that it belongs to: half of one is worse than none."""
        order = self._order
        if order is not None and not order.refused and not alone:
            order.refused = line
            why = _("its order {number} is refused, see line {line}").format(
                number=shown(order.raw), line=line
            )
            self.batch.refused += [Refused(row, why) for row in order.rows if row != line]
        self.batch.refused.append(Refused(line, reason))

    def _currency_in(self, text: str) -> str:
        bare = text.strip().upper()
        if not bare or is_currency(bare):
            return bare or self._layout.currency
        try:
            return self._amounts.parsed(f"1 {bare}", "")[1]
        except BadAmount as error:
            raise Refuse(_("{text} is no currency").format(text=shown(text))) from error

    def _instants(self, order: Gathered, cells: Sequence[str]) -> None:
        text = cells[self._placed].strip()
        if text:
            try:
                order.placed = order.changed = self._layout.instant(text)
            except NoInstant as error:
                raise Refuse(_("{text} is no day").format(text=shown(text))) from error
        for place in self._days:
            said = cells[place]
            if len(said) > 5 and said != text:
                try:
                    order.changed = max(order.changed, self._layout.instant(said.strip()))
                except NoInstant:
                    # a "yes" in words
                    continue

    def _status(self, cells: Sequence[str]) -> tuple[str, str]:
        """In our words and in theirs; a shop has few of them."""
        # of a day it only counts that it is there
        key = (
            *[cells[place] for place in self._said],
            *[cells[place] if len(cells[place]) < 6 else "1" for place in self._done],
        )
        if (known := self._statuses.get(key)) is not None:
            return known
        said = [cells[place] for place in self._said]
        done = [cells[place] for place in self._done]
        state, payment, delivery = (text[:200] for text in said)
        cancelled, paid, shipped, delivered = map(is_yes, done)
        if not (payment or state) and is_no(done[1]):
            payment = "unpaid"
        status = status_of(
            state,
            payment,
            delivery,
            cancelled=cancelled,
            paid=paid,
            shipped=shipped,
            delivered=delivered,
        )
        words = ", ".join(word for text in said if (word := clean(text)))
        if len(self._statuses) >= _KEPT:
            self._statuses.clear()
        self._statuses[key] = found = status.value, words[:200]
        return found

    def _said_total(self, order: Gathered, text: str) -> str:
        if not text or text.isspace():
            return ""
        total = self._amounts.of(order, text, _("the total"))
        if total.startswith("-"):
            raise Refuse(_("the total {text} is negative").format(text=shown(text)))
        return total
