"""What was bought: of a row, or of a cell that lists it all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from shopdesk.adapters.orders.amounts import Amounts
from shopdesk.adapters.orders.cells import Refuse, clean, first, identifier, shown
from shopdesk.adapters.orders.formats import Shape
from shopdesk.adapters.orders.gathered import Gathered, Line, article
from shopdesk.adapters.orders.layout import NOWHERE, Layout
from shopdesk.domain.guests.order_sum import PART, ROWS
from shopdesk.domain.money import Money, written
from shopdesk.words import _

MOST_LINES = 2_000
"""Of one order."""
MOST_PIECES = Decimal(1_000_000)
NOTHING: Line = ("", "")
"""Of a row that names no article."""
_KEPT = 50_000
_QUANTITY = re.compile(r"\d{1,7}(?:[.,]\d{1,4})?", re.ASCII)
_KEYS = re.compile(
    r"(?:^|\|)\s*(name|product_id|variation_id|sku|quantity|total|sub_total|subtotal|tax|tax_data|"
    r"meta|refunded|item_id)\s*:"
)
_LISTED = re.compile(r"[\r\n;|]+|,\s*(?=\[)")
_ONE = re.compile(
    r"(?:\[(?P<sku>[^\]]{1,40})\]\s*)?(?P<name>.*?)"
    r"(?:\s*\(\s*(?P<count>\d{1,6})\s*(?:шт|pcs|cái|x|×)?\.?\s*\)|\s*[x×х]\s*(?P<times>\d{1,6})|"
    r"\s*[-–]\s*(?P<pieces>\d{1,6})\s*шт\.?)?\s*",
    re.IGNORECASE | re.DOTALL,
)


class Articles:
    """Adds what a row says was bought."""

    def __init__(self, layout: Layout, amounts: Amounts) -> None:
        at = layout.at
        self._layout, self._amounts = layout, amounts
        self._sku, self._item, self._variant = layout.every("sku"), at("item"), at("variant")
        self._quantity, self._price, self._amount = at("quantity"), at("price"), at("amount")
        self._list, self._part, self._part_total = at("items"), at("part"), at("part_total")
        self._one_row = layout.shape is Shape.ORDER
        fields = ("item", "sku", "variant", "quantity", "price", "amount")
        self._cells = tuple(p for f in fields for p in layout.every(f) if p != NOWHERE)
        self._known: dict[tuple[str, ...], Line] = {}
        self._charged = bool(layout.charges or layout.extras or self._part != NOWHERE)

    def add(self, order: Gathered, cells: Sequence[str]) -> None:
        """The articles and charges of a row; raises `Refuse`."""
        if self._charged:
            self._charge(order, cells)
        if self._layout.items:
            for place in self._layout.items:
                if cells[place].strip():
                    self._described(order, cells[place])
        elif self._list != NOWHERE and cells[self._list].strip():
            self._listed(order, cells)
        else:
            self._row(order, cells)
        if len(order.lines) > MOST_LINES:
            raise Refuse(_("an order of more than {most} lines").format(most=MOST_LINES))

    def _row(self, order: Gathered, cells: Sequence[str]) -> None:
        """A shop sells the same things again and again: what was read once is known."""
        key = (*[cells[place] for place in self._cells], order.currency)
        known = self._known.get(key)
        if known is None:
            currency = order.currency
            known = self._article(order, cells) or NOTHING
            if order.currency != currency or not order.currency_said:
                # it says the order's currency as well
                if known is not NOTHING:
                    order.lines.append(known)
                return
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = known
        if known is not NOTHING:
            order.lines.append(known)
            order.currency_said = order.currency_said or known[1] != ""

    def _article(self, order: Gathered, cells: Sequence[str]) -> Line | None:
        name = clean(cells[self._item])
        sku = first(cells, self._sku)
        if not name and (not sku or self._one_row):
            return None
        if variant := clean(cells[self._variant]):
            name = f"{name} ({variant})"
        pieces = self._pieces(cells[self._quantity])
        price, amount = cells[self._price].strip(), cells[self._amount].strip()
        each = self._amounts.of(order, price, _("the price")) if price else ""
        all_ = self._amounts.of(order, amount, _("the price")) if amount else ""
        if each.startswith("-") or all_.startswith("-"):
            raise Refuse(_("the price {text} is negative").format(text=shown(price or amount)))
        if each and not all_:
            times = Decimal(each) * Decimal(pieces)
            all_ = each if pieces == "1" else written(times, order.currency)
        elif all_ and not each:
            each = self._each(all_, pieces, order.currency)
        return article(clean(identifier(sku)), name, pieces, each, all_)

    def _charge(self, order: Gathered, cells: Sequence[str]) -> None:
        for name, place in self._layout.charges:
            if name not in order.charges and cells[place].strip():
                order.charges[name] = self._amounts.of(order, cells[place], name)
        for name, place, sign in self._layout.extras:
            if cells[place].strip():
                amount = Decimal(self._amounts.of(order, cells[place], name))
                # a discount is written with its minus or without
                more = -abs(amount) if sign < 0 else amount
                total = Decimal(order.charges.get(ROWS, "0")) + more
                order.charges[ROWS] = written(total, order.currency)
        part = cells[self._part].strip()
        if part and cells[self._part_total].strip():
            amount_text = self._amounts.of(order, cells[self._part_total], _("the sum"))
            if amount_text.startswith("-"):
                raise Refuse(_("the sum {text} is negative").format(text=shown(amount_text)))
            order.charges.setdefault(PART + part, amount_text)

    @staticmethod
    def _pieces(text: str) -> str:
        if text == "1" or not text or text.isspace():
            return "1"
        bare = text.strip()
        if not _QUANTITY.fullmatch(bare):
            raise Refuse(_("{text} is no quantity").format(text=shown(text)))
        pieces = Decimal(bare.replace(",", "."))
        if pieces > MOST_PIECES:
            raise Refuse(_("{text} is no quantity").format(text=shown(text)))
        return f"{pieces.normalize():f}"

    @staticmethod
    def _each(amount: str, pieces: str, currency: str) -> str:
        count = Decimal(pieces)
        if not count or count == 1:
            return amount
        return Money(Decimal(amount) / count, currency).rounded().plain()

    def _described(self, order: Gathered, cell: str) -> None:
        """WooCommerce: `name:Boots|sku:B-1|quantity:2|total:20.00`."""
        found = list(_KEYS.finditer(cell))
        ends = [*(hit.start() for hit in found[1:]), len(cell)]
        said = {hit[1]: cell[hit.end() : end].strip() for hit, end in zip(found, ends, strict=True)}
        if not said.get("name") and not said.get("sku"):
            return
        pieces = self._pieces(said.get("quantity", ""))
        text = said.get("sub_total") or said.get("subtotal") or said.get("total", "")
        amount = self._amounts.of(order, text, _("the price")) if text else ""
        each = self._each(amount, pieces, order.currency) if amount else ""
        sku = clean(identifier(said.get("sku", "")))
        order.lines.append(article(sku, clean(said.get("name", "")), pieces, each, amount))

    def _listed(self, order: Gathered, cells: Sequence[str]) -> None:
        """A Russian shop's cell: `[11] Футболка M (1 шт)`, one article after another."""
        items = list(_items(cells[self._list]))
        price = cells[self._price]
        prices = [price] if len(items) == 1 else [p for p in _LISTED.split(price) if p.strip()]
        for n, (sku, name, pieces) in enumerate(items):
            each = amount = ""
            if len(prices) == len(items) and prices[n].strip():
                each = self._amounts.of(order, prices[n], _("the price"))
                amount = written(Decimal(each) * Decimal(pieces), order.currency)
            order.lines.append(article(sku, name, pieces, each, amount))


def _items(cell: str) -> Iterator[tuple[str, str, str]]:
    for part in _LISTED.split(cell[:20_000]):
        found = _ONE.fullmatch(part.strip()[:1000])
        if found and (name := clean(found["name"])):
            count = found["count"] or found["times"] or found["pieces"] or "1"
            yield clean(found["sku"] or ""), name, str(int(count))
