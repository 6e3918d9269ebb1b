"""The records' part that keeps what the owner taught."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.triage import Correction, SenderRule


class LessonRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def sender_rules(self, keys: Sequence[str] | None = None) -> tuple[SenderRule, ...]:
        """What is known of these senders and lists, as `triage.rule_keys` names them; or of all."""
        ...

    def add_sender_rule(self, rule: SenderRule, at: datetime) -> None:
        """Remember it from now on, instead of an earlier one for the same key.

        Raises `RecordsError` for a rule that is for nobody.
        """
        ...

    def drop_sender_rule(self, key: str) -> None:
        """Forget it: for undo. Harmless when there is none."""
        ...

    def corrections(self, limit: int) -> tuple[Correction, ...]:
        """What conversations were said to be about: the newest ones, the oldest of them first."""
        ...

    def add_correction(self, conversation: int, correction: Correction, at: datetime) -> None:
        """Remember what this conversation is about, instead of what was said of it before."""
        ...

    def drop_correction(self, conversation: int) -> None:
        """Forget it: for undo. Harmless when there is none."""
        ...
