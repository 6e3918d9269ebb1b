"""What is wished of returns, credit, perks, the playbook and what is learned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.ui.wishes.alarms import About, Wish

if TYPE_CHECKING:
    from shopdesk.domain.answer.reply import Draft


class ShowPlaybook(About):
    """What the problem may be; one of them is answered."""


class TakeGoodsBack(About):
    """Begin a return."""


class Give(About):
    """A coupon, a shipping upgrade, a gift."""

    def __init__(self, conversation: int, why: str = "", *, at_once: bool = False) -> None:
        """`why`: the rule that fired; `at_once`: a coupon, unasked."""
        super().__init__(conversation)
        self.why = why
        self.at_once = at_once


class TellRecovered(About):
    """Say how a complaint ended."""


class TellWow(About):
    """Write down what was done above and beyond."""


class ShowReturns(Wish):
    """What is coming back."""


class ShowIncidents(Wish):
    """What goes wrong, and what is done against it."""


class Resolve(Wish):
    """A step against a problem."""

    def __init__(self, problem: str) -> None:
        super().__init__()
        self.problem = problem


class ChangePlay(Wish):
    """Change or drop what is done on sending; `changed` gets the draft with it."""

    def __init__(self, draft: Draft, changed: Callable[[Draft], None]) -> None:
        super().__init__()
        self.draft = draft
        self.changed = changed
