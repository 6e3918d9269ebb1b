"""Mails that are broken, by accident or on purpose: read as far as possible, or quarantined."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.message import Message

HEAD = b"From: a@b.example\r\n"

LINES = st.sampled_from(
    [
        b"From: =?utf-8?q?J=C3=A4ne?= <j@x.example>",
        b"From someone Mon May 5 2025",
        b"Subject: =?utf-8?b?0JPQtNC1",
        b"Content-Type: multipart/mixed; boundary=x",
        b"Content-Type: multipart/alternative; boundary=y",
        b"Content-Type: multipart/digest; boundary=x",
        b"Content-Type: text/html; charset=utf-16",
        b"Content-Type: text/plain; charset=idna",
        b"Content-Type: message/rfc822",
        b"Content-Type: application/pdf; name*0*=utf-8''%D1; name*1=a",
        b'Content-Type: /;;;="',
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Transfer-Encoding: x-uuencode",
        b'Content-Disposition: attachment; filename="a',
        b"Date: Mon, 99 Foo 2025 25:61:61 +9999",
        b"References: <a@x> <b",
        b"--x",
        b"--x--",
        b"--y",
        b"--y--",
        b"",
        b"",
        b" continued",
        b"QUJD=?=",
        b"begin 644 a.txt",
        b"#86%A",
        b"=C3=A9=",
        b"<div style='padding-left: 9999999px'><table><tr><td>x",
        b"<a href='https://x.example/a'>x</a><blockquote>y",
        b"Content-Type: text/plain; format=flowed; delsp=yes",
        b"Content-Type: text/calendar",
        b"BEGIN:VEVENT",
        b"DTSTART:20250505T103000Z",
        b"Content-Type: multipart/encrypted; boundary=y",
        b"Content-Type: application/ms-tnef; name=winmail.dat",
        b"\x78\x9f\x3e\x22\x01\x00\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00",
        b"end",
        b"> quoted",
        b"On Mon, 5 May 2025 Jane <j@x.example> wrote:",
        b"-- ",
        b"\xd0\x9f\xff\xfe\x00\x1b[31m",
    ]
)


def strings(message: Message) -> list[str]:
    """Every string of a message."""
    addresses = (message.sender, *message.to, *filter(None, [message.reply_to]))
    return [
        message.subject,
        message.message_id,
        message.text,
        message.new_text,
        *message.references,
        *(part for a in addresses for part in (a.name, a.email)),
        *(part for f in message.attachments for part in (f.filename, f.content_type)),
        *(part for field in message.headers for part in field),
    ]


def check(raw: bytes) -> None:
    """A message that can be kept in a database, or a quarantine with a sentence."""
    try:
        message = MimeReader().read(raw)
    except UnreadableMail as error:
        assert str(error)
        return
    listed = MimeReader().attachments(raw)
    assert tuple(attachment for attachment, _ in listed) == message.attachments
    assert all(attachment.size == len(content) for attachment, content in listed)
    for string in strings(message):
        string.encode("utf-8")
    names = (message.subject, message.sender.name, *(f.filename for f in message.attachments))
    assert not any(ord(c) < 32 or ord(c) == 127 for name in names for c in name)
    assert bool(message.new_text) == bool(message.text.strip())
    assert message.message_id not in message.references or not message.message_id


@given(st.binary(max_size=400))
@example(b"\0")
@example(b"--\n--\n")
@example(b":\r\n\r\n:")
def test_any_bytes_are_read_or_quarantined(raw: bytes) -> None:
    check(raw)


@given(st.lists(LINES | st.binary(max_size=30), max_size=40), st.sampled_from([b"\n", b"\r\n"]))
def test_any_order_of_a_mail_s_pieces_is_read(lines: list[bytes], end: bytes) -> None:
    check(end.join(lines))
    with suppress(UnreadableMail):
        assert "<script" not in (MimeReader().html(end.join(lines)) or "")


def nested(levels: int) -> bytes:
    """A mail of multiparts within multiparts."""
    heads = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(levels)
    )
    return HEAD + b"".join(heads) + b"\r\nhello"


def test_nesting_up_to_the_limit_is_read() -> None:
    assert MimeReader().read(nested(999)).text == "hello"


def test_nesting_beyond_the_limit_is_quarantined() -> None:
    with pytest.raises(UnreadableMail, match="1000 levels"):
        MimeReader().read(nested(1_000))


def parts(count: int) -> bytes:
    """A mail of many small parts."""
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * count


def test_parts_up_to_the_limit_are_read() -> None:
    assert MimeReader().read(parts(9_999)).text.count("x") == 9_999


def test_parts_beyond_the_limit_are_quarantined() -> None:
    with pytest.raises(UnreadableMail, match="10000 parts"):
        MimeReader().read(parts(10_000))


def test_the_text_has_an_upper_limit() -> None:
    assert len(MimeReader().read(HEAD + b"\r\n" + b"hello\r\n" * 1_000_000).text) == 2_000_000


def test_a_text_is_not_cut_within_a_letter() -> None:
    message = MimeReader().read(HEAD + b"\r\n" + "привет\r\n".encode() * 1_000_000)
    assert set(message.text) == set("привет\n")


@pytest.mark.parametrize(
    "raw",
    [
        nested(990) + b"\r\n--b0--" * 300_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--\n" * 2_000_000,
        HEAD + b" folded\n" * 1_000_000,
        HEAD + b"Content-Type: text/plain" + b';a="' * 1_000_000,
        HEAD + b"Content-Type: text/plain" + b";" * 4_000_000,
        HEAD + b"Subject: " + b"=?utf-8?q?a" * 500_000,
        HEAD + b"a:b\n" * 5_000_000,
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + (b"--b\r\n" + b"a:b\n" * 100 + b"\nx\n") * 9_000,
        HEAD + b"\r\n" + b"begin 644 a\n" * 3_000_000,
        HEAD + b"\r\n" + b"begin 644 a\n#86%A\n`\nend\n" * 1_000_000,
        HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> a \n" * 5_000_000,
        HEAD + b"\r\n" + b"confidential recipient in error " * 100_000,
        HEAD + b"\r\n" + "\u0301\u0323".encode() * 1_000_000,
        HEAD + b"\r\n" + (b"1" * 390 + b" wrote:\n") * 5_000,
    ],
    ids=[
        "closed again and again",
        "no boundary's lines",
        "one endless header",
        "open quotes",
        "semicolons",
        "open encoded words",
        "header fields",
        "header fields in every part",
        "files that begin and never end",
        "tiny files",
        "flowing lines",
        "legal words",
        "marks",
        "attributions",
    ],
)
def test_floods_end(raw: bytes) -> None:
    # Anything quadratic would keep these going for hours.
    check(raw)


def test_more_than_50_mib_is_quarantined() -> None:
    with pytest.raises(UnreadableMail, match="50 MiB"):
        MimeReader().read(HEAD + b"\r\n" + bytes(50 * 1024 * 1024))


def test_fields_beyond_the_limit_are_passed_over() -> None:
    raw = HEAD + b"a:b\n" * 5_000 + b"Subject: late\n\nhello\n\nthere"
    message = MimeReader().read(raw)
    assert (message.subject, message.text) == ("", "hello\n\nthere")


def test_a_boundary_with_a_colon_is_no_header_field() -> None:
    raw = (
        HEAD + b'Content-Type: multipart/mixed; boundary="a:b"\r\n\r\n--a:b\r\n--a:b\r\n\r\n'
        b"hello\r\n--a:b--"
    )
    assert MimeReader().read(raw).text == "hello"


def test_delimiters_are_found_after_a_flood_of_lines_that_look_like_one() -> None:
    raw = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n"
        + b"--bb\n" * 2_000
        + b"--b \t\r\n\r\nhello\r\n--b--\r\nepilogue"
    )
    assert MimeReader().read(raw).text.endswith("--bb\nhello")


def test_a_multipart_that_is_never_closed_is_read() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello"
    assert MimeReader().read(raw).text == "hello"


def test_a_multipart_without_its_boundary_is_text() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\nhello there"
    assert MimeReader().read(raw).text == "hello there"


def test_the_outer_boundary_ends_what_is_open_within() -> None:
    raw = (
        HEAD + b"Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n"
        b"Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\r\nhello\r\n"
        b"--out\r\nContent-Type: image/png; name=a.png\r\n\r\nPNG\r\n--out--\r\n"
    )
    message = MimeReader().read(raw)
    assert message.text == "hello"
    assert [f.filename for f in message.attachments] == ["a.png"]


def test_a_boundary_that_begins_like_the_outer_one_is_its_own() -> None:
    raw = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: multipart/alternative; boundary=bb\r\n\r\n--bb\r\n\r\nhello\r\n"
        b"--bb--\r\n--b\r\n\r\nworld\r\n--b--\r\n"
    )
    assert MimeReader().read(raw).text == "hello\nworld"


def test_a_line_that_is_no_header_begins_the_body() -> None:
    assert MimeReader().read(HEAD + b"Hello, I have a question\r\n").text.startswith("Hello, I")


def test_an_mbox_postmark_is_passed_over() -> None:
    raw = b"From jane@x Mon May 5 10:30:00 2025\n" + HEAD + b"\nhello"
    assert MimeReader().read(raw).sender.email == "a@b.example"


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", "aGVsbG8", "hello"),
        ("base64", "aGVs!!bG8=\r\n-- \r\nfooter", "hello"),
        ("base64", "a", ""),
        ("quoted-printable", "hell=6F=20th=\r\nere =ZZ", "hello there =ZZ"),
        ("x-uuencode", "begin 644 a\r\n%:&5L;&\\\r\n`\r\nend", "hello"),
        ("8-bit", "hello", "hello"),
    ],
)
def test_transfer_encodings(encoding: str, body: str, text: str) -> None:
    raw = HEAD + f"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}".encode()
    assert MimeReader().read(raw).text == text
