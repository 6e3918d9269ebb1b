"""Dovecot's configuration file, in the form of 2.3 and in that of 2.4.

Sources: the "Rootless" page of the Dovecot 2.3 manual, and "Upgrading Dovecot CE from 2.3 to 2.4".
"""

from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.certs import Certificate
from tests.servers.ports import LOOPBACK


@dataclass(frozen=True)
class DovecotSettings:
    """What differs from one Dovecot to the next."""

    folder: Path
    """Everything of this server is below it: mail, users, sockets, log."""

    certificate: Certificate
    """What both IMAP ports show."""

    user: str
    """System user that owns the mail and runs every service."""

    group: str
    """Main group of `user`."""

    imap_port: int
    """Clear text until STARTTLS."""

    imaps_port: int
    """TLS from the first byte."""

    lmtp_port: int
    """Delivery without authentication."""

    auth_port: int
    """Dovecot's authentication protocol, which Postfix asks."""

    token_secret: bytes = field(default=b"", kw_only=True)
    """Tokens signed with it (JWT, HS256) let in, too; Dovecot 2.3 only. Empty: passwords only."""

    @property
    def passwords(self) -> Path:
        """A folder with one passwd-file for each user, named like the user.

        Dovecot looks at most once a second whether a file changed: in a common file, a new user
        might have to wait.
        """
        return self.folder / "passwords"

    @property
    def log(self) -> Path:
        """Where Dovecot writes its log."""
        return self.folder / "dovecot.log"


def render(settings: DovecotSettings, version: tuple[int, int]) -> str:
    """Return the text of dovecot.conf for Dovecot `version`, e.g. (2, 3)."""
    form = _form_24 if version >= (2, 4) else _form_23
    return form(settings) + _common(settings)


def _form_23(settings: DovecotSettings) -> str:
    mail = settings.folder / "mail"
    return f"""\
ssl_cert = <{settings.certificate.chain}
ssl_key = <{settings.certificate.key}
mail_location = maildir:{mail}/%u
passdb {{
  driver = passwd-file
  args = {settings.passwords}/%u
}}
userdb {{
  driver = static
  args = uid={settings.user} gid={settings.group} home={mail}/%u
}}
service imap-login {{
  service_count = 0
}}
{_tokens(settings)}"""


def _tokens(settings: DovecotSettings) -> str:
    if not settings.token_secret:
        return ""
    return f"""\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {settings.folder}/oauth2.conf
}}
"""


def render_tokens(settings: DovecotSettings) -> str:
    """Return the text of the file that says how tokens are checked."""
    return f"""\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={settings.folder}/keys/
username_attribute = email
"""


def _form_24(settings: DovecotSettings) -> str:
    mail = settings.folder / "mail"
    return f"""\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
ssl_server_cert_file = {settings.certificate.chain}
ssl_server_key_file = {settings.certificate.key}
mail_driver = maildir
mail_path = {mail}/%{{user}}
passdb passwd-file {{
  passwd_file_path = {settings.passwords}/%{{user}}
}}
userdb static {{
  fields {{
    uid = {settings.user}
    gid = {settings.group}
    home = {mail}/%{{user}}
  }}
}}
service imap-login {{
  restart_request_count = unlimited
}}
"""


def _common(settings: DovecotSettings) -> str:
    mailboxes = "".join(
        f"  mailbox {name} {{\n    auto = create\n    special_use = \\{name}\n  }}\n"
        for name in ("Drafts", "Junk", "Sent", "Trash")
    )
    # A login answered late, after failures from the same address, would only slow the tests:
    # hence no delay and no penalties.
    return f"""\
protocols = imap lmtp
listen = {LOOPBACK}
base_dir = {settings.folder}/run
state_dir = {settings.folder}/run
log_path = {settings.log}
default_login_user = {settings.user}
default_internal_user = {settings.user}
default_internal_group = {settings.group}
first_valid_uid = 1
ssl = yes
auth_mechanisms = plain login{" xoauth2 oauthbearer" if settings.token_secret else ""}
auth_failure_delay = 0
mail_max_userip_connections = 1000
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {settings.imap_port}
  }}
  inet_listener imaps {{
    port = {settings.imaps_port}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {settings.lmtp_port}
  }}
}}
service auth {{
  inet_listener sasl {{
    port = {settings.auth_port}
  }}
}}
"""
