"""Returns: begun in a conversation, followed, and settled once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.moves.credit import Credit
from shopdesk.domain.alarm.reminder import Reminder, ReminderEnd, ReminderKind, open_from
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import Entry
from shopdesk.domain.moves.returns import (
    GoodsReturn,
    ReturnLine,
    ReturnOutcome,
    ReturnPolicy,
    ReturnRefused,
    ReturnStage,
    lies_still,
    price_of,
    step,
    worth_of,
)
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """What the owner said of a return."""

    conversation: int
    """Where it was asked for."""
    lines: tuple[ReturnLine, ...]
    """What comes back."""
    reason: str
    """A word is enough."""
    outcome: ReturnOutcome
    """What the customer gets."""
    order: str = ""
    """Number of the order."""
    worth: Money | None = None
    """What she gets, where the owner says it himself; None: by the policy."""


class Returning:
    """Settling gives what was promised exactly once, whatever happens meanwhile."""

    def __init__(
        self,
        records: Records,
        credit: Credit,
        settings: Settings,
        policy: ReturnPolicy,
        schedule: Schedule | None = None,
    ) -> None:
        """`schedule`: what lies still comes back while we are open; None: at any hour."""
        self._schedule = schedule
        self._records = records
        self._credit = credit
        self._settings = settings
        self._policy = policy

    def begin(self, asked: Asked, now: datetime) -> GoodsReturn:
        """A new return with a number of its own."""
        year = now.astimezone(self._settings.shop.zone).year
        with self._records.transaction():
            begun = self._records.add_return(self._made(asked, "", now), year=year)
            self.watch(begun.conversation, now)
        return begun

    def plan(self, asked: Asked, now: datetime) -> GoodsReturn:
        """The same, not begun yet: its number is nobody else's from now on."""
        year = now.astimezone(self._settings.shop.zone).year
        return self._made(asked, self._records.allot_return(year), now)

    def worth(self, asked: Asked) -> Money:
        """What the customer gets, by the policy or by the owner's own words."""
        if asked.worth is not None:
            return asked.worth.rounded()
        price = price_of(asked.lines, self._currency(asked))
        return worth_of(price, asked.outcome, self._policy).rounded()

    def _made(self, asked: Asked, number: str, now: datetime) -> GoodsReturn:
        conversation = self._records.present(asked.conversation)
        stand = self._records.conversation(conversation)
        return GoodsReturn(
            id=0,
            number=number,
            conversation=conversation,
            contact=folded(stand.customer.email),
            order=asked.order or stand.order_number,
            lines=asked.lines,
            reason=asked.reason,
            outcome=asked.outcome,
            worth=self.worth(asked),
            stage=ReturnStage.ASKED,
            reached=((ReturnStage.ASKED, now),),
        )

    def advance(self, number: str, to: ReturnStage, now: datetime) -> GoodsReturn:
        """Take it on; settling gives the credit in the same transaction.

        Raises `ReturnRefused` for a step that cannot be taken, settling twice first of all.
        """
        with self._records.transaction():
            one = self._known(number)
            step(one.stage, to)
            if to is ReturnStage.SETTLED:
                self._give(one, now)
            self._records.advance_return(one.id, to, now)
            self.watch(one.conversation, now)
            return self._known(number)

    def watch(self, conversation: int, now: datetime) -> None:
        """Let the conversation come back when a return of it lies still from `now` on."""
        conversation = self._records.present(conversation)
        self._records.end_reminders(
            conversation, ReminderEnd.WENT_ON, now, kind=ReminderKind.RETURN
        )
        written = self._records.messages(conversation)
        open_ = self._records.returns(open_only=True)
        since = [one.since for one in open_ if one.since and self._is_in(one, conversation)]
        if written and since:
            due = min(since) + self._policy.still
            if self._schedule is not None:
                due = open_from(due, self._schedule)
            reminder = Reminder(ReminderKind.RETURN, min(since), due, due)
            self._records.add_reminder(written[-1].id, reminder)

    def _is_in(self, one: GoodsReturn, conversation: int) -> bool:
        return self._records.present(one.conversation) == conversation

    def find(self, number: str) -> GoodsReturn:
        """The one of that number; raises `ReturnRefused`."""
        return self._known(number)

    def all(self, *, open_only: bool = False) -> tuple[GoodsReturn, ...]:
        """The oldest first."""
        return self._records.returns(open_only=open_only)

    def of(self, email: str) -> tuple[GoodsReturn, ...]:
        """A customer's."""
        return self._records.returns(contact=folded(email))

    def lying_still(self, now: datetime) -> tuple[GoodsReturn, ...]:
        """Those to which nothing has happened for too long."""
        every = self._records.returns(open_only=True)
        return tuple(one for one in every if lies_still(one, self._policy, now))

    def _give(self, one: GoodsReturn, now: datetime) -> Entry | None:
        if one.outcome not in (ReturnOutcome.CREDIT, ReturnOutcome.KEEP) or not one.worth:
            return None
        return self._credit.grant(
            one.contact,
            one.worth,
            _("return {number}").format(number=one.number),
            now,
            conversation=one.conversation,
            goods_return=one.id,
            token=f"return:{one.id}",
        )

    def _known(self, number: str) -> GoodsReturn:
        found = self._records.goods_return(number)
        if found is None:
            raise ReturnRefused(_("There is no return {number}.").format(number=number))
        return found

    def _currency(self, asked: Asked) -> str:
        if asked.lines:
            return asked.lines[0].price.currency
        if asked.worth is not None:
            return asked.worth.currency
        return self._settings.shop.currency or "XXX"
