"""The customer beside the mail: what is known, and the order that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from shopdesk.domain.plain import plain
from shopdesk.ui.said.guests import STAR, guest_line, is_vip, open_order, order_line
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.desk.guests.order_facts import OrdersHere
    from shopdesk.domain.guests.guest import Guest
    from shopdesk.ui.host import Host


class GuestStrip(Static):
    """A line or two; not there for a stranger."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.display = False

    async def load(self, conversation: int, host: Host) -> None:
        """Ask the desk, then show it."""

        def look(desk: Desk) -> tuple[Guest | None, OrdersHere]:
            stand = desk.records.conversation(desk.records.present(conversation))
            guest = desk.customers.guests([stand.id]).get(stand.id)
            return guest, desk.order_facts.here(stand)

        found = await host.attempt(host.gateway.ask(look))
        if found is None:
            return
        lines = _lines(*found, host)
        self.display = bool(lines)
        self.update(Text("\n").join(lines))


def _lines(guest: Guest | None, here: OrdersHere, host: Host) -> list[Text]:
    lines = []
    if guest is not None and guest.known:
        star = f"{STAR} " if is_vip(guest) else ""
        lines.append(Text(f" {star}{guest_line(guest, host.settings)}"))
    order = here.meant or open_order(here.all)
    if order is not None:
        line = Text(f" {order_line(order, host.settings)}", "bold")
        items = ", ".join(article.name for article in order.lines)
        line.append(f"  {plain(items)}", "not bold dim")
        lines.append(line)
    if here.others:
        numbers = ", ".join(f"#{number}" for number in here.others)
        said = _("order {numbers} is another customer's").format(numbers=plain(numbers))
        lines.append(Text(f" ! {said}", "bold"))
    return lines
