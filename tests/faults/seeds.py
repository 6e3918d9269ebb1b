"""What is right, for the fuzzer to damage."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from importlib.resources import files

from tests.shop import Mail

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
HOURS = """
[hours]
mon = ["09:00-12:00", "13:00-18:00"]
holidays = "VN"
closed = ["2026-12-24"]

[targets]
complaint = "5 min"

[ring]
quiet = ["22:00-07:00"]
"""
SETTINGS = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "hello@shop.test"
imap = { host = "imap.shop.test", port = 993 }
smtp = { host = "smtp.shop.test" }
"""
BOUNCE = b"""\
From: MAILER-DAEMON@mx.test
To: hello@shop.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I could not deliver it to <jane@customers.test>: mailbox full (452 4.2.2).
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; jane@customers.test
Action: failed
Status: 4.2.2
Diagnostic-Code: smtp; 452 4.2.2 over quota

--b
Content-Type: text/rfc822-headers

From: hello@shop.test
Message-ID: <ours@shop.test>
--b--
"""


def mails() -> tuple[bytes, ...]:
    """Plain, quoted, with pages and files, in several charsets, returned ones."""
    return (
        Mail().raw(AT),
        Mail(
            sender="Антон Петров <anton@example.com>",
            subject="Re: Второй раз не тот размер!",
            body="Нет.\n\n> Здравствуйте, Антон\n> Какой?\n\n-- \nАнтон",
            id="1@example.com",
        ).raw(AT),
        _rich("utf-8"),
        _rich("windows-1251"),
        _rich("iso-2022-jp"),
        BOUNCE,
        BOUNCE.replace(b"\n", b"\r\n"),
    )


def _rich(charset: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Jane Roe <jane@example.com>", "hello@shop.test"
    mail["Subject"] = "Where is order #1042?"
    mail["Message-ID"], mail["References"] = "<2@example.com>", "<1@example.com> <0@example.com>"
    mail["Date"] = "Sat, 21 Nov 2026 09:00:00 +0700"
    mail.set_content(
        "Hello,\nwhere is it?\n\nOn Monday Lan wrote:\n> It has left.\n", charset=charset
    )
    page = "<p>Hello,<br>where <b>is</b> it?</p><blockquote>It has left.</blockquote>"
    mail.add_alternative(page, subtype="html", charset=charset)
    mail.add_attachment(b"\x89PNG" * 40, maintype="image", subtype="png", filename="shoe ô.png")
    inner = EmailMessage()
    inner["Subject"] = "Inside"
    inner.set_content("One more.")
    mail.add_attachment(inner)
    return mail.as_bytes()


def settings_texts() -> tuple[bytes, ...]:
    """The least, and more."""
    return SETTINGS.encode(), (SETTINGS + HOURS).encode()


def templates() -> tuple[bytes, ...]:
    """The starting set, as files."""
    found = []
    for language in ("en", "vi", "ru"):
        folder = files("shopdesk") / "starter" / language
        found += [one.read_bytes() for one in folder.iterdir() if one.name.endswith(".md")]
    loops = (
        b"{% for i in order.items %}{% if i > 1 %}{{ i | plus: 2 | money }}{% endif %}{% endfor %}"
    )
    return (*found, loops)
