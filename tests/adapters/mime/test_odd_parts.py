"""Parts that are neither plain text, nor HTML, nor a file as it should be."""

from __future__ import annotations

import binascii
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime import MimeReader
from shopdesk.adapters.mime.calendar import one_liners
from shopdesk.adapters.mime.flowed import unflowed
from shopdesk.domain.mail.message import Message

HEAD = "From: a@b.example\nSubject: hello\n"


def raw_of(text: str) -> bytes:
    """A mail as it is sent."""
    return text.replace("\n", "\r\n").encode()


def read(text: str) -> Message:
    """The message of a mail written with `\\n` line ends."""
    return MimeReader().read(raw_of(text))


def mixed(*parts: str) -> str:
    """A mail of several parts, each with its header."""
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n{body}--x--\n"


@pytest.mark.parametrize(
    ("text", "delsp", "expected"),
    [
        ("one \ntwo\nthree", False, "one two\nthree"),
        ("one \ntwo", True, "onetwo"),
        ("one  \ntwo", True, "one two"),
        (" >not quoted\n From x", False, ">not quoted\nFrom x"),
        ("> one \n> two\n>> three", False, "> one two\n>> three"),
        ("> one \ntwo", False, "> one \ntwo"),
        ("end \n-- \nLan", False, "end \n-- \nLan"),
        (">\n\n", False, ">\n\n"),
    ],
)
def test_flowing_lines(text: str, delsp: bool, expected: str) -> None:
    assert unflowed(text, delsp=delsp) == expected


def test_a_flowed_mail_has_whole_paragraphs() -> None:
    message = read(
        f"{HEAD}Content-Type: text/plain; format=flowed; delsp=no\n\nThe left shoe \nis damaged.\n"
    )
    assert message.text == "The left shoe is damaged."


@given(st.text(alphabet="> a-\n", max_size=60), st.booleans())
def test_flowing_loses_no_letter(text: str, delsp: bool) -> None:
    assert unflowed(text, delsp=delsp).count("a") == text.count("a")


def uuencoded(name: str, content: bytes) -> str:
    """A file as uuencode writes it."""
    lines = [content[n : n + 45] for n in range(0, len(content), 45)]
    body = "".join(binascii.b2a_uu(line).decode() for line in lines)
    return f"begin 644 {name}\n{body}`\nend\n"


def test_uuencoded_files_are_taken_out_of_the_text() -> None:
    photo = bytes(range(256)) * 3
    raw = raw_of(f"{HEAD}\nHere it is:\n\n{uuencoded('shoe.jpg', photo)}\nBye\n")
    message = MimeReader().read(raw)
    assert message.text.split() == ["Here", "it", "is:", "Bye"]
    ((attachment, content),) = MimeReader().attachments(raw)
    assert (attachment.filename, attachment.content_type) == ("shoe.jpg", "image/jpeg")
    assert sha256(content).digest() == sha256(photo).digest()


@pytest.mark.parametrize(
    "text",
    [
        "begin 100 metres\nto the left\nend",
        "begin 644 a.txt\n#86%A\nand no end",
        "We begin 644 a.txt\n#86%A\n`\nend",
        "begin 644 a.txt\nend",
    ],
)
def test_what_is_no_uuencoded_file_stays_text(text: str) -> None:
    message = read(f"{HEAD}\n{text}\n")
    assert message.text == text
    assert message.attachments == ()


FORWARDED = """\
Content-Type: message/rfc822

From: Post <post@courier.example>
Date: Mon, 5 May 2025 10:30:00 +0700
Subject: =?utf-8?q?Giao_h=C3=A0ng?=

The parcel is lost."""


def test_a_mail_passed_on_without_a_word_is_read() -> None:
    message = read(mixed(FORWARDED))
    assert "From: Post <post@courier.example>" in message.text
    assert message.text.endswith("The parcel is lost.")
    assert message.new_text == message.text
    assert [a.filename for a in message.attachments] == ["Giao hàng.eml"]


def test_a_mail_passed_on_with_a_few_words_is_read_below_them() -> None:
    text = mixed("\nSee below, please.", FORWARDED).replace("Subject: h", "Subject: Fwd: h", 1)
    message = read(text)
    assert message.new_text == "See below, please."
    assert message.text.endswith("The parcel is lost.")


