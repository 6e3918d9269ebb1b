"""The port `Vault`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from shopdesk.adapters.oauth.keeping import TokenKeeper
from shopdesk.adapters.secrets import keeping as secret_keeping
from shopdesk.adapters.secrets.password import secret_of
from shopdesk.domain.errors import SecretMissing
from shopdesk.domain.shop.oauth import OAuthClient
from shopdesk.domain.shop.settings import MailboxSettings, PasswordFrom, PasswordSource
from shopdesk.words import _


class SystemVault:
    """The system's keyring, or a file of mode 0600."""

    def keyring(self) -> str:
        """Its name."""
        return secret_keeping.keyring_name()

    def keep(self, address: str, source: PasswordSource, secret: str) -> Callable[[], None]:
        """What was there before comes back when that is taken back."""
        if source.kind is PasswordFrom.FILE:
            path = Path(source.value)
            before = path.read_text("utf-8") if path.is_file() else None
            secret_keeping.in_file(path, secret)
            if before is None:
                return partial(path.unlink, missing_ok=True)
            return partial(secret_keeping.in_file, path, before.removesuffix("\n"))
        old = secret_keeping.out_of_keyring(address)
        if not secret_keeping.in_keyring(address, secret):
            raise SecretMissing(
                _(
                    "The keyring did not take the password for {address}. Unlock it and try again, "
                    "or choose another place for it."
                ).format(address=address)
            )
        return partial(_back_in_keyring, address, old)

    def keep_token(self, address: str, client: OAuthClient, token: str) -> None:
        """In the keyring, else in the profile."""
        TokenKeeper(client.tokens).keep(address, token)

    def secret(self, box: MailboxSettings) -> Callable[[], str]:
        """As it is kept now."""
        return secret_of(box)


def _back_in_keyring(address: str, secret: str) -> None:
    if secret:
        secret_keeping.in_keyring(address, secret)
    else:
        secret_keeping.forget(address)
