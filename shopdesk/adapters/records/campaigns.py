"""Campaigns in the records."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.matter import Reason
from shopdesk.domain.moves.campaign import Campaign, CampaignMail, Reachable

_REACHABLE = """
SELECT u.id, u.email, u.name, max(c.id) AS conversation
FROM customer AS u JOIN conversation AS c ON c.customer_id = u.id
WHERE c.merged_into IS NULL AND u.email LIKE '%@%'
    AND (c.reason IS NULL OR c.reason = ?)
    AND EXISTS (SELECT 1 FROM message AS m WHERE m.conversation_id = c.id AND m.outgoing = 0
        AND m.automatic IS NULL)
GROUP BY u.id ORDER BY u.id
"""
_CAMPAIGNS = """
SELECT c.*, count(m.number) AS mails, count(m.queued) AS sent, sum(m.left_out) AS out
FROM campaign AS c LEFT JOIN campaign_mail AS m ON m.campaign_id = c.id
GROUP BY c.id ORDER BY c.id
"""
_MAIL = """
SELECT m.*, c.template, c.pool, c.begun FROM campaign_mail AS m
JOIN campaign AS c ON c.id = m.campaign_id
"""
_DUE = f"""{_MAIL}
WHERE m.queued IS NULL AND m.left_out = 0 AND c.stopped IS NULL ORDER BY m.number LIMIT ?
"""


class Campaigns(Section):
    """The records' methods about campaigns."""

    def reachable(self) -> tuple[Reachable, ...]:
        """Every customer who has written, with the newest conversation; spam left out."""
        found = self._db.rows(_REACHABLE, Reason.HANDLED_ELSEWHERE)
        return tuple(
            Reachable(
                row["id"], folded(row["email"]), row["email"], row["name"], row["conversation"]
            )
            for row in found
        )

    def add_campaign(
        self, title: str, template: str, pool: str, to: Sequence[Reachable], at: datetime
    ) -> int:
        """A new one, and a line for everybody it goes to; its number."""
        with self._db.transaction():
            id = self._db.insert(
                "INSERT INTO campaign (title, template, pool, begun) VALUES (?, ?, ?, ?)",
                title,
                template,
                pool,
                milliseconds(at),
            )
            for one in to:
                self._db.execute(
                    "INSERT OR IGNORE INTO campaign_mail (campaign_id, contact, conversation_id)"
                    " VALUES (?, ?, ?)",
                    id,
                    one.contact,
                    one.conversation,
                )
        return id

    def campaigns(self) -> tuple[Campaign, ...]:
        """All, the oldest first."""
        return tuple(
            Campaign(
                id=row["id"],
                title=row["title"],
                template=row["template"],
                pool=row["pool"],
                begun=instant(row["begun"]),
                stopped=None if row["stopped"] is None else instant(row["stopped"]),
                mails=row["mails"],
                queued=row["sent"],
                left_out=row["out"] or 0,
            )
            for row in self._db.rows(_CAMPAIGNS)
        )

    def stop_campaign(self, id: int, at: datetime) -> None:
        """Nothing more of it is written."""
        self._db.execute(
            "UPDATE campaign SET stopped = ? WHERE id = ? AND stopped IS NULL", milliseconds(at), id
        )

    def campaign_due(self, limit: int) -> tuple[CampaignMail, ...]:
        """What is still to be written, of those that were not stopped."""
        return tuple(map(_mail, self._db.rows(_DUE, limit)))

    def campaign_mail(self, number: int) -> CampaignMail | None:
        """One mail."""
        found = self._db.row(f"{_MAIL} WHERE m.number = ?", number)
        return None if found is None else _mail(found)

    def campaign_queued(self, number: int, outbox: int, code: str | None, at: datetime) -> None:
        """It is in the outbox."""
        self._db.execute(
            "UPDATE campaign_mail SET outbox_id = ?, code = ?, queued = ? WHERE number = ?",
            outbox,
            code,
            milliseconds(at),
            number,
        )

    def campaign_left_out(self, number: int) -> None:
        """It is not to be written after all."""
        self._db.execute("UPDATE campaign_mail SET left_out = 1 WHERE number = ?", number)

    def campaign_mails_since(self, at: datetime) -> int:
        """How many were put into the outbox since then."""
        return self._db.number(
            "SELECT count(*) FROM campaign_mail WHERE queued IS NOT NULL AND queued > ?",
            milliseconds(at),
        )


def _mail(row: sqlite3.Row) -> CampaignMail:
    return CampaignMail(
        number=row["number"],
        campaign=row["campaign_id"],
        template=row["template"],
        pool=row["pool"],
        contact=row["contact"],
        conversation=row["conversation_id"],
        queued=instant(row["queued"] if row["queued"] is not None else row["begun"]),
    )