def test_a_mail_that_only_comes_along_is_a_file() -> None:
    message = read(mixed("\nWhat the courier wrote is attached.", FORWARDED))
    assert message.text == "What the courier wrote is attached."


def test_a_returned_mail_is_not_read_as_one_passed_on() -> None:
    text = mixed(FORWARDED).replace("multipart/mixed", "multipart/report")
    assert "lost" not in read(text).text


def test_mails_within_mails_end_somewhere() -> None:
    wrapped = "Content-Type: message/rfc822\n\n" * 500 + "Subject: inner\n\nhello"
    assert len(read(HEAD + wrapped).text) < 1_000


CALENDAR = """\
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Fitting\\, second
 try
DTSTART;TZID=Europe/London:20250505T103000
DTEND;TZID=Europe/London:20250505T110000
LOCATION:Shop
BEGIN:VALARM
SUMMARY:no
END:VALARM
END:VEVENT
END:VCALENDAR"""


def test_an_invitation_is_a_line_and_a_file() -> None:
    message = read(mixed("\nCan you make it?", CALENDAR))
    line = "[Invitation: Fitting, secondtry, 2025-05-05 10:30 – 11:00 Europe/London, Shop]"
    assert message.text == f"Can you make it?\n\n{line}"
    assert message.new_text == "Can you make it?"
    assert [a.content_type for a in message.attachments] == ["text/calendar"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("DTSTART;VALUE=DATE:20250505", "[Appointment: 2025-05-05]"),
        ("DTSTART:20250505T103000Z", "[Appointment: 2025-05-05 10:30 UTC]"),
        ("SUMMARY:a\\nb\\;c", "[Appointment: a b;c]"),
        ("DTSTART:20259999T103000Z\nSUMMARY:x", "[Appointment: x]"),
        ("SUMMARY:\x1b[31mred", "[Appointment: [31mred]"),
    ],
)
def test_appointments(fields: str, expected: str) -> None:
    assert one_liners(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{fields}\nEND:VEVENT") == (expected,)


@given(st.text(alphabet='BEGIN:VT\nDSR;="TZ0123\\', max_size=80) | st.text(max_size=80))
def test_any_calendar_gives_lines(text: str) -> None:
    assert all(line.startswith("[") for line in one_liners(f"BEGIN:VEVENT\n{text}"))


PGP = f"""\
{HEAD}Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x

--x
Content-Type: application/pgp-encrypted

Version: 1
--x
Content-Type: application/octet-stream; name=encrypted.asc

-----BEGIN PGP MESSAGE-----
--x--
"""


def test_an_encrypted_mail_says_so() -> None:
    message = read(PGP)
    assert message.text == "[This mail is encrypted with PGP; it cannot be read here.]"
    assert message.new_text == message.text
    assert [a.filename for a in message.attachments] == ["", "encrypted.asc"]
    assert any("encrypted" in warning for warning in message.warnings)


@pytest.mark.parametrize(
    ("kind", "says"), [("enveloped-data", "encrypted with S/MIME"), ("signed-data", "signature")]
)
def test_a_mail_in_s_mime_says_so(kind: str, says: str) -> None:
    message = read(
        f"{HEAD}Content-Type: application/pkcs7-mime; smime-type={kind}; name=smime.p7m\n\nAAAA"
    )
    assert says in message.text
    assert [a.filename for a in message.attachments] == ["smime.p7m"]


def test_a_signed_mail_is_read_and_its_signature_is_a_file() -> None:
    message = read(
        f"{HEAD}Content-Type: multipart/signed; protocol=application/pgp-signature; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nHello\n"
        "--x\nContent-Type: application/pgp-signature; name=signature.asc\n\nAAAA\n--x--\n"
    )
    assert message.text == "Hello"
    assert [a.filename for a in message.attachments] == ["signature.asc"]
    assert message.warnings == ("Signed with PGP; the signature was not checked.",)


def test_a_character_set_that_nobody_knows_is_told() -> None:
    message = read(f"{HEAD}Content-Type: text/plain; charset=klingon\n\nhello")
    assert message.text == "hello"
    assert message.warnings == ("The character set is unknown: klingon",)
