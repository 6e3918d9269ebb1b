"""Short ways to write down what was recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.figures.facts import ConversationFact, WaitFact
from shopdesk.domain.mail.conversation import Category

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
"""Nine in the morning in the shop."""


def wait(
    at: float = 0,
    took: float | None = 1,
    *,
    target: float = 5,
    running: bool = False,
    first: bool = True,
    category: Category = Category.ORDER,
    conversation: int = 1,
) -> WaitFact:
    """A wait that began `at` minutes after Monday at nine and was answered after `took`.

    Without `took` nobody knows when it ended, unless it runs.
    """
    received = MONDAY + timedelta(minutes=at)
    length = None if running or took is None else timedelta(minutes=took)
    return WaitFact(
        conversation=conversation,
        received=received,
        due=received + timedelta(minutes=target),
        ended=None if length is None else received + length,
        running=running,
        calendar=length,
        business=length,
        first=first,
        category=category,
        channel="email",
    )


def conversation(
    id: int = 1,
    *,
    replies: tuple[float, ...] = (),
    asked: tuple[float, ...] = (0,),
    closed: bool = False,
    category: Category = Category.ORDER,
) -> ConversationFact:
    """A conversation that began on Monday at nine; replies and questions in days after that."""
    return ConversationFact(
        id=id,
        customer=id,
        begun=MONDAY,
        category=category,
        closed=closed,
        replies=tuple(MONDAY + timedelta(days=d) for d in replies),
        asked=tuple(MONDAY + timedelta(days=d) for d in asked),
    )
