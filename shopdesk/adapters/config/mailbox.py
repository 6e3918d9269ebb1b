"""A `[[mailbox]]` table of the settings file."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.adapters.config.oauth import client_for
from shopdesk.adapters.tls import loopback
from shopdesk.domain.shop.settings import (
    Auth,
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
)
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader
    from shopdesk.domain.shop.oauth import OAuthClient

# loose on purpose, as names are in use that the standard forbids: only what breaks a header or a
# command is kept out
_ATOM = r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f-\x9f]+"
_ADDRESS = re.compile(f"{_ATOM}@{_ATOM}")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_HOST = 253
_PORTS = range(1, 65536)

_IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
_SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 587}


def read_mailbox(
    table: Reader, folder: Path, clients: Mapping[str, OAuthClient]
) -> MailboxSettings:
    """The mailbox in the table; mistakes go to its `problems`. `folder` holds the settings file.

    `clients` are those of `[oauth]`.
    """
    address = table.text("address", _address(), _ADDRESS.fullmatch)
    aliases = table.texts("addresses", _("a list of mail addresses"), _ADDRESS.fullmatch)
    folders = table.texts("folders", _("a list of folder names"), _is_folder, default=("INBOX",))
    sent = table.text("sent", _("a folder name"), _is_folder, default="")
    auth = Auth(table.choice("auth", [auth.value for auth in Auth], Auth.PASSWORD))
    imap = _server(table.table("imap", needed=True), _IMAP_PORTS, address, auth)
    mailbox = MailboxSettings(
        address=address,
        aliases=aliases,
        folders=folders,
        sent=sent or None,
        imap=imap,
        smtp=_server(table.table("smtp", needed=True), _SMTP_PORTS, address, auth),
        password=_password(table, folder),
        ca_file=_ca_file(table, folder),
        oauth=client_for(table, auth, imap.host, clients),
    )
    table.finish()
    return mailbox


def _server(table: Reader, ports: Mapping[Security, int], address: str, auth: Auth) -> Server:
    host = table.text("host", _("a host name without port, such as imap.example.com"), _is_host)
    named = Security.TLS.value, Security.STARTTLS.value
    choices = (*named, Security.NONE.value) if loopback(host) else named
    security = Security(table.choice("security", choices, Security.TLS))
    server = Server(
        host=host,
        port=table.number("port", _PORTS, ports[security]),
        security=security,
        user=table.text("user", _("a user name in one line"), _one_line, default=address),
        auth=auth,
    )
    table.finish()
    return server


def _password(table: Reader, folder: Path) -> PasswordSource:
    command = table.text(
        "password_command", _("a command line"), _one_line, default="", shown=False
    )
    # not shown: it may be the password itself, put under the wrong key
    variable = table.text(
        "password_env",
        _("the name of an environment variable"),
        _VARIABLE.fullmatch,
        default="",
        shown=False,
    )
    file = table.text("password_file", _("a path"), _one_line, default="", shown=False)
    if sum(map(bool, (command, variable, file))) > 1:
        table.note(
            _(
                "{key}: `password_command`, `password_env` and `password_file` exclude each other; "
                "keep one."
            ),
            key=table.name("password_command"),
        )
    if command:
        return PasswordSource(PasswordFrom.COMMAND, command)
    if variable:
        return PasswordSource(PasswordFrom.ENVIRONMENT, variable)
    if file:
        return PasswordSource(PasswordFrom.FILE, str(folder / Path(file).expanduser()))
    return PasswordSource(PasswordFrom.KEYRING)


def _ca_file(table: Reader, folder: Path) -> str | None:
    name = table.text("ca_file", _("the path of a PEM file"), _one_line, default="")
    if not name:
        return None
    path = folder / Path(name).expanduser()
    if not path.is_file():
        table.wrong("ca_file", name, _("the path of a PEM file that exists"))
    return str(path)


def _address() -> str:
    return _('a mail address such as "hello@shop.example"')


def _is_host(text: str) -> bool:
    if len(text) > _LONGEST_HOST:
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return _HOST.fullmatch(text) is not None
    return True


def _is_folder(text: str) -> bool:
    return bool(text) and text.isprintable()


def _one_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
