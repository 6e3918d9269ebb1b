"""Dovecot as a test server: IMAP by TLS and STARTTLS, LMTP, and authentication for Postfix."""

import base64
import contextlib
import datetime
import grp
import itertools
import os
import pwd
import re
import shutil
import smtplib
import socket
import subprocess
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from imapclient import IMAPClient

from tests.servers.certs import Authority, Certificate
from tests.servers.dovecot_config import DovecotSettings, render, render_tokens
from tests.servers.home import date_back, hand_over, new_home, program
from tests.servers.ports import LOOPBACK, closed, free_ports
from tests.servers.process import Daemon
from tests.servers.waiting import eventually


@dataclass(frozen=True)
class Account:
    """A mailbox on the server, and what opens it."""

    address: str
    """The mail address; it is the user name for IMAP and SMTP too."""

    password: str
    """In clear text."""


class Dovecot:
    """A running Dovecot, at first without users; everything in it is gone after `close`."""

    def __init__(
        self,
        authority: Authority,
        certificate: Certificate | None = None,
        run_as: str | None = None,
        token_secret: bytes = b"",
    ) -> None:
        """Start the server; it accepts logins on return.

        It shows `certificate` (a valid one unless told). `run_as` (needs root) names a system
        user to start it as, so without any privilege. With `token_secret` it takes tokens that
        are signed with it, besides passwords. Raises AssertionError with its log if it does not
        start.
        """
        self.ca_pem = authority.ca_pem
        """What clients must trust."""
        self._tls = authority.client_context()
        self._passwords: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._settings = replace(
            _settings(certificate or authority.issue(), run_as), token_secret=token_secret
        )
        self.imap_port = self._settings.imap_port
        """Clear text until STARTTLS."""
        self.imaps_port = self._settings.imaps_port
        """TLS from the first byte."""
        self.lmtp_port = self._settings.lmtp_port
        """Delivery without authentication."""
        self.auth_port = self._settings.auth_port
        """Where Postfix asks whether a password is right."""
        self.recipients = self._settings.folder / "recipients"
        """Every address that has a mailbox, as a texthash table of Postfix."""
        self._config = self._settings.folder / "dovecot.conf"
        self._remove = weakref.finalize(self, shutil.rmtree, self._settings.folder, True)
        # without it, root's Dovecot stays root where it needs to
        self._prefix = _as_user(self._settings) if run_as else []
        self._lay_out()
        self._daemon = self._launch()

    def start(self) -> None:
        """Start again after `stop`: same ports, same mail."""
        self._daemon = self._launch()

    def stop(self) -> None:
        """Say goodbye to every client and end; takes Dovecot a second."""
        self._daemon.stop()
        ports = (self.imap_port, self.imaps_port, self.lmtp_port, self.auth_port)
        eventually(lambda: all(map(closed, ports)), "Dovecot's end")

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop for good and remove everything."""
        self.stop()
        self._remove()

    @property
    def pid(self) -> int:
        """The process id of the master, whose process group holds all the others."""
        return self._daemon.pid

    def log(self) -> str:
        """Return what Dovecot logged so far."""
        log = self._settings.log
        return log.read_text() if log.exists() else ""

    def add_user(self, user: str, password: str) -> Account:
        """Give `user`, a mail address, an empty mailbox; it can log in at once."""
        known = user in self._passwords
        self._passwords[user] = password
        passwords = self._settings.passwords / user
        passwords.write_text(f"{user}:{{PLAIN}}{password}\n")
        # A name that stands in the table twice makes Postfix refuse every name in it.
        if not known:
            with self.recipients.open("a") as recipients:
                recipients.write(f"{user} mailbox\n")
            date_back(self.recipients)
        return Account(user, password)

    def new_account(self, domain: str = "shop.test") -> Account:
        """Add a user that no test had before."""
        return self.add_user(f"user{next(self._numbers)}@{domain}", "open sesame")

    @contextlib.contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """Open a connection of its own for `user`, logged in, by TLS; with aware datetimes."""
        with IMAPClient(LOOPBACK, self.imaps_port, ssl_context=self._tls, timeout=10) as client:
            client.normalise_times = False
            client.login(user, self._passwords[user])
            yield client

    def deliver(
        self,
        user: str,
        raw: bytes,
        internaldate: datetime.datetime | None = None,
        folder: str = "INBOX",
        flags: Sequence[str] = (),
    ) -> int:
        """Put one message into a folder and return its UID.

        `internaldate` (aware) is when the server received it, now by default.
        """
        with self.client(user) as client:
            answer: bytes = client.append(folder, raw, flags, internaldate)
        appended = re.search(rb"APPENDUID \d+ (\d+)", answer)
        assert appended, answer
        return int(appended[1])

    def lmtp(self, user: str, raw: bytes, sender: str = "customer@customers.test") -> None:
        """Hand one message over as a mail server in front would; it arrives in INBOX, now.

        Raises smtplib.SMTPRecipientsRefused for a user that does not exist.
        """
        with smtplib.LMTP(LOOPBACK, self.lmtp_port, local_hostname="localhost") as session:
            session.sendmail(sender, [user], raw)

    def kick(self, user: str) -> None:
        """Cut every connection of `user`, as an administrator would."""
        self._doveadm("kick", user)

    def change_uidvalidity(self, user: str, folder: str = "INBOX") -> int:
        """Make every UID known so far worthless; returns the new UIDVALIDITY.

        The mails stay. Clients that have the folder open are cut off.
        """
        with self.client(user) as client:
            old: int = client.folder_status(folder, "UIDVALIDITY")[b"UIDVALIDITY"]
        self._doveadm("mailbox", "update", "-u", user, "--uid-validity", str(old + 1), folder)
        return old + 1

    def _doveadm(self, *arguments: str) -> None:
        command = [*self._prefix, _required("doveadm"), "-c", str(self._config), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 0, done.stderr

    def _lay_out(self) -> None:
        self._config.write_text(render(self._settings, installed_version()))
        self.recipients.touch()
        date_back(self.recipients)
        self._settings.passwords.mkdir()
        if self._settings.token_secret:
            (self._settings.folder / "oauth2.conf").write_text(render_tokens(self._settings))
            key = self._settings.folder / "keys" / "default" / "HS256" / "default"
            key.parent.mkdir(parents=True)
            key.write_bytes(base64.b64encode(self._settings.token_secret))
        (self._settings.folder / "mail").mkdir()
        if os.geteuid() == 0:
            hand_over(self._settings.folder, self._settings.user, self._settings.group)

    def _launch(self) -> Daemon:
        command = [*self._prefix, _required("dovecot"), "-F", "-c", str(self._config)]
        daemon = Daemon(command, self._settings.folder)
        try:
            eventually(lambda: not daemon.running or _greets(self.imap_port), "Dovecot's greeting")
            assert daemon.running
        except AssertionError:
            daemon.stop()
            raise AssertionError(f"Dovecot: {daemon.output()}\n{self.log()}") from None
        return daemon


def missing() -> str | None:
    """Say why Dovecot cannot run here, or return None."""
    if program("dovecot") is None or program("doveadm") is None:
        return "Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)"
    return None


def installed_version() -> tuple[int, int]:
    """Return the first two numbers of Dovecot's version."""
    done = subprocess.run(
        [_required("dovecot"), "--version"], capture_output=True, text=True, timeout=30, check=True
    )
    major, minor = done.stdout.split(".")[:2]
    return int(major), int(minor)


def _required(name: str) -> str:
    found = program(name)
    assert found, missing()
    return found


def _settings(certificate: Certificate, run_as: str | None) -> DovecotSettings:
    own_user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    user = run_as or own_user
    home = new_home("dovecot")
    readable = Certificate(home / "tls.crt", home / "tls.key")
    shutil.copy(certificate.chain, readable.chain)
    shutil.copy(certificate.key, readable.key)
    return DovecotSettings(
        home, readable, user, grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name, *free_ports(4)
    )


def _as_user(settings: DovecotSettings) -> list[str]:
    return [
        "setpriv",
        f"--reuid={settings.user}",
        f"--regid={settings.group}",
        "--clear-groups",
        "--inh-caps=-all",
    ]


def _greets(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=10) as connection:
            return connection.recv(100).startswith(b"* OK")
    except OSError:
        return False
