"""How complaints end, as the owner or a rating says."""

from __future__ import annotations

from datetime import datetime

from shopdesk.domain.figures.recovery import glad
from shopdesk.domain.figures.survey import STOP, Survey
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.records import Records


class Recovering:
    """Keeps it for the figures."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def say(self, conversation: int, recovered: bool | None, now: datetime) -> bool:
        """The owner says how it ended; None: not known after all. True when it is kept."""
        self._records.set_recovered(self._records.present(conversation), recovered, now)
        return True

    def known(self, conversation: int) -> bool | None:
        """How it ended; None: nobody has said."""
        return self._records.recovered(self._records.present(conversation))

    def rated(self, survey: Survey, rating: int, at: datetime) -> None:
        """A customer who had complained says how it was; part of the caller's transaction."""
        if rating == STOP:
            return
        conversation = self._records.present(survey.conversation)
        content = glad(survey.scale, rating)
        if content is None:
            return
        if self._records.conversation(conversation).category is Category.COMPLAINT:
            self._records.set_recovered(conversation, content, at)
