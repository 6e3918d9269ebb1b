"""The customer's card: an individual with a story."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.guests.guest import Card, PastMatter
from shopdesk.domain.guests.tier import Tier
from shopdesk.domain.plain import plain
from shopdesk.ui.commands.customers import CUSTOMER
from shopdesk.ui.said.amounts import written
from shopdesk.ui.said.guests import STAR, order_line, sums
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.ui.wishes.customers import JoinPeople, LogCall, WriteNote
from shopdesk.words import _, _n

_ORDERS = 8
"""More of them are only counted."""
_NOTES = 6


class CustomerScreen(DeskScreen):
    """Who she is on top, her story, her orders; below, what was said before."""

    BINDINGS = [c.binding() for c in CUSTOMER]

    def __init__(self, card: Card, beside: int) -> None:
        """`beside` is a conversation with the customer."""
        super().__init__()
        self._card = card
        self._beside = beside

    def compose(self) -> ComposeResult:
        """Name, story, orders, earlier conversations."""
        yield Static(id="guest", markup=False)
        yield Static(id="story", markup=False)
        yield Static(id="bought", markup=False)
        yield OptionList(id="past", compact=True, markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Draw it."""
        await super().on_mount()
        self._draw()
        self.query_one(OptionList).focus()

    async def reload(self) -> None:
        """The records changed."""
        now, customer = self.host.now, self._card.customer
        card = await self.host.attempt(
            self.host.gateway.ask(lambda d: d.customers.card(customer, now))
        )
        if card is not None and card != self._card:
            self._card = card
            self._draw()

    def _draw(self) -> None:
        self.query_one("#guest", Static).update(self._head())
        self.query_one("#story", Static).update(self._story())
        bought = self.query_one("#bought", Static)
        bought.display = bool(self._card.orders)
        bought.update(self._bought())
        past = self.query_one("#past", OptionList)
        at = past.highlighted
        past.clear_options()
        past.add_options([Option(self._matter(one)) for one in self._card.past])
        if past.option_count:
            past.highlighted = min(at or 0, past.option_count - 1)

    def _head(self) -> Text:
        card, settings = self._card, self.host.settings
        star = f" {STAR}" if card.guest.tier is Tier.VIP else ""
        first = Text(f" {plain(card.name) or plain(', '.join(card.addresses))}{star}", "bold")
        known = [_(card.guest.tier.value)] if card.guest.orders else []
        if card.guest.orders:
            known.append(_n("{n} order", "{n} orders", card.guest.orders))
        known += sums(card.guest, settings)
        shop = settings.shop
        for money in card.credit:
            if money:
                amount = written(money, shop.language, shop.country)
                known.append(_("credit {amount}").format(amount=amount))
        first.append("".join(f" · {word}" for word in known), "not bold")
        since = f"{card.since.astimezone(shop.zone):%Y-%m-%d}"
        about = [*card.addresses, card.phone, card.language]
        words = " · ".join(plain(word) for word in about if word)
        second = Text(f" {words} · {_('since {day}').format(day=since)}")
        for line in (first, second):
            line.truncate(max(self.size.width, 20), overflow="ellipsis")
        return Text("\n").join([first, second])

    def _story(self) -> Text:
        card, zone = self._card, self.host.settings.shop.zone
        lines = [
            Text(f"“{plain(note.text, lines=True)}”  {note.at.astimezone(zone):%Y-%m-%d}", "bold")
            for note in card.notes[:_NOTES]
        ]
        lines += [Text(plain(said), "dim") for said in card.listed[:_NOTES]]
        if not lines:
            lines.append(Text(_("No story yet: n writes it down."), "dim"))
        return Text("\n").join(lines)

    def _bought(self) -> Text:
        card, lines = self._card, []
        for order in card.orders[:_ORDERS]:
            line = Text(order_line(order, self.host.settings))
            items = ", ".join(plain(article.name) for article in order.lines)
            line.append(f"  {items}", "dim")
            lines.append(line)
        if (more := len(card.orders) - _ORDERS) > 0:
            lines.append(Text(_n("{n} more order", "{n} more orders", more), "dim"))
        return Text("\n").join(lines)

    def _matter(self, one: PastMatter) -> Text:
        zone = self.host.settings.shop.zone
        outcome = _(one.reason.value) if one.reason else one.status.said
        said = [f"{one.begun.astimezone(zone):%Y-%m-%d}", _(one.category.value), outcome]
        if one.rating:
            said.append(one.rating)
        line = Text(f" {' · '.join(said)}  ", "dim")
        line.append(plain(one.subject) or _("(no subject)"), "not dim")
        return line

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The conversation under the cursor."""
        at = self.query_one("#past", OptionList).highlighted
        if at is not None and at < len(self._card.past):
            self.post_message(wishes.Open(self._card.past[at].conversation))

    def action_note(self) -> None:
        """Write one."""
        self.post_message(WriteNote(self._beside))

    def action_log(self) -> None:
        """A call or a chat."""
        self.post_message(LogCall(self._beside))

    def action_join(self) -> None:
        """With another customer."""
        self.post_message(JoinPeople(self._card.customer))

    def action_back(self) -> None:
        """To where it was opened."""
        self.dismiss()
