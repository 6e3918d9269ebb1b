"""The playbook over a conversation: the likeliest problem first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.desk.moves.playing import Offer
from shopdesk.domain.moves.playbook import Action
from shopdesk.domain.plain import plain
from shopdesk.ui.said.plays import money_text
from shopdesk.words import _, _n


class PlaybookScreen(ModalScreen[str | None]):
    """Enter answers with the solution of a problem; the result is the problem's id."""

    BINDINGS = [
        Binding("escape,q,й", "cancel", show=False),
        *(Binding(str(n), f"nth({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, offers: Sequence[Offer], templates: Mapping[str, str]) -> None:
        """`templates` are the titles of those that there are, by their ids."""
        super().__init__()
        self._offers = list(offers)
        self._templates = templates

    def compose(self) -> ComposeResult:
        """The problems, the likeliest under the cursor, and what is done about it."""
        with Vertical(id="picker"):
            yield Static(_("What went wrong?"), id="question", markup=False)
            with Horizontal():
                yield OptionList(
                    *(
                        Option(f"{n if n < 10 else ' '}  {plain(offer.problem.title)}")
                        for n, offer in enumerate(self._offers, 1)
                    ),
                    id="found",
                    compact=True,
                    markup=False,
                )
                with VerticalScroll(id="sample", can_focus=False):
                    yield Static(id="sample-text", markup=False)
            yield Static(
                _("enter writes the answer with it · esc goes back"), id="picker-keys", markup=False
            )

    def on_mount(self) -> None:
        """Ready for enter."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#sample-text", Static).update(self._said(self._offers[event.option_index]))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._offers[event.option_index].problem.id)

    def action_nth(self, n: int) -> None:
        """Choose by digit."""
        if n <= len(self._offers):
            self.dismiss(self._offers[n - 1].problem.id)

    def action_cancel(self) -> None:
        """None of them."""
        self.dismiss(None)

    def _said(self, offer: Offer) -> str:
        problem = offer.problem
        title = self._templates.get(problem.template)
        wanted = plain(problem.template)
        missing = _("no template {id} among yours").format(id=wanted) if wanted else _("none")
        lines = [
            _("Answer: {title}").format(title=plain(title) if title else missing),
            _("Besides: {what}").format(what=_besides(offer)),
            "",
            _n("{n} time so far", "{n} times so far", offer.standing.ever)
            + ", "
            + _n("{n} of them in 30 days", "{n} of them in 30 days", offer.standing.lately),
        ]
        if offer.again:
            lines.append(_("It happened to this customer before!"))
        if offer.standing.asks:
            lines.append(_("So often that it asks for a step against it."))
        if problem.prevention:
            lines += ["", _("How we prevent it: {how}").format(how=plain(problem.prevention))]
        return "\n".join(lines)


def _besides(offer: Offer) -> str:
    how = money_text(offer.amount) if offer.amount else _("(you name the amount)")
    return {
        Action.NOTHING: _("nothing"),
        Action.RESEND: _("a new one is sent"),
        Action.REFUND: _("refund {amount}").format(amount=how),
        Action.CREDIT: _("store credit {amount}").format(amount=how),
        Action.EXCHANGE: _("an exchange begins"),
        Action.RETURN: _("a return begins"),
    }[offer.problem.action]
