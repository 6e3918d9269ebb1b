"""The writer, and the reader on what it wrote."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime import MimeReader, MimeWriter
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.mail.message import Address
from shopdesk.domain.plain import nfc

AT = datetime(2026, 11, 21, 9, 2, 3, tzinfo=timezone(timedelta(hours=7)))


def write(**changes: Any) -> bytes:
    """A reply with some of its fields changed."""
    fields: dict[str, Any] = {
        "message_id": "new@shop.example",
        "sender": "lan@shop.example",
        "sender_name": "Lan's Shoes",
        "to": ("jane@example.com",),
        "subject": "Re: Where is my order #1042?",
        "body": "Hello Jane,\n\nit is on its way.\n",
        "in_reply_to": "old@example.com",
        "references": ("first@example.com", "old@example.com"),
        "at": AT,
    }
    return MimeWriter().write(**fields | changes)


def parsed(raw: bytes) -> EmailMessage:
    """What the standard library makes of it: a reader that is not ours."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_plain_reply_as_others_read_it() -> None:
    message = parsed(write())
    assert message["From"] == "Lan's Shoes <lan@shop.example>"
    assert message["To"] == "jane@example.com"
    assert message["Subject"] == "Re: Where is my order #1042?"
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == "<new@shop.example>"
    assert message["In-Reply-To"] == "<old@example.com>"
    assert message["References"] == "<first@example.com> <old@example.com>"
    assert message["MIME-Version"] == "1.0"
    assert message["User-Agent"] == "shopdesk"
    assert message["Content-Transfer-Encoding"] == "7bit"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content() == "Hello Jane,\r\n\r\nit is on its way.\r\n"


def test_a_human_reply_does_not_call_itself_automatic() -> None:
    message = parsed(write())
    assert not {"auto-submitted", "precedence", "bcc"} & {name.lower() for name in message}


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("Hello", "7bit"),
        ("Schöne Grüße aus Köln, Ihre Schuhe sind unterwegs", "quoted-printable"),
        ("Здравствуйте, ваш заказ уже в пути", "base64"),
        ("x" * 999, "quoted-printable"),
        ("bell \x07", "quoted-printable"),
    ],
)
def test_the_body_is_encoded_as_it_needs(body: str, encoding: str) -> None:
    raw = write(body=body)
    assert parsed(raw)["Content-Transfer-Encoding"] == encoding
    assert parsed(raw).get_content().rstrip("\r\n") == body
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_names_and_subjects_in_other_scripts() -> None:
    subject = "Re: Second вопрос: " + "giày này còn size 38 không ạ? " * 10
    message = parsed(write(sender_name="Cửa hàng Giày Lan", subject=subject))
    assert message["From"].addresses[0].display_name == "Cửa hàng Giày Lan"
    assert message["Subject"] == " ".join(subject.split())


@pytest.mark.parametrize(
    "name", ['Lan "the" Shoes', "Lan, Inc.", "back\\slash", "a=?utf-8?q?b?=", "a.b"]
)
def test_names_that_need_quotes(name: str) -> None:
    raw = write(sender_name=name)
    assert parsed(raw)["From"].addresses[0].display_name == name
    assert MimeReader().read(raw).sender.name == name


def test_without_a_name_or_a_thread() -> None:
    message = parsed(write(sender_name="", in_reply_to="", references=()))
    assert message["From"] == "lan@shop.example"
    assert message["In-Reply-To"] is None
    assert message["References"] is None


@pytest.mark.parametrize("field", ["message_id", "sender", "sender_name", "subject", "in_reply_to"])
@pytest.mark.parametrize("evil", ["\r\nBcc: all@x.example", "\nx", "\rx", "\0"])
def test_line_breaks_in_a_header_are_refused(field: str, evil: str) -> None:
    with pytest.raises(TemplateError):
        write(**{field: "a@b.example" + evil})
    with pytest.raises(TemplateError):
        write(references=("a@b.example" + evil,))


@pytest.mark.parametrize(
    "address",
    ["", "jane", "jane@", "@x.example", "a@x.example, b@x.example", "a <b@x.example>", "a b@x"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(TemplateError):
        write(to=(address,))
    with pytest.raises(TemplateError):
        write(sender=address)


def test_international_addresses() -> None:
    assert parsed(write(to=("jane@bücher.example",)))["To"] == "jane@xn--bcher-kva.example"
    assert "минь@xn--e1afmkfd.xn--p1ai".encode() in write(to=("минь@пример.рф",))
    assert write(to=("jane@bücher.example",)).isascii()


def test_ids_that_no_server_would_pass_on_are_left_out() -> None:
    raw = write(references=("a@x", "b c@x", "минь@x", "x" * 2_000, "d@x"), in_reply_to="a b")
    assert parsed(raw)["References"] == "<a@x> <d@x>"
    assert parsed(raw)["In-Reply-To"] is None


def test_many_references_stay_within_the_line_limit() -> None:
    ids = tuple(f"{n}.{'x' * 60}@mail.example.com" for n in range(150))
    raw = write(references=ids)
    assert MimeReader().read(raw).references == (*ids, "old@example.com")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


HEADER_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300).map(
    lambda text: nfc(" ".join(text.split()))
)
BODY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=1500)


@given(subject=HEADER_TEXT, name=HEADER_TEXT, body=BODY)
def test_what_is_written_is_read(subject: str, name: str, body: str) -> None:
    raw = write(subject=subject, sender_name=name, body=body)
    message = MimeReader().read(raw)
    assert message.subject == subject
    assert message.sender == Address(name, "lan@shop.example")
    assert message.text == nfc(body).rstrip()
    assert message.references == ("first@example.com", "old@example.com")
    assert message.message_id == "new@shop.example"
    assert message.date == AT.astimezone(UTC)


@given(subject=st.text(), name=st.text(), body=st.text())
def test_whatever_is_written_is_a_well_formed_mail(subject: str, name: str, body: str) -> None:
    try:
        raw = write(subject=subject, sender_name=name, body=body)
    except TemplateError:
        assert any(c in subject + name for c in "\r\n\0")
        return
    head, _, content = raw.partition(b"\r\n\r\n")
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert head.count(b"\r\nSubject:") + head.count(b"\r\nTo:") <= 2
    assert content.endswith(b"\r\n")
