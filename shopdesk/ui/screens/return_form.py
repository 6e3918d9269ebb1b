"""A return in one key: everything is chosen already, enter writes the mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.desk.moves.return_form import OUTCOMES, Blank
from shopdesk.desk.moves.returning import Asked
from shopdesk.domain.money import Money, NoAmount, money
from shopdesk.domain.moves.playbook import Problem
from shopdesk.domain.moves.returns import ReturnOutcome
from shopdesk.domain.plain import plain
from shopdesk.ui.keyboard import every_layout
from shopdesk.ui.said.plays import money_text, outcome_text
from shopdesk.ui.screens.ask import AskScreen
from shopdesk.words import _, _n


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as the owner leaves it."""

    asked: Asked
    """What is asked for."""
    problem: Problem | None
    """The known problem that is the reason; None for a word of the owner's own."""


class ReturnFormScreen(ModalScreen[Filled | None]):
    """Lines, reason and outcome; space or the arrows change what is under the cursor."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("space,right", "change(1)", show=False, priority=True),
        Binding("left", "change(-1)", show=False, priority=True),
        Binding(every_layout("e,f2"), "say_it", show=False),
    ]

    def __init__(self, blank: Blank, worth: Callable[[Asked], Money]) -> None:
        super().__init__()
        self._blank = blank
        self._worth = worth
        self._left = [line.quantity for line in blank.lines]
        self._reason = 0
        self._own = ""
        self._outcome = OUTCOMES.index(blank.outcome)
        self._amount: Money | None = None

    def compose(self) -> ComposeResult:
        """The rows, and what the keys do."""
        with Vertical(id="menu"):
            yield Static(self._heading(), id="question", markup=False)
            yield OptionList(*map(Option, self._rows()), id="answers", compact=True, markup=False)
            yield Static(
                _("space leaves out, ←→ change · e: a word or amount of your own · enter writes"),
                id="example",
                markup=False,
            )

    def _heading(self) -> str:
        if not self._blank.lines:
            said = _("A return, without a known order")
        else:
            said = _("A return of order {number}").format(number=plain(self._blank.order))
        if self._blank.late:
            n = self._blank.late
            late = _n("{n} day beyond your window", "{n} days beyond your window", n)
            said = f"{said} · {late}"
        return said

    def filled(self) -> Filled:
        """As it stands now."""
        lines = tuple(
            replace(line, quantity=quantity)
            for line, quantity in zip(self._blank.lines, self._left, strict=True)
            if quantity
        )
        reasons = self._blank.reasons
        problem = reasons[self._reason] if reasons and not self._own else None
        worth = self._amount
        if worth is None and not lines:
            worth = Money(Decimal(), self._blank.currency)
        asked = Asked(
            conversation=self._blank.conversation,
            lines=lines,
            reason=self._own or (problem.title if problem else ""),
            outcome=OUTCOMES[self._outcome],
            order=self._blank.order,
            worth=None if OUTCOMES[self._outcome] is ReturnOutcome.EXCHANGE and lines else worth,
        )
        return Filled(asked, problem)

    def _rows(self) -> list[str]:
        found = self.filled()
        rows = []
        for line, left in zip(self._blank.lines, self._left, strict=True):
            mark = "[x]" if left else "[ ]"
            price = money_text(line.price * (left or line.quantity))
            rows.append(f"{mark} {left or line.quantity} × {plain(line.name)[:44]}  {price}")
        rows.append(_("Why: {reason}").format(reason=plain(found.asked.reason) or "…"))
        worth = self._worth(found.asked)
        rows.append(_("Gets: {what}").format(what=outcome_text(found.asked.outcome, worth)))
        return rows

    def _show(self) -> None:
        shown = self.query_one(OptionList)
        for place, row in enumerate(self._rows()):
            shown.replace_option_prompt_at_index(place, row)

    def action_change(self, by: int) -> None:
        """What is under the cursor."""
        place = self.query_one(OptionList).highlighted or 0
        lines = len(self._blank.lines)
        if place < lines:
            most = self._blank.lines[place].quantity
            self._left[place] = (self._left[place] - by) % (most + 1)
        elif place == lines:
            self._own = ""
            self._reason = (self._reason + by) % max(len(self._blank.reasons), 1)
        else:
            self._outcome = (self._outcome + by) % len(OUTCOMES)
        self._show()

    def action_say_it(self) -> None:
        """A reason or an amount of the owner's own."""
        if self.query_one(OptionList).highlighted == len(self._blank.lines) + 1:
            self._ask_amount()
        else:
            self._ask_reason()

    def _ask_reason(self) -> None:
        def told(words: str | None) -> None:
            self._own = words or self._own
            self._show()

        self.app.push_screen(AskScreen(_("Why? One word is enough."), "", _word), told)

    def _ask_amount(self) -> None:
        def told(amount: Money | None) -> None:
            self._amount = amount or self._amount
            self._show()

        def meant(typed: str) -> Money | None:
            try:
                found = money(typed, self._blank.currency)
            except NoAmount:
                return None
            known = self._blank.currency
            same = found.currency == known or not self._blank.lines
            return found if found.amount > 0 and same else None

        question = _("What does the customer get?")
        self.app.push_screen(AskScreen(question, f"25.00 {self._blank.currency}", meant), told)

    @on(OptionList.OptionSelected)
    def _done(self) -> None:
        self.dismiss(self.filled())

    def action_cancel(self) -> None:
        """No return."""
        self.dismiss(None)


def _word(typed: str) -> str | None:
    return " ".join(typed.split())[:60] or None
