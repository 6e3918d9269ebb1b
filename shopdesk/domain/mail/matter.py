"""What a conversation is about, whose turn it is, and why it ended."""

from __future__ import annotations

from enum import StrEnum

from shopdesk.words import _


class Status(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def said(self) -> str:
        """In the owner's language; `open` alone is what a key does."""
        return _("still open") if self is Status.OPEN else _(self.value)


class Category(StrEnum):
    """What a customer writes about."""

    PRE_SALE = "pre-sale"
    ORDER = "order"
    DELIVERY = "delivery"
    RETURN = "return"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    OTHER = "other"


class Reason(StrEnum):
    """Why a conversation was dismissed without an answer."""

    NOT_A_CUSTOMER = "not a customer"
    HANDLED_ELSEWHERE = "handled elsewhere"
    SPAM = "spam"
