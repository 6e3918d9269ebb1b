"""The figures of the shop, and the conversations behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shopdesk.desk.figures.reckoning import MOST, Reckoning
from shopdesk.domain.figures.cases import conversations_behind
from shopdesk.domain.figures.report import Facts
from shopdesk.domain.figures.spans import Span
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records


class Figures(Reckoning):
    """Reads; changes nothing."""

    def __init__(self, records: Records, settings: Settings) -> None:
        super().__init__(records, settings)
        self._every = records

    def behind(self, figure: str, span: Span, now: datetime) -> tuple[Conversation, ...]:
        """The conversations that a figure of the span is made of, what teaches most first."""
        facts = Facts(
            waits=self._records.waits_between(span.since, span.until),
            conversations=self._records.conversations_between(span.since, span.until),
            surveys=self._records.surveys_between(span.since, span.until),
            orders=(),
        )
        return self.listed(conversations_behind(figure, facts, span, now))

    def listed(self, conversations: Sequence[int]) -> tuple[Conversation, ...]:
        """Those conversations, the first of them."""
        present = dict.fromkeys(self._every.present(one) for one in conversations[:MOST])
        return tuple(self._every.conversation(number) for number in present)
