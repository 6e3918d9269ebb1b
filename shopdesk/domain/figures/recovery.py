"""Complaints that end well, and what is done above and beyond."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.alarm.reminder import ReminderKind, Reminding
from shopdesk.domain.answer.template import Template
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.survey import is_bad
from shopdesk.domain.mail.conversation import Category, Reason
from shopdesk.domain.money import Money

WITHOUT_ANSWER = frozenset({Reason.SPAM, Reason.NOT_A_CUSTOMER, Reason.HANDLED_ELSEWHERE})
"""Why a complaint may be closed although nobody answered it from here."""
FOLLOW_UP = "follow-up"
"""Id of the template that asks whether all is well now."""
GLAD_FROM = {Scale.CSAT: 4, Scale.NPS: 9, Scale.CES: 5}
"""From these ratings on, a customer who complained is content."""


@dataclass(frozen=True, slots=True)
class Wow:
    """Something done that nobody asked for: the hotel-room shoes of this shop."""

    id: int
    """The records' number."""
    contact: str
    """The customer's folded address; may be empty."""
    conversation: int | None
    """Where it belongs."""
    what: str
    """In the owner's words."""
    cost: Money
    """What it cost."""
    at: datetime
    """When, UTC."""


def glad(scale: Scale, rating: int) -> bool | None:
    """Whether a customer who rated so is content; None: neither that nor unhappy."""
    if rating >= GLAD_FROM[scale]:
        return True
    return False if is_bad(rating) else None


def prepared_first(
    templates: Sequence[Template], reminders: Iterable[Reminding]
) -> tuple[Template, ...]:
    """With the question whether all is well in front, where that is to be asked."""
    if not any(one.kind is ReminderKind.FOLLOW_UP for one in reminders):
        return tuple(templates)
    return tuple(sorted(templates, key=lambda template: template.id != FOLLOW_UP))


def may_end_unanswered(category: Category, reason: Reason) -> bool:
    """Whether a conversation may be closed for that reason without an answer."""
    return category is not Category.COMPLAINT or reason in WITHOUT_ANSWER
