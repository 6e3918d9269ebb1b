"""What people would use instead, where it is installed: how it is set up and started."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.place import Place

KEYS = Path("/usr/share/aerc/binds.conf")


def installed(*names: str) -> list[str]:
    """Those of them that are here."""
    return [name for name in names if shutil.which(name)]


def neomutt(place: Place, size: int, home: Path, *, cached: bool, poll_s: int = 600) -> list[str]:
    """With IDLE; `cached`: it keeps the headers between two starts."""
    account = place.account(size)
    url = f"imaps://localhost:{place.imaps}/"
    lines = [
        f'set imap_user="{account.address}"',
        f'set imap_pass="{account.password}"',
        f'set folder="{url}"',
        f'set spoolfile="{url}INBOX"',
        f'set ssl_ca_certificates_file="{place.ca}"',
        "set ssl_verify_dates=no",
        "set sort=reverse-date",
        "set imap_idle=yes",
        f"set timeout={poll_s}",
        f"set mail_check={poll_s}",
        "set beep=no",
        "set quit=yes",
    ]
    if cached:
        (home / "headers").mkdir(exist_ok=True)
        lines.append(f'set header_cache="{home}/headers"')
    config = home / "neomuttrc"
    config.write_text("\n".join(lines) + "\n")
    return ["neomutt", "-n", "-F", str(config)]


def aerc(place: Place, size: int, home: Path, *, cached: bool) -> list[str]:
    """With its own keys."""
    account = place.account(size)
    folder = home / ".config" / "aerc"
    folder.mkdir(parents=True, exist_ok=True)
    source = f"imaps://{quote(account.address)}:{account.password}@localhost:{place.imaps}"
    accounts = folder / "accounts.conf"
    accounts.write_text(
        f"[shop]\nsource = {source}\ndefault = INBOX\nfrom = Shop <{account.address}>\n"
        f"cache-headers = {str(cached).lower()}\n"
    )
    # it refuses a file with a password that others may read
    accounts.chmod(0o600)
    (folder / "aerc.conf").write_text('[ui]\nmouse-enabled=false\nspinner=""\n')
    if KEYS.exists():
        (folder / "binds.conf").write_text(KEYS.read_text())
    return ["aerc"]


def mbsync(place: Place, size: int, home: Path) -> list[str]:
    """Every mail into a Maildir."""
    account = place.account(size)
    (home / "mail").mkdir(exist_ok=True)
    config = home / "mbsyncrc"
    config.write_text(
        f"""\
IMAPAccount shop
Host localhost
Port {place.imaps}
User {account.address}
Pass {account.password}
SSLType IMAPS
CertificateFile {place.ca}
Timeout 0

IMAPStore far
Account shop

MaildirStore near
Path {home}/mail/
Inbox {home}/mail/INBOX

Channel shop
Far :far:
Near :near:
Patterns INBOX
Create Near
SyncState *
Sync All
"""
    )
    return ["mbsync", "-c", str(config), "-q", "shop"]


def notmuch(home: Path) -> tuple[list[str], dict[str, str]]:
    """Over what mbsync brought; its command, and what it wants in its environment."""
    config = home / "notmuch-config"
    config.write_text(
        f"[database]\npath={home}/mail\n[user]\nname=Shop\nprimary_email=hello@shop.test\n"
        "[new]\ntags=unread;inbox;\nignore=.mbsyncstate;.uidvalidity;.isyncuidmap.db\n"
        "[search]\nexclude_tags=\n"
    )
    return ["notmuch"], {"NOTMUCH_CONFIG": str(config)}
