"""The account's folders, and the one for our copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shopdesk.adapters.imap.arguments import refuse_line_breaks
from shopdesk.adapters.imap.errors import address
from shopdesk.adapters.imap.sent import Listed, find_sent, prefix_of
from shopdesk.adapters.imap.uses import all_mail, searched
from shopdesk.adapters.imap.wire import Connection
from shopdesk.domain.errors import ServerRefused
from shopdesk.domain.shop.settings import MailboxSettings
from shopdesk.ports.mail import Haunt
from shopdesk.words import _

# Both put a copy of all that goes through their SMTP servers into Sent.
_GMAIL = "X-GM-EXT-1"
_MICROSOFT = ("outlook.com", "office365.com", "office.com", "hotmail.com", "live.com")
# The owner's choice in the account's settings, with either default.
_PERHAPS = (
    *("yandex.com", "yandex.ru", "yandex.net", "yandex.kz", "yandex.by", "ya.ru", "mail.ru"),
    *("zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca"),
    *("qq.com", "163.com", "126.com", "yeah.net", "aliyun.com", "fastmail.com", "gmx.net"),
)


class FolderList:
    """Asks the server once per connection; raises foreign errors and `ServerError`."""

    def __init__(self, connection: Connection, settings: MailboxSettings) -> None:
        self._connection = connection
        self._settings = settings
        self._listed: tuple[Listed, ...] | None = None

    def has(self, name: str) -> bool:
        """Whether the folder is there now."""
        self._listed = None
        return any(f.name == name and f.holds_mail for f in self._all())

    def sent(self) -> str | None:
        """The folder for our copies, None when there is none."""
        return find_sent(self._all(), self._prefix(), self._settings.sent)

    def sent_or_new(self) -> str:
        """The folder for our copies, made when the account has none.

        A folder that the owner names is not made: a slip of the pen would become a folder.
        """
        found = self.sent()
        if found is not None:
            return found
        if self._settings.sent is not None:
            raise ServerRefused(
                _(
                    "{server} has no folder {folder} for our copies. Correct `sent` in the "
                    "settings, or leave it out to have it found."
                ).format(server=address(self._settings.imap), folder=self._settings.sent)
            )
        name = f"{self._prefix()}Sent"
        self._connection.create_folder(name)
        self._listed = None
        return name

    def server_files_copies(self) -> bool:
        """Whether the provider puts a copy into Sent by itself."""
        return self._connection.offers(_GMAIL) or self._at(_MICROSOFT)

    def may_file_copies(self) -> bool:
        """Whether the provider lets owners choose that it does so, which shows only afterwards."""
        return self._at(_PERHAPS)

    def all_mail(self) -> str | None:
        """The folder that holds every mail, where there is one."""
        return all_mail(self._all())

    def searched(self) -> list[tuple[str, Haunt]]:
        """Where a mail may have been moved to, the likeliest first, as the account is now."""
        self._listed = None
        return [(f.name, what) for f, what in searched(self._all(), self._prefix())]

    def _at(self, domains: Sequence[str]) -> bool:
        host = self._settings.imap.host.lower().rstrip(".")
        return any(host == domain or host.endswith(f".{domain}") for domain in domains)

    def _all(self) -> tuple[Listed, ...]:
        if self._listed is None:
            refuse_line_breaks(self._settings.sent or "")
            found = _as_listed(self._connection.list_folders())
            if not any("\\sent" in f.flags for f in found) and self._tells_uses_when_asked():
                # a server may keep them to itself until then; Cyrus does
                found += _as_listed(self._connection.list_with_uses())
            self._listed = found
        return self._listed

    def _tells_uses_when_asked(self) -> bool:
        return self._connection.offers("SPECIAL-USE") and self._connection.offers("LIST-EXTENDED")

    def _prefix(self) -> str:
        if self._connection.offers("NAMESPACE"):
            personal = self._connection.namespace().personal
            if personal:
                return str(personal[0][0])
            return ""
        return prefix_of(self._all())


def _as_listed(folders: list[Any]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            name,
            (delimiter or b"").decode("ascii", "replace"),
            frozenset(f.decode("ascii", "replace").lower() for f in flags if isinstance(f, bytes)),
        )
        for flags, delimiter, name in folders
    )
