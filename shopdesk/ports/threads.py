"""The records' part that knows which mails belong together, and what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch
    from shopdesk.domain.clock.wait import KeptWait
    from shopdesk.domain.deeds import Deed
    from shopdesk.domain.mail.conversation import Category, Filed, FiledMessage
    from shopdesk.domain.mail.message import Address, Automatic
    from shopdesk.domain.mail.threading import Lead


class ThreadRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    # how mails find their conversation

    def leads(
        self, mailbox: str, ids: Sequence[str], tokens: Sequence[str] = ()
    ) -> tuple[Lead, ...]:
        """Where these Message-IDs, and the ids of ours that begin with these tokens, lead."""
        ...

    def about_order(
        self,
        mailbox: str,
        contact: str,
        numbers: Sequence[str],
        since: datetime,
        until: datetime,
    ) -> tuple[int, ...]:
        """Conversations in which the contact named one of the orders in the span, newest first."""
        ...

    def loose(self, mailbox: str, ids: Sequence[str]) -> tuple[FiledMessage, ...]:
        """Answers made elsewhere, of no conversation yet, that bear or name one of these ids."""
        ...

    def answers_with(self, mailbox: str, ids: Sequence[str]) -> tuple[FiledMessage, ...]:
        """Answers of ours, within a conversation, that bear one of these Message-IDs."""
        ...

    # messages

    def filed(self, limit: int) -> tuple[Filed, ...]:
        """The automatic mail received last, the newest first."""
        ...

    def mail(self, message: int) -> Filed:
        """One mail; raises `RecordsError` when there is none."""
        ...

    def set_automatic(self, message: int, kind: Automatic | None, reason: str) -> None:
        """What kind of automatic mail it is; None for a person's."""
        ...

    def set_bounced(self, message: int, why: str) -> None:
        """This answer of ours was not delivered."""
        ...

    def put_into(
        self,
        conversation: int,
        message: int,
        *,
        contact: Address | None = None,
        order_numbers: Sequence[str] = (),
    ) -> None:
        """A message of no conversation belongs there from now on, and its ids lead there."""
        ...

    # conversations

    def set_category(self, conversation: int, category: Category, why: str) -> None:
        """What it is about, and the reason to think so."""
        ...

    def present(self, conversation: int) -> int:
        """The conversation that this one is part of by now: mostly itself."""
        ...

    def holding(self, message: int) -> int | None:
        """The conversation that the message belongs to by now."""
        ...

    def merged(self, conversation: int, into: int | None) -> None:
        """It is part of another one from now on; None: it is one of its own again."""
        ...

    def transfer(
        self,
        source: int,
        target: int,
        *,
        messages: Sequence[int],
        waits: Sequence[int],
        dispatches: Sequence[int],
    ) -> None:
        """Move these, unaltered, and let Message-IDs lead to where their messages are."""
        ...

    def waits_of(self, conversation: int) -> tuple[KeptWait, ...]:
        """Its waits, those that have ended too, by their beginning."""
        ...

    def dispatches_of(self, conversation: int) -> tuple[Dispatch, ...]:
        """Its replies in the outbox, in any stage, oldest first."""
        ...

    def apart(self, conversation: int) -> frozenset[int]:
        """The conversations that no mail joins it with by itself."""
        ...

    def keep_apart(self, one: int, other: int, *, apart: bool) -> None:
        """Whether no mail joins these two by itself."""
        ...

    # what can be taken back

    def note_deed(self, deed: Deed) -> int:
        """Remember a change; returns its number."""
        ...

    def deed(self, id: int) -> Deed:
        """One change; raises `RecordsError` when there is none."""
        ...

    def deeds_since(self, id: int) -> tuple[Deed, ...]:
        """Later changes that were not taken back, the newest first."""
        ...

    def deed_undone(self, id: int) -> None:
        """It was taken back."""
        ...
