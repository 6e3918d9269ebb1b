"""Surveys in the records."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, listed, milliseconds
from shopdesk.domain.figures.facts import Scale, SurveyFact
from shopdesk.domain.figures.survey import Survey

_HERS = """
SELECT b.key FROM customer_address AS a
JOIN customer_address AS b ON b.customer_id = a.customer_id WHERE a.key = ?1 UNION SELECT ?1
"""
_ASKED = f"SELECT 1 FROM survey WHERE (sent >= ?2 OR returned = 1) AND contact IN ({_HERS}) LIMIT 1"  # noqa: S608
_OUT = f"SELECT 1 FROM opted_out WHERE contact IN ({_HERS}) LIMIT 1"  # noqa: S608
_TO_SURVEY = """
SELECT c.id, u.email FROM conversation AS c JOIN customer AS u ON u.id = c.customer_id
WHERE c.status = 'closed' AND c.reason IS NULL AND c.merged_into IS NULL AND c.backlog = 0
    AND NOT EXISTS (SELECT 1 FROM survey AS s WHERE s.conversation_id = c.id)
    AND EXISTS (SELECT 1 FROM wait AS w WHERE w.conversation_id = c.id
        AND w.outcome IN ('answered', 'elsewhere'))
    AND (SELECT max(m.received) FROM message AS m WHERE m.conversation_id = c.id)
        BETWEEN ?1 AND ?2
ORDER BY c.id LIMIT ?3
"""
_OLDEST_MS = 30 * 86_400_000
"""Nobody is asked about what is longer ago than this."""


class Surveys(Section):
    """The records' methods about surveys."""

    def survey_key(self, fresh: bytes) -> bytes:
        """What signs the ratings; `fresh` is kept as it at the first call."""
        with self._db.transaction():
            self._db.execute("INSERT OR IGNORE INTO survey_key VALUES (1, ?)", fresh)
            return bytes(self._db.rows("SELECT key FROM survey_key")[0]["key"])

    def add_survey(self, survey: Survey) -> int:
        """Keep one that goes out; returns its number."""
        return self._db.insert(
            "INSERT INTO survey (conversation_id, contact, scale, message_id, sent, order_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            survey.conversation,
            survey.contact,
            survey.scale,
            survey.message_id,
            milliseconds(survey.sent),
            survey.order,
        )

    def name_survey(self, id: int, message_id: str) -> None:
        """The mail that asks has this Message-ID."""
        self._db.execute("UPDATE survey SET message_id = ? WHERE id = ?", message_id, id)

    def survey(self, id: int) -> Survey | None:
        """One survey."""
        found = self._db.row("SELECT * FROM survey WHERE id = ?", id)
        return None if found is None else _survey(found)

    def survey_asked_by(self, message_ids: tuple[str, ...]) -> Survey | None:
        """The newest whose mail is among these."""
        found = self._db.row(
            "SELECT s.* FROM json_each(?) AS x JOIN survey AS s ON s.message_id = x.value"
            " ORDER BY s.id DESC LIMIT 1",
            listed(message_ids),
        )
        return None if found is None else _survey(found)

    def rate(self, id: int, rating: int, comment: str, at: datetime) -> bool:
        """Keep the first rating; False where there is one already."""
        changed = self._db.execute(
            "UPDATE survey SET rating = ?, comment = ?, rated = ? WHERE id = ? AND rating IS NULL",
            rating,
            comment,
            milliseconds(at),
            id,
        )
        return changed.rowcount > 0

    def asked_since(self, contact: str, since: datetime) -> bool:
        """Whether the customer was asked since then, or not reached when she was asked ever."""
        return self._db.row(_ASKED, contact, milliseconds(since)) is not None

    def survey_came_back(self, message_id: str) -> None:
        """The mail that asks reached nobody: it counts as never sent."""
        self._db.execute(
            "UPDATE survey SET returned = 1 WHERE message_id = ? AND rating IS NULL", message_id
        )

    def surveys_between(self, since: datetime, until: datetime) -> tuple[SurveyFact, ...]:
        """Those sent in [since, until) that did not come back, the oldest first."""
        found = self._db.rows(
            "SELECT conversation_id, scale, sent, rating FROM survey"
            " WHERE sent >= ? AND sent < ? AND returned = 0 ORDER BY sent, id",
            milliseconds(since),
            milliseconds(until),
        )
        return tuple(
            SurveyFact(
                row["conversation_id"], Scale(row["scale"]), instant(row["sent"]), row["rating"]
            )
            for row in found
        )

    def ratings_in(self, conversation: int) -> tuple[Survey, ...]:
        """Those about a conversation, the oldest first."""
        found = self._db.rows(
            "SELECT * FROM survey WHERE conversation_id = ? ORDER BY id", conversation
        )
        return tuple(map(_survey, found))

    def to_survey(self, before: datetime, limit: int) -> tuple[tuple[int, str], ...]:
        """(conversation, address) of those closed after an answer, last written in before then.

        Only conversations that were never asked about and whose customer did not opt out.
        """
        last = milliseconds(before)
        found = self._db.rows(_TO_SURVEY, last - _OLDEST_MS, last, limit)
        pairs = ((int(row["id"]), str(row["email"])) for row in found)
        return tuple(pair for pair in pairs if not self.opted_out(pair[1].casefold()))

    def opt_out(self, contact: str, at: datetime) -> None:
        """The customer wants no surveys and no campaigns."""
        self._db.execute(
            "INSERT OR IGNORE INTO opted_out (contact, at) VALUES (?, ?)", contact, milliseconds(at)
        )

    def opted_out(self, contact: str) -> bool:
        """Whether the customer, by any of her addresses, wants none."""
        return self._db.row(_OUT, contact) is not None


def _survey(row: sqlite3.Row) -> Survey:
    return Survey(
        id=row["id"],
        conversation=row["conversation_id"],
        contact=row["contact"],
        scale=Scale(row["scale"]),
        message_id=row["message_id"],
        sent=instant(row["sent"]),
        rating=row["rating"],
        rated=None if row["rated"] is None else instant(row["rated"]),
        comment=row["comment"],
        order=row["order_id"],
    )
