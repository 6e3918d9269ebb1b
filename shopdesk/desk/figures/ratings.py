"""Answers to surveys, recognised when they come in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.moves.recovering import Recovering
from shopdesk.domain.figures.facts import RANGE, Scale
from shopdesk.domain.figures.survey import (
    STOP,
    Survey,
    comment_in,
    is_bad,
    is_ours,
    stopped_in,
    typed_rating,
    vote_in,
)
from shopdesk.domain.mail.message import Message
from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Rated:
    """What a mail answers to a survey."""

    survey: Survey
    """Which."""
    rating: int
    """What was chosen; `STOP`: no more surveys."""
    comment: str
    """What was written besides."""

    @property
    def is_bad(self) -> bool:
        """Whether the customer is unhappy."""
        return self.rating != STOP and is_bad(self.rating)

    @property
    def rings(self) -> bool:
        """Whether somebody has to answer: an unhappy customer, or one who asks."""
        return self.is_bad or "?" in self.comment


class Ratings:
    """A forged mark is an ordinary mail; a second rating is kept as mail and does not count."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._recovering = Recovering(records)

    def key(self) -> bytes:
        """What signs the ratings of this shop."""
        return self._records.survey_key(secrets.token_bytes(32))

    def read(self, message: Message, words: str) -> Rated | None:
        """What the mail answers; None for one that is no answer to a survey of ours."""
        if (mail := stopped_in(f"{message.subject}\n{words}", self.key())) is not None:
            return self._stopped(mail)
        vote = vote_in(message.subject) or vote_in(words)
        if vote is not None:
            survey = self._records.survey(vote.survey) if is_ours(self.key(), vote) else None
            if survey is None or not (vote.rating == STOP or vote.rating in RANGE[survey.scale]):
                return None
            return Rated(survey, vote.rating, comment_in(words))
        if not message.references:
            return None
        survey = self._records.survey_asked_by(message.references)
        rating = typed_rating(words, survey.scale) if survey is not None else None
        if survey is None or rating is None:
            return None
        return Rated(survey, rating, comment_in(words))

    def _stopped(self, mail: int) -> Rated | None:
        """Somebody wants no campaigns any more."""
        found = self._records.campaign_mail(mail)
        if found is None:
            return None
        came = Survey(0, found.conversation, found.contact, Scale.CSAT, "", found.queued)
        return Rated(came, STOP, "")

    def keep(self, rated: Rated, at: datetime) -> bool:
        """Count it; False when the survey was answered before."""
        if rated.rating == STOP:
            self._records.opt_out(rated.survey.contact, at)
            return True
        counted = self._records.rate(rated.survey.id, rated.rating, rated.comment, at)
        if counted:
            self._recovering.rated(rated.survey, rated.rating, at)
        return counted
