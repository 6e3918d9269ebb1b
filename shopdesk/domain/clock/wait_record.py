"""Everything the records keep about one wait: what any figure can be recomputed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Category, Reason

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule


@dataclass(frozen=True, slots=True)
class WaitRecord:
    """One wait, running or ended; instants are UTC."""

    wait: int
    """The records' number."""
    conversation: int
    """The number of its conversation, as merges and splits left it."""
    customer: int
    """The number of the customer."""
    mailbox: str
    """Address of the mailbox."""
    name: str
    """The customer's name, or the address where there is none."""
    category: Category
    """What its first message's target went by."""
    channel: str
    """How that message came."""
    messages: int
    """How many customer messages waited."""
    backlog: bool
    """Found at the very first start: outside the figures."""
    received: datetime
    """When the clock started: the server's INTERNALDATE of the first message."""
    fetched: datetime
    """When we took that message in."""
    alarmed: datetime
    """When it became an alarm of ours."""
    opened: datetime | None
    """When the owner first looked at it; None: never."""
    due: datetime
    """When the target ran or runs out."""
    target: timedelta | None
    """Business time from received to due by the hours of that time; None while it runs, and for
    waits that ended before this was kept."""
    outcome: Outcome | None
    """How it ended; None while it runs."""
    reason: Reason | None
    """Why it was dismissed, when it was."""
    ended: datetime | None
    """When the server accepted the answer, or when it was dismissed; of an answer whose time is
    unknown, when that was noticed. None while it runs."""
    calendar: timedelta | None
    """From received to ended; None while it runs or where the time is unknown."""
    business: timedelta | None
    """The same in business time."""
    in_target: bool | None
    """Whether the answer came by the due instant; None where there is none, or its time unknown."""

    @property
    def elsewhere(self) -> bool:
        """Whether it was answered in another program, or handled without mail."""
        return (
            self.outcome in (Outcome.ELSEWHERE, Outcome.ELSEWHERE_UNTIMED)
            or self.reason is Reason.HANDLED_ELSEWHERE
        )

    def allowed(self, schedule: Schedule) -> timedelta:
        """The target; reckoned by the present hours where it was not kept."""
        if self.target is not None:
            return self.target
        return schedule.between(self.received, self.due)
