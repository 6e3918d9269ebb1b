"""Templates filled in with what is known of a customer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from shopdesk.desk.moves.gifts import Gifts
from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.template import Template
from shopdesk.domain.answer.variables import Answer, values_for
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler
from shopdesk.ports.world import Clock

Order = Callable[[Conversation, str], Mapping[str, object] | None]
"""What is known of the order that a conversation is about, in a language."""


class Filling:
    """Raises `TemplateError` for a template that does not work."""

    def __init__(
        self,
        records: Records,
        filler: Filler,
        settings: Settings,
        clock: Clock,
        order: Order,
        gifts: Gifts | None,
    ) -> None:
        self._records = records
        self._filler = filler
        self._settings = settings
        self._clock = clock
        self._order = order
        self._gifts = gifts

    def body(self, stand: Conversation, template: Template, play: Play = NO_PLAY) -> str:
        """Its text for this customer, without the closing."""
        language, variant = template.variant(stand.language, self._settings.shop.language)
        return self._filler.fill(variant.body, self.values(stand, language, None, play)).strip()

    def subject(self, stand: Conversation, template: Template, play: Play) -> str:
        """In one line; empty where the template has none of its own."""
        language, variant = template.variant(stand.language, self._settings.shop.language)
        if not variant.subject:
            return ""
        values = self.values(stand, language, None, play)
        return " ".join(self._filler.fill(variant.subject, values).split())

    def phrase(self, stand: Conversation, source: str, play: Play) -> str:
        """A line of Liquid in the customer's language."""
        language = stand.language or self._settings.shop.language
        return self._filler.fill(source, self.values(stand, language, None, play))

    def values(
        self,
        stand: Conversation,
        language: str,
        product: Product | None = None,
        play: Play = NO_PLAY,
    ) -> dict[str, object]:
        """What it is filled in with."""
        customers = stand.customer.email
        theirs = [m for m in self._records.messages(stand.id) if not m.outgoing]
        if theirs and theirs[-1].writer.email.lower() != stand.customer.email.lower():
            # Several people write here: greet the one whom the reply goes to.
            writer = theirs[-1].writer
            customer = replace(stand.customer, name=writer.name, email=writer.email)
            stand = replace(stand, customer=customer)
        now, gifts = self._clock.now(), self._gifts
        answer = Answer(
            stand,
            language,
            now,
            sender=stand.mailbox,
            order=self._order(stand, language),
            product=product,
            more={} if gifts is None else gifts.values(customers, play, now),
        )
        return values_for(answer, self._settings.shop)
