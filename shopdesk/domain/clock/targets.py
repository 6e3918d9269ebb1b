"""Response targets: how much business time a message's answer may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.mail.matter import Category

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule


class Channel(StrEnum):
    """How the customer's words came to us; all of them arrive as mail."""

    EMAIL = "email"
    FORM = "form"
    CHAT = "chat"
    MARKETPLACE = "marketplace"
    PHONE = "phone"
    SOCIAL = "social"


BY_CATEGORY: Mapping[Category, timedelta] = {
    Category.PRE_SALE: timedelta(minutes=5),
    Category.COMPLAINT: timedelta(minutes=5),
    Category.ORDER: timedelta(minutes=15),
    Category.DELIVERY: timedelta(minutes=15),
    Category.RETURN: timedelta(minutes=15),
    Category.PRAISE: timedelta(minutes=60),
    Category.OTHER: timedelta(minutes=60),
}
BY_CHANNEL: Mapping[Channel, timedelta] = {
    Channel.CHAT: timedelta(minutes=5),
    Channel.SOCIAL: timedelta(minutes=5),
}


@dataclass(frozen=True, slots=True)
class Targets:
    """The owner's targets; all of them longer than nothing."""

    by_category: Mapping[Category, timedelta] = field(default_factory=lambda: dict(BY_CATEGORY))
    """Complete for every category."""
    by_channel: Mapping[Channel, timedelta] = field(default_factory=lambda: dict(BY_CHANNEL))
    """Where a channel has a target of its own, it holds whatever the category."""
    after_closed: timedelta = timedelta(minutes=60)
    """From the opening, for what came while the shop was closed, whatever it is."""

    vip: timedelta | None = None
    """A VIP waits no longer than this, whatever it is; None: as long as others."""

    @property
    def shortest(self) -> timedelta:
        """The shortest that a message can be given while the shop is open."""
        every = (*self.by_category.values(), *self.by_channel.values())
        return min(*every, self.vip or every[0])

    def target_for(
        self, category: Category, channel: Channel, received: datetime, schedule: Schedule
    ) -> timedelta:
        """Business time from `received` in which to answer.

        Business time does not run while the shop is closed, so `after_closed` counts from the
        opening by itself.
        """
        if not schedule.is_open(received):
            return self.after_closed
        return self.by_channel.get(channel, self.by_category[category])
