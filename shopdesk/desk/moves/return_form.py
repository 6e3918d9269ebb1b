"""A return as it is asked for: what may come back, why, and the mail that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.answering.compose import Compose
from shopdesk.desk.moves.playing import Playing, lines_of
from shopdesk.desk.moves.returning import Asked, Returning
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.answer.template import Template
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.money import NO_CURRENCY
from shopdesk.domain.moves.play import Play
from shopdesk.domain.moves.playbook import Problem
from shopdesk.domain.moves.returns import ReturnLine, ReturnOutcome
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records

TEMPLATE = "return-start"
"""Says how to send it, by what the customer gets."""
OUTCOMES = (
    ReturnOutcome.REFUND,
    ReturnOutcome.EXCHANGE,
    ReturnOutcome.CREDIT,
    ReturnOutcome.KEEP,
)
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What is known before the owner has said anything."""

    conversation: int
    """Where it is asked for."""
    order: str
    """Number of the order; empty: none is known."""
    lines: tuple[ReturnLine, ...]
    """Its articles; none where no order is known."""
    reasons: tuple[Problem, ...]
    """The usual ones, the likeliest first."""
    outcome: ReturnOutcome
    """What such a return mostly ends with."""
    late: int
    """Days beyond the policy's window; 0: within it. It is pointed out, not refused."""
    currency: str
    """What amounts are in."""


class ReturnForm:
    """Makes drafts of returns; nothing is begun before the mail is accepted."""

    def __init__(
        self,
        records: Records,
        playing: Playing,
        compose: Compose,
        returning: Returning,
        settings: Settings,
    ) -> None:
        self._records = records
        self._playing = playing
        self._compose = compose
        self._returning = returning
        self._settings = settings

    def blank(self, conversation: int, now: datetime) -> Blank:
        """For a conversation; raises `PlaybookError`."""
        conversation = self._records.present(conversation)
        stand = self._records.conversation(conversation)
        order = self._playing.order(stand)
        offers = self._playing.offers(conversation, now)
        reasons = [o.problem for o in offers if Category.RETURN in o.problem.categories]
        size = bool(reasons) and reasons[0].action.value == ReturnOutcome.EXCHANGE.value
        placed = order.placed if order else None
        beyond = now - placed - self._settings.generosity.returns.window if placed else None
        currency = order.total.currency if order else self._settings.shop.currency
        return Blank(
            conversation=conversation,
            order=order.number if order else stand.order_number,
            lines=lines_of(order),
            reasons=tuple(reasons),
            outcome=ReturnOutcome.EXCHANGE if size else ReturnOutcome.REFUND,
            late=max(beyond.days, 0) if beyond is not None else 0,
            currency=currency or NO_CURRENCY,
        )

    def draft(
        self,
        asked: Asked,
        problem: Problem | None,
        templates: tuple[Template, ...],
        now: datetime,
    ) -> Draft:
        """The mail, with the return that begins when it is accepted."""
        conversation = self._records.present(asked.conversation)
        stand = self._records.conversation(conversation)
        complaint = stand.category is Category.COMPLAINT
        ask_again = complaint and not self._records.followed_up(conversation)
        play = Play(
            problem=problem.id if problem else "",
            title=problem.title if problem else "",
            goods_return=self._returning.plan(asked, now),
            follow_up=self._settings.generosity.follow_up if ask_again else None,
            order=asked.order,
            product=asked.lines[0].name if len(asked.lines) == 1 else "",
        )
        begun = self._compose.draft(conversation, play=play)
        template = next((t for t in templates if t.id == TEMPLATE), None)
        if begun.own or template is None:
            return begun
        return self._compose.draft(conversation, template, play=play)
