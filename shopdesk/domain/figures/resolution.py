"""How well matters were settled: one-touch, first contact resolution, reopening."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.figures.facts import ConversationFact
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.mail.matter import Category

SETTLED = timedelta(days=7)
"""Silence after which a matter counts as settled."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of some conversations."""

    one_touch: Share
    """Closed after exactly one human reply, of those closed after any."""
    first_contact: Share
    """One human reply and nothing of substance from the customer within seven days of it, of the
    conversations that were answered and are older than seven days."""
    reopened: Share
    """The customer wrote again, with substance, after an answer; of those answered."""
    praise: int
    """Conversations of praise."""
    complaints: int
    """Conversations of complaint."""
    recovered: Share
    """Complaints that are known to have ended well, of all complaints."""

    @property
    def praise_to_complaint(self) -> float | None:
        """How many good words for a bad one; the rule of thumb asks for twelve."""
        return self.praise / self.complaints if self.complaints else None


def resolution(conversations: Iterable[ConversationFact], now: datetime) -> Resolution:
    """What became of these conversations by `now`."""
    everything = tuple(conversations)
    answered = [c for c in everything if c.replies]
    closed = [c for c in answered if c.closed]
    complaints = [c for c in everything if c.category is Category.COMPLAINT]
    settled = [c for c in answered if now - c.begun > SETTLED]
    return Resolution(
        one_touch=Share(sum(1 for c in closed if len(c.replies) == 1), len(closed)),
        first_contact=Share(sum(1 for c in settled if settled_at_once(c)), len(settled)),
        reopened=Share(sum(1 for c in answered if asked_again(c)), len(answered)),
        praise=sum(1 for c in everything if c.category is Category.PRAISE),
        complaints=len(complaints),
        recovered=Share(sum(1 for c in complaints if c.recovered), len(complaints)),
    )


def settled_at_once(conversation: ConversationFact) -> bool:
    """One human reply, and silence for seven days after it; thanks are silence."""
    if len(conversation.replies) != 1:
        return False
    answered = conversation.replies[0]
    after = conversation.asked[bisect_right(conversation.asked, answered) :]
    return not after or after[0] > answered + SETTLED


def asked_again(conversation: ConversationFact) -> bool:
    """Whether the customer wrote with substance after an answer."""
    # the last one tells: they are in order
    return bool(conversation.asked) and conversation.asked[-1] > conversation.replies[0]
