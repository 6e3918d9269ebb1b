"""Replies on their way out, and drafts."""

from __future__ import annotations

import json
from datetime import datetime

from shopdesk.adapters.records import plays, rows
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds, packed
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.outbox import NEXT, Dispatch
from shopdesk.domain.answer.reply import Kept
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.addresses import folded
from shopdesk.words import _

_QUEUE = """
INSERT INTO outbox (
    conversation_id, mailbox_id, message_id, sender, recipients, answers, template, stage, due,
    created, attempts, trouble, raw, after
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?)
"""


class Outbox(Section):
    """The records' methods about replies."""

    def queue(self, dispatch: Dispatch, template: str, *, at: datetime | None = None) -> int:
        """Put a finished reply on disk, written at `at`; returns its number."""
        with self._db.transaction():
            mailbox = self._mailbox(dispatch.mailbox)
            number = self._db.insert(
                _QUEUE,
                dispatch.conversation,
                mailbox,
                dispatch.message_id,
                dispatch.sender,
                listed(dispatch.recipients),
                listed(dispatch.answers),
                template,
                Stage.QUEUED,
                milliseconds(dispatch.due),
                None if at is None else milliseconds(at),
                packed(dispatch.raw),
                rows.after_text(dispatch.after),
            )
            # A bounce, or an answer to a reply that went out unnoticed, names nothing else.
            self._lead_to(mailbox, dispatch.conversation, dispatch.message_id)
        return number

    def dispatch(self, id: int) -> Dispatch:
        """One reply; raises `RecordsError` when there is none."""
        row = self._db.row(
            """
            SELECT o.*, b.address FROM outbox AS o JOIN mailbox AS b ON b.id = o.mailbox_id
            WHERE o.id = ?
            """,
            id,
        )
        if row is None:
            raise RecordsError(_("There is no reply {number} in the outbox.").format(number=id))
        return rows.dispatch(row)

    def advance(
        self,
        id: int,
        stage: Stage,
        *,
        due: datetime | None = None,
        trouble: str = "",
        at: datetime | None = None,
    ) -> None:
        """One step of the state machine; an impossible one raises `RecordsError`.

        A step out of `queued` towards the server counts an attempt; `at` is kept for the step to
        `accepted`.
        """
        with self._db.transaction():
            now = self.dispatch(id).stage
            if stage not in NEXT[now]:
                raise RecordsError(
                    _("Reply {number} is {now} and cannot become {next}.").format(
                        number=id, now=now, next=stage
                    )
                )
            self._db.execute(
                """
                UPDATE outbox SET stage = ?, due = coalesce(?, due), trouble = ?,
                    attempts = attempts + ?, accepted = coalesce(?, accepted) WHERE id = ?
                """,
                stage,
                None if due is None else milliseconds(due),
                trouble,
                now is Stage.QUEUED and stage in (Stage.CALLING, Stage.SENDING),
                milliseconds(at) if at is not None and stage is Stage.ACCEPTED else None,
                id,
            )

    def sent_by_us(self, mailbox: str, message_id: str) -> bool:
        """Whether a Message-ID is of a reply from our own outbox."""
        return (
            self._db.row(
                """
                SELECT 1 FROM outbox
                WHERE mailbox_id = (SELECT id FROM mailbox WHERE key = ?) AND message_id = ?
                """,
                folded(mailbox),
                message_id,
            )
            is not None
        )

    def dispatch_named(self, mailbox: str, message_id: str) -> Dispatch | None:
        """The reply from our own outbox with this Message-ID."""
        row = self._db.row(
            """
            SELECT o.*, b.address FROM outbox AS o JOIN mailbox AS b ON b.id = o.mailbox_id
            WHERE b.key = ? AND o.message_id = ?
            """,
            folded(mailbox),
            message_id,
        )
        return None if row is None else rows.dispatch(row)

    def save_draft(self, conversation: int, kept: Kept | None) -> None:
        """Keep what the composer holds; None forgets it."""
        if kept is None:
            self._db.execute("DELETE FROM draft WHERE conversation_id = ?", conversation)
            return
        self._db.execute(
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)",
            conversation,
            kept.body,
            kept.template,
            kept.subject,
            json.dumps(
                {
                    "to": kept.to,
                    "cc": kept.cc,
                    "files": kept.files,
                    "after": rows.after_text(kept.after),
                },
                ensure_ascii=False,
            ),
        )

    def draft(self, conversation: int) -> Kept | None:
        """What was kept."""
        row = self._db.row("SELECT * FROM draft WHERE conversation_id = ?", conversation)
        if row is None:
            return None
        headers = json.loads(row["headers"])
        # before a draft kept all of what happens after it, it kept what goes with it
        after = After(play=plays.read(headers.pop("play", None)))
        if (text := headers.pop("after", None)) is not None:
            after = rows.after_of(text)
        lists = {name: tuple(values) for name, values in headers.items()}
        return Kept(row["body"], row["template"], row["subject"], after=after, **lists)
