"""What setting up needs of the machine, and of the mail servers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.shop.oauth import OAuthClient
    from shopdesk.domain.shop.settings import MailboxSettings, PasswordSource


@dataclass(frozen=True, slots=True)
class Guest:
    """What the machine tells of its owner."""

    owner: str
    """As the system calls her; may be empty."""
    language: str
    """One that the desk speaks."""
    country: str
    """ISO 3166; may be empty."""
    zone: str
    """IANA name; UTC where it is not told."""


class Locality(Protocol):
    """Where the machine stands."""

    def guest(self) -> Guest:
        """What can be known; never raises."""
        ...

    def currency(self, country: str) -> str:
        """ISO 4217 code of a country's money; empty where it is not known."""
        ...


class Vault(Protocol):
    """Puts secrets away."""

    def keyring(self) -> str:
        """The keyring's name; empty where there is none."""
        ...

    def keep(self, address: str, source: PasswordSource, secret: str) -> Callable[[], None]:
        """Put a password into the keyring or the file; what to call to take that back.

        Raises `SecretMissing` where that cannot be done.
        """
        ...

    def keep_token(self, address: str, client: OAuthClient, token: str) -> None:
        """Put a refresh token away."""
        ...

    def secret(self, box: MailboxSettings) -> Callable[[], str]:
        """What to call for the mailbox's password or token, as it is kept now."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """How a server took us."""

    trouble: str = ""
    """What failed and how to mend it; empty when we were let in."""
    mails: int = 0
    """How many lie in INBOX."""

    @property
    def well(self) -> bool:
        """Whether we were let in."""
        return not self.trouble


class MailTrial(Protocol):
    """Signs in and changes nothing. Both block, and never raise `ServerError`."""

    def imap(self, box: MailboxSettings, secret: Callable[[], str]) -> Trial:
        """Where mail is read."""
        ...

    def smtp(self, box: MailboxSettings, secret: Callable[[], str]) -> Trial:
        """Where answers go out."""
        ...
