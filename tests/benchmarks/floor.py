"""What the protocol itself costs, by the standard library alone: run as a program.

    floor.py WHAT PORT CA USER PASSWORD [ARGUMENT]

window    the newest 45 headers: the least that a first screen needs
bodies    every mail's bytes, thrown away
changes   SELECT with QRESYNC from ARGUMENT (UIDVALIDITY:MODSEQ): nothing new, as cheaply as it goes
state     print what `changes` wants
search    the server's own search for the text ARGUMENT
idle      print READY, then the subject of each mail that comes
"""

from __future__ import annotations

import imaplib
import re
import ssl
import sys

BATCH = 500
imaplib._MAXLINE = 100_000_000  # type: ignore[attr-defined]


def main(what: str, port: str, ca: str, user: str, password: str, argument: str = "") -> None:
    """Do it and sign out."""
    trust = ssl.create_default_context(cafile=ca)
    server = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=trust)
    server.login(user, password)
    {
        "window": window,
        "bodies": bodies,
        "changes": changes,
        "state": state,
        "search": search,
        "idle": idle,
    }[what](server, argument)
    server.logout()


def window(server: imaplib.IMAP4, _argument: str) -> None:
    """The newest 45."""
    total = int(server.select("INBOX", readonly=True)[1][0] or 0)
    found = server.fetch(f"{max(total - 44, 1)}:*", "(UID FLAGS INTERNALDATE ENVELOPE)")[1]
    print(len(found))


def bodies(server: imaplib.IMAP4, _argument: str) -> None:
    """In batches, so that they need not be held."""
    total = int(server.select("INBOX", readonly=True)[1][0] or 0)
    size = 0
    for first in range(1, total + 1, BATCH):
        found = server.fetch(f"{first}:{first + BATCH - 1}", "(BODY.PEEK[])")[1]
        size += sum(len(part[1]) for part in found if isinstance(part, tuple))
    print(total, size)


def state(server: imaplib.IMAP4, _argument: str) -> None:
    """UIDVALIDITY:MODSEQ."""
    server.enable("CONDSTORE")
    server.select("INBOX", readonly=True)
    told = [server.response(name)[1][0] for name in ("UIDVALIDITY", "HIGHESTMODSEQ")]
    print(":".join(value.decode() for value in told if value))


def changes(server: imaplib.IMAP4, argument: str) -> None:
    """What changed since then."""
    server.enable("QRESYNC")
    since = argument.replace(":", " ")
    # imaplib has no word for it
    server._simple_command("SELECT", "INBOX", f"(QRESYNC ({since}))")
    server.state = "SELECTED"


def search(server: imaplib.IMAP4, argument: str) -> None:
    """In the bodies."""
    server.select("INBOX", readonly=True)
    print(len(server.search(None, "BODY", argument)[1][0].split()))


def idle(server: imaplib.IMAP4, _argument: str) -> None:
    """RFC 2177 by hand."""
    total = int(server.select("INBOX", readonly=True)[1][0] or 0)
    print("READY", flush=True)
    while True:
        server.send(b"x IDLE\r\n")
        while not (grown := re.match(rb"\* (\d+) EXISTS", server.readline())):
            pass
        server.send(b"DONE\r\n")
        while not server.readline().startswith(b"x "):
            pass
        for number in range(total + 1, int(grown[1]) + 1):
            found = server.fetch(str(number), "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
            print(b"".join(part[1] for part in found if isinstance(part, tuple)), flush=True)
        total = int(grown[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
