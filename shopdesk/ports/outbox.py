"""Replies on their way out, and drafts, in the records."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch, Stage
    from shopdesk.domain.answer.reply import Kept


class OutboxRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def queue(self, dispatch: Dispatch, template: str, *, at: datetime | None = None) -> int:
        """Put a finished reply on disk, written at `at`; returns its number."""
        ...

    def dispatch(self, id: int) -> Dispatch:
        """One reply; raises `RecordsError` when there is none."""
        ...

    def dispatch_named(self, mailbox: str, message_id: str) -> Dispatch | None:
        """The reply from our own outbox with this Message-ID."""
        ...

    def dispatches(self, *stages: Stage) -> tuple[Dispatch, ...]:
        """Those in one of the stages, oldest first."""
        ...

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
        ...

    def save_draft(self, conversation: int, kept: Kept | None) -> None:
        """Keep what the composer holds; None forgets it."""
        ...

    def draft(self, conversation: int) -> Kept | None:
        """What was kept."""
        ...
