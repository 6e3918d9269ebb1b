"""Puts many mails into a mailbox at once; a process of its own, so that it costs nobody's time.

python -m tests.faults.deliver PORT ADDRESS COUNT
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from imapclient import IMAPClient

from tests.faults.premises import PASSWORD_IN
from tests.servers.ports import LOOPBACK

AT_ONCE = 250
MAIL = """\
From: Customer {n} <b{n}@customers.test>\r
To: {to}\r
Subject: Burst {n}\r
Message-ID: <burst.{n}@customers.test>\r
Date: Sat, 21 Nov 2026 09:00:00 +0700\r
\r
Hello, where is my order #{order}? I wait for the shoes.\r
"""


def main(port: int, to: str, count: int) -> None:
    """By MULTIAPPEND: a few hundred appear in the same moment."""
    with IMAPClient(LOOPBACK, port, ssl=False) as client:
        client.login(to, os.environ[PASSWORD_IN])
        for first in range(0, count, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, count))
            mails = [MAIL.format(n=n, to=to, order=4000 + n).encode() for n in numbers]
            now = datetime.now(UTC)
            client.multiappend("INBOX", [{"msg": mail, "date": now} for mail in mails])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
