"""Which mail came back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.returned import LOOKED_AT, returned_ids

OURS = "sd.7.0123456789abcdef@lans-shoes.example"


@pytest.mark.parametrize(
    "text",
    [
        f"Message-ID: <{OURS}>",
        f"   > message-id:<{OURS}>",
        f"| Message-Id:\r\n <{OURS}>",
        f"References: <a@b> <{OURS}>",
        f"the mail {OURS} could not be delivered",
    ],
)
def test_our_mail_is_found_wherever_it_is_named(text: str) -> None:
    assert OURS in returned_ids(f"From: x@example.com\r\n\r\n{text}\r\n".encode())


def test_any_message_id_of_a_head_that_is_sent_along() -> None:
    raw = b"Message-ID: <one@mx>\r\n\r\n--\r\n\r\nMessage-ID: <two@phone>\r\nTo: <three@x>\r\n"
    assert returned_ids(raw) == ("one@mx", "two@phone")


def test_what_is_no_message_id() -> None:
    assert returned_ids(b"Message-ID: two words\r\nX-Message-ID: <a@b>\r\nsd.7.0123@x") == ()
    assert returned_ids(b" " * LOOKED_AT + f"Message-ID: <{OURS}>".encode()) == ()


@given(st.binary(max_size=300))
def test_any_bytes_will_do(raw: bytes) -> None:
    assert isinstance(returned_ids(raw + b"\r\nMessage-ID: <\xff\xfe>\r\n"), tuple)
