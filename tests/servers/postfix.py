"""Postfix as a test server: submission with a password, and delivery into Dovecot's mailboxes."""

import grp
import os
import pwd
import shutil
import smtplib
import subprocess
import weakref
from pathlib import Path

from tests.servers.certs import Authority, Certificate
from tests.servers.dovecot import Dovecot
from tests.servers.home import date_back, new_home, program
from tests.servers.ports import LOOPBACK, closed, free_ports
from tests.servers.process import Daemon
from tests.servers.waiting import eventually

# What Postfix keeps in its queue folder, and who may enter (postfix-files of Postfix 3.7).
_QUEUE_MODES = {
    **dict.fromkeys(("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold"), 0o700),
    **dict.fromkeys(("incoming", "private", "saved", "trace"), 0o700),
    "maildrop": 0o730,
    "public": 0o710,
}


class Postfix:
    """A running Postfix for every domain that ends in `.test`.

    Its users are Dovecot's: they log in with the same password, and only their addresses are
    accepted as recipients. Mail to any other domain is refused, so none can leave the machine.
    """

    def __init__(
        self, authority: Authority, dovecot: Dovecot, certificate: Certificate | None = None
    ) -> None:
        """Start the server; it accepts mail on return.

        It shows `certificate` (a valid one unless told). Needs root, see `missing`. Raises
        AssertionError with its log if it does not start.
        """
        self.ca_pem = authority.ca_pem
        """What clients must trust."""
        self.submission_port, self.submissions_port = free_ports(2)
        """Clear text until STARTTLS, which must come before AUTH; and TLS from the first byte."""
        self._folder = new_home("postfix")
        self._remove = weakref.finalize(self, shutil.rmtree, self._folder, True)
        self._lay_out(dovecot, certificate or authority.issue())
        self._daemon = self._launch()

    def start(self) -> None:
        """Start again after `stop`: same ports, same queue."""
        self._daemon = self._launch()

    def stop(self) -> None:
        """Cut every client and end."""
        self._daemon.stop()
        ports = (self.submission_port, self.submissions_port)
        eventually(lambda: all(map(closed, ports)), "Postfix's end")

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop for good and remove everything."""
        self.stop()
        self._remove()

    def log(self) -> str:
        """Return what Postfix logged so far."""
        log = self._folder / "log"
        return log.read_text() if log.exists() else ""

    def _lay_out(self, dovecot: Dovecot, certificate: Certificate) -> None:
        etc = self._folder / "etc"
        etc.mkdir()
        (etc / "domains").write_text(r"/\.test$/ local" + "\n")
        (etc / "main.cf").write_text(_main_cf(self._folder, dovecot, certificate))
        (etc / "master.cf").write_text(_master_cf(self.submission_port, self.submissions_port))
        for file in etc.iterdir():
            date_back(file)
        _make_queue(self._folder / "queue")
        data = self._folder / "data"
        data.mkdir(0o700)
        shutil.chown(data, _setting("mail_owner"))

    def _launch(self) -> Daemon:
        # The `postfix` command would do the same after two seconds of checks.
        command = [f"{_setting('daemon_directory')}/master", "-c", str(self._folder / "etc")]
        daemon = Daemon(command, self._folder)
        try:
            eventually(
                lambda: not daemon.running or _greets(self.submission_port), "Postfix's greeting"
            )
            assert daemon.running
        except AssertionError:
            daemon.stop()
            raise AssertionError(f"Postfix: {daemon.output()}\n{self.log()}") from None
        return daemon


def missing() -> str | None:
    """Say why Postfix cannot run here, or return None."""
    if program("postfix") is None or program("postconf") is None:
        return "Postfix is not installed (Debian: apt-get install postfix)"
    if os.geteuid() != 0:
        return "Postfix starts as root only; run the tests as root"
    return None


def _setting(name: str) -> str:
    """Return what the installed Postfix has for a setting, apart from any configuration."""
    postconf = program("postconf")
    assert postconf, missing()
    done = subprocess.run(
        [postconf, "-dh", name], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.strip()


def _make_queue(queue: Path) -> None:
    owner = pwd.getpwnam(_setting("mail_owner")).pw_uid
    submitters = grp.getgrnam(_setting("setgid_group")).gr_gid
    queue.mkdir()
    (queue / "pid").mkdir()
    for name, mode in _QUEUE_MODES.items():
        folder = queue / name
        folder.mkdir()
        os.chown(folder, owner, submitters if mode & 0o070 else -1)
        folder.chmod(mode)


def _main_cf(folder: Path, dovecot: Dovecot, certificate: Certificate) -> str:
    # The smtpd processes start as root and read certificate and tables before they give that up.
    return f"""\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mx.shop.test
inet_interfaces = {LOOPBACK}
inet_protocols = ipv4
mynetworks =
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
biff = no
default_transport = error:mail to other domains stays here
virtual_mailbox_domains = regexp:{folder}/etc/domains
virtual_mailbox_maps = texthash:{dovecot.recipients}
virtual_transport = lmtp:inet:{LOOPBACK}:{dovecot.lmtp_port}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{LOOPBACK}:{dovecot.auth_port}
smtpd_tls_auth_only = yes
smtpd_tls_chain_files = {certificate.key}, {certificate.chain}
smtpd_client_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = reject_unauth_destination
smtpd_error_sleep_time = 0
message_size_limit = 104857600
"""


def _master_cf(submission_port: int, submissions_port: int) -> str:
    # max_use=1: a process that served one client ends, and the next reads the users anew.
    return f"""\
{LOOPBACK}:{submission_port} inet n - n - - smtpd
  -o max_use=1 -o smtpd_tls_security_level=encrypt
{LOOPBACK}:{submissions_port} inet n - n - - smtpd
  -o max_use=1 -o smtpd_tls_wrappermode=yes
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
"""


def _greets(port: int) -> bool:
    try:
        with smtplib.SMTP(LOOPBACK, port, local_hostname="localhost", timeout=10):
            return True
    except OSError:
        return False
