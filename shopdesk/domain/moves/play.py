"""A play: what is done with an answer besides sending it, when the server has accepted it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.moves.playbook import Action

if TYPE_CHECKING:
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.perks import Perk
    from shopdesk.domain.moves.returns import GoodsReturn


@dataclass(frozen=True, slots=True)
class Play:
    """Goes with a draft until it is accepted; taken back with the reply, nothing of it was done."""

    problem: str = ""
    """Id of the known problem that is counted; empty: none."""
    title: str = ""
    """The problem as the owner calls it."""
    action: Action = Action.NOTHING
    """What is done besides the answer."""
    amount: Money | None = None
    """What is credited or refunded; None: nothing is."""
    goods_return: GoodsReturn | None = None
    """The return that begins with it; its id is 0 until then."""
    perk: Perk | None = None
    """What is given with it; its id is 0 until then."""
    follow_up: timedelta | None = None
    """Ask after so long whether all is well."""
    order: str = ""
    """Number of the order that it is about."""
    product: str = ""
    """What the problem was with."""
    carrier: str = ""
    """Who brought it."""
    cause: str = ""
    """In the owner's words."""

    @property
    def credit(self) -> Money | None:
        """What goes into the ledger."""
        return self.amount if self.action is Action.CREDIT else None

    @property
    def refund(self) -> Money | None:
        """What the owner pays back."""
        return self.amount if self.action is Action.REFUND else None

    @property
    def gives(self) -> bool:
        """Whether something of it can be left out or changed."""
        return self != Play()

    def giving(self, amount: Money | None) -> Play:
        """The same with another amount; credit or refund without one is not given."""
        if amount is None or not amount:
            kept = self.action not in (Action.CREDIT, Action.REFUND)
            return replace(self, amount=None, action=self.action if kept else Action.NOTHING)
        given = self.action if self.action is Action.REFUND else Action.CREDIT
        return replace(self, amount=amount.rounded(), action=given)


NO_PLAY = Play()
