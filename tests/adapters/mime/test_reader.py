"""The reader on mails as customers' programs write them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.message import Address, Attachment, Message


def read(text: str | bytes) -> Message:
    """The message of a mail written with `\\n` line ends."""
    raw = text.encode() if isinstance(text, str) else text
    return MimeReader().read(raw.replace(b"\n", b"\r\n"))


MIXED = """\
From: Jane Roe <jane@Example.COM>
To: Lan's Shoes <shop@example.net>, second@example.net
Cc: Anton <anton@example.org>
Reply-To: jane@home.example
Subject: Where is my order #1042?
Date: Mon, 5 May 2025 10:30:00 +0700
Message-ID: <one@example.com>
In-Reply-To: <zero@example.net>
References: <first@example.net>
 <zero@example.net>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="out er"

This is a message in MIME format.
--out er
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

The left shoe is damaged.
--inner
Content-Type: text/html; charset=utf-8

<p>The left shoe is <b>damaged</b>.</p>
--inner--
--out er
Content-Type: image/jpeg; name="shoe.jpg"
Content-Disposition: attachment; filename="shoe.jpg"
Content-Transfer-Encoding: base64

/9j/4AAQ
--out er--
"""


def test_a_mail_with_text_html_and_a_photo() -> None:
    message = read(MIXED)
    assert message.sender == Address("Jane Roe", "jane@example.com")
    assert message.reply_to == Address("", "jane@home.example")
    assert message.author.email == "jane@home.example"
    assert [a.email for a in message.to] == [
        "shop@example.net",
        "second@example.net",
        "anton@example.org",
    ]
    assert message.subject == "Where is my order #1042?"
    assert message.date == datetime(2025, 5, 5, 3, 30, tzinfo=UTC)
    assert message.message_id == "one@example.com"
    assert message.references == ("first@example.net", "zero@example.net")
    assert message.text == "The left shoe is damaged."
    assert message.new_text == message.text
    assert message.attachments == (Attachment("shoe.jpg", "image/jpeg", 6, False),)
    assert message.header("content-type").startswith("multipart/mixed")
    assert ("mime-version", "1.0") in message.headers


def test_line_ends_do_not_matter() -> None:
    unix, mac = MIXED.encode(), MIXED.encode().replace(b"\n", b"\r")
    assert MimeReader().read(unix) == read(MIXED) == MimeReader().read(mac)


def test_html_alone_is_turned_into_text() -> None:
    message = read(
        "From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n"
        "<style>p {}</style><p>Xin chào &amp; cảm ơn,<br>Minh</p>"
        "<div style='display: none'>preheader</div><script>alert(1)</script>"
    )
    assert message.text == "Xin chào & cảm ơn,\nMinh"


def test_an_empty_plain_part_gives_way_to_html() -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\n  \n"
        "--x\nContent-Type: text/html\n\n<p>Hello</p>\n--x--\n"
    )
    assert message.text == "Hello"


def test_a_text_that_only_points_to_the_html_gives_way_to_it() -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n"
        "--x\n\nPlease use a program that can display HTML e-mail.\n"
        "--x\nContent-Type: text/html\n\n<p>The left shoe is damaged</p>\n--x--\n"
    )
    assert message.text == "The left shoe is damaged"


def test_html_under_the_name_of_text_is_read_as_html() -> None:
    assert (
        read("From: a@b.example\n\n<!DOCTYPE html><html><p>Hello<br>there").text == "Hello\nthere"
    )


def test_a_customer_s_link_is_in_the_new_text_and_the_quoted_ones_are_not() -> None:
    message = read(
        "From: a@b.example\nContent-Type: text/html\n\n"
        '<p>Like <a href="https://x.example/red">these</a>, please</p>'
        "<p>On Mon, 5 May 2025 at 10:30, Lan &lt;shop@example.net&gt; wrote:</p>"
        '<blockquote>See <a href="https://y.example/blue">ours</a></blockquote>'
    )
    assert message.new_text == "Like these [1], please\n\n[1] https://x.example/red"
    assert message.text.endswith(
        "> See ours [2]\n\n[1] https://x.example/red\n[2] https://y.example/blue"
    )


def test_text_parts_around_a_photo_are_one_text() -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\n\nBefore\n--x\nContent-Type: image/png\nContent-ID: <p>\n\nPNG\n"
        "--x\nContent-Type: text/plain\n\nAfter\n--x--\n"
    )
    assert message.text == "Before\nAfter"
    assert message.attachments == (Attachment("", "image/png", 3, True),)


def test_a_text_file_is_a_file_and_not_the_text() -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\n\nHello\n--x\nContent-Type: text/plain; name=log.txt\n\nerror\n--x--\n"
    )
    assert message.text == "Hello"
    assert [(f.filename, f.size) for f in message.attachments] == [("log.txt", 5)]


def test_a_mail_within_a_mail_is_a_file() -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below\n"
        "--x\nContent-Type: message/rfc822\n\nSubject: inner\n\nInner text\n--x--\n"
    )
    assert message.text == "See below"
    assert [f.content_type for f in message.attachments] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("=?utf-8?Q?Gi=C3=A0y_c=C3=B2n_size_38_kh=C3=B4ng=3F?=", "Giày còn size 38 không?"),
        ("=?utf-8?B?0JPQtNC1?= =?utf-8?B?INC30LDQutCw0Lc=?=", "Где заказ"),
        ("=?utf-8?B?0JPQtNC10Q==?=\n =?utf-8?B?gNC1?=", "Гдере"),  # a letter cut in two
        ("=?windows-1251?Q?=C3=E4=E5?=", "Где"),
        ("=?koi8-r?B?58TF?=", "Где"),
        ("=?utf-8?Q?size 38 please?=", "size 38 please"),  # blanks where none may be
        ("=?utf-8?B?0JPQtNC1", "Где"),  # cut off
        ("Re: =?utf-8?q?caf=C3=A9?= and more", "Re: café and more"),
        ("=?x-unknown?Q?abc?=", "abc"),
        ("=?utf-8*en?Q?abc?=", "abc"),
        ("a =? b ?q? c", "a =? b ?q? c"),
        ("two\n\tlines", "two lines"),
        ("bell\x07 and \x1b]0;title\x07", "bell and ]0;title"),
        ("Nguyê\u0303n", "Nguyễn"),
    ],
)
def test_subjects(subject: str, expected: str) -> None:
    assert read(f"From: a@b.example\nSubject: {subject}\n\nx").subject == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("attachment; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE.jpg", "фото.jpg"),
        ("attachment; filename*0*=UTF-8''%D1%84%D0; filename*1*=%BE%D1%82%D0%BE.jpg", "фото.jpg"),
        ('attachment; filename*0="long "; filename*1="name.pdf"', "long name.pdf"),
        ('attachment; filename="=?utf-8?B?0YTQvtGC0L4uanBn?="', "фото.jpg"),
        ('attachment; filename="ảnh giày.jpg"', "ảnh giày.jpg"),
        ("attachment; filename=my shoe.jpg", "my shoe.jpg"),
        ('attachment; filename="C:\\temp\\a.txt"', "C:\\temp\\a.txt"),
        ('attachment; filename="say \\"hi\\".txt"', 'say "hi".txt'),
        ('attachment; filename="a;b.txt"; size=3', "a;b.txt"),
        ('attachment; filename="a\x1b[31m.txt"', "a [31m.txt"),
    ],
)
def test_file_names(value: str, expected: str) -> None:
    message = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        f"Content-Type: application/octet-stream\nContent-Disposition: {value}\n\nabc\n--x--\n"
    )
    assert [f.filename for f in message.attachments] == [expected]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 5 May 2025 10:30:00 +0300", datetime(2025, 5, 5, 7, 30, tzinfo=UTC)),
        ("5 May 2025 10:30:00 -0000", datetime(2025, 5, 5, 10, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 5 May 2025 99:99:99 +0300", None),
        ("5 May 1066 10:30:00 +0000", None),
        ("5 May 2025 10:30:00 +9999", None),
        ("", None),
    ],
)
def test_dates(date: str, expected: datetime | None) -> None:
    found = read(f"From: a@b.example\nDate: {date}\n\nx").date
    assert found == expected
    assert found is None or found.utcoffset() is not None


def test_the_sender_s_own_offset_is_kept() -> None:
    found = read("From: a@b.example\nDate: Mon, 5 May 2025 10:30:00 +0700\n\nx").date
    assert found is not None
    assert found.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("References: <a@x> <b@x>\nIn-Reply-To: <b@x>", ("a@x", "b@x")),
        ("In-Reply-To: <c@x>", ("c@x",)),
        ('In-Reply-To: Message from "Jane" of Monday <d@x>', ("d@x",)),
        ("In-Reply-To: bare@x", ("bare@x",)),
        ("References: <a@x><b@x>,<a@x>", ("a@x", "b@x")),
        ("References: <me@x> <a@x>\nMessage-ID: <me@x>", ("a@x",)),
        ("References: none", ()),
    ],
)
def test_references(header: str, expected: tuple[str, ...]) -> None:
    assert read(f"From: a@b.example\n{header}\n\nx").references == expected


def test_a_very_long_thread_keeps_its_root_and_its_newest_ids() -> None:
    ids = " ".join(f"<{n}@x>" for n in range(1_000))
    found = read(f"From: a@b.example\nReferences: {ids}\n\nx").references
    assert (len(found), found[0], found[-1]) == (200, "0@x", "999@x")


def test_a_mail_without_from_date_or_message_id() -> None:
    message = read("Subject: hello\n\nAnyone there?")
    assert message.sender == Address("", "")
    assert (message.date, message.message_id) == (None, "")
    assert message.text == "Anyone there?"


@pytest.mark.parametrize("nothing", [b"", b"\r\n \n"])
def test_nothing_at_all_is_unreadable(nothing: bytes) -> None:
    with pytest.raises(UnreadableMail):
        MimeReader().read(nothing)


def test_sizes_are_those_of_the_decoded_files() -> None:
    content = bytes(range(256)) * 100
    body = base64.encodebytes(content).decode()
    message = read(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        f"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{body}--x--\n"
    )
    assert [f.size for f in message.attachments] == [len(content)]
