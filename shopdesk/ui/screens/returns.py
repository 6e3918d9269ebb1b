"""What is coming back: one line for each return that is not over."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.moves.returns import GoodsReturn, ReturnOutcome, ReturnStage, lies_still
from shopdesk.domain.plain import plain
from shopdesk.ui.commands.returns import RETURNS_SCREEN
from shopdesk.ui.said.plays import money_text, outcome_text
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.words import _, _n


class ReturnsScreen(DeskScreen):
    """A key for each step; nothing is settled twice."""

    BINDINGS = [c.binding() for c in RETURNS_SCREEN]

    def __init__(self, found: Sequence[GoodsReturn]) -> None:
        super().__init__()
        self._found = list(found)

    def compose(self) -> ComposeResult:
        """Head, list, what is known of the one under the cursor, status, keys."""
        yield Static(id="shelf-head", markup=False)
        yield OptionList(id="returns", compact=True, markup=False)
        yield Static(id="return-about", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Show them."""
        self._show()
        self.query_one(OptionList).focus()

    async def reload(self) -> None:
        """Somebody may have taken one on."""
        found = await self.asked(lambda d: d.returning.all(open_only=True))
        if found is not None and list(found) != self._found:
            self._found = list(found)
            self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What is known of it."""
        self.query_one("#return-about", Static).update(self._about(self._found[event.option_index]))

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click."""
        self.action_open()

    def action_open(self) -> None:
        """Its conversation."""
        if (one := self._pointed) is not None:
            self.post_message(wishes.Open(one.conversation))

    async def action_step(self, stage: str) -> None:
        """Take it on."""
        if (one := self._pointed) is None:
            return
        now, to = self.host.now, ReturnStage(stage)
        done = await self.asked(lambda d: d.returning.advance(one.number, to, now))
        if done is None:
            return
        self.say(self._said(done))
        await self.reload()

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

    @property
    def _pointed(self) -> GoodsReturn | None:
        place = self.query_one(OptionList).highlighted
        return self._found[place] if place is not None and place < len(self._found) else None

    def _show(self) -> None:
        n = len(self._found)
        head = _n("{n} return under way", "{n} returns under way", n)
        self.query_one("#shelf-head", Static).update(head if n else _("Nothing is coming back."))
        shown = self.query_one(OptionList)
        place = shown.highlighted or 0
        shown.clear_options()
        shown.add_options([Option(self._line(one)) for one in self._found])
        shown.highlighted = min(place, n - 1) if n else None
        if not n:
            self.query_one("#return-about", Static).update("")

    def _line(self, one: GoodsReturn) -> Text:
        zone, now = self.host.settings.shop.zone, self.host.now
        since = f"{one.since.astimezone(zone):%m-%d}" if one.since else ""
        what = outcome_text(one.outcome, one.worth)
        text = Text(f"{one.number}  {_(one.stage.value):<9} {since}  ", no_wrap=True)
        text.append(f"{plain(one.contact)[:24]:<24}  {what}")
        if lies_still(one, self.host.settings.generosity.returns, now) and one.since:
            days = _n("lies still for {n} day", "lies still for {n} days", (now - one.since).days)
            text.append(f"  {days}", self.host.theme_variables.get("hot", ""))
        return text

    def _about(self, one: GoodsReturn) -> str:
        zone = self.host.settings.shop.zone
        goods = ", ".join(f"{line.quantity} × {plain(line.name)}" for line in one.lines)
        steps = " → ".join(
            f"{_(stage.value)} {at.astimezone(zone):%Y-%m-%d}" for stage, at in one.reached
        )
        order = _("order {number}").format(number=plain(one.order)) if one.order else ""
        return "\n".join(
            " · ".join(part for part in line if part)
            for line in ((order, plain(one.reason)), (goods,), (steps,))
        )

    @staticmethod
    def _said(one: GoodsReturn) -> str:
        if one.stage is ReturnStage.SETTLED and one.outcome is ReturnOutcome.REFUND:
            said = _("{number} is settled: {amount} goes back, which you pay out.")
            return said.format(number=one.number, amount=money_text(one.worth))
        if one.stage is ReturnStage.SETTLED and one.outcome is ReturnOutcome.CREDIT:
            said = _("{number} is settled: {amount} of store credit is in the ledger.")
            return said.format(number=one.number, amount=money_text(one.worth))
        return _("{number}: {stage}").format(number=one.number, stage=_(one.stage.value))
