"""What goes wrong, and what is done against it: one line a problem."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.desk.moves.incidents import Learned
from shopdesk.domain.moves.playbook import Prevention
from shopdesk.domain.plain import plain
from shopdesk.ui.commands.incidents import INCIDENTS_SCREEN
from shopdesk.ui.said.plays import money_text
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import moves as moves_wishes
from shopdesk.words import _, _n


class IncidentsScreen(DeskScreen):
    """Those that ask for a step first."""

    BINDINGS = [c.binding() for c in INCIDENTS_SCREEN]

    def __init__(self, found: Sequence[Learned]) -> None:
        super().__init__()
        self._found = list(found)

    def compose(self) -> ComposeResult:
        """Head, list, what they have in common, status, keys."""
        yield Static(
            _(" {title:<26} {ever:>5} {lately:>8} {before:>8}  {cost}").format(
                title=_("What goes wrong"),
                ever=_("ever"),
                lately=_("30 days"),
                before=_("before"),
                cost=_("cost"),
            ),
            id="shelf-head",
            markup=False,
        )
        yield OptionList(id="returns", compact=True, markup=False)
        yield Static(id="incident-about", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Show them."""
        self._show()
        self.query_one(OptionList).focus()

    async def reload(self) -> None:
        """Something may have happened again, or a step was resolved on."""
        now = self.host.now
        found = await self.asked(lambda d: d.incidents.learned(now))
        if found is not None and list(found) != self._found:
            self._found = list(found)
            self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What its incidents have in common, and what is done."""
        about = self._about(self._found[event.option_index])
        self.query_one("#incident-about", Static).update(about)

    def action_resolve(self) -> None:
        """A step against it."""
        if (one := self._pointed) is not None:
            self.post_message(moves_wishes.Resolve(one.standing.problem.id))

    async def action_done(self) -> None:
        """The newest step is taken."""
        one = self._pointed
        step = one.standing.prevention if one else None
        if step is None or step.done is not None:
            self.say(_("There is no step to be done here: p resolves on one."))
            return
        number, now = step.id, self.host.now
        if await self.asked(lambda d: d.incidents.done(number, now)):
            self.say(_("Done; in 30 days it shows whether it helped."))
            await self.reload()

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

    @property
    def _pointed(self) -> Learned | None:
        place = self.query_one(OptionList).highlighted
        return self._found[place] if place is not None and place < len(self._found) else None

    def _show(self) -> None:
        shown = self.query_one(OptionList)
        place = shown.highlighted or 0
        shown.clear_options()
        shown.add_options([Option(self._line(one)) for one in self._found])
        if self._found:
            shown.highlighted = min(place, len(self._found) - 1)

    def _line(self, one: Learned) -> Text:
        found = one.standing
        cost = " + ".join(money_text(money) for money in found.cost)
        title = plain(found.problem.title)[:26]
        text = Text(f"{title:<26} {found.ever:>5} {found.lately:>8} {found.earlier:>8}  {cost}")
        if found.asks:
            text.append(f"  {_('asks for a step')}", self.host.theme_variables.get("hot", ""))
        text.no_wrap = True
        return text

    def _about(self, one: Learned) -> str:
        words = {"product": _("product"), "carrier": _("carrier"), "cause": _("cause")}
        lines = [
            f"{words[what]}: " + ", ".join(f"{plain(name)} {n}" for name, n in counted.items())
            for what, counted in one.by.items()
            if counted
        ]
        if one.twice:
            lines.append(
                _n(
                    "The same mistake twice: {n} customer met it again.",
                    "The same mistake twice: {n} customers met it again.",
                    one.twice,
                )
            )
        usual = one.standing.problem.prevention
        if one.standing.prevention is None:
            lines.append(_("No step against it yet. {usual}").format(usual=plain(usual)))
        else:
            lines.append(self._step(one.standing.prevention))
        if one.standing.fell is not None:
            before, after = one.standing.fell
            lines.append(
                _("In 30 days: {before} before the step, {after} since.").format(
                    before=f"{before:g}", after=f"{after:.1f}"
                )
            )
        return "\n".join(lines)

    def _step(self, step: Prevention) -> str:
        zone = self.host.settings.shop.zone
        if step.done is not None:
            day = f"{step.done.astimezone(zone):%Y-%m-%d}"
            return _("Done on {day}: {step}").format(day=day, step=plain(step.step))
        day = f"{step.due.astimezone(zone):%Y-%m-%d}"
        words = (
            _("OVERDUE since {day}: {step}") if step.due <= self.host.now else _("By {day}: {step}")
        )
        return words.format(day=day, step=plain(step.step))
