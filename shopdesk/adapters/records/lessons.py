"""What the owner taught: rules for senders, and what conversations are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from shopdesk.adapters.records.conversations import no_conversation
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.matter import Category
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.triage import Correction, SenderRule
from shopdesk.words import _

_NEWEST = """
SELECT category, words FROM (
    SELECT * FROM correction ORDER BY decided DESC, conversation_id DESC LIMIT ?
) ORDER BY decided, conversation_id
"""


class Lessons(Section):
    """The records' methods about what was taught."""

    def sender_rules(self, keys: Sequence[str] | None = None) -> tuple[SenderRule, ...]:
        """What is known of these senders and lists, as `triage.rule_keys` names them; or of all."""
        if keys is None:
            found = self._db.rows("SELECT key, kind FROM sender_rule ORDER BY key")
        else:
            found = self._db.rows(
                """
                SELECT key, kind FROM sender_rule
                WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key
                """,
                listed([folded(key) for key in keys]),
            )
        return tuple(
            SenderRule(row["key"], None if row["kind"] is None else Automatic(row["kind"]))
            for row in found
        )

    def add_sender_rule(self, rule: SenderRule, at: datetime) -> None:
        """Remember it from now on, instead of an earlier one for the same key.

        Raises `RecordsError` for a rule that is for nobody.
        """
        if not (key := folded(rule.key)):
            raise RecordsError(_("The mail names no sender to remember."))
        self._db.execute(
            "INSERT OR REPLACE INTO sender_rule VALUES (?, ?, ?)", key, rule.kind, milliseconds(at)
        )

    def drop_sender_rule(self, key: str) -> None:
        """Forget it: for undo. Harmless when there is none."""
        self._db.execute("DELETE FROM sender_rule WHERE key = ?", folded(key))

    def corrections(self, limit: int) -> tuple[Correction, ...]:
        """What conversations were said to be about: the newest ones, the oldest of them first."""
        return tuple(
            Correction(tuple(json.loads(row["words"])), Category(row["category"]))
            for row in self._db.rows(_NEWEST, limit)
        )

    def add_correction(self, conversation: int, correction: Correction, at: datetime) -> None:
        """Remember what this conversation is about, instead of what was said of it before."""
        with self._db.transaction():
            if self._db.row("SELECT id FROM conversation WHERE id = ?", conversation) is None:
                raise no_conversation(conversation)
            self._db.execute(
                "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?)",
                conversation,
                correction.category,
                json.dumps(correction.words, ensure_ascii=False, separators=(",", ":")),
                milliseconds(at),
            )

    def drop_correction(self, conversation: int) -> None:
        """Forget it: for undo. Harmless when there is none."""
        self._db.execute("DELETE FROM correction WHERE conversation_id = ?", conversation)
