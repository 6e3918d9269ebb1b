"""The likeliest templates for a mail, learned from what the owner answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.answer.order_hints import hints
from shopdesk.domain.answer.suggest import Asked, Learner, PastAnswer, Suggester, Suggestion
from shopdesk.domain.answer.suggest.suggester import NO_HINTS
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.figures.recovery import prepared_first
from shopdesk.domain.guests.order import Order
from shopdesk.domain.mail.conversation import Category, Conversation, FiledMessage
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.answers import Mark
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Templates

AT_ONCE = 100
"""Past answers that one suggestion learns from at the most: the owner waits for it."""
MOST = 10_000
"""Past answers that are learned from; older ones say little about today's shop."""
NEVER: Mark = (datetime(1970, 1, 1, tzinfo=UTC), 0)


class Suggest:
    """Suggests; what it learned stays in memory, and what is new is learned before each answer.

    Every method raises `TemplateError` when the templates' file is broken, but for `titles`.
    """

    def __init__(
        self,
        records: Records,
        templates: Templates,
        settings: Settings,
        order: Callable[[Conversation], Order | None] = lambda _: None,
    ) -> None:
        """`order` tells which one a conversation is about."""
        self._records = records
        self._templates = templates
        self._settings = settings
        self._order = order
        self._learner = Learner()
        self._suggester = Suggester((), self._learner)
        self._newest: Mark | None = None
        self._oldest: Mark | None = None
        self._all_read = False

    def scored(self, conversation: int) -> tuple[Suggestion, ...]:
        """All templates with their scores for what waits in this conversation, best first."""
        stand = self._records.conversation(self._records.present(conversation))
        messages = self._records.messages(stand.id)
        return self.for_words(
            stand.subject,
            _waiting(messages),
            stand.category,
            stand.language,
            hints(self._order(stand), stand.category, messages[-1].received) if messages else {},
        )

    def suggestions(self, conversation: int) -> tuple[Template, ...]:
        """Templates for this conversation, the likeliest first; all of them."""
        found = tuple(suggestion.template for suggestion in self.scored(conversation))
        present = self._records.present(conversation)
        if self._records.open_wait(present) is not None:
            return found
        return prepared_first(found, self._records.reminders(present))

    def titles(self, alarm: Alarm, limit: int) -> tuple[str, ...]:
        """Titles of the likeliest templates, for the board's preview; empty without any."""
        try:
            found = self.suggestions(alarm.conversation)
        except TemplateError:
            return ()
        language = self._settings.shop.language
        return tuple(t.variant(alarm.language, language)[1].title for t in found[:limit])

    def for_words(
        self,
        subject: str,
        text: str,
        category: Category,
        language: str,
        said: Mapping[str, float] = NO_HINTS,
    ) -> tuple[Suggestion, ...]:
        """All templates with their scores for any mail, best first."""
        self.learn()
        self._suggester = self._suggester.over(self._templates.all())
        return self._suggester.likeliest(Asked(subject, text, category, language), said)

    @property
    def learned(self) -> int:
        """How many past answers were learned from so far."""
        return self._learner.answers

    def learn(self, most: int = AT_ONCE) -> None:
        """Learn what was answered since, then what was answered before: up to `most` answers."""
        found = self._since(most)
        for answer in (*found, *self._before(most - len(found))):
            self._learner.learn(answer)

    def _since(self, most: int) -> tuple[PastAnswer, ...]:
        if self._newest is None:
            latest = self._records.answered_before(None, 1)
            self._newest = self._oldest = _mark(latest[0]) if latest else NEVER
            return latest
        found = self._records.answered_since(self._newest, most)
        self._newest = _mark(found[-1]) if found else self._newest
        return found

    def _before(self, most: int) -> tuple[PastAnswer, ...]:
        if most <= 0 or self._all_read or self._learner.answers >= MOST:
            return ()
        found = self._records.answered_before(self._oldest, most)
        self._oldest = _mark(found[-1]) if found else self._oldest
        self._all_read = len(found) < most
        return found


def _mark(answer: PastAnswer) -> Mark:
    return answer.at, answer.dispatch


def _waiting(messages: tuple[FiledMessage, ...]) -> str:
    """The customer's words that want an answer, the newest first; else the last there are."""
    theirs = [m for m in messages if not m.outgoing and m.automatic is None]
    waiting = [m for m in theirs if not m.answered] or theirs[-1:]
    return "\n".join(m.message.new_text for m in reversed(waiting))
