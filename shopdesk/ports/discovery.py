"""Finding the servers of a mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.shop.provider import Found, MailAddress


class Discovery(Protocol):
    """Knows providers, and asks the network for the others."""

    def find(self, address: MailAddress) -> Found:
        """How to reach the mailbox; a guess where nobody knows.

        Blocks for about ten seconds at most, whatever the network does; at once for a provider
        that is known. Raises `ConfigError` for a domain that cannot be one.
        """
        ...
