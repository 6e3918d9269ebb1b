"""The playbook at work: what a customer's problem is, and the answer with its action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from shopdesk.desk.answering.compose import Compose
from shopdesk.desk.guests.order_facts import OrderFacts
from shopdesk.desk.moves.returning import Asked, Returning
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.answer.template import Template
from shopdesk.domain.folding import fold, words
from shopdesk.domain.guests.order import Order, current
from shopdesk.domain.mail.conversation import Category, Conversation
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import Money
from shopdesk.domain.moves.play import Play
from shopdesk.domain.moves.playbook import Action, Problem, Standing, likeliest, standing, worth
from shopdesk.domain.moves.returns import ReturnLine, ReturnOutcome
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.playbook import Playbook
from shopdesk.ports.records import Records

_COMES_BACK = {Action.RETURN: ReturnOutcome.REFUND, Action.EXCHANGE: ReturnOutcome.EXCHANGE}
_AMOUNTS = ("{{ credit.amount }}", "{{ refund.amount }}")


@dataclass(frozen=True, slots=True)
class Offer:
    """A problem that it may be, and what would be done."""

    problem: Problem
    """Which."""
    amount: Money | None
    """What would be credited or refunded; None where that is nothing, or nobody knows of how much.
    """
    standing: Standing
    """How often it happened."""
    again: bool
    """It happened to this customer before: the same mistake twice."""


class Playing:
    """Raises `PlaybookError` or `TemplateError` where the owner's files are broken."""

    def __init__(
        self,
        records: Records,
        playbook: Playbook,
        compose: Compose,
        orders: OrderFacts,
        returning: Returning,
        settings: Settings,
    ) -> None:
        self._records = records
        self._playbook = playbook
        self._compose = compose
        self._orders = orders
        self._returning = returning
        self._settings = settings

    def offers(self, conversation: int, now: datetime) -> tuple[Offer, ...]:
        """All problems, the likeliest first."""
        stand = self._stand(conversation)
        found = likeliest(self._playbook.problems(), self._said(stand), stand.category)
        order = self.order(stand)
        incidents, steps = self._records.incidents(), self._records.preventions()
        who = folded(stand.customer.email)
        own = {i.problem for i in incidents if i.contact == who and i.conversation != stand.id}
        return tuple(
            Offer(p, _amount(p, order), standing(p, incidents, steps, now), p.id in own)
            for p in found
        )

    def draft(
        self, conversation: int, problem: str, templates: tuple[Template, ...], now: datetime
    ) -> Draft:
        """The answer with its action; the owner's own text where one was begun.

        Without the problem's template it is an empty one.
        """
        conversation = self._records.present(conversation)
        kept = self._records.draft(conversation)
        if kept is not None and kept.after.play.problem == problem:
            return self._compose.draft(conversation)
        known = self._playbook.problem(problem)
        play = self._begun(self._play(self._stand(conversation), known), conversation, now)
        template = next((t for t in templates if t.id == known.template), None)
        begun = self._compose.draft(conversation, play=play)
        if begun.own or template is None:
            return begun
        return self._compose.draft(conversation, template, play=play)

    def titles(self, conversation: int, templates: tuple[Template, ...]) -> Mapping[str, str]:
        """What the templates are called in the customer's language, by their ids."""
        language, fallback = self._stand(conversation).language, self._settings.shop.language
        return {t.id: t.variant(language, fallback)[1].title for t in templates}

    def reworded(self, draft: Draft, play: Play, templates: tuple[Template, ...]) -> Draft:
        """The draft with another play: its amounts stand in the text where the old ones did.

        A text that is still the template's is written anew.
        """
        template = next((t for t in templates if t.id == draft.template), None)
        after = replace(draft.after, play=play)
        if template is not None:
            same = self._compose.draft(draft.conversation, template, play=draft.after.play)
            if same.body == draft.body:
                fresh = self._compose.draft(draft.conversation, template, play=play)
                return replace(draft, body=fresh.body, after=after)
        body = draft.body
        for form in _AMOUNTS:
            old, new = (
                self._compose.phrase(draft.conversation, form, one)
                for one in (draft.after.play, play)
            )
            if old not in _AMOUNTS and new not in _AMOUNTS:
                body = body.replace(old, new)
        return replace(draft, body=body, after=after)

    def order(self, stand: Conversation) -> Order | None:
        """The order that it is most likely about."""
        here = self._orders.here(stand)
        return here.meant or (None if here.others else current(here.all))

    def problems(self) -> tuple[Problem, ...]:
        """The playbook."""
        return self._playbook.problems()

    def _play(self, stand: Conversation, problem: Problem) -> Play:
        order = self.order(stand)
        amount = _amount(problem, order)
        complaint = Category.COMPLAINT in (stand.category, *problem.categories)
        follow_up = self._settings.generosity.follow_up if complaint else None
        if self._records.followed_up(stand.id):
            follow_up = None
        play = Play(
            problem=problem.id,
            title=problem.title,
            action=problem.action,
            order=order.number if order else stand.order_number,
            product=_product(order, self._said(stand)),
            carrier=order.carrier if order else "",
            follow_up=follow_up,
        )
        if problem.action in (Action.CREDIT, Action.REFUND):
            return replace(play, amount=amount)
        return play

    def _begun(self, play: Play, conversation: int, now: datetime) -> Play:
        """With the return that its action asks for, numbered."""
        outcome = _COMES_BACK.get(play.action)
        if outcome is None:
            return play
        order = self.order(self._stand(conversation))
        asked = Asked(conversation, lines_of(order), play.title, outcome, play.order)
        return replace(play, goods_return=self._returning.plan(asked, now))

    def _stand(self, conversation: int) -> Conversation:
        return self._records.conversation(self._records.present(conversation))

    def _said(self, stand: Conversation) -> str:
        theirs = [
            m for m in self._records.messages(stand.id) if not m.outgoing and m.automatic is None
        ]
        waiting = [m for m in theirs if not m.answered] or theirs[-1:]
        return "\n".join((stand.subject, *(m.message.new_text for m in waiting)))


def lines_of(order: Order | None) -> tuple[ReturnLine, ...]:
    """Its articles, as they may come back; those without a price are worth nothing here."""
    if order is None:
        return ()
    return tuple(
        ReturnLine(
            line.sku,
            line.name,
            max(int(line.quantity), 1),
            line.price or Money(Decimal(), order.total.currency),
        )
        for line in order.lines
    )


def _amount(problem: Problem, order: Order | None) -> Money | None:
    if problem.action not in (Action.CREDIT, Action.REFUND) or order is None:
        return None
    return worth(problem, order.total) or None


def _product(order: Order | None, said: str) -> str:
    """The article that the customer means, where that is certain."""
    if order is None:
        return ""
    names = list(dict.fromkeys(line.name for line in order.lines))
    if len(names) == 1:
        return names[0]
    told = set(words(fold(said)))
    meant = [name for name in names if told & {w for w in words(fold(name)) if len(w) > 3}]
    return meant[0] if len(meant) == 1 else ""
