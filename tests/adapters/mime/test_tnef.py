"""winmail.dat, made here after its specification (MS-OXTNEF)."""

from __future__ import annotations

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime import MimeReader
from shopdesk.adapters.mime.tnef import SIGNATURE, unwrap

PHOTO = bytes(range(256)) * 2


def an_object(kind: int, data: bytes, level: int = 2) -> bytes:
    """One object: what it is, how long, and a sum of its bytes."""
    head = struct.pack("<BHHI", level, kind, 6, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def a_property(name: int, value: str | bytes | int) -> bytes:
    """One MAPI property."""
    if isinstance(value, int):
        return struct.pack("<HHI", 3, name, value)
    kind, data = (
        (0x1F, f"{value}\0".encode("utf-16-le")) if isinstance(value, str) else (258, value)
    )
    return struct.pack("<HHII", kind, name, 1, len(data)) + data + b"\0" * (-len(data) % 4)


def properties(*some: bytes) -> bytes:
    """A list of properties."""
    return struct.pack("<I", len(some)) + b"".join(some)


def tnef(*objects: bytes) -> bytes:
    """A whole file."""
    version = an_object(0x9006, struct.pack("<I", 0x10000), level=1)
    codepage = an_object(0x9007, struct.pack("<II", 1251, 0), level=1)
    return SIGNATURE + b"\x01\x00" + version + codepage + b"".join(objects)


def attached(title: bytes, content: bytes, *some: bytes) -> bytes:
    """A file with its objects."""
    objects = [an_object(0x9002, bytes(14)), an_object(0x8010, title + b"\0")]
    if content:
        objects.append(an_object(0x800F, content))
    if some:
        objects.append(an_object(0x9005, properties(*some)))
    return b"".join(objects)


NAMED = struct.pack("<HH", 3, 0x8001) + bytes(16) + struct.pack("<II", 0, 7) + bytes(4)
"""A property that a program of its own invented."""
SEVERAL = struct.pack("<HHI", 0x1003, 0x6000, 2) + bytes(8)


def mail(content: bytes, text: str = "") -> bytes:
    """A mail with a winmail.dat."""
    body = base64.encodebytes(content).decode()
    return (
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        f"--x\r\n\r\n{text}\r\n--x\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}--x--\r\n"
    ).encode()


def test_the_files_take_the_place_of_the_one_they_were_in() -> None:
    wrapped = tnef(
        attached(b"SHOE~1.JPG", PHOTO, NAMED, SEVERAL, a_property(0x3707, "giày hỏng.jpg")),
        attached("чек.pdf".encode("cp1251"), b"PDF"),
        attached(b"", b"", a_property(0x3704, "a.bin"), a_property(0x3701, b"BIN")),
    )
    raw = mail(wrapped, "See the photo")
    assert MimeReader().read(raw).text == "See the photo"
    assert [(a.filename, c) for a, c in MimeReader().attachments(raw)] == [
        ("giày hỏng.jpg", PHOTO),
        ("чек.pdf", b"PDF"),
        ("a.bin", b"BIN"),
    ]


def test_the_type_is_the_sender_s_or_else_the_name_s() -> None:
    wrapped = tnef(
        attached(b"a.jpg", b"1"),
        attached(b"b.dat", b"2", a_property(0x370E, "image/PNG")),
        attached(b"c", b"3"),
    )
    types = [a.content_type for a, _ in MimeReader().attachments(mail(wrapped))]
    assert types == ["image/jpeg", "image/png", "application/octet-stream"]


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        (an_object(0x800C, "Где заказ?\0".encode("cp1251"), level=1), "Где заказ?"),
        (an_object(0x9003, properties(a_property(0x1000, "Xin chào")), level=1), "Xin chào"),
        (
            an_object(
                0x9003,
                properties(a_property(0x3FDE, 65001), a_property(0x1013, "<p>chào<br>b".encode())),
                level=1,
            ),
            "chào\nb",
        ),
    ],
)
def test_its_text_is_read_where_the_mail_has_no_other(wrapped: bytes, text: str) -> None:
    assert MimeReader().read(mail(tnef(wrapped))).text == text
    assert MimeReader().read(mail(tnef(wrapped), "own")).text == "own"


def test_a_mail_within_it_is_opened_too() -> None:
    embedded = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
    inner = tnef(attached(b"inner.txt", b"inner"))
    outer = tnef(attached(b"mail", b"", a_property(0x3701, embedded + inner)))
    found = unwrap(outer)
    assert found is not None
    assert [f.attachment.filename for f in found.files] == ["inner.txt"]


def test_what_cannot_be_opened_stays_a_file() -> None:
    message = MimeReader().read(mail(b"no such thing"))
    assert [a.filename for a in message.attachments] == ["winmail.dat"]
    assert message.warnings == ("A winmail.dat could not be opened.",)


def test_one_without_files_stays_as_it_is() -> None:
    assert len(MimeReader().read(mail(tnef(), "text")).attachments) == 1


@pytest.mark.parametrize(
    "flood",
    [
        tnef(*[an_object(0x9002, b"")] * 500_000),
        tnef(an_object(0x9003, struct.pack("<I", 0xFFFFFFFF) + bytes(4_000_000), level=1)),
        tnef(
            an_object(
                0x9003, struct.pack("<IHHI", 1, 0x101F, 0x1000, 0xFFFFFFFF) + bytes(9), level=1
            )
        ),
        tnef(struct.pack("<BHHI", 2, 0x800F, 6, 0xFFFFFFFF)),
    ],
    ids=["objects", "properties", "values", "length"],
)
def test_floods_end(flood: bytes) -> None:
    found = unwrap(flood)
    assert found is not None
    assert len(found.files) <= 20_000


WHOLE = tnef(attached(b"a.jpg", PHOTO, NAMED, a_property(0x3707, "b.jpg")))


@given(st.binary(max_size=200), st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_any_damage_is_survived(junk: bytes, at: int, cut: int) -> None:
    damaged = WHOLE[:at] + junk + WHOLE[at + cut :]
    found = unwrap(SIGNATURE + damaged[4:])
    assert found is not None
    assert all(f.attachment.size == len(f.content) for f in found.files)
